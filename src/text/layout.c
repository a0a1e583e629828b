/*
 * Pieces into rows, and the way between offsets and cells.
 *
 * What is shown, and how, is layout_piece.c's. Rows are filled one after the
 * other and never looked at again, so that a line costs as much as it is long.
 */
#include "adref/text/layout.h"

#include <assert.h>
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "layout_piece.h"

struct filler {
	struct layout *out;
	size_t hang;
	size_t row, col;	/* the next cell */
	size_t last;		/* where in shown the last cluster begins */
	bool placed;		/* something stands on this row */
};

/* All of a piece, or a cluster of it; offsets within what it shows. */
struct part {
	const struct piece *piece;
	size_t from, to, width;
};

/* Leave two columns for text where there are two. */
static size_t
margin(size_t col, size_t width)
{
	size_t most = width > 2 ? width - 2 : 0;

	return col < most ? col : most;
}

static void
new_row(struct filler *filler)
{
	filler->row++;
	filler->col = filler->hang;
	filler->placed = false;
}

static void
push(struct layout *layout, struct layout_run run)
{
	layout->at = mem_grow(layout->at, &layout->cap, layout->n + 1,
		sizeof(*layout->at));
	layout->at[layout->n++] = run;
}

/* The last run of this row, NULL when the row is empty. */
static struct layout_run *
last_run(const struct filler *filler)
{
	struct layout *out = filler->out;

	if (!out->n || out->at[out->n - 1].row != filler->row)
		return NULL;
	return out->at + out->n - 1;
}

/* Whether the clusters at the end of the last run and in front stay apart. */
static bool
stays_apart(const struct filler *filler, const struct layout_run *run)
{
	struct str shown = buf_str(&filler->out->shown);
	size_t end = run->show_off + run->show_len;

	return utf8_next(str_part(shown, filler->last, end - filler->last),
		0) == run->show_off - filler->last;
}

static bool
merge(struct filler *filler, const struct layout_run *run)
{
	struct layout_run *last = last_run(filler);

	if (!last || last->role != run->role || last->whole != run->whole ||
	    last->off + (run->whole ? 0 : last->len) != run->off ||
	    !stays_apart(filler, run))
		return false;
	assert(last->show_off + last->show_len == run->show_off);
	if (!run->whole)
		last->len += run->len;
	last->show_len += run->show_len;
	last->width += run->width;
	return true;
}

static void
put(struct filler *filler, const struct part *part)
{
	const struct piece *piece = part->piece;
	struct layout_run run = {
		.row = filler->row, .col = filler->col, .width = part->width,
		.off = piece->off, .len = piece->len,
		.show_off = piece->show_off + part->from,
		.show_len = part->to - part->from,
		.role = piece->role, .whole = piece->whole
	};

	if (!piece->whole) {
		run.off += part->from;
		run.len = run.show_len;
	}
	if (!merge(filler, &run))
		push(filler->out, run);
	filler->col += part->width;
	filler->last = part->to == piece->show_len ? piece->last :
		run.show_off;
	filler->placed = true;
}

/* A cluster wider than any row. */
static void
put_substitute(struct filler *filler, const struct part *part)
{
	struct buf *shown = &filler->out->shown;
	struct piece piece = *part->piece;

	if (!piece.whole) {
		piece.off += part->from;
		piece.len = part->to - part->from;
	}
	piece.whole = true;
	piece.show_off = piece.last = shown->len;
	utf8_add(shown, UTF8_BAD);
	put(filler, &(struct part){ &piece, 0, shown->len - piece.show_off,
		1 });
}

/* A blank beyond the end of its row: nothing more fits behind it. */
static void
hang(struct filler *filler, const struct part *part)
{
	const struct piece *piece = part->piece;
	struct layout_run *last = last_run(filler);
	struct layout_run run = {
		.row = filler->row, .col = filler->out->width - 1,
		.off = piece->off, .len = piece->len,
		.show_off = piece->show_off, .role = piece->role,
		.whole = true
	};

	if (!piece->whole) {
		run.off += part->from;
		run.len = part->to - part->from;
	}
	filler->col = filler->out->width;
	if (last && !last->show_len && last->off + last->len == run.off)
		last->len += run.len;
	else
		push(filler->out, run);
}

static bool
fits(const struct filler *filler, size_t width)
{
	return filler->col + width <= filler->out->width;
}

static void
put_cluster(struct filler *filler, const struct part *part)
{
	bool blank = part->piece->class == PIECE_BLANK;
	size_t most = filler->out->width;

	if (!fits(filler, part->width) && blank) {
		hang(filler, part);
		return;
	}
	if (!fits(filler, part->width < most ? part->width : most))
		new_row(filler);
	if (part->width > most)
		put_substitute(filler, part);
	else
		put(filler, part);
}

static void
put_piece(struct filler *filler, const struct piece *piece)
{
	struct part part = { piece, 0, piece->show_len, piece->width };

	if (fits(filler, piece->width)) {
		put(filler, &part);
		return;
	}
	for (; part.from < piece->show_len; part.from = part.to) {
		/* Taken anew: what is shown moves when it grows. */
		struct str shown = str_part(buf_str(&filler->out->shown),
			piece->show_off, piece->show_len);

		part.to = utf8_next(shown, part.from);
		part.width = (size_t)utf8_width(str_part(shown, part.from,
			part.to - part.from));
		put_cluster(filler, &part);
	}
}

