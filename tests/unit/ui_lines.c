/*
 * Lines for a terminal that only rolls, against a terminal of a few lines:
 * what it shows, and what an unchanged row costs.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/ui/terminal_lines.h"

/* A printer with a carriage: the row it is on, and those above. */
struct printer {
	struct buf above;	/* `|` behind each */
	char row[120];
	size_t col;
};

static void
print(struct printer *printer, struct str bytes)
{
	for (size_t i = 0; i < bytes.len; i++) {
		char c = bytes.at[i];

		if (c == '\r') {
			printer->col = 0;
		} else if (c == '\n') {
			size_t end = strlen(printer->row);

			while (end && printer->row[end - 1] == ' ')
				end--;
			printer->row[end] = '\0';
			buf_add_format(&printer->above, "%s|", printer->row);
			memset(printer->row, 0, sizeof(printer->row));
		} else {
			assert_true((unsigned char)c >= ' ');
			assert_true(printer->col < sizeof(printer->row) - 1);
			printer->row[printer->col++] = c;
		}
	}
}

/* Say lines and a row; returns how many bytes that took. */
static size_t
say(struct lines *lines, struct printer *printer, const char *above,
	const char *row, size_t cursor)
{
	struct buf out = BUF_INIT;
	size_t n;

	lines_add(lines, &out, str_of(above), str_of(row), cursor, 20, true);
	print(printer, buf_str(&out));
	n = out.len;
	buf_release(&out);
	return n;
}

static void
test_typing(void **state)
{
	struct lines lines = { BUF_INIT, 0 };
	struct printer printer = { BUF_INIT, { 0 }, 0 };

	(void)state;
	say(&lines, &printer, "first\nsecond\n", "", 0);
	assert_string_equal(buf_text(&printer.above), "first|second|");
	say(&lines, &printer, "", "find ", 5);
	assert_int_equal(say(&lines, &printer, "", "find a", 6), 1);
	assert_int_equal(say(&lines, &printer, "", "find a", 6), 0);
	assert_string_equal(printer.row, "find a");
	assert_int_equal(printer.col, 6);
	say(&lines, &printer, "", "find", 2);
	assert_memory_equal(printer.row, "find  ", 6);
	assert_int_equal(printer.col, 2);
	say(&lines, &printer, "found\n", "", 0);
	assert_string_equal(buf_text(&printer.above), "first|second|found|");
	assert_int_equal(printer.col, 0);
	buf_release(&printer.above);
	lines_release(&lines);
}

/* Of a long row the part with the cursor is shown, on one row. */
static void
test_long_row(void **state)
{
	static const char row[] = "abcdefghijklmnopqrstuvwxyz0123456789";
	struct lines lines = { BUF_INIT, 0 };

	(void)state;
	for (size_t cursor = 0; cursor <= strlen(row); cursor++) {
		struct printer printer = { BUF_INIT, { 0 }, 0 };

		lines_forget(&lines);
		say(&lines, &printer, "", row, cursor);
		assert_true(strlen(printer.row) <= 19);
		if (row[cursor])
			assert_int_equal(printer.row[printer.col],
				row[cursor]);
	}
	lines_release(&lines);
}

static void
test_not_utf8(void **state)
{
	struct lines lines = { BUF_INIT, 0 };
	struct buf out = BUF_INIT;

	(void)state;
	lines_add(&lines, &out, str_of("Côte\n"), str_of("é"), 2, 20, false);
	assert_string_equal(buf_text(&out), "C?te\r\n?");
	buf_release(&out);
	lines_release(&lines);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_typing),
		cmocka_unit_test(test_long_row),
		cmocka_unit_test(test_not_utf8),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
