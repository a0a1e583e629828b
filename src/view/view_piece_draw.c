/*
 * Drawing a node that is laid out: its runs in their roles, the bar, the
 * bullet, the marks, what is selected.
 */
#include "view_piece.h"

#include <string.h>

#include "adref/base/utf8.h"
#include "adref/doc/notes.h"

/* Whether a byte of the line is not in the text yet. */
static bool
is_unsaved(const struct piece *piece, size_t off)
{
	for (size_t i = 0; piece->unsaved && i < piece->come.n; i++) {
		const struct words_run *run = &piece->come.at[i];

		if (run->op == '+' && off >= run->off &&
		    off < run->off + run->len)
			return true;
	}
	return false;
}

static enum role
role_of(const struct piece *piece, enum text_role role)
{
	static const enum role roles[] = {
		[TEXT_PLAIN] = ROLE_PLAIN,
		[TEXT_EMPHASIS] = ROLE_EMPHASIS,
		[TEXT_STRONG] = ROLE_STRONG,
		[TEXT_NUMBER] = ROLE_NUMBER,
		[TEXT_BRACKET] = ROLE_BRACKET,
		[TEXT_SLIP] = ROLE_SLIP,
		[TEXT_MARK] = ROLE_MARK,
		[TEXT_LINK] = ROLE_LINK,
		[TEXT_NAMES] = ROLE_NAMES,
		[TEXT_BLANK] = ROLE_BLANK,
		[TEXT_INSIDE] = ROLE_INSIDE,
	};

	if (piece->stand_in)
		return piece->node->kind == NODE_TABLE ? ROLE_DIM : ROLE_BLANK;
	if (piece->node->kind == NODE_SECTION && !piece->typing &&
	    (role == TEXT_PLAIN || role == TEXT_EMPHASIS ||
	     role == TEXT_STRONG || role == TEXT_NUMBER))
		return ROLE_SECTION;
	/* In a room all look at the place. */
	if (role == TEXT_PLAIN && piece->place &&
	    piece->paint->session->room != ROOM_NONE)
		return ROLE_STRONG;
	return roles[role];
}

/* Whether the byte of the node's line is selected. */
static bool
is_selected(const struct piece *piece, size_t off)
{
	const struct session *session = piece->paint->session;
	const struct typing *typing = &session->typing;
	size_t from, to;

	if (piece->selected)
		return true;
	if (!piece->typing)
		return session->selection.is && !session->selection.whole &&
			session_selects(session, piece->node, off);
	from = typing->mark < typing->cursor ? typing->mark : typing->cursor;
	to = typing->mark < typing->cursor ? typing->cursor : typing->mark;
	return typing->marking && off >= from && off < to;
}

/* Whether the byte at off of the piece's line parts two cells of a row. */
static bool
is_pipe(const struct piece *piece, size_t off)
{
	size_t slashes = 0;

	if (piece->node->kind != NODE_ROW || piece->typing ||
	    off >= piece->line.len || piece->line.at[off] != '|')
		return false;
	while (slashes < off && piece->line.at[off - slashes - 1] == '\\')
		slashes++;
	return slashes % 2 == 0;
}

static bool
is_misspelt(const struct piece *piece, size_t off)
{
	for (size_t i = 0; i < piece->misspelt_n; i++)
		if (off >= piece->misspelt[i].off && off <
		    piece->misspelt[i].off + piece->misspelt[i].len)
			return true;
	return false;
}

static bool
needs_care(const struct piece *piece)
{
	const struct session *session = piece->paint->session;

	return piece->node->kind == NODE_ROW || piece->misspelt_n ||
		piece->unsaved || session->selection.is ||
		(piece->typing && room_hides(piece->paint)) ||
		(piece->typing && session->typing.marking);
}

/*
 * Whether a byte is of a name that is not for the room: of who stands how to
 * a bracket, also while it is typed and its brace has no end yet.
 */
