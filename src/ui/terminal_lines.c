/*
 * Bytes for a terminal that only rolls; nothing is written here.
 */
#include "terminal_lines.h"

#include "adref/base/utf8.h"

static void
add_text(struct buf *out, struct str text, bool utf8)
{
	for (size_t off = 0, next; off < text.len; off = next) {
		next = utf8_next(text, off);
		if (text.at[off] == '\n')
			buf_add_text(out, "\r\n");
		else if (utf8 || (unsigned char)text.at[off] < 0x80)
			buf_add_str(out, str_part(text, off, next - off));
		else
			buf_add_char(out, '?');
	}
}

/* The part of a row that fits in cols and has the cursor in it. */
static struct str
visible(struct str row, size_t *cursor, size_t cols)
{
	size_t from = 0, to;

	while (from < *cursor && utf8_columns(str_part(row, from,
		*cursor - from)) > cols / 2 && utf8_columns(row) > cols)
		from = utf8_next(row, from);
	to = *cursor;
	while (to < row.len && utf8_columns(str_part(row, from,
		utf8_next(row, to) - from)) <= cols)
		to = utf8_next(row, to);
	*cursor -= from;
	return str_part(row, from, to - from);
}

/* Blank the row that stands there, and go back to its beginning. */
static void
wipe(const struct lines *state, struct buf *out)
{
	if (!state->shown.len)
		return;
	buf_add_char(out, '\r');
	buf_add_fill(out, ' ', utf8_columns(buf_str(&state->shown)));
	buf_add_char(out, '\r');
}

/* Write the row, then as much of it again as brings the cursor to its byte. */
static void
write_row(struct lines *state, struct buf *out, struct str row,
	size_t cursor, bool utf8)
{
	add_text(out, row, utf8);
	if (cursor < row.len) {
		buf_add_char(out, '\r');
		add_text(out, str_part(row, 0, cursor), utf8);
	}
	buf_clear(&state->shown);
	buf_add_str(&state->shown, row);
	state->cursor = cursor;
}

/* Typed at the end: the rest is what is new. */
static bool
is_longer(const struct lines *state, struct str row, size_t cursor)
{
	struct str shown = buf_str(&state->shown);

	return shown.len && cursor == row.len && state->cursor == shown.len &&
		row.len > shown.len &&
		str_same(str_part(row, 0, shown.len), shown);
}

void
lines_add(struct lines *state, struct buf *out, struct str lines,
	struct str input, size_t cursor, size_t cols, bool utf8)
{
	struct str row = visible(input, &cursor, cols > 1 ? cols - 1 : 1);

	if (!lines.len && str_same(row, buf_str(&state->shown)) &&
	    cursor == state->cursor)
		return;
	if (!lines.len && is_longer(state, row, cursor)) {
		add_text(out, str_from(row, state->shown.len), utf8);
		buf_clear(&state->shown);
		buf_add_str(&state->shown, row);
		state->cursor = cursor;
		return;
	}
	wipe(state, out);
	add_text(out, lines, utf8);
	write_row(state, out, row, cursor, utf8);
}

void
lines_forget(struct lines *state)
{
	buf_clear(&state->shown);
	state->cursor = 0;
}

void
lines_release(struct lines *state)
{
	buf_release(&state->shown);
}
