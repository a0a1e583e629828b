/*
 * Proposals in reading order: one pass over each text that has some.
 */
#include "adref/doc/proposal_order.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/proposal_places.h"

void
proposal_order_init(struct proposal_order *out, const struct proposals *all)
{
	*out = (struct proposal_order){ .all = all };
	out->at = mem_new(all->n, sizeof(*out->at));
	out->taken = mem_new(all->n, sizeof(*out->taken));
}

void
proposal_order_release(struct proposal_order *order)
{
	for (size_t i = 0; i < order->spots_n; i++)
		free(order->spots[i].address);
	free(order->spots);
	free(order->taken);
	free(order->at);
	*order = (struct proposal_order){ .all = NULL };
}

/* Where it stands now: where it was placed or merged, if that is there. */
static const node_id *
home_of(const struct doc *doc, const struct proposal *proposal)
{
	bool in_text = proposal->fate == FATE_PLACED ||
		proposal->fate == FATE_MERGED;

	return in_text && doc_find(doc, &proposal->at) ? &proposal->at
		: &proposal->node;
}

static size_t
add_spot(struct proposal_order *order, const char *doc, const node_id *node,
	struct str address)
{
	order->spots = mem_grow(order->spots, &order->spots_cap,
		order->spots_n + 1, sizeof(*order->spots));
	order->spots[order->spots_n] = (struct proposal_spot){ .doc = doc,
		.node = node ? *node : (node_id){ "" },
		.address = mem_text_len(address.at, address.len) };
	return order->spots_n++;
}

static void
add(struct proposal_order *order, const struct proposal *proposal,
	size_t spot)
{
	order->taken[proposal - order->all->at] = true;
	order->at[order->n++] = (struct proposal_ordered){ proposal, spot };
}

static void
add_node(struct proposal_order *order, const struct proposal_places *places,
	const struct doc *doc, const struct address_walk *walk)
{
	const struct node *node = walk->node;
	const struct proposal_place *at;
	size_t n, spot = 0;
	bool known = false;

	at = proposal_places_on(places, &node->id, &n);
	for (size_t i = 0; i < n; i++) {
		const struct proposal *proposal = at[i].proposal;

		if (!node_id_same(home_of(doc, proposal), &node->id))
			continue;
		if (!known)
			spot = add_spot(order, proposal->doc, &node->id,
				address_walk_text(walk));
		known = true;
		add(order, proposal, spot);
	}
}

void
proposal_order_doc(struct proposal_order *order, const char *name,
	const struct doc *doc)
{
	struct proposal_places places;
	struct address_walk walk;

	proposal_places_read(&places, order->all, name);
	address_walk_init(&walk, doc);
	while (places.n && address_walk_next(&walk))
		add_node(order, &places, doc, &walk);
	address_walk_release(&walk);
	proposal_places_release(&places);
}

/* By text and by what its place was called, then by name: they are one array. */
static int
by_place(const void *left, const void *right)
{
	const struct proposal *a = *(const struct proposal *const *)left;
	const struct proposal *b = *(const struct proposal *const *)right;
	int by = strcmp(a->doc, b->doc);

	by = by ? by : strcmp(a->address, b->address);
	by = by ? by : strcmp(a->node.text, b->node.text);
	return by ? by : (a > b) - (a < b);
}

static bool
same_place(const struct proposal *a, const struct proposal *b)
{
	return strcmp(a->doc, b->doc) == 0 &&
		strcmp(a->address, b->address) == 0 &&
		node_id_same(&a->node, &b->node);
}

void
proposal_order_rest(struct proposal_order *order)
{
	const struct proposal **rest = mem_new(order->all->n, sizeof(*rest));
	size_t n = 0, spot = 0;

	for (size_t i = 0; i < order->all->n; i++)
		if (!order->taken[i])
			rest[n++] = &order->all->at[i];
	if (n > 1)
		qsort(rest, n, sizeof(*rest), by_place);
	for (size_t i = 0; i < n; i++) {
		if (!i || !same_place(rest[i - 1], rest[i]))
			spot = add_spot(order, rest[i]->doc, NULL,
				str_of(rest[i]->address));
		add(order, rest[i], spot);
	}
	free(rest);
}
