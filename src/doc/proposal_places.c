/*
 * Proposals by node: an array in the order of the nodes' ids, searched by
 * halves.
 */
#include "adref/doc/proposal_places.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"

static void
add(struct proposal_places *out, const node_id *node,
	const struct proposal *proposal)
{
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = (struct proposal_place){ *node, proposal };
}

static bool
is_in_text(const struct proposal *proposal)
{
	return (proposal->fate == FATE_PLACED ||
		proposal->fate == FATE_MERGED) &&
		!node_id_is_none(&proposal->at);
}

static int
order(const void *left, const void *right)
{
	const struct proposal_place *a = left, *b = right;
	int by = strcmp(a->node.text, b->node.text);

	if (by)
		return by;
	by = (a->proposal->fate != FATE_OPEN) -
		(b->proposal->fate != FATE_OPEN);
	/* They are one array, in the order of their names. */
	return by ? by : (a->proposal > b->proposal) -
		(a->proposal < b->proposal);
}

void
proposal_places_read(struct proposal_places *out,
	const struct proposals *all, const char *doc)
{
	*out = (struct proposal_places){ NULL, 0, 0, 0 };
	for (size_t i = 0; i < all->n; i++) {
		const struct proposal *proposal = &all->at[i];

		if (strcmp(proposal->doc, doc) != 0)
			continue;
		out->open += proposal->fate == FATE_OPEN;
		add(out, &proposal->node, proposal);
		if (is_in_text(proposal) && !node_id_same(&proposal->at,
			&proposal->node))
			add(out, &proposal->at, proposal);
	}
	if (out->n > 1)
		qsort(out->at, out->n, sizeof(*out->at), order);
}

const struct proposal_place *
proposal_places_on(const struct proposal_places *places, const node_id *node,
	size_t *n)
{
	size_t from = 0, to = places->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (strcmp(places->at[middle].node.text, node->text) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	for (*n = 0; from + *n < places->n && node_id_same(
	     &places->at[from + *n].node, node); ++*n)
		;
	return *n ? &places->at[from] : NULL;
}

size_t
proposal_places_open(const struct proposal_places *places,
	const node_id *node)
{
	const struct proposal_place *at;
	size_t n, open = 0;

	at = proposal_places_on(places, node, &n);
	while (open < n && at[open].proposal->fate == FATE_OPEN)
		open++;
	return open;
}

static void
count(size_t out[PROPOSAL_FATES], const struct proposal_place *at, size_t n)
{
	for (size_t i = 0; i < n; i++)
		out[at[i].proposal->fate] += node_id_same(&at[i].node,
			&at[i].proposal->node);
}

void
proposal_places_count(size_t out[PROPOSAL_FATES],
	const struct proposal_places *places, const struct node *of)
{
	const struct node *end = of ? node_skip(of) : NULL;

	memset(out, 0, PROPOSAL_FATES * sizeof(*out));
	if (!of)
		count(out, places->at, places->n);
	for (const struct node *at = of; at && at != end;
	     at = node_next(at)) {
		const struct proposal_place *here;
		size_t n;

		here = proposal_places_on(places, &at->id, &n);
		count(out, here, n);
	}
}

void
proposal_places_release(struct proposal_places *places)
{
	free(places->at);
	*places = (struct proposal_places){ NULL, 0, 0, 0 };
}
