/*
 * What was typed and not kept, offered back: taken up and kept with what others
 * did meanwhile, where its paragraph is gone, thrown away.
 */
#include "store_help.h"

#include "adref/base/mem.h"
#include "session_help.h"

static char *folder;

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");

	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("Rules of the market"));
	doc_add(doc, NULL, NODE_ITEM, str_of("Each stall keeps a lamp"));
	doc_add(doc, NULL, NODE_ITEM, str_of("Sellers sweep at dawn"));
	return doc;
}

static void
open_session(void)
{
	struct session_options options = { 0 };
	struct err err = ERR_INIT;

	ok(session_open(&session, record, &options, &err), &err);
}

static int
begin_room(void **state)
{
	struct act act = { .kind = "import", .subject = "Import" };
	struct doc *doc = sample();
	struct err err = ERR_INIT;
	char path[300];

	(void)state;
	folder = help_folder();
	snprintf(path, sizeof(path), "%s/room", folder);
	setenv("ADREF_NAME", "J. Otieno", 1);
	env_fixed(&env, 1623312000, 5);
	ok(record_make(path, true, NULL, &env, &err), &err);
	ok(record_open(&record, path, 0, &env, &err), &err);
	ok(record_put_docs(record, &doc, 1, &act, NULL, &err), &err);
	doc_free(doc);
	open_session();
	return 0;
}

static int
end_room(void **state)
{
	end(state);
	help_drop(folder);
	return 0;
}

static void
offer(void)
{
	struct err err = ERR_INIT;

	ok(session_offer(session, &err), &err);
}

/* Somebody types these keys in the second paragraph and is cut off. */
static void
cut_off(const char *keys)
{
	session_close(session);
	open_session();
	offer();
	while (session->list)
		press("Esc");
	press("Home Down Enter");
	press(keys);
	session_close(session);
	open_session();
}

static void
taken_up_and_kept(void **state)
{
	(void)state;
	cut_off("Space lit");
	offer();
	assert_int_equal(session->list->kind, LIST_LEFT);
	assert_int_equal(session->list->n, 2);
	assert_string_equal(session->list->at[0].text,
		"J. Otieno, 10 June 08:00, 2");
	assert_string_equal(session->list->at[1].text,
		"Each stall keeps a lamp{+ lit+}");
	press("⏎");
	assert_int_equal(session->mode, SESSION_TYPING);
	says("taken up, not kept yet: from J. Otieno");
	press("Space well Esc");
	stands("Each stall keeps a lamp lit well\n");
	press(":recover⏎");
	says("nothing was left behind");
	session_close(session);
	open_session();
	offer();
	assert_null(session->list);
}

static void
with_what_others_did(void **state)
{
	(void)state;
	cut_off("Space lit ^T @ind⏎ Space well");
	go("text-set 2 \"Every stall keeps a lamp\"");
	offer();
	assert_string_equal(session->list->at[1].text,
		"Each stall keeps a lamp{+ lit well+}");
	press("⏎");
	assert_string_equal(session->party, "IND");
	press("Esc");
	stands("Every stall keeps a lamp lit well\n");
}

static void
its_paragraph_is_gone(void **state)
{
	(void)state;
	cut_off("Space lit");
	go("node-drop 2");
	offer();
	press("⏎");
	says("the paragraph is gone");
	press("Esc");
	stands("market\nEach stall keeps a lamp lit\nSellers");
}

static void
for_later_and_thrown_away(void **state)
{
	(void)state;
	cut_off("Space lit");
	offer();
	press("Esc");
	assert_null(session->list);
	press(":recover⏎ x n");
	assert_int_equal(session->list->n, 2);
	press("x y");
	says("thrown away");
	assert_null(session->list);
	assert_int_equal(session->mode, SESSION_OUTLINE);
	press(":recover⏎");
	says("nothing was left behind");
}

static void
several_in_turn(void **state)
{
	(void)state;
	cut_off("Space lit");
	cut_off("Space dim");
	offer();
	assert_int_equal(session->list->n, 4);
	press("Down ⏎ Esc");
	stands("Each stall keeps a lamp dim\n");
	press(":recover⏎ ⏎");
	assert_string_equal(buf_text(&session->typing.line),
		"Each stall keeps a lamp lit");
	press("^G");
	press(":recover⏎");
	says("nothing was left behind");
}

