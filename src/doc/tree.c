/*
 * The tree's mechanics: links, counts, the table of ids. Callers are node.c
 * (building) and change.c (changing); nobody else links nodes.
 */
#include "tree.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/bracket.h"
#include "adref/text/token.h"

static uint64_t
id_hash(const node_id *id)
{
	uint64_t bits;

	memcpy(&bits, id->text, sizeof(bits));
	bits ^= bits >> 31;
	bits *= 0x9e3779b97f4a7c15u;
	return bits ^ bits >> 29;
}

static void
ids_insert(struct node **slots, size_t cap, struct node *node)
{
	size_t at = id_hash(&node->id) & (cap - 1);

	while (slots[at])
		at = (at + 1) & (cap - 1);
	slots[at] = node;
}

void
ids_put(struct doc *doc, struct node *node)
{
	if ((doc->ids_n + 1) * 3 > doc->ids_cap * 2) {
		size_t cap = doc->ids_cap ? doc->ids_cap * 2 : 64;
		struct node **slots = mem_new(cap, sizeof(*slots));

		for (size_t i = 0; i < doc->ids_cap; i++)
			if (doc->ids[i])
				ids_insert(slots, cap, doc->ids[i]);
		free(doc->ids);
		doc->ids = slots;
		doc->ids_cap = cap;
	}
	ids_insert(doc->ids, doc->ids_cap, node);
	doc->ids_n++;
}

/* Open addressing: what follows a freed slot is put in anew. */
void
ids_drop(struct doc *doc, struct node *node)
{
	size_t mask = doc->ids_cap - 1;
	size_t at = id_hash(&node->id) & mask;

	while (doc->ids[at] && doc->ids[at] != node)
		at = (at + 1) & mask;
	assert(doc->ids[at] == node);
	doc->ids[at] = NULL;
	doc->ids_n--;
	for (at = (at + 1) & mask; doc->ids[at]; at = (at + 1) & mask) {
		struct node *moved = doc->ids[at];

		doc->ids[at] = NULL;
		ids_insert(doc->ids, doc->ids_cap, moved);
	}
}

struct node *
doc_find(const struct doc *doc, const node_id *id)
{
	size_t mask = doc->ids_cap - 1;

	if (!doc->ids_cap || node_id_is_none(id))
		return NULL;
	for (size_t at = id_hash(id) & mask; doc->ids[at];
	     at = (at + 1) & mask)
		if (node_id_same(&doc->ids[at]->id, id))
			return doc->ids[at];
	return NULL;
}

void
node_count(struct doc *doc, struct node *node, bool in)
{
	size_t sign = in ? 1 : (size_t)-1;

	doc->n += sign;
	doc->pairs += sign * node->pairs;
	doc->blanks += sign * node->blanks;
	if (node_is_placeholder(node))
		doc->placeholders += sign;
	if (node->residue_n || node->kind == NODE_SECTION)
		doc->paired = false;
	if (node->marks || node->kind == NODE_NOTE)
		doc->numbered = false;
}

/* A table's delimiter row and a line without any bracket have nothing. */
static bool
may_have_brackets(const struct node *node)
{
	if (node->kind == NODE_TABLE)
		return false;
	return memchr(node->line, '[', node->len) ||
		memchr(node->line, ']', node->len) ||
		memchr(node->line, 0xEF, node->len);
}

static void
read_residue(struct doc *doc, struct node *node)
{
	const struct brackets *all = &doc->brackets;
	size_t n = all->closers + all->openers;

	if (!n)
		return;
	node->residue = mem_new(n, sizeof(*node->residue));
	for (size_t i = 0; i < all->n; i++) {
		const struct bracket *one = &all->at[i];

		if (one->mate != BRACKET_NONE)
			continue;
		node->residue[node->residue_n++] = (struct residue_end){
			.off = one->off, .len = one->len, .index = i,
			.opens = one->opens, .wide = one->wide,
		};
	}
}

/* Of pair i: whether it is one to fill, or stands next to an alternative. */
static void
read_pair(struct doc *doc, struct node *node, size_t i)
{
	const struct bracket *at = doc->brackets.at;
	size_t inside = at[i].off + at[i].len, mate = at[i].mate;
	struct str text = str_make(node->line + inside, at[mate].off - inside);

	node->pairs++;
	if (mate == i + 1 && bracket_is_blank(text))
		node->blanks++;
	if (mate + 1 < doc->brackets.n && at[mate + 1].opens &&
	    at[mate].off + at[mate].len + at[mate].attr_len ==
	    at[mate + 1].off)
		node->alternatives++;
}

