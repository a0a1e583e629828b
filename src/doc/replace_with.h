/*
 * What comes in the place of words, read once: pieces that stand as they are,
 * and groups of the pattern.
 */
#ifndef ADREF_SRC_DOC_REPLACE_WITH_H
#define ADREF_SRC_DOC_REPLACE_WITH_H

#include "adref/doc/replace.h"

struct with_piece {
	struct str text;	/* borrowed from the wish; of a group empty */
	size_t group;
	bool is_group;
};
struct with {
	struct with_piece *at;
	size_t n, cap;
	struct buf what;	/* as it was typed */
	bool follows;		/* the case of the words that go */
	bool shouts;		/* and may come in capitals throughout */
};

/* -1: there is no such group, or a `$` means nothing; the text says where.
 * with_release() all the same. */
int with_read(struct with *out, const struct replace_wish *wish,
	const struct find *find, struct err *err);
void with_release(struct with *with);
/* Append what comes for the place that find found last in a line; gone: its
 * words without what is overlooked among them. */
void with_add(struct buf *out, const struct with *with,
	const struct find *find, struct str line, struct str gone);

#endif
