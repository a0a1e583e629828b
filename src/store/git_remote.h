/*
 * Other repositories inside: how one is named, and what libgit2 is told when
 * it speaks to one. For git_*.c that fetch and push.
 */
#ifndef ADREF_SRC_STORE_GIT_REMOTE_H
#define ADREF_SRC_STORE_GIT_REMOTE_H

#include <git2.h>

#include "adref/store/remote.h"
#include "git.h"

/* git_fetch.c, git_push.c: what git_far.c hands on. */
int gitstore_fetch(struct store *store, const char *remote,
	const struct store_going *going, struct store_fetched *out,
	struct err *err);
int gitstore_push(struct store *store, const char *remote,
	const struct store_gift *gift, const struct store_going *going,
	struct err *err);
int gitstore_part(struct store *store, const store_id *a, const store_id *b,
	struct store_parting *out, struct err *err);

/* Where another repository is. */
struct git_far {
	char *url;		/* what libgit2 opens */
	char *folder;		/* when it is one of this machine; or NULL */
	char *called;		/* what a person calls it, safe */
	char *kept;		/* `refs/adref/sync/hub` */
};
int gitstore_far(struct git_store *git, const char *remote,
	struct git_far *out, struct err *err);
void gitstore_far_release(struct git_far *far);

/* To speak to a place as it is written: no setting makes it another. */
int gitstore_open_far(git_remote **out, struct git_store *git,
	const char *url);

/* A conversation: what is asked meanwhile, and how it ended. */
struct git_talk {
	const struct store_going *going;
	const char *does;	/* `received`, `given` */
	bool stopped;		/* the person did */
	bool keyless;		/* it asked for what is not given: */
	const char *lacks;	/* this */
	bool asked;		/* the agent was, once */
	struct buf refused;	/* what it said of the branch; "" */
};
void gitstore_talk(git_remote_callbacks *out, struct git_talk *talk);
/* Whether to begin with what it does; false: somebody wants it stopped. */
bool gitstore_talk_begin(struct git_talk *talk);
/* What went wrong, in words. */
int gitstore_talk_fail(struct git_talk *talk, const char *called,
	struct err *err);

/* Bring into a repository what another has, by whole names of its branch and
 * tags; no reference is written. */
int gitstore_download(struct git_store *git, const char *url,
	const git_strarray *names, struct git_talk *talk);

#endif
