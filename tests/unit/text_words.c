/*
 * Comparing lines by word, against a table as a reader would mark them and
 * against a slow search for the shortest script; likeness; plain readings.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/buf.h"
#include "adref/base/mem.h"
#include "adref/text/token.h"
#include "adref/text/words.h"

static struct str
run_str(const struct words_run *run, struct str a, struct str b)
{
	return str_part(run->op == '-' ? a : b, run->off, run->len);
}

static void
test_marked(void **state)
{
	static const struct {
		const char *a, *b, *marked;
	} samples[] = {
		{ "", "", "" },
		{ "the same", "the same", "the same" },
		{ "", "new", "{+new+}" },
		{ "old", "", "{-old-}" },
		{ "States shall report.", "States should report.",
		  "States {-shall-}{+should+} report." },
		{ "for transfers and", "for all transfers and",
		  "for {+all +}transfers and" },
		{ "they shall report now", "they should inform now",
		  "they {-shall report-}{+should inform+} now" },
		{ "old.", "new word.", "{-old-}{+new word+}." },
		{ "old .", "new word.", "{-old -}{+new word+}." },
		{ "the words here", "the [words] here",
		  "the {+[+}words{+]+} here" },
		{ "a b c", "a [b] [c]", "a {+[+}b{+]+} {+[+}c{+]+}" },
		{ "shall report", "[shall][should]{+FRA} report",
		  "{+[+}shall{+][should]{+FRA}+} report" },
		{ "[a][b]", "[a][c][b]", "[a]{+[c]+}[b]" },
		{ "[a][c]{IND}[b]{IND}", "[a][b]{IND}",
		  "[a]{-[c]{IND}-}[b]{IND}" },
		{ "[words]{IND}", "[words]{IND +EU}",
		  "[words]{-{IND}-}{+{IND +EU}+}" },
		{ "text.[^8]", "text.[^9]", "text.{-[^8]-}{+[^9]+}" },
		{ "a\tb", "a b", "a{-\t-}{+ +}b" },
		{ "Shall", "shall", "{-Shall-}{+shall+}" },
	};
	struct buf marked = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		buf_clear(&marked);
		words_add_marked(&marked, str_of(samples[i].a),
			str_of(samples[i].b));
		assert_string_equal(buf_text(&marked), samples[i].marked);
	}
	buf_release(&marked);
}

/* A fixed sequence that looks random. */
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
add_pieces(struct buf *out, const char *const *pieces, size_t kinds)
{
	for (size_t n = chance(20); n > 0; n--)
		buf_add_text(out, pieces[chance(kinds)]);
}

/* Runs alternate, '-' before '+', and both sides can be put together again. */
static void
check_whole(const struct words_diff *diff, struct str a, struct str b)
{
	struct buf left = BUF_INIT, right = BUF_INIT;

	for (size_t i = 0; i < diff->n; i++) {
		const struct words_run *run = diff->at + i;
		struct str text = run_str(run, a, b);

		assert_int_equal(text.len, run->len);
		assert_true(run->len > 0);
		if (i > 0)
			assert_int_not_equal(run->op, run[-1].op);
		if (i > 0 && run->op == '-')
			assert_int_equal(run[-1].op, '=');
		if (run->op != '+')
			buf_add_str(&left, text);
		if (run->op != '-')
			buf_add_str(&right, text);
	}
	assert_true(str_same(buf_str(&left), a));
	assert_true(str_same(buf_str(&right), b));
	buf_release(&left);
	buf_release(&right);
}

