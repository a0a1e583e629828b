/*
 * Addresses: how a place is spoken. `A.1` is sub-section 1 of item A, `A.1.3`
 * its third bullet, `14bis` a numbered paragraph, `PP9` the ninth paragraph of
 * the preamble. A part is a number where the node has one (number_add_key),
 * else its place among its parent's children without a number; a section
 * without a number is passed over where a numbered one follows, else it is
 * `s` and its place.
 */
#ifndef ADREF_DOC_ADDRESS_H
#define ADREF_DOC_ADDRESS_H

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/str.h"
#include "adref/doc/node.h"

/* Append the address of a node: `A.1.3`; of a note: `note 8`. */
void address_add(struct buf *out, const struct node *node);
/*
 * The node that an id or an address names; case, dots and blanks do not
 * matter. ERR_MISSING when there is none. When several are called so:
 * ERR_REFUSED with their count and ids, or the first one behind `near` (may be
 * NULL) when near_wins.
 */
int address_find(struct node **out, const struct doc *doc, struct str spoken,
	const struct node *near, struct err *err);
/* As above for the editor: of several, the first behind near, else the first.
 */
struct node *address_near(const struct doc *doc, struct str spoken,
	const struct node *near);

#endif
