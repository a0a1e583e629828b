/*
 * A session under the hands: written key sequences on a small text, what they
 * leave in the document and on the message line.
 */
#include "session_help.h"

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");

	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("Draft outcome"));
	doc_add_section(doc, 1, str_of("A. [Review]"));
	doc_add_section(doc, 2, str_of("1. *National measures*"));
	doc_add(doc, doc_last_section(doc), NODE_ITEM,
		str_of("Training of keepers"));
	doc_add(doc, doc_last_section(doc), NODE_ITEM, str_of(
		"Risk assessment for transfers and export controls"));
	doc_add(doc, doc_last_section(doc), NODE_ITEM, str_of(""));
	doc_add_section(doc, 1, str_of("B. Reports"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("14 bis. States shall report [every year]{FRA}, and "
		"shall [exchange [timely] notices] with others."));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("15. States may assist. They do so on request."));
	return doc;
}

static void
sequence_one(void **state)
{
	(void)state;
	assert_int_equal(press("@ind⏎ /risk..controls⏎ ["), 22);
	assert_string_equal(here(), "[Risk assessment for transfers and "
		"export controls]{IND}");
	assert_string_equal(message(), "A.1.2: bracketed \"Risk … controls\" "
		"at India's request");
}

static void
sequence_three(void **state)
{
	(void)state;
	assert_int_equal(press("@fra⏎ g14bis⏎ /shall⏎ ["), 20);
	assert_string_equal(here(), "14 bis. States [shall]{FRA} report "
		"[every year]{FRA}, and shall [exchange [timely] notices] "
		"with others.");
}

/* What Alt sends; an Esc that closes something may have a key right behind. */
static void
alt_changes_nothing(void **state)
{
	const key_code alt = { KEYS_ALT };

	(void)state;
	press("ga1.2⏎");
	session_key(session, alt);
	press("x");
	assert_string_equal(here(),
		"Risk assessment for transfers and export controls");
	assert_string_equal(message(), "Alt with x changes nothing: x alone "
		"does");
	session_key(session, alt);
	press("_");
	assert_string_equal(here(), "");
	press("⏎ well");
	session_key(session, alt);
	press("x");
	assert_non_null(strstr(message(), "dropped"));
}

static void
sequence_four(void **state)
{
	(void)state;
	press("@ind⏎ /risk..controls⏎ [");
	press("u");
	assert_string_equal(here(),
		"Risk assessment for transfers and export controls");
	assert_non_null(strstr(message(), "that was for India"));
	press("U");
	assert_non_null(strchr(here(), '['));
}

static void
crossing_is_cut(void **state)
{
	(void)state;
	press("g14bis⏎ /exchange..notices⏎ [");
	assert_non_null(strstr(here(), "[[exchange [timely] notices]]"));
	press("u");
	press("/timely..others⏎ [");
	assert_string_equal(here(), "14 bis. States shall report [every year]"
		"{FRA}, and shall [exchange [[timely]] [notices]] "
		"[with others].");
	press("u /every..and⏎ [");
	assert_non_null(strstr(here(), "[[every year]]{FRA}, [and] "));
	assert_int_equal(session->doc->slips, 0);
}

static void
whole_paragraph_and_sentence(void **state)
{
	(void)state;
	press("g15⏎ s [");
	assert_string_equal(here(),
		"15. [States may assist.] They do so on request.");
	press("u s s [");
	assert_string_equal(here(),
		"15. States may assist. [They do so on request.]");
	press("u S [");
	assert_string_equal(here(),
		"15. [States may assist. They do so on request.]");
	press("u [⏎");
	assert_string_equal(here(),
		"15. [States may assist. They do so on request.]");
}

