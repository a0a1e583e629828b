/*
 * Lines laid into rows: what each lens shows and in which role, where rows
 * end, and the way between offsets and cells, for any line and width.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/buf.h"
#include "adref/base/utf8.h"
#include "adref/text/layout.h"

static struct str
shown_of(const struct layout *layout, const struct layout_run *run)
{
	return str_part(buf_str(&layout->shown), run->show_off, run->show_len);
}

/* The rows with `|` between them, and below a letter for each cell's role. */
static void
add_rows(struct buf *text, struct buf *roles, const struct layout *layout)
{
	static const char letters[] = "pesnb!mla_i";
	size_t row = 0, col = 0;

	for (size_t i = 0; i < layout->n; i++) {
		const struct layout_run *run = layout->at + i;

		for (; row < run->row; row++) {
			buf_add_char(text, '|');
			buf_add_char(roles, '|');
			col = 0;
		}
		if (!run->width)
			continue;
		buf_add_fill(text, ' ', run->col - col);
		buf_add_fill(roles, ' ', run->col - col);
		buf_add_str(text, shown_of(layout, run));
		buf_add_fill(roles, letters[run->role], run->width);
		col = run->col + run->width;
	}
}

struct sample {
	const char *line;
	struct layout_style style;
	const char *text, *roles;
};

static void
check_samples(const struct sample *samples, size_t n)
{
	struct layout layout = LAYOUT_INIT;
	struct buf text = BUF_INIT, roles = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		buf_clear(&text);
		buf_clear(&roles);
		layout_line(&layout, str_of(samples[i].line),
			&samples[i].style);
		add_rows(&text, &roles, &layout);
		assert_string_equal(buf_text(&text), samples[i].text);
		if (samples[i].roles)
			assert_string_equal(buf_text(&roles),
				samples[i].roles);
	}
	layout_release(&layout);
	buf_release(&text);
	buf_release(&roles);
}

#define CHECK(samples) \
	check_samples(samples, sizeof(samples) / sizeof((samples)[0]))
#define TEXT(cells) { .lens = LENS_TEXT, .width = (cells) }
#define SOURCE(cells) { .lens = LENS_SOURCE, .width = (cells) }

static void
test_lenses(void **state)
{
	static const struct sample samples[] = {
		{ "", TEXT(10), "", "" },
		{ "3. *All* States [shall]{IND}", TEXT(40),
		  "3. All States [shall]",
		  "nnpeeeppppppppbiiiiib" },
		{ "3. *All* States [shall]{IND}", SOURCE(40),
		  "3. *All* States [shall]{IND}",
		  "nnpeeeeeppppppppbiiiiibaaaaa" },
		{ "3. *All* States [shall]{IND}",
		  { .lens = LENS_NAMED, .width = 40 },
		  "3. All States [shall]{IND}", NULL },
		{ "**a** [**b**] [[X]] [...]", TEXT(40), "a [b] [[X]] [...]",
		  "spbibpb___bp_____" },
		{ "a](#b) [c](#d) \\[e\\]", TEXT(40), "a](#b) c [e]",
		  "pbppppplpppp" },
		{ "[c](#d)\\[", SOURCE(40), "[c](#d)\\[", "lllllllpp" },
		{ "[4][2]. [a [b] c", TEXT(40), "[4][2]. [a [b] c",
		  "bnbbnbnpbppbibpp" },
		{ "a * b", TEXT(40), "a * b", "ppppp" },
		{ "[b]{IND +EU -USA}", SOURCE(8), "[b]{IND |+EU |-USA}",
		  NULL },
	};

	(void)state;
	CHECK(samples);
}

