/*
 * Two states of one document, compared node by node: joined by id.
 */
#ifndef ADREF_DOC_DIFF_H
#define ADREF_DOC_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/map.h"
#include "adref/doc/node.h"
#include "adref/text/words.h"

enum diff_kind {
	DIFF_REOPENED = 1,	/* it was agreed, and is not, or not so */
	DIFF_ADDED = 2, DIFF_REMOVED = 4, DIFF_TEXT = 8, DIFF_BRACKET = 16,
	DIFF_ATTRIBUTION = 32, DIFF_FOOTNOTE = 64, DIFF_STATUS = 128,
	DIFF_MOVED = 256, DIFF_RENUMBERED = 512,
	DIFF_PROPOSAL = 1024,	/* something became of one on it */
	DIFF_KINDS = 11
};
/* `reopened`, `added`, `removed`, `text`, `bracket` … of one bit. */
const char *diff_kind_word(enum diff_kind kind);

struct diff_entry {
	const struct node *from, *to;	/* NULL: not on that side */
	unsigned kinds;
};
struct diff {
	struct diff_entry *at;	/* in the reading order of to; removed ones
				 * where they stood */
	size_t n, cap;
	size_t counts[DIFF_KINDS];
};

/* Either may be NULL: an empty document. Borrowed nodes of both. */
void doc_diff(struct diff *out, const struct doc *from, const struct doc *to);
/* The same; proposals: the ids of the nodes that something became of
 * proposals on, DIFF_PROPOSAL. */
void doc_diff_proposed(struct diff *out, const struct doc *from,
	const struct doc *to, const struct map *proposals);
/* The kinds of one node by itself, which may be new (from NULL): that it moved
 * is told only of another parent. */
unsigned doc_diff_node(const struct node *from, const struct node *to);
/* Append what became of a node beside its words: `reopened: `, `moved here from
 * A.3: `, `agreed, was open: `. */
void diff_add_what(struct buf *out, const struct diff_entry *entry);
/* Mark a node as reopened that both states may have as open. */
void diff_add_reopened(struct diff *diff, const struct node *from,
	const struct node *to);
/* What was reopened comes before all else. */
void diff_sort_reopened(struct diff *diff);
void diff_release(struct diff *diff);
/*
 * Leave only what is wanted, and count it anew; wanted may take kinds away. Of
 * a section: what stands in it, or stood in it, on either side, with the
 * footnotes that have a mark there. Either may be NULL: it is not on that side.
 */
void diff_keep(struct diff *diff, bool (*wanted)(void *ctx,
	struct diff_entry *entry), void *ctx);
void diff_keep_within(struct diff *diff, const struct node *from,
	const struct node *to);

/*
 * The next draft: give the nodes of `to` (just imported, without ids) the ids,
 * statuses and file names of the nodes of `from` they continue: the same text
 * first (in order), then the most similar in the same place. The rest get ids
 * from env.
 */
struct match_counts {
	size_t kept, changed, moved, new, gone;
};
void doc_match(const struct doc *from, struct doc *to, const struct env *env,
	struct match_counts *counts);

#endif