static void
a_range_is_one_pair(void **state)
{
	struct node *first;

	(void)state;
	press("ga1.1⏎ ^Space Down [");
	first = doc_find(session->doc, &session->place)->prev;
	assert_string_equal(first->line, "[Training of keepers");
	assert_string_equal(first->next->line, "Risk assessment for transfers "
		"and export controls]");
	assert_int_equal(session->doc->spans, 1);
	assert_int_equal(session->doc->slips, 0);
	press("ga1.1⏎ b ]");
	assert_int_equal(session->doc->spans + session->doc->slips, 0);
}

/* A range over headings: a pair for each run of nodes in one section. */
static void
a_range_over_sections(void **state)
{
	(void)state;
	go("bracket-add A.1.1..14bis IND");
	assert_int_equal(session->doc->slips, 0);
	press("gb⏎");
	assert_string_equal(here(), "B. [Reports]{IND}");
	press("g14bis⏎");
	assert_non_null(strstr(here(), "14 bis. [States shall"));
	press("u");
	assert_int_equal(session->doc->spans, 0);
}

static void
lifting(void **state)
{
	(void)state;
	press("g14bis⏎ b ] n");
	assert_non_null(strstr(here(), "report [every year]{FRA}, and"));
	press("] y");
	assert_non_null(strstr(here(), "report every year, and"));
	go("bracket-drop 14bis 2");
	assert_non_null(strstr(here(), "[exchange timely notices]"));
	assert_int_equal(refused("bracket-drop 14bis 5", "no bracket 5"),
		ERR_REFUSED);
	press("g15⏎ ]");
	assert_non_null(strstr(message(), "no brackets"));
}

static void
stances(void **state)
{
	(void)state;
	go("bracket-stance 14bis 1 +EU -USA ~FRA IND");
	press("g14bis⏎");
	assert_non_null(strstr(here(), "[every year]{IND +EU -USA}"));
	refused("bracket-stance 14bis 1 +EU", "already");
	refused("bracket-stance 14bis 1 +Nowhereland", "no party");
}

static void
words_are_named_exactly(void **state)
{
	(void)state;
	refused("bracket-add 14bis \"shall\"", "2 times");
	refused("bracket-add 14bis \"should\"", "not there");
	refused("bracket-add 14bis 3:\"shall\"", "2 times only");
	refused("bracket-add 99 \"shall\"", "99");
	assert_int_equal(refused("bracket-add 14bis \"shall", "quote"),
		ERR_USAGE);
	assert_int_equal(refused("no-such", "no command"), ERR_USAGE);
	assert_int_equal(refused("move-down", "keyboard"), ERR_USAGE);
	go("bracket-add 14bis 2:\"shall\" US");
	press("g14bis⏎");
	assert_non_null(strstr(here(), "and [shall]{USA} [exchange"));
}

static void
typing(void **state)
{
	size_t since = session->standing.since;

	(void)state;
	press("ga1.1⏎ Enter");
	assert_int_equal(session->mode, SESSION_TYPING);
	press("Space and[x] Esc");
	assert_string_equal(here(), "Training of keepers and[x]");
	assert_int_equal(session->standing.since, since + 1);
	press("Enter Backspace Backspace Backspace ^G");
	assert_string_equal(here(), "Training of keepers and[x]");
	press("Enter ^Y Esc");
	assert_string_equal(here(), "Training of keepers and");
	press("Enter Esc");
	assert_string_equal(message(), "nothing was changed");
}

static void
typing_selects(void **state)
{
	(void)state;
	press("ga1.1⏎ Enter Home ^Space Tab [ Esc");
	assert_string_equal(here(), "[Training] of keepers");
	press("Enter Home ^Space End x Esc");
	assert_string_equal(here(), "x");
	press("u u");
	assert_string_equal(here(), "Training of keepers");
}

/* What would read as another kind of block is quoted, and stays text. */
static void
typed_markers_stay_text(void **state)
{
	(void)state;
	press("ga1.1⏎ Enter Home -");
	press("Space Esc");
	assert_string_equal(here(), "\\- Training of keepers");
	press("Enter ^Space");
	session_paste(session, str_of(" {#7qd2m0ab}\nmore\x1B[2J"));
	press("o");
	assert_int_equal(session->mode, SESSION_TYPING);
	press("Esc");
	assert_null(strchr(here(), '\n'));
}

