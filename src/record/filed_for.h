/*
 * What an act filed, when it was another party's: under the right party each
 * proposal gets a name of its own, with all that was filed, who stands with it
 * and what became of it; the one of the wrong party stays as filed, withdrawn,
 * and says which it is now.
 */
#ifndef ADREF_SRC_RECORD_FILED_FOR_H
#define ADREF_SRC_RECORD_FILED_FOR_H

#include "adref/doc/voice.h"
#include "adref/record/proposals.h"
#include "inside.h"

struct filed_moving {
	struct record *record;
	const struct store_differences *acted;
	const struct history_entry *entry;
	const char *recorded;		/* code; "": the Chair */
	const struct voice *right;
};
struct filed_moved {
	struct buf names;	/* `DEU/1 is FRA/1`, several with commas */
	store_id placed;	/* the act that put one into the text; none */
	char by[13];		/* whose it was in that act: a code */
	size_t n;
};
/*
 * ERR_REFUSED when the act gave a proposal another wording or withdrew it, or
 * when several acts have put into the text what it filed.
 */
int filed_plan(const struct filed_moving *moving,
	struct proposal_edits *edits, struct filed_moved *out,
	struct err *err);
void filed_moved_release(struct filed_moved *moved);

#endif
