/*
 * The line that answers: what the last act did or why not; in its place, when
 * something is asked, the question and what is typed.
 */
#include "view_paint.h"

#include <string.h>

#include "adref/base/utf8.h"
#include "adref/doc/party.h"
#include "adref/text/layout.h"

enum role
message_role(const struct session *session)
{
	return session->message_kind == MESSAGE_REFUSED ? ROLE_REFUSAL
		: ROLE_MESSAGE;
}

static void
lay_out(struct layout *layout, const struct paint *paint, struct str text)
{
	struct span span = paint_row(paint, 0);
	struct layout_style style = {
		.lens = LENS_SOURCE, .width = span.end - span.col
	};

	layout_line(layout, text, &style);
}

/* Whether a question and its letters need rows of their own. One of several
 * that compare words has them always, so that nothing jumps. */
static bool
is_long_choice(const struct paint *paint)
{
	const struct prompt *prompt = &paint->session->prompt;
	struct span span = paint_row(paint, 0);

	return paint->session->mode == SESSION_PROMPT &&
		prompt->kind == PROMPT_CHOICE && (prompt->compares ||
		utf8_columns(str_of(prompt->label)) + 5 +
		utf8_columns(buf_str(&prompt->hint)) > span.end - span.col);
}

static size_t
rows_of(const struct paint *paint, struct str text)
{
	struct layout layout = LAYOUT_INIT;
	size_t rows;

	lay_out(&layout, paint, text);
	rows = layout.rows;
	layout_release(&layout);
	return rows;
}

static bool
is_wording(const struct paint *paint)
{
	return paint->session->mode == SESSION_PROMPT &&
		paint->session->prompt.kind == PROMPT_WORDING;
}

static size_t
wording_rows(const struct paint *paint, size_t max)
{
	struct layout layout = LAYOUT_INIT;
	size_t first, rows;

	session_lay_prompt(paint->session, &layout, &first);
	rows = layout.rows;
	layout_release(&layout);
	return rows < max ? rows : max;
}

/* How to take back what the message tells of: `u Undo`; nothing of others. */
static void
add_back(struct buf *out, const struct session *session)
{
	enum key_mode mode = session->mode == SESSION_LIST
		? session_list_keys(session) : KEYS_OUTLINE;
	const struct binding *binding = session->back &&
		(session->mode == SESSION_OUTLINE ||
		session->mode == SESSION_LIST) ? keymap_key_of(
		&session->keymap, mode, session->back) : NULL;

	if (!binding)
		return;
	key_add_name(out, binding->key);
	buf_add_text(out, strcmp(session->back, "undo") == 0 ? " Undo"
		: " Redo");
}

/* Whether it stands behind a message of one row. */
static bool
back_fits(const struct paint *paint)
{
	struct buf text = BUF_INIT;
	size_t columns;

	add_back(&text, paint->session);
	columns = text.len ? paint_columns(buf_str(&text)) + 3 : 0;
	buf_release(&text);
	return paint_columns(room_message(paint)) + columns <
		paint->cols;
}

size_t
message_rows(const struct paint *paint, size_t max)
{
	const struct session *session = paint->session;
	size_t rows = 1;

	if (session->mode == SESSION_PROMPT && !room_may_ask(paint))
		return rows;
	if (is_wording(paint))
		return wording_rows(paint, paint->rows / 2);
	if (is_long_choice(paint))
		rows = rows_of(paint, str_of(session->prompt.label)) +
			rows_of(paint, buf_str(&session->prompt.hint));
	else if (session->mode != SESSION_PROMPT &&
		 session->message_kind != MESSAGE_NONE)
		rows = rows_of(paint, room_message(paint));
	if (rows == 1 && session->mode != SESSION_PROMPT &&
	    session->message_kind != MESSAGE_NONE && !back_fits(paint))
		rows = 2;
	return rows < max ? rows : max;
}

/* Behind the message, or in the row below it. */
static void
draw_back(const struct paint *paint, struct band band, struct span span)
{
	struct buf text = BUF_INIT;

	add_back(&text, paint->session);
	if (text.len && span.col + 2 + paint_columns(buf_str(&text)) >
	    span.end && span.row + 1 < band.row + band.rows)
		span = paint_row(paint, span.row + 1);
	if (text.len && span.col + 2 + paint_columns(buf_str(&text)) <=
	    span.end)
		paint_right(paint, span, buf_str(&text), ROLE_KEY_TEXT);
	buf_release(&text);
}