/* What the key line says of a question before Enter and Tab are pressed. */
static void
questions_say_what_keys_do(void **state)
{
	const struct prompt *prompt = &session->prompt;

	(void)state;
	press("ga1.2");
	assert_string_equal(buf_text(&prompt->takes), "Go there");
	assert_string_equal(buf_text(&prompt->near),
		"Risk assessment for transfers and export controls");
	assert_null(prompt->turns);
	press("Esc @in");
	assert_string_equal(buf_text(&prompt->takes), "India speaks");
	assert_string_equal(prompt->turns, "on behalf of");
	assert_string_equal(prompt->other, "Indonesia");
	press("Esc @germ");
	assert_string_equal(prompt->turns, "on behalf of");
	assert_null(prompt->other);
	press("⏎ [timely");
	assert_string_equal(buf_text(&prompt->takes),
		"Bracket at Germany's request");
	assert_string_equal(prompt->turns, "wants them out");
	assert_int_equal(prompt->near_to - prompt->near_from, 6);
	assert_memory_equal(buf_text(&prompt->near) + prompt->near_from,
		"timely", 6);
	press("Tab");
	assert_string_equal(buf_text(&prompt->takes),
		"Bracket, Germany wants them out");
}

/* The message of an act says how to take it back, no other message does. */
static void
acts_say_how_to_take_them_back(void **state)
{
	(void)state;
	press("/timely⏎ [");
	assert_string_equal(session->back, "undo");
	press("u");
	assert_string_equal(session->back, "redo");
	press("v");
	assert_null(session->back);
	press("g15⏎ ]");
	assert_null(session->back);
}

static void
a_stance_is_chosen_by_tab(void **state)
{
	(void)state;
	press("@eu⏎ ga1.1⏎ [training Tab ⏎");
	assert_string_equal(here(), "[Training]{-EU} of keepers");
	assert_non_null(strstr(message(), "for EU"));
	press("[keepers Tab Tab Tab Tab ⏎");
	assert_string_equal(here(), "[Training]{-EU} of [keepers]{EU}");
}

static void
a_paste_in_the_text_asks(void **state)
{
	(void)state;
	press("ga1.1⏎");
	session_paste(session, str_of("first\n\n- second\x1B[2J\n"));
	assert_int_equal(session->mode, SESSION_PROMPT);
	press("n");
	assert_string_equal(session_next(session, session_place(session))
		->line, "Risk assessment for transfers and export controls");
	session_paste(session, str_of("first\n\n- second\n"));
	press("y");
	assert_string_equal(here(), "first");
	press("Down");
	assert_string_equal(here(), "second");
	press("u");
	assert_string_equal(here(), "Training of keepers");
}

static void
commands_while_typing(void **state)
{
	(void)state;
	press("ga1.1⏎ Enter x ^T @ind⏎ y");
	assert_int_equal(session->mode, SESSION_TYPING);
	assert_string_equal(session->party, "IND");
	press("^T Down");
	assert_int_equal(session->mode, SESSION_OUTLINE);
	assert_memory_equal(here(), "Risk", 4);
	press("Up");
	assert_string_equal(here(), "Training of keepersxy");
}

static void
who_speaks(void **state)
{
	(void)state;
	press("@germ⏎");
	assert_string_equal(session->party, "DEU");
	press("@@");
	assert_string_equal(session->party, "");
	press("@united⏎");
	press("@⏎");
	assert_string_equal(session->party, "");
	press("@nowhereland⏎");
	assert_non_null(strstr(message(), "no party"));
}

