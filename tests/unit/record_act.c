/*
 * Acts, history, drafts and taking back, over a real repository in a folder
 * that is thrown away.
 */
#include "record_text_help.h"

#include "adref/record/history.h"

/* One act that writes a file beside the documents. */
static int
write_file(struct record *of, const struct act_file *file, struct err *err)
{
	struct act act = { .kind = "meeting-set", .subject = "A sitting",
		.files = file, .files_n = 1 };

	return record_act(of, &act, NULL, err);
}

static void
holds(struct record *of, const char *file, const char *what)
{
	struct buf now = BUF_INIT;
	struct err err = ERR_INIT;
	bool there;

	ok(record_file(of, file, &now, &there, &err), &err);
	assert_int_equal(there, what != NULL);
	assert_string_equal(buf_text(&now), what ? what : "");
	buf_release(&now);
}

static void
files_beside_are_joined_by_rows(void **state)
{
	static const char none[] = "key\tform\n";
	struct act_file first = { "meetings.tsv", NULL,
		"key\tform\nA\tvirtual\n" };
	struct act_file again = { "meetings.tsv", first.now,
		"key\tform\nA\thybrid\n" };
	struct act_file beside = { "meetings.tsv", first.now,
		"key\tform\nA\tvirtual\nB\thybrid\n" };
	struct record *other = open_again();
	struct undone undone = { 0 };
	struct err err = ERR_INIT;

	(void)state;
	ok(write_file(record, &first, &err), &err);
	ok(record_refresh(other, &err) < 0 ? -1 : 0, &err);
	ok(write_file(record, &beside, &err), &err);
	/* Planned on what was there before the other wrote. */
	ok(write_file(other, &again, &err), &err);
	holds(other, "meetings.tsv",
		"key\tform\nA\thybrid\nB\thybrid\n");
	assert_int_equal(write_file(record, &(struct act_file){
		"meetings.tsv", first.now, none }, &err), -1);
	assert_int_equal(err.code, ERR_STALE);
	holds(record, "meetings.tsv",
		"key\tform\nA\thybrid\nB\thybrid\n");
	ok(record_undo(record, NULL, &undone, &err), &err);
	undone_release(&undone);
	ok(record_undo(record, NULL, &undone, &err), &err);
	undone_release(&undone);
	holds(record, "meetings.tsv", first.now);
	record_close(other);
}

/* An older act is taken out of a table others have written in since. */
static void
an_older_act_is_taken_out_of_a_table(void **state)
{
	struct act_file first = { "meetings.tsv", NULL,
		"key\tform\nA\tvirtual\n" };
	struct act_file beside = { "meetings.tsv", first.now,
		"key\tform\nA\tvirtual\nB\thybrid\n" };
	struct act_file whole = { "proposals/IND/1.md", NULL, "verb: NOC\n" };
	struct act_file gone = { "proposals/IND/1.md", "verb: ADD\n", NULL };
	struct undone undone = { 0 };
	struct undo_wish wish = { .anybody = false };
	struct act_done done;
	struct act act = { .kind = "meeting-set", .subject = "A sitting",
		.files = &first, .files_n = 1 };
	struct err err = ERR_INIT;

	(void)state;
	ok(record_act(record, &act, &done, &err), &err);
	ok(write_file(record, &beside, &err), &err);
	wish.revision = &done.revision;
	ok(record_undo_act(record, &wish, &undone, &err), &err);
	undone_release(&undone);
	holds(record, "meetings.tsv", "key\tform\nB\thybrid\n");
	ok(write_file(record, &whole, &err), &err);
	assert_int_equal(write_file(record, &gone, &err), -1);
	assert_int_equal(err.code, ERR_STALE);
	holds(record, "proposals/IND/1.md", whole.now);
	ok(record_undo(record, NULL, &undone, &err), &err);
	undone_release(&undone);
	holds(record, "proposals/IND/1.md", NULL);
}

static void
an_act_is_a_revision(void **state)
{
	struct err err = ERR_INIT;
	struct history history;
	struct record *other;

	(void)state;
	ok(reword(record, 2, "report", "report yearly", &err), &err);
	other = open_again();
	assert_string_equal(line(other, 2), "2. States shall report yearly.");
	ok(record_history(other, NULL, NULL, 0, &history, &err), &err);
	assert_int_equal(history.n, 3);
	assert_string_equal(history.at[0].change, "+3");
	assert_string_equal(history.at[0].author, "India");
	assert_string_equal(history.at[0].committer, "J. Otieno");
	assert_string_equal(history.at[0].party, "IND");
	assert_string_equal(history.at[0].act, "text-set");
	assert_int_equal(history.at[0].nodes_n, 1);
	assert_string_equal(history.at[2].change, "+1");
	history_release(&history);
	record_close(other);
}

static void
the_slower_hand_is_applied_anew(void **state)
{
	struct record *other = open_again();
	struct err err = ERR_INIT;

	(void)state;
	outcome(other);
	ok(reword(record, 1, "mark", "mark and record", &err), &err);
	ok(reword(other, 2, "shall", "should", &err), &err);
	assert_string_equal(line(other, 1),
		"1. States shall mark and record all goods.");
	assert_string_equal(line(other, 2), "2. States should report.");
	record_close(other);
}

