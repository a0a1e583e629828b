/*
 * Syncing with another desk while the work goes on: begun by a command, looked
 * at with each tick, stopped with Esc. What it must not do: wait, or speak to
 * anybody itself.
 */
#include "adref/session/sync.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "inside.h"

enum { LINES_SHOWN = 3 };

void
session_give_sync(struct session *session, const struct sync_verbs *verbs,
	void *ctx)
{
	session->syncing.verbs = verbs;
	session->syncing.ctx = ctx;
}

void
syncing_release(struct session *session)
{
	struct syncing_now *syncing = &session->syncing;

	if (syncing->job)
		syncing->verbs->end(syncing->job);
	syncing->job = NULL;
	free(syncing->remote);
	syncing->remote = NULL;
	buf_release(&syncing->said);
}

/* `Syncing with hub: 12 of 40 received`. */
static void
say_state(struct session *session)
{
	const struct syncing_now *syncing = &session->syncing;

	session_say(session, MESSAGE_HINT, "Syncing%s%.60s%s%s; Esc stops it",
		*syncing->remote ? " with " : "", syncing->remote,
		syncing->said.len ? ": " : "", buf_text(&syncing->said));
}

bool
syncing_asks(struct session *session, const char *command)
{
	const struct syncing_now *syncing = &session->syncing;
	bool again = syncing->remote && *syncing->remote;

	if (strcmp(command, "sync") != 0 || !syncing->verbs || syncing->job)
		return false;
	prompt_open(session, PROMPT_TEXT, again ? "sync with"
		: "sync with (none: the usual one)", command);
	if (again) {
		buf_add_text(&session->prompt.text, syncing->remote);
		session->prompt.fresh = true;
	}
	return true;
}

int
run_sync(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct syncing_now *syncing = &session->syncing;
	const char *remote = args->n ? args->at[0].text : "";

	if (!syncing->verbs)
		return err_set(err, ERR_REFUSED, session->served
			? "nobody else is reached from here: who has a desk "
			"of their own syncs there"
			: "the editor at a terminal syncs, and the call adref "
			"sync");
	if (syncing->job)
		return err_set(err, ERR_REFUSED, "this is being synced: Esc "
			"stops it");
	syncing->job = syncing->verbs->begin(syncing->ctx, remote, err);
	if (!syncing->job)
		return -1;
	free(syncing->remote);
	syncing->remote = mem_text(remote);
	syncing->stops = false;
	buf_clear(&syncing->said);
	say_state(session);
	return 0;
}

bool
syncing_stop(struct session *session)
{
	struct syncing_now *syncing = &session->syncing;

	if (!syncing->job)
		return false;
	syncing->stops = true;
	syncing->verbs->stop(syncing->job);
	session_say(session, MESSAGE_HINT, "Stopping to sync");
	return true;
}

/* The first lines of what it said, on the screen; all, among the news. */
static void
say_end(struct session *session, enum session_message kind)
{
	struct buf shown = BUF_INIT;
	struct str rest = buf_str(&session->syncing.said), line;
	size_t n = 0;

	while (str_line(&rest, &line)) {
		if (!line.len)
			continue;
		buf_add_str(&session->news, line);
		buf_add_char(&session->news, '\n');
		if (n++ >= LINES_SHOWN)
			continue;
		buf_add_text(&shown, n > 1 ? "; " : "");
		buf_add_str(&shown, line);
	}
	line = utf8_cut(buf_str(&shown), ERR_TEXT_MAX / 2);
	session_say(session, kind, "%.*s%s", (int)line.len, line.at,
		n > LINES_SHOWN || line.len < shown.len ? "; and more" : "");
	buf_release(&shown);
}

bool
syncing_look(struct session *session)
{
	struct syncing_now *syncing = &session->syncing;
	enum sync_state state;
	struct buf before = BUF_INIT;
	bool news;

	if (!syncing->job)
		return false;
	buf_add_str(&before, buf_str(&syncing->said));
	state = syncing->verbs->look(syncing->job, &syncing->said);
	news = !str_same(buf_str(&before), buf_str(&syncing->said));
	buf_release(&before);
	if (state == SYNC_RUNS) {
		/* What an act said stays until the next key. */
		if (news && !syncing->stops &&
		    (session->message_kind == MESSAGE_NONE ||
		     session->message_kind == MESSAGE_HINT))
			say_state(session);
		return news;
	}
	syncing->verbs->end(syncing->job);
	syncing->job = NULL;
	say_end(session, state == SYNC_DONE ? MESSAGE_DONE
		: MESSAGE_REFUSED);
	return true;
}
