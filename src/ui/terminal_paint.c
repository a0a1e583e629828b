/*
 * The painter: row by row, only the cells that changed. Start at
 * painter_paint(). What it must not do: write, or look at a session.
 */
#include "terminal_paint.h"

#include <assert.h>

enum {
	GAP = 4,	/* cells cheaper written again than stepped over */
	TAIL = 4	/* blanks dearer than clearing to the end of the row */
};

void
painter_init(struct painter *painter, const struct terminal_info *info,
	bool utf8, enum look_set looks)
{
	memset(painter, 0, sizeof(*painter));
	painter->info = info;
	painter->utf8 = utf8;
	looks_make(painter->looks, looks, *info->colour ? info->colours : 0);
	painter->look = look_plain;
}

void
painter_release(struct painter *painter)
{
	buf_release(&painter->out);
	frame_release(&painter->painted);
}

void
painter_forget(struct painter *painter)
{
	painter->known = false;
	painter->placed = false;
}

void
painter_place(struct painter *painter, size_t row, size_t col)
{
	bool down = painter->placed && painter->row + 1 == row;

	if (painter->placed && painter->row == row && painter->col == col)
		return;
	/* Most ways are short: to a row's beginning, to the row below. */
	if (down && painter->col == col)
		buf_add_text(&painter->out, "\n");
	else if (down && !col)
		buf_add_text(&painter->out, "\r\n");
	else if (painter->placed && painter->row == row && !col)
		buf_add_text(&painter->out, "\r");
	else
		terminal_info_add(&painter->out, painter->info->place, row,
			col);
	painter->placed = true;
	painter->row = row;
	painter->col = col;
}

void
painter_look(struct painter *painter, struct look look)
{
	const struct terminal_info *info = painter->info;
	struct look now = painter->look;
	unsigned come;

	if (look_same(now, look))
		return;
	/* What is on goes off only all together. */
	if ((now.attributes & ~look.attributes) ||
	    (now.colour != look.colour && look.colour == LOOK_DEFAULT)) {
		buf_add_text(&painter->out, info->plain);
		now = look_plain;
	}
	come = look.attributes & ~(unsigned)now.attributes;
	if (come & LOOK_BOLD)
		buf_add_text(&painter->out, info->bold);
	if (come & LOOK_UNDERLINE)
		buf_add_text(&painter->out, info->underline);
	if (come & LOOK_REVERSE)
		buf_add_text(&painter->out, info->reverse);
	if (now.colour != look.colour)
		terminal_info_add(&painter->out, info->colour, look.colour, 0);
	painter->look = look;
}

static const struct cell *
row_of(const struct frame *frame, size_t row)
{
	return &frame->cells[row * frame->cols];
}

bool
painter_cell_same(const struct painter *painter, const struct cell *a,
	const struct cell *b)
{
	return a->len == b->len && !memcmp(a->bytes, b->bytes, a->len) &&
		look_same(look_of(painter->looks, a),
			look_of(painter->looks, b));
}

static bool
is_blank(const struct painter *painter, const struct cell *cell)
{
	return cell->len == 1 && cell->bytes[0] == ' ' &&
		look_same(look_of(painter->looks, cell), look_plain);
}

/* Weight and colour may stay on over the blanks between words. */
static bool
shows_on_blanks(struct look look)
{
	return look.attributes & (LOOK_UNDERLINE | LOOK_REVERSE);
}

/* A `?` has one column everywhere. */
static bool
is_doubtful(const struct painter *painter, const struct cell *cell)
{
	return painter->utf8 && cell->flags & CELL_DOUBTFUL;
}

static void
write_cluster(struct painter *painter, const struct cell *cell,
	size_t columns)
{
	if (painter->utf8 || (unsigned char)cell->bytes[0] < 0x80)
		buf_add(&painter->out, cell->bytes, cell->len);
	else
		buf_add_text(&painter->out, columns > 1 ? "? " : "?");
}

/* Write the cluster at col; returns the column behind it. */
static size_t
write_cell(struct painter *painter, const struct frame *frame, size_t row,
	size_t col)
{
	const struct cell *cell = &row_of(frame, row)[col];
	size_t columns = col + 1 < frame->cols && !cell[1].len ? 2 : 1;

	assert(cell->len);
	/* Writing there would scroll the whole screen. */
	if (!painter->info->sticks && row + 1 == frame->rows &&
	    col + columns == frame->cols)
		return frame->cols;
	painter_place(painter, row, col);
	if (!is_blank(painter, cell) || shows_on_blanks(painter->look))
		painter_look(painter, look_of(painter->looks, cell));
	if (is_doubtful(painter, cell)) {
		/* It may be drawn narrower than it is counted. */
		buf_add_fill(&painter->out, ' ', columns);
		painter->placed = false;
		painter_place(painter, row, col);
	}
	write_cluster(painter, cell, columns);
	painter->col += columns;
	/* Or wider; and behind the last column no two terminals agree. */
	if (is_doubtful(painter, cell) || painter->col >= frame->cols)
		painter->placed = false;
	return col + columns;
}

