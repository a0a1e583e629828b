/*
 * Whom an act stood with on proposals, when it was another party's.
 */
#ifndef ADREF_SRC_RECORD_STANDS_FOR_H
#define ADREF_SRC_RECORD_STANDS_FOR_H

#include "adref/record/proposals.h"
#include "inside.h"

struct stands_moving {
	struct record *record;
	const struct store_differences *acted;
	const struct history_entry *entry;
	const char *recorded;		/* codes; "": the Chair */
	const char *is, *right;
};
/* Move what the act said of proposals from the one party's table to the
 * other's. ERR_REFUSED when that cannot be. */
int stands_plan(const struct stands_moving *moving,
	struct proposal_edits *edits, struct err *err);

#endif
