/*
 * Typing under the hands: words, steps taken back, cut and put in, paragraphs
 * parted and joined, and what the acts are called.
 */
#include "session_help.h"

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");
	struct node *item;

	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("Draft outcome"));
	doc_add_section(doc, 1, str_of("A. Review"));
	doc_add(doc, doc_last_section(doc), NODE_ITEM,
		str_of("Training of keepers of lights"));
	item = doc_add(doc, doc_last_section(doc), NODE_ITEM,
		str_of("Notices, such as"));
	doc_add(doc, item, NODE_ITEM, str_of("to mariners"));
	doc_add(doc, item, NODE_ITEM, str_of("to pilots"));
	doc_add_section(doc, 1, str_of("B. Reports"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("3. States shall report every year, and shall notify "
		"others."));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("4. States may assist."));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("Other matters"));
	return doc;
}

static void
the_words_that_changed_are_named(void **state)
{
	(void)state;
	press("g3⏎ Enter Home Tab Tab Tab Tab ^W may Esc");
	stands("3. States may report");
	says("B.3: reworded \"shall\" to \"may\"");
	recorded("B.3: reword \"shall\" to \"may\"");
	press("Enter End Backspace");
	press("Space in Space writing");
	press(". Esc");
	recorded("B.3: add \"in writing\"");
	press("ga1⏎ Enter Home ^Space End Buoys Esc");
	recorded("A.1: reword \"Buoys\"");
}

/* A wild change is named by the paragraph, which is shorter. */
static void
many_places_name_the_paragraph(void **state)
{
	(void)state;
	go("text-set B.3 \"3. Parties should report each month, and should "
		"tell all.\"");
	recorded("B.3: reword \"3. … all.\"");
}

static void
the_cursor_stays(void **state)
{
	(void)state;
	press("g3⏎ Enter Home Tab Tab Right x Esc");
	assert_int_equal(session->off, strlen("3. x"));
	press("Enter y Esc");
	stands("3. xyStates");
}

static void
steps_are_taken_back_by_word(void **state)
{
	(void)state;
	press("ga1⏎ Enter");
	press("Space at Space sea");
	assert_string_equal(buf_text(&session->typing.line),
		"Training of keepers of lights at sea");
	press("^U");
	assert_string_equal(buf_text(&session->typing.line),
		"Training of keepers of lights at ");
	press("^U");
	assert_string_equal(buf_text(&session->typing.line),
		"Training of keepers of lights ");
	press("^R ^R");
	assert_string_equal(buf_text(&session->typing.line),
		"Training of keepers of lights at sea");
	press("^R");
	says("nothing that was typed is taken back");
	press("Backspace Backspace Backspace Backspace Backspace");
	press("^U ^U");
	assert_string_equal(buf_text(&session->typing.line),
		"Training of keepers of lights at sea");
	press("^U ^U ^U ^U");
	says("nothing was typed here yet");
	assert_string_equal(buf_text(&session->typing.line),
		"Training of keepers of lights");
}

static void
a_motion_ends_a_step(void **state)
{
	(void)state;
	press("ga1⏎ Enter ab Left Right c ^U");
	assert_string_equal(buf_text(&session->typing.line),
		"Training of keepers of lightsab");
	press("Home Delete Delete ^U");
	assert_memory_equal(buf_text(&session->typing.line), "Training", 8);
	press("^Space Tab x ^U");
	assert_memory_equal(buf_text(&session->typing.line), "Training", 8);
}

static void
words_are_cut_and_put_in(void **state)
{
	(void)state;
	press("ga1⏎ Enter ^X");
	says("^Space begins a selection");
	press("Home ^Space Tab Tab ^X End Space ^V Esc");
	stands("A. Review\n keepers of lights Training of\n");
	press("ga2⏎ Enter Home ^V ^V Esc");
	stands("Training ofTraining ofNotices");
	press("Enter Home ^Space Tab ^C Home ^V ^G");
	stands("\n Training ofTraining ofNotices");
}

/* A blank goes with the words, as it would stand twice. */
static void
a_blank_is_cut_with_words(void **state)
{
	(void)state;
	press("ga1⏎ Enter Home Tab Right ^Space Tab ^X Esc");
	stands("\n Training keepers of lights\n");
	press("u");
	press("Enter Home Tab ^Space Tab ^X Esc");
	stands("\n Training keepers of lights\n");
}