/* The other one wrote in the same line: the words are found where they went. */
static void
the_slower_hand_is_carried_along(void **state)
{
	struct record *other = open_again();
	struct err err = ERR_INIT;
	struct change bracket[2] = {
		{ .kind = CHANGE_TEXT, .off = 21, .gone = "", .come = "[" },
		{ .kind = CHANGE_TEXT, .off = 30, .gone = "", .come = "]" },
	};
	struct act act = { .kind = "x", .subject = "x", .changes = bracket,
		.n = 2 };

	(void)state;
	bracket[0].node = bracket[1].node =
		doc_first(outcome(other))->first->id;
	ok(reword(record, 1, "1. States", "1. All States", &err), &err);
	ok(record_act(other, &act, NULL, &err), &err);
	assert_string_equal(line(other, 1),
		"1. All States shall mark [all goods].");
	act.exact = true;
	bracket[0].off = bracket[1].off = 3;
	ok(record_refresh(record, &err), &err);
	ok(reword(record, 1, "All ", "", &err), &err);
	assert_int_equal(record_act(other, &act, NULL, &err), -1);
	assert_int_equal(err.code, ERR_STALE);
	record_close(other);
}

/* A bracket was put in at the very place: it holds what is put in as well. */
static void
the_same_place_takes_both(void **state)
{
	struct record *other = open_again();
	struct err err = ERR_INIT;

	(void)state;
	outcome(other);
	ok(reword(record, 1, "1. States", "1. [States", &err), &err);
	ok(reword(other, 1, "1. States", "1. All States", &err), &err);
	assert_string_equal(line(other, 1),
		"1. [All States shall mark all goods.");
	record_close(other);
}

static void
what_came_in_is_not_taken_back(void **state)
{
	struct undone undone;
	struct err err = ERR_INIT;

	(void)state;
	ok(reword(record, 2, "shall", "should", &err), &err);
	ok(record_undo(record, NULL, &undone, &err), &err);
	undone_release(&undone);
	assert_int_equal(record_undo(record, NULL, &undone, &err), -1);
	assert_int_equal(err.code, ERR_MISSING);
	assert_int_equal(outcome(record)->n, 5);
}

static void
the_slower_hand_stands_beside(void **state)
{
	struct record *other = open_again();
	struct err err = ERR_INIT;

	(void)state;
	outcome(other);
	ok(reword(record, 2, "shall", "may", &err), &err);
	ok(reword(other, 2, "shall", "should", &err), &err);
	assert_string_equal(line(other, 2),
		"2. States [may]{+IND}[should]{+IND} report.");
	record_close(other);
}

static store_id
tree_files(struct record *of, struct store_differences *out)
{
	struct err err = ERR_INIT;
	store_id none = { { 0 } }, tip = *record_tip(of);

	ok(store_compare(record_store(of), &none, &tip, out, &err), &err);
	return tip;
}

/* Whatever was done, taking it all back gives the very files. */
static void
taking_back_all_gives_the_tree(void **state)
{
	struct store_differences before = { 0 }, after = { 0 };
	struct undone undone;
	struct err err = ERR_INIT;

	(void)state;
	tree_files(record, &before);
	ok(reword(record, 1, "mark", "[mark]", &err), &err);
	ok(reword(record, 2, "report", "", &err), &err);
	ok(reword(record, 1, "States", "Parties", &err), &err);
	for (int i = 0; i < 3; i++) {
		ok(record_undo(record, NULL, &undone, &err), &err);
		assert_string_equal(undone.party, "IND");
		undone_release(&undone);
	}
	tree_files(record, &after);
	assert_int_equal(before.n, after.n);
	for (size_t i = 0; i < after.n; i++)
		assert_true(store_id_same(&before.at[i].to, &after.at[i].to));
	store_differences_release(&before);
	store_differences_release(&after);
}

static void
redo_and_undo_in_turn(void **state)
{
	struct undone undone;
	struct err err = ERR_INIT;

	(void)state;
	ok(reword(record, 2, "shall", "should", &err), &err);
	for (int i = 0; i < 3; i++) {
		ok(record_undo(record, NULL, &undone, &err), &err);
		undone_release(&undone);
		assert_string_equal(line(record, 2), "2. States shall report.");
		ok(record_redo(record, NULL, &undone, &err), &err);
		undone_release(&undone);
		assert_string_equal(line(record, 2),
			"2. States should report.");
	}
	assert_int_equal(record_redo(record, NULL, &undone, &err), -1);
	assert_int_equal(err.code, ERR_MISSING);
}

