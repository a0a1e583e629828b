/*
 * The brackets of one line, paired inside it, and what is left over.
 *
 * The text keeps its bracket characters; the pairing is derived. Inside a line
 * one stack: an opener pushes, a closer pops. What finds no mate here is the
 * line's residue: first unmatched closers, then unmatched openers. The doc
 * floor pairs residues across nodes.
 */
#ifndef ADREF_TEXT_BRACKET_H
#define ADREF_TEXT_BRACKET_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/str.h"
#include "adref/text/token.h"

#define BRACKET_NONE ((size_t)-1)

struct bracket {
	size_t off, len;	/* the bracket character (1 or 3 bytes) */
	size_t attr_len;	/* bytes of attribution right behind, or 0 */
	size_t mate;		/* index in the same array, or BRACKET_NONE */
	size_t depth;		/* 1 for the outermost of this line */
	bool opens;
	bool wide;		/* full-width U+FF3B, U+FF3D */
};

struct brackets {
	struct bracket *at;
	size_t n, cap;
	size_t closers, openers;	/* the residue: how many of each */
};

#define BRACKETS_INIT { NULL, 0, 0, 0, 0 }

void brackets_read(struct brackets *brackets, const struct tokens *tokens,
	struct str line);
/* The same from the line alone. */
void brackets_read_line(struct brackets *brackets, struct str line);
void brackets_release(struct brackets *brackets);

/*
 * Index of the innermost opener whose pair holds the byte at off (its own
 * brackets and its attribution included); BRACKET_NONE when none does.
 */
size_t brackets_around(const struct brackets *brackets, size_t off);
/* Index of the n-th opener (n from 1), BRACKET_NONE when there are fewer. */
size_t brackets_opener(const struct brackets *brackets, size_t n);
/*
 * How many alternatives the group has that this opener belongs to: pairs at
 * the same depth in a row, closer (with attribution) and next opener with
 * nothing between. 1 when it stands alone. *first: index of the first opener.
 */
size_t brackets_alternatives(const struct brackets *brackets, size_t opener,
	size_t *first);

/*
 * A piece to be put in brackets: [from, to) of the line as it is.
 */
struct bracket_piece {
	size_t from, to;
};
struct bracket_pieces {
	struct bracket_piece *at;
	size_t n, cap;
};
/*
 * Cut [from, to) so that brackets around each piece nest properly with what
 * the line has: what would cross a pair is cut at that pair's edges, and a
 * footnote mark, escape, link or attribution is never cut in two (the range
 * grows to take it in). Blanks at the ends of a piece are left outside, and of
 * a range that was cut the pieces without a word are left out. An unmatched
 * bracket of the line is an edge too. Existing attributions stay with their
 * closer.
 *
 * Pieces never make alternatives (`][`) that were not there. Where one would
 * touch a bracket with no blank between: when what touches it has no word
 * (`[a], b`), that stays outside; otherwise the range grows to take in the
 * whole pair (`aa[bb]cc`, range `bb]cc`, gives one piece `[bb]cc`); of an
 * unmatched bracket the touching words stay outside. So there may be no piece.
 *
 * Put the brackets in from the last piece to the first.
 */
void bracket_cut(struct bracket_pieces *pieces, struct str line, size_t from,
	size_t to);
void bracket_pieces_release(struct bracket_pieces *pieces);

/* One point of a blank to fill: [X], [--], [...], [ ], [Placeholder …]. */
bool bracket_is_blank(struct str inside);

#endif