/* What of a row has to be written: [from, to). */
struct stretch {
	size_t from, to;
	bool all;	/* also what is the same in between */
};

static struct stretch
stretch_of(const struct painter *painter, const struct cell *old,
	const struct cell *new, size_t cols)
{
	struct stretch stretch = { cols, 0, false };
	bool doubtful = false;
	size_t col;

	for (col = 0; col < cols; col++) {
		if (!painter_cell_same(painter, &old[col], &new[col])) {
			if (stretch.from == cols)
				stretch.from = col;
			stretch.to = col + 1;
		}
		doubtful = doubtful || is_doubtful(painter, &old[col]) ||
			is_doubtful(painter, &new[col]);
	}
	/* A doubtful cluster written again may cover what is right of it. */
	if (stretch.to && doubtful) {
		stretch.all = true;
		stretch.to = cols;
	}
	return stretch;
}

/* The next column from col on that has to be written: the last one of the
 * stretch at the latest. */
static size_t
next_change(const struct painter *painter, const struct cell *old,
	const struct cell *new, size_t col, const struct stretch *stretch)
{
	while (!stretch->all &&
	       painter_cell_same(painter, &old[col], &new[col]))
		col++;
	assert(col < stretch->to);
	return col;
}

/* Clear from col to the end where nothing else is left to draw. */
static bool
clear_tail(struct painter *painter, const struct frame *frame, size_t row,
	size_t col, const struct stretch *stretch)
{
	const struct cell *cells = row_of(frame, row);
	size_t at;

	if (!*painter->info->clear_line || stretch->to - col < TAIL)
		return false;
	for (at = col; at < frame->cols; at++) {
		if (!is_blank(painter, &cells[at]))
			return false;
	}
	painter_place(painter, row, col);
	painter_look(painter, look_plain);
	buf_add_text(&painter->out, painter->info->clear_line);
	return true;
}

static void
paint_row(struct painter *painter, const struct frame *frame, size_t row)
{
	const struct cell *old = row_of(&painter->painted, row);
	const struct cell *new = row_of(frame, row);
	struct stretch stretch = stretch_of(painter, old, new, frame->cols);
	size_t col = stretch.from, change;

	while (col < stretch.to) {
		change = next_change(painter, old, new, col, &stretch);
		if (change - col > GAP || !painter->placed ||
		    painter->row != row || painter->col != col)
			col = change;
		/* A right half comes with its left one. */
		if (col > 0 && !new[col].len)
			col--;
		if (clear_tail(painter, frame, row, col, &stretch))
			break;
		col = write_cell(painter, frame, row, col);
	}
}

static void
paint_cursor(struct painter *painter, const struct frame *frame)
{
	const struct terminal_info *info = painter->info;

	if (frame->cursor_shown)
		painter_place(painter, frame->cursor_row, frame->cursor_col);
	if (painter->shown != frame->cursor_shown)
		buf_add_text(&painter->out, painter->shown ? info->hide :
			info->show);
	painter->shown = frame->cursor_shown;
}

/* An empty screen of the frame's size, and a cursor of known state. */
static void
begin_anew(struct painter *painter, const struct frame *frame)
{
	const struct terminal_info *info = painter->info;

	buf_add_text(&painter->out, info->plain);
	buf_add_text(&painter->out, info->clear);
	buf_add_text(&painter->out, info->hide);
	painter->look = look_plain;
	painter->shown = false;
	painter->placed = false;
	frame_clear(&painter->painted, frame->rows, frame->cols);
	painter->known = true;
}

static struct rows
rows_changed(const struct painter *painter, const struct frame *frame)
{
	const struct frame *old = &painter->painted;
	struct rows rows = { 0, frame->rows };

	while (rows.first < rows.end &&
	       frame_row_same(old, frame, rows.first))
		rows.first++;
	while (rows.first < rows.end &&
	       frame_row_same(old, frame, rows.end - 1))
		rows.end--;
	return rows;
}

void
painter_paint(struct painter *painter, const struct frame *frame)
{
	struct frame *painted = &painter->painted;
	bool anew = !painter->known || painted->rows != frame->rows ||
		painted->cols != frame->cols;
	struct rows changed;
	size_t row, bytes = frame->cols * sizeof(*frame->cells);

	if (anew)
		begin_anew(painter, frame);
	changed = rows_changed(painter, frame);
	if (!anew)
		painter_scroll(painter, frame, &changed);
	for (row = changed.first; row < changed.end; row++) {
		if (frame_row_same(painted, frame, row))
			continue;
		paint_row(painter, frame, row);
		memcpy(&painted->cells[row * frame->cols],
			row_of(frame, row), bytes);
	}
	painter_look(painter, look_plain);
	paint_cursor(painter, frame);
}
