/*
 * Laying one node out and drawing it. Nothing here knows which node stands
 * where on the screen; view_outline.c does.
 */
#include "view_piece.h"

#include "adref/base/utf8.h"
#include "adref/doc/notes.h"
#include "adref/doc/placeholder.h"
#include "adref/doc/party.h"
#include "adref/session/columns.h"

enum {
	PREFIX_MIN = 4096,	/* bytes looked at for one row */
	ROWS_MAX = 999		/* rows of a table are counted up to here */
};

static void
show_mark(void *ctx, struct buf *out, struct str label)
{
	const struct piece *piece = ctx;

	buf_add_char(out, '^');
	notes_add_mark(out, piece->paint->session->doc, label);
}

static void
show_names(void *ctx, struct buf *out, struct str attribution)
{
	const struct piece *piece = ctx;

	buf_add_text(out, piece->paint->view->ascii ? " - " : " \u2013 ");
	party_add_stances(out, attribution);
}

static int
is_slip(void *ctx, size_t n)
{
	const struct piece *piece = ctx;
	const struct node *node = piece->node;
	size_t low = 0, high = node->residue_n;

	/* The residue is in the order of the text. */
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (node->residue[middle].index < n)
			low = middle + 1;
		else
			high = middle;
	}
	return low < node->residue_n && node->residue[low].index == n &&
		node->residue[low].mate == NULL;
}

static void
add_table(struct buf *out, const struct node *table)
{
	size_t n = 0;

	for (const struct node *at = table->first; at && n <= ROWS_MAX;
	     at = at->next)
		n++;
	if (n > ROWS_MAX)
		buf_add_format(out, "table, over %d rows", ROWS_MAX);
	else
		buf_add_format(out, "table, %zu row%s", n, n == 1 ? "" : "s");
}

/* A row's cells without the outer pipes. */
static void
trim_row(struct piece *piece)
{
	struct str line = piece->line, cells;

	if (line.len && line.at[0] == '|')
		piece->base = 1;
	while (piece->base < line.len && line.at[piece->base] == ' ')
		piece->base++;
	cells = str_trim(str_from(line, piece->base));
	if (str_ends(cells, "|") && !str_ends(cells, "\\|"))
		cells.len--;
	piece->line = str_trim(cells);
}

/* What another editor types in the node, when this screen goes along. */
static const struct journal_entry *
typed_there(const struct piece *piece)
{
	const struct mirror *mirror = &piece->paint->session->mirror;

	return piece->place && mirror->typed && node_id_same(
		&mirror->entry.node, &piece->node->id) ? &mirror->entry
		: NULL;
}

/* A room is told which words are not in the text yet. */
static void
find_unsaved(struct piece *piece, const struct journal_entry *there)
{
	const struct session *session = piece->paint->session;
	struct str before = there ? node_str(piece->node)
		: str_of(session->typing.before);

	piece->unsaved = session->room != ROOM_NONE &&
		(there || piece->typing) && !str_same(before, piece->line);
	if (piece->unsaved)
		words_diff(&piece->come, before, piece->line);
}

static void
find_line(struct piece *piece)
{
	const struct typing *typing = &piece->paint->session->typing;
	const struct node *node = piece->node;
	const struct journal_entry *there = typed_there(piece);

	piece->base = 0;
	piece->line = piece->typing ? buf_str(&typing->line) : there
		? str_of(there->line) : node_str(node);
	find_unsaved(piece, there);
	piece->stand_in = !piece->typing && !there &&
		(node_is_placeholder(node) || node->kind == NODE_TABLE);
	if (!piece->stand_in) {
		if (node->kind == NODE_ROW && !piece->typing && !there)
			trim_row(piece);
		return;
	}
	buf_clear(&piece->own);
	if (node->kind == NODE_TABLE)
		add_table(&piece->own, node);
	else
		placeholder_add_words(&piece->own,
			piece->paint->session->doc, node);
	piece->line = buf_str(&piece->own);
}

/* A long line of which one row is shown is not laid out to its end. */
static struct str
prefix(const struct piece *piece)
{
	struct str line = piece->line;
	size_t max = PREFIX_MIN + 16 * piece->width;

	if (piece->whole || line.len <= max)
		return line;
	while (max && ((unsigned char)line.at[max] & 0xC0) == 0x80)
		max--;
	return str_part(line, 0, max);
}

static enum lens
lens_of(const struct piece *piece)
{
	if (piece->typing)
		return LENS_SOURCE;
	return piece->paint->session->names && !room_hides(piece->paint)
		? LENS_NAMED : LENS_TEXT;
}

