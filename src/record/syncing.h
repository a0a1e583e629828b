/*
 * Joining what two desks have: what the files of it share. Start in sync.c.
 */
#ifndef ADREF_SRC_RECORD_SYNCING_H
#define ADREF_SRC_RECORD_SYNCING_H

#include "adref/doc/merge.h"
#include "adref/record/sync.h"
#include "inside.h"

/* What one side made of the base. */
struct side {
	store_id revision;
	struct store_differences files;
	struct map by_path;		/* struct store_difference */
	struct store_paths names;	/* of its documents */
};

struct syncing {
	struct record *record;
	const char *from;		/* what the other one is called */
	store_id base;
	struct side ours, theirs;
	struct puts puts;		/* what is written over ours */
	struct proposal_edits left;	/* what could not be put in */
	struct map renamed;		/* `IND/3` of ours -> `IND/5` */
	struct buf trailers;
	struct synced *out;
};

/* Say one line. */
void sync_say(struct synced *out, const char *format, ...)
	__attribute__((format(printf, 2, 3)));
/* What a side made of a file; NULL: it is as in the base. */
const struct store_difference *side_file(const struct side *side,
	const char *path);
/* Append the bytes of a blob; nothing for none. */
int sync_read(const struct syncing *syncing, const store_id *blob,
	struct buf *out, struct err *err);
/* The file becomes what it is there. */
int sync_take(struct syncing *syncing, const struct store_difference *there,
	struct err *err);

/* sync_join.c: fill puts, left and trailers, and say what is to be said. */
int sync_join(struct syncing *syncing, struct err *err);
/* sync_doc.c: a document that both sides changed. */
int sync_doc(struct syncing *syncing, const char *name, struct err *err);
/* sync_proposals.c: numbers that both have given, before any file is looked
 * at; then a proposal that both have changed. */
int sync_renumber(struct syncing *syncing, struct err *err);
int sync_proposal(struct syncing *syncing,
	const struct store_difference *there, struct err *err);
bool sync_is_proposal(const char *path, char party[13], unsigned *number);
/* sync_table.c: a table that either changed; there and here may be NULL. */
int sync_table(struct syncing *syncing, const char *path, struct err *err);

#endif
