/*
 * The text as an outline: which nodes are on the screen and where. The node
 * under the cursor is shown whole, the others in one row each. The first one
 * on the screen stays the first while the cursor moves among them, so that a
 * key redraws only what changed. Only what is on the screen is laid out.
 */
#include "view_outline.h"

#include <stdlib.h>

#include "adref/base/mem.h"

#include "view_piece.h"

/* Smaller bands have no room for a heading, nor for `more above`. */
enum { HEADING_FROM = 4, MORE_FROM = 5 };

struct outline {
	const struct paint *paint;
	struct node *place;
	struct piece piece;	/* the place */
	struct band band;
};

struct outline *
outline_new(const struct paint *paint)
{
	struct outline *outline = mem_new(1, sizeof(*outline));

	outline->paint = paint;
	outline->place = session_place(paint->session);
	if (outline->place)
		piece_make(&outline->piece, paint, outline->place,
			PIECE_PLACE);
	return outline;
}

void
outline_free(struct outline *outline)
{
	piece_release(&outline->piece);
	free(outline);
}

size_t
outline_wish(const struct outline *outline)
{
	if (!outline->place)
		return 1;
	return outline->piece.rows + (head_above(outline->place) != NULL);
}

/* Rows the heading takes above the first node. */
static size_t
heading_rows(const struct outline *outline, const struct node *top)
{
	return outline->band.rows >= HEADING_FROM && head_above(top) != NULL;
}

/* How many steps from a down to b; max when it is further or not there. */
static size_t
steps(const struct outline *outline, struct node *a, const struct node *b,
	size_t max)
{
	size_t n = 0;

	while (a && a != b && n < max) {
		a = session_next(outline->paint->session, a);
		n++;
	}
	return a == b ? n : max;
}

/* After a jump: some rows above the place, none left empty below. */
static struct node *
top_after_jump(const struct outline *outline)
{
	const struct session *session = outline->paint->session;
	struct node *top = outline->place, *prev;
	size_t room = outline->band.rows - 1, rows = outline->piece.rows;
	size_t above = room / 3, below;

	if (rows > room)
		return top;
	below = steps(outline, outline->place, NULL, room);
	if (rows + below + above < room + 1)
		above = room + 1 - rows - below;
	if (above > room - rows)
		above = room - rows;
	while (above-- && (prev = session_prev(session, top)))
		top = prev;
	return top;
}

/* The first node as it was, or the one above it that is on the outline. */
static struct node *
top_before(const struct outline *outline)
{
	const struct session *session = outline->paint->session;
	struct node *top = doc_find(session->doc, &outline->paint->view->top);

	while (top && top->parent && !session_shows(session, top))
		top = top->parent;
	return top && top->parent ? top : NULL;
}

static struct node *
top_now(const struct outline *outline)
{
	const struct session *session = outline->paint->session;
	size_t rows = outline->band.rows, from;
	struct node *top = top_before(outline);

	if (!top)
		return top_after_jump(outline);
	from = steps(outline, top, outline->place, 2 * rows);
	if (from == 2 * rows)
		return steps(outline, outline->place, top, rows) < rows
			? outline->place : top_after_jump(outline);
	while (top != outline->place && heading_rows(outline, top) + from +
	       outline->piece.rows > rows) {
		top = session_next(session, top);
		from--;
	}
	return top;
}

/* Rows of a paragraph on the screen when `more …` take theirs. */
struct window {
	size_t first, rows;
	bool above, below;
};

static void
window_fit(struct window *window, size_t rows, size_t room)
{
	bool more = room >= MORE_FROM;

	window->above = more && window->first > 0;
	window->rows = room - window->above;
	window->below = more && window->first + window->rows < rows;
	window->rows -= window->below;
}

/* The rows that show the cursor's, moved as little as can be. */
static struct window
window_at(const struct outline *outline, size_t room, size_t cursor)
{
	size_t rows = outline->piece.rows;
	struct window window = { outline->paint->view->top_row, 0, 0, 0 };

	if (rows <= room)
		return (struct window){ 0, rows, false, false };
	if (window.first > rows - room)
		window.first = rows - room + (room >= MORE_FROM);
	if (window.first > cursor)
		window.first = cursor;
	window_fit(&window, rows, room);
	while (cursor >= window.first + window.rows) {
		window.first++;
		window_fit(&window, rows, room);
	}
	return window;
}

static void
draw_more(const struct outline *outline, size_t row, const char *words)
{
	struct span span = { row, outline->piece.col, outline->paint->cols };

	paint_put(outline->paint, span, str_of(words), ROLE_DIM);
}

/* Draw the place from row on; returns the rows it took. */
static size_t
draw_place(struct outline *outline, size_t row)
{
	const struct paint *paint = outline->paint;
	size_t room = outline->band.row + outline->band.rows - row;
	size_t cursor, col;
	struct window window;

	piece_cell(&outline->piece, piece_cursor(&outline->piece), &cursor,
		&col);
	window = window_at(outline, room, cursor);
	paint->view->top_row = window.first;
	if (window.above)
		draw_more(outline, row, "more above");
	row += window.above;
	piece_draw(&outline->piece, (struct band){ row, window.rows },
		window.first);
	paint_cursor(paint, row + cursor - window.first, col);
	if (window.below)
		draw_more(outline, row + window.rows, "more below");
	return window.above + window.rows + window.below;
}

static void
draw_from(struct outline *outline, struct node *top)
{
	const struct paint *paint = outline->paint;
	size_t row = outline->band.row, end = row + outline->band.rows;
	struct piece piece = { 0 };

	if (heading_rows(outline, top))
		head_section(paint, row++, top);
	for (struct node *at = top; at && row < end;
	     at = session_next(paint->session, at)) {
		if (at == outline->place) {
			row += draw_place(outline, row);
			continue;
		}
		piece_make(&piece, paint, at, PIECE_ROW);
		piece_draw(&piece, (struct band){ row++, 1 }, 0);
	}
	piece_release(&piece);
}

static void
draw_empty(const struct outline *outline)
{
	const struct paint *paint = outline->paint;
	struct span span = paint_row(paint, outline->band.row);

	paint_cut(paint, span, str_of("This document has no text yet. "
		"`adref import FILE` brings one in."), ROLE_DIM);
	paint_cursor(paint, outline->band.row, span.col);
}

void
outline_draw(struct outline *outline, struct band band)
{
	struct node *top;

	outline->band = band;
	if (!band.rows)
		return;
	if (!outline->place) {
		draw_empty(outline);
		return;
	}
	top = top_now(outline);
	outline->paint->view->top = top->id;
	draw_from(outline, top);
}
