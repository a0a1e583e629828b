/*
 * What holds for every store: each test runs with the one in memory, a bare
 * repository, and one with a work tree.
 */
#include "store_help.h"

enum kind { MEMORY, BARE, WORK };

struct bench {
	struct store *store;
	char folder[220];
};

static const store_id none;

static int
set_up(void **state, enum kind kind)
{
	struct bench *bench = calloc(1, sizeof(*bench));
	char path[240];

	snprintf(bench->folder, sizeof(bench->folder), "%s", help_folder());
	snprintf(path, sizeof(path), "%s/r", bench->folder);
	if (kind == MEMORY)
		assert_int_equal(store_open_memory(&bench->store), 0);
	else
		bench->store = help_open(path, kind == BARE);
	*state = bench;
	return 0;
}

static int
set_up_memory(void **state)
{
	return set_up(state, MEMORY);
}

static int
set_up_bare(void **state)
{
	return set_up(state, BARE);
}

static int
set_up_work(void **state)
{
	return set_up(state, WORK);
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
store_of(void **state)
{
	return ((struct bench *)*state)->store;
}

static void
saves_and_reads(void **state)
{
	struct store *store = store_of(state);
	struct store_put puts[] = {
		help_put("outcome/ORDER", "front.md\n"),
		help_put("outcome/front.md", "Draft\n"),
		help_put("outcome/a-b/ORDER", ""),
		help_put("adref.conf", "main = outcome\n"),
	};
	store_id first, second;

	help_tip_is(store, &none);
	assert_int_equal(help_save(store, &none, puts, 4, &first, NULL), 0);
	help_tip_is(store, &first);
	help_read_is(store, &first, "outcome/front.md", "Draft\n");
	help_read_is(store, &first, "outcome/a-b/ORDER", "");
	help_read_is(store, &first, "outcome", NULL);
	help_read_is(store, &first, "outcome/front.md/x", NULL);
	second = help_save_one(store, &first, "outcome/front.md", "Draft 2\n");
	help_read_is(store, &second, "outcome/front.md", "Draft 2\n");
	help_read_is(store, &second, "adref.conf", "main = outcome\n");
	help_read_is(store, &first, "outcome/front.md", "Draft\n");
}

static void
lists_in_gits_order(void **state)
{
	struct store *store = store_of(state);
	struct store_put puts[] = {
		help_put("a/x.md", "1"), help_put("a/y/z.md", "2"),
		help_put("a-b", "3"), help_put("a.md", "4"),
		help_put("a0", "5"),
	};
	static const char *const names[] = { "a-b", "a.md", "a", "a0" };
	struct store_entries entries;
	struct err err = ERR_INIT;
	store_id id;
	size_t i;

	assert_int_equal(help_save(store, &none, puts, 5, &id, NULL), 0);
	assert_int_equal(store_list(store, &id, "", &entries, NULL), 0);
	assert_int_equal(entries.n, 4);
	for (i = 0; i < 4; i++)
		assert_string_equal(entries.at[i].name, names[i]);
	assert_int_equal(entries.at[2].kind, STORE_FOLDER);
	assert_int_equal(entries.at[3].kind, STORE_FILE);
	store_entries_release(&entries);
	assert_int_equal(store_list(store, &id, "a", &entries, NULL), 0);
	assert_int_equal(entries.n, 2);
	assert_string_equal(entries.at[0].name, "x.md");
	assert_string_equal(entries.at[1].name, "y");
	store_entries_release(&entries);
	assert_int_equal(store_list(store, &id, "b", &entries, &err), -1);
	assert_int_equal(err.code, ERR_MISSING);
	assert_int_equal(store_list(store, &id, "a-b", &entries, &err), -1);
	assert_int_equal(err.code, ERR_MISSING);
	assert_int_equal(store_list(store, &none, "", &entries, NULL), 0);
	assert_int_equal(entries.n, 0);
	store_entries_release(&entries);
}

static void
takes_out_files_and_empty_folders(void **state)
{
	struct store *store = store_of(state);
	struct store_put puts[] = {
		help_put("a/b/c/d.md", "1"), help_put("a/e.md", "2"),
		help_put("f.md", "3"),
	};
	struct store_put gone[] = {
		help_put("a/b/c/d.md", NULL), help_put("nowhere/x", NULL),
	};
	struct store_entries entries;
	store_id id, all;

	assert_int_equal(help_save(store, &none, puts, 3, &id, NULL), 0);
	assert_int_equal(help_save(store, &id, gone, 2, &all, NULL), 0);
	assert_int_equal(store_list(store, &all, "a", &entries, NULL), 0);
	assert_int_equal(entries.n, 1);
	assert_string_equal(entries.at[0].name, "e.md");
	store_entries_release(&entries);
	id = help_save_one(store, &all, "a/e.md", NULL);
	id = help_save_one(store, &id, "f.md", NULL);
	assert_int_equal(store_list(store, &id, "", &entries, NULL), 0);
	assert_int_equal(entries.n, 0);
	store_entries_release(&entries);
}

enum { MANY = 60, PATH_SIZE = 40 };

/* What becomes of the i-th of many files with one save: it stays, it is written
 * anew, it goes, or it becomes a folder. */
static struct store_put
changed(char path[PATH_SIZE], size_t i)
{
	snprintf(path, PATH_SIZE, "many/%02zu%s", i, i % 4 == 3 ? "/in" : "");
	return help_put(path, i % 4 == 2 ? NULL : i % 4 ? "new\n" : "old\n");
}

/* Names are looked up in another way once many of a folder are asked for. */
static void
many_of_one_folder_change(void **state)
{
	static char paths[MANY * 2][PATH_SIZE];
	struct store *store = store_of(state);
	struct store_put puts[MANY * 2];
	struct store_entries entries;
	store_id first, second;
	size_t n = 0;

	for (size_t i = 0; i < MANY; i++) {
		snprintf(paths[i], PATH_SIZE, "many/%02zu", i);
		puts[i] = help_put(paths[i], "old\n");
	}
	assert_int_equal(help_save(store, &none, puts, MANY, &first, NULL), 0);
	for (size_t i = 0; i < MANY; i++) {
		if (i % 4 == 3)	/* the file goes first */
			puts[n++] = help_put(paths[i], NULL);
		puts[n++] = changed(paths[MANY + i], i);
	}
	assert_int_equal(help_save(store, &first, puts, n, &second, NULL), 0);
	assert_int_equal(store_list(store, &second, "many", &entries, NULL), 0);
	assert_int_equal(entries.n, MANY / 4 * 3);
	for (size_t i = 1; i < entries.n; i++)
		assert_true(strcmp(entries.at[i - 1].name,
			entries.at[i].name) < 0);
	store_entries_release(&entries);
	for (size_t i = 0; i < MANY; i++) {
		struct store_put put = changed(paths[MANY + i], i);

		help_read_is(store, &second, put.path, put.bytes.at);
		if (i % 4 == 3)
			help_read_is(store, &second, paths[i], NULL);
	}
}

static void
file_and_folder_change_places(void **state)
{
	struct store *store = store_of(state);
	struct store_put in[] = {
		help_put("a/b.md", "1"), help_put("a", NULL)
	};
	struct store_put out[] = {
		help_put("a", "2"), help_put("a/b.md", NULL)
	};
	struct store_put wrong = help_put("a/b.md", "1");
	struct err err = ERR_INIT;
	store_id id, now;

	id = help_save_one(store, &none, "a", "0");
	assert_int_equal(help_save(store, &id, &wrong, 1, &now, &err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	help_tip_is(store, &id);
	assert_int_equal(help_save(store, &id, in, 2, &now, NULL), 0);
	help_read_is(store, &now, "a/b.md", "1");
	assert_int_equal(help_save(store, &now, out, 2, &id, NULL), 0);
	help_read_is(store, &id, "a", "2");
	assert_null(store_behind(store));
	wrong = help_put("x/y", "1");
	id = help_save_one(store, &id, "x/y/z", "1");
	assert_int_equal(help_save(store, &id, &wrong, 1, &now, &err), -1);
	help_tip_is(store, &id);
}

static void
the_last_put_of_a_path_counts(void **state)
{
	struct store *store = store_of(state);
	struct store_put puts[] = {
		help_put("b", "1"), help_put("a", "1"), help_put("b", "2"),
		help_put("a", NULL),
	};
	store_id id;

	assert_int_equal(help_save(store, &none, puts, 4, &id, NULL), 0);
	help_read_is(store, &id, "b", "2");
	help_read_is(store, &id, "a", NULL);
}

static void
compares(void **state)
{
	struct store *store = store_of(state);
	struct store_put puts[] = {
		help_put("a/x", "1"), help_put("a-b", "2"),
		help_put("a0", "3"),
	};
	struct store_put more[] = {
		help_put("a/x", "other"), help_put("a0", NULL),
		help_put("a/y/z", "4"),
	};
	static const char *const paths[] = { "a/x", "a/y/z", "a0" };
	struct store_differences list;
	struct buf read = BUF_INIT;
	store_id from, to;
	size_t i;

	assert_int_equal(help_save(store, &none, puts, 3, &from, NULL), 0);
	assert_int_equal(help_save(store, &from, more, 3, &to, NULL), 0);
	assert_int_equal(store_compare(store, &from, &to, &list, NULL), 0);
	assert_int_equal(list.n, 3);
	for (i = 0; i < 3; i++)
		assert_string_equal(list.at[i].path, paths[i]);
	assert_true(store_id_is_none(&list.at[1].from));
	assert_true(store_id_is_none(&list.at[2].to));
	assert_int_equal(store_read_blob(store, &list.at[0].to, &read, NULL),
		0);
	assert_string_equal(buf_text(&read), "other");
	buf_release(&read);
	store_differences_release(&list);
	assert_int_equal(store_compare(store, &none, &from, &list, NULL), 0);
	assert_int_equal(list.n, 3);
	assert_string_equal(list.at[0].path, "a-b");
	store_differences_release(&list);
	assert_int_equal(store_compare(store, &to, &to, &list, NULL), 0);
	assert_int_equal(list.n, 0);
}

static void
says_who_and_when(void **state)
{
	struct store *store = store_of(state);
	struct store_put put = help_put("a", "1");
	struct store_save save;
	struct store_revision is;
	store_id first, second, id;

	first = help_save_one(store, &none, "b", "1");
	second = help_save_one(store, &first, "b", "2");
	save = help_make_save(&second, &put, 1);
	save.also = first;
	save.tree_of = none;
	save.author.name = "Côte d'Ivoire.";
	save.author.email = "";
	assert_int_equal(store_save(store, &save, &id, NULL), 0);
	assert_int_equal(store_revision(store, &id, &is, NULL), 0);
	assert_string_equal(is.author, "Côte d'Ivoire.");
	assert_string_equal(is.author_email, "");
	assert_string_equal(is.committer, "Drafter");
	assert_string_equal(is.committer_email, "drafter@chair");
	assert_string_equal(is.message, save.message);
	assert_int_equal(is.time, 1623920700);
	assert_int_equal(is.zone, -210);
	assert_int_equal(is.parents_n, 2);
	assert_true(store_id_same(&is.parents[0], &second));
	assert_true(store_id_same(&is.parents[1], &first));
	store_revision_release(&is);
	help_read_is(store, &id, "b", NULL);
	assert_int_equal(store_revision(store, &first, &is, NULL), 0);
	assert_int_equal(is.parents_n, 0);
	store_revision_release(&is);
}

static void
the_second_is_told_that_it_is_late(void **state)
{
	struct store *store = store_of(state);
	struct store_put put = help_put("b", "theirs");
	struct err err = ERR_INIT;
	store_id first, second, id;

	first = help_save_one(store, &none, "a", "1");
	second = help_save_one(store, &first, "a", "2");
	assert_int_equal(help_save(store, &first, &put, 1, &id, &err), -1);
	assert_int_equal(err.code, ERR_MOVED);
	assert_true(store_id_is_none(&id));
	assert_int_equal(help_save(store, &none, &put, 1, &id, &err), -1);
	assert_int_equal(err.code, ERR_MOVED);
	help_tip_is(store, &second);
}

static void
refuses_hostile_names(void **state)
{
	static const char *const names[] = {
		"", "  ", "A\nparent 123", "A <b", "A> b", "A\x1b[0m",
		"A\x7f", "A\xc2\x85", "A\xff", NULL
	};
	struct store *store = store_of(state);
	struct store_put put = help_put("a", "1");
	struct err err;
	store_id id;
	size_t i;

	for (i = 0; names[i]; i++) {
		struct store_save save = help_make_save(&none, &put, 1);

		save.author.name = names[i];
		err_clear(&err);
		assert_int_equal(store_save(store, &save, &id, &err), -1);
		assert_int_equal(err.code, ERR_REFUSED);
		save = help_make_save(&none, &put, 1);
		save.committer.email = i < 2 ? "a\nb" : names[i];
		assert_int_equal(store_save(store, &save, &id, &err), -1);
	}
	help_tip_is(store, &none);
}

static void
refuses_hostile_paths(void **state)
{
	static const char *const paths[] = {
		"", "/a", "a/", "a//b", ".", "..", "../a", "a/../b", "a/.",
		".git/config", "a/.GIT/b", ".git.", ".git ", "GIT~1", "a\nb",
		"a\\b", "a\xff", ".g\xe2\x80\x8cit/x", NULL
	};
	struct store *store = store_of(state);
	struct err err;
	store_id id;
	size_t i;

	for (i = 0; paths[i]; i++) {
		struct store_put put = help_put(paths[i], "1");

		err_clear(&err);
		assert_int_equal(help_save(store, &none, &put, 1, &id, &err),
			-1);
		assert_int_equal(err.code, ERR_REFUSED);
	}
	help_tip_is(store, &none);
}

static void
tags_are_set_once(void **state)
{
	struct store *store = store_of(state);
	struct store_person who = { "Sec", "sec@host", 1623920701, 60 };
	struct store_tags tags;
	struct err err = ERR_INIT;
	store_id first, second, id;

	first = help_save_one(store, &none, "a", "1");
	second = help_save_one(store, &first, "a", "2");
	assert_int_equal(store_tag(store, "draft-1", &first, &who,
		"Draft 1\n", NULL), 0);
	assert_int_equal(store_tag(store, "agenda/draft-1", &second, &who,
		"Agenda\n", NULL), 0);
	assert_int_equal(store_tag(store, "draft-1", &second, &who, "x\n",
		&err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	assert_int_equal(store_tags(store, &tags, NULL), 0);
	assert_int_equal(tags.n, 2);
	assert_string_equal(tags.at[0].name, "agenda/draft-1");
	assert_string_equal(tags.at[1].name, "draft-1");
	assert_string_equal(tags.at[1].message, "Draft 1\n");
	assert_int_equal(tags.at[1].time, 1623920701);
	assert_true(store_id_same(&tags.at[1].revision, &first));
	store_tags_release(&tags);
	assert_int_equal(store_resolve(store, "agenda/draft-1", &id, NULL), 0);
	assert_true(store_id_same(&id, &second));
}

static void
tag_names_are_checked(void **state)
{
	static const char *const names[] = {
		"", "HEAD", "-x", "/x", "x/", "a b", "a..b", "a~1", "a:b",
		"a.lock", "x.lock/y", ".a", "a/.b", "a\nb", "@{x", NULL
	};
	struct store *store = store_of(state);
	struct store_person who = { "Sec", "sec@host", 1623920701, 60 };
	struct err err = ERR_INIT;
	store_id id;
	size_t i;

	id = help_save_one(store, &none, "a", "1");
	for (i = 0; names[i]; i++) {
		err_clear(&err);
		assert_int_equal(store_tag(store, names[i], &id, &who, "m\n",
			&err), -1);
		assert_int_equal(err.code, ERR_REFUSED);
	}
	assert_int_equal(store_tag(store, "ok", &none, &who, "m\n", &err), -1);
	assert_int_equal(store_tag(store, "ok", &id, &who, "m\n", &err), 0);
}

static void
resolves(void **state)
{
	struct store *store = store_of(state);
	struct err err = ERR_INIT;
	char text[STORE_HEX + 1];
	store_id first, second, id;

	assert_int_equal(store_resolve(store, "HEAD", &id, &err), -1);
	assert_int_equal(err.code, ERR_MISSING);
	first = help_save_one(store, &none, "a", "1");
	second = help_save_one(store, &first, "a", "2");
	store_id_text(&first, text);
	assert_int_equal(store_resolve(store, text, &id, NULL), 0);
	assert_true(store_id_same(&id, &first));
	text[9] = '\0';
	assert_int_equal(store_resolve(store, text, &id, NULL), 0);
	assert_true(store_id_same(&id, &first));
	text[3] = '\0';
	assert_int_equal(store_resolve(store, text, &id, &err), -1);
	assert_int_equal(store_resolve(store, "HEAD", &id, NULL), 0);
	assert_true(store_id_same(&id, &second));
	assert_int_equal(store_resolve(store, "no-such", &id, &err), -1);
	assert_int_equal(err.code, ERR_MISSING);
	assert_int_equal(store_resolve(store, "../../etc", &id, &err), -1);
}

static void
what_is_not_there_is_damage(void **state)
{
	struct store *store = store_of(state);
	struct store_put put = help_put("a", "1");
	struct store_revision is;
	struct store_entries entries;
	struct buf read = BUF_INIT;
	struct store_save save;
	struct err err = ERR_INIT;
	store_id absent, id;

	memset(&absent, 0x77, sizeof(absent));
	assert_int_equal(store_revision(store, &absent, &is, &err), -1);
	assert_int_equal(err.code, ERR_DAMAGED);
	assert_non_null(strstr(err.text, "7777777777"));
	assert_int_equal(store_read_blob(store, &absent, &read, &err), -1);
	assert_int_equal(err.code, ERR_DAMAGED);
	assert_int_equal(store_list(store, &absent, "", &entries, &err), -1);
	assert_int_equal(err.code, ERR_DAMAGED);
	save = help_make_save(&none, &put, 1);
	save.also = absent;
	assert_int_equal(store_save(store, &save, &id, &err), -1);
	save.also = none;
	save.tree_of = absent;
	assert_int_equal(store_save(store, &save, &id, &err), -1);
	assert_int_equal(err.code, ERR_DAMAGED);
	help_tip_is(store, &none);
	buf_release(&read);
}

static void
ids_do_not_change(void **state)
{
	struct store *store = store_of(state), *other;
	char path[300];
	store_id one, two;

	one = help_save_one(store, &none, "a/b", "1");
	if (store_folder(store)) {
		snprintf(path, sizeof(path), "%s/other",
			((struct bench *)*state)->folder);
		other = help_open(path, true);
	} else {
		assert_int_equal(store_open_memory(&other), 0);
	}
	two = help_save_one(other, &none, "a/b", "1");
	assert_true(store_id_same(&one, &two));
	two = help_save_one(other, &two, "a/b", "2");
	assert_false(store_id_same(&one, &two));
	store_close(other);
}

#define EACH(test, kind) \
	{ #test " (" #kind ")", test, set_up_ ## kind, tear_down, NULL }
#define ALL(test) EACH(test, memory), EACH(test, bare), EACH(test, work)

int
main(void)
{
	static const struct CMUnitTest tests[] = {
		ALL(saves_and_reads),
		ALL(lists_in_gits_order),
		ALL(takes_out_files_and_empty_folders),
		ALL(many_of_one_folder_change),
		ALL(file_and_folder_change_places),
		ALL(the_last_put_of_a_path_counts),
		ALL(compares),
		ALL(says_who_and_when),
		ALL(the_second_is_told_that_it_is_late),
		ALL(refuses_hostile_names),
		ALL(refuses_hostile_paths),
		ALL(tags_are_set_once),
		ALL(tag_names_are_checked),
		ALL(resolves),
		ALL(what_is_not_there_is_damage),
		ALL(ids_do_not_change),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