/* Over several rows; what is too long even for them is cut in the last.
 * Returns the span behind. */
static struct span
draw_rows(const struct paint *paint, struct band band, struct str text,
	enum role role)
{
	struct layout layout = LAYOUT_INIT;
	struct str shown;
	struct span span = paint_row(paint, band.row);

	lay_out(&layout, paint, text);
	shown = buf_str(&layout.shown);
	for (size_t i = 0; i < layout.n && layout.at[i].row < band.rows; i++) {
		const struct layout_run *run = &layout.at[i];
		bool last = run->row == band.rows - 1;

		span = paint_row(paint, band.row + run->row);
		span.col += run->col;
		span.col = paint_cut(paint, span, last ? str_from(shown,
			run->show_off) : str_part(shown, run->show_off,
			run->show_len), role);
		if (last)
			break;
	}
	layout_release(&layout);
	return span;
}

static void
draw_message(const struct paint *paint, struct band band)
{
	draw_back(paint, band, draw_rows(paint, band, room_message(paint),
		message_role(paint->session)));
}

/* A question that is not for the room: that something is typed, and how much
 * of it. */
static void
draw_hidden(const struct paint *paint, size_t row)
{
	const struct prompt *prompt = &paint->session->prompt;
	struct span span = paint_row(paint, row);
	struct str text = buf_str(&prompt->text);

	span.col = paint_cut(paint, span, str_of("asked, not for the room"),
		ROLE_PROMPT) + 2;
	for (size_t off = 0; off < text.len; off = utf8_next(text, off))
		span.col = paint_put(paint, span, str_of(paint->view->ascii
			? "." : "\u00B7"), ROLE_PLAIN);
	paint_cursor(paint, row, span.col);
}

/* A question that compares words, over several rows. */
static void
draw_compared(const struct paint *paint, struct band band, struct str text)
{
	struct layout layout = LAYOUT_INIT;
	enum paint_part part = PART_SAME;

	lay_out(&layout, paint, text);
	for (size_t i = 0; i < layout.n && layout.at[i].row < band.rows; i++) {
		const struct layout_run *run = &layout.at[i];
		struct span span = paint_row(paint, band.row + run->row);

		span.col += run->col;
		paint_compared(paint, span, str_part(buf_str(&layout.shown),
			run->show_off, run->show_len), &part);
	}
	layout_release(&layout);
}

/* The question, and in the last rows its letters. */
static void
draw_long_choice(const struct paint *paint, struct band band)
{
	const struct prompt *prompt = &paint->session->prompt;
	size_t rows = rows_of(paint, buf_str(&prompt->hint));
	struct band above = band, below;
	struct span span;

	if (rows > band.rows)
		rows = band.rows;
	above.rows -= rows;
	below = (struct band){ band.row + above.rows, rows };
	if (prompt->compares)
		draw_compared(paint, above, str_of(prompt->label));
	else if (above.rows)
		draw_rows(paint, above, str_of(prompt->label), ROLE_PROMPT);
	span = draw_rows(paint, below, buf_str(&prompt->hint), ROLE_PLAIN);
	paint_cursor(paint, span.row, span.col);
}

/* The end of text that has at most room columns. */
static struct str
tail_of(struct str text, size_t room)
{
	size_t off = 0;

	while (off < text.len && utf8_columns(str_from(text, off)) > room)
		off = utf8_next(text, off);
	return str_from(text, off);
}

/* A party by its name; of `BRA/G77` the one that is being named. */
static void
add_suggestion(struct buf *out, const struct prompt *prompt)
{
	const char *slash = strchr(prompt->suggestion, '/');

	if (prompt->kind != PROMPT_PARTY)
		buf_add_text(out, prompt->suggestion);
	else
		buf_add_text(out, party_room_name(slash ? slash + 1
			: prompt->suggestion));
}

