/*
 * Where brackets go when words of a paragraph, or a range of paragraphs, are
 * to stand in brackets. Nothing is changed here: the caller puts them in.
 *
 * Always: brackets put around every enclosure leave each pair that was there
 * with its mate, make no slip and no alternatives (`][`) that were not there.
 */
#ifndef ADREF_DOC_ENCLOSE_H
#define ADREF_DOC_ENCLOSE_H

#include <stddef.h>

#include "adref/doc/node.h"

/* One pair: it opens at `from` of open's line and closes at `to` of close's,
 * bytes of the lines as they are. */
struct enclosure {
	const struct node *open, *close;
	size_t from, to;
};
struct enclosures {
	struct enclosure *at;
	size_t n, cap;
};

/* Bytes [from, to) of one line, cut as bracket_cut() does. In a table nothing
 * that reaches over a cell's edge. */
void enclose_words(struct enclosures *out, const struct node *node,
	size_t from, size_t to);
/*
 * The nodes from first to last, which comes behind it in reading order or is
 * it. One pair around each run of nodes that stand in one section; a heading
 * has one of its own. A pair that the run holds is nested; at one that it
 * holds one end of, or at a slip, it is cut. Numbers in front stay outside,
 * unless a pair that is nested begins before.
 */
void enclose_nodes(struct enclosures *out, struct node *first,
	struct node *last);
void enclosures_release(struct enclosures *enclosures);

/* Where a node's own text begins: behind its number. */
size_t node_text_start(const struct node *node);

#endif
