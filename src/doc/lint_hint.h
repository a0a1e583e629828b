/*
 * The likely repair of a bracket without a mate, in words; for lint.c.
 */
#ifndef ADREF_SRC_DOC_LINT_HINT_H
#define ADREF_SRC_DOC_LINT_HINT_H

#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"
#include "adref/text/bracket.h"
#include "adref/text/token.h"

/*
 * Append the hint for bracket number index of the line, which has no mate:
 * `the last ] has no [ before it; likely: "[[Consideration"`. Only where the
 * missing bracket may stand inside this line is looked at.
 */
void hint_slip(struct buf *out, struct str line, const struct tokens *tokens,
	const struct brackets *brackets, size_t index);

#endif
