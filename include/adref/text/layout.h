/*
 * One line of source laid into rows of a given width.
 *
 * A layout is a list of runs, each on one row, each showing some bytes of the
 * source in one role. What is not shown (emphasis stars, attributions, unless
 * the lens says so) has no run. Rows break at blanks, between ideographs, or,
 * when one word is wider than the row, inside it between clusters.
 */
#ifndef ADREF_TEXT_LAYOUT_H
#define ADREF_TEXT_LAYOUT_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"

enum text_role {
	TEXT_PLAIN, TEXT_EMPHASIS, TEXT_STRONG, TEXT_NUMBER, TEXT_BRACKET,
	TEXT_SLIP, TEXT_MARK, TEXT_LINK, TEXT_NAMES, TEXT_BLANK, TEXT_INSIDE
};

/* What is shown of a line. */
enum lens {
	LENS_TEXT,	/* brackets and marks; no stars, names, link targets */
	LENS_SOURCE,	/* every byte, but marks by the style: for editing */
	LENS_NAMED	/* as LENS_TEXT, with names before the closing bracket:
			 * their run is the bracket's, and its run theirs */
};

struct layout_run {
	size_t row, col, width;		/* cells; col from the left edge 0 */
	size_t off, len;		/* bytes of the source it stands for */
	size_t show_off, show_len;	/* of layout.shown: what to draw */
	enum text_role role;
	bool whole;			/* shown for all its bytes; else byte by
					 * byte: what is shown is the source */
};

/*
 * Always: runs are in the order of the source and of the cells; those of a row
 * leave no cell between them; a run shows whole clusters, none of them without
 * a column. What is shown as a whole (a mark, `<U+202E>`) and needs several
 * rows has a run on each, all of the same off and len. A blank beyond the end
 * of its row is a run of no width, with nothing to draw, on the row's last
 * column, so that the cursor has a cell.
 */
struct layout {
	struct layout_run *at;
	size_t n, cap;
	size_t rows;			/* at least 1 */
	struct buf shown;		/* of all runs, by utf8_add_safe() */
	size_t width, first;		/* of the style, as they were used */
	bool asked;			/* a function of the style was */
};

#define LAYOUT_INIT { NULL, 0, 0, 0, BUF_INIT, 0, 0, false }

/* How marks and names are shown: filled by a view, all may be NULL. */
struct layout_style {
	enum lens lens;
	size_t width;		/* cells of a row, at least 1 */
	size_t hang;		/* first column of rows after the first */
	size_t first;		/* first column of the first row; both leave
				 * two columns for text where there are two */
	/* Append what a footnote mark is shown as; NULL: `[^label]`. */
	void (*mark)(void *ctx, struct buf *out, struct str label);
	/* Append what an attribution is shown as with LENS_NAMED. */
	void (*names)(void *ctx, struct buf *out, struct str attribution);
	/* Whether the n-th bracket of the line (from 0) is a slip. */
	int (*slip)(void *ctx, size_t n);
	void *ctx;
};

/*
 * Lay line into rows (what layout held is replaced, its memory used again). A
 * cluster of two columns in a row of one is shown as U+FFFD.
 */
void layout_line(struct layout *layout, struct str line,
	const struct layout_style *style);
void layout_release(struct layout *layout);

/*
 * The same from what was laid out before, *kept (NULL at first), when nothing
 * but the line and the numbers of the style had a part in it: what functions
 * answered is asked anew each time. Valid until the next call.
 */
struct layout_kept;
const struct layout *layout_keep(struct layout_kept **kept, struct str line,
	const struct layout_style *style);
void layout_kept_free(struct layout_kept *kept);

/*
 * The cell of the source offset off: its row and column; past the end, the
 * cell after the last. For a byte that is not shown, the next shown one's. The
 * column is one of the row: after a full row, its last.
 */
void layout_cell(const struct layout *layout, size_t off, size_t *row,
	size_t *col);
/*
 * The source offset nearest to a cell, for up and down motion: behind the end
 * of a row the last on it, behind that of the last row the end of the line.
 */
size_t layout_off(const struct layout *layout, size_t row, size_t col);

#endif
