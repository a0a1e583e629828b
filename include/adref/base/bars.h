/*
 * A row of counts as a row of bars, a column each: eight heights of blocks, or
 * of plain characters.
 */
#ifndef ADREF_BASE_BARS_H
#define ADREF_BASE_BARS_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"

/* Append them; the highest count has the highest bar, none has a blank. */
void bars_add(struct buf *out, const size_t *counts, size_t n, bool ascii);

#endif
