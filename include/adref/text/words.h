/*
 * Comparing two lines by word (token), and how alike they are.
 */
#ifndef ADREF_TEXT_WORDS_H
#define ADREF_TEXT_WORDS_H

#include <stddef.h>

#include "adref/base/str.h"

/* '=' both, '-' only in a, '+' only in b. Of '-' the bytes are a's, else b's. */
struct words_run {
	char op;
	size_t off, len;
};

struct words_diff {
	struct words_run *at;
	size_t n, cap;
};

#define WORDS_DIFF_INIT { NULL, 0, 0 }

/*
 * The shortest script by tokens (Myers; beyond 4,000 differences what is left
 * is one '-' and one '+'). Runs of one op are one entry; of a replacement '-'
 * comes first; a blank shared between two changed words joins them.
 */
void words_diff(struct words_diff *out, struct str a, struct str b);
void words_diff_release(struct words_diff *diff);

/*
 * Likeness from 0 (no word in common) to 1 (the same words in the same
 * number), by multiset of folded words and signs; brackets, emphasis, marks,
 * attributions and numbers do not count.
 */
double words_likeness(struct str a, struct str b);

/* Append the plain reading: escapes unquoted, emphasis stars, attributions and
 * link targets gone, brackets and note marks kept as in the source. */
struct buf;
void words_add_plain(struct buf *out, struct str line);
/* As above without brackets and marks, attributions either. */
void words_add_clean(struct buf *out, struct str line);

#endif
