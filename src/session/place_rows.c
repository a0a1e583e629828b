/*
 * The rows of the paragraph under the cursor, as the view has them, and going
 * through one that is longer than the screen.
 */
#include "adref/doc/notes.h"
#include "adref/session/columns.h"
#include "adref/text/layout.h"
#include "inside.h"

enum {
	ROWS_AROUND = 7,	/* of the screen that never are a paragraph's */
	ROWS_MORE = 3		/* `more above`, `more below`, and one twice */
};

static void
show_mark(void *ctx, struct buf *out, struct str label)
{
	const struct session *session = ctx;

	buf_add_char(out, '^');
	notes_add_mark(out, session->doc, label);
}

void
place_lay(struct layout *layout, struct session *session)
{
	const struct node *node = session_place(session);
	bool typing = session->mode == SESSION_TYPING;
	struct layout_style style = {
		.lens = typing ? LENS_SOURCE : LENS_TEXT,
		.mark = show_mark, .ctx = session,
	};
	struct str line = typing ? buf_str(&session->typing.line)
		: node_str(node);
	struct columns columns;

	columns_of(&columns, node, session->cols - 2 *
		session_margin(session));
	style.width = columns.width;
	style.hang = columns_hang(node, line, columns.width);
	layout_line(layout, line, &style);
}

/*
 * The view moves a long paragraph as little as it can. So the cursor goes to
 * the far end of the page to come: a page from the edge where it stands, two
 * from the other one.
 */
static bool
page_row(struct session *session, size_t rows, size_t *row, bool down)
{
	bool paged = session->paged_off == session->off;
	size_t room = session->rows > ROWS_AROUND + 2 * ROWS_MORE
		? session->rows - ROWS_AROUND : 2 * ROWS_MORE;
	size_t page = room - ROWS_MORE, step = page;

	if (rows <= room || *row == (down ? rows - 1 : 0))
		return false;
	if (down ? !*row || (paged && session->paged < 0)
		: *row == rows - 1 || (paged && session->paged > 0))
		step = 2 * page - 1;
	/* The last few rows come with the page. */
	if (down)
		*row = step + ROWS_MORE < rows - 1 - *row ? *row + step
			: rows - 1;
	else
		*row = step + ROWS_MORE < *row ? *row - step : 0;
	return true;
}

bool
place_page(struct session *session, bool down)
{
	struct node *node = session_place(session);
	struct layout layout = LAYOUT_INIT;
	size_t row, col;
	bool moved;

	if (!node || !node->len || node->kind == NODE_TABLE)
		return false;
	place_lay(&layout, session);
	layout_cell(&layout, session->off, &row, &col);
	moved = page_row(session, layout.rows, &row, down);
	if (moved) {
		place_go(session, node, layout_off(&layout, row, 0));
		session->paged = down ? 1 : -1;
		session->paged_off = session->off;
	}
	layout_release(&layout);
	return moved;
}
