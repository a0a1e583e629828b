/*
 * What changed in the text since a draft. Not for other floors.
 */
#ifndef ADREF_SRC_SESSION_SINCE_H
#define ADREF_SRC_SESSION_SINCE_H

#include "adref/doc/diff.h"
#include "inside.h"

/* Whether a draft is one of the session's document: those of another than the
 * main one have its name before theirs. */
bool draft_is_of(const struct session *session, const struct draft *draft);

struct since {
	char *title;		/* `Draft 1, 10 June` */
	struct doc *old;	/* NULL: there is no such draft */
	struct diff diff;	/* against the session's document */
};
/* The draft below as a point, by its title where that names it; the caller
 * frees. NULL when there is none. */
char *since_point(struct session *session);
/*
 * Since the last draft of the document, and of a text that is a draft as it
 * stands since the one before.
 */
int since_begin(struct since *out, struct session *session, struct err *err);
void since_end(struct since *since);
/* Append `1 reopened   41 wordings changed   15 brackets opened   12 lifted`. */
void since_add_counts(struct buf *out, const struct since *since,
	const struct session *session);

#endif
