/*
 * What became of a proposal, in words for its party. Not for other floors.
 */
#ifndef ADREF_SRC_SESSION_BECAME_H
#define ADREF_SRC_SESSION_BECAME_H

#include "adref/doc/proposal.h"
#include "inside.h"

/* What the words are made from: set up once for several. */
struct became {
	struct session *session;
	const struct proposals *all;
	struct drafts drafts;		/* of the main document, with when */
	int64_t *times;			/* each was tagged text */
};
int became_begin(struct became *out, struct session *session,
	struct err *err);
void became_end(struct became *became);
/* The node it stands on now: where it was placed, else where it was filed;
 * NULL when that is gone, or is another document's. */
struct node *became_node(const struct became *became,
	const struct proposal *proposal);
/* Append `in the text since 17 June, in brackets (with USA/2)`; `not taken up
 * in Draft 2: covered by item B.3`; `open, nobody has spoken to it`. */
void became_add(struct buf *out, const struct became *became,
	const struct proposal *proposal);

#endif
