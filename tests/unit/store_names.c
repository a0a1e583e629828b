/*
 * What the door of the store lets through, to the last of each limit: names of
 * people, paths, ids of acts, names of drafts; and calls that a store need not
 * know.
 */
#include "store_help.h"

#include "../../src/store/backend.h"

static const store_id none;
static struct store *store;

static int
set_up(void **state)
{
	(void)state;
	return store_open_memory(&store);
}

static int
tear_down(void **state)
{
	(void)state;
	store_close(store);
	return 0;
}

/* n times the letter, with what is before and behind; borrowed till the next
 * but one. */
static const char *
long_text(const char *before, size_t n, const char *behind)
{
	static char texts[2][6000];
	static size_t turn;
	char *text = texts[turn++ % 2];

	assert_true(n + 100 < sizeof(texts[0]));
	snprintf(text, sizeof(texts[0]), "%s", before);
	memset(text + strlen(before), 'x', n);
	snprintf(text + strlen(before) + n, 50, "%s", behind);
	return text;
}

/* Whether a save with one thing other than usual goes through; why not. */
static void
save_is(const struct store_save *save, const char *why)
{
	struct err err = ERR_INIT;
	store_id tip, id;
	int rc;

	assert_int_equal(store_tip(store, &tip, NULL), 0);
	rc = store_save(store, save, &id, &err);
	if (!why && rc < 0)
		fail_msg("%s", err.text);
	if (!why)
		return;
	assert_int_equal(rc, -1);
	assert_int_equal(err.code, ERR_REFUSED);
	if (!strstr(err.text, why))
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
	help_tip_is(store, &tip);
}

static struct store_save
usual(const char *path)
{
	static struct store_put put;
	store_id tip;

	put = help_put(path, "1");
	assert_int_equal(store_tip(store, &tip, NULL), 0);
	return help_make_save(&tip, &put, 1);
}

static void
person_is(const char *name, const char *email, int64_t time, int zone,
	const char *why)
{
	struct store_save save = usual("a");

	save.author = (struct store_person){ name, email, time, zone };
	save_is(&save, why);
	save = usual("a");
	save.committer = (struct store_person){ name, email, time, zone };
	save_is(&save, why);
}

static void
people_have_names_and_a_time(void **state)
{
	(void)state;
	person_is("A", "a@b", 0, 1440, NULL);
	person_is("A", "", 1, -1440, NULL);
	person_is(long_text("", 999, ""), "a", 1, 0, NULL);
	person_is(long_text("", 1000, ""), "a", 1, 0, "too long");
	person_is("A", long_text("", 1000, ""), 1, 0, "too long");
	person_is(NULL, "a", 1, 0, "no name or no address");
	person_is("A", NULL, 1, 0, "no name or no address");
	person_is(" ", "a", 1, 0, "name is empty");
	person_is("A", "a", -1, 0, "out of range");
	person_is("A", "a", 1, 1441, "out of range");
	person_is("A", "a", 1, -1441, "out of range");
}

static void
message_is(const char *message, const char *act_id, const char *why)
{
	struct store_save save = usual("a");

	save.message = message;
	save.act_id = act_id;
	save_is(&save, why);
}

static void
messages_and_ids_are_text(void **state)
{
	(void)state;
	message_is("m\n", NULL, NULL);
	message_is("m\n", "", NULL);
	message_is("m\n", long_text("", 64, ""), NULL);
	message_is("m\n", long_text("", 65, ""), "id of the act");
	message_is("m\n", "a b", "id of the act");
	message_is("m\n", "a\x7f", "id of the act");
	message_is("m\xff\n", "1", "not valid UTF-8");
	message_is(NULL, "1", "not valid UTF-8");
}

static void
path_is(const char *path, const char *why)
{
	struct store_save save = usual(path);

	save_is(&save, why);
}

