/*
 * Comparing two lines by word (token), and how alike they are.
 */
#ifndef ADREF_TEXT_WORDS_H
#define ADREF_TEXT_WORDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"

/* '=' both, '-' only in a, '+' only in b. Bytes of a if '-', else of b. */
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
 *
 * Always: '=' and '-' together are a, '=' and '+' together are b, byte for
 * byte; so a tab for a space is a difference.
 */
void words_diff(struct words_diff *out, struct str a, struct str b);
void words_diff_release(struct words_diff *diff);
/* Append the words gone and come: `{-shall-}{+should+}, {+annually+}`. */
void words_add_differences(struct buf *out, struct str from, struct str to);
/* Append the words of both, `{-gone-}` and `{+come+}` where they differ. */
void words_add_marked(struct buf *out, struct str a, struct str b);
/* One side of that alone: a with what went from it for '-', b with what came
 * for '+'. */
void words_add_side(struct buf *out, struct str a, struct str b, char side);

/*
 * Likeness from 0 (no word in common) to 1 (the same words in the same
 * number), by multiset of folded words and signs; brackets, emphasis, marks,
 * link targets, attributions and numbers do not count. Two lines without any
 * word are alike when their signs are; two empty ones are.
 */
double words_likeness(struct str a, struct str b);

/*
 * The same for many lines compared with many: each is folded once. A bag holds
 * nothing of the line it was read from.
 */
struct words_bag {
	uint64_t *at;		/* hashes: of the words, then of the signs */
	size_t n, cap;
	size_t words;		/* how many are words */
};

#define WORDS_BAG_INIT { NULL, 0, 0, 0 }

/* Read line into bag (what it held is replaced). */
void words_bag_read(struct words_bag *bag, struct str line);
double words_bag_likeness(const struct words_bag *a,
	const struct words_bag *b);
void words_bag_release(struct words_bag *bag);

/*
 * Where [off, off + len) of `was` stands in `now`, when the words went on
 * since: false when what stands there was changed, or, for a place between
 * two bytes (len 0), when something was put in right there.
 */
bool words_carry(struct str was, struct str now, size_t off, size_t len,
	size_t *out);

/* How far to cut [from, to) out of a line: a blank goes with words that stood
 * between two. */
size_t words_cut_end(struct str line, size_t from, size_t to);

/* Append the plain reading: escapes unquoted, emphasis stars, attributions and
 * link targets gone, brackets and note marks kept as in the source. */
void words_add_plain(struct buf *out, struct str line);
/*
 * As above without brackets and marks, attributions either. Blanks that double
 * because a bracket or mark has gone are one, and none is left before `,.;:`
 * or at an end because of that.
 */
void words_add_clean(struct buf *out, struct str line);

#endif
