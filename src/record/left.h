/*
 * Words that a merge could not put in are kept as open proposals.
 */
#ifndef ADREF_SRC_RECORD_LEFT_H
#define ADREF_SRC_RECORD_LEFT_H

#include "adref/doc/merge.h"
#include "inside.h"

/* Where they go, and of which act they are. */
struct left_filing {
	struct record *record;
	const struct act *act;
	const struct doc *ours;		/* the text they were to go into */
	struct proposal_edits *edits;	/* of the act */
};
/* Add one to the edits; its name is the last of theirs. */
int left_file(const struct left_filing *filing,
	const struct merge_left *left, struct err *err);

#endif
