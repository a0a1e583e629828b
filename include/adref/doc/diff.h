/*
 * Two states of one document, compared node by node: joined by id.
 */
#ifndef ADREF_DOC_DIFF_H
#define ADREF_DOC_DIFF_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/doc/node.h"
#include "adref/text/words.h"

enum diff_kind {
	DIFF_ADDED = 1, DIFF_REMOVED = 2, DIFF_TEXT = 4, DIFF_BRACKET = 8,
	DIFF_ATTRIBUTION = 16, DIFF_FOOTNOTE = 32, DIFF_STATUS = 64,
	DIFF_MOVED = 128, DIFF_RENUMBERED = 256, DIFF_KINDS = 9
};
/* `added`, `removed`, `text`, `bracket` … of one bit. */
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
void diff_release(struct diff *diff);

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
