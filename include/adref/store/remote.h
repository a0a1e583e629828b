/*
 * Another repository with the same text: what it has is brought here, and what
 * is here is given to it. Both only add: a branch goes forward or stays, a
 * name that is set stays where it is, in either of them.
 *
 * It is named as git would have it: the name of a remote in the repository's
 * own configuration, a folder, or file://, ssh:// (HOST:FOLDER) and https://;
 * "" is the only one of that configuration, or `origin`.
 * Keys come from the agent, no password is ever asked for, and a host that
 * cannot prove who it is is not spoken to. What comes from there is hostile,
 * names and messages too; nothing of it is printable as it is.
 *
 * Bringing and giving take no lock while bytes are on their way. Killed at any
 * time, they leave objects behind that nobody points to, and nothing else.
 */
#ifndef ADREF_STORE_REMOTE_H
#define ADREF_STORE_REMOTE_H

#include "adref/store/store.h"

/* What is asked while bytes are on their way. */
struct store_going {
	/* So many pieces of all were `received` or `given`; of none at all,
	 * before any is on its way. False stops it (ERR_STOPPED). May be
	 * NULL. */
	bool (*on)(void *ctx, const char *what, size_t done, size_t all);
	void *ctx;
};

struct store_fetched {
	char *called;		/* what a person calls it: safe to show */
	char *branch;		/* `refs/heads/main`: its own, or the one that
				 * would be made there */
	store_id tip;		/* none: it has no text yet */
	struct store_tags tags;	/* with names that we might have given */
};
/*
 * Bring all that its branch and its tags need, and keep the branch as
 * refs/adref/sync/NAME. ERR_MISSING when it is not there, or has several
 * branches of which none is known to be meant.
 */
int store_fetch(struct store *store, const char *remote,
	const struct store_going *going, struct store_fetched *out,
	struct err *err);
void store_fetched_release(struct store_fetched *fetched);

/*
 * Let its branch go forward from what was fetched to `tip`, then the names of
 * tags, NULL behind, to where they are here; names may be NULL. A folder is
 * written as here, under its lock, and its work tree follows. ERR_MOVED when
 * its branch is elsewhere by now; ERR_REFUSED when it does not take it, with
 * its own words.
 */
struct store_gift {
	const struct store_fetched *to;
	store_id tip;
	const char *const *names;
};
int store_push(struct store *store, const char *remote,
	const struct store_gift *gift, const struct store_going *going,
	struct err *err);

/* Where two revisions part. */
struct store_parting {
	store_id base;		/* the last that leads to both; or none */
	size_t a, b;		/* how many lead to one of them only */
};
int store_part(struct store *store, const store_id *a, const store_id *b,
	struct store_parting *out, struct err *err);
/*
 * Let the branch go forward, from a revision (none: unborn) to one that it
 * leads to; durable, and the work tree follows. ERR_MOVED when the branch is
 * elsewhere.
 */
int store_forward(struct store *store, const store_id *from,
	const store_id *to, struct err *err);
/* Set the name of a tag that was fetched to its object. ERR_REFUSED when the
 * name is taken. */
int store_take_tag(struct store *store, const struct store_tag *tag,
	struct err *err);

#endif
