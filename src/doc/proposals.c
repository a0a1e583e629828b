/*
 * Lists of proposals, by party and number.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/proposal.h"

void
proposals_release(struct proposals *proposals)
{
	for (size_t i = 0; i < proposals->n; i++)
		proposal_release(&proposals->at[i]);
	free(proposals->at);
	if (proposals->lender)
		proposals->release(proposals->lender);
	*proposals = (struct proposals){ 0 };
}

struct proposal *
proposals_add(struct proposals *proposals)
{
	proposals->at = mem_grow(proposals->at, &proposals->cap,
		proposals->n + 1, sizeof(*proposals->at));
	proposal_init(&proposals->at[proposals->n]);
	return &proposals->at[proposals->n++];
}

static int
by_name(const void *left, const void *right)
{
	const struct proposal *a = left, *b = right;
	int order = strcmp(a->party, b->party);

	return order ? order : (a->number > b->number) -
		(a->number < b->number);
}

void
proposals_sort(struct proposals *proposals)
{
	if (proposals->n)
		qsort(proposals->at, proposals->n, sizeof(*proposals->at),
			by_name);
}

struct proposal *
proposals_find(const struct proposals *proposals, struct str name)
{
	struct proposal wanted = { .number = 0 };
	char party[13];

	wanted.party = party;
	if (!proposals->n ||
	    !proposal_name_read(name, party, &wanted.number))
		return NULL;
	return bsearch(&wanted, proposals->at, proposals->n,
		sizeof(*proposals->at), by_name);
}

bool
proposal_is_on(const struct proposal *proposal, const char *doc,
	const node_id *node)
{
	return strcmp(proposal->doc, doc) == 0 &&
		(node_id_same(&proposal->node, node) ||
		node_id_same(&proposal->at, node));
}

size_t
proposals_open(const struct proposals *proposals, const char *doc)
{
	size_t n = 0;

	for (size_t i = 0; i < proposals->n; i++)
		n += proposals->at[i].fate == FATE_OPEN &&
			strcmp(proposals->at[i].doc, doc) == 0;
	return n;
}

size_t
proposals_on(const struct proposals *proposals, const char *doc,
	const node_id *node)
{
	size_t n = 0;

	for (size_t i = 0; i < proposals->n; i++)
		n += proposal_is_on(&proposals->at[i], doc, node);
	return n;
}