static void
test_rows(void **state)
{
	static const struct sample samples[] = {
		{ "one two three", TEXT(7), "one two|three", NULL },
		{ "one two three", TEXT(8), "one two |three", NULL },
		{ "one two", TEXT(3), "one|two", NULL },
		{ "one   two", TEXT(4), "one |two", NULL },
		{ "abcdefgh", TEXT(3), "abc|def|gh", NULL },
		{ "a bcdefg h", TEXT(3), "a |bcd|efg|h", NULL },
		{ "a [bc] d", TEXT(4), "a |[bc]|d", NULL },
		{ "one [two][three]", TEXT(11), "one |[two][three|]",
		  "pppp|biiibbiiiii|b" },
		{ "one two", { .width = 5, .first = 2, .hang = 1 },
		  "  one| two", NULL },
		{ "abcdefg", { .width = 5, .first = 2, .hang = 1 },
		  "  abc| defg", NULL },
		{ "abcd", { .width = 5, .first = 3 }, "|abcd", NULL },
		{ "abcd", { .width = 2, .first = 9, .hang = 9 }, "ab|cd",
		  NULL },
		{ "各国应报告", TEXT(6), "各国应|报告", NULL },
		{ "各国应报告", TEXT(5), "各国|应报|告", NULL },
		{ "各国,应报", TEXT(4), "各|国,|应报", NULL },
		{ "各国[应]报", TEXT(6), "各国|[应]报", NULL },
		{ "各国，应", TEXT(4), "各|国，|应", NULL },
		{ "a国b", TEXT(1), "a|\uFFFD|b", NULL },
		{ "a国b", TEXT(2), "a|国|b", NULL },
		{ "国，abc", TEXT(5), "国，|abc", NULL },
		{ "国\\(国", TEXT(4), "国|(国", NULL },
		{ "ab\u3000c", TEXT(3), "ab|c", NULL },
		{ "a bcdefgh", { .width = 6, .hang = 3 },
		  "a |   bcd|   efg|   h", NULL },
		{ "各国 应", TEXT(4), "各国|应", NULL },
		{ "e\u0301e\u0301", TEXT(1), "e\u0301|e\u0301", NULL },
		{ "x one\u00A0two", TEXT(8), "x |one\u00A0two", NULL },
		{ "x one\u2007two", TEXT(8), "x |one\u2007two", NULL },
		{ "abc \u00A0d", TEXT(4), "abc |\u00A0d", NULL },
		{ "see note[^8] now", TEXT(9), "see |note[^8] |now", NULL },
		{ "x", { .lens = LENS_TEXT, .width = 0 }, "x", NULL },
	};

	(void)state;
	CHECK(samples);
}

static void
test_safe(void **state)
{
	static const struct sample samples[] = {
		{ "a\033[b", TEXT(20), "a<U+001B>[b", NULL },
		{ "a\u202Eb", TEXT(20), "a<U+202E>b", NULL },
		{ "a\u202Eb", TEXT(5), "a<U+2|02E>b", NULL },
		{ "a\xFF\xFE", TEXT(20), "a\uFFFD\uFFFD", NULL },
		{ "a\tb\r", TEXT(20), "a b<U+000D>", NULL },
		{ "[\u0301a]", TEXT(20), "[\u25CC\u0301a]", "biib" },
		{ "\uFF3Ba\uFF3D", TEXT(20), "\uFF3Ba\uFF3D", "bbibb" },
		/* Joiners are spelling here. */
		{ "\u0645\u06CC\u200C\u062E", TEXT(20),
		  "\u0645\u06CC\u200C\u062E", "ppp" },
	};

	(void)state;
	CHECK(samples);
}

/* What a view would say; the context counts the calls. */
static void
show_mark(void *ctx, struct buf *out, struct str label)
{
	++*(size_t *)ctx;
	buf_add_format(out, "(%.*s)", (int)label.len, label.at);
}

static void
show_names(void *ctx, struct buf *out, struct str attribution)
{
	++*(size_t *)ctx;
	buf_add_format(out, " \x1B%zu bytes", attribution.len);
}

static int
second_is_slip(void *ctx, size_t n)
{
	++*(size_t *)ctx;
	return n == 1;
}

static void
test_asking(void **state)
{
	size_t calls = 0;
	const struct sample samples[] = {
		{ "a[^8] [b]] c]{IND}",
		  { .lens = LENS_NAMED, .width = 40, .mark = show_mark,
		    .names = show_names, .slip = second_is_slip,
		    .ctx = &calls },
		  "a(8) [b]] c <U+001B>5 bytes]",
		  "pmmmpbi!bppaaaaaaaaaaaaaaaab" },
		{ "[b]{IND}",
		  { .lens = LENS_NAMED, .width = 12, .names = show_names,
		    .ctx = &calls },
		  "[b <U+001B>5|bytes]", "biaaaaaaaaaa|aaaaab" },
		{ "[b]{IND}[^8]",
		  { .lens = LENS_SOURCE, .width = 12, .mark = show_mark,
		    .names = show_names, .ctx = &calls },
		  "[b]{IND}(8)", NULL },
	};

	(void)state;
	CHECK(samples);
	assert_int_equal(calls, 1 + 1 + 4 + 1 + 1);
}

