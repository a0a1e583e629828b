/*
 * What changed in the text since a draft, or since it was read last. Not for
 * other floors.
 */
#ifndef ADREF_SRC_SESSION_SINCE_H
#define ADREF_SRC_SESSION_SINCE_H

#include "adref/doc/diff.h"
#include "inside.h"

/* Whether a draft is one of the session's document: those of another than the
 * main one have its name before theirs. */
bool draft_is_of(const struct session *session, const struct draft *draft);

struct since {
	char *title;		/* `Draft 1, 10 June`, `D1+14, 17 June 10:42` */
	bool read;		/* it is when one read last */
	struct doc *old;	/* NULL: there is no such point */
	struct diff diff;	/* against the session's document */
};
/* That point as a comparison takes it, a draft by its title where that names
 * it; the caller frees. NULL when there is none. */
char *since_point(struct session *session);
/*
 * Since the text was looked at last by who reads it; else, or when that is not
 * known, since the last draft of the document, and of a text that is a draft
 * as it stands since the one before.
 */
int since_begin(struct since *out, struct session *session, struct err *err);
void since_end(struct since *since);
/* Append `Since Draft 1, 10 June`, `Since you last read (Draft 1, 10 June)`. */
void since_add_title(struct buf *out, const struct since *since,
	const struct session *session);
/* Append `1 reopened   41 wordings changed   15 brackets opened   12 lifted`. */
void since_add_counts(struct buf *out, const struct since *since,
	const struct session *session);

/* Append where, by the sections at the top: `A 12, B 29, elsewhere 2`; nothing
 * when nothing changed or there is no section. */
void since_add_sections(struct buf *out, const struct since *since);

#endif
