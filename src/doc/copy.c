/*
 * A copy of a whole document. Nothing is read anew: what was derived from the
 * lines is taken along, and only what points to other nodes is found again.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/notes.h"
#include "adref/doc/placeholder.h"
#include "tree.h"

static char *
copy_text(const char *text, size_t len)
{
	return text ? mem_text_len(text, len) : NULL;
}

/* Without its place in the tree, and what asking for names and words left. */
static struct node *
copy_node(const struct node *node)
{
	struct node *copy = mem_new(1, sizeof(*copy));

	*copy = *node;
	copy->line = copy_text(node->line, node->len);
	copy->label = node->label ? mem_text(node->label) : NULL;
	copy->file = node->file ? mem_text(node->file) : NULL;
	copy->parent = copy->first = copy->last = NULL;
	copy->next = copy->prev = copy->outer = NULL;
	copy->heard = NULL;
	copy->heard_own = copy->counted = false;
	copy->taken = NULL;
	copy->residue = NULL;
	if (node->residue_n) {
		copy->residue = mem_new(node->residue_n,
			sizeof(*copy->residue));
		memcpy(copy->residue, node->residue,
			node->residue_n * sizeof(*copy->residue));
	}
	for (size_t i = 0; i < node->residue_n; i++)
		copy->residue[i].mate = copy->residue[i].below = NULL;
	return copy;
}

static struct node *
append(struct doc *doc, struct node *parent, struct node *node)
{
	node->parent = parent;
	node->prev = parent->last;
	if (parent->last)
		parent->last->next = node;
	else
		parent->first = node;
	parent->last = node;
	if (!node_id_is_none(&node->id))
		ids_put(doc, node);
	return node;
}

static void
copy_below(struct doc *copy, struct node *to, const struct node *root)
{
	const struct node *at = root->first;

	while (at) {
		struct node *here = append(copy, to, copy_node(at));

		if (at->first) {
			to = here;
			at = at->first;
			continue;
		}
		while (at != root && !at->next) {
			at = at->parent;
			if (at != root)
				to = to->parent;
		}
		at = at == root ? NULL : at->next;
	}
}

struct doc *
doc_copy(const struct doc *doc)
{
	struct doc *copy = doc_new(doc->name);

	copy->ids_cap = doc->ids_cap;
	if (doc->ids_cap)
		copy->ids = mem_new(doc->ids_cap, sizeof(struct node *));
	copy_below(copy, copy->root, doc->root);
	copy_below(copy, copy->notes, doc->notes);
	copy->n = doc->n;
	copy->pairs = doc->pairs;
	copy->blanks = doc->blanks;
	copy->placeholders = doc->placeholders;
	placeholders_copy(copy, doc);
	copy->notes_from = doc->notes_from;
	notes_number(copy);
	return copy;
}
