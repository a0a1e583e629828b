/*
 * The pairing rule over a document. One pass over the residues that the nodes
 * keep: nothing is tokenised here.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/doc/node.h"

struct opener {
	struct node *node;
	size_t index;		/* in the node's residue */
};

struct pairing {
	struct opener *stack;
	size_t n, cap;
	size_t slips, spans;
};

/* The innermost opener that is open now; none: node NULL. */
static struct opener
top_of(const struct pairing *pairing)
{
	return pairing->n ? pairing->stack[pairing->n - 1]
		: (struct opener){ NULL, 0 };
}

static void
push(struct pairing *pairing, struct node *node, size_t index)
{
	struct opener below = top_of(pairing);

	node->residue[index].below = below.node;
	node->residue[index].below_index = below.index;
	pairing->stack = mem_grow(pairing->stack, &pairing->cap,
		pairing->n + 1, sizeof(*pairing->stack));
	pairing->stack[pairing->n++] = (struct opener){ node, index };
}

static void
pop(struct pairing *pairing, struct node *node, size_t index)
{
	struct opener top;

	if (!pairing->n) {
		pairing->slips++;
		return;
	}
	top = pairing->stack[--pairing->n];
	top.node->residue[top.index].mate = node;
	top.node->residue[top.index].mate_index = index;
	node->residue[index].mate = top.node;
	node->residue[index].mate_index = top.index;
	pairing->spans++;
}

static void
pair_node(struct pairing *pairing, struct node *node)
{
	for (size_t i = 0; i < node->residue_n; i++) {
		node->residue[i].mate = NULL;
		if (node->residue[i].opens)
			push(pairing, node, i);
		else
			pop(pairing, node, i);
	}
}

/* Leaving a section: the openers pushed inside it stay without a mate. */
static void
leave(struct pairing *pairing, const struct node *section)
{
	while (pairing->n && node_is_under(
		pairing->stack[pairing->n - 1].node, section)) {
		pairing->n--;
		pairing->slips++;
	}
}

/* Leave every section that ends between node and the next in reading order. */
static void
leave_ended(struct pairing *pairing, const struct node *node,
	const struct node *next)
{
	const struct node *common = next ? next->parent : NULL;

	if (!pairing->n || node->first)
		return;
	for (; node && node != common; node = node->parent)
		if (node->kind == NODE_SECTION && node->parent)
			leave(pairing, node);
}

void
doc_pair(struct doc *doc)
{
	struct pairing pairing = { 0 };
	struct node *next;

	if (doc->paired)
		return;
	for (struct node *at = doc_first(doc); at; at = next) {
		struct opener outer = top_of(&pairing);

		at->outer = outer.node;
		at->outer_index = outer.index;
		if (at->residue_n)
			pair_node(&pairing, at);
		next = node_next(at);
		leave_ended(&pairing, at, next);
	}
	pairing.slips += pairing.n;
	for (struct node *at = doc->notes->first; at; at = at->next) {
		pairing.n = 0;
		pair_node(&pairing, at);
		pairing.slips += pairing.n;
	}
	free(pairing.stack);
	doc->slips = pairing.slips;
	doc->spans = pairing.spans;
	doc->paired = true;
}
