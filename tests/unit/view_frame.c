/*
 * Frames: what is drawn is safe, stays inside, and keeps wide characters
 * whole. No case here draws anything that a terminal would obey.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adref/base/utf8.h"
#include "adref/view/frame.h"

#define WIDE "\xE6\x96\x87"		/* two columns */
#define CIRCLE "\xE2\x97\x8C"
#define ACUTE "\xCC\x81"
#define TONE "\xF0\x9F\x8F\xBD"
#define ZWJ "\xE2\x80\x8D"
#define MAN "\xF0\x9F\x91\xA8"
#define WOMAN "\xF0\x9F\x91\xA9"
#define GIRL "\xF0\x9F\x91\xA7"
#define BOY "\xF0\x9F\x91\xA6"
#define FAMILY MAN ZWJ WOMAN ZWJ GIRL ZWJ BOY

/* Every cell in order: one cluster, safe, or the right half of a wide one. */
static void
check_cells(const struct frame *frame)
{
	size_t i, n = frame->rows * frame->cols;

	for (i = 0; i < n; i++) {
		const struct cell *cell = &frame->cells[i];
		struct str str = str_make(cell->bytes, cell->len);
		bool half = i + 1 < n && (i + 1) % frame->cols && !cell[1].len;

		assert_true(cell->len <= CELL_BYTES);
		if (!cell->len) {
			assert_true(i % frame->cols > 0 && cell[-1].len > 0);
			continue;
		}
		assert_int_equal(utf8_next(str, 0), str.len);
		assert_int_equal(utf8_check(str), str.len);
		assert_true(utf8_is_safe(str));
		assert_int_equal(utf8_width(str), half ? 2 : 1);
	}
}

static void
check_text(const struct frame *frame, const char *text)
{
	struct buf out = BUF_INIT;

	check_cells(frame);
	frame_add_text(&out, frame);
	assert_string_equal(buf_text(&out), text);
	buf_release(&out);
}

static void
check_put(const char *bytes, size_t len, const char *text)
{
	struct frame frame = FRAME_INIT;

	frame_clear(&frame, 1, 40);
	frame_put(&frame, 0, 0, 40, str_make(bytes, len), ROLE_PLAIN);
	check_text(&frame, text);
	frame_release(&frame);
}
#define CHECK_PUT(bytes, text) check_put(bytes, sizeof(bytes) - 1, text)

static void
test_hostile_text(void **state)
{
	(void)state;
	CHECK_PUT("safe\rX", "safe<U+000D>X\n");
	CHECK_PUT("a\b\bX", "a<U+0008><U+0008>X\n");
	CHECK_PUT("a\nX", "a<U+000A>X\n");
	CHECK_PUT("a\tX", "a X\n");
	CHECK_PUT("\x1B[2J\x1B]0;t\x07", "<U+001B>[2J<U+001B>]0;t<U+0007>\n");
	CHECK_PUT("\xC2\x9B" "2J", "<U+009B>2J\n");
	CHECK_PUT("a\0b", "a<U+0000>b\n");
	CHECK_PUT("a\xE2\x80\xAE" "b", "a<U+202E>b\n");
	CHECK_PUT("a\xE2\x81\xA6" "b", "a<U+2066>b\n");
	CHECK_PUT("a\xEF\xBB\xBF" "b", "a<U+FEFF>b\n");
	CHECK_PUT("a\xFFz", "a\xEF\xBF\xBDz\n");
	CHECK_PUT("a\xE6\x96", "a\xEF\xBF\xBD\xEF\xBF\xBD\n");
	CHECK_PUT("a\xF0\x9F\x91", "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\n");
	CHECK_PUT("a\xED\xA0\x80", "a\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\n");
}

