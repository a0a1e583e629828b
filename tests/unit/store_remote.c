/*
 * Another repository: what it has is brought here, what is here goes there, and
 * somebody who is first there is never written over.
 */
#include "store_help.h"

#include "adref/store/remote.h"

static const store_id none;

struct bench {
	char folder[220], here[240], there[240];
	struct store *store;
	store_id tip;
};

static int
set_up(void **state)
{
	struct bench *bench = calloc(1, sizeof(*bench));

	snprintf(bench->folder, sizeof(bench->folder), "%s", help_folder());
	snprintf(bench->here, sizeof(bench->here), "%s/here", bench->folder);
	snprintf(bench->there, sizeof(bench->there), "%s/there",
		bench->folder);
	bench->store = help_open(bench->here, false);
	bench->tip = help_save_one(bench->store, &none, "outcome/ORDER",
		"a.md\n");
	*state = bench;
	return 0;
}

static int
tear_down(void **state)
{
	struct bench *bench = *state;

	store_close(bench->store);
	help_drop(bench->folder);
	free(bench);
	return 0;
}

static struct store *
make_there(const struct bench *bench, bool bare)
{
	return help_open(bench->there, bare);
}

static void
fetch(struct bench *bench, struct store_fetched *out)
{
	struct err err = ERR_INIT;

	if (store_fetch(bench->store, bench->there, NULL, out, &err) < 0)
		fail_msg("%s", err.text);
}

static int
push(struct bench *bench, const struct store_fetched *to, struct err *err)
{
	const struct store_gift gift = { to, bench->tip, NULL };

	return store_push(bench->store, bench->there, &gift, NULL, err);
}

static void
what_is_here_goes_there(void **state)
{
	struct bench *bench = *state;
	struct store *there = make_there(bench, false);
	struct store_fetched fetched;
	struct err err = ERR_INIT;

	fetch(bench, &fetched);
	assert_true(store_id_is_none(&fetched.tip));
	assert_string_equal(fetched.called, "there");
	assert_string_equal(fetched.branch, "refs/heads/main");
	assert_int_equal(push(bench, &fetched, &err), 0);
	help_tip_is(there, &bench->tip);
	help_file_is(bench->there, "outcome/ORDER", "a.md\n");
	store_fetched_release(&fetched);
	store_close(there);
}

static void
what_is_there_comes_here(void **state)
{
	struct bench *bench = *state;
	struct store *there = make_there(bench, true);
	struct store_fetched fetched;
	struct store_parting parting;
	struct err err = ERR_INIT;
	store_id now;

	fetch(bench, &fetched);
	assert_int_equal(push(bench, &fetched, &err), 0);
	store_fetched_release(&fetched);
	now = help_save_one(there, &bench->tip, "outcome/a.md", "text\n");
	fetch(bench, &fetched);
	assert_true(store_id_same(&fetched.tip, &now));
	assert_int_equal(store_part(bench->store, &bench->tip, &now, &parting,
		&err), 0);
	assert_true(store_id_same(&parting.base, &bench->tip));
	assert_int_equal(parting.a, 0);
	assert_int_equal(parting.b, 1);
	assert_int_equal(store_forward(bench->store, &bench->tip, &now, &err),
		0);
	help_tip_is(bench->store, &now);
	help_file_is(bench->here, "outcome/a.md", "text\n");
	/* Never back, and never from where the branch is not. */
	assert_int_equal(store_forward(bench->store, &now, &bench->tip, &err),
		-1);
	assert_int_equal(err.code, ERR_REFUSED);
	assert_int_equal(store_forward(bench->store, &bench->tip, &now, &err),
		-1);
	assert_int_equal(err.code, ERR_MOVED);
	store_fetched_release(&fetched);
	store_close(there);
}

static void
who_is_first_there_is_not_written_over(void **state)
{
	struct bench *bench = *state;
	struct store *there = make_there(bench, true);
	struct store_fetched fetched;
	struct err err = ERR_INIT;
	store_id theirs;

	fetch(bench, &fetched);
	theirs = help_save_one(there, &none, "outcome/b.md", "first\n");
	assert_int_equal(push(bench, &fetched, &err), -1);
	assert_int_equal(err.code, ERR_MOVED);
	help_tip_is(there, &theirs);
	store_fetched_release(&fetched);
	/* Nor when all of it was brought, and is of another beginning. */
	fetch(bench, &fetched);
	assert_int_equal(push(bench, &fetched, &err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	help_tip_is(there, &theirs);
	store_fetched_release(&fetched);
	store_close(there);
}

static bool
stop(void *ctx, const char *what, size_t done, size_t all)
{
	(void)ctx;
	(void)what;
	(void)done;
	(void)all;
	return false;
}

static void
it_is_stopped(void **state)
{
	static const struct store_going going = { stop, NULL };
	struct bench *bench = *state;
	struct store *there = make_there(bench, true);
	struct store_fetched fetched;
	struct err err = ERR_INIT;

	help_save_one(there, &none, "outcome/b.md", "first\n");
	assert_int_equal(store_fetch(bench->store, bench->there, &going,
		&fetched, &err), -1);
	assert_int_equal(err.code, ERR_STOPPED);
	help_tip_is(bench->store, &bench->tip);
	if (help_has_git())
		help_git_silent(bench->here, "status --short");
	store_close(there);
}

static void
names_are_taken_once(void **state)
{
	struct bench *bench = *state;
	struct store *there = make_there(bench, true);
	const struct store_person person = { "E", "e@x", 1623920700, 0 };
	struct store_fetched fetched;
	struct store_tags tags;
	struct err err = ERR_INIT;
	store_id tip = help_save_one(there, &none, "outcome/b.md", "one\n");

	assert_int_equal(store_tag(there, "draft-1", &tip, &person, "One\n",
		&err), 0);
	fetch(bench, &fetched);
	assert_int_equal(fetched.tags.n, 1);
	assert_true(store_id_same(&fetched.tags.at[0].revision, &tip));
	assert_int_equal(store_take_tag(bench->store, &fetched.tags.at[0],
		&err), 0);
	assert_int_equal(store_take_tag(bench->store, &fetched.tags.at[0],
		&err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	assert_int_equal(store_tags(bench->store, &tags, &err), 0);
	assert_int_equal(tags.n, 1);
	assert_string_equal(tags.at[0].message, "One\n");
	store_tags_release(&tags);
	store_fetched_release(&fetched);
	store_close(there);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
		TEST(what_is_here_goes_there),
		TEST(what_is_there_comes_here),
		TEST(who_is_first_there_is_not_written_over),
		TEST(it_is_stopped),
		TEST(names_are_taken_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
