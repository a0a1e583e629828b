/*
 * Presence: who has a negotiation open just now and where they are in it, for
 * those who follow on another screen and for the others who edit. It is beside
 * the history, never in it, and goes with the process that told it, however
 * that ends.
 *
 * One file for each editor, in <gitdir>/adref/presence (see adref-format(5)),
 * locked with flock(2) as long as the program runs and written over in its
 * place. Who only reads tells nothing: no file is made for them.
 */
#ifndef ADREF_RECORD_PRESENCE_H
#define ADREF_RECORD_PRESENCE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/str.h"
#include "adref/doc/node.h"
#include "adref/record/record.h"

enum { PRESENCE_NAME = 16 };

/* Owns its strings. */
struct presence {
	char *person;		/* the committer's name, safe to show */
	char party[13];		/* for whom; "" = the Chair */
	char *doc;		/* the document's name */
	node_id node;		/* or none */
	size_t off;		/* a byte of the node's line */
	bool typing;		/* in that paragraph */
	char journal[PRESENCE_NAME + 1];	/* what is typed
				 * (journal_peek()); "": nothing */
	struct {
		bool is;	/* what others follow stands still: */
		store_id revision;
		char *doc;
		node_id node;
		size_t off;
	} held;
};
/* Append the file's bytes. */
void presence_write(struct buf *out, const struct presence *presence);
/* Read them: they may be anybody's, or half of two. ERR_DAMAGED says what is
 * wrong. */
int presence_read(struct presence *out, struct str bytes, struct err *err);
void presence_release(struct presence *presence);

/*
 * One's own; *out is NULL, and that is no error, for a negotiation in memory
 * or open for reading only. What was left by those that run no more goes.
 */
struct present;
int present_open(struct present **out, struct record *record,
	struct err *err);
/* This is where one is now; others can see it when it returns 0. Cheap; what
 * is there already is not written again. */
int present_note(struct present *present, const struct presence *presence,
	struct err *err);
/* Under which name it is found; "" before the first note. */
const char *present_name(const struct present *present);
void present_close(struct present *present);

/* Those that are there now, the one that came to its place last at the end. */
struct presence_found {
	char name[PRESENCE_NAME + 1];
	int64_t time;		/* when they came there, in nanoseconds */
	struct presence presence;
};
struct presence_list {
	struct presence_found *at;
	size_t n, cap;
};
int presence_find(struct record *record, struct presence_list *out,
	struct err *err);
/* One of them again: ERR_MISSING when it is there no more. */
int presence_find_one(struct record *record, const char *name,
	struct presence *out, struct err *err);
/* What changes when one of them moves or types, and when the text does. */
void presence_paths(struct record *record, const char *name,
	void (*each)(void *ctx, const char *path), void *ctx);
void presence_list_release(struct presence_list *list);

#endif
