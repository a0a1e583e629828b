/*
 * Packing: what is stored stays as it is, whoever looks, whenever it is
 * stopped, whatever is damaged; and packs do not become many.
 */
#include "store_help.h"

enum { SAVES = 40, MORE = 8 };

static struct store *store;
static char *folder;
static store_id tips[2 * SAVES + 1];
static size_t saves;

static void
save_more(size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct err err = ERR_INIT;
		char text[40];
		struct store_put put;

		snprintf(text, sizeof(text), "Wording number %zu\n", saves);
		put = help_put("outcome/front.md", text);
		assert_int_equal(help_save(store, &tips[saves], &put, 1,
			&tips[saves + 1], &err), 0);
		saves++;
	}
}

static int
begin(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	saves = 0;
	folder = help_folder();
	assert_int_equal(store_make(folder, true, &err), 0);
	assert_int_equal(store_open_git(&store, folder, 0, &err), 0);
	save_more(SAVES);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	store_close(store);
	help_drop(folder);
	return 0;
}

/* Every wording that was saved, as one store sees it. */
static void
reads_all(struct store *at)
{
	for (size_t i = 1; i <= saves; i++) {
		struct buf text = BUF_INIT;
		struct err err = ERR_INIT;
		char want[40];

		snprintf(want, sizeof(want), "Wording number %zu\n", i - 1);
		if (store_read(at, &tips[i], "outcome/front.md", &text,
			&err) < 0)
			fail_msg("%zu: %s", i, err.text);
		assert_string_equal(buf_text(&text), want);
		buf_release(&text);
	}
}

/* For the one who was there all the time, and for one who comes now. */
static void
is_whole(void)
{
	struct store *fresh;
	struct err err = ERR_INIT;

	assert_int_equal(store_open_git(&fresh, folder, 0, &err), 0);
	reads_all(store);
	reads_all(fresh);
	store_close(fresh);
	if (help_has_git())
		help_git_silent(folder, "fsck --strict --no-progress");
}

static size_t
count(const char *pattern)
{
	char line[400];
	FILE *pipe;
	size_t n = 0;

	snprintf(line, sizeof(line), "find '%s/objects' -path '%s' | wc -l",
		folder, pattern);
	pipe = popen(line, "r");
	assert_non_null(pipe);
	assert_int_equal(fscanf(pipe, "%zu", &n), 1);
	pclose(pipe);
	return n;
}

#define LOOSE "*/objects/[0-9a-f][0-9a-f]/*"
#define PACKS "*/pack/pack-*.pack"

static struct store_packed
packs(void)
{
	struct store_packed packed;
	struct err err = ERR_INIT;

	assert_int_equal(store_pack(store, NULL, &packed, &err), 0);
	return packed;
}

static void
all_goes_into_one(void **state)
{
	struct store_packed packed;
	size_t loose = count(LOOSE);

	(void)state;
	assert_true(loose > SAVES);
	packed = packs();
	assert_int_equal(packed.objects, loose);
	assert_true(packed.after < packed.before);
	assert_int_equal(count(LOOSE), 0);
	assert_int_equal(count(PACKS), 1);
	is_whole();
	save_more(MORE);
	is_whole();
	loose = count(LOOSE);
	assert_int_equal(packs().objects, loose);
	assert_int_equal(packs().objects, 0);
	is_whole();
}

/* A few small ones stay beside a large one; many do not. */
static void
packs_do_not_become_many(void **state)
{
	(void)state;
	packs();
	for (int i = 0; i < SAVES; i++) {
		save_more(1);
		packs();
		assert_in_range(count(PACKS), 1, 6);
	}
	assert_int_equal(count(LOOSE), 0);
	is_whole();
}

struct stopping {
	size_t calls, at;
};

static bool
stops_there(void *ctx, const char *what, size_t done, size_t of)
{
	struct stopping *stopping = ctx;

	assert_non_null(what);
	assert_true(done <= of || !of);
	return stopping->calls++ < stopping->at;
}

/* Stopped at the first look, the second, and so on until it comes through. */
static void
stopped_anywhere_nothing_is_lost(void **state)
{
	struct stopping stopping = { 0, 0 };
	struct store_pack_watch watch = { stops_there, &stopping };
	struct store_packed packed;
	struct err err = ERR_INIT;
	size_t tried = 0;

	(void)state;
	packs();
	save_more(MORE);
	do {
		stopping.calls = 0;
		assert_int_equal(store_pack(store, &watch, &packed, &err), 0);
		reads_all(store);
		stopping.at += 1 + stopping.at / 8;
		tried++;
	} while (stopping.calls > stopping.at || count(LOOSE));
	assert_true(tried > 10);
	is_whole();
}

/* It stays where it is, and the others go. */
static void
a_damaged_file_stays(void **state)
{
	char line[500];

	(void)state;
	snprintf(line, sizeof(line), "f=$(find objects/[0-9a-f][0-9a-f] -type "
		"f | head -n 1); chmod u+w $f; echo >$f");
	assert_int_equal(help_run(folder, line), 0);
	assert_true(packs().objects > SAVES);
	assert_int_equal(count(LOOSE), 1);
	assert_int_equal(count(PACKS), 1);
}

static void
packs_of_git_with_more_stay(void **state)
{
	(void)state;
	packs();
	assert_int_equal(help_run(folder, "for f in objects/pack/*.idx; do "
		"touch ${f%.idx}.keep; done"), 0);
	save_more(SAVES);
	packs();
	assert_int_equal(count(PACKS), 2);
	is_whole();
}

static void
leftovers_go_when_they_are_old(void **state)
{
	(void)state;
	assert_int_equal(help_run(folder, "touch objects/pack/pack_git2_new; "
		"touch -d 2020-01-01 objects/pack/pack_git2_old"), 0);
	packs();
	assert_int_equal(count("*/pack_git2_*"), 1);
	help_file_is(folder, "objects/pack/pack_git2_old", NULL);
}

static void
who_may_not_write_packs_nothing(void **state)
{
	struct store_limit limit = { "proposals/IND/", "ind@party",
		"you file for India" };
	struct store_packed packed;
	struct store *reader;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(store_open_git(&reader, folder, STORE_READ_ONLY,
		&err), 0);
	assert_int_equal(store_pack(reader, NULL, &packed, &err), -1);
	assert_int_equal(store_loose(reader), 0);
	store_close(reader);
	store_limit(store, &limit);
	assert_int_equal(store_pack(store, NULL, &packed, &err), -1);
	assert_int_equal(store_loose(store), 0);
	assert_int_equal(count(PACKS), 0);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(all_goes_into_one),
		TEST(packs_do_not_become_many),
		TEST(stopped_anywhere_nothing_is_lost),
		TEST(a_damaged_file_stays),
		TEST(packs_of_git_with_more_stay),
		TEST(leftovers_go_when_they_are_old),
		TEST(who_may_not_write_packs_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
