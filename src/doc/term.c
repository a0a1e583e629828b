/*
 * Counting words in and out of brackets: one pass in reading order that keeps
 * how many pairs are open where a line begins.
 */
#include "adref/doc/term.h"

#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/text/bracket.h"

struct counting {
	struct term_counts *out;
	struct find *find;
	size_t depth;		/* pairs open where the line begins */
	struct brackets all;
};

/* Whether a bracket of a line has a mate; residue: its residue's entry. */
static bool
has_mate(const struct node *node, const struct bracket *bracket,
	size_t *residue)
{
	return bracket->mate != BRACKET_NONE ||
		node->residue[(*residue)++].mate;
}

/* Whether a part of [from, to) stands in a pair. */
static bool
is_bracketed(const struct counting *counting, const struct node *node,
	size_t from, size_t to)
{
	size_t depth = counting->depth, residue = 0;

	for (size_t i = 0; i < counting->all.n; i++) {
		const struct bracket *bracket = &counting->all.at[i];

		if (bracket->off >= to)
			break;
		if (bracket->off >= from && depth)
			return true;
		if (has_mate(node, bracket, &residue))
			depth += bracket->opens ? 1 : (size_t)-1;
	}
	return depth > 0;
}

static const struct node *
part_of(const struct node *node)
{
	while (node->parent && node->parent->parent)
		node = node->parent;
	return node->kind == NODE_SECTION || node->kind == NODE_NOTE ? node
		: NULL;
}

static bool
is_part(const struct term_part *part, const struct node *section)
{
	return part->section == section || (section && part->section &&
		section->kind == NODE_NOTE &&
		part->section->kind == NODE_NOTE);
}

static void
add(struct term_counts *out, const struct node *node, bool bracketed)
{
	const struct node *section = part_of(node);
	struct term_part *part = out->n ? &out->parts[out->n - 1] : NULL;

	if (!part || !is_part(part, section)) {
		out->parts = mem_grow(out->parts, &out->cap, out->n + 1,
			sizeof(*out->parts));
		part = &out->parts[out->n++];
		*part = (struct term_part){ .section = section };
	}
	part->count.all++;
	part->count.bracketed += bracketed;
	out->total.all++;
	out->total.bracketed += bracketed;
}

static int
count_line(struct counting *counting, struct node *node, struct err *err)
{
	bool read = false;
	struct hit hit;
	size_t off = 0;
	int found;

	while ((found = find_in(counting->find, node, off, &hit, err)) > 0) {
		if (!read)
			brackets_read_line(&counting->all, node_str(node));
		read = true;
		add(counting->out, node, is_bracketed(counting, node,
			hit.from, hit.to));
		off = hit.to;
	}
	return found;
}

/* How many are open behind the line: only its residue goes on. */
static void
pass(struct counting *counting, const struct node *node)
{
	for (size_t i = 0; i < node->residue_n; i++)
		if (node->residue[i].mate)
			counting->depth += node->residue[i].opens ? 1
				: (size_t)-1;
}

static bool
is_in(const struct find_range *range, const struct node *node)
{
	return !range->within || node == range->within ||
		node_is_under(node, range->within);
}

int
term_count(struct term_counts *out, struct find *find,
	const struct find_range *range, struct err *err)
{
	struct counting counting = { .out = out, .find = find };
	struct node *at;
	int rc = 0;

	*out = (struct term_counts){ { 0, 0 }, NULL, 0, 0 };
	doc_pair(range->doc);
	for (at = doc_first(range->doc); at && rc == 0; at = node_next(at)) {
		if (is_in(range, at))
			rc = count_line(&counting, at, err);
		pass(&counting, at);
	}
	for (at = range->doc->notes->first; at && rc == 0; at = at->next) {
		counting.depth = 0;
		if (range->notes || at == range->within)
			rc = count_line(&counting, at, err);
	}
	brackets_release(&counting.all);
	return rc;
}

void
term_counts_release(struct term_counts *counts)
{
	free(counts->parts);
	*counts = (struct term_counts){ { 0, 0 }, NULL, 0, 0 };
}
