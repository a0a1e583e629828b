/*
 * The painter against a small terminal: whatever frames follow each other,
 * the terminal shows the last one; and the bytes are few.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/utf8.h"
#include "../../src/ui/terminal_paint.h"

#define FLAG "\xF0\x9F\x87\xAE\xF0\x9F\x87\xB3"
#define WIDE "\xE6\x96\x87"

static char place[] = "\033[%i%p1%d;%p2%dH", clear[] = "\033[H\033[2J",
	clear_line[] = "\033[K", plain[] = "\033[m", bold[] = "\033[1m",
	underline[] = "\033[4m", reverse[] = "\033[7m",
	colour[] = "\033[3%p1%dm", none[] = "", hide[] = "\033[?25l",
	show[] = "\033[?25h", region[] = "\033[%i%p1%d;%p2%dr",
	scroll[] = "\n", scroll_back[] = "\033M";

static const struct terminal_info info = {
	.place = place, .clear = clear, .clear_line = clear_line,
	.plain = plain, .bold = bold, .underline = underline,
	.reverse = reverse, .colour = colour, .enter = none, .leave = none,
	.hide = hide, .show = show, .region = region, .scroll = scroll,
	.scroll_back = scroll_back, .colours = 8, .sticks = true
};

/* A terminal that obeys just what the painter may send. */
struct screen {
	struct frame frame;	/* roles stand for looks */
	size_t row, col, top, bottom;
	unsigned attributes;
	int doubtful_more;	/* columns it takes more for doubtful ones */
};

static struct cell *
cells_of(struct screen *screen, size_t row)
{
	return &screen->frame.cells[row * screen->frame.cols];
}

static void
blank_from(struct screen *screen, size_t row, size_t col)
{
	struct frame one = FRAME_INIT;

	frame_clear(&one, 1, 1);
	for (; col < screen->frame.cols; col++)
		cells_of(screen, row)[col] = one.cells[0];
	frame_release(&one);
}

static void
move_rows(struct screen *screen, bool up)
{
	size_t n = screen->bottom - screen->top;
	size_t width = screen->frame.cols * sizeof(struct cell);

	if (up)
		memmove(cells_of(screen, screen->top),
			cells_of(screen, screen->top + 1), n * width);
	else
		memmove(cells_of(screen, screen->top + 1),
			cells_of(screen, screen->top), n * width);
	blank_from(screen, up ? screen->bottom : screen->top, 0);
}

static unsigned
bit_of(unsigned attribute)
{
	return attribute < 30 ? 1U << (attribute - 1) : 1U << 5;
}

static void
obey_csi(struct screen *screen, unsigned a, unsigned b, char final, bool query)
{
	size_t row;

	switch (final) {
	case 'H':
		screen->row = a ? a - 1 : 0;
		screen->col = b ? b - 1 : 0;
		assert_true(screen->row < screen->frame.rows);
		assert_true(screen->col < screen->frame.cols);
		break;
	case 'J':
		for (row = 0; row < screen->frame.rows; row++)
			blank_from(screen, row, 0);
		break;
	case 'K':
		assert_int_equal(screen->attributes, 0);
		blank_from(screen, screen->row, screen->col);
		break;
	case 'r':
		screen->top = a - 1;
		screen->bottom = b - 1;
		screen->row = screen->col = 0;
		break;
	case 'm':
		screen->attributes = a ? screen->attributes | bit_of(a) : 0;
		break;
	default:
		assert_true(query && (final == 'h' || final == 'l'));
		screen->frame.cursor_shown = final == 'h';
	}
}

/* An escape sequence behind its ESC; the offset behind it. */
static size_t
obey(struct screen *screen, struct str bytes, size_t off)
{
	unsigned numbers[2] = { 0, 0 };
	size_t n = 0;
	bool query;

	if (bytes.at[off] == 'M') {
		assert_int_equal(screen->row, screen->top);
		move_rows(screen, false);
		return off + 1;
	}
	assert_int_equal(bytes.at[off++], '[');
	query = bytes.at[off] == '?';
	for (off += query; bytes.at[off] < 0x40; off++) {
		if (bytes.at[off] == ';')
			n++;
		else
			numbers[n] = numbers[n] * 10 +
				(unsigned)(bytes.at[off] - '0');
	}
	obey_csi(screen, numbers[0], numbers[1], bytes.at[off], query);
	return off + 1;
}

static size_t
draw(struct screen *screen, struct str bytes, size_t off)
{
	size_t next = utf8_next(bytes, off);
	struct str cluster = str_part(bytes, off, next - off);
	size_t end;

	assert_true(screen->col < screen->frame.cols);
	end = frame_put(&screen->frame, screen->row, screen->col,
		screen->frame.cols, cluster, ROLE_PLAIN);
	cells_of(screen, screen->row)[screen->col].role =
		(unsigned char)screen->attributes;
	assert_true(end > screen->col);
	screen->col = end;
	if (!utf8_is_doubtful(cluster))
		return next;
	screen->col += (size_t)screen->doubtful_more;
	for (; end < screen->col && end < screen->frame.cols; end++)
		frame_put(&screen->frame, screen->row, end, end + 1,
			str_of("#"), ROLE_PLAIN);
	return next;
}

