/*
 * Lists: history, drafts, help, the palette … A title, then the rows that
 * pass the filter, the cursor's always among them. Rows of changes and of help
 * go on in the next row; others are cut.
 */
#include "view_paint.h"

#include "adref/base/utf8.h"
#include "adref/text/layout.h"

enum { LIST_HANG = 2 };
/* Below this many columns a mark is a star. */
enum { WORDS_FROM = 70 };

static bool
wraps(const struct list *list)
{
	return list_compares(list->kind) || list->kind == LIST_HELP ||
		list->kind == LIST_WORDINGS || list->kind == LIST_NOTES ||
		list->kind == LIST_OURS;
}

static const struct list *
list_of(const struct paint *paint)
{
	return paint->session->list;
}

static struct str
row_str(const struct paint *paint, size_t n)
{
	const char *plain = list_of(paint)->at[n].plain;

	return room_row(paint, str_of(plain && paint->view->ascii ? plain
		: list_text(list_of(paint), n)));
}

/* Where a row goes on: under its second column when it has columns. */
static size_t
hang_of(struct str text, size_t width)
{
	size_t gap = str_find(text, 0, str_of("  ")), hang;

	while (gap < text.len && text.at[gap] == ' ')
		gap++;
	hang = gap < text.len ? paint_columns(str_part(text, 0, gap)) : 0;
	if (!hang || hang > width / 3)
		hang = width > 4 * LIST_HANG ? LIST_HANG : 0;
	return hang;
}

static void
lay_row(struct layout *layout, const struct paint *paint, size_t n)
{
	struct span span = paint_row(paint, 0);
	size_t width = span.end - span.col;
	struct layout_style style = {
		.lens = LENS_SOURCE, .width = width,
		.hang = hang_of(row_str(paint, n), width)
	};

	layout_line(layout, row_str(paint, n), &style);
}

/* Where the two texts of a row stand: side by side, or one below the other
 * behind a word, where the first is left out when nothing went from it. */
struct sides {
	struct str text[2];
	struct span span[2];
	bool wide;
};
enum { SIDES_GAP = 3, SIDE_WORD = 5 };

static struct sides
sides_of(const struct paint *paint, size_t n)
{
	const struct list_row *row = &list_of(paint)->at[n];
	struct span all = paint_row(paint, 0);
	size_t half = (all.end - all.col - SIDES_GAP) / 2;
	struct sides sides = { .text = { row_str(paint, n),
		str_of(row->beside) }, .span = { all, all },
		.wide = paint->cols >= SIDES_FROM };

	if (sides.wide) {
		sides.span[0].end = all.col + half;
		sides.span[1].col = all.end - half;
		return sides;
	}
	for (int i = 0; i < 2; i++)
		if (all.end > all.col + 4 * SIDE_WORD)
			sides.span[i].col += SIDE_WORD;
	if (str_same(sides.text[0], sides.text[1]))
		sides.text[0] = str_of("");
	return sides;
}

static size_t
lay_side(struct layout *layout, const struct sides *sides, int i)
{
	struct layout_style style = { .lens = LENS_SOURCE,
		.width = sides->span[i].end - sides->span[i].col };

	if (!sides->text[i].len)
		return 0;
	layout_line(layout, sides->text[i], &style);
	return layout->rows;
}

static size_t
rows_of_sides(const struct paint *paint, size_t n)
{
	struct sides sides = sides_of(paint, n);
	struct layout layout = LAYOUT_INIT;
	size_t was = lay_side(&layout, &sides, 0);
	size_t is = lay_side(&layout, &sides, 1);
	size_t rows = sides.wide ? (was > is ? was : is) : was + is;

	layout_release(&layout);
	return rows ? rows : 1;
}

static size_t
rows_of(const struct paint *paint, size_t n)
{
	struct layout layout = LAYOUT_INIT;
	size_t rows;

	if (list_of(paint)->at[n].beside)
		return rows_of_sides(paint, n);
	if (!wraps(list_of(paint)) || list_of(paint)->at[n].rule)
		return 1;
	lay_row(&layout, paint, n);
	rows = layout.rows;
	layout_release(&layout);
	return rows;
}

