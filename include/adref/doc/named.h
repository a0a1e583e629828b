/*
 * Places of a document that somebody's words name: `paragraph 14 bis`, `item
 * A`, `A.1, third bullet`, `the first bullet under B.1`, `the Way Forward of
 * item C`. What the words mean is a guess, to be offered and not to be acted
 * on.
 */
#ifndef ADREF_DOC_NAMED_H
#define ADREF_DOC_NAMED_H

#include <stddef.h>

#include "adref/base/str.h"
#include "adref/doc/node.h"

struct named {
	size_t off, len;	/* bytes of the words that name it */
	struct node *node;
};
enum { NAMED_MAX = 16 };

/* Those there are, in the order they are named, at most NAMED_MAX. */
size_t named_read(struct named out[NAMED_MAX], const struct doc *doc,
	struct str words);
/*
 * The one that is meant where words [from, to) of a line are marked: the first
 * that is named in them, else the last one named before, else the first one
 * behind. NULL when none is.
 */
struct node *named_for(const struct doc *doc, struct str line, size_t from,
	size_t to);

#endif