static void
feed(struct screen *screen, struct buf *out)
{
	struct str bytes = buf_str(out);
	size_t off = 0;

	while (off < bytes.len) {
		if (bytes.at[off] == '\033') {
			off = obey(screen, bytes, off + 1);
		} else if (bytes.at[off] == '\n') {
			assert_true(screen->row < screen->frame.rows);
			if (screen->row == screen->bottom)
				move_rows(screen, true);
			else
				screen->row++;
			off++;
		} else if (bytes.at[off] == '\r') {
			screen->col = 0;
			off++;
		} else {
			off = draw(screen, bytes, off);
		}
	}
	buf_clear(out);
}

static void
check_shown(struct screen *screen, const struct frame *frame)
{
	struct buf seen = BUF_INIT, meant = BUF_INIT;
	size_t i;

	frame_add_text(&seen, &screen->frame);
	frame_add_text(&meant, frame);
	assert_string_equal(buf_text(&seen), buf_text(&meant));
	for (i = 0; i < frame->rows * frame->cols; i++) {
		const struct cell *cell = &frame->cells[i];
		unsigned seen_look = screen->frame.cells[i].role;
		unsigned want = cell->role == ROLE_BRACKET ?
			bit_of(1) | bit_of(35) : 0;

		if (cell->flags & CELL_SELECTED)
			want |= bit_of(7);
		/* Weight and colour do not show on a blank. */
		if (cell->bytes[0] == ' ') {
			want &= bit_of(7);
			seen_look &= bit_of(7);
		}
		if (cell->len)
			assert_int_equal(seen_look, want);
	}
	assert_int_equal(screen->frame.cursor_shown, frame->cursor_shown);
	if (frame->cursor_shown) {
		assert_int_equal(screen->row, frame->cursor_row);
		assert_int_equal(screen->col, frame->cursor_col);
	}
	buf_release(&seen);
	buf_release(&meant);
}

static unsigned
chance(unsigned *seed, unsigned below)
{
	*seed = *seed * 1103515245u + 12345u;
	return (*seed >> 16) % below;
}

/* Some rows of some text, or the rows before moved. */
static void
change_frame(struct frame *frame, unsigned *seed)
{
	static const char *const texts[] = {
		"[shall]", " ", "      ", WIDE WIDE, FLAG, "e\xCC\x81",
		"Also acknowledging the specific needs", "x", "                "
	};
	size_t n = chance(seed, 6), width = frame->cols * sizeof(struct cell);
	size_t row, col, by = 1 + chance(seed, 3);

	if (!chance(seed, 3))
		memmove(frame->cells, frame->cells + by * frame->cols,
			(frame->rows - by) * width);
	else if (!chance(seed, 3))
		memmove(frame->cells + (by + 1) * frame->cols,
			frame->cells + frame->cols,
			(frame->rows - by - 1) * width);
	while (n--) {
		row = chance(seed, (unsigned)frame->rows);
		col = chance(seed, (unsigned)frame->cols);
		frame_put(frame, row, col, frame->cols,
			str_of(texts[chance(seed, 9)]),
			chance(seed, 3) ? ROLE_PLAIN : ROLE_BRACKET);
		if (!chance(seed, 4))
			frame_flag(frame, row, 2, 4, CELL_SELECTED);
	}
	frame->cursor_row = chance(seed, (unsigned)frame->rows);
	frame->cursor_col = chance(seed, (unsigned)frame->cols);
	frame->cursor_shown = chance(seed, 4);
}

static void
run_random(int doubtful_more, unsigned seed)
{
	struct screen screen = { .frame = FRAME_INIT, .bottom = 11,
		.doubtful_more = doubtful_more };
	struct frame frame = FRAME_INIT;
	struct painter painter;
	int i;

	frame_clear(&screen.frame, 12, 30);
	frame_clear(&frame, 12, 30);
	painter_init(&painter, &info, true, LOOKS_SAFE);
	for (i = 0; i < 1000; i++) {
		change_frame(&frame, &seed);
		if (!chance(&seed, 100))
			painter_forget(&painter);
		painter_paint(&painter, &frame);
		feed(&screen, &painter.out);
		check_shown(&screen, &frame);
		painter_paint(&painter, &frame);
		assert_int_equal(painter.out.len, 0);
	}
	painter_release(&painter);
	frame_release(&frame);
	frame_release(&screen.frame);
}

static void
test_any_frame_after_any(void **state)
{
	unsigned seed;

	(void)state;
	for (seed = 1; seed <= 5; seed++) {
		run_random(0, seed);
		run_random(-1, seed);
		run_random(2, seed);
	}
}

static size_t
count_bytes(struct painter *painter, const struct frame *frame)
{
	size_t len;

	painter_paint(painter, frame);
	len = painter->out.len;
	buf_clear(&painter->out);
	return len;
}

