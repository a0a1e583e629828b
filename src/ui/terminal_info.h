/*
 * What terminfo knows of the terminal at hand. The one file behind it is the
 * only one that sees curses' headers: their macros take away common words.
 * Strings have their padding taken out: no terminal of today needs it.
 */
#ifndef ADREF_UI_TERMINAL_INFO_H
#define ADREF_UI_TERMINAL_INFO_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"

struct terminal_info {
	/* Strings are "" where the terminal has no such thing. */
	char *place;			/* cup; always there */
	char *clear;			/* always there */
	char *clear_line;		/* from the cursor to the end */
	char *plain, *bold, *underline, *reverse, *colour;
	char *enter, *leave;		/* the other screen */
	char *hide, *show;		/* the cursor */
	char *region;			/* of rows that scroll */
	char *scroll, *scroll_back;	/* by one row */
	int colours;			/* 0 without any */
	size_t rows, cols;
	bool sticks;		/* the last column of the last row is safe */
};

/*
 * Fill info for a terminal of this name; false when terminfo does not know
 * it or it cannot place its cursor.
 */
bool terminal_info_read(struct terminal_info *info, const char *name);
void terminal_info_release(struct terminal_info *info);

/* Append a string of info with its one or two numbers. */
void terminal_info_add(struct buf *out, const char *text, size_t a, size_t b);

#endif
