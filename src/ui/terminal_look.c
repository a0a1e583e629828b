/*
 * The table of looks. What it must not do: know how a look is switched on
 * (terminal_paint.c).
 *
 * Only the eight old colours, and of those none that vanishes on a white or
 * a black screen; the background is always the terminal's own.
 */
#include "terminal_look.h"

enum { RED = 1, GREEN = 2, MAGENTA = 5, CYAN = 6 };
enum { B = LOOK_BOLD, U = LOOK_UNDERLINE, R = LOOK_REVERSE };
enum { NONE = LOOK_DEFAULT };

const struct look look_plain = { LOOK_DEFAULT, 0 };

/* By role: with colours, and the attributes where there are none. */
static const struct role_look {
	struct look coloured;
	unsigned char mono;
} role_looks[ROLE_COUNT] = {
	[ROLE_PLAIN] = { { NONE, 0 }, 0 },
	[ROLE_HEAD] = { { NONE, B }, B },
	[ROLE_HEAD_PARTY] = { { NONE, B | R }, B | R },
	[ROLE_SECTION] = { { NONE, B }, B },
	[ROLE_NUMBER] = { { CYAN, 0 }, 0 },
	[ROLE_BRACKET] = { { MAGENTA, B }, B },
	[ROLE_INSIDE] = { { MAGENTA, 0 }, 0 },
	[ROLE_SLIP] = { { RED, B | R }, B | R },
	[ROLE_MARK] = { { CYAN, 0 }, 0 },
	[ROLE_LINK] = { { NONE, U }, U },
	[ROLE_NAMES] = { { GREEN, 0 }, 0 },
	[ROLE_BLANK] = { { NONE, U }, U },
	[ROLE_EMPHASIS] = { { NONE, U }, U },
	[ROLE_STRONG] = { { NONE, B }, B },
	[ROLE_DIM] = { { NONE, 0 }, 0 },
	[ROLE_FLAG] = { { CYAN, 0 }, 0 },
	[ROLE_RULE] = { { NONE, 0 }, 0 },
	[ROLE_PANEL] = { { NONE, 0 }, 0 },
	[ROLE_MESSAGE] = { { NONE, 0 }, 0 },
	[ROLE_REFUSAL] = { { RED, B }, B },
	[ROLE_KEY] = { { NONE, B }, B },
	[ROLE_KEY_TEXT] = { { NONE, 0 }, 0 },
	[ROLE_PROMPT] = { { NONE, B }, B },
	[ROLE_ADDED] = { { GREEN, U }, U },
	[ROLE_DELETED] = { { RED, 0 }, 0 },
	[ROLE_RESERVED] = { { MAGENTA, 0 }, 0 },
	[ROLE_AD_REF] = { { CYAN, B }, B },
	[ROLE_AGREED] = { { GREEN, B }, B }
};

bool
look_same(struct look a, struct look b)
{
	return a.colour == b.colour && a.attributes == b.attributes;
}

struct look
look_of(const struct cell *cell, bool colours)
{
	const struct role_look *role = &role_looks[cell->role];
	struct look look = role->coloured;

	if (!colours) {
		look.colour = LOOK_DEFAULT;
		look.attributes = role->mono;
	}
	if (cell->flags & CELL_SELECTED)
		look.attributes |= LOOK_REVERSE;
	if (cell->flags & CELL_MISSPELT)
		look.attributes |= LOOK_UNDERLINE;
	/* A blank shows neither weight nor colour: spare the bytes. */
	if (cell->len == 1 && cell->bytes[0] == ' ' &&
	    !(look.attributes & (LOOK_UNDERLINE | LOOK_REVERSE)))
		return look_plain;
	return look;
}