static void
paths_end_somewhere(void **state)
{
	struct buf deep = BUF_INIT;
	size_t i;

	(void)state;
	path_is(long_text("", 255, ""), NULL);
	path_is(long_text("", 256, ""), "too long");
	path_is(long_text("a/", 256, ""), "too long");
	path_is(long_text("", 4001, ""), "it is too long");
	for (i = 0; i < 63; i++)
		buf_add_text(&deep, "d/");
	buf_add_text(&deep, "f");
	path_is(buf_text(&deep), NULL);
	buf_splice(&deep, 0, 0, str_of("d/"));
	path_is(buf_text(&deep), "too deep");
	buf_release(&deep);
	path_is("...", NULL);
	path_is(".hidden", NULL);
	path_is(".\xc3\xa9t\xc3\xa9", "belongs to git");
	path_is("\xc3\xa9t\xc3\xa9", NULL);
}

static void
tag_is(const char *name, const char *why)
{
	struct store_person who = { "Sec", "sec@host", 1, 0 };
	struct err err = ERR_INIT;
	store_id tip;
	int rc;

	assert_int_equal(store_tip(store, &tip, NULL), 0);
	rc = store_tag(store, name, &tip, &who, NULL, &err);
	assert_int_equal(rc, why ? -1 : 0);
	if (why && !strstr(err.text, why))
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
}

static void
names_of_drafts_are_gits(void **state)
{
	struct store_tags tags;

	(void)state;
	help_save_one(store, &none, "a", "1");
	tag_is(long_text("", 200, ""), NULL);
	tag_is(long_text("", 201, ""), "too long");
	tag_is("@", "belongs to git");
	tag_is("a./b", "git would not take it");
	tag_is("a.", "git would not take it");
	tag_is("a@{b", "git would not take it");
	/* No message is an empty one. */
	assert_int_equal(store_tags(store, &tags, NULL), 0);
	assert_int_equal(tags.n, 1);
	assert_string_equal(tags.at[0].message, "");
	store_tags_release(&tags);
}

static void
a_tagger_has_a_name(void **state)
{
	struct store_person who = { "A\nB", "sec@host", 1, 0 };
	struct err err = ERR_INIT;
	store_id id;

	(void)state;
	id = help_save_one(store, &none, "a", "1");
	assert_int_equal(store_tag(store, "t", &id, &who, "m\n", &err), -1);
	assert_non_null(strstr(err.text, "tagger"));
}

static void
ids_are_read_to_the_end(void **state)
{
	char text[STORE_HEX + 2];
	store_id id;

	(void)state;
	memset(text, 'A', sizeof(text));
	text[STORE_HEX + 1] = '\0';
	assert_int_equal(store_id_read(&id, text), 0);
	text[STORE_HEX] = '\0';
	assert_int_equal(store_id_read(&id, text), STORE_HEX);
	assert_int_equal(id.bytes[19], 0xAA);
	assert_int_equal(store_id_read(&id, "abc"), 0);
	assert_int_equal(store_id_read(&id, "abcd"), 4);
	assert_int_equal(store_id_read(&id, "abcg"), 0);
}

/* Memory has nothing to pack, to lock or to be loose. */
static void
what_a_store_has_not_is_nothing(void **state)
{
	struct store_pack_watch watch = { 0 };
	struct store_packed packed;
	struct err err = ERR_INIT;
	store_id id;

	(void)state;
	assert_int_equal(store_pack(store, &watch, &packed, &err), 0);
	assert_int_equal(store_loose(store), 0);
	assert_int_equal(store_keep(store, true, &err), 0);
	assert_null(store_busy(store));
	assert_int_equal(help_save(store, &none, NULL, 0, &id, &err), 0);
	help_tip_is(store, &id);
	store_close(NULL);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(people_have_names_and_a_time),
		TEST(messages_and_ids_are_text),
		TEST(paths_end_somewhere),
		TEST(names_of_drafts_are_gits),
		TEST(a_tagger_has_a_name),
		TEST(ids_are_read_to_the_end),
		TEST(what_a_store_has_not_is_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
