/*
 * For the tests of the session floor: a session over a document made in
 * memory, keys pressed, what stands in the text. Included by session_*.c; the
 * one who includes it defines sample().
 */
#ifndef ADREF_TESTS_UNIT_SESSION_HELP_H
#define ADREF_TESTS_UNIT_SESSION_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/env.h"
#include "adref/session/command.h"
#include "adref/session/session.h"

static struct env env;
static struct record *record;
static struct session *session;

static struct doc *sample(void);

static inline void
ok(int rc, const struct err *err)
{
	if (rc < 0)
		fail_msg("%s", err->text);
}

static inline int
begin(void **state)
{
	struct act act = { .kind = "import", .subject = "Import" };
	struct session_options options = { 0 };
	struct doc *doc = sample();
	struct err err = ERR_INIT;

	(void)state;
	setenv("ADREF_NAME", "J. Otieno", 1);
	env_fixed(&env, 1623312000, 5);
	ok(record_open_memory(&record, &env, &err), &err);
	ok(record_put_docs(record, &doc, 1, &act, NULL, &err), &err);
	ok(session_open(&session, record, &options, &err), &err);
	doc_free(doc);
	return 0;
}

static inline int
end(void **state)
{
	(void)state;
	session_close(session);
	record_close(record);
	return 0;
}

/* Press the keys; returns how many there were. */
static inline size_t
press(const char *text)
{
	struct key_text keys = { 0 };
	struct err err = ERR_INIT;
	size_t n;

	ok(keys_read(&keys, str_of(text), &err), &err);
	for (size_t i = 0; i < keys.n; i++)
		session_key(session, keys.at[i]);
	n = keys.n;
	keys_release(&keys);
	return n;
}

static inline void
go(const char *command)
{
	struct err err = ERR_INIT;

	ok(command_do(session, str_of(command), &err), &err);
}

static inline enum err_code
refused(const char *command, const char *says)
{
	struct err err = ERR_INIT;

	assert_int_equal(command_do(session, str_of(command), &err), -1);
	if (!strstr(err.text, says))
		fail_msg("\"%s\" does not say \"%s\"", err.text, says);
	return err.code;
}

static inline const char *
message(void)
{
	return buf_text(&session->message);
}

static inline const char *
here(void)
{
	return session_place(session)->line;
}

static inline void
says(const char *words)
{
	if (!strstr(message(), words))
		fail_msg("\"%s\" does not say \"%s\"", message(), words);
}

/* The body, a line each, indented by depth. */
static inline void
stands(const char *text)
{
	struct buf out = BUF_INIT;

	for (struct node *at = doc_first(session->doc); at;
	     at = node_next(at)) {
		buf_add_fill(&out, ' ', node_depth(at));
		buf_add_text(&out, at->line);
		buf_add_char(&out, '\n');
	}
	if (!strstr(buf_text(&out), text))
		fail_msg("\"%s\" does not stand in:\n%s", text,
			buf_text(&out));
	buf_release(&out);
}

/* The subject of the latest change. */
static inline void
recorded(const char *subject)
{
	struct history history = { 0 };
	struct err err = ERR_INIT;

	ok(record_history(record, NULL, NULL, 1, &history, &err), &err);
	assert_string_equal(history.at[0].subject, subject);
	history_release(&history);
}

#define SESSION_TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

#endif