static void
test_both_sides(void **state)
{
	static const char *const pieces[] = {
		"shall", "should", " ", " ", "  ", "\t", "[", "]", "{IND}",
		"[^1]", ",", "\\[", "*", "**", "国", "e\u0301", "\x80", "\x01",
		"a", "b", "](#x)"
	};
	struct words_diff diff = WORDS_DIFF_INIT;
	struct buf a = BUF_INIT, b = BUF_INIT;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		buf_clear(&a);
		buf_clear(&b);
		add_pieces(&a, pieces, sizeof(pieces) / sizeof(pieces[0]));
		add_pieces(&b, pieces, sizeof(pieces) / sizeof(pieces[0]));
		words_diff(&diff, buf_str(&a), buf_str(&b));
		check_whole(&diff, buf_str(&a), buf_str(&b));
	}
	words_diff_release(&diff);
	buf_release(&a);
	buf_release(&b);
}

/* Of lines whose every byte is a token: the longest common subsequence. */
static size_t
common_bytes(struct str a, struct str b)
{
	size_t *best = mem_new((a.len + 1) * (b.len + 1), sizeof(*best));
	size_t width = b.len + 1, found;

	for (size_t i = 1; i <= a.len; i++) {
		for (size_t j = 1; j <= b.len; j++) {
			size_t *here = best + i * width + j;

			*here = here[-1] > *(here - width) ? here[-1] :
				*(here - width);
			if (a.at[i - 1] == b.at[j - 1])
				*here = *(here - width - 1) + 1;
		}
	}
	found = best[(a.len + 1) * (b.len + 1) - 1];
	free(best);
	return found;
}

static void
test_shortest(void **state)
{
	static const char *const signs[] = { "+", ",", ".", "[", "]", ";" };
	struct words_diff diff = WORDS_DIFF_INIT;
	struct buf a = BUF_INIT, b = BUF_INIT;

	(void)state;
	for (int round = 0; round < 20000; round++) {
		size_t kinds = 2 + chance(5), same = 0;

		buf_clear(&a);
		buf_clear(&b);
		add_pieces(&a, signs, kinds);
		add_pieces(&b, signs, kinds);
		words_diff(&diff, buf_str(&a), buf_str(&b));
		check_whole(&diff, buf_str(&a), buf_str(&b));
		for (size_t i = 0; i < diff.n; i++)
			if (diff.at[i].op == '=')
				same += diff.at[i].len;
		assert_int_equal(same, common_bytes(buf_str(&a), buf_str(&b)));
	}
	words_diff_release(&diff);
	buf_release(&a);
	buf_release(&b);
}

/* `X0,X1,X2 …`: against another letter each word is two differences. */
static void
add_words(struct buf *out, char letter, size_t n)
{
	for (size_t i = 0; i < n; i++)
		buf_add_format(out, "%s%c%zu", i ? "," : "", letter, i);
}

static size_t
runs_of_different(size_t words)
{
	struct words_diff diff = WORDS_DIFF_INIT;
	struct buf a = BUF_INIT, b = BUF_INIT;
	size_t n;

	add_words(&a, 'a', words);
	add_words(&b, 'b', words);
	words_diff(&diff, buf_str(&a), buf_str(&b));
	check_whole(&diff, buf_str(&a), buf_str(&b));
	n = diff.n;
	words_diff_release(&diff);
	buf_release(&a);
	buf_release(&b);
	return n;
}

static void
test_limit(void **state)
{
	(void)state;
	assert_int_equal(runs_of_different(2000), 2000 * 3 - 1);
	assert_int_equal(runs_of_different(2001), 2);
}

static void
check_likeness(const char *a, const char *b, int percent)
{
	double forth = words_likeness(str_of(a), str_of(b));
	double back = words_likeness(str_of(b), str_of(a));

	assert_true(forth == back);
	assert_int_equal((int)(forth * 100 + 0.5), percent);
}