/* What stands at the right of what is typed: a suggestion, the hint. */
static void
draw_hint(const struct paint *paint, struct span span)
{
	const struct prompt *prompt = &paint->session->prompt;
	struct buf text = BUF_INIT;

	if (span.end < span.col + 4)
		return;
	span.col += 2;
	if (prompt->suggestion) {
		buf_add_text(&text, paint->view->ascii ? "-> " : "\u2192 ");
		add_suggestion(&text, prompt);
		span.col = paint_cut(paint, span, buf_str(&text), ROLE_DIM) +
			2;
	}
	if (prompt->hint.len && span.col < span.end)
		paint_right(paint, span, buf_str(&prompt->hint), ROLE_DIM);
	buf_release(&text);
}

/* The question; at least half of the row is for what is typed, its end. Of
 * a choice the answers matter more than the end of the question. */
static void
draw_prompt(const struct paint *paint, size_t row)
{
	const struct prompt *prompt = &paint->session->prompt;
	struct span span = paint_row(paint, row), label = span;
	size_t room = span.end - span.col, wish, most = room / 2;
	size_t cursor = prompt->text.len - prompt->behind, before;
	struct buf typed = BUF_INIT;
	struct str cut;

	utf8_add_safe(&typed, str_part(buf_str(&prompt->text), 0, cursor));
	before = typed.len;
	utf8_add_safe(&typed, str_from(buf_str(&prompt->text), cursor));
	wish = utf8_columns(buf_str(&typed)) + 3;
	if (prompt->kind == PROMPT_CHOICE) {
		wish = utf8_columns(buf_str(&prompt->hint)) + 5;
		most = room - room / 3;
	}
	if (room >= 10) {
		label.end -= wish < most ? wish : most;
		span.col = paint_cut(paint, label, str_of(prompt->label),
			ROLE_PROMPT) + 2;
	}
	cut = tail_of(str_part(buf_str(&typed), 0, before),
		span.end - span.col - 1);
	span.col = paint_put(paint, span, cut, ROLE_PLAIN);
	paint_cursor(paint, row, span.col);
	span.col = paint_cut(paint, span, str_from(buf_str(&typed), before),
		ROLE_PLAIN);
	span.col++;
	draw_hint(paint, span);
	buf_release(&typed);
}

/* A wording over as many rows as there are; the cursor's is among them. */
static void
draw_wording(const struct paint *paint, struct band band)
{
	const struct prompt *prompt = &paint->session->prompt;
	struct layout layout = LAYOUT_INIT;
	struct span label = paint_row(paint, band.row);
	size_t first, row, col, top, edge = label.col;

	session_lay_prompt(paint->session, &layout, &first);
	layout_cell(&layout, prompt->text.len - prompt->behind, &row, &col);
	top = row < band.rows ? 0 : row + 1 - band.rows;
	label.end = edge + first - (first > 0);
	if (!top)
		paint_cut(paint, label, str_of(prompt->label), ROLE_PROMPT);
	for (size_t i = 0; i < layout.n; i++) {
		const struct layout_run *run = &layout.at[i];
		struct span span = paint_row(paint, band.row + run->row - top);

		if (run->row < top || run->row >= top + band.rows)
			continue;
		span.col += run->col;
		col = paint_put(paint, span, str_part(buf_str(&layout.shown),
			run->show_off, run->show_len), ROLE_PLAIN);
		if (prompt->fresh)
			frame_flag(paint->frame, span.row, span.col, col,
				CELL_SELECTED);
	}
	layout_cell(&layout, prompt->text.len - prompt->behind, &row, &col);
	paint_cursor(paint, band.row + row - top, edge + col);
	layout_release(&layout);
}

void
message_draw(const struct paint *paint, struct band band)
{
	const struct session *session = paint->session;

	if (!band.rows)
		return;
	if (session->mode == SESSION_PROMPT && !room_may_ask(paint))
		draw_hidden(paint, band.row);
	else if (is_wording(paint))
		draw_wording(paint, band);
	else if (is_long_choice(paint))
		draw_long_choice(paint, band);
	else if (session->mode == SESSION_PROMPT)
		draw_prompt(paint, band.row);
	else if (session->message_kind != MESSAGE_NONE && session->message.len)
		draw_message(paint, band);
}
