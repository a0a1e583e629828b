/*
 * Syncing beside the work. Another process does it, as the call `adref sync`
 * would, so that the screen stays alive whatever the other side does or does
 * not do, and nothing it sends is read by the editor. The session only asks how
 * far it is; what comes in is taken over like what anybody else writes.
 *
 * Whoever can start such a process gives these verbs to the session; where
 * nobody does, there is no syncing.
 */
#ifndef ADREF_SESSION_SYNC_H
#define ADREF_SESSION_SYNC_H

#include <stdbool.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"

struct sync_job;
enum sync_state { SYNC_RUNS, SYNC_DONE, SYNC_FAILED };

struct sync_verbs {
	/* With a remote; "": the usual one. NULL when it cannot be started. */
	struct sync_job *(*begin)(void *ctx, const char *remote,
		struct err *err);
	/* How it stands, without waiting. `said`: how far it is (`12 of 40
	 * received`), left as it was when that is not known; at the end what
	 * was done or went wrong, a line each. */
	enum sync_state (*look)(struct sync_job *job, struct buf *said);
	/* Wish it stopped: look() says when it has. */
	void (*stop)(struct sync_job *job);
	/* Stop it at once, and forget it; NULL is none. */
	void (*end)(struct sync_job *job);
};

struct session;
/* Both are borrowed. */
void session_give_sync(struct session *session,
	const struct sync_verbs *verbs, void *ctx);

#endif
