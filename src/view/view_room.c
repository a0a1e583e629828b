/*
 * The text for a room, which reads it from afar: few paragraphs, a blank row
 * between them, what is worked on whole and strong, and under it what of it is
 * not in the text yet. What it must not do: draw what is not for the room
 * (view_room_words.c knows).
 */
#include "view_paint.h"

#include <string.h>

#include "adref/text/words.h"
#include "view_piece.h"

enum {
	HEADING_FROM = 8,	/* rows, to have room for the heading */
	BESIDE_ROWS = 3,	/* of a paragraph beside the place, at most */
	ABOVE = 3		/* one of so many rows that are left stands
				 * above the place */
};

/* The paper, and the pen that goes down on it. */
struct sheet {
	const struct paint *paint;
	struct band left;	/* rows that are free */
};

static void
draw_words(const struct sheet *sheet, const char *words)
{
	struct span span = paint_row(sheet->paint, sheet->left.row);

	paint_cut(sheet->paint, span, str_of(words), ROLE_DIM);
}

static void
go_down(struct sheet *sheet, size_t rows)
{
	if (rows > sheet->left.rows)
		rows = sheet->left.rows;
	sheet->left.row += rows;
	sheet->left.rows -= rows;
}

/* The headings that a node stands under go into the row kept for them. */
static void
draw_heading(const struct sheet *sheet, const struct band *all,
	const struct node *node)
{
	if (sheet->left.row > all->row && head_above(node))
		head_section(sheet->paint, all->row, node);
}

static size_t
beside_rows(const struct piece *piece)
{
	return piece->rows < BESIDE_ROWS ? piece->rows : BESIDE_ROWS;
}

/* A paragraph beside the place and a blank row; where it is cut, dots. */
static void
draw_beside(struct sheet *sheet, struct piece *piece, const struct node *node)
{
	const struct paint *paint = sheet->paint;
	struct band band = sheet->left;
	size_t rows;

	piece_make(piece, paint, node, PIECE_BESIDE);
	rows = beside_rows(piece);
	if (band.rows > rows)
		band.rows = rows;
	piece_draw(piece, band, 0);
	go_down(sheet, rows);
	if (piece->rows > rows && sheet->left.rows)
		paint_put(paint, (struct span){ sheet->left.row, piece->col,
			paint->cols }, str_of(paint_ellipsis(paint)),
			ROLE_DIM);
	go_down(sheet, 1);
}

/* The first node that is shown, so that the place is not too far down. */
static struct node *
first_above(const struct sheet *sheet, struct piece *piece, struct node *place,
	size_t rows)
{
	const struct session *session = sheet->paint->session;
	struct node *first = place, *prev;

	while ((prev = session_prev(session, first))) {
		piece_make(piece, sheet->paint, prev, PIECE_BESIDE);
		if (beside_rows(piece) + 1 > rows)
			break;
		rows -= beside_rows(piece) + 1;
		first = prev;
	}
	return first;
}

/* `not yet saved: and all who help them`. */
static void
draw_unsaved(struct sheet *sheet, const struct piece *place)
{
	struct buf words = BUF_INIT, plain = BUF_INIT;

	if (!place->unsaved || !sheet->left.rows)
		return;
	for (size_t i = 0; i < place->come.n; i++) {
		const struct words_run *run = &place->come.at[i];

		if (run->op != '+')
			continue;
		buf_add_text(&plain, plain.len ? " " : "");
		words_add_plain(&plain, str_trim(str_part(place->line,
			run->off, run->len)));
	}
	buf_add_text(&words, "not yet saved");
	if (plain.len && !(room_hides(sheet->paint) &&
	    str_find(buf_str(&plain), 0, str_of("{")) < plain.len))
		buf_add_format(&words, ": %s", buf_text(&plain));
	draw_words(sheet, buf_text(&words));
	go_down(sheet, 1);
	buf_release(&words);
	buf_release(&plain);
}

/* The place whole; one that has no room goes by its cursor. */
static void
draw_place(struct sheet *sheet, const struct piece *place)
{
	struct band band = sheet->left;
	size_t row, col, first = 0;

	band.rows -= place->unsaved && band.rows > 1;
	if (band.rows > place->rows)
		band.rows = place->rows;
	piece_cell(place, piece_cursor(place), &row, &col);
	if (row >= band.rows)
		first = row + 1 - band.rows;
	piece_draw(place, band, first);
	paint_cursor(sheet->paint, band.row + row - first, col);
	go_down(sheet, band.rows);
	draw_unsaved(sheet, place);
}

static void
draw_text(struct sheet *sheet, struct node *at)
{
	struct band all = sheet->left;
	const struct session *session = sheet->paint->session;
	struct piece place = { 0 }, piece = { 0 };
	struct node *first;
	size_t need;

	if (all.rows >= HEADING_FROM)
		go_down(sheet, 2);
	piece_make(&place, sheet->paint, at, PIECE_PLACE);
	need = place.rows + place.unsaved;
	first = first_above(sheet, &piece, at, sheet->left.rows > need
		? (sheet->left.rows - need) / ABOVE : 0);
	draw_heading(sheet, &all, first);
	for (; first != at; first = session_next(session, first))
		draw_beside(sheet, &piece, first);
	draw_place(sheet, &place);
	go_down(sheet, 1);
	while (sheet->left.rows && (at = session_next(session, at)))
		draw_beside(sheet, &piece, at);
	piece_release(&place);
	piece_release(&piece);
}

void
room_draw(const struct paint *paint, struct band band)
{
	struct paint inner = *paint;
	struct sheet sheet = { &inner, band };
	struct node *place = session_place(paint->session);

	inner.margin = session_margin(paint->session);
	paint_cursor(paint, band.row, inner.margin);
	if (!band.rows)
		return;
	if (paint->session->beside.letter && room_hides(paint)) {
		draw_words(&sheet, "A letter is not for the room.");
	} else if (!place) {
		draw_words(&sheet, "This document has no text yet.");
	} else {
		draw_text(&sheet, place);
	}
}