static size_t
next_shown(const struct list *list, size_t n)
{
	while (n < list->n && !list_shows(list, n))
		n++;
	return n;
}

/* The shown row before n; n itself when there is none. */
static size_t
prev_shown(const struct list *list, size_t n)
{
	for (size_t at = n; at > 0; at--)
		if (list_shows(list, at - 1))
			return at - 1;
	return n;
}

/* Whether the cursor's row ends within `rows` rows when top is the first. */
static bool
reaches(const struct paint *paint, size_t top, size_t rows)
{
	const struct list *list = list_of(paint);
	size_t used = 0;

	for (size_t n = top; n <= list->cursor && used <= rows;
	     n = next_shown(list, n + 1)) {
		used += rows_of(paint, n);
		if (n == list->cursor)
			return used <= rows;
	}
	return false;
}

/* The first row such that the cursor's is the last that fits. */
static size_t
top_for_cursor(const struct paint *paint, size_t rows)
{
	const struct list *list = list_of(paint);
	size_t top = list->cursor, used = rows_of(paint, top), prev;

	while ((prev = prev_shown(list, top)) != top) {
		used += rows_of(paint, prev);
		if (used > rows)
			break;
		top = prev;
	}
	return top;
}

/* The first row as it was, moved as little as shows the cursor. */
static size_t
top_now(const struct paint *paint, size_t rows)
{
	const struct list *list = list_of(paint);
	size_t top = paint->view->list_top, prev;

	if (top < list->cursor && reaches(paint, next_shown(list, top), rows))
		return next_shown(list, top);
	if (top < list->cursor)
		return top_for_cursor(paint, rows);
	/* The headings above it are seen, too. */
	for (top = list->cursor; (prev = prev_shown(list, top)) != top &&
	     list->at[prev].heading && reaches(paint, prev, rows);)
		top = prev;
	return top;
}

/* The rows of a layout that there is room for; words gone and come marked
 * unless a role is given. Returns how many. */
static size_t
draw_layout(const struct paint *paint, const struct layout *layout,
	struct band band, struct span where, enum role role)
{
	bool change = list_compares(list_of(paint)->kind) &&
		role == ROLE_PLAIN;
	enum paint_part part = PART_SAME;
	size_t rows = layout->rows < band.rows ? layout->rows : band.rows;

	for (size_t i = 0; i < layout->n && layout->at[i].row < rows; i++) {
		const struct layout_run *run = &layout->at[i];
		struct span span = { band.row + run->row,
			where.col + run->col, where.end };
		struct str text = str_part(buf_str(&layout->shown),
			run->show_off, run->show_len);

		if (change)
			paint_compared(paint, span, text, &part);
		else
			paint_put(paint, span, text, role);
	}
	return rows;
}

/* Returns the rows it took. */
static size_t
draw_wrapped(const struct paint *paint, struct band band, size_t n)
{
	struct layout layout = LAYOUT_INIT;
	size_t rows;

	lay_row(&layout, paint, n);
	rows = draw_layout(paint, &layout, band, paint_row(paint, band.row),
		list_of(paint)->at[n].heading ? ROLE_SECTION : ROLE_PLAIN);
	layout_release(&layout);
	return rows;
}

static size_t
draw_side(const struct paint *paint, struct band band,
	const struct sides *sides, int i)
{
	static const char *const words[] = { "was", "is" };
	struct layout layout = LAYOUT_INIT;
	struct span span = sides->span[i];
	size_t rows = 0;

	if (band.rows && lay_side(&layout, sides, i)) {
		rows = draw_layout(paint, &layout, band, span, ROLE_PLAIN);
		span = paint_row(paint, band.row);
		if (!sides->wide && sides->span[i].col > span.col)
			paint_put(paint, span, str_of(words[i]), ROLE_DIM);
	}
	layout_release(&layout);
	return rows;
}

