/*
 * Two states of a document, joined by id. The order of the result is the
 * reading order of the later state; what is gone is told where it stood. How
 * lines differ is in diff_line.c.
 */
#include "adref/doc/diff.h"

#include <stdint.h>
#include <stdlib.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/guard.h"
#include "diff_line.h"
#include "order.h"
#include "tree.h"

#define NONE ((size_t)-1)

/* One state in reading order, notes last. */
struct state {
	const struct doc *doc;
	const struct node **at;
	size_t n, body_n;
	struct map index;	/* id -> index + 1 */
};

/*
 * What is gone, by where it stood: slot 2i is below node i of `to`, before its
 * children; 2i + 1 behind all of it; then the top of the body and the notes.
 */
struct gone {
	size_t *slot;		/* of each node of from; NONE: still there */
	size_t *head, *tail;	/* of each slot: indices of from */
	size_t *next;
};

struct compare {
	struct diff *out;
	struct state from, to;
	bool *moved;		/* by index of to */
	const struct map *proposals;	/* nodes that some are on, or NULL */
	struct gone gone;
};

const char *
diff_kind_word(enum diff_kind kind)
{
	switch (kind) {
	case DIFF_REOPENED: return "reopened";
	case DIFF_ADDED: return "added";
	case DIFF_REMOVED: return "removed";
	case DIFF_TEXT: return "text";
	case DIFF_BRACKET: return "bracket";
	case DIFF_ATTRIBUTION: return "attribution";
	case DIFF_FOOTNOTE: return "footnote";
	case DIFF_STATUS: return "status";
	case DIFF_MOVED: return "moved";
	case DIFF_RENUMBERED: return "renumbered";
	case DIFF_PROPOSAL: return "proposal";
	case DIFF_KINDS: break;
	}
	return "";
}

static void
state_add(struct state *state, const struct node *node)
{
	state->at[state->n++] = node;
	map_put(&state->index, str_of(node->id.text),
		(void *)(uintptr_t)state->n);
}

static void
state_init(struct state *state, const struct doc *doc)
{
	*state = (struct state){ .doc = doc };
	state->at = mem_new(doc ? doc->n : 0, sizeof(*state->at));
	if (!doc)
		return;
	for (const struct node *at = doc_first(doc); at; at = node_next(at))
		state_add(state, at);
	state->body_n = state->n;
	for (const struct node *at = doc->notes->first; at; at = at->next)
		state_add(state, at);
}

static void
state_release(struct state *state)
{
	map_release(&state->index);
	free(state->at);
}

/* The index of the same node in a state, NONE when it is not there. */
static size_t
index_in(const struct state *state, const struct node *node)
{
	uintptr_t found = (uintptr_t)map_get(&state->index,
		str_of(node->id.text));

	return found ? (size_t)found - 1 : NONE;
}

static const struct node *
same_in(const struct state *state, const struct node *node)
{
	size_t index = index_in(state, node);

	return index == NONE ? NULL : state->at[index];
}

/* Of the children of one node in `to`: those that left their order. */
static void
mark_children(struct compare *compare, const struct node *first)
{
	size_t n = 0, *was, *is;
	bool *stays;

	for (const struct node *at = first; at; at = at->next)
		n++;
	was = mem_new(n, sizeof(*was));
	is = mem_new(n, sizeof(*is));
	stays = mem_new(n, sizeof(*stays));
	n = 0;
	for (const struct node *at = first; at; at = at->next) {
		size_t from = index_in(&compare->from, at);
		size_t to = index_in(&compare->to, at);
		const struct node *old;

		if (from == NONE)
			continue;
		old = compare->from.at[from];
		compare->moved[to] = !node_same_parent(old, at) ||
			old->kind != at->kind || old->level != at->level;
		if (!node_same_parent(old, at))
			continue;
		was[n] = from;
		is[n++] = to;
	}
	order_rising(was, n, stays);
	for (size_t i = 0; i < n; i++)
		compare->moved[is[i]] |= !stays[i];
	free(was);
	free(is);
	free(stays);
}

static void
mark_moved(struct compare *compare)
{
	compare->moved = mem_new(compare->to.n, sizeof(*compare->moved));
	if (!compare->to.doc || !compare->from.doc)
		return;
	mark_children(compare, doc_first(compare->to.doc));
	for (size_t i = 0; i < compare->to.body_n; i++)
		if (compare->to.at[i]->first)
			mark_children(compare, compare->to.at[i]->first);
}

/* Where a node that is gone stood, as a slot. */
static size_t
gone_slot(const struct compare *compare, const struct node *node)
{
	const struct node *at, *kept;
	size_t index;

	for (at = node->prev; at; at = at->prev) {
		kept = same_in(&compare->to, at);
		if (!kept)
			return compare->gone.slot[index_in(&compare->from,
				at)];
		if (node_same_parent(kept, at))
			return 2 * index_in(&compare->to, at) + 1;
	}
	if (!node->parent->parent)
		return 2 * compare->to.n + (node->kind == NODE_NOTE);
	index = index_in(&compare->to, node->parent);
	return index == NONE ? compare->gone.slot[index_in(&compare->from,
		node->parent)] : 2 * index;
}

static void
collect_gone(struct compare *compare)
{
	struct gone *gone = &compare->gone;
	size_t slots = 2 * compare->to.n + 2, n = compare->from.n;

	gone->slot = mem_new(n, sizeof(*gone->slot));
	gone->next = mem_new(n, sizeof(*gone->next));
	gone->head = mem_new(slots, sizeof(*gone->head));
	gone->tail = mem_new(slots, sizeof(*gone->tail));
	for (size_t i = 0; i < slots; i++)
		gone->head[i] = NONE;
	for (size_t i = 0; i < n; i++) {
		size_t slot;

		gone->slot[i] = gone->next[i] = NONE;
		if (index_in(&compare->to, compare->from.at[i]) != NONE)
			continue;
		slot = gone_slot(compare, compare->from.at[i]);
		gone->slot[i] = slot;
		if (gone->head[slot] == NONE)
			gone->head[slot] = i;
		else
			gone->next[gone->tail[slot]] = i;
		gone->tail[slot] = i;
	}
}