static void
test_marks(void **state)
{
	struct buf many = BUF_INIT;
	struct frame frame = FRAME_INIT;
	size_t i;

	(void)state;
	CHECK_PUT("e" ACUTE "x", "e" ACUTE "x\n");
	/* A mark without a base gets one, so that it cannot change another. */
	CHECK_PUT(ACUTE "x", CIRCLE ACUTE "x\n");
	CHECK_PUT("x\xD8\x81", "x\xEF\xBF\xBD\n");
	buf_add_char(&many, 'e');
	for (i = 0; i < 1000; i++)
		buf_add_text(&many, ACUTE);
	buf_add_char(&many, 'x');
	frame_clear(&frame, 1, 4);
	assert_int_equal(frame_put(&frame, 0, 0, 4, buf_str(&many),
		ROLE_PLAIN), 2);
	check_text(&frame, "e" ACUTE ACUTE ACUTE ACUTE ACUTE "x\n");
	frame_put(&frame, 0, 0, 4, str_from(buf_str(&many), 1), ROLE_PLAIN);
	check_text(&frame, CIRCLE ACUTE ACUTE ACUTE ACUTE ACUTE "x\n");
	/* Four bytes for the base and for each mark. */
	buf_clear(&many);
	utf8_add(&many, 0x1D158);
	for (i = 0; i < 9; i++)
		utf8_add(&many, 0x1E8D0);
	frame_clear(&frame, 1, 4);
	frame_put(&frame, 0, 0, 4, buf_str(&many), ROLE_PLAIN);
	check_cells(&frame);
	assert_int_equal(frame.cells[0].len, 24);
	buf_release(&many);
	frame_release(&frame);
}

static void
test_doubtful_clusters(void **state)
{
	struct frame frame = FRAME_INIT;
	struct buf long_one = BUF_INIT;
	size_t i;

	(void)state;
	frame_clear(&frame, 1, 20);
	assert_int_equal(frame_put(&frame, 0, 0, 20, str_of(FAMILY "x"),
		ROLE_PLAIN), 3);
	check_text(&frame, FAMILY "x\n");
	assert_int_equal(frame.cells[0].flags, CELL_DOUBTFUL);
	assert_int_equal(frame.cells[2].flags, 0);
	/* A family of fifty: cut, and no joiner left that would reach on. */
	for (i = 0; i < 50; i++)
		buf_add_text(&long_one, i ? ZWJ MAN : MAN);
	frame_clear(&frame, 1, 20);
	assert_int_equal(frame_put(&frame, 0, 0, 20, buf_str(&long_one),
		ROLE_PLAIN), 2);
	check_text(&frame, MAN ZWJ MAN ZWJ MAN ZWJ MAN "\n");
	assert_int_equal(frame.cells[0].flags, CELL_DOUBTFUL);
	/* One that is cut within is cut at a character. */
	buf_clear(&long_one);
	for (i = 0; i < 9; i++)
		buf_add_text(&long_one, i ? ZWJ MAN TONE : MAN TONE);
	frame_clear(&frame, 1, 20);
	assert_int_equal(frame_put(&frame, 0, 0, 20, buf_str(&long_one),
		ROLE_PLAIN), 2);
	check_text(&frame, MAN TONE ZWJ MAN TONE ZWJ MAN "\n");
	buf_release(&long_one);
	frame_release(&frame);
}

static void
test_nothing_leaves_the_frame(void **state)
{
	struct frame frame = FRAME_INIT;
	struct str text = str_of("abcdefgh");

	(void)state;
	frame_clear(&frame, 2, 5);
	assert_int_equal(frame_put(&frame, 0, 3, 99, text, ROLE_PLAIN), 5);
	check_text(&frame, "   ab\n\n");
	assert_int_equal(frame_put(&frame, 1, 1, 3, text, ROLE_PLAIN), 3);
	check_text(&frame, "   ab\n ab\n");
	assert_int_equal(frame_put(&frame, 2, 0, 5, text, ROLE_PLAIN), 0);
	assert_int_equal(frame_put(&frame, 0, 5, 9, text, ROLE_PLAIN), 5);
	assert_int_equal(frame_put(&frame, 0, 7, 9, text, ROLE_PLAIN), 7);
	assert_int_equal(frame_put(&frame, 0, 3, 2, text, ROLE_PLAIN), 3);
	assert_int_equal(frame_put(&frame, 0, 0, 5, str_of(""), ROLE_PLAIN), 0);
	frame_flag(&frame, 9, 0, 5, CELL_SELECTED);
	frame_flag(&frame, 1, 4, 99, CELL_SELECTED);
	assert_int_equal(frame.cells[9].flags, CELL_SELECTED);
	assert_int_equal(frame.cells[8].flags, 0);
	check_text(&frame, "   ab\n ab\n");
	frame_clear(&frame, 0, 0);
	assert_int_equal(frame.rows, 1);
	assert_int_equal(frame.cols, 1);
	frame_put(&frame, 0, 0, 1, str_of(WIDE), ROLE_PLAIN);
	check_text(&frame, "\n");
	frame_release(&frame);
}

