/*
 * The frame: the one place where text becomes something to look at. Whatever
 * comes in, only cells come out, each with one cluster that is safe to send.
 * Start at frame_put(). What it must not do: know colours or a terminal.
 */
#include "adref/view/frame.h"

#include <assert.h>
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"

/* U+25CC, what Unicode draws a mark on that has lost its base. */
static const char dotted_circle[] = "\xE2\x97\x8C";
static const char replacement[] = "\xEF\xBF\xBD";
static const char joiner[] = "\xE2\x80\x8D";

static struct cell *
cell_at(const struct frame *frame, size_t row, size_t col)
{
	assert(row < frame->rows && col < frame->cols);
	return &frame->cells[row * frame->cols + col];
}

/* Bytes behind len are zero, so that cells compare by memory. */
static const struct cell blank = { .bytes = " ", .len = 1 };

static void
set_blank(struct cell *cell)
{
	*cell = blank;
}

void
frame_clear(struct frame *frame, size_t rows, size_t cols)
{
	size_t i;

	rows = rows ? rows : 1;
	cols = cols ? cols : 1;
	assert(cols <= SIZE_MAX / rows);
	if (rows != frame->rows || cols != frame->cols) {
		free(frame->cells);
		frame->cells = mem_new(rows * cols, sizeof(*frame->cells));
		frame->rows = rows;
		frame->cols = cols;
	}
	for (i = 0; i < cols; i++)
		set_blank(&frame->cells[i]);
	for (i = 1; i < rows; i++)
		memcpy(cell_at(frame, i, 0), frame->cells,
			cols * sizeof(*frame->cells));
	frame->cursor_row = frame->cursor_col = 0;
	frame->cursor_shown = false;
}

void
frame_release(struct frame *frame)
{
	free(frame->cells);
	*frame = (struct frame)FRAME_INIT;
}

/* How many bytes of a cluster fit a cell, cut at a character. */
static size_t
fitting(struct str cluster, size_t room)
{
	size_t off = 0, next;

	if (cluster.len <= room)
		return cluster.len;
	for (;; off = next) {
		utf8_at(cluster, off, &next);
		if (next > room)
			break;
	}
	/* A joiner with nothing behind it would join the next cell. */
	if (str_ends(str_part(cluster, 0, off), joiner))
		off -= strlen(joiner);
	return off;
}

/* Whoever loses one half of a two-column cluster loses the other. */
static void
break_wide(struct frame *frame, size_t row, size_t col)
{
	struct cell *cell = cell_at(frame, row, col);

	/* A right half has its left one beside it. */
	assert(cell->len || col > 0);
	if (!cell->len)
		set_blank(cell - 1);
	if (cell->len && col + 1 < frame->cols && !cell[1].len)
		set_blank(cell + 1);
}

static void
set_bytes(struct cell *cell, struct str first, struct str second)
{
	memcpy(cell->bytes, first.at, first.len);
	memcpy(cell->bytes + first.len, second.at, second.len);
	cell->len = (unsigned char)(first.len + second.len);
}

/*
 * A cluster without columns needs something to sit on, else it would change
 * its neighbour. Number signs of Arabic sit on what is behind them: those
 * without a number cannot be shown.
 */
static void
set_on_circle(struct cell *cell, struct str cluster)
{
	struct str circle = str_of(dotted_circle);

	cluster.len = fitting(cluster, CELL_BYTES - circle.len);
	set_bytes(cell, circle, cluster);
	if (utf8_next(str_make(cell->bytes, cell->len), 0) < cell->len)
		set_bytes(cell, str_of(replacement), str_of(""));
}

static void
put_cluster(struct frame *frame, size_t row, size_t col,
	struct str cluster, enum role role)
{
	struct cell *cell = cell_at(frame, row, col);
	size_t columns = utf8_width(cluster) > 1 ? 2 : 1, i;

