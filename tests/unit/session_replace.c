/*
 * Replacing while others write: the places shown go along with their words;
 * words that somebody changed meanwhile are left, and it is said. The act
 * falls on nothing that was not shown.
 */
#include "session_two_help.h"

static struct hand *const ana = &hands[0], *const ben = &hands[1];

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");

	doc_add_section(doc, 1, str_of("A. Reports"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("1. States shall report, and shall do so in time."));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("2. Others shall read."));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("3. Nobody shall sleep."));
	return doc;
}

/* Ben acts, and Ana's session sees it. */
static void
ben_does(const char *line)
{
	does(ben, line);
	assert_true(session_tick(ana->session));
}

static void
stands(const char *text)
{
	struct buf out = BUF_INIT;

	for (struct node *at = doc_first(ana->session->doc); at;
	     at = node_next(at)) {
		buf_add_text(&out, at->line);
		buf_add_char(&out, '\n');
	}
	assert_string_equal(buf_text(&out), text);
	buf_release(&out);
}

static void
says(const char *words)
{
	const char *message = buf_text(&ana->session->message);

	if (!strstr(message, words))
		fail_msg("\"%s\" does not say \"%s\"", message, words);
}

static void
asks(const char *words)
{
	assert_int_equal(ana->session->mode, SESSION_PROMPT);
	if (!strstr(ana->session->prompt.label, words))
		fail_msg("\"%s\" does not ask \"%s\"",
			ana->session->prompt.label, words);
}

/* Words that come before a place, in a node and before it. */
static void
test_moved(void **state)
{
	(void)state;
	press(ana, "r shall Enter should Enter y");
	ben_does("text-set A.1 \"1. All States shall report each year, and "
		"shall do so in time.\"");
	ben_does("node-move A.2 after A.3");
	asks("2 of 4");
	press(ana, "a");
	says("4 places in 3 paragraphs");
	stands("A. Reports\n"
		"1. All States should report each year, and should do so in "
		"time.\n3. Nobody should sleep.\n2. Others should read.\n");
	press(ana, "u");
	stands("A. Reports\n"
		"1. All States shall report each year, and shall do so in "
		"time.\n3. Nobody shall sleep.\n2. Others shall read.\n");
}

/* Words that are gone, answered already or not. */
static void
test_lost(void **state)
{
	(void)state;
	press(ana, "r shall Enter should Enter y");
	ben_does("text-set A.1 \"1. States will report, and shall do so in "
		"time.\"");
	ben_does("node-drop A.2");
	press(ana, "y");
	asks("4 of 4");
	press(ana, "y");
	says("2 places in 2 paragraphs");
	says("2 changed by others meanwhile");
	stands("A. Reports\n"
		"1. States will report, and should do so in time.\n"
		"3. Nobody should sleep.\n");
}

/* All of them are gone: nothing is left to do, nor to go back to. */
static void
test_all_lost(void **state)
{
	(void)state;
	press(ana, "r sleep Enter doze Enter");
	ben_does("node-drop A.3");
	press(ana, "b");
	says("nothing was replaced");
	assert_int_equal(ana->session->mode, SESSION_OUTLINE);
	press(ana, "r do Space so Enter act Enter");
	ben_does("text-set A.1 \"1. Nothing.\"");
	press(ana, "y");
	says("nothing was replaced");
	stands("A. Reports\n1. Nothing.\n2. Others shall read.\n");
}

/* Between the question and its answer the words go along; a text that is
 * agreed meanwhile is asked for. */
static void
test_agreed(void **state)
{
	(void)state;
	press(ana, "r sleep Enter doze Enter");
	ben_does("status-set A.3 agreed");
	press(ana, "y");
	asks("Reopen at whose request?");
	ben_does("text-set A.1 \"1. Nothing.\"");
	press(ana, "ind Enter late Enter");
	says("reopened at India's request");
	stands("A. Reports\n1. Nothing.\n2. Others shall read.\n"
		"3. Nobody shall doze.\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_moved), TEST(test_lost), TEST(test_all_lost),
		TEST(test_agreed),
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