/* What is in the text already is not asked about. */
static void
what_stands_already_goes(void **state)
{
	(void)state;
	cut_off("Space lit");
	go("text-set 2 \"Each stall keeps a lamp lit\"");
	offer();
	assert_null(session->list);
}

/* Somebody else takes it away between the list and the key. */
static void
taken_by_another(void **state)
{
	struct journal_list list = { 0 };
	struct journal_claim claim;
	struct err err = ERR_INIT;

	(void)state;
	cut_off("Space lit");
	offer();
	ok(journal_find(record, &list, &err), &err);
	ok(journal_claim(record, list.at[0].name, &claim, &err), &err);
	press("⏎");
	says("somebody has this in hand");
	journal_claim_drop(&claim);
	press(":recover⏎");
	says("nothing was left behind");
	journal_list_release(&list);
}

/* Somebody else, at another keyboard. */
static void
other_does(const char *command)
{
	struct record *other;
	struct session *its;
	struct session_options options = { 0 };
	struct err err = ERR_INIT;
	char path[300];

	snprintf(path, sizeof(path), "%s/room", folder);
	ok(record_open(&other, path, 0, &env, &err), &err);
	ok(session_open(&its, other, &options, &err), &err);
	ok(command_do(its, str_of(command), &err), &err);
	session_close(its);
	record_close(other);
}

/* The paragraph goes while somebody types in it. */
static void
words_outlive_their_paragraph(void **state)
{
	(void)state;
	offer();
	press("Down Enter Space lit");
	other_does("node-drop 2");
	assert_true(session_tick(session));
	says("somebody took this paragraph out while you type");
	press("! Esc");
	stands("market\nEach stall keeps a lamp lit!\nSellers");
}

static void
different_words_both_stand(void **state)
{
	(void)state;
	press("Down Enter Space lit");
	other_does("text-set 2 \"Every stall keeps a lamp\"");
	press("Esc");
	stands("Every stall keeps a lamp lit\n");
	says("others changed it too");
	press("Enter Space well");
	other_does("text-set 2 \"Every stall has a lamp lit\"");
	assert_true(session_tick(session));
	press("Esc");
	stands("Every stall has a lamp lit well\n");
	says("others changed it too");
}

static void
the_same_words_stand_beside(void **state)
{
	(void)state;
	press("@ind⏎ Down Enter Home ^K One End Space lit");
	other_does("text-set 2 \"Every stall keeps a lamp\"");
	press("Esc");
	assert_int_equal(session->mode, SESSION_PROMPT);
	assert_string_equal(session->prompt.label,
		"changed meanwhile to \"Every\":");
	press("Esc");
	assert_int_equal(session->mode, SESSION_TYPING);
	press("Esc b");
	stands("[Every][One]{+IND} stall keeps a lamp lit\n");
	says("put \"One\" beside \"Every\" at India's request");
}

static void
the_same_words_clash_at_enter(void **state)
{
	(void)state;
	press("@ind⏎ Down Enter Home ^K One End Space lit");
	other_does("text-set 2 \"Every stall keeps a lamp\"");
	press("⏎");
	assert_int_equal(session->mode, SESSION_PROMPT);
	press("b");
	stands("[Every][One]{+IND} stall keeps a lamp lit\n");
}

static void
taking_out_what_another_rewords(void **state)
{
	(void)state;
	press("@fra⏎ Down Enter Backspace Backspace Backspace Backspace");
	press("Backspace");
	other_does("text-set 2 \"Each stall keeps a lantern\"");
	press("Esc b");
	stands("Each stall keeps a [lantern]{-FRA}\n");
	other_does("text-set 3 \"Sellers\"");
	press("Down Enter End Space daily Esc");
	assert_string_equal(session->prompt.label,
		"somebody took these words out:");
	press("b");
	stands("\nSellers [daily]{+FRA}\n");
}