	for (i = 0; i < columns; i++) {
		break_wide(frame, row, col + i);
		memset(&cell[i], 0, sizeof(cell[i]));
		cell[i].role = (unsigned char)role;
	}
	cluster.len = fitting(cluster, CELL_BYTES);
	if (utf8_width(cluster))
		set_bytes(cell, cluster, str_of(""));
	else
		set_on_circle(cell, cluster);
	if (utf8_is_doubtful(str_make(cell->bytes, cell->len)))
		cell->flags = CELL_DOUBTFUL;
}

/* How many bytes from off on are clusters: ASCII that nothing joins. What is
 * no ASCII behind it may; controls are not in what is safe. */
static size_t
plain_len(struct str text, size_t off)
{
	size_t end = off;

	while (end < text.len && (unsigned char)text.at[end] < 0x80)
		end++;
	if (end > off && end < text.len)
		end--;
	return end - off;
}

static void
put_plain(struct frame *frame, size_t row, size_t col, struct str run,
	enum role role)
{
	struct cell *cells = cell_at(frame, row, col);

	break_wide(frame, row, col);
	break_wide(frame, row, col + run.len - 1);
	for (size_t i = 0; i < run.len; i++) {
		set_blank(&cells[i]);
		cells[i].bytes[0] = run.at[i];
		cells[i].role = (unsigned char)role;
	}
}

static size_t
put_safe(struct frame *frame, size_t row, size_t col, size_t end,
	struct str text, enum role role)
{
	size_t off = 0, columns, len;

	for (; off < text.len && col < end; off += len, col += columns) {
		struct str cluster;

		columns = len = plain_len(text, off);
		if (len) {
			if (len > end - col)
				columns = len = end - col;
			put_plain(frame, row, col, str_part(text, off, len),
				role);
			continue;
		}
		len = utf8_next(text, off) - off;
		cluster = str_part(text, off, len);
		columns = utf8_width(cluster) > 1 ? 2 : 1;
		if (columns > end - col)
			break;
		put_cluster(frame, row, col, cluster, role);
	}
	return col;
}

size_t
frame_put(struct frame *frame, size_t row, size_t col, size_t end,
	struct str text, enum role role)
{
	struct buf safe = BUF_INIT;

	if (end > frame->cols)
		end = frame->cols;
	if (row >= frame->rows || col >= end)
		return col;
	if (utf8_is_safe(text))
		return put_safe(frame, row, col, end, text, role);
	utf8_add_safe(&safe, text);
	col = put_safe(frame, row, col, end, buf_str(&safe), role);
	buf_release(&safe);
	return col;
}

void
frame_fill(struct frame *frame, size_t row, size_t col, size_t end,
	struct str cluster, enum role role)
{
	size_t first = col;

	if (end > frame->cols)
		end = frame->cols;
	if (row >= frame->rows || col >= end)
		return;
	for (col = frame_put(frame, row, first, end, cluster, role);
	     col < end; col++) {
		break_wide(frame, row, col);
		*cell_at(frame, row, col) = *cell_at(frame, row, first);
	}
}

void
frame_flag(struct frame *frame, size_t row, size_t from, size_t to,
	enum cell_flags flags)
{
	size_t col;

	if (row >= frame->rows)
		return;
	for (col = from; col < to && col < frame->cols; col++)
		cell_at(frame, row, col)->flags |= (unsigned char)flags;
}

bool
frame_row_same(const struct frame *a, const struct frame *b, size_t row)
{
	assert(a->cols == b->cols);
	return !memcmp(cell_at(a, row, 0), cell_at(b, row, 0),
		a->cols * sizeof(*a->cells));
}

void
frame_add_text(struct buf *out, const struct frame *frame)
{
	size_t row, col, end;

	for (row = 0; row < frame->rows; row++) {
		end = out->len;
		for (col = 0; col < frame->cols; col++) {
			const struct cell *cell = cell_at(frame, row, col);

			buf_add(out, cell->bytes, cell->len);
			if (cell->len > 1 || cell->bytes[0] != ' ')
				end = out->len;
		}
		buf_cut(out, end);
		buf_add_char(out, '\n');
	}
}