static void
test_few_runs(void **state)
{
	struct layout layout = LAYOUT_INIT;
	struct layout_style style = TEXT(21);
	size_t calls = 0;

	(void)state;
	layout_line(&layout, str_of("A plain paragraph, with signs: of three "
		"rows."), &style);
	assert_int_equal(layout.rows, 3);
	assert_int_equal(layout.n, 3);
	layout_line(&layout, str_of("Признавая важность"), &style);
	assert_int_equal(layout.n, 1);
	style.width = 3;
	layout_line(&layout, str_of("abcdefgh"), &style);
	assert_int_equal(layout.n, 3);
	/* What a view says is one run, however many words. */
	style = (struct layout_style){ .lens = LENS_NAMED, .width = 40,
		.names = show_names, .ctx = &calls };
	layout_line(&layout, str_of("[b]{IND}"), &style);
	assert_int_equal(layout.n, 4);
	layout_release(&layout);
}

static void
check_cell(const struct layout *layout, size_t off, size_t row, size_t col)
{
	size_t found_row, found_col;

	layout_cell(layout, off, &found_row, &found_col);
	assert_int_equal(found_row, row);
	assert_int_equal(found_col, col);
}

static void
test_cells(void **state)
{
	struct layout layout = LAYOUT_INIT;
	struct layout_style style = TEXT(9);

	(void)state;
	layout_line(&layout, str_of("*a*[b]{IND} 国c\\[ d"), &style);
	/* `a[b] 国c[` and `d`: the last blank of the first row hangs. */
	assert_int_equal(layout.rows, 2);
	check_cell(&layout, 0, 0, 0);		/* a star: the next shown */
	check_cell(&layout, 1, 0, 0);
	check_cell(&layout, 3, 0, 1);
	check_cell(&layout, 7, 0, 4);		/* in the names */
	check_cell(&layout, 14, 0, 5);		/* in 国 */
	check_cell(&layout, 15, 0, 7);
	check_cell(&layout, 17, 0, 8);		/* one cell for two bytes */
	check_cell(&layout, 18, 0, 8);
	check_cell(&layout, 19, 1, 0);
	check_cell(&layout, 20, 1, 1);
	check_cell(&layout, 99, 1, 1);
	assert_int_equal(layout_off(&layout, 0, 0), 1);
	assert_int_equal(layout_off(&layout, 0, 6), 12);
	assert_int_equal(layout_off(&layout, 0, 8), 16);
	assert_int_equal(layout_off(&layout, 0, 40), 18);
	assert_int_equal(layout_off(&layout, 1, 0), 19);
	assert_int_equal(layout_off(&layout, 1, 3), 20);
	assert_int_equal(layout_off(&layout, 9, 40), 20);
	assert_int_equal(layout_off(&layout, 9, 0), 19);
	layout_release(&layout);
}

static void
test_cells_at_edges(void **state)
{
	struct layout layout = LAYOUT_INIT;
	struct layout_style style = SOURCE(3);

	(void)state;
	layout_line(&layout, str_of(""), &style);
	check_cell(&layout, 0, 0, 0);
	assert_int_equal(layout_off(&layout, 4, 4), 0);
	/* Blanks beyond the end of a row, and of the last one. */
	layout_line(&layout, str_of("abc  d  f "), &style);
	assert_int_equal(layout.rows, 3);
	check_cell(&layout, 3, 0, 2);
	check_cell(&layout, 4, 0, 2);
	check_cell(&layout, 5, 1, 0);
	check_cell(&layout, 10, 2, 2);
	assert_int_equal(layout_off(&layout, 0, 2), 2);
	assert_int_equal(layout_off(&layout, 0, 3), 3);
	/* After a full row the cursor stays on its last column. */
	layout_line(&layout, str_of("abc"), &style);
	check_cell(&layout, 3, 0, 2);
	assert_int_equal(layout_off(&layout, 0, 2), 2);
	assert_int_equal(layout_off(&layout, 0, 3), 3);
	style.hang = style.first = 1;
	layout_line(&layout, str_of("abc"), &style);
	check_cell(&layout, 2, 1, 1);
	assert_int_equal(layout_off(&layout, 1, 0), 2);
	assert_int_equal(layout_off(&layout, 0, 0), 0);
	layout_release(&layout);
}