static void
words_are_cut_in_the_outline(void **state)
{
	(void)state;
	press("/keepers⏎ ^X");
	stands("Training of of lights");
	recorded("A.1: take out \"keepers\"");
	press("/mariners⏎ ^V");
	stands("to keepers\n");
	press("/pilots⏎ ^C Up ^V");
	assert_int_equal(session->mode, SESSION_PROMPT);
	press("y");
	stands("to keepers\n  pilots\n  to pilots");
}

/* What is cut moves, and so keeps its id. */
static void
paragraphs_are_cut_and_put_elsewhere(void **state)
{
	node_id id;

	(void)state;
	press("ga2⏎");
	id = session->place;
	press("^X g4⏎ ^V");
	stands("A. Review\n Training of keepers of lights\nB. Reports\n 3.");
	stands("assist.\n Notices, such as\n  to mariners\n  to pilots\n "
		"Other");
	assert_non_null(doc_find(session->doc, &id));
	press("u");
	stands("lights\n Notices, such as\n  to mariners\n  to pilots\nB.");
}

static void
paragraphs_are_copied(void **state)
{
	(void)state;
	press("ga2⏎ ^C g4⏎ ^V");
	stands("lights\n Notices, such as\n  to mariners\n  to pilots\nB.");
	stands("assist.\n Notices, such as\n  to mariners\n  to pilots\n "
		"Other");
	press("ga⏎ ^C gb⏎ ^V");
	stands(" Other matters\nA. Review\n Training");
	press("u u");
	stands("4. States may assist.\n Other matters\n");
}

static void
enter_parts_a_paragraph(void **state)
{
	(void)state;
	press("ga1⏎ Enter Home Tab Tab Enter");
	stands(" Training of\n keepers of lights\n Notices");
	recorded("A.1: split before \"keepers of lights\"");
	assert_int_equal(session->mode, SESSION_TYPING);
	assert_string_equal(here(), "keepers of lights");
	press("Lamp Esc");
	stands(" Training of\n Lampkeepers of lights\n Notices");
	press("u u");
	stands(" Training of keepers of lights\n Notices");
}

/* What was typed goes in with the parting, as one act. */
static void
enter_keeps_what_was_typed(void **state)
{
	(void)state;
	press("ga1⏎ Enter Space there Enter");
	recorded("A.1: add \"there\"");
	press("and Space here Esc");
	stands(" Training of keepers of lights there\n and here\n Notices");
	press("u u");
	stands(" Training of keepers of lights\n Notices");
}

static void
a_number_comes_with_the_new_paragraph(void **state)
{
	(void)state;
	press("g4⏎ Enter Enter");
	stands("4. States may assist.\n 4 bis.\n Other");
	press("They Space do. Esc");
	stands(" 4 bis. They do.\n Other");
	press("g4⏎ Enter Enter Backspace Esc");
	stands("4. States may assist.\n 4 bis. They do.");
	press("Esc g3⏎ Enter Home Tab Tab Tab Tab Tab Enter");
	stands("3. States shall report\n 3 bis. every year, and");
	press("Backspace Esc");
	stands("3. States shall report every year, and shall notify others."
		"\n 4.");
}

/* Children stay behind the last words of what they stood below. */
static void
what_stands_below_stays_behind(void **state)
{
	(void)state;
	press("ga2⏎ Enter Home Tab Tab Enter");
	stands(" Notices,\n such as\n  to mariners\n  to pilots\n");
	press("Backspace");
	stands(" Notices, such as\n  to mariners\n  to pilots\n");
	assert_int_equal(session->typing.cursor, strlen("Notices, "));
	press("End Enter first Esc");
	stands(" Notices, such as\n  first\n  to mariners\n");
}

static void
nothing_typed_leaves_nothing(void **state)
{
	size_t n = session->doc->n;

	(void)state;
	press("ga1⏎ Enter Enter Enter");
	says("this bullet is still empty");
	press("Esc");
	says("nothing was typed");
	assert_int_equal(session->doc->n, n);
	assert_string_equal(here(), "Training of keepers of lights");
}

static void
enter_at_a_start_and_in_a_heading(void **state)
{
	(void)state;
	press("ga1⏎ Enter Home Enter x Esc");
	stands("A. Review\n \n xTraining");
	press("ga⏎ Enter Left Enter");
	says("a heading is not parted");
	press("End Enter Lights Esc");
	stands("A. Review\n Lights\n \n xTraining");
}

