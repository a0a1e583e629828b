/*
 * One node laid out: the rows it has on the screen, and where its bytes stand
 * in them.
 *
 * A node is shown in one row, cut; or whole (the one under the cursor), over
 * as many rows as it needs. The former is drawn before the next is made: its
 * layout lasts no longer.
 */
#ifndef ADREF_SRC_VIEW_PIECE_H
#define ADREF_SRC_VIEW_PIECE_H

#include "adref/text/layout.h"
#include "adref/text/words.h"
#include "view_paint.h"

/* More words than this are not marked. */
enum { PIECE_MISSPELT = 16 };

struct piece {
	const struct paint *paint;
	const struct node *node;
	bool whole;		/* all rows, not one */
	bool place;		/* under the cursor: with a bar */
	bool typing;		/* shows what is being typed */
	bool rtl;		/* nothing else may stand on its rows */
	bool selected;		/* as a whole */
	bool stand_in;		/* shows words of ours, not the line's */
	size_t col;		/* of the frame, where the layout begins */
	size_t width;		/* of the layout */
	size_t base;		/* byte of the line where the layout begins */
	size_t rows;
	struct str line;	/* what is laid out */
	struct buf own;		/* the line's bytes when they are ours */
	struct buf marks;
	const struct layout *layout;	/* own, or kept by the view */
	struct layout own_layout;
	struct misspelt misspelt[PIECE_MISSPELT];	/* bytes of line */
	size_t misspelt_n;
	bool unsaved;		/* for a room: some words are not in the text
				 * yet, which is */
	struct words_diff come;	/* '+' in this, of the line */
};

enum piece_form {
	PIECE_ROW,		/* one row of it */
	PIECE_BESIDE,		/* all rows, beside the place */
	PIECE_PLACE		/* the place itself */
};
/* Lay node out; what the piece held is replaced. */
void piece_make(struct piece *piece, const struct paint *paint,
	const struct node *node, enum piece_form form);
/* Draw rows [first, first + band.rows) of it into the band. */
void piece_draw(const struct piece *piece, struct band band, size_t first);
/* Row and frame column of a byte of the node's line. */
void piece_cell(const struct piece *piece, size_t off, size_t *row,
	size_t *col);
/* Where the cursor is: a byte of the node's line, or of what is typed. */
size_t piece_cursor(const struct piece *piece);
void piece_release(struct piece *piece);

#endif
