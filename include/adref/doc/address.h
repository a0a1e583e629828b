/*
 * Addresses: how a place is spoken. `A.1` is sub-section 1 of item A, `A.1.3`
 * its third bullet, `14bis` a numbered paragraph, `PP9` the ninth paragraph of
 * the preamble. A part is a number where the node has one (number_add_key),
 * else its place among its parent's children without a number; a section
 * without a number is passed over where a numbered one follows, else it is
 * `s` and its place among such sections.
 *
 * Where a number has taken a place's name (item A has a bullet of its own, and
 * a sub-section 1), the number keeps it and the place is `A.p1`. Alternative
 * numbers are one part: `3.4/2`.
 */
#ifndef ADREF_DOC_ADDRESS_H
#define ADREF_DOC_ADDRESS_H

#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/str.h"
#include "adref/doc/node.h"

/* Append the address of a node: `A.1.3`; of a note: `note 8`. Linear in the
 * siblings of its ancestors: for a whole document use a walk. */
void address_add(struct buf *out, const struct node *node);
/* Append it as it is told to who does not see the text: `A.1 bullet 3`, below
 * that `A.1 bullet 3.2`. */
void address_add_told(struct buf *out, const struct node *node);
/*
 * The node that an id or an address names; case, dots and blanks do not
 * matter where nothing else is called so without them. A bare number (`14bis`)
 * finds the node that has it wherever it stands; `note 8` and `n8` find the
 * note. ERR_MISSING when there is none. When several are called so: the first
 * one behind near, and without near ERR_REFUSED with their count and ids.
 */
int address_find(struct node **out, const struct doc *doc, struct str spoken,
	const struct node *near, struct err *err);
/*
 * As above for the editor, where `g3` is said of a number rather than of the
 * third bullet of the title: of several, the first behind near, else the
 * first; NULL when there is none.
 */
struct node *address_near(const struct doc *doc, struct str spoken,
	const struct node *near);

/*
 * The addresses of a whole document in reading order, notes last, in linear
 * time. The document must not change while it is walked.
 *
 *	address_walk_init(&walk, doc);
 *	while ((node = address_walk_next(&walk)))
 *		use(node, address_walk_text(&walk));
 *	address_walk_release(&walk);
 */
struct address_frame;
struct address_walk {
	const struct doc *doc;
	struct node *node;		/* what next gave last */
	struct address_frame *frames;	/* the root, then the way to node */
	size_t n, cap;
};

void address_walk_init(struct address_walk *walk, const struct doc *doc);
struct node *address_walk_next(struct address_walk *walk);
/* Borrowed until the next call. */
struct str address_walk_text(const struct address_walk *walk);
void address_walk_release(struct address_walk *walk);

#endif
