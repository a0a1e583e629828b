/*
 * How roles look: the tables of attributes and of colours. Meaning never hangs
 * on colour alone: what is bold, underlined or reversed is so in every look.
 */
#ifndef ADREF_UI_TERMINAL_LOOK_H
#define ADREF_UI_TERMINAL_LOOK_H

#include <stdbool.h>

#include "adref/base/err.h"
#include "adref/view/frame.h"

enum look_attributes { LOOK_BOLD = 1, LOOK_UNDERLINE = 2, LOOK_REVERSE = 4 };
enum { LOOK_DEFAULT = 256 };		/* the terminal's own colour */

struct look {
	unsigned short colour;		/* 0-255 or LOOK_DEFAULT */
	unsigned char attributes;
};

/* Which colours: for any screen, for a white or a black one, none. */
enum look_set { LOOKS_SAFE, LOOKS_LIGHT, LOOKS_DARK, LOOKS_MONO };

extern const struct look look_plain;

/* By its name: light, dark or mono; false when it is none of them. */
bool look_find(const char *name, enum look_set *out);
/*
 * The one that is wished, NO_COLOR asks for, or ADREF_LOOK names, in this
 * order; -1 when the last is none.
 */
int look_choose(enum look_set *out, const char *wished, struct err *err);
/* The looks of all roles on a terminal of so many colours. */
void looks_make(struct look looks[ROLE_COUNT], enum look_set set,
	int colours);

bool look_same(struct look a, struct look b);
/* The look of a cell. */
struct look look_of(const struct look looks[ROLE_COUNT],
	const struct cell *cell);

#endif
