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
	LENS_SOURCE,	/* every byte: for editing */
	LENS_CLEAN,	/* as if all brackets were lifted */
	LENS_NAMED	/* as LENS_TEXT, with names after brackets */
};

struct layout_run {
	size_t row, col, width;		/* cells; col from the left edge 0 */
	size_t off, len;		/* bytes of the source it stands for */
	size_t show_off, show_len;	/* bytes of layout.shown: what to draw */
	enum text_role role;
};

struct layout {
	struct layout_run *at;
	size_t n, cap;
	size_t rows;			/* at least 1 */
	struct buf shown;		/* safe text (utf8_add_safe) of all runs */
};

#define LAYOUT_INIT { NULL, 0, 0, 0, BUF_INIT }

/* How marks and names are shown: filled by a view, all may be NULL. */
struct layout_style {
	enum lens lens;
	size_t width;		/* cells of a row, at least 1 */
	size_t hang;		/* first column of rows after the first */
	size_t first;		/* first column of the first row */
	/* Append what a footnote mark is shown as; NULL: `[^label]`. */
	void (*mark)(void *ctx, struct buf *out, struct str label);
	/* Append what an attribution is shown as with LENS_NAMED. */
	void (*names)(void *ctx, struct buf *out, struct str attribution);
	/* Whether the n-th bracket of the line (from 0) is a slip. */
	int (*slip)(void *ctx, size_t n);
	void *ctx;
};

void layout_line(struct layout *layout, struct str line,
	const struct layout_style *style);
void layout_release(struct layout *layout);

/*
 * The cell of the source offset off: its row and column; past the end, the
 * cell after the last. For a byte that is not shown, the next shown one's.
 */
void layout_cell(const struct layout *layout, size_t off, size_t *row,
	size_t *col);
/* The source offset nearest to a cell; for up and down motion. */
size_t layout_off(const struct layout *layout, size_t row, size_t col);

#endif
