/*
 * Measures editors that write at once. Each is a process with a session of its
 * own on one negotiation, and makes an act every 150 ms: words before those of
 * a paragraph that is its own. A line is printed for each act: its number, and
 * the microseconds from the command to the acknowledgement. tests/bench makes
 * figures of them; nothing is judged here.
 *
 *	editors EDITORS ACTS DIR
 */
#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "adref/base/buf.h"
#include "adref/base/env.h"
#include "adref/record/record.h"
#include "adref/session/command.h"
#include "adref/session/session.h"

enum { EVERY = 150000, EDITORS_MAX = 64, PLACES_APART = 53 };

static int64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

_Noreturn static void
give_up(const char *what, const char *why)
{
	fprintf(stderr, "editors: %s: %s\n", what, why);
	exit(1);
}

static void
sleep_until(int64_t moment)
{
	int64_t left = moment - now();
	struct timespec nap = { (time_t)(left / 1000000),
		(long)(left % 1000000 * 1000) };

	if (left > 0)
		nanosleep(&nap, NULL);
}

/* The paragraph of this act: each editor has every so many of them. */
static node_id
find_place(const struct session *session, size_t editor, size_t editors,
	size_t act)
{
	size_t n = (act * PLACES_APART * editors + editor) %
		session->doc->n;
	const struct node *node = doc_first(session->doc);

	while (n-- > 0 && node_next(node))
		node = node_next(node);
	while (node->kind != NODE_PARAGRAPH && node->kind != NODE_ITEM)
		node = node_next(node) ? node_next(node)
			: doc_first(session->doc);
	return node->id;
}

static void
make_act(struct session *session, size_t editor, size_t editors, size_t act)
{
	node_id id = find_place(session, editor, editors, act);
	struct buf command = BUF_INIT;
	struct err err = ERR_INIT;
	int64_t began;

	buf_add_format(&command, "node-add %s after \"Word %zu of editor "
		"%zu\"", id.text, act, editor);
	began = now();
	if (command_do(session, buf_str(&command), &err) < 0)
		give_up(buf_text(&command), err.text);
	printf("%zu %" PRId64 "\n", act, now() - began);
	fflush(stdout);
	buf_release(&command);
}

static void
edit(const char *dir, size_t editor, size_t editors, size_t acts)
{
	struct session_options options = { .party = NULL };
	struct err err = ERR_INIT;
	struct record *record;
	struct session *session;
	struct env env;
	int64_t began;

	env_system(&env);
	if (record_open(&record, dir, 0, &env, &err) < 0 ||
	    session_open(&session, record, &options, &err) < 0)
		give_up(dir, err.text);
	began = now() + (int64_t)(EVERY / editors * editor);
	for (size_t act = 0; act < acts; act++) {
		sleep_until(began + (int64_t)act * EVERY);
		make_act(session, editor, editors, act);
	}
	session_close(session);
	record_close(record);
}

int
main(int argc, char **argv)
{
	size_t editors = argc > 3 ? strtoul(argv[1], NULL, 10) : 0;
	int status, bad = 0;

	if (editors < 1 || editors > EDITORS_MAX) {
		fprintf(stderr, "usage: editors EDITORS ACTS DIR\n");
		return 2;
	}
	for (size_t i = 0; i < editors; i++) {
		pid_t pid = fork();

		if (pid < 0)
			give_up("fork", strerror(errno));
		if (pid == 0) {
			edit(argv[3], i, editors, strtoul(argv[2], NULL, 10));
			exit(0);
		}
	}
	while (wait(&status) > 0)
		bad |= status;
	return bad ? 1 : 0;
}
