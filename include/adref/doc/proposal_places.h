/*
 * Which proposals stand on which node of one document: where they were filed,
 * and where they were placed or merged. Made once for a state of the
 * proposals, and then looked up.
 */
#ifndef ADREF_DOC_PROPOSAL_PLACES_H
#define ADREF_DOC_PROPOSAL_PLACES_H

#include <stddef.h>

#include "adref/doc/proposal.h"

struct proposal_place {
	node_id node;
	const struct proposal *proposal;
};

/* By node; of one node the open ones first, then by party and number. */
struct proposal_places {
	struct proposal_place *at;
	size_t n, cap;
	size_t open;		/* proposals of the document that are */
};

/* Those of a document, borrowed from all. */
void proposal_places_read(struct proposal_places *out,
	const struct proposals *all, const char *doc);
/* Those on a node: *n of them from the pointer on; NULL when there are none. */
const struct proposal_place *proposal_places_on(
	const struct proposal_places *places, const node_id *node, size_t *n);
/* How many of them are open. */
size_t proposal_places_open(const struct proposal_places *places,
	const node_id *node);
/* How many have which fate, each counted where it was filed: on a node or
 * below it; NULL: all, wherever their nodes have gone. */
enum { PROPOSAL_FATES = FATE_DECLINED + 1 };
void proposal_places_count(size_t out[PROPOSAL_FATES],
	const struct proposal_places *places, const struct node *of);
void proposal_places_release(struct proposal_places *places);

#endif