/* Brackets that do not pair within the places: the whole texts stand. */
static void
beside_as_a_whole(void **state)
{
	(void)state;
	go("text-set 2 \"1. Each [stall] keeps\"");
	press("Down Enter Home ^Space End");
	session_paste(session, str_of("1. Each [shop keeps] a lamp"));
	other_does("text-set 1 \"1. Each [stall] holds\"");
	press("Esc b");
	stands("1. [Each [stall] holds][Each [shop keeps] a lamp]\n");
	press("Enter Home ^Space End");
	session_paste(session, str_of("1. Each [shop"));
	other_does("text-set 1 \"1. Each stall\"");
	press("Esc b");
	says("has a bracket without a mate");
	assert_int_equal(session->mode, SESSION_TYPING);
}

static void
leaving_theirs(void **state)
{
	(void)state;
	press("Down Enter Home ^K One");
	other_does("text-set 2 \"Every stall keeps a lamp\"");
	press("Esc l");
	stands("Every stall keeps a lamp\n");
	press("Enter ^Y");
	assert_string_equal(buf_text(&session->typing.line),
		"One stall keeps a lamp");
}

static void
a_new_one_is_taken_up(void **state)
{
	(void)state;
	cut_off("^G a Lamps Space are");
	stands("lamp\nSellers");
	offer();
	assert_string_equal(session->list->at[0].text,
		"J. Otieno, 10 June 08:00, a new one behind 2");
	assert_string_equal(session->list->at[1].text, "{+Lamps are+}");
	press("⏎");
	says("taken up, not kept yet");
	stands("lamp\n\nSellers");
	press("Space lit Esc");
	recorded("2: new bullet behind it: \"Lamps are lit\"");
	stands("lamp\nLamps are lit\nSellers");
	press("u");
	stands("lamp\nSellers");
}

/* The place it was to stand at may be elsewhere by then, or nowhere. */
static void
a_new_one_without_its_place(void **state)
{
	(void)state;
	cut_off("^G a Lamps Space are");
	go("node-move 2 after 3");
	offer();
	press("⏎ Space lit Esc");
	stands("dawn\nEach stall keeps a lamp\nLamps are lit\n");
	cut_off("^G a Lamps Space too");
	go("node-drop 2");
	offer();
	assert_string_equal(session->list->at[0].text,
		"J. Otieno, 10 June 08:00, a new one");
	press("⏎ Esc");
	stands("Lamps too\n");
}

static void
others_write_beside_a_new_one(void **state)
{
	(void)state;
	go("text-set 2 \"1. Each stall keeps a lamp\"");
	press("Down a It Space");
	other_does("node-add 1 after \"First.\"");
	assert_true(session_tick(session));
	stands("lamp\n1 bis.\n1 bis. First.\nSellers");
	press("burns. Esc");
	recorded("1: new bullet behind it: \"1 ter. It burns.\"");
	stands("lamp\n1 ter. It burns.\n1 bis. First.\nSellers");
}

static void
what_a_new_one_is_beside_goes(void **state)
{
	(void)state;
	press("Down a Lamps");
	other_does("node-move 2 after 3");
	assert_true(session_tick(session));
	stands("dawn\nEach stall keeps a lamp\n\n");
	press("! Esc");
	stands("dawn\nEach stall keeps a lamp\nLamps!\n");
	press("Up a Oil");
	other_does("node-drop 3");
	assert_true(session_tick(session));
	says("somebody took out what this was to stand beside");
	press("! Esc");
	stands("Oil!\n");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_room, end_room)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(taken_up_and_kept), TEST(with_what_others_did),
		TEST(its_paragraph_is_gone), TEST(for_later_and_thrown_away),
		TEST(a_new_one_is_taken_up), TEST(a_new_one_without_its_place),
		TEST(others_write_beside_a_new_one),
		TEST(what_a_new_one_is_beside_goes),
		TEST(several_in_turn), TEST(what_stands_already_goes),
		TEST(taken_by_another), TEST(words_outlive_their_paragraph),
		TEST(different_words_both_stand),
		TEST(the_same_words_stand_beside),
		TEST(the_same_words_clash_at_enter),
		TEST(taking_out_what_another_rewords),
		TEST(beside_as_a_whole), TEST(leaving_theirs),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