static size_t
chance(size_t below)
{
	static uint64_t state = 88172645463325252ULL;

	state ^= state << 13;
	state ^= state >> 7;
	state ^= state << 17;
	return (size_t)(state % below);
}

static void
add_random(struct buf *out)
{
	static const char *const pieces[] = {
		"a", "shall", "should", " ", " ", "  ", "\t", "[", "]",
		"{IND +EU}", "[^8]", ",", "\\[", "\\*", "*", "**", "国", "应",
		"，", "\u3000", "\u00A0", "e\u0301", "\u0301", "\u0600",
		"\u1161", "\u093F", "\u0D4E", "한국", "\u202E", "\u200D",
		"\u200B", "\x80", "\xE5\x9B",
		"\x01", "\r\n", "](#x)", "\uFF3B", "\uFF3D", "[X]", "3. ",
		"\U0001F1EB\U0001F1F7", "\U0001F1EB",
		"\U0001F468\u200D\U0001F469", "\u2764\uFE0F", "\u0915\u093F",
		"o\u0300\u0301\u0302\u0303\u0304\u0305\u0306",
		"https://example.org/a-long-address/without/any/blank"
	};

	for (size_t n = chance(30); n > 0; n--)
		buf_add_text(out,
			pieces[chance(sizeof(pieces) / sizeof(pieces[0]))]);
}

/* The runs in order, inside the width, without gaps and as wide as shown. */
static void
check_runs(const struct layout *layout, const struct layout_style *style,
	struct str line)
{
	assert_true(utf8_is_safe(buf_str(&layout->shown)));
	for (size_t i = 0; i < layout->n; i++) {
		const struct layout_run *run = layout->at + i;
		struct str shown = shown_of(layout, run);

		assert_true(run->col + run->width <= style->width);
		assert_true(run->row < layout->rows);
		assert_true(run->len > 0 && run->off + run->len <= line.len);
		assert_int_equal(run->show_len, shown.len);
		assert_int_equal(utf8_columns(shown), run->width);
		for (size_t at = 0; at < shown.len; at = utf8_next(shown, at))
			assert_true(utf8_width(str_part(shown, at,
				utf8_next(shown, at) - at)) > 0);
		if (!run->whole)
			assert_true(str_same(shown, str_part(line, run->off,
				run->len)));
		if (!i)
			continue;
		assert_true(run->row >= run[-1].row);
		assert_true(run->off >= run[-1].off);
		if (run->row == run[-1].row && run->width && run[-1].width)
			assert_int_equal(run->col,
				run[-1].col + run[-1].width);
	}
}

/* Each byte has a run; a cell's offset is the offset the cell is of. */
static void
check_source(const struct layout *layout, struct str line)
{
	size_t end = 0, row, col;

	for (size_t i = 0; i < layout->n; i++) {
		const struct layout_run *run = layout->at + i;
		struct str shown = shown_of(layout, run);
		size_t next;

		if (run->off != end)
			assert_true(run->whole && run->off == run[-1].off);
		end = run->off + run->len;
		if (!run->width)
			continue;
		for (size_t at = 0; at < shown.len; at = next) {
			next = utf8_next(shown, at);
			layout_cell(layout, run->off + at, &row, &col);
			assert_int_equal(layout_off(layout, row, col),
				run->off + (run->whole ? 0 : at));
			if (run->whole)
				break;
			/* Any byte of a cluster is in its cell. */
			layout_cell(layout, run->off + next - 1, &row, &col);
			assert_int_equal(layout_off(layout, row, col),
				run->off + at);
		}
	}
	assert_int_equal(end, line.len);
}

static void
check_cells(const struct layout *layout, const struct layout_style *style,
	struct str line)
{
	size_t row, col, last_row = 0;

