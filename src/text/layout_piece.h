/*
 * A line as pieces: what is shown of it, in which role, how wide, and where a
 * row may end. Between tokens and rows; rows are layout.c's.
 */
#ifndef TEXT_LAYOUT_PIECE_H
#define TEXT_LAYOUT_PIECE_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"
#include "adref/text/layout.h"

/* What a row may end with or begin with. */
enum piece_class {
	PIECE_BLANK,		/* ends words; hangs over the end of a row */
	PIECE_WORD,
	PIECE_IDEOGRAPH,
	PIECE_OPEN,		/* never the last of a row */
	PIECE_CLOSE,		/* never the first of a row */
	PIECE_WIDE_CLOSE	/* as CLOSE; a row may end behind it */
};

struct piece {
	size_t off, len;	/* of the source */
	size_t show_off, show_len;
	size_t last;		/* where in shown its last cluster begins */
	size_t width;
	enum text_role role;
	enum piece_class class;
	bool whole;		/* as in struct layout_run */
};

struct pieces {
	struct piece *at;
	size_t n, cap;
};

#define PIECES_INIT { NULL, 0, 0 }

/*
 * What is shown is appended to shown, in the order of the pieces; true when a
 * function of the style had a part in it.
 */
bool pieces_read(struct pieces *pieces, struct buf *shown, struct str line,
	const struct layout_style *style);
void pieces_release(struct pieces *pieces);

/* Whether a row may end with a and the next begin with b, neither a blank. */
bool piece_may_part(enum piece_class a, enum piece_class b);

#endif
