/*
 * Two changes of one document put together, node by node: what made `base`
 * into `theirs` is planned as changes of `ours`, the present text. Taking an
 * act back is that with its result as base and what it found as theirs.
 *
 * Nodes are joined by id. Lines go word by word (words_join()); a status, a
 * place or a level changes where ours left it as it was; what theirs added is
 * put where it stands in theirs, behind the nearest sibling that is still
 * there; what theirs dropped goes unless ours changed it or stands below it.
 * A change that ours made as well is not made again.
 */
#ifndef ADREF_DOC_THREE_WAY_H
#define ADREF_DOC_THREE_WAY_H

#include "adref/doc/changes.h"

enum clash_kind {
	CLASH_TEXT,	/* the same words were changed otherwise */
	CLASH_STATUS,	/* it has got another status */
	CLASH_PLACE,	/* it was moved, or its place went */
	CLASH_GONE,	/* it should change and is not there any more */
	CLASH_NEEDED,	/* it should go, and was changed, or stands above new
			 * text, or a new mark points to it */
	CLASH_TAKEN,	/* it should come, and its id or label is there */
	CLASH_NUMBERING	/* the first footnote has got another number */
};

struct clash {
	enum clash_kind kind;
	node_id node;		/* the one that is in the way; NUMBERING: none */
};

struct three_way {
	struct changes changes;	/* of ours; good only without a clash */
	struct clash *clashes;
	size_t clashes_n, clashes_cap;
};

void doc_three_way(struct three_way *out, const struct doc *base,
	const struct doc *theirs, const struct doc *ours);
void three_way_release(struct three_way *three_way);

#endif
