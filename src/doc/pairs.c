/*
 * All pairs of a document, line by line; and whether one stood in an older
 * state of it.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/doc/pair.h"
#include "adref/text/words.h"

void
pairs_add_line(struct pairs *out, struct node *node, size_t *depth)
{
	struct brackets all = BRACKETS_INIT;

	if (node->pairs || node->residue_n)
		brackets_read_line(&all, node_str(node));
	for (size_t i = 0; i < all.n; i++) {
		struct pair pair;

		pair_of(&pair, node, &all, i);
		if (!pair.open || !pair.close)
			continue;
		*depth += all.at[i].opens ? 1 : (size_t)-1;
		if (!all.at[i].opens)
			continue;
		out->at = mem_grow(out->at, &out->cap, out->n + 1,
			sizeof(*out->at));
		out->at[out->n++] = (struct pair_row){ pair, *depth };
	}
	brackets_release(&all);
}

void
pairs_release(struct pairs *pairs)
{
	free(pairs->at);
	*pairs = (struct pairs){ NULL, 0, 0 };
}

/* Where a bracket of a line stood in an older line. */
static bool
carry_back(const struct node *now, const struct bracket *one,
	const struct node *old, size_t *off)
{
	if (str_same(node_str(now), node_str(old))) {
		*off = one->off;
		return true;
	}
	return words_carry(node_str(now), node_str(old), one->off, one->len,
		off);
}

bool
pair_stood_in(const struct pair *pair, const struct doc *old)
{
	struct node *open = doc_find(old, &pair->open->id);
	struct node *close = doc_find(old, &pair->close->id);
	struct brackets all = BRACKETS_INIT;
	size_t from, to;
	bool stood = false;

	if (!open || !close || !carry_back(pair->open, &pair->opener, open,
		&from) || !carry_back(pair->close, &pair->closer, close, &to))
		return false;
	brackets_read_line(&all, node_str(open));
	for (size_t i = 0; i < all.n; i++) {
		struct pair was;

		if (all.at[i].off != from || !all.at[i].opens)
			continue;
		pair_of(&was, open, &all, i);
		stood = was.close == close && was.closer.off == to;
	}
	brackets_release(&all);
	return stood;
}