/* The place changes at most keys and is laid out anew. */
static void
lay_line(struct piece *piece, struct str line,
	const struct layout_style *style)
{
	if (!piece->whole) {
		piece->layout = layout_keep(&piece->paint->view->kept, line,
			style);
		return;
	}
	layout_line(&piece->own_layout, line, style);
	piece->layout = &piece->own_layout;
}

static void
lay(struct piece *piece, size_t width)
{
	bool real = !piece->typing && !piece->stand_in && !piece->unsaved;
	bool left = piece->paint->view->marks_left && piece->marks.len;
	struct layout_style style = {
		.lens = lens_of(piece), .width = width ? width : 1,
		.hang = piece->whole ? columns_hang(piece->node, piece->line,
			width) : 0,
		.first = left ? utf8_columns(buf_str(&piece->marks)) + 1 : 0,
		.mark = show_mark, .names = show_names,
		.slip = real && marks_slips(piece->node) ? is_slip : NULL,
		.ctx = piece,
	};
	struct str some = prefix(piece);

	lay_line(piece, some, &style);
	if (some.len < piece->line.len && piece->layout->rows == 1)
		lay_line(piece, piece->line, &style);
}

static size_t
cut_width(const struct piece *piece, size_t width)
{
	size_t dots = utf8_columns(str_of(paint_ellipsis(piece->paint))) + 1;

	return width > dots ? width - dots : 1;
}

/* So that one row and an ellipsis, or the whole line, fits in width. */
static void
lay_row(struct piece *piece, size_t width)
{
	lay(piece, cut_width(piece, width));
	if (piece->layout->rows != 2)
		return;
	lay(piece, width);
	if (piece->layout->rows > 1)
		lay(piece, cut_width(piece, width));
}

static bool
marks_on_right(const struct piece *piece)
{
	return piece->marks.len && !piece->paint->view->marks_left;
}

static void
find_marks(struct piece *piece)
{
	buf_clear(&piece->marks);
	if (piece->rtl || piece->typing)
		return;
	marks_add(&piece->marks, piece->paint, piece->node);
	if (utf8_columns(buf_str(&piece->marks)) + 2 + COLUMNS_MIN >
	    piece->width)
		buf_clear(&piece->marks);
}

/* Words of the node under the cursor only: never in the way. */
static void
find_misspelt(struct piece *piece)
{
	const struct session *session = piece->paint->session;

	piece->misspelt_n = piece->place && !piece->stand_in &&
		session->room == ROOM_NONE ? spelling_look(session, piece->line, piece->typing
			? (long)session->typing.cursor : MISSPELT_NO_CURSOR,
			piece->misspelt, PIECE_MISSPELT) : 0;
}

void
piece_make(struct piece *piece, const struct paint *paint,
	const struct node *node, enum piece_form form)
{
	struct columns columns;
	size_t width;

	piece->paint = paint;
	piece->node = node;
	piece->whole = form != PIECE_ROW;
	piece->place = form == PIECE_PLACE;
	piece->typing = piece->place && paint_mode(paint) == SESSION_TYPING;
	piece->selected = !piece->typing && (session_is_marked(paint->session,
		node) || (paint->session->selection.is &&
		paint->session->selection.whole &&
		session_selects(paint->session, node, 0)));
	find_line(piece);
	find_misspelt(piece);
	piece->rtl = utf8_is_rtl(piece->line);
	columns_of(&columns, node, paint->cols - 2 * paint->margin);
	piece->col = columns.col + paint->margin;
	width = piece->width = columns.width;
	find_marks(piece);
	if (marks_on_right(piece))
		width -= utf8_columns(buf_str(&piece->marks)) + 2;
	if (!piece->whole) {
		lay_row(piece, width);
		piece->rows = 1;
		return;
	}
	lay(piece, width);
	if (piece->layout->rows > 1 && marks_on_right(piece)) {
		buf_clear(&piece->marks);
		lay(piece, piece->width);
	}
	piece->rows = piece->layout->rows;
}

void
piece_cell(const struct piece *piece, size_t off, size_t *row, size_t *col)
{
	off = off > piece->base && !piece->stand_in ? off - piece->base : 0;
	if (off > piece->line.len)
		off = piece->line.len;
	layout_cell(piece->layout, off, row, col);
	*col += piece->col;
}

size_t
piece_cursor(const struct piece *piece)
{
	const struct session *session = piece->paint->session;
	const struct journal_entry *there = typed_there(piece);

	return piece->typing ? session->typing.cursor : there
		? there->cursor : session->off;
}

void
piece_release(struct piece *piece)
{
	words_diff_release(&piece->come);
	buf_release(&piece->own);
	buf_release(&piece->marks);
	layout_release(&piece->own_layout);
}
