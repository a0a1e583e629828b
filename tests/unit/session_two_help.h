/*
 * For tests of two at the same text, each at a session of their own over one
 * repository in a folder that goes away. Included by those tests; the one who
 * includes it defines sample().
 */
#ifndef ADREF_TESTS_UNIT_SESSION_TWO_HELP_H
#define ADREF_TESTS_UNIT_SESSION_TWO_HELP_H

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

enum { HANDS = 2 };

/* Words that a hand puts in are `a7` or `b7`: nobody else's. */
static struct hand {
	const char *name;
	char letter;
	struct record *record;
	struct session *session;
} hands[HANDS] = {
	{ "Ana Costa", 'a', NULL, NULL },
	{ "Ben Okoro", 'b', NULL, NULL },
};

static struct env env;
static char folder[] = "/tmp/adref-two-XXXXXX";
static int made;

static struct doc *sample(void);

static inline void
ok(int rc, const struct err *err)
{
	if (rc < 0)
		fail_msg("%s", err->text);
}

static inline void
open_hand(struct hand *hand, const char *path)
{
	struct session_options options = { 0 };
	struct err err = ERR_INIT;

	setenv("ADREF_NAME", hand->name, 1);
	ok(record_open(&hand->record, path, 0, &env, &err), &err);
	ok(session_open(&hand->session, hand->record, &options, &err), &err);
}

static inline int
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
	for (int i = 0; i < HANDS; i++)
		open_hand(&hands[i], path);
	return 0;
}

static inline int
end(void **state)
{
	(void)state;
	for (int i = 0; i < HANDS; i++) {
		session_close(hands[i].session);
		record_close(hands[i].record);
	}
	return 0;
}

static inline void
press(struct hand *hand, const char *text)
{
	struct key_text keys = { 0 };
	struct err err = ERR_INIT;

	ok(keys_read(&keys, str_of(text), &err), &err);
	for (size_t i = 0; i < keys.n; i++)
		session_key(hand->session, keys.at[i]);
	keys_release(&keys);
}

static inline void
does(struct hand *hand, const char *line)
{
	struct err err = ERR_INIT;

	session_tick(hand->session);
	ok(command_do(hand->session, str_of(line), &err), &err);
}

static inline int
make_folder(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static inline int
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

#endif
