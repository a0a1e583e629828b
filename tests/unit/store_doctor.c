/*
 * The doctor: what it mends, what it only names, and that it never makes
 * anything worse: of repositories damaged at random all that was readable
 * before is readable after.
 */
#include "adref/store/doctor.h"
#include "store_help.h"

#ifdef __SANITIZE_ADDRESS__
enum { DAMAGED = 40 };
#else
enum { DAMAGED = 200 };
#endif
enum { SAVES = 12 };

static char folder[300], *home;
static store_id saved[SAVES + 1];

/* A negotiation with a work tree, `r` in the home. */
static int
begin(void **state)
{
	store_id tip = { { 0 } };
	struct store *store;
	struct err err = ERR_INIT;

	(void)state;
	home = help_folder();
	snprintf(folder, sizeof(folder), "%s/r", home);
	assert_int_equal(store_make(folder, false, &err), 0);
	assert_int_equal(store_open_git(&store, folder, 0, &err), 0);
	for (size_t i = 0; i < SAVES; i++) {
		char text[40], name[40];
		struct store_put puts[2];

		snprintf(text, sizeof(text), "Wording %zu\n", i);
		snprintf(name, sizeof(name), "outcome/part-%zu.md", i % 3);
		puts[0] = help_put("outcome/front.md", text);
		puts[1] = help_put(name, text);
		assert_int_equal(help_save(store, &tip, puts, 2, &tip, &err),
			0);
		saved[i] = tip;
	}
	store_close(store);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	help_drop(home);
	return 0;
}

static struct store_ills
examine(unsigned flags)
{
	struct store_ills ills;
	struct err err = ERR_INIT;

	if (store_examine(folder, flags, &ills, &err) < 0)
		fail_msg("%s", err.text);
	return ills;
}

/* One thing is wrong, in this state, and says these words. */
static void
finds(unsigned flags, enum ill_state state, const char *words)
{
	struct store_ills ills = examine(flags);

	if (ills.n != 1 || ills.at[0].state != state ||
	    !strstr(ills.at[0].what, words))
		fail_msg("%zu things, the first: %s", ills.n, ills.n
			? ills.at[0].what : "none");
	store_ills_release(&ills);
}

static void
finds_nothing(void)
{
	struct store_ills ills = examine(DOCTOR_DEEP);

	if (ills.n)
		fail_msg("%s", ills.at[0].what);
	assert_true(ills.looked > SAVES);
	store_ills_release(&ills);
}

/* Named, then mended, then gone. */
static void
is_mended(const char *damage, const char *words)
{
	assert_int_equal(help_run(folder, damage), 0);
	finds(0, ILL_CURABLE, words);
	finds(0, ILL_CURABLE, words);
	finds(DOCTOR_MEND, ILL_CURED, words);
	finds_nothing();
	if (help_has_git())
		help_git_silent(folder, "status --short");
}

static void
a_head_that_names_nothing(void **state)
{
	(void)state;
	finds_nothing();
	is_mended("echo x >.git/HEAD", "names no branch");
	is_mended("rm .git/HEAD", "names no branch");
	is_mended(": >.git/HEAD", "names no branch");
}

static void
a_branch_that_is_broken(void **state)
{
	(void)state;
	is_mended(": >.git/refs/heads/main", "the last change that is there");
	is_mended("echo 1234 >.git/refs/heads/main", "the last change that is there");
	is_mended("rm .git/refs/heads/main", "the last change that is there");
	is_mended("echo 1234567812345678123456781234567812345678 "
		">.git/refs/heads/main", "the last change that is there");
}

/* What git packed of the branch is older than its own file: not that. */
static void
a_branch_that_is_packed_too(void **state)
{
	store_id tip = saved[SAVES - 1];
	struct store_put put = help_put("outcome/front.md", "Later\n");
	struct store *store;
	struct err err = ERR_INIT;

	(void)state;
	if (!help_has_git())
		skip();
	assert_int_equal(help_run(folder, "git pack-refs --all"), 0);
	assert_int_equal(store_open_git(&store, folder, 0, &err), 0);
	assert_int_equal(help_save(store, &tip, &put, 1, &tip, &err), 0);
	store_close(store);
	is_mended("echo 1234 >.git/refs/heads/main",
		"the last change that is there");
	help_file_is(folder, "outcome/front.md", "Later\n");
	help_file_is(folder, ".git/adref/broken-branch", NULL);
}

static void
old_locks_and_halves(void **state)
{
	(void)state;
	is_mended("touch -d 2020-01-01 .git/refs/heads/main.lock",
		"main.lock is a lock, and old");
	is_mended("touch -d 2020-01-01 .git/index.lock", "is a lock, and old");
	is_mended("touch -d 2020-01-01 .git/objects/17/tmp_obj_x || { mkdir "
		".git/objects/17 && touch -d 2020-01-01 "
		".git/objects/17/tmp_obj_x; }", "half an object");
	assert_int_equal(help_run(folder, "touch .git/index.lock"), 0);
	finds(DOCTOR_MEND, ILL_NAMED, "and new");
	help_file_is(folder, ".git/index.lock", "");
}