/* What a text was and what it is; returns the rows both took. */
static size_t
draw_sides(const struct paint *paint, struct band band, size_t n)
{
	struct sides sides = sides_of(paint, n);
	const char *line = paint->view->ascii ? "|" : "\u2502";
	size_t was = draw_side(paint, band, &sides, 0), is, rows;
	struct band rest = { band.row + was, band.rows - was };

	is = draw_side(paint, sides.wide ? band : rest, &sides, 1);
	rows = sides.wide ? (was > is ? was : is) : was + is;
	for (size_t i = 0; sides.wide && i < rows; i++)
		paint_put(paint, (struct span){ band.row + i,
			sides.span[0].end + 1, sides.span[1].col },
			str_of(line), ROLE_RULE);
	return rows ? rows : 1;
}

/* `── Draft 1 · 10 June ─────`; a group's name without a line. */
static size_t
draw_heading(const struct paint *paint, size_t row, size_t n)
{
	const struct list *list = list_of(paint);
	struct span span = paint_row(paint, row);
	const char *line = paint->view->ascii ? "-" : "\u2500";

	if (!list->at[n].rule) {
		paint_cut(paint, span, row_str(paint, n), ROLE_SECTION);
		return 1;
	}
	for (int i = 0; i < 2; i++)
		span.col = paint_put(paint, span, str_of(line), ROLE_RULE);
	span.col = paint_put(paint, span, str_of(" "), ROLE_RULE);
	span.col = paint_cut(paint, span, row_str(paint, n), ROLE_SECTION);
	span.col = paint_put(paint, span, str_of(" "), ROLE_RULE);
	paint_fill(paint, span, line, ROLE_RULE);
	return 1;
}

/* A row of one line, what matters most in it strong; cut where it ends. */
static void
draw_line(const struct paint *paint, struct span span, size_t n)
{
	const struct list_row *row = &list_of(paint)->at[n];
	struct str text = row_str(paint, n);

	if (row->marked)
		span.end = paint_right(paint, span, str_of(paint->cols <
			WORDS_FROM ? "*" : "marked"), ROLE_DIM) - 1;
	if (row->strong_to && paint_columns(str_part(text, 0,
		row->strong_to)) < span.end - span.col) {
		span.col = paint_put(paint, span, str_part(text, 0,
			row->strong), ROLE_PLAIN);
		span.col = paint_put(paint, span, str_part(text, row->strong,
			row->strong_to - row->strong), ROLE_STRONG);
		text = str_from(text, row->strong_to);
	}
	paint_cut(paint, span, text, ROLE_PLAIN);
}

static size_t
draw_row(const struct paint *paint, struct band band, size_t n)
{
	const struct list *list = list_of(paint);

	if (list->at[n].heading && (list->at[n].rule || !wraps(list)))
		return draw_heading(paint, band.row, n);
	if (list->at[n].beside)
		return draw_sides(paint, band, n);
	if (wraps(list))
		return draw_wrapped(paint, band, n);
	draw_line(paint, paint_row(paint, band.row), n);
	return 1;
}

static void
draw_cursor(const struct paint *paint, struct band band)
{
	struct span span = paint_row(paint, band.row);

	for (size_t i = 0; i < band.rows; i++) {
		if (span.col)
			paint_put(paint, (struct span){ band.row + i, 0, 1 },
				str_of(paint_bar(paint)), ROLE_FLAG);
		frame_flag(paint->frame, band.row + i, 0, paint->cols,
			CELL_CURSOR_LINE);
	}
	paint_cursor(paint, band.row, span.col);
}

