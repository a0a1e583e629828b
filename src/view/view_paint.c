/*
 * Putting text into cells: cut, filled, right-aligned. Knows widths and the
 * frame, nothing of what is drawn.
 */
#include "view_paint.h"

#include "adref/base/utf8.h"

size_t
paint_put(const struct paint *paint, struct span span, struct str text,
	enum role role)
{
	if (span.end > paint->cols)
		span.end = paint->cols;
	if (span.row >= paint->rows || span.col >= span.end)
		return span.col;
	return frame_put(paint->frame, span.row, span.col, span.end, text,
		role);
}

size_t
paint_columns(struct str text)
{
	struct buf safe = BUF_INIT;
	size_t columns;

	if (utf8_is_safe(text))
		return utf8_columns(text);
	utf8_add_safe(&safe, text);
	columns = utf8_columns(buf_str(&safe));
	buf_release(&safe);
	return columns;
}

size_t
paint_cut(const struct paint *paint, struct span span, struct str text,
	enum role role)
{
	struct str dots = str_of(paint_ellipsis(paint));
	size_t width = utf8_columns(dots);
	struct span head = span;

	if (span.end > paint->cols)
		span.end = paint->cols;
	if (span.col >= span.end)
		return span.col;
	if (paint_columns(text) <= span.end - span.col)
		return paint_put(paint, span, text, role);
	head.end = span.end - span.col > width ? span.end - width : span.col;
	span.col = paint_put(paint, head, text, role);
	return paint_put(paint, span, dots, role);
}

size_t
paint_right(const struct paint *paint, struct span span, struct str text,
	enum role role)
{
	size_t width = paint_columns(text);

	if (span.end > paint->cols)
		span.end = paint->cols;
	if (span.col < span.end && width < span.end - span.col)
		span.col = span.end - width;
	paint_cut(paint, span, text, role);
	return span.col;
}

void
paint_fill(const struct paint *paint, struct span span, const char *with,
	enum role role)
{
	frame_fill(paint->frame, span.row, span.col, span.end, str_of(with),
		role);
}

void
paint_rule(const struct paint *paint, size_t row, enum role role)
{
	struct span span = { row, 0, paint->cols };

	paint_fill(paint, span, paint->view->ascii ? "-" : "\u2500", role);
}

struct span
paint_row(const struct paint *paint, size_t row)
{
	size_t edge = (paint->cols >= 10) + paint->margin;

	return (struct span){ row, edge, paint->cols - edge };
}

void
paint_cursor(const struct paint *paint, size_t row, size_t col)
{
	paint->frame->cursor_row = row < paint->rows ? row : paint->rows - 1;
	paint->frame->cursor_col = col < paint->cols ? col : paint->cols - 1;
	paint->frame->cursor_shown = true;
}

const char *
paint_ellipsis(const struct paint *paint)
{
	return paint->view->ascii ? "..." : "\u2026";
}

const char *
paint_dot(const struct paint *paint)
{
	return paint->view->ascii ? ", " : " \u00B7 ";
}

const char *
paint_bar(const struct paint *paint)
{
	return paint->view->ascii ? ">" : "\u258C";
}

enum session_mode
paint_mode(const struct paint *paint)
{
	const struct session *session = paint->session;

	return session->mode == SESSION_PROMPT ? session->mode_under
		: session->mode;
}

/* The part that begins at off; *len becomes its marker's length, or 0. */
static enum paint_part
part_at(struct str text, size_t off, enum paint_part part, size_t *len)
{
	struct str rest = str_from(text, off);

	*len = 2;
	if (part == PART_SAME && str_starts(rest, "{+"))
		return PART_ADDED;
	if (part == PART_SAME && str_starts(rest, "{-"))
		return PART_DELETED;
	if ((part == PART_ADDED && str_starts(rest, "+}")) ||
	    (part == PART_DELETED && str_starts(rest, "-}")))
		return PART_SAME;
	*len = 0;
	return part;
}

/* A marker has the role of the words it marks. */
static enum role
part_role(enum paint_part part, enum paint_part before)
{
	enum paint_part shown = part == PART_SAME ? before : part;

	return shown == PART_ADDED ? ROLE_ADDED : shown == PART_DELETED
		? ROLE_DELETED : ROLE_PLAIN;
}

size_t
paint_compared(const struct paint *paint, struct span span, struct str text,
	enum paint_part *part)
{
	for (size_t at = 0, next; at < text.len; at = next) {
		size_t len;
		enum paint_part before = *part;

		*part = part_at(text, at, *part, &len);
		next = len ? at + len : utf8_next(text, at);
		span.col = paint_put(paint, span, str_part(text, at,
			next - at), part_role(*part, before));
	}
	return span.col;
}

void
paint_cut_compared(const struct paint *paint, struct span span,
	struct str text)
{
	struct str dots = str_of(paint_ellipsis(paint));
	enum paint_part part = PART_SAME;
	bool cut = span.col < span.end &&
		paint_columns(text) > span.end - span.col;
	struct span head = span;

	if (cut)
		head.end = span.end - span.col > utf8_columns(dots)
			? span.end - utf8_columns(dots) : span.col;
	span.col = paint_compared(paint, head, text, &part);
	if (cut)
		paint_put(paint, span, dots, ROLE_PLAIN);
}
