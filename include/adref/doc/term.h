/*
 * How often words stand in a text, and how many of the places are in brackets:
 * where all or part of them stands in a pair, which may open and close in
 * other nodes. A bracket without a mate makes no place a bracketed one.
 */
#ifndef ADREF_DOC_TERM_H
#define ADREF_DOC_TERM_H

#include <stddef.h>

#include "adref/base/err.h"
#include "adref/doc/find.h"

struct term_count {
	size_t all, bracketed;
};
struct term_part {
	const struct node *section;	/* of the outermost ones; NULL: what
					 * stands before them; a note: the
					 * notes */
	struct term_count count;
};
struct term_counts {
	struct term_count total;
	struct term_part *parts;	/* those that have some, in order */
	size_t n, cap;
};

/* -1 when a limit of the pattern was reached. The document becomes paired.
 * term_counts_release() all the same. */
int term_count(struct term_counts *out, struct find *find,
	const struct find_range *range, struct err *err);
void term_counts_release(struct term_counts *counts);

#endif
