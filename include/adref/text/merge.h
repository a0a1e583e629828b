/*
 * Two changes of one line merged: words, and pairs of brackets around them,
 * each by themselves (DESIGN 5).
 *
 * Words go three-way, token by token. Where changes of the two overlap or
 * touch, they meet: that place grows until it cuts no pair of brackets and no
 * link, and becomes the wordings of both side by side, each wanted by those
 * who wrote it, in the order of their codes: `[should]{+FRA}[may]{+IND}`. A
 * side that is such a group already is extended; wordings that stand together
 * with each other are one. Where one took words out that the other changed,
 * they stay: `[may]{+IND -FRA}`.
 *
 * Of pairs, those that either put in come in (the same by both: one, with the
 * stances of both); those that one lifted go, unless the other's stances to
 * them changed; those that cross are cut at the edges. Brackets without a mate
 * in the line are words.
 *
 * Always:
 * - when a side is as the base, the other one comes out;
 * - it does not matter which of the two is ours, unless it is MERGED_NOT, or
 *   numbers met;
 * - brackets without a mate come from one of the two; a new pair is whole.
 */
#ifndef ADREF_TEXT_MERGE_H
#define ADREF_TEXT_MERGE_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"

/* A side is what one after the other made of the base. */
struct merge_step {
	struct str line;	/* as it left it */
	const char *party;	/* for whom: a code; NULL or "": CHAIR */
};
struct merge_side {
	const struct merge_step *steps;
	size_t n;		/* 0: the base as it is */
};

/* The line of a side; of none the base. */
struct str merge_side_line(const struct merge_side *side, struct str base);

enum merged_how {
	MERGED,		/* both stand */
	MERGED_BESIDE,	/* where they met they stand side by side */
	MERGED_NOT	/* they cannot be put together: out is ours */
};

/* What to say of it. */
struct merge_met {
	size_t places;		/* where they met */
	struct buf ours, theirs;	/* the words of the first place */
	bool numbers;		/* both gave it another number: ours stays */
};
#define MERGE_MET_INIT { 0, BUF_INIT, BUF_INIT, false }

/*
 * Several lines may be merged as one, with this byte, which is never met in
 * UTF-8, between two of them; it is parted where either side parts them.
 */
#define MERGE_LINE_END '\xFD'

struct merge_lines {
	struct str base;
	struct merge_side ours, theirs;
	bool cells;		/* a row of a table: no bracket leaves a cell */
};

/* Append what the line becomes. met: may be NULL. */
enum merged_how words_merge(struct buf *out, const struct merge_lines *lines,
	struct merge_met *met);
void merge_met_release(struct merge_met *met);

#endif
