/*
 * Measures editors that write at once. Each is a process with a session of its
 * own on one negotiation, and makes an act every 150 ms: a paragraph behind one
 * where nobody else puts any. A line is printed for each act: its number, and
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
#include "adref/base/mem.h"
#include "adref/record/record.h"
#include "adref/session/command.h"
#include "adref/session/session.h"

enum { EVERY = 150000, LOOK = 10000, EDITORS_MAX = 64, PLACES_APART = 53 };

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

/* Until then others' acts are taken over as they come, as the editor does. */
static void
follow_until(struct session *session, int64_t moment)
{
	const struct timespec nap = { 0, LOOK * 1000L };

	while (moment - now() > LOOK) {
		nanosleep(&nap, NULL);
		session_tick(session);
	}
}

/* Where paragraphs are put: chosen before anybody writes. */
struct places {
	node_id *at;
	size_t n, cap;
};

static void
find_places(struct places *places, const struct doc *doc)
{
	for (const struct node *at = doc_first(doc); at; at = node_next(at)) {
		if (at->kind != NODE_PARAGRAPH && at->kind != NODE_ITEM)
			continue;
		places->at = mem_grow(places->at, &places->cap,
			places->n + 1, sizeof(*places->at));
		places->at[places->n++] = at->id;
	}
}

/* Each behind a paragraph of its own, apart from all others. */
static void
make_act(struct session *session, const struct places *places, size_t editor,
	size_t nth, size_t act)
{
	node_id id = places->at[nth * PLACES_APART % places->n];
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
	struct places places = { 0 };
	struct env env;
	int64_t began;

	env_system(&env);
	if (record_open(&record, dir, 0, &env, &err) < 0 ||
	    session_open(&session, record, &options, &err) < 0)
		give_up(dir, err.text);
	find_places(&places, session->doc);
	if (places.n < editors * acts)
		give_up(dir, "it has too few paragraphs");
	began = now() + (int64_t)(EVERY / editors * editor);
	for (size_t act = 0; act < acts; act++) {
		follow_until(session, began + (int64_t)act * EVERY);
		make_act(session, &places, editor, act * editors + editor,
			act);
	}
	free(places.at);
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
