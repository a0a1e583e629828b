/*
 * Matching two states of a document that share no ids: what match.c (equal
 * lines, the result) and match_alike.c (similar ones) pass to each other.
 */
#ifndef ADREF_SRC_DOC_MATCH_H
#define ADREF_SRC_DOC_MATCH_H

#include <stdint.h>

#include "adref/base/map.h"
#include "adref/doc/node.h"

#define MATCH_NONE ((size_t)-1)

/* One node and what it is compared by. */
struct match_node {
	struct node *node;
	size_t mate;		/* index on the other side, or MATCH_NONE */
	struct str clean;	/* words without number and brackets, folded */
	struct str key;		/* its number as it is spoken, or empty */
	uint32_t *words;	/* hashes of the words, rising */
	size_t words_n;
};

/* The body of one state in reading order. */
struct match_side {
	struct match_node *at;
	size_t n;
	struct buf text;	/* bytes of clean and key */
	uint32_t *words;
	size_t words_n, words_cap;
	struct map index;	/* address of the node -> index + 1 */
};

struct match {
	struct match_side from, to;
};

void match_join(struct match *match, size_t from, size_t to);
/* Index of the parent; MATCH_NONE for the root. */
size_t match_parent(const struct match_side *side, size_t index);

/* From the node: folded words, number, hashes. */
void match_read(struct match_side *side, struct node *first, size_t n);
void match_side_release(struct match_side *side);

/*
 * How alike two nodes are, 0 to 1: words_likeness(), reached only by what a
 * count of common words does not rule out.
 */
double match_likeness(const struct match_node *a, const struct match_node *b,
	double least);
/* Join the unmatched of two lists that are alike, the most alike first. */
void match_lists(struct match *match, const size_t *from, size_t from_n,
	const size_t *to, size_t to_n);
/* Join what is very alike wherever it stands. */
void match_anywhere(struct match *match);

#endif
