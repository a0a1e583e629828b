/*
 * The tables of looks: a role has an ink and attributes, a set of looks gives
 * each ink a colour. What it must not do: know how a look is switched on
 * (terminal_paint.c).
 *
 * The background is always the terminal's own. The safe set takes of the eight
 * old colours those that vanish neither on a white nor on a black screen; the
 * others know which it is, and have more to choose from.
 */
#include "terminal_look.h"

#include <stdlib.h>
#include <string.h>

enum ink {
	INK_NONE, INK_BRACKET, INK_TROUBLE, INK_NUMBER, INK_NAMES, INK_DIM,
	INKS
};
enum { B = LOOK_BOLD, U = LOOK_UNDERLINE, R = LOOK_REVERSE };
enum { NONE = LOOK_DEFAULT };
/* As terminals number them; those from 8 on are the bright ones. */
enum {
	RED = 1, GREEN, YELLOW, BLUE, MAGENTA, CYAN,
	BRIGHT_RED = 9, BRIGHT_GREEN, BRIGHT_MAGENTA = 13, BRIGHT_CYAN
};

const struct look look_plain = { LOOK_DEFAULT, 0 };

static const struct role_look {
	enum ink ink;
	unsigned char attributes;
} role_looks[ROLE_COUNT] = {
	[ROLE_PLAIN] = { INK_NONE, 0 },
	[ROLE_HEAD] = { INK_NONE, B },
	[ROLE_HEAD_PARTY] = { INK_NONE, B | R },
	[ROLE_SECTION] = { INK_NONE, B },
	[ROLE_NUMBER] = { INK_NUMBER, 0 },
	[ROLE_BRACKET] = { INK_BRACKET, B },
	[ROLE_INSIDE] = { INK_BRACKET, 0 },
	[ROLE_SLIP] = { INK_TROUBLE, B | R },
	[ROLE_MARK] = { INK_NUMBER, 0 },
	[ROLE_LINK] = { INK_NONE, U },
	[ROLE_NAMES] = { INK_NAMES, 0 },
	[ROLE_BLANK] = { INK_NONE, U },
	[ROLE_EMPHASIS] = { INK_NONE, U },
	[ROLE_STRONG] = { INK_NONE, B },
	[ROLE_DIM] = { INK_DIM, 0 },
	[ROLE_FLAG] = { INK_NUMBER, 0 },
	[ROLE_RULE] = { INK_DIM, 0 },
	[ROLE_PANEL] = { INK_NONE, 0 },
	[ROLE_MESSAGE] = { INK_NONE, 0 },
	[ROLE_REFUSAL] = { INK_TROUBLE, B },
	[ROLE_KEY] = { INK_NONE, B },
	[ROLE_KEY_TEXT] = { INK_NONE, 0 },
	[ROLE_PROMPT] = { INK_NONE, B },
	[ROLE_ADDED] = { INK_NAMES, U },
	[ROLE_DELETED] = { INK_TROUBLE, 0 },
	[ROLE_RESERVED] = { INK_BRACKET, 0 },
	[ROLE_AD_REF] = { INK_NUMBER, B },
	[ROLE_AGREED] = { INK_NAMES, B }
};

/* Of a terminal with 8, 16 or 256 colours. */
static const struct shade {
	unsigned short of8, of16, of256;
} shades[][INKS] = {
	[LOOKS_SAFE] = {
		[INK_NONE] = { NONE, NONE, NONE },
		[INK_BRACKET] = { MAGENTA, MAGENTA, MAGENTA },
		[INK_TROUBLE] = { RED, RED, RED },
		[INK_NUMBER] = { CYAN, CYAN, CYAN },
		[INK_NAMES] = { GREEN, GREEN, GREEN },
		[INK_DIM] = { NONE, NONE, NONE },
	},
	/* Green, yellow and cyan are too pale on white; 90 and up are not. */
	[LOOKS_LIGHT] = {
		[INK_NONE] = { NONE, NONE, NONE },
		[INK_BRACKET] = { MAGENTA, MAGENTA, 90 },
		[INK_TROUBLE] = { RED, RED, 124 },
		[INK_NUMBER] = { BLUE, BLUE, 25 },
		[INK_NAMES] = { BLUE, BLUE, 22 },
		[INK_DIM] = { NONE, NONE, 241 },
	},
	/* Red and blue are too dark on black. */
	[LOOKS_DARK] = {
		[INK_NONE] = { NONE, NONE, NONE },
		[INK_BRACKET] = { MAGENTA, BRIGHT_MAGENTA, 213 },
		[INK_TROUBLE] = { YELLOW, BRIGHT_RED, 210 },
		[INK_NUMBER] = { CYAN, BRIGHT_CYAN, 117 },
		[INK_NAMES] = { GREEN, BRIGHT_GREEN, 114 },
		[INK_DIM] = { NONE, NONE, 248 },
	},
};

bool
look_find(const char *name, enum look_set *out)
{
	static const char *const names[] = {
		[LOOKS_LIGHT] = "light", [LOOKS_DARK] = "dark",
		[LOOKS_MONO] = "mono"
	};

	for (int i = LOOKS_LIGHT; i <= LOOKS_MONO; i++)
		if (strcmp(names[i], name) == 0) {
			*out = (enum look_set)i;
			return true;
		}
	return false;
}

/*
 * What the person asked for here and now goes before NO_COLOR, which is for
 * all programs; that before what is always to be.
 */
int
look_choose(enum look_set *out, const char *wished, struct err *err)
{
	const char *none = getenv("NO_COLOR"), *always = getenv("ADREF_LOOK");

	*out = LOOKS_SAFE;
	if (wished && look_find(wished, out))
		return 0;
	if (none && *none)
		*out = LOOKS_MONO;
	else if (always && *always && !look_find(always, out))
		return err_set(err, ERR_USAGE, "ADREF_LOOK is \"%.60s\" and "
			"may be light, dark or mono", always);
	return 0;
}

static unsigned short
colour_of(enum ink ink, enum look_set set, int colours)
{
	const struct shade *shade;

	if (set == LOOKS_MONO || colours < 8)
		return NONE;
	shade = &shades[set][ink];
	return colours < 16 ? shade->of8 : colours < 256 ? shade->of16
		: shade->of256;
}

void
looks_make(struct look looks[ROLE_COUNT], enum look_set set, int colours)
{
	for (int i = 0; i < ROLE_COUNT; i++) {
		looks[i].colour = colour_of(role_looks[i].ink, set, colours);
		looks[i].attributes = role_looks[i].attributes;
	}
}

bool
look_same(struct look a, struct look b)
{
	return a.colour == b.colour && a.attributes == b.attributes;
}

struct look
look_of(const struct look looks[ROLE_COUNT], const struct cell *cell)
{
	struct look look = looks[cell->role];

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
