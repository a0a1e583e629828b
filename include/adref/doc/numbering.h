/*
 * Numbers that stay: what is put in behind `3.` becomes `3 bis.`, then `3
 * ter.`; nothing is renumbered until someone asks (DESIGN 3.5).
 */
#ifndef ADREF_DOC_NUMBERING_H
#define ADREF_DOC_NUMBERING_H

#include "adref/base/buf.h"
#include "adref/doc/node.h"

/*
 * Append the number, with a blank behind, of a node put in after `by`: by's
 * core with the next suffix that no sibling has. Nothing when `by` has no
 * number of its own or the Latin row is used up.
 */
void number_after(struct buf *out, const struct node *by);

#endif
