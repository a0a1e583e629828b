/*
 * What find.c and find_all.c share: words made ready to be looked for, and the
 * text they are looked for in, folded. Not for other files.
 */
#ifndef ADREF_SRC_DOC_FIND_INSIDE_H
#define ADREF_SRC_DOC_FIND_INSIDE_H

#include "adref/base/needle.h"
#include "adref/base/rx.h"
#include "adref/doc/find.h"

/* `first..last`, or words alone: then they are first, and last is empty. */
struct phrase {
	struct buf text;
	struct needle first, last;
	bool ranges;
};

struct find {
	unsigned flags;
	struct phrase folded;	/* looked for in what nodes keep */
	struct phrase cased;	/* FIND_CASE: in what is heard with case */
	bool beyond;		/* the words hold more than ASCII */
	struct rx *rx;		/* FIND_PATTERN */
	struct heard heard;
	size_t from, to;	/* of it: the place found last */
};

/* What is heard of a node, folded; kept until its line changes. */
struct str find_heard_of(struct find *find, struct node *node);
/* A phrase in what was heard, at or behind off: [*from, *to) of it. */
bool find_phrase(const struct phrase *phrase, struct str text, size_t off,
	bool whole, size_t *from, size_t *to);
/* find_all.c: count in what is heard already; limits as of find_range. */
void find_count_heard(struct find *find, const struct find_range *range,
	struct find_counts *out);

#endif
