/*
 * Replacing while others write: the places shown go along with their words;
 * words that somebody changed meanwhile are left, and it is said. The act
 * falls on nothing that was not shown.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <sys/wait.h>
#include <cmocka.h>

#include "adref/base/env.h"
#include "adref/session/command.h"
#include "adref/session/session.h"

static struct hand {
	const char *name;
	struct record *record;
	struct session *session;
} ana = { "Ana Costa", NULL, NULL }, ben = { "Ben Okoro", NULL, NULL };

static struct env env;
static char folder[] = "/tmp/adref-replace-XXXXXX";
static int made;

static void
ok(int rc, const struct err *err)
{
	if (rc < 0)
		fail_msg("%s", err->text);
}

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

static void
open_hand(struct hand *hand, const char *path)
{
	struct session_options options = { 0 };
	struct err err = ERR_INIT;

	setenv("ADREF_NAME", hand->name, 1);
	ok(record_open(&hand->record, path, 0, &env, &err), &err);
	ok(session_open(&hand->session, hand->record, &options, &err), &err);
}

static int
begin(void **state)
{
	struct act act = { .kind = "import", .subject = "Import" };
	struct doc *doc = sample();
	struct err err = ERR_INIT;
	struct record *record;
	char path[200];

	(void)state;
	env_fixed(&env, 1623312000, 5);
	snprintf(path, sizeof(path), "%s/n%d", folder, made++);
	setenv("ADREF_NAME", "Clerk", 1);
	ok(record_make(path, true, NULL, &env, &err), &err);
	ok(record_open(&record, path, 0, &env, &err), &err);
	ok(record_put_docs(record, &doc, 1, &act, NULL, &err), &err);
	record_close(record);
	doc_free(doc);
	open_hand(&ana, path);
	open_hand(&ben, path);
	return 0;
}

static void
close_hand(struct hand *hand)
{
	session_close(hand->session);
	record_close(hand->record);
}

static int
end(void **state)
{
	(void)state;
	close_hand(&ana);
	close_hand(&ben);
	return 0;
}

static void
press(const char *text)
{
	struct key_text keys = { 0 };
	struct err err = ERR_INIT;

	ok(keys_read(&keys, str_of(text), &err), &err);
	for (size_t i = 0; i < keys.n; i++)
		session_key(ana.session, keys.at[i]);
	keys_release(&keys);
}

/* Ben acts, and Ana's session sees it. */
static void
ben_does(const char *line)
{
	struct err err = ERR_INIT;

	session_tick(ben.session);
	ok(command_do(ben.session, str_of(line), &err), &err);
	assert_true(session_tick(ana.session));
}

static void
stands(const char *text)
{
	struct buf out = BUF_INIT;

	for (struct node *at = doc_first(ana.session->doc); at;
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
	const char *message = buf_text(&ana.session->message);

	if (!strstr(message, words))
		fail_msg("\"%s\" does not say \"%s\"", message, words);
}

static void
asks(const char *words)
{
	assert_int_equal(ana.session->mode, SESSION_PROMPT);
	if (!strstr(ana.session->prompt.label, words))
		fail_msg("\"%s\" does not ask \"%s\"",
			ana.session->prompt.label, words);
}

/* Words that come before a place, in a node and before it. */
static void
test_moved(void **state)
{
	(void)state;
	press("r shall Enter should Enter y");
	ben_does("text-set A.1 \"1. All States shall report each year, and "
		"shall do so in time.\"");
	ben_does("node-move A.2 after A.3");
	asks("2 of 4");
	press("a");
	says("4 places in 3 paragraphs");
	stands("A. Reports\n"
		"1. All States should report each year, and should do so in "
		"time.\n3. Nobody should sleep.\n2. Others should read.\n");
	press("u");
	stands("A. Reports\n"
		"1. All States shall report each year, and shall do so in "
		"time.\n3. Nobody shall sleep.\n2. Others shall read.\n");
}

/* Words that are gone, answered already or not. */
static void
test_lost(void **state)
{
	(void)state;
	press("r shall Enter should Enter y");
	ben_does("text-set A.1 \"1. States will report, and shall do so in "
		"time.\"");
	ben_does("node-drop A.2");
	press("y");
	asks("4 of 4");
	press("y");
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
	press("r sleep Enter doze Enter");
	ben_does("node-drop A.3");
	press("b");
	says("nothing was replaced");
	assert_int_equal(ana.session->mode, SESSION_OUTLINE);
	press("r do Space so Enter act Enter");
	ben_does("text-set A.1 \"1. Nothing.\"");
	press("y");
	says("nothing was replaced");
	stands("A. Reports\n1. Nothing.\n2. Others shall read.\n");
}

/* Between the question and its answer the words go along; a text that is
 * agreed meanwhile is asked for. */
static void
test_agreed(void **state)
{
	(void)state;
	press("r sleep Enter doze Enter");
	ben_does("status-set A.3 agreed");
	press("y");
	asks("Reopen at whose request?");
	ben_does("text-set A.1 \"1. Nothing.\"");
	press("ind Enter late Enter");
	says("reopened at India's request");
	stands("A. Reports\n1. Nothing.\n2. Others shall read.\n"
		"3. Nobody shall doze.\n");
}

static int
make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int
drop_folder(void **state)
{
	pid_t pid = fork();

	(void)state;
	if (pid == 0) {
		execlp("rm", "rm", "-rf", folder, (char *)NULL);
		_exit(127);
	}
	waitpid(pid, NULL, 0);
	return pid > 0 ? 0 : -1;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(test_moved), TEST(test_lost), TEST(test_all_lost),
		TEST(test_agreed),
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
