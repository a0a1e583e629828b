/*
 * Why bullets are left empty, as the negotiation keeps it: placeholders.tsv.
 * Documents that are read know it (doc/placeholder.h).
 */
#ifndef ADREF_RECORD_PLACEHOLDERS_H
#define ADREF_RECORD_PLACEHOLDERS_H

#include "adref/record/proposals.h"

struct placeholder_reason {
	const char *doc;
	node_id node;
	const char *reason;	/* "": none any more */
	const char *by, *on;	/* a code; when, as a proposal's `filed` */
};
/* The file of an act that gives a reason. */
int placeholder_edits_reason(struct proposal_edits *edits,
	struct record *record, const struct placeholder_reason *why,
	struct err *err);

#endif