static bool
is_hidden(const struct piece *piece, const struct layout_run *run, size_t off)
{
	static const char codes[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"
		" +?~-";
	struct str line = piece->line;
	size_t from = off;

	if (!room_hides(piece->paint))
		return false;
	if (run->role == TEXT_NAMES)
		return true;
	if (!piece->typing && !piece->unsaved)
		return false;
	while (from && strchr(codes, line.at[from]))
		from--;
	return line.at[from] == '{' && from && line.at[from - 1] == ']';
}

/* Draw a run cluster by cluster, for selections and the pipes of a row. */
static void
draw_clusters(const struct piece *piece, const struct layout_run *run,
	struct span span)
{
	const struct paint *paint = piece->paint;
	struct str shown = str_part(buf_str(&piece->layout->shown),
		run->show_off, run->show_len);

	for (size_t at = 0, next; at < shown.len; at = next) {
		size_t off = run->off + (run->whole ? 0 : at), col;
		struct str cluster;

		next = utf8_next(shown, at);
		cluster = str_part(shown, at, next - at);
		if (!run->whole && is_pipe(piece, off))
			cluster = str_of(paint->view->ascii ? "|" : "\u2502");
		if (is_hidden(piece, run, off))
			cluster = str_of(paint->view->ascii ? "." : "\u00B7");
		col = paint_put(paint, span, cluster, !run->whole &&
			is_unsaved(piece, off) ? ROLE_DIM : role_of(piece,
			run->role));
		if (!run->whole && is_misspelt(piece, off))
			frame_flag(paint->frame, span.row, span.col, col,
				CELL_MISSPELT);
		if (is_selected(piece, piece->base + off))
			frame_flag(paint->frame, span.row, span.col, col,
				CELL_SELECTED);
		span.col = col;
	}
}

static void
draw_run(const struct piece *piece, const struct layout_run *run, size_t row)
{
	const struct paint *paint = piece->paint;
	struct span span = { row, piece->col + run->col, paint->cols };

	if (row >= paint->rows)
		return;
	if (needs_care(piece))
		draw_clusters(piece, run, span);
	else
		paint_put(paint, span, str_part(buf_str(&piece->layout->shown),
			run->show_off, run->show_len),
			role_of(piece, run->role));
}

/* The ellipsis behind a line that goes on below its one row. */
static void
draw_ellipsis(const struct piece *piece, size_t row)
{
	const struct layout *layout = piece->layout;
	const struct paint *paint = piece->paint;
	struct span span = { row, piece->col, paint->cols };
	bool blank = true;

	for (size_t i = 0; i < layout->n && layout->at[i].row == 0; i++) {
		const struct layout_run *run = &layout->at[i];

		if (!run->width)
			continue;
		span.col = piece->col + run->col + run->width;
		blank = str_ends(str_part(buf_str(&layout->shown),
			run->show_off, run->show_len), " ");
	}
	if (!blank)
		span.col = paint_put(paint, span, str_of(" "), ROLE_PLAIN);
	paint_put(paint, span, str_of(paint_ellipsis(paint)), ROLE_DIM);
}

/* The status among the marks that begin at a column. */
static void
draw_status(const struct piece *piece, size_t row, size_t col)
{
	struct str marks = buf_str(&piece->marks);
	struct str word = str_of(marks_status(piece->node));
	size_t at = str_find(marks, 0, word);
	struct span span = { row, col, piece->paint->cols };

	if (!word.len || at == marks.len)
		return;
	span.col += paint_columns(str_part(marks, 0, at));
	paint_put(piece->paint, span, word, marks_status_role(piece->node));
}

/* A footnote is shown as its marks are. */
static void
draw_note_mark(const struct piece *piece, size_t row)
{
	struct span span = { row, piece->paint->margin +
		(piece->paint->cols > 3), piece->col };
	struct buf mark = BUF_INIT;

	buf_add_char(&mark, '^');
	note_add_name(&mark, piece->node);
	paint_put(piece->paint, span, buf_str(&mark), ROLE_MARK);
	buf_release(&mark);
}

/* What stands on a node's first row besides its text. */
static void
draw_first(const struct piece *piece, size_t row)
{
	const struct paint *paint = piece->paint;
	struct span span = { row, piece->col, paint->cols };
	struct str marks = buf_str(&piece->marks);

	size_t from = span.col;

	if (marks.len && paint->view->marks_left)
		paint_put(paint, span, marks, ROLE_DIM);
	else if (marks.len)
		from = paint_right(paint, (struct span){ row, 0, piece->col +
			piece->width }, marks, marks_slips(piece->node) ?
			ROLE_SLIP : ROLE_DIM);
	if (marks.len)
		draw_status(piece, row, from);
	if (piece->node->kind == NODE_ITEM && piece->col >= 2) {
		span.col -= 2;
		paint_put(paint, span, str_of(paint->view->ascii ? "-" :
			"\u2022"), ROLE_PLAIN);
	}
	if (piece->node->kind == NODE_NOTE)
		draw_note_mark(piece, row);
	if (!piece->whole && piece->layout->rows > 1)
		draw_ellipsis(piece, row);
}

static void
draw_bars(const struct piece *piece, struct band band)
{
	const struct paint *paint = piece->paint;

	for (size_t i = 0; i < band.rows; i++) {
		struct span span = { band.row + i, paint->margin,
			paint->margin + 1 };

		if (!piece->rtl && paint->cols > 3)
			paint_put(paint, span, str_of(paint_bar(paint)),
				ROLE_FLAG);
		if (span.row < paint->rows)
			frame_flag(paint->frame, span.row, 0, paint->cols,
				CELL_CURSOR_LINE);
	}
}

void
piece_draw(const struct piece *piece, struct band band, size_t first)
{
	const struct layout *layout = piece->layout;

	for (size_t i = 0; i < layout->n; i++) {
		const struct layout_run *run = &layout->at[i];

		if (run->row >= first + band.rows)
			break;
		if (run->row >= first)
			draw_run(piece, run, band.row + run->row - first);
	}
	if (!first && band.rows)
		draw_first(piece, band.row);
	if (piece->place)
		draw_bars(piece, band);
}
