/*
 * Pairs of brackets of a document, wherever their ends stand: in one line, or
 * paragraphs apart. All of it is derived by the pairing rule (doc_pair()) and
 * asks for a document that is paired; a pair is valid until the document
 * changes.
 */
#ifndef ADREF_DOC_PAIR_H
#define ADREF_DOC_PAIR_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/str.h"
#include "adref/doc/node.h"
#include "adref/text/bracket.h"

struct pair {
	struct node *open, *close;	/* one is NULL: a slip */
	struct bracket opener, closer;	/* of the ends that are there */
};

/* The pair that bracket number index of a node belongs to; all: those of its
 * line. */
void pair_of(struct pair *out, struct node *node, const struct brackets *all,
	size_t index);
/*
 * The innermost pair that holds the byte at off of a node, its own brackets
 * and attribution included; it may open and close in other nodes. False when
 * none does.
 */
bool pair_around(struct pair *out, struct node *node,
	const struct brackets *all, size_t off);
/* In how many pairs it stands, itself counted: 1 for the outermost. */
size_t pair_depth(const struct pair *pair);
/* What it holds of its opener's line (its closer's when it has no opener);
 * behind the closer, its attribution or nothing. */
struct str pair_words(const struct pair *pair);
struct str pair_attribution(const struct pair *pair);
/* Whether both ends stand in one line. */
bool pair_is_inside(const struct pair *pair);
/* Which of its line's openers its opener is, from 1; 0 when it has none. */
size_t pair_ordinal(const struct pair *pair);
/*
 * The wordings that stand side by side with what a pair holds, itself counted:
 * 1 when it stands alone. *first (may be NULL): the ordinal of the first.
 */
size_t pair_alternatives(const struct pair *pair, size_t *first);

/* Pairs one after another, with how deep each stands. */
struct pair_row {
	struct pair pair;
	size_t depth;
};
struct pairs {
	struct pair_row *at;
	size_t n, cap;
};
/*
 * Append the pairs that open in a node's line, in order. *depth: how many are
 * open where it begins (0 before the first node and each note); becomes how
 * many are where it ends.
 */
void pairs_add_line(struct pairs *out, struct node *node, size_t *depth);
void pairs_release(struct pairs *pairs);
/*
 * Whether a pair stood in an older state of the document: its brackets around
 * words of the same nodes, with each other for mates. Both are paired.
 */
bool pair_stood_in(const struct pair *pair, const struct doc *old);

#endif