/* Others wrote since: in the same node elsewhere, or in the same words. */
static void
taking_back_after_others(void **state)
{
	struct undone undone;
	struct err err = ERR_INIT;
	struct record *other;

	(void)state;
	ok(reword(record, 1, "shall mark", "[shall] mark", &err), &err);
	setenv("ADREF_NAME", "A. Weber", 1);
	other = open_again();
	ok(reword(other, 1, "all goods", "all imported goods", &err), &err);
	record_close(other);
	ok(record_refresh(record, &err), &err);
	ok(record_undo(record, NULL, &undone, &err), &err);
	undone_release(&undone);
	assert_string_equal(line(record, 1),
		"1. States shall mark all imported goods.");
}

static void
the_act_in_the_way_is_named(void **state)
{
	struct undone undone;
	struct err err = ERR_INIT;
	struct record *other;

	(void)state;
	ok(reword(record, 1, "shall mark", "should mark", &err), &err);
	setenv("ADREF_NAME", "A. Weber", 1);
	other = open_again();
	ok(reword(other, 1, "should mark", "may mark", &err), &err);
	record_close(other);
	ok(record_refresh(record, &err), &err);
	assert_int_equal(record_undo(record, NULL, &undone, &err), -1);
	assert_int_equal(err.code, ERR_STALE);
	assert_non_null(strstr(err.text, "may mark"));
	assert_string_equal(line(record, 1), "1. States may mark all goods.");
}

/* A file that was made a moment ago goes again when its section moves. */
static void
files_follow_from_act_to_act(void **state)
{
	struct doc *doc = NULL;
	struct change add = { .kind = CHANGE_ADD, .as = NODE_SECTION,
		.level = 2, .come = "C. Records" };
	struct change move = { .kind = CHANGE_MOVE, .level = 1 };
	struct act act = { .kind = "node-add", .subject = "Add",
		.changes = &add, .n = 1 };
	struct record *again;
	struct err err = ERR_INIT;

	(void)state;
	ok(record_doc(record, NULL, &doc, &err), &err);
	add.node = move.node = node_id_of(str_of("c0000000"));
	add.parent = move.after = doc_first(doc)->id;
	add.after = doc_first(doc)->last->id;
	ok(record_act(record, &act, NULL, &err), &err);
	act.changes = &move;
	ok(record_act(record, &act, NULL, &err), &err);
	again = open_again();
	ok(record_doc(again, NULL, &doc, &err), &err);
	assert_int_equal(doc->n, 6);
	assert_int_equal(doc_find(doc, &add.node)->level, 1);
	record_close(again);
}

static void
drafts_number_the_changes(void **state)
{
	struct draft_wish wish = { .number = "Draft 1",
		.date = "2021-06-10", .symbol = "CRP.1" };
	struct standing standing;
	struct history history;
	struct err err = ERR_INIT;
	store_id draft, point, tip;

	(void)state;
	ok(record_draft(record, &wish, NULL, &err), &err);
	draft = *record_tip(record);
	assert_int_equal(record_draft(record, &wish, NULL, &err), -1);
	ok(reword(record, 2, "shall", "should", &err), &err);
	ok(reword(record, 2, "should", "may", &err), &err);
	tip = *record_tip(record);
	ok(record_standing(record, &standing, &err), &err);
	assert_string_equal(standing.draft, "Draft 1");
	assert_string_equal(standing.date, "2021-06-10");
	assert_int_equal(standing.since, 2);
	standing_release(&standing);
	ok(record_history(record, NULL, NULL, 2, &history, &err), &err);
	assert_string_equal(history.at[0].change, "D1+2");
	assert_string_equal(history.at[1].change, "D1+1");
	history_release(&history);
	ok(record_point(record, "D1+2", &point, &err), &err);
	assert_true(store_id_same(&point, &tip));
	ok(record_point(record, "D1", &point, &err), &err);
	assert_true(store_id_same(&point, &draft));
	ok(record_point(record, "draft-1", &point, &err), &err);
	ok(record_point(record, "Draft 1", &point, &err), &err);
	assert_int_equal(record_point(record, "D2", &point, &err), -1);
	assert_int_equal(err.code, ERR_MISSING);
}

static void
a_reader_writes_nothing(void **state)
{
	struct record *reader = NULL;
	struct err err = ERR_INIT;
	store_id tip = *record_tip(record);

	(void)state;
	ok(record_open(&reader, path, RECORD_READ_ONLY, &env, &err), &err);
	assert_int_equal(reword(reader, 2, "shall", "may", &err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	ok(record_refresh(record, &err), &err);
	assert_true(store_id_same(&tip, record_tip(record)));
	record_close(reader);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(an_act_is_a_revision),
		TEST(files_beside_are_joined_by_rows),
		TEST(an_older_act_is_taken_out_of_a_table),
		TEST(the_slower_hand_is_applied_anew),
		TEST(the_slower_hand_is_carried_along),
		TEST(the_same_place_takes_both),
		TEST(what_came_in_is_not_taken_back),
		TEST(the_slower_hand_stands_beside),
		TEST(taking_back_all_gives_the_tree),
		TEST(redo_and_undo_in_turn),
		TEST(taking_back_after_others),
		TEST(the_act_in_the_way_is_named),
		TEST(files_follow_from_act_to_act),
		TEST(drafts_number_the_changes),
		TEST(a_reader_writes_nothing),
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