static void
test_likeness(void **state)
{
	(void)state;
	check_likeness("", "", 100);
	check_likeness("words", "", 0);
	check_likeness("States shall report", "report shall States", 100);
	check_likeness("STATES \u2018shall\u2019", "states 'shall'", 100);
	check_likeness("States report", "States inform", 50);
	check_likeness("one, two.", "three, four.", 0);
	check_likeness("one, two", "one, three", 67);
	check_likeness("word", "word word word", 50);
	check_likeness("3 bis. [*States*]{IND +EU} report[^8]",
		"4. States report", 100);
	check_likeness("[see](#annex) it", "see it", 100);
	check_likeness("a \\[b\\]", "a b", 67);
	check_likeness("a \\- b", "a - b", 100);
	check_likeness("...", "...", 100);
	check_likeness("...", "!!!", 0);
	check_likeness("各国应报告", "各国可报告", 80);
}

static void
test_bags(void **state)
{
	struct words_bag bags[2] = { WORDS_BAG_INIT, WORDS_BAG_INIT };

	(void)state;
	words_bag_read(bags, str_of("a long line, read and then forgotten"));
	words_bag_read(bags, str_of("States report."));
	words_bag_read(bags + 1, str_of("States, report"));
	assert_int_equal(bags[0].n, 3);
	assert_int_equal(bags[0].words, 2);
	assert_true(words_bag_likeness(bags, bags + 1) ==
		words_likeness(str_of("States report."),
			str_of("States, report")));
	words_bag_release(bags);
	words_bag_release(bags + 1);
	assert_null(bags[0].at);
}

static void
test_readings(void **state)
{
	static const struct {
		const char *line, *plain, *clean;
	} samples[] = {
		{ "", "", "" },
		{ "3 bis. States [shall][should]{+FRA} report.[^8]",
		  "3 bis. States [shall][should] report.[^8]",
		  "3 bis. States shallshould report." },
		{ "*one* and **two** and ***both***", "one and two and both",
		  "one and two and both" },
		{ "2 * 3, a* and *b", "2 * 3, a* and *b", "2 * 3, a* and *b" },
		{ "note* of *one*", "note* of one", "note* of one" },
		{ "*a **b* c**", "a b c", "a b c" },
		{ "*a *b* c*", "a b c", "a b c" },
		{ "a****b", "a****b", "a****b" },
		{ "*a b**", "*a b**", "*a b**" },
		{ "****", "****", "****" },
		{ "**[Option 2:]** No text", "[Option 2:] No text",
		  "Option 2: No text" },
		{ "\\[literal\\] \\*", "[literal] *", "[literal] *" },
		{ "see [the annex](#annex) [here]", "see the annex [here]",
		  "see the annex here" },
		{ "a<sup>2</sup> {+FRA}", "a<sup>2</sup> {+FRA}",
		  "a<sup>2</sup> {+FRA}" },
		{ "x [, and], y [and] [,] z", "x [, and], y [and] [,] z",
		  "x, and, y and, z" },
		{ "x [: y]", "x [: y]", "x: y" },
		{ "x [and] , y", "x [and] , y", "x and , y" },
		{ "x [ ] y", "x [ ] y", "x y" },
		{ "[ x ] y []", "[ x ] y []", "x y" },
		{ "x [^1] ; y", "x [^1] ; y", "x; y" },
		{ "un ; deux  trois", "un ; deux  trois", "un ; deux  trois" },
		{ " x ", " x ", " x " },
		{ "open [ never closed ]]", "open [ never closed ]]",
		  "open never closed" },
		{ "\uff3bfull\uff3d", "\uff3bfull\uff3d", "full" },
	};
	struct buf plain = BUF_INIT, clean = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		buf_clear(&plain);
		buf_clear(&clean);
		words_add_plain(&plain, str_of(samples[i].line));
		words_add_clean(&clean, str_of(samples[i].line));
		assert_string_equal(buf_text(&plain), samples[i].plain);
		assert_string_equal(buf_text(&clean), samples[i].clean);
	}
	buf_release(&plain);
	buf_release(&clean);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_marked),
		cmocka_unit_test(test_both_sides),
		cmocka_unit_test(test_shortest),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_likeness),
		cmocka_unit_test(test_bags),
		cmocka_unit_test(test_readings),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