static void
forget_heard(struct node *node)
{
	if (node->heard_own)
		free((char *)node->heard);
	node->heard = NULL;
	node->heard_own = false;
}

void
node_read_line(struct doc *doc, struct node *node)
{
	forget_heard(node);
	doc->heard_n = 0;
	free(node->residue);
	node->residue = NULL;
	node->residue_n = 0;
	node->pairs = node->blanks = node->alternatives = node->marks = 0;
	if (!may_have_brackets(node))
		return;
	tokens_read(&doc->tokens, node_str(node));
	brackets_read(&doc->brackets, &doc->tokens, node_str(node));
	read_residue(doc, node);
	for (size_t i = 0; i < doc->tokens.n; i++)
		node->marks += doc->tokens.at[i].kind == TOKEN_MARK;
	for (size_t i = 0; i < doc->brackets.n; i++)
		if (doc->brackets.at[i].opens &&
		    doc->brackets.at[i].mate != BRACKET_NONE)
			read_pair(doc, node, i);
}

static void
enter_one(struct doc *doc, struct node *node)
{
	node_read_line(doc, node);
	node_count(doc, node, true);
	if (doc->spans || doc->slips)
		doc->paired = false;	/* what is open where it stands? */
	if (!node_id_is_none(&node->id))
		ids_put(doc, node);
}

static void
leave_one(struct doc *doc, struct node *node)
{
	node_count(doc, node, false);
	doc->heard_n = 0;
	if (!node_id_is_none(&node->id))
		ids_drop(doc, node);
}

/* Call visit for node and all below it. */
static void
each_below(struct doc *doc, struct node *node,
	void (*visit)(struct doc *, struct node *))
{
	struct node *end = node_skip(node);

	for (struct node *at = node; at != end; at = node_next(at))
		visit(doc, at);
}

void
names_changed(struct node *node)
{
	for (; node; node = node->parent) {
		free(node->taken);
		node->taken = NULL;
		node->counted = false;
	}
}

void
node_link(struct doc *doc, struct node *node, struct node *parent,
	struct node *after)
{
	node->parent = parent;
	node->prev = after;
	node->next = after ? after->next : parent->first;
	if (node->next)
		node->next->prev = node;
	else
		parent->last = node;
	if (after)
		after->next = node;
	else
		parent->first = node;
	names_changed(parent);
	each_below(doc, node, enter_one);
}

void
node_unlink(struct doc *doc, struct node *node)
{
	each_below(doc, node, leave_one);
	names_changed(node->parent);
	if (node->prev)
		node->prev->next = node->next;
	else
		node->parent->first = node->next;
	if (node->next)
		node->next->prev = node->prev;
	else
		node->parent->last = node->prev;
	node->parent = node->prev = node->next = NULL;
}

static void
free_one(struct node *node)
{
	free(node->line);
	free(node->label);
	free(node->file);
	forget_heard(node);
	free(node->residue);
	free(node->taken);
	free(node);
}

/* Without recursion: a document may nest as deep as a file is long. */
void
node_free(struct node *node)
{
	struct node *top = node;

	while (node) {
		struct node *next;

		if (node->first) {
			next = node->first;
			node->first = NULL;
			node = next;
			continue;
		}
		next = node == top ? NULL : node->next ? node->next
			: node->parent;
		free_one(node);
		node = next;
	}
}

bool
node_is_top(const struct node *node)
{
	return !node->parent->parent;
}

node_id
node_parent_id(const struct node *node)
{
	return node_is_top(node) ? (node_id){ "" } : node->parent->id;
}

bool
node_same_parent(const struct node *a, const struct node *b)
{
	node_id left = node_parent_id(a), right = node_parent_id(b);

	return node_id_same(&left, &right);
}

bool
node_same_prev(const struct node *a, const struct node *b)
{
	if (!a->prev || !b->prev)
		return !a->prev && !b->prev;
	return node_id_same(&a->prev->id, &b->prev->id);
}

bool
node_same_rank(const struct node *a, const struct node *b)
{
	return a->kind == b->kind && a->level == b->level;
}
