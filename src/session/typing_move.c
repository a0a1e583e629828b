/*
 * Motions while typing: by grapheme, word and row. A row is one of the layout
 * with every byte shown but those of marks, as wide as the view has it.
 */
#include "adref/base/utf8.h"
#include "adref/text/layout.h"
#include "typing.h"

static int
go(struct session *session, size_t off)
{
	session->typing.cursor = off;
	session->typing.steps.closed = true;
	return 0;
}

int
run_type_left(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return go(session, typing_prev(typing_line(session),
		session->typing.cursor));
}

int
run_type_right(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return go(session, typing_next(typing_line(session),
		session->typing.cursor));
}

int
run_type_word_left(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct str line = typing_line(session);

	(void)args;
	(void)err;
	return go(session, typing_edge(line, utf8_prev_word(line,
		session->typing.cursor), false));
}

int
run_type_word_right(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct str line = typing_line(session);

	(void)args;
	(void)err;
	return go(session, typing_edge(line, utf8_next_word(line,
		session->typing.cursor), true));
}

int
run_type_home(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return go(session, 0);
}

int
run_type_end(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return go(session, session->typing.line.len);
}

/* One row up or down; the column is that of the first of such moves. */
static int
go_row(struct session *session, bool down)
{
	struct typing *typing = &session->typing;
	struct layout layout = LAYOUT_INIT;
	size_t row, col;

	place_lay(&layout, session);
	layout_cell(&layout, typing->cursor, &row, &col);
	if (typing->goal_at == typing->cursor && typing->goal > col)
		col = typing->goal;
	if (down && row + 1 >= layout.rows)
		typing->cursor = typing->line.len;
	else if (!down && row == 0)
		typing->cursor = 0;
	else
		typing->cursor = typing_edge(typing_line(session), layout_off(
			&layout, down ? row + 1 : row - 1, col), false);
	typing->steps.closed = true;
	typing->goal = col;
	typing->goal_at = typing->cursor;
	layout_release(&layout);
	return 0;
}

int
run_type_up(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return go_row(session, false);
}

int
run_type_down(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return go_row(session, true);
}