static void
add_entry(struct diff *out, const struct node *from, const struct node *to,
	unsigned kinds)
{
	if (!kinds)
		return;
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = (struct diff_entry){ from, to, kinds };
	for (size_t i = 0; i < DIFF_KINDS; i++)
		out->counts[i] += kinds >> i & 1;
}

static unsigned
proposed(const struct compare *compare, const struct node *node)
{
	return compare->proposals && map_get(compare->proposals,
		str_of(node->id.text)) ? DIFF_PROPOSAL : 0;
}

static void
add_gone(struct compare *compare, size_t slot)
{
	size_t at = compare->gone.head[slot];

	for (; at != NONE; at = compare->gone.next[at]) {
		const struct node *node = compare->from.at[at];

		add_entry(compare->out, node, NULL, DIFF_REMOVED |
			(status_is_agreed(node->status) ? DIFF_REOPENED : 0) |
			proposed(compare, node));
	}
}

unsigned
doc_diff_node(const struct node *from, const struct node *to)
{
	unsigned kinds;

	if (!from)
		return DIFF_ADDED;
	kinds = diff_line(from, to);
	if (from->status != to->status)
		kinds |= DIFF_STATUS;
	if (status_is_agreed(from->status) && (!status_is_agreed(to->status) ||
	    !guard_same(node_str(from), node_str(to))))
		kinds |= DIFF_REOPENED;
	if (!node_same_parent(from, to))
		kinds |= DIFF_MOVED;
	if (to->label && from->label && !str_is(str_of(to->label),
		from->label))
		kinds |= DIFF_RENUMBERED;
	return kinds;
}

static void
add_node(struct compare *compare, size_t index)
{
	const struct node *to = compare->to.at[index];
	const struct node *from = same_in(&compare->from, to);
	unsigned kinds = proposed(compare, to) | doc_diff_node(from, to);

	if (from && compare->moved[index])
		kinds |= DIFF_MOVED;
	add_entry(compare->out, from, to, kinds);
}

/* A node of `to`, and behind it what stood behind whatever ends with it. */
static void
add_with_gone(struct compare *compare, size_t index)
{
	const struct node *at = compare->to.at[index];

	add_node(compare, index);
	add_gone(compare, 2 * index);
	if (at->first)
		return;
	for (; at->parent; at = at->parent) {
		add_gone(compare, 2 * index_in(&compare->to, at) + 1);
		if (at->next || !at->parent->parent)
			break;
	}
}

void
doc_diff(struct diff *out, const struct doc *from, const struct doc *to)
{
	doc_diff_proposed(out, from, to, NULL);
}

void
doc_diff_proposed(struct diff *out, const struct doc *from,
	const struct doc *to, const struct map *proposals)
{
	struct compare compare = { .out = out, .proposals = proposals };

	*out = (struct diff){ .at = NULL };
	state_init(&compare.from, from);
	state_init(&compare.to, to);
	mark_moved(&compare);
	collect_gone(&compare);
	add_gone(&compare, 2 * compare.to.n);
	for (size_t i = 0; i < compare.to.body_n; i++)
		add_with_gone(&compare, i);
	add_gone(&compare, 2 * compare.to.n + 1);
	for (size_t i = compare.to.body_n; i < compare.to.n; i++)
		add_with_gone(&compare, i);
	free(compare.moved);
	free(compare.gone.slot);
	free(compare.gone.head);
	free(compare.gone.tail);
	free(compare.gone.next);
	state_release(&compare.from);
	state_release(&compare.to);
}

void
diff_add_what(struct buf *out, const struct diff_entry *entry)
{
	if (entry->kinds & DIFF_REOPENED)
		buf_add_text(out, "reopened: ");
	if (entry->kinds & DIFF_MOVED && entry->from) {
		buf_add_text(out, "moved here from ");
		address_add(out, entry->from);
		buf_add_text(out, ": ");
	}
	if (entry->kinds & DIFF_STATUS && entry->from && entry->to)
		buf_add_format(out, "%s, was %s: ",
			status_word(entry->to->status),
			status_word(entry->from->status));
}

void
diff_add_reopened(struct diff *diff, const struct node *from,
	const struct node *to)
{
	for (size_t i = 0; i < diff->n; i++) {
		struct diff_entry *entry = &diff->at[i];

		if (entry->from != from || entry->to != to)
			continue;
		if (!(entry->kinds & DIFF_REOPENED))
			diff->counts[0]++;
		entry->kinds |= DIFF_REOPENED;
		return;
	}
	add_entry(diff, from, to, DIFF_REOPENED);
}

void
diff_sort_reopened(struct diff *diff)
{
	struct diff_entry *sorted = mem_new(diff->n, sizeof(*sorted));
	size_t n = 0;

	for (unsigned first = DIFF_REOPENED;; first = 0) {
		for (size_t i = 0; i < diff->n; i++)
			if ((diff->at[i].kinds & DIFF_REOPENED) == first)
				sorted[n++] = diff->at[i];
		if (!first)
			break;
	}
	for (size_t i = 0; i < n; i++)
		diff->at[i] = sorted[i];
	free(sorted);
}

void
diff_release(struct diff *diff)
{
	free(diff->at);
	*diff = (struct diff){ .at = NULL };
}