static void
draw_empty(const struct paint *paint, size_t row)
{
	static const char *const words[] = {
		[LIST_HISTORY] = "Nothing has been changed yet.",
		[LIST_CHANGE] = "The text is the same.",
		[LIST_DRAFTS] = "No draft yet: `draft 1` tags the present "
			"text as Draft 1.",
		[LIST_HELP] = "No help.",
		[LIST_PALETTE] = "No command.",
		[LIST_DOCUMENTS] = "No document yet: `adref import FILE` "
			"brings one in.",
		[LIST_SPELLING] = "Every word is known.",
		[LIST_LEFT] = "Nothing was left behind.",
		[LIST_WORDINGS] = "No wordings.",
		[LIST_REPAIRS] = "No repairs.",
		[LIST_BRACKETS] = "No brackets.",
		[LIST_NOTES] = "No footnotes.",
		[LIST_ALIKE] = "No footnotes alike.",
		[LIST_OURS] = "No proposals.",
		[LIST_AUDIT] = "All that was asked has a fate.",
		[LIST_CONVERGENCE] = "No brackets.",
		[LIST_LEDGER] = "No bracket ever stood.",
		[LIST_WATCHES] = "No pattern is watched.",
		[LIST_MEETINGS] = "No meetings.",
		[LIST_BUREAU] = "Nobody is nominated yet.",
		[LIST_SLIPS] = "No slips: every bracket has its mate.",
		[LIST_HITS] = "No place has these words.",
		[LIST_LIFE] = "It never read otherwise.",
		[LIST_BLAME] = "It has no words yet.",
		[LIST_COMPARE] = "Nothing changed.",
		[LIST_UNDO] = "No act of yours stands.",
		[LIST_TAKE_BACK] = "The text would stay as it is.",
		[LIST_RENUMBER] = "All numbers are in order.",
		[LIST_PROPOSALS] = "No proposals.",
		[LIST_PROPOSAL] = "It is not there any more.",
		[LIST_OTHERS] = "Nobody else has it open.",
	};
	const struct list *list = list_of(paint);
	struct span span = paint_row(paint, row);

	paint_cut(paint, span, str_of(session_works(paint->session)
		? "None so far." : list->filter.len
		? "No line has these words." : words[list->kind]), ROLE_DIM);
	paint_cursor(paint, row, span.col);
}

static void
draw_not_for_room(const struct paint *paint, size_t row)
{
	struct span span = paint_row(paint, row);

	paint_cut(paint, span, str_of("This list is not for a screen that a "
		"room sees."), ROLE_DIM);
	paint_cursor(paint, row, span.col);
}

void
list_draw(const struct paint *paint, struct band band)
{
	const struct list *list = list_of(paint);
	size_t end = band.row + band.rows, row = band.row, n;

	if (!band.rows || !list)
		return;
	if (!room_may_list(paint)) {
		draw_not_for_room(paint, band.row);
		return;
	}
	if (list->cursor >= list->n || !list_shows(list, list->cursor)) {
		draw_empty(paint, band.row);
		return;
	}
	n = paint->view->list_top = top_now(paint, band.rows);
	for (; n < list->n && row < end; n = next_shown(list, n + 1)) {
		struct band room = { row, end - row };

		room.rows = draw_row(paint, room, n);
		if (n == list->cursor)
			draw_cursor(paint, room);
		row += room.rows;
	}
}

void
list_draw_title(const struct paint *paint, size_t row)
{
	const struct list *list = list_of(paint);
	struct span span = paint_row(paint, row);
	struct buf filter = BUF_INIT;

	paint_fill(paint, (struct span){ row, 0, paint->cols }, " ",
		ROLE_HEAD);
	if (!list)
		return;
	if (paint->session->attending.holds) {
		span.end = paint_right(paint, span, str_of("room held"),
			ROLE_HEAD_PARTY);
		span.end -= span.end > span.col;
	}
	if (list->filter.len) {
		buf_add_text(&filter, "only: ");
		buf_add_str(&filter, room_row(paint,
			buf_str(&list->filter)));
		span.end = paint_right(paint, span, buf_str(&filter),
			ROLE_HEAD_PARTY);
		span.end -= span.end > span.col;
	}
	if (room_may_list(paint))
		paint_cut(paint, span, room_row(paint, str_of(list->title)),
			ROLE_HEAD);
	buf_release(&filter);
}
