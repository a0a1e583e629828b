/*
 * Paragraphs that one side parted or joined, merged with what the other did to
 * their words: all of them are one line on each side, in which the end of a
 * paragraph is a token that comes or goes like any other.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/guard.h"
#include "adref/text/number.h"
#include "adref/text/words.h"
#include "merge_inside.h"

enum { PARTS_MAX = 8 };

/* How alike the words must be for a paragraph to be a part of another. */
static const double alike = 0.7, better = 0.05;

/* The nodes of one side, from the first one on, and their words. */
struct parts {
	const struct node *at[PARTS_MAX];
	size_t n;
	struct buf line;	/* all of them */
};

/* A paragraph with those that were parted from it, or joined with it. */
struct cluster {
	struct merger *merger;
	const struct node *base;
	size_t joined;		/* how many behind it, by either */
	struct parts was, ours, theirs;
};

static bool
is_text(const struct node *node)
{
	return node->kind == NODE_PARAGRAPH || node->kind == NODE_ITEM;
}

/* The number that a new part was given is no word of the old one. */
static size_t
words_start(const struct node *node)
{
	struct number number;

	return number_read(&number, node_str(node)) ? number.end : 0;
}

static void
add_words(struct buf *out, const struct node *node, bool all)
{
	if (out->len)
		buf_add_char(out, ' ');
	buf_add_str(out, str_from(node_str(node), all ? 0
		: words_start(node)));
}

/* How many behind a node of the base were joined with it on a side. */
static size_t
count_joined(const struct node *base, const struct doc *side)
{
	const struct node *here = doc_find(side, &base->id);
	const struct node *at = base->next;
	struct buf line = BUF_INIT;
	double last = words_likeness(node_str(base), node_str(here));
	size_t n = 0;

	add_words(&line, base, true);
	for (; at && is_text(at) && !doc_find(side, &at->id) &&
	     n + 1 < PARTS_MAX; at = at->next) {
		double now;

		add_words(&line, at, false);
		now = words_likeness(buf_str(&line), node_str(here));
		if (now < alike || now < last + better)
			break;
		last = now;
		n++;
	}
	buf_release(&line);
	return n;
}

/* How many behind a node of a side were parted from it. */
static size_t
count_parted(const struct node *base, const struct doc *side,
	const struct doc *old)
{
	const struct node *here = doc_find(side, &base->id);
	struct buf line = BUF_INIT;
	double last = words_likeness(node_str(base), node_str(here));
	size_t n = 0;

	add_words(&line, here, true);
	for (const struct node *at = here->next; at && is_text(at) &&
	     !doc_find(old, &at->id) && n + 1 < PARTS_MAX; at = at->next) {
		double now;

		add_words(&line, at, false);
		now = words_likeness(node_str(base), buf_str(&line));
		if (now < alike || now < last + better)
			break;
		last = now;
		n++;
	}
	buf_release(&line);
	return n;
}

static bool
add_part(struct parts *parts, const struct node *node, size_t start)
{
	if (parts->n == PARTS_MAX)
		return false;
	if (parts->n)
		buf_add_char(&parts->line, MERGE_LINE_END);
	buf_add_str(&parts->line, str_trim(str_from(node_str(node), start)));
	parts->at[parts->n++] = node;
	return true;
}

/* The nodes of the cluster that a side has. */
static bool
list_parts(struct parts *parts, const struct cluster *cluster,
	const struct doc *side, size_t parted)
{
	const struct node *first = doc_find(side, &cluster->base->id);
	const struct node *at = first->next;
	bool fits = add_part(parts, first, 0);

	for (; parted; parted--, at = at->next)
		fits = fits && add_part(parts, at, words_start(at));
	at = cluster->base->next;
	for (size_t i = 0; i < cluster->joined; i++, at = at->next) {
		const struct node *here = doc_find(side, &at->id);

		if (here)
			fits = fits && add_part(parts, here, 0);
	}
	return fits;
}

/* Where an end of a paragraph of a side is among those of the result. */
static const struct node *
part_at(const struct parts *parts, struct str result, size_t off)
{
	size_t part = 0;

	for (size_t i = 0; i < parts->line.len; i++) {
		size_t there;

		if (parts->line.data[i] != MERGE_LINE_END)
			continue;
		part++;
		if (words_carry(buf_str(&parts->line), result, i, 1, &there)
		    && there == off)
			return parts->at[part];
	}
	return NULL;
}

/* What a part reads from now on, with the number it was given. */
static void
settle(struct merger *merger, const struct node *node, struct str words)
{
	struct buf line = BUF_INIT;

	if (!doc_find(merger->base, &node->id))
		buf_add_str(&line, str_part(node_str(node), 0,
			words_start(node)));
	buf_add_str(&line, str_trim(words));
	free(map_put(&merger->lines, str_of(node->id.text),
		buf_take(&line)));
}