static void
test_wide_characters(void **state)
{
	struct frame frame = FRAME_INIT;

	(void)state;
	frame_clear(&frame, 1, 5);
	assert_int_equal(frame_put(&frame, 0, 0, 5, str_of(WIDE WIDE WIDE),
		ROLE_PLAIN), 4);
	check_text(&frame, WIDE WIDE "\n");
	/* Over a right half, over a left half. */
	frame_put(&frame, 0, 1, 5, str_of("x"), ROLE_PLAIN);
	check_text(&frame, " x" WIDE "\n");
	frame_put(&frame, 0, 2, 5, str_of("y"), ROLE_PLAIN);
	check_text(&frame, " xy\n");
	/* One wide character over two halves. */
	frame_clear(&frame, 1, 5);
	frame_put(&frame, 0, 0, 5, str_of(WIDE WIDE), ROLE_PLAIN);
	frame_put(&frame, 0, 1, 5, str_of(WIDE), ROLE_PLAIN);
	check_text(&frame, " " WIDE "\n");
	frame_release(&frame);
}

static void
test_row_same(void **state)
{
	struct frame a = FRAME_INIT, b = FRAME_INIT;

	(void)state;
	frame_clear(&a, 2, 3);
	frame_clear(&b, 2, 3);
	assert_true(frame_row_same(&a, &b, 1));
	frame_put(&a, 1, 0, 3, str_of("ab"), ROLE_PLAIN);
	assert_false(frame_row_same(&a, &b, 1));
	assert_true(frame_row_same(&a, &b, 0));
	/* What was there before leaves no trace. */
	frame_put(&b, 1, 0, 3, str_of("e" ACUTE WIDE), ROLE_SLIP);
	frame_put(&b, 1, 0, 3, str_of("ab "), ROLE_PLAIN);
	assert_true(frame_row_same(&a, &b, 1));
	frame_put(&b, 1, 0, 3, str_of("a"), ROLE_SLIP);
	assert_false(frame_row_same(&a, &b, 1));
	frame_release(&a);
	frame_release(&b);
}

static void
test_fill(void **state)
{
	struct frame frame = FRAME_INIT;

	(void)state;
	frame_clear(&frame, 1, 6);
	frame_put(&frame, 0, 0, 6, str_of(WIDE "a" WIDE), ROLE_PLAIN);
	frame_fill(&frame, 0, 1, 4, str_of("\u2500"), ROLE_RULE);
	check_text(&frame, " \u2500\u2500\u2500\n");
	assert_int_equal(frame.cells[3].role, ROLE_RULE);
	frame_fill(&frame, 0, 4, 99, str_of("-"), ROLE_RULE);
	frame_fill(&frame, 0, 6, 99, str_of("-"), ROLE_RULE);
	frame_fill(&frame, 1, 0, 99, str_of("-"), ROLE_RULE);
	check_text(&frame, " \u2500\u2500\u2500--\n");
	frame_release(&frame);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hostile_text),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_doubtful_clusters),
		cmocka_unit_test(test_nothing_leaves_the_frame),
		cmocka_unit_test(test_wide_characters),
		cmocka_unit_test(test_row_same),
		cmocka_unit_test(test_fill)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