/* Pieces no row may end between; how many there are at first, and how wide. */
static size_t
word_at(const struct pieces *pieces, size_t first, size_t *width)
{
	size_t i = first;

	*width = pieces->at[i].width;
	for (i++; i < pieces->n; i++) {
		const struct piece *piece = pieces->at + i;

		if (piece->class == PIECE_BLANK ||
		    piece_may_part(piece[-1].class, piece->class))
			break;
		*width += piece->width;
	}
	return i - first;
}

static void
fill(struct filler *filler, const struct pieces *pieces)
{
	size_t i = 0, n, width;

	while (i < pieces->n) {
		if (pieces->at[i].class == PIECE_BLANK) {
			put_piece(filler, pieces->at + i++);
			continue;
		}
		n = word_at(pieces, i, &width);
		if (!fits(filler, width) && (filler->placed ||
		    width <= filler->out->width - filler->hang))
			new_row(filler);
		while (n--)
			put_piece(filler, pieces->at + i++);
	}
}

void
layout_line(struct layout *layout, struct str line,
	const struct layout_style *style)
{
	struct pieces pieces = PIECES_INIT;
	struct filler filler = { .out = layout };

	layout->n = 0;
	buf_clear(&layout->shown);
	layout->width = style->width ? style->width : 1;
	layout->first = margin(style->first, layout->width);
	filler.hang = margin(style->hang, layout->width);
	filler.col = layout->first;
	layout->asked = pieces_read(&pieces, &layout->shown, line, style);
	fill(&filler, &pieces);
	layout->rows = filler.row + 1;
	pieces_release(&pieces);
}

void
layout_release(struct layout *layout)
{
	free(layout->at);
	buf_release(&layout->shown);
	*layout = (struct layout)LAYOUT_INIT;
}

static struct str
shown_of(const struct layout *layout, const struct layout_run *run)
{
	return str_part(buf_str(&layout->shown), run->show_off, run->show_len);
}

/* The first run that ends behind off; layout->n when none does. */
static size_t
run_of_off(const struct layout *layout, size_t off)
{
	size_t low = 0, high = layout->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct layout_run *run = layout->at + middle;

		if (run->off + run->len > off)
			high = middle;
		else
			low = middle + 1;
	}
	return low;
}

static void
end_cell(const struct layout *layout, size_t *row, size_t *col)
{
	*row = 0;
	*col = layout->first;
	if (layout->n) {
		const struct layout_run *last = layout->at + layout->n - 1;

		*row = last->row;
		*col = last->col + last->width;
	}
	if (*col && *col >= layout->width)
		*col = layout->width - 1;
}

void
layout_cell(const struct layout *layout, size_t off, size_t *row, size_t *col)
{
	size_t found = run_of_off(layout, off), at = 0, next;
	const struct layout_run *run;
	struct str shown;

	if (found == layout->n) {
		end_cell(layout, row, col);
		return;
	}
	run = layout->at + found;
	*row = run->row;
	*col = run->col;
	if (run->whole || off <= run->off)
		return;
	shown = shown_of(layout, run);
	for (; (next = utf8_next(shown, at)) <= off - run->off; at = next)
		*col += (size_t)utf8_width(str_part(shown, at, next - at));
}

/* The last run that begins at or before the cell; layout->n if none does. */
static size_t
run_of_cell(const struct layout *layout, size_t row, size_t col)
{
	size_t low = 0, high = layout->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct layout_run *run = layout->at + middle;

		if (run->row > row || (run->row == row && run->col > col))
			high = middle;
		else
			low = middle + 1;
	}
	if (!low)
		return layout->n;
	/* A hanging blank shares its column with what is drawn there. */
	while (low > 1 && !layout->at[low - 1].width &&
	       layout->at[low - 2].row == row &&
	       layout->at[low - 2].col + layout->at[low - 2].width > col)
		low--;
	return low - 1;
}

/* The cluster of a run at col, or its last. */
static size_t
off_in_run(const struct layout *layout, const struct layout_run *run,
	size_t col)
{
	struct str shown = shown_of(layout, run);
	size_t at = 0, next, here = run->col;

	if (run->whole)
		return run->off;
	for (; (next = utf8_next(shown, at)) < shown.len; at = next) {
		here += (size_t)utf8_width(str_part(shown, at, next - at));
		if (here > col)
			break;
	}
	return run->off + at;
}

size_t
layout_off(const struct layout *layout, size_t row, size_t col)
{
	size_t found;
	const struct layout_run *run;

	if (!layout->n)
		return 0;
	if (row >= layout->rows)
		row = layout->rows - 1;
	found = run_of_cell(layout, row, col);
	if (found == layout->n)
		return layout->at[0].off;
	run = layout->at + found;
	if (run->row < row)	/* left of all there is on the row */
		return found + 1 < layout->n ? run[1].off :
			run->off + run->len;
	if (found + 1 == layout->n && col >= run->col + run->width)
		return run->off + run->len;
	return off_in_run(layout, run, col);
}
