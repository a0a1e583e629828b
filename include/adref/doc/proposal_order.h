/*
 * The proposals of a negotiation in reading order, with where each of them
 * stands now: where it was placed or merged, if that is in the text, else
 * where it was filed. Texts are gone through one after another, in the order
 * in which the caller names them; what is found in none of them comes last.
 *
 *	proposal_order_init(&order, all);
 *	proposal_order_doc(&order, "outcome", outcome);
 *	proposal_order_doc(&order, "agenda", agenda);
 *	proposal_order_rest(&order);
 */
#ifndef ADREF_DOC_PROPOSAL_ORDER_H
#define ADREF_DOC_PROPOSAL_ORDER_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/doc/proposal.h"

/* A node that proposals stand on. */
struct proposal_spot {
	const char *doc;	/* borrowed from a proposal */
	node_id node;		/* none: it is not in the text any more */
	char *address;		/* now, or when the proposal was filed */
};
struct proposal_ordered {
	const struct proposal *of;
	size_t spot;
};
struct proposal_order {
	const struct proposals *all;	/* borrowed */
	struct proposal_ordered *at;
	size_t n;
	struct proposal_spot *spots;
	size_t spots_n, spots_cap;
	bool *taken;		/* of all */
};

void proposal_order_init(struct proposal_order *out,
	const struct proposals *all);
/* Those of a text: of each node the open ones first. */
void proposal_order_doc(struct proposal_order *order, const char *name,
	const struct doc *doc);
/* Those that were found in no text, by what their places were called. */
void proposal_order_rest(struct proposal_order *order);
void proposal_order_release(struct proposal_order *order);

#endif