static bool
is_among(const struct node *node, const struct node *const *nodes, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (node_id_same(&nodes[i]->id, &node->id))
			return true;
	return false;
}

/* The merged line in its parts, each for its node; false when one is nobody's:
 * then none is settled. */
static bool
settle_all(struct cluster *cluster, struct str result)
{
	const struct node *nodes[2 * PARTS_MAX] = { cluster->base };
	struct str end = str_make((const char[]){ MERGE_LINE_END }, 1);
	struct str words[2 * PARTS_MAX];
	size_t n = 1, off = str_find(result, 0, end);

	words[0] = str_part(result, 0, off);
	while (off < result.len) {
		size_t next = str_find(result, off + 1, end);
		const struct node *node = part_at(&cluster->ours, result,
			off);

		if (!node)
			node = part_at(&cluster->theirs, result, off);
		if (!node || n == 2 * PARTS_MAX || is_among(node, nodes, n))
			return false;
		words[n] = str_part(result, off + 1, next - off - 1);
		nodes[n++] = node;
		off = next;
	}
	for (size_t i = 0; i < n; i++)
		settle(cluster->merger, nodes[i], words[i]);
	for (size_t i = 1; i < cluster->was.n; i++)
		if (!is_among(cluster->was.at[i], nodes, n))
			merger_mark(&cluster->merger->joined,
				cluster->was.at[i]);
	return true;
}

static void
merge_cluster(struct cluster *cluster)
{
	const struct doc_sides *sides = cluster->merger->sides;
	const node_id *id = &cluster->base->id;
	struct merge_step one[2];
	struct merge_lines lines = { .base = buf_str(&cluster->was.line) };
	struct merge_met met = MERGE_MET_INIT;
	struct buf result = BUF_INIT;
	enum merged_how how;

	lines.ours = merger_side(&sides->our_hands, id,
		buf_str(&cluster->ours.line), &one[0]);
	lines.theirs = merger_side(&sides->their_hands, id,
		buf_str(&cluster->theirs.line), &one[1]);
	how = words_merge(&result, &lines, &met);
	if (how != MERGED_NOT && settle_all(cluster, buf_str(&result)) &&
	    how == MERGED_BESIDE)
		merger_tell(cluster->merger, EVENT_BESIDE, id,
			buf_str(&met.ours), buf_str(&met.theirs));
	merge_met_release(&met);
	buf_release(&result);
}

/* Whether both did something to it, and one of them to where it ends. */
static bool
is_needed(const struct cluster *cluster)
{
	struct str was = buf_str(&cluster->was.line);
	struct str ours = buf_str(&cluster->ours.line);
	struct str theirs = buf_str(&cluster->theirs.line);

	return !str_same(was, ours) && !str_same(was, theirs) &&
		(cluster->was.n != cluster->ours.n ||
		 cluster->was.n != cluster->theirs.n);
}

static void
look_at(struct merger *merger, const struct node *base)
{
	struct cluster cluster = { .merger = merger, .base = base };
	size_t more = count_joined(base, merger->theirs);
	const struct node *at = base->next;
	bool fits;

	cluster.joined = count_joined(base, merger->ours);
	if (more > cluster.joined)
		cluster.joined = more;
	fits = add_part(&cluster.was, base, 0);
	for (size_t i = 0; i < cluster.joined; i++, at = at->next)
		fits = fits && add_part(&cluster.was, at, 0);
	fits = fits && list_parts(&cluster.ours, &cluster, merger->ours,
		count_parted(base, merger->ours, merger->base)) &&
		list_parts(&cluster.theirs, &cluster, merger->theirs,
		count_parted(base, merger->theirs, merger->base));
	if (fits && is_needed(&cluster))
		merge_cluster(&cluster);
	buf_release(&cluster.was.line);
	buf_release(&cluster.ours.line);
	buf_release(&cluster.theirs.line);
}

void
merge_parts(struct merger *merger)
{
	for (const struct node *at = doc_first(merger->base); at;
	     at = node_next(at)) {
		const struct node *ours = doc_find(merger->ours, &at->id);
		const struct node *theirs = doc_find(merger->theirs, &at->id);

		if (!is_text(at) || !ours || !theirs ||
		    ours->kind != at->kind || theirs->kind != at->kind ||
		    merger_has(merger->leave, at) ||
		    (status_is_agreed(ours->status) &&
		     !status_is_agreed(at->status)) ||
		    (str_same(node_str(at), node_str(ours)) &&
		     str_same(node_str(at), node_str(theirs))))
			continue;
		look_at(merger, at);
	}
}
