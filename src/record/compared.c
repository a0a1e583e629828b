/*
 * Leaving only a part of a comparison. The changes tell what was done for whom;
 * proposals go with their party, and with the node they stand on.
 */
#include "adref/record/compared.h"

#include <string.h>

#include "adref/record/touches.h"

static const node_id *
id_of(const struct diff_entry *entry)
{
	return entry->to ? &entry->to->id : &entry->from->id;
}

/* Leave the proposals that are wanted; their nodes are known by them. */
static void
keep_proposals(struct proposal_changes *changes, bool (*wanted)(void *ctx,
	const struct proposal_change *change), void *ctx)
{
	size_t kept = 0;

	map_release(&changes->nodes);
	changes->nodes = (struct map)MAP_INIT;
	for (size_t i = 0; i < changes->n; i++) {
		if (!wanted(ctx, &changes->at[i]))
			continue;
		changes->at[kept++] = changes->at[i];
		map_put(&changes->nodes, str_of(changes->at[kept - 1]
			.node.text), changes);
	}
	changes->n = kept;
}

struct party_wish {
	const char *party;
	const struct touches *touches;
	const struct proposal_changes *proposals;
};

static bool
is_of_party(void *ctx, const struct proposal_change *change)
{
	const struct party_wish *wish = ctx;
	const struct proposal *of = change->to ? change->to : change->from;

	return strcmp(of->party, wish->party) == 0;
}

/* A node is left for what was done to it, or for proposals on it. */
static bool
is_for_party(void *ctx, struct diff_entry *entry)
{
	const struct party_wish *wish = ctx;

	if (!touches_of(wish->touches, id_of(entry)))
		entry->kinds &= DIFF_PROPOSAL;
	if (!map_get(&wish->proposals->nodes, str_of(id_of(entry)->text)))
		entry->kinds &= ~(unsigned)DIFF_PROPOSAL;
	return entry->kinds;
}

int
compared_keep_party(struct record *record, const struct compared *compared,
	const char *party, struct err *err)
{
	struct touches touches;
	struct party_wish wish = { party, &touches, compared->proposals };

	if (record_touches_for(record, compared->from_revision,
		compared->to_revision, party, &touches, err) < 0)
		return -1;
	keep_proposals(compared->proposals, is_of_party, &wish);
	diff_keep(compared->diff, is_for_party, &wish);
	touches_release(&touches);
	return 0;
}

static bool
is_left(void *ctx, const struct proposal_change *change)
{
	return map_get(ctx, str_of(change->node.text)) != NULL;
}

void
compared_keep_within(const struct compared *compared,
	const struct node *from, const struct node *to)
{
	const struct diff *diff = compared->diff;
	struct map left = MAP_INIT;

	diff_keep_within(compared->diff, from, to);
	for (size_t i = 0; i < diff->n; i++)
		if (diff->at[i].kinds & DIFF_PROPOSAL)
			map_put(&left, str_of(id_of(&diff->at[i])->text),
				&left);
	keep_proposals(compared->proposals, is_left, &left);
	map_release(&left);
}