#define OBJECT "f=$(git rev-parse HEAD:outcome/front.md); f=.git/objects/" \
	"$(echo $f | cut -c1-2)/$(echo $f | cut -c3-); chmod u+w $f; "

static void
a_text_that_the_work_tree_has(void **state)
{
	(void)state;
	if (!help_has_git())
		skip();
	is_mended(OBJECT "rm $f", "the work tree has it");
	is_mended(OBJECT "echo x >$f", "the work tree has it");
}

static void
a_text_that_nobody_has(void **state)
{
	(void)state;
	if (!help_has_git())
		skip();
	assert_int_equal(help_run(folder, OBJECT "rm $f; echo other "
		">outcome/front.md"), 0);
	finds(DOCTOR_MEND, ILL_NAMED, "outcome/front.md, as of the change "
		"\"A.1: bracket\"");
}

/* libgit2 by itself waits for ever for the rest. */
static void
an_object_that_was_cut(void **state)
{
	struct store *store;
	struct err err = ERR_INIT;
	struct buf text = BUF_INIT;

	(void)state;
	if (!help_has_git())
		skip();
	assert_int_equal(help_run(folder, "for i in 1 2 3; do echo \"line $i of "
		"a longer text\"; done >outcome/long.md && git add . && git "
		"-c user.name=a -c user.email=b commit -qm long && f=$(git "
		"rev-parse HEAD:outcome/long.md); f=.git/objects/$(echo $f | "
		"cut -c1-2)/$(echo $f | cut -c3-); chmod u+w $f; truncate -s "
		"20 $f"), 0);
	assert_int_equal(store_open_git(&store, folder, STORE_READ_ONLY,
		&err), 0);
	assert_int_equal(store_tip(store, &saved[SAVES], &err), 0);
	assert_int_equal(store_read(store, &saved[SAVES], "outcome/long.md",
		&text, &err), -1);
	assert_non_null(strstr(err.text, "is damaged"));
	buf_release(&text);
	store_close(store);
}

static void
no_repository_at_all(void **state)
{
	struct store_ills ills;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(store_examine(home, DOCTOR_MEND, &ills, &err), -1);
	assert_int_equal(err.code, ERR_MISSING);
}

static uint32_t seed = 5;

static uint32_t
pick(uint32_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

/* A file of the repository, drawn, is cut, changed, emptied or gone. */
static void
damage(void)
{
	static const char *const ways[] = { "rm -f $f", ": >$f",
		"echo garbage >$f", "truncate -s -3 $f",
		"printf x | dd of=$f bs=1 seek=7 conv=notrunc",
		"head -c 20 $f >t; cat t >$f; rm t" };
	char line[500];

	snprintf(line, sizeof(line), "f=$(find .git -type f ! -path '*/hooks/*'"
		" ! -name config | sort | sed -n '%up'); [ -n \"$f\" ] || "
		"exit 0; chmod u+w $f; %s; true", 1 + pick(70),
		ways[pick(sizeof(ways) / sizeof(ways[0]))]);
	help_run(folder, line);
}

/* Which saves can be read; the last bit: the last is where the branch is. */
static unsigned
readable(void)
{
	struct store *store;
	struct err err = ERR_INIT;
	unsigned bits = 0;
	store_id tip;

	if (store_open_git(&store, folder, STORE_READ_ONLY, &err) < 0)
		return 0;
	for (size_t i = 0; i < SAVES; i++) {
		struct buf text = BUF_INIT;

		if (store_read(store, &saved[i], "outcome/front.md", &text,
			&err) == 0)
			bits |= 1u << i;
		buf_release(&text);
	}
	if (bits & 1u << (SAVES - 1) && store_tip(store, &tip, &err) == 0 &&
	    store_id_same(&tip, &saved[SAVES - 1]))
		bits |= 1u << SAVES;
	store_close(store);
	return bits;
}

static void
never_worse(void **state)
{
	unsigned better = 0;

	(void)state;
	for (int i = 0; i < DAMAGED; i++) {
		unsigned before, after;
		struct store_ills ills;
		struct err err = ERR_INIT;

		assert_int_equal(help_run(home, "rm -rf whole; cp -a r whole"),
			0);
		for (uint32_t n = 1 + pick(4); n; n--)
			damage();
		before = readable();
		if (store_examine(folder, DOCTOR_MEND | (i % 2 ? DOCTOR_DEEP
			: 0), &ills, &err) == 0)
			store_ills_release(&ills);
		after = readable();
		if ((before & after) != before)
			fail_msg("round %d: %x was readable, now %x", i,
				before, after);
		better += before != after;
		assert_int_equal(help_run(home, "rm -rf r; mv whole r"), 0);
	}
	assert_true(better > DAMAGED / 20);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_head_that_names_nothing),
		TEST(a_branch_that_is_broken),
		TEST(a_branch_that_is_packed_too),
		TEST(old_locks_and_halves),
		TEST(a_text_that_the_work_tree_has),
		TEST(a_text_that_nobody_has),
		TEST(an_object_that_was_cut),
		TEST(no_repository_at_all),
		TEST(never_worse),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
