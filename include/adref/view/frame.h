/*
 * A frame: cells with roles, and where the cursor stands. Views draw into it;
 * one file turns it into a terminal, another into text. What is drawn is safe
 * already: frame_put() lets no control character through.
 *
 * Always: each cell holds one cluster (its bytes), or is the right half of a
 * two-column cluster (len 0).
 */
#ifndef ADREF_VIEW_FRAME_H
#define ADREF_VIEW_FRAME_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"

enum role {
	ROLE_PLAIN, ROLE_HEAD, ROLE_HEAD_PARTY, ROLE_SECTION, ROLE_NUMBER,
	ROLE_BRACKET, ROLE_INSIDE, ROLE_SLIP, ROLE_MARK, ROLE_LINK,
	ROLE_NAMES, ROLE_BLANK, ROLE_EMPHASIS, ROLE_STRONG, ROLE_DIM,
	ROLE_FLAG, ROLE_RULE, ROLE_PANEL, ROLE_MESSAGE, ROLE_REFUSAL,
	ROLE_KEY, ROLE_KEY_TEXT, ROLE_PROMPT, ROLE_ADDED, ROLE_DELETED,
	ROLE_RESERVED, ROLE_AD_REF, ROLE_AGREED,
	ROLE_COUNT
};

/* A cluster: a base and five marks fit, and a family of four. */
enum { CELL_BYTES = 29 };

struct cell {
	char bytes[CELL_BYTES];
	unsigned char len;	/* 0: right half of the cell to the left */
	unsigned char role;	/* enum role */
	unsigned char flags;	/* enum cell_flags */
};
enum cell_flags {
	CELL_CURSOR_LINE = 1,	/* of the node under the cursor */
	CELL_SELECTED = 2,
	CELL_DOUBTFUL = 4,	/* terminals disagree about its width */
	CELL_MISSPELT = 8	/* of a word that no dictionary knows */
};

struct frame {
	struct cell *cells;	/* rows * cols */
	size_t rows, cols;
	size_t cursor_row, cursor_col;
	bool cursor_shown;
};

#define FRAME_INIT { NULL, 0, 0, 0, 0, false }

/* Make it rows x cols (at least 1 x 1) of blanks in ROLE_PLAIN. */
void frame_clear(struct frame *frame, size_t rows, size_t cols);
void frame_release(struct frame *frame);
/*
 * Draw text (untrusted bytes) at row, col, cut at the column `end` (or the
 * frame's edge); returns the column behind it. A two-column cluster that
 * does not fit is left out.
 */
size_t frame_put(struct frame *frame, size_t row, size_t col, size_t end,
	struct str text, enum role role);
/* Draw a cluster of one column into all cells [col, end) of a row. */
void frame_fill(struct frame *frame, size_t row, size_t col, size_t end,
	struct str cluster, enum role role);
/* Add flags to cells [from, to) of a row. */
void frame_flag(struct frame *frame, size_t row, size_t from, size_t to,
	enum cell_flags flags);
/* Whether a row of two frames of as many columns shows the same. */
bool frame_row_same(const struct frame *a, const struct frame *b, size_t row);
/*
 * Append the frame as text: one line a row, trailing blanks off, a newline
 * behind each. With marks, the cursor's cell is not shown; see view_play().
 */
void frame_add_text(struct buf *out, const struct frame *frame);

#endif