static void
finding(void **state)
{
	(void)state;
	press("/nowhere⏎");
	assert_non_null(strstr(message(), "nowhere"));
	press("Esc /SHALL⏎ n");
	assert_int_equal(session->selection.from, 51);
	press("N");
	assert_true(session->selection.from < 20);
	press("Home _");
	assert_string_equal(here(), "");
	press("Home /training..Keepers⏎");
	assert_true(session->selection.is);
}

static void
places_as_spoken(void **state)
{
	(void)state;
	press("g14Bis⏎");
	assert_memory_equal(here(), "14 bis.", 7);
	press("ga1.2⏎");
	assert_memory_equal(here(), "Risk", 4);
	press("g99⏎");
	assert_non_null(strstr(message(), "no place"));
}

static void
folding(void **state)
{
	(void)state;
	press("ga⏎ Tab Down");
	assert_string_equal(here(), "B. Reports");
	press("Up Right Down");
	assert_string_equal(here(), "1. *National measures*");
	press("F");
	assert_string_equal(here(), "A. [Review]");
	press("/keepers⏎");
	assert_string_equal(here(), "Training of keepers");
}

static void
lists(void **state)
{
	(void)state;
	press("g15⏎ S [ h");
	assert_int_equal(session->mode, SESSION_LIST);
	press("⏎");
	assert_int_equal(session->list->kind, LIST_CHANGE);
	press("Esc Esc");
	assert_int_equal(session->mode, SESSION_OUTLINE);
	press(":taketheback");
	assert_false(list_shows(session->list, session->list->cursor));
	press("^U undo⏎");
	assert_int_equal(session->mode, SESSION_OUTLINE);
	assert_string_equal(here(),
		"15. States may assist. They do so on request.");
	press("E");
	assert_non_null(strstr(message(), "no slip"));
	press("D1⏎ d");
	assert_int_equal(session->list->n, 1);
	press("Esc");
	assert_string_equal(session->standing.draft, "Draft 1");
	assert_int_equal(session->standing.since, 0);
}

/* Only who knows the time guards; `play` and `do` do not. */
static void
a_person_who_thinks_this_is_typing(void **state)
{
	(void)state;
	press("g15⏎ S");
	session->millis = 1000;
	press("bznsh");
	assert_non_null(strstr(message(), "Press Enter to type"));
	assert_memory_equal(here(), "15.", 3);
	assert_null(session->list);
	session->millis = 5000;
	press("bbbbb");
	assert_null(strstr(message(), "Press Enter"));
}

static void
a_key_that_means_nothing(void **state)
{
	(void)state;
	press("F12");
	assert_non_null(strstr(message(), "means nothing here"));
	press("^B");
	assert_non_null(strstr(message(), "means nothing here"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SESSION_TEST(sequence_one), SESSION_TEST(sequence_three),
		SESSION_TEST(alt_changes_nothing),
		SESSION_TEST(sequence_four), SESSION_TEST(crossing_is_cut),
		SESSION_TEST(whole_paragraph_and_sentence),
		SESSION_TEST(a_range_is_one_pair),
		SESSION_TEST(a_range_over_sections), SESSION_TEST(lifting),
		SESSION_TEST(stances), SESSION_TEST(words_are_named_exactly),
		SESSION_TEST(typing), SESSION_TEST(typing_selects),
		SESSION_TEST(typed_markers_stay_text),
		SESSION_TEST(who_speaks),
		SESSION_TEST(questions_say_what_keys_do),
		SESSION_TEST(acts_say_how_to_take_them_back),
		SESSION_TEST(a_stance_is_chosen_by_tab),
		SESSION_TEST(a_paste_in_the_text_asks),
		SESSION_TEST(commands_while_typing), SESSION_TEST(finding),
		SESSION_TEST(places_as_spoken), SESSION_TEST(folding),
		SESSION_TEST(lists),
		SESSION_TEST(a_person_who_thinks_this_is_typing),
		SESSION_TEST(a_key_that_means_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
