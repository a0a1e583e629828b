/*
 * How roles look: the one table of colours and attributes. Meaning never
 * hangs on colour alone, so each role also has a look without.
 */
#ifndef ADREF_UI_TERMINAL_LOOK_H
#define ADREF_UI_TERMINAL_LOOK_H

#include <stdbool.h>

#include "adref/view/frame.h"

enum look_attributes { LOOK_BOLD = 1, LOOK_UNDERLINE = 2, LOOK_REVERSE = 4 };
enum { LOOK_DEFAULT = 8 };		/* the terminal's own colour */

struct look {
	unsigned char colour;		/* 0-7 or LOOK_DEFAULT */
	unsigned char attributes;
};

extern const struct look look_plain;

bool look_same(struct look a, struct look b);
/* The look of a cell; colours says whether any may be used. */
struct look look_of(const struct cell *cell, bool colours);

#endif