	for (size_t off = 0; off <= line.len + 1; off++) {
		layout_cell(layout, off, &row, &col);
		assert_true(row < layout->rows && col < style->width);
		assert_true(row >= last_row);
		last_row = row;
	}
	for (row = 0; row <= layout->rows; row++)
		for (col = 0; col <= style->width; col += 1 + col / 4)
			assert_true(layout_off(layout, row, col) <= line.len);
}

static void
test_any_line(void **state)
{
	struct layout layout = LAYOUT_INIT;
	struct buf line = BUF_INIT;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		struct layout_style style = {
			.lens = (enum lens)chance(4), .width = 1 + chance(100)
		};

		if (chance(2))
			style.width = 1 + chance(12);
		style.first = chance(2) * chance(style.width + 2);
		style.hang = chance(2) * chance(style.width + 2);
		buf_clear(&line);
		add_random(&line);
		layout_line(&layout, buf_str(&line), &style);
		check_runs(&layout, &style, buf_str(&line));
		check_cells(&layout, &style, buf_str(&line));
		if (style.lens == LENS_SOURCE)
			check_source(&layout, buf_str(&line));
	}
	layout_release(&layout);
	buf_release(&line);
}

static void
check_same(const struct layout *kept, const struct layout *made)
{
	assert_int_equal(kept->rows, made->rows);
	assert_int_equal(kept->n, made->n);
	assert_true(str_same(buf_str(&kept->shown), buf_str(&made->shown)));
	for (size_t i = 0; i < made->n; i++) {
		const struct layout_run *a = kept->at + i, *b = made->at + i;

		assert_true(a->row == b->row && a->col == b->col &&
			a->width == b->width && a->off == b->off &&
			a->len == b->len && a->role == b->role &&
			a->whole == b->whole);
	}
}

/* Few widths, so that what is kept is found again; and many lines, so that
 * they take each other's places. */
static void
test_kept(void **state)
{
	enum { LINES = 600, ROUNDS = 20000 };
	struct layout_kept *kept = NULL;
	struct layout layout = LAYOUT_INIT;
	static struct buf lines[LINES];
	size_t calls = 0;

	(void)state;
	for (int i = 0; i < LINES; i++)
		add_random(&lines[i]);
	for (int round = 0; round < ROUNDS; round++) {
		struct layout_style style = {
			.lens = (enum lens)chance(4), .width = 7 + chance(3),
			.first = chance(2), .hang = chance(2),
			.mark = chance(2) ? show_mark : NULL,
			.names = chance(2) ? show_names : NULL,
			.slip = chance(2) ? second_is_slip : NULL,
			.ctx = &calls
		};
		struct str line = buf_str(&lines[chance(LINES)]);

		layout_line(&layout, line, &style);
		check_same(layout_keep(&kept, line, &style), &layout);
	}
	layout_kept_free(kept);
	layout_release(&layout);
	for (int i = 0; i < LINES; i++)
		buf_release(&lines[i]);
}

/* What a function answered may be another the next time. */
static void
test_kept_asking(void **state)
{
	struct layout_kept *kept = NULL;
	size_t calls = 0;
	struct layout_style style = { .lens = LENS_TEXT, .width = 40,
		.mark = show_mark, .ctx = &calls };
	const struct layout *first;

	(void)state;
	first = layout_keep(&kept, str_of("one [two] three"), &style);
	assert_false(first->asked);
	assert_ptr_equal(layout_keep(&kept, str_of("one [two] three"),
		&style), first);
	assert_int_equal(calls, 0);
	style.mark = NULL;
	assert_false(layout_keep(&kept, str_of("one[^8]"), &style)->asked);
	style.mark = show_mark;
	for (size_t i = 1; i <= 3; i++) {
		assert_true(layout_keep(&kept, str_of("one[^8]"),
			&style)->asked);
		assert_int_equal(calls, i);
	}
	layout_kept_free(kept);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lenses),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_safe),
		cmocka_unit_test(test_asking),
		cmocka_unit_test(test_few_runs),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_cells_at_edges),
		cmocka_unit_test(test_any_line),
		cmocka_unit_test(test_kept),
		cmocka_unit_test(test_kept_asking),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
