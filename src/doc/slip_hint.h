/*
 * The likely repair of a bracket without a mate, in words; for lint.c.
 */
#ifndef ADREF_SRC_DOC_SLIP_HINT_H
#define ADREF_SRC_DOC_SLIP_HINT_H

#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/doc/node.h"
#include "adref/text/bracket.h"
#include "adref/text/token.h"

/*
 * Append the hint for bracket number index of a node's line, which has no mate
 * and was read into tokens and brackets: `the last ] has no [ before it;
 * likely: "[[Consideration"`. Only where the missing bracket may stand inside
 * this line is looked at.
 */
void hint_slip(struct buf *out, const struct node *node,
	const struct tokens *tokens, const struct brackets *brackets,
	size_t index);

#endif
