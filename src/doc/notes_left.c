/*
 * Footnotes whose last mark goes: a list of changes is looked at before it is
 * made, marks that go and marks that come are counted by label.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "adref/doc/notes.h"
#include "adref/text/token.h"

/* Marks of one note: by how many there are more, how many of those that go
 * stand in nodes that go. */
struct tally {
	long more;
	unsigned dropped;
};

struct counting {
	struct map tallies;	/* label -> struct tally, owned */
	struct tokens tokens;
};

static struct tally *
tally_of(struct counting *counting, struct str label)
{
	struct tally *tally = map_get(&counting->tallies, label);

	if (!tally) {
		tally = mem_new(1, sizeof(*tally));
		map_put(&counting->tallies, label, tally);
	}
	return tally;
}

static void
count(struct counting *counting, struct str line, int sign, bool dropped)
{
	if (str_find(line, 0, str_of("[^")) == line.len)
		return;
	tokens_read(&counting->tokens, line);
	for (size_t i = 0; i < counting->tokens.n; i++) {
		struct tally *tally;

		if (counting->tokens.at[i].kind != TOKEN_MARK)
			continue;
		tally = tally_of(counting, token_label(line,
			&counting->tokens.at[i]));
		tally->more += sign;
		tally->dropped += dropped;
	}
}

static void
count_line(void *ctx, const struct node *node, struct str line)
{
	if (node->kind == NODE_NOTE)
		return;
	count(ctx, node_str(node), -1, false);
	count(ctx, line, 1, false);
}

static void
count_change(struct counting *counting, const struct doc *doc,
	const struct change *change)
{
	const struct node *node;

	if (change->kind == CHANGE_ADD && change->as != NODE_NOTE)
		count(counting, str_of(change->come ? change->come : ""), 1,
			false);
	if (change->kind != CHANGE_DROP)
		return;
	node = doc_find(doc, &change->node);
	if (node && node->kind != NODE_NOTE)
		count(counting, node_str(node), -1, true);
}

static bool
is_dropped(const struct change *changes, size_t n, const struct node *note)
{
	for (size_t i = 0; i < n; i++)
		if (changes[i].kind == CHANGE_DROP &&
		    node_id_same(&changes[i].node, &note->id))
			return true;
	return false;
}

static void
counting_release(struct counting *counting)
{
	for (size_t i = 0; i < counting->tallies.cap; i++)
		if (counting->tallies.slots[i].key)
			free(counting->tallies.slots[i].value);
	map_release(&counting->tallies);
	tokens_release(&counting->tokens);
}

void
notes_left(struct notes_left *out, const struct doc *doc,
	const struct change *changes, size_t n)
{
	struct counting counting = { MAP_INIT, TOKENS_INIT };

	*out = (struct notes_left){ 0 };
	change_each_line(doc, changes, n, count_line, &counting);
	for (size_t i = 0; i < n; i++)
		count_change(&counting, doc, &changes[i]);
	for (struct node *at = notes_first(doc); at && counting.tallies.n;
	     at = notes_next(doc, at)) {
		const struct tally *tally = map_get(&counting.tallies,
			str_of(at->label));

		if (!tally || !at->marked ||
		    (long)at->marked + tally->more > 0 ||
		    is_dropped(changes, n, at))
			continue;
		out->at = mem_grow(out->at, &out->cap, out->n + 1,
			sizeof(*out->at));
		out->at[out->n++] = (struct note_left){ at,
			tally->dropped == at->marked };
	}
	counting_release(&counting);
}

void
notes_left_release(struct notes_left *left)
{
	free(left->at);
	*left = (struct notes_left){ 0 };
}