static void
joining(void **state)
{
	(void)state;
	press("ga2⏎ Enter Home Backspace");
	stands("A. Review\n Training of keepers of lights Notices, such as\n"
		"  to mariners\n");
	recorded("A.1: join \"Notices, such as\"");
	press("Esc u");
	stands(" Training of keepers of lights\n Notices, such as\n  to m");
	press("ga1⏎ Enter Delete Delete");
	stands(" Training of keepers of lights Notices, such as\n");
	press("^G ga1⏎ Enter End Delete");
	stands("lights Notices, such as to mariners\n  to pilots\n");
}

static void
joining_is_refused_with_the_reason(void **state)
{
	(void)state;
	press("g4⏎ Enter Home Backspace");
	says("take \"4. \" out first");
	press("^G ga1⏎ Enter Home Backspace");
	says("a heading and a bullet are not joined");
	press("^G Home Enter Home Backspace");
	says("nothing stands before this");
	press("^G");
	go("status-set A.2 agreed");
	press("ga2⏎ Enter Home Backspace");
	says("one of the two is open, the other agreed");
}

/* An empty paragraph goes, whatever stands before it. */
static void
an_empty_one_goes(void **state)
{
	(void)state;
	press("ga1⏎ Enter Home ^Space End Delete Backspace");
	stands("A. Review\n Notices");
	assert_string_equal(here(), "A. Review");
	assert_int_equal(session->mode, SESSION_TYPING);
	recorded("A.1: drop \"Training of keepers of lights\"");
}

static void
lines_are_pasted_apart_or_as_one(void **state)
{
	(void)state;
	press("ga1⏎ Enter");
	session_paste(session, str_of("one line\n"));
	assert_int_equal(session->mode, SESSION_TYPING);
	session_paste(session, str_of("- buoys\n\n\u2022 beacons\n"));
	assert_int_equal(session->mode, SESSION_PROMPT);
	press("x b");
	stands(" Training of keepers of lightsone line\n buoys\n beacons\n");
	assert_string_equal(here(), "beacons");
	press("Space lit Esc");
	stands(" beacons lit\n");
	press("u u");
	stands(" Training of keepers of lights\n Notices");
	press("g4⏎ Enter");
	session_paste(session, str_of(" They\nmay. "));
	press("o Esc");
	stands("4. States may assist.They may.\n");
}

static void
rows_are_those_of_the_screen(void **state)
{
	(void)state;
	go("text-set A.1 \"aa bb cc dd ee ff gg hh ii jj kk ll mm nn oo pp\"");
	session_resize(session, 24, 40);
	press("ga1⏎ Enter Home Down");
	assert_int_equal(session->typing.cursor, strlen(
		"aa bb cc dd ee ff gg hh ii jj kk "));
	press("Right Right Up Down");
	assert_memory_equal(buf_text(&session->typing.line) +
		session->typing.cursor, " mm", 3);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SESSION_TEST(the_words_that_changed_are_named),
		SESSION_TEST(many_places_name_the_paragraph),
		SESSION_TEST(the_cursor_stays),
		SESSION_TEST(steps_are_taken_back_by_word),
		SESSION_TEST(a_motion_ends_a_step),
		SESSION_TEST(words_are_cut_and_put_in),
		SESSION_TEST(a_blank_is_cut_with_words),
		SESSION_TEST(words_are_cut_in_the_outline),
		SESSION_TEST(paragraphs_are_cut_and_put_elsewhere),
		SESSION_TEST(paragraphs_are_copied),
		SESSION_TEST(enter_parts_a_paragraph),
		SESSION_TEST(enter_keeps_what_was_typed),
		SESSION_TEST(a_number_comes_with_the_new_paragraph),
		SESSION_TEST(what_stands_below_stays_behind),
		SESSION_TEST(nothing_typed_leaves_nothing),
		SESSION_TEST(enter_at_a_start_and_in_a_heading),
		SESSION_TEST(joining),
		SESSION_TEST(joining_is_refused_with_the_reason),
		SESSION_TEST(an_empty_one_goes),
		SESSION_TEST(lines_are_pasted_apart_or_as_one),
		SESSION_TEST(rows_are_those_of_the_screen),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