/* Fifty rows of text, the first at `first`; the cursor's has a mark. */
static void
draw_page(struct frame *frame, size_t first, size_t cursor)
{
	struct buf line = BUF_INIT;
	size_t row;

	frame_clear(frame, 50, 200);
	frame_put(frame, 0, 0, 200, str_of("outcome"), ROLE_HEAD);
	for (row = 1; row < 45; row++) {
		buf_clear(&line);
		buf_add_format(&line, "%zu. Also acknowledging the specific "
			"needs and special circumstances of paragraph %zu",
			first + row, first + row);
		buf_add_fill(&line, (char)('a' + (first + row) % 26), 100);
		frame_put(frame, row, 1, 200, buf_str(&line), ROLE_PLAIN);
	}
	frame_put(frame, cursor, 0, 1, str_of("\xE2\x96\x8C"), ROLE_MARK);
	frame_flag(frame, cursor, 0, 200, CELL_CURSOR_LINE);
	frame->cursor_row = cursor;
	frame->cursor_col = 1;
	frame->cursor_shown = true;
	buf_release(&line);
}

static void
test_few_bytes(void **state)
{
	struct frame frame = FRAME_INIT;
	struct painter painter;

	(void)state;
	painter_init(&painter, &info, true, LOOKS_SAFE);
	draw_page(&frame, 0, 10);
	assert_in_range(count_bytes(&painter, &frame), 1, 10000);
	assert_int_equal(count_bytes(&painter, &frame), 0);
	draw_page(&frame, 0, 11);
	assert_in_range(count_bytes(&painter, &frame), 1, 50);
	frame_put(&frame, 11, 150, 200, str_of("y"), ROLE_PLAIN);
	frame.cursor_col = 151;
	assert_in_range(count_bytes(&painter, &frame), 1, 12);
	frame_put(&frame, 11, 151, 200, str_of("z"), ROLE_PLAIN);
	frame.cursor_col = 152;
	assert_int_equal(count_bytes(&painter, &frame), 1);
	/* A page that moves by a row costs little more than the row. */
	draw_page(&frame, 0, 44);
	count_bytes(&painter, &frame);
	draw_page(&frame, 1, 44);
	assert_in_range(count_bytes(&painter, &frame), 1, 300);
	draw_page(&frame, 1, 1);
	count_bytes(&painter, &frame);
	draw_page(&frame, 0, 1);
	assert_in_range(count_bytes(&painter, &frame), 1, 300);
	painter_release(&painter);
	frame_release(&frame);
}

/* A screen of another size is drawn from the start, though nothing changed. */
static void
test_another_size(void **state)
{
	static const size_t sizes[][2] = { { 4, 10 }, { 5, 10 }, { 5, 12 } };
	struct frame frame = FRAME_INIT;
	struct painter painter;

	(void)state;
	painter_init(&painter, &info, true, LOOKS_MONO);
	for (size_t i = 0; i < 3; i++) {
		frame_clear(&frame, sizes[i][0], sizes[i][1]);
		buf_clear(&painter.out);
		painter_paint(&painter, &frame);
		assert_non_null(strstr(buf_text(&painter.out), clear));
		buf_clear(&painter.out);
		assert_int_equal(count_bytes(&painter, &frame), 0);
	}
	painter_release(&painter);
	frame_release(&frame);
}

static void
test_ascii_only(void **state)
{
	struct frame frame = FRAME_INIT;
	struct painter painter;

	(void)state;
	painter_init(&painter, &info, false, LOOKS_MONO);
	frame_clear(&frame, 1, 20);
	frame_put(&frame, 0, 0, 20, str_of("a\xC3\xA9" WIDE FLAG "z"),
		ROLE_PLAIN);
	frame_put(&frame, 0, 10, 20, str_of("["), ROLE_NAMES);
	painter_paint(&painter, &frame);
	assert_string_equal(buf_text(&painter.out),
		"\033[m\033[H\033[2J\033[?25l\033[1;1Ha?? ? z   [");
	painter_release(&painter);
	frame_release(&frame);
}

/* The last cell of a terminal that would scroll. */
static void
test_last_cell(void **state)
{
	struct terminal_info scrolls = info;
	struct frame frame = FRAME_INIT;
	struct painter painter;

	(void)state;
	scrolls.sticks = false;
	painter_init(&painter, &scrolls, true, LOOKS_MONO);
	frame_clear(&frame, 2, 3);
	frame_put(&frame, 0, 0, 3, str_of("abc"), ROLE_PLAIN);
	frame_put(&frame, 1, 0, 3, str_of("def"), ROLE_PLAIN);
	painter_paint(&painter, &frame);
	assert_string_equal(buf_text(&painter.out),
		"\033[m\033[H\033[2J\033[?25l\033[1;1Habc\033[2;1Hde");
	painter_release(&painter);
	frame_release(&frame);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_any_frame_after_any),
		cmocka_unit_test(test_few_bytes),
		cmocka_unit_test(test_another_size),
		cmocka_unit_test(test_ascii_only),
		cmocka_unit_test(test_last_cell)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
