/*
 * Where the text of a node stands on the screen, in cells: the bar's column,
 * two more for each level, the bullet. Views draw by it, and moves by row go
 * by it, so that a row is the same row for both.
 */
#ifndef ADREF_SESSION_COLUMNS_H
#define ADREF_SESSION_COLUMNS_H

#include <stddef.h>

#include "adref/base/str.h"
#include "adref/doc/node.h"

/* A text narrower than this is not made narrower still. */
enum { COLUMNS_MIN = 10 };

struct columns {
	size_t col;		/* of the screen, where the text begins */
	size_t width;		/* of its rows, at least 1 */
};
/* On a screen of so many columns, at least 1. */
void columns_of(struct columns *out, const struct node *node, size_t cols);
/*
 * How far rows after the first are set in when line, of that width, is shown
 * whole as node's: a number stands out.
 */
size_t columns_hang(const struct node *node, struct str line, size_t width);

#endif
