/*
 * A store of somebody who may write below one folder takes nothing else: no
 * path beside it, no other name, no other tree, no tag.
 */
#include "store_help.h"

static const store_id none;

struct bench {
	struct store *store;
	store_id first;
	const char *folder;
};

static void
start(struct bench *bench)
{
	char path[240];
	struct store_put puts[] = {
		help_put("outcome/front.md", "Draft\n"),
		help_put("proposals/IND/1.md", "one\n"),
		help_put("proposals/INDX/1.md", "other\n"),
	};

	bench->folder = help_folder();
	snprintf(path, sizeof(path), "%s/r", bench->folder);
	bench->store = help_open(path, true);
	assert_int_equal(help_save(bench->store, &none, puts, 3,
		&bench->first, NULL), 0);
	store_limit(bench->store, &(struct store_limit){
		.below = "proposals/IND/", .email = "IND@party.invalid",
		.why = "who files for India writes only what India files" });
}

static void
end(struct bench *bench)
{
	store_close(bench->store);
	help_drop(bench->folder);
}

static struct store_save
save_of(const struct bench *bench, const struct store_put *puts, size_t n)
{
	struct store_save save = help_make_save(&bench->first, puts, n);

	save.author.email = "IND@party.invalid";
	return save;
}

/* Refused, with what was meant in the message; nothing has moved. */
static void
refused(struct bench *bench, const struct store_save *save, const char *says)
{
	struct err err = ERR_INIT;
	store_id out;

	assert_int_equal(store_save(bench->store, save, &out, &err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	if (!strstr(err.text, says))
		fail_msg("\"%s\" does not say %s", err.text, says);
	assert_true(store_id_is_none(&out));
	help_tip_is(bench->store, &bench->first);
}

static void
takes_what_lies_below(void **state)
{
	struct bench bench;
	struct store_put puts[] = {
		help_put("proposals/IND/2.md", "two\n"),
		help_put("proposals/IND/stands.tsv", "x\n"),
		help_put("proposals/IND/1.md", NULL),
	};
	struct store_save save;
	struct err err = ERR_INIT;
	store_id out;

	(void)state;
	start(&bench);
	save = save_of(&bench, puts, 3);
	assert_int_equal(store_save(bench.store, &save, &out, &err), 0);
	help_tip_is(bench.store, &out);
	help_read_is(bench.store, &out, "proposals/IND/2.md", "two\n");
	help_read_is(bench.store, &out, "proposals/IND/1.md", NULL);
	help_read_is(bench.store, &out, "outcome/front.md", "Draft\n");
	end(&bench);
}

static void
refuses_other_paths(void **state)
{
	static const char *const paths[] = {
		"proposals/IND/../x", "proposals/IND/../../x",
		"proposals/IND/..", "proposals/IND/./1.md",
		"proposals/IND//1.md", "proposals/IND/", "proposals/IND",
		"proposals/INDX/1.md", "proposals/INDX", "proposals/ind/1.md",
		"proposals/FRA/1.md", "proposals//IND/1.md", "proposals",
		"/proposals/IND/1.md", "./proposals/IND/1.md",
		"x/proposals/IND/1.md", "proposals\\IND\\1.md",
		"proposals/IND/.git/config", "proposals/IND/.GIT/x",
		"fates/IND.tsv", "outcome/front.md", "adref.conf",
		"parties.tsv", "meetings.tsv", "",
	};
	struct bench bench;

	(void)state;
	start(&bench);
	for (size_t i = 0; i < sizeof(paths) / sizeof(*paths); i++)
		for (int taken = 0; taken < 2; taken++) {
			struct store_put puts[] = {
				help_put("proposals/IND/2.md", "two\n"),
				help_put(paths[i], taken ? NULL : "x"),
			};
			struct store_save save = save_of(&bench, puts, 2);

			refused(&bench, &save, "");
		}
	end(&bench);
}

static void
says_what_may_be_written(void **state)
{
	struct bench bench;
	struct store_put put = help_put("fates/IND.tsv", "x");
	struct store_save save;

	(void)state;
	start(&bench);
	save = save_of(&bench, &put, 1);
	refused(&bench, &save, "who files for India writes only what India "
		"files: not fates/IND.tsv");
	end(&bench);
}

static void
refuses_other_names_and_trees(void **state)
{
	struct bench bench;
	struct store_put put = help_put("proposals/IND/2.md", "two\n");
	struct store_save save;

	(void)state;
	start(&bench);
	save = save_of(&bench, &put, 1);
	save.author.email = "FRA@party.invalid";
	refused(&bench, &save, "another's name");
	save = save_of(&bench, &put, 1);
	save.tree_of = none;
	refused(&bench, &save, "another state");
	save = save_of(&bench, &put, 1);
	save.also = bench.first;
	refused(&bench, &save, "another state");
	save = save_of(&bench, &put, 0);
	refused(&bench, &save, "a change of nothing");
	end(&bench);
}

static void
refuses_tags(void **state)
{
	struct bench bench;
	struct store_person person = { "India", "IND@party.invalid", 1, 0 };
	struct store_tags tags;
	struct err err = ERR_INIT;

	(void)state;
	start(&bench);
	assert_int_equal(store_tag(bench.store, "draft-1", &bench.first,
		&person, "Draft 1\n", &err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	assert_int_equal(store_tags(bench.store, &tags, NULL), 0);
	assert_int_equal(tags.n, 0);
	store_tags_release(&tags);
	end(&bench);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(takes_what_lies_below),
		cmocka_unit_test(refuses_other_paths),
		cmocka_unit_test(says_what_may_be_written),
		cmocka_unit_test(refuses_other_names_and_trees),
		cmocka_unit_test(refuses_tags),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
