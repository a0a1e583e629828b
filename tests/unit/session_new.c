/*
 * New paragraphs at the keyboard: each is one act, and none when nothing was
 * typed. What others write meanwhile, and lines that break: session_recover.c.
 */
#include "session_help.h"

#include "adref/record/history.h"

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");
	struct node *table;

	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("Rules of the ferry"));
	doc_add_section(doc, 1, str_of("A. Crossing"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("1. The [ferry]{IND} leaves at dawn."));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("2. It waits for nobody."));
	doc_add(doc, doc_last_section(doc), NODE_ITEM, str_of("Mules"));
	doc_add(doc, doc_last_section(doc), NODE_ITEM, str_of("Carts"));
	table = doc_add(doc, doc_last_section(doc), NODE_TABLE,
		str_of("|---|---|"));
	doc_add(doc, table, NODE_ROW, str_of("| Mule | two coins |"));
	doc_add_section(doc, 1, str_of("B. Fares"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("3. Fares are paid on landing."));
	return doc;
}

/* How many changes there are by now. */
static size_t
changes(void)
{
	struct history history = { 0 };
	struct err err = ERR_INIT;
	size_t n;

	ok(record_history(record, NULL, NULL, 1000, &history, &err), &err);
	n = history.n;
	history_release(&history);
	return n;
}

static void
one_new_is_one_act(void **state)
{
	(void)state;
	press("g1⏎ a They Space pay. Esc");
	recorded("A.1: new paragraph behind it: \"1 bis. They pay.\"");
	says("A.1: new paragraph behind it: \"1 bis. They pay.\"");
	assert_int_equal(changes(), 2);
	stands("dawn.\n 1 bis. They pay.\n 2.");
	press("u");
	stands("dawn.\n 2.");
	press("U");
	stands("dawn.\n 1 bis. They pay.\n 2.");
}

/* Every key that makes a new one, of every kind. */
static void
every_way_is_one_act(void **state)
{
	static const struct {
		const char *keys, *subject;
	} ways[] = {
		{ "g2⏎ A Or",
		  "A.2: new paragraph before it: \"2 supra. Or\"" },
		{ "g2⏎ i Or", "A.2: new bullet under it: \"Or\"" },
		{ "g2⏎ ~ Or", "A.2: new paragraph behind it: \"2 alt. Or\"" },
		{ "g2⏎ O Or",
		  "A.2: new paragraph under it: \"Option 1: Or\"" },
		{ "ga⏎ a Or", "A: new heading behind it: \"A bis. Or\"" },
		{ "/mules⏎ a Or", "A.p1: new bullet behind it: \"Or\"" },
		{ "/two..coins⏎ a Or", "A.5.1: add \"Or \"" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(ways) / sizeof(ways[0]); i++) {
		size_t before = changes();

		press(ways[i].keys);
		assert_int_equal(session->mode, SESSION_TYPING);
		assert_int_equal(changes(), before);
		press("Esc");
		assert_int_equal(changes(), before + 1);
		if (i < 6)
			recorded(ways[i].subject);
		press("u");
	}
}

/* Nor does the place move, not even within its paragraph. */
static void
nothing_typed_leaves_no_trace(void **state)
{
	static const char *const keys[] = {
		"a Esc", "a ^G", "A Esc", "i ^G", "~ Esc", "O ^G",
		"a x Backspace Esc", "a words Space and Space more ^G",
		"Enter End Enter Esc", "Enter End Enter Enter ^G",
	};
	store_id tip = *record_tip(record);

	(void)state;
	for (size_t i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		press("g1⏎ b");
		assert_true(session->at_bracket);
		press(keys[i]);
		assert_int_equal(session->mode, SESSION_OUTLINE);
		assert_true(store_id_same(&tip, record_tip(record)));
		assert_string_equal(here(),
			"1. The [ferry]{IND} leaves at dawn.");
		stands("dawn.\n 2. It");
		if (i < 8)
			assert_true(session->at_bracket &&
				session->off == strlen("1. The "));
		press("Esc");
	}
	press("/mules⏎ a Esc");
	says("nothing was typed");
	press("/two..coins⏎ a Esc");
	says("nothing was typed");
	assert_true(store_id_same(&tip, record_tip(record)));
}

static void
words_that_were_left_come_back(void **state)
{
	(void)state;
	press("g1⏎ a They Space pay. ^G");
	says("can be brought back");
	press("g3⏎ a");
	says("brings back what you typed");
	press("^Y Esc");
	recorded("B.3: new paragraph behind it: \"3 bis. They pay.\"");
}

static void
an_option_says_no_text(void **state)
{
	(void)state;
	press("g1⏎ O Esc");
	recorded("A.1: new paragraph under it: \"Option 1: No text\"");
}

/* Enter keeps each and begins the next; each is taken back alone. */
static void
enter_goes_on(void **state)
{
	(void)state;
	press("/mules⏎ a Goats Enter Hens Enter Geese Esc");
	stands(" Mules\n Goats\n Hens\n Geese\n Carts");
	assert_int_equal(changes(), 4);
	press("u u");
	stands(" Mules\n Goats\n Carts");
	press("/goats⏎ Enter End Enter Enter");
	says("still empty");
	press("Esc");
	assert_int_equal(changes(), 6);
}

static void
words_behind_the_cursor_are_parted(void **state)
{
	(void)state;
	press("g3⏎ a They Space pay. Home Tab Tab Tab Tab Enter Esc");
	stands(" 3 bis. They\n 3 ter. pay.\n");
	press("u");
	stands(" 3 bis. They pay.\n");
	press("u");
	stands("landing.\n");
}

static void
going_back_over_it(void **state)
{
	(void)state;
	press("/mules⏎ a Backspace Space and Space goats Esc");
	stands(" Mules and goats\n Carts");
	assert_int_equal(changes(), 2);
	press("a too Home Backspace Esc");
	stands(" Mules and goats too\n Carts");
	press("a Delete Old Space Esc");
	stands(" Mules and goats too\n Old Carts\n");
}

static void
lines_pasted_into_it(void **state)
{
	(void)state;
	press("/mules⏎ a");
	session_paste(session, str_of("Goats\nHens\nGeese\n"));
	press("b");
	recorded("A.p1: 3 new bullets");
	press("Esc");
	stands(" Mules\n Goats\n Hens\n Geese\n Carts");
	press("u");
	stands(" Mules\n Carts");
}

static void
a_placeholder_is_asked_for(void **state)
{
	(void)state;
	press("/mules⏎");
	press(":placeholder⏎");
	stands(" Mules\n \n Carts");
	assert_string_equal(here(), "");
	recorded("A.p1: an empty bullet behind it");
	press("g1⏎ :placeholder⏎");
	stands("dawn.\n \n 2.");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SESSION_TEST(one_new_is_one_act),
		SESSION_TEST(every_way_is_one_act),
		SESSION_TEST(nothing_typed_leaves_no_trace),
		SESSION_TEST(words_that_were_left_come_back),
		SESSION_TEST(an_option_says_no_text),
		SESSION_TEST(enter_goes_on),
		SESSION_TEST(words_behind_the_cursor_are_parted),
		SESSION_TEST(going_back_over_it),
		SESSION_TEST(lines_pasted_into_it),
		SESSION_TEST(a_placeholder_is_asked_for),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
