/*
 * Finding rows that only moved up or down and letting the terminal move
 * them: a dozen bytes where painting them again costs thousands. What it must
 * not do: paint; the rows that come in are left blank for the painter.
 */
#include <stdint.h>
#include <stdlib.h>

#include "adref/base/mem.h"
#include "terminal_paint.h"

enum {
	WORTH = 3,	/* rows that must be spared at least */
	ALIKE = 8	/* cells that nearly equal rows may differ in */
};

/* Rows [to, to + n) of the new frame are [from, from + n) of the old. */
struct move {
	size_t from, to, n;
	size_t spared;		/* of them, rows not to be painted */
};

/* FNV-1a over what painter_cell_same() looks at. */
static uint64_t
hash_row(const struct painter *painter, const struct frame *frame, size_t row)
{
	const struct cell *cell = &frame->cells[row * frame->cols];
	const struct cell *end = cell + frame->cols;
	uint64_t hash = 14695981039346656037u;
	size_t i;

	for (; cell < end; cell++) {
		struct look look = look_of(painter->looks, cell);

		for (i = 0; i < cell->len; i++)
			hash = (hash ^ (unsigned char)cell->bytes[i]) *
				1099511628211u;
		hash = (hash ^ (unsigned)(look.colour << 8 |
			look.attributes)) * 1099511628211u;
	}
	return hash;
}

/* The best run of rows that moved by exactly this much. */
static void
find_run(const uint64_t *old, const uint64_t *new, size_t rows,
	long by, struct move *best)
{
	struct move run = { 0, 0, 0, 0 };
	size_t row, from;

	for (row = 0; row < rows; row++) {
		from = row + (size_t)by;
		if (from >= rows || new[row] != old[from]) {
			run.n = run.spared = 0;
			continue;
		}
		if (!run.n++) {
			run.to = row;
			run.from = from;
		}
		run.spared += new[row] != old[row];
		if (run.spared > best->spared)
			*best = run;
	}
}

/* Whether row `from` of the screen is nearly row `to` of the frame. */
static bool
is_alike(const struct painter *painter, size_t from,
	const struct frame *frame, size_t to)
{
	const struct cell *old = &painter->painted.cells[from * frame->cols];
	const struct cell *new = &frame->cells[to * frame->cols];
	size_t col, changed = 0;

	for (col = 0; col < frame->cols; col++)
		changed += !painter_cell_same(painter, &old[col], &new[col]);
	return changed <= ALIKE;
}

/*
 * Take the row behind along when it moved too and lost no more than the
 * cursor's mark: the cursor stands at the edge when a page moves.
 */
static void
extend_move(struct move *move, const struct painter *painter,
	const struct frame *frame)
{
	size_t from = move->from + move->n, to = move->to + move->n;
	size_t left = from > to ? from : to;

	if (left < frame->rows && is_alike(painter, from, frame, to) &&
	    !is_alike(painter, left, frame, left))
		move->n++;
	if (!move->from || !move->to)
		return;
	from = move->from - 1;
	to = move->to - 1;
	left = from < to ? from : to;
	if (!is_alike(painter, from, frame, to) ||
	    is_alike(painter, left, frame, left))
		return;
	move->from--;
	move->to--;
	move->n++;
}

/* What moved is between the rows that changed; few need no look. */
static bool
find_move(const struct painter *painter, const struct frame *frame,
	const struct rows *changed, struct move *best)
{
	size_t rows = changed->end - changed->first, row;
	uint64_t *old, *new;
	long by;

	*best = (struct move){ 0, 0, 0, 0 };
	if (rows < WORTH)
		return false;
	old = mem_new(rows, sizeof(*old));
	new = mem_new(rows, sizeof(*new));
	for (row = 0; row < rows; row++) {
		old[row] = hash_row(painter, &painter->painted,
			changed->first + row);
		new[row] = hash_row(painter, frame, changed->first + row);
	}
	for (by = 1; by < (long)rows; by++) {
		find_run(old, new, rows, by, best);
		find_run(old, new, rows, -by, best);
	}
	free(old);
	free(new);
	best->from += changed->first;
	best->to += changed->first;
	if (best->spared >= WORTH)
		extend_move(best, painter, frame);
	return best->spared >= WORTH;
}

/* The same move in what is known of the screen. */
static void
move_painted(struct frame *painted, const struct move *move)
{
	struct frame blank = FRAME_INIT;
	size_t width = painted->cols, row, first, last;

	memmove(&painted->cells[move->to * width],
		&painted->cells[move->from * width],
		move->n * width * sizeof(*painted->cells));
	first = move->to < move->from ? move->to + move->n : move->from;
	last = move->to < move->from ? move->from + move->n : move->to;
	frame_clear(&blank, 1, width);
	for (row = first; row < last; row++)
		memcpy(&painted->cells[row * width], blank.cells,
			width * sizeof(*blank.cells));
	frame_release(&blank);
}

void
painter_scroll(struct painter *painter, const struct frame *frame,
	struct rows *changed)
{
	const struct terminal_info *info = painter->info;
	bool up;
	size_t top, end, n;
	struct move move;

	if (!*info->region || !*info->scroll || !*info->scroll_back ||
	    !find_move(painter, frame, changed, &move))
		return;
	up = move.to < move.from;
	top = up ? move.to : move.from;
	end = (up ? move.from : move.to) + move.n;
	painter_look(painter, look_plain);
	terminal_info_add(&painter->out, info->region, top, end - 1);
	/* Setting a region puts the cursor somewhere else. */
	painter->placed = false;
	painter_place(painter, up ? end - 1 : top, 0);
	for (n = up ? move.from - move.to : move.to - move.from; n; n--)
		buf_add_text(&painter->out, up ? info->scroll :
			info->scroll_back);
	terminal_info_add(&painter->out, info->region, 0, frame->rows - 1);
	painter->placed = false;
	move_painted(&painter->painted, &move);
	*changed = (struct rows){ 0, frame->rows };
}
