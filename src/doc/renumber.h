/*
 * What the two files of renumbering share: reading the numbers of a document,
 * and finding what its text says of them. For the doc floor alone.
 */
#ifndef ADREF_SRC_DOC_RENUMBER_H
#define ADREF_SRC_DOC_RENUMBER_H

#include "adref/base/map.h"
#include "adref/doc/renumber.h"
#include "adref/text/number.h"

/* Whether a node's line is looked at for a number. */
bool renumber_read(struct number *out, const struct node *node);
/* renumber_mention.c: add the mentions to what renumbering was planned. by:
 * index + 1 there of a node's id. whole: all of the text is renumbered. */
void renumber_mentions(struct renumbering *out, const struct doc *doc,
	const struct map *by, bool whole);

#endif
