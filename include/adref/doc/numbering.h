/*
 * Numbers that stay: what is put in behind `3.` becomes `3 bis.`, then `3
 * ter.`; nothing is renumbered until someone asks (DESIGN 3.5).
 */
#ifndef ADREF_DOC_NUMBERING_H
#define ADREF_DOC_NUMBERING_H

#include "adref/base/buf.h"
#include "adref/doc/node.h"

/* Where a new node stands to the numbered one it is put beside. */
enum number_way {
	NUMBER_AFTER,	/* `3 bis.`, then `3 ter.`; behind `3 bis.` that too */
	NUMBER_ALT,	/* instead of it: `3 alt.`, then `3 alt 2.` */
	NUMBER_SUPRA	/* before it: `3 supra.`, then `3 supra 2.` */
};

/*
 * Append the number, with a blank behind, of a node that is put beside `by`:
 * by's core with the next suffix that none of its neighbours has, in by's
 * shape (`(a)` gives `(a bis)`, `3bis` gives `3ter`). The number's brackets are
 * not taken along. False, and nothing appended, when `by` has no number of its
 * own or the Latin row is used up.
 *
 * Neighbours are the nearest few hundred siblings, so that a text without
 * headings is not walked for one paragraph.
 */
bool number_beside(struct buf *out, const struct node *by,
	enum number_way way);

/* Whether a node has a number with the word `Option`. */
bool number_is_option(const struct node *node);
/*
 * Append the number of the next option, with a blank behind: in the shape of
 * `like`, an option, one more than the highest among its neighbours; `Option
 * 1: ` when it is NULL.
 */
void number_option(struct buf *out, const struct node *like);

#endif
