/*
 * Lines for a terminal that only rolls: no cursor is placed, no screen taken
 * over. Under what was said stands the row being typed; it is written anew by
 * going back to its beginning, which every terminal can do.
 */
#ifndef ADREF_UI_TERMINAL_LINES_H
#define ADREF_UI_TERMINAL_LINES_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"

struct lines {
	struct buf shown;	/* the row as it stands */
	size_t cursor;		/* byte of it */
};

/*
 * Append what makes the terminal show: lines (safe text, newlines between)
 * above, then the row input with the cursor at byte `cursor`. cols: its
 * width; of a longer row the part around the cursor is shown. Without utf8
 * what is not ASCII is `?`. The same row again without lines costs nothing.
 */
void lines_add(struct lines *state, struct buf *out, struct str lines,
	struct str input, size_t cursor, size_t cols, bool utf8);
/* Somebody else wrote: the row is not there any more. */
void lines_forget(struct lines *state);
void lines_release(struct lines *state);

#endif
