/*
 * Of what differs between two points only a part: what stands in a place, what
 * was done for a party.
 */
#ifndef ADREF_RECORD_COMPARED_H
#define ADREF_RECORD_COMPARED_H

#include "adref/doc/diff.h"
#include "adref/record/proposal_changes.h"
#include "adref/record/record.h"

/* Two states of a document, and what differs. */
struct compared {
	struct diff *diff;
	struct proposal_changes *proposals;
	const struct doc *from, *to;
	const store_id *from_revision, *to_revision;
};
/* Leave the nodes that acts for a party (a code, CHAIR) touched between the two
 * points, and its proposals. */
int compared_keep_party(struct record *record,
	const struct compared *compared, const char *party, struct err *err);
/* Leave what stands, or stood, in a place; either may be NULL. */
void compared_keep_within(const struct compared *compared,
	const struct node *from, const struct node *to);

#endif
