/*
 * Two changes of one line merged: what a reader would expect, and what always
 * holds of lines made by chance.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/text/bracket.h"
#include "adref/text/merge.h"

/* One act on each side: A's and B's. */
static enum merged_how
merge_two(struct buf *out, const char *base, const char *ours,
	const char *theirs)
{
	struct merge_step steps[2] = { { str_of(ours), "AAA" },
		{ str_of(theirs), "BBB" } };
	struct merge_lines lines = { .base = str_of(base),
		.ours = { &steps[0], 1 }, .theirs = { &steps[1], 1 } };

	return words_merge(out, &lines, NULL);
}

/* The other way round, and the parties with it. */
static enum merged_how
merge_turned(struct buf *out, const char *base, const char *ours,
	const char *theirs)
{
	struct merge_step steps[2] = { { str_of(theirs), "BBB" },
		{ str_of(ours), "AAA" } };
	struct merge_lines lines = { .base = str_of(base),
		.ours = { &steps[0], 1 }, .theirs = { &steps[1], 1 } };

	return words_merge(out, &lines, NULL);
}

struct sample {
	const char *base, *ours, *theirs, *merged;	/* NULL: MERGED_NOT */
};

static void
check(const struct sample *samples, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		const struct sample *at = &samples[i];
		struct buf out = BUF_INIT, turned = BUF_INIT;
		enum merged_how how = merge_two(&out, at->base, at->ours,
			at->theirs);

		assert_string_equal(buf_text(&out), at->merged ? at->merged
			: at->ours);
		assert_int_equal(how == MERGED_NOT, !at->merged);
		merge_turned(&turned, at->base, at->ours, at->theirs);
		assert_string_equal(buf_text(&turned), at->merged
			? at->merged : at->theirs);
		buf_release(&out);
		buf_release(&turned);
	}
}
#define CHECK(samples) check(samples, sizeof(samples) / sizeof(*(samples)))

static void
test_words(void **state)
{
	static const struct sample samples[] = {
		{ "", "", "", "" },
		{ "a b c", "a x c", "a x c", "a x c" },
		{ "a b c", "x b c", "a b y", "x b y" },
		{ "a b c d", "a b c d e", "a c d", "a c d e" },
		/* The same words otherwise. */
		{ "a b c", "a x c", "a y c", "a [x]{+AAA}[y]{+BBB} c" },
		{ "a b c", "a x y c", "a z c", "a [x y]{+AAA}[z]{+BBB} c" },
		/* A whole phrase is one change. */
		{ "a b c d", "a x y d", "a z c d",
		  "a [x y]{+AAA}[z c]{+BBB} d" },
		/* At one place. */
		{ "a c", "a x c", "a y c", "a [x]{+AAA}[y]{+BBB} c" },
		{ "a", "a x", "a y", "a [x]{+AAA}[y]{+BBB}" },
		{ "a.", "a, x.", "a, y.", "a[, x]{+AAA}[, y]{+BBB}." },
		/* What touches; a blank between keeps two changes apart. */
		{ "a b c", "a b, x c", "a y c",
		  "a [b, x]{+AAA}[y]{+BBB} c" },
		{ "a b c", "a very b c", "a x c", "a very x c" },
		{ "a b c", "a b very c", "a x c", "a x very c" },
		{ "a b c d", "a c d", "a b d", "a d" },
		/* One takes out what the other changes. */
		{ "a b c", "a c", "a x c", "a [x]{+BBB -AAA} c" },
		{ "a b c d e", "a e", "a b x d e",
		  "a [b x d]{+BBB -AAA} e" },
	};

	(void)state;
	CHECK(samples);
}

static void
test_brackets(void **state)
{
	static const struct sample samples[] = {
		/* Put in by either, by both. */
		{ "a b c", "[a] b c", "a b [c]{IND}", "[a] b [c]{IND}" },
		{ "a b c", "a [b]{FRA} c", "a [b]{IND} c",
		  "a [b]{FRA IND} c" },
		{ "a b c", "[a b c]{FRA}", "a [b]{IND} c",
		  "[a [b]{IND} c]{FRA}" },
		{ "plastics x", "plastic[s] x", "[plastics]{IND} x",
		  "[plastic[s]]{IND} x" },
		/* Lifted. */
		{ "[a]{IND} b", "a b", "[a]{IND} c", "a c" },
		{ "[a]{IND} b", "a b", "[a]{IND +EU} b", "[a]{IND +EU} b" },
		/* Stances. */
		{ "[a]{IND}", "[a]{IND +EU}", "[a]{IND -USA}",
		  "[a]{IND +EU -USA}" },
		{ "[a]{IND +EU}", "[a]{IND}", "[a]{IND +EU -USA}",
		  "[a]{IND -USA}" },
		/* Around words that the other one changes. */
		{ "a b c", "a [b]{IND} c", "a x c", "a [x]{IND} c" },
		{ "a b c d", "a [b c]{IND} d", "a b x d", "a [b x]{IND} d" },
		{ "a b c d", "a [b c]{IND} d", "a b x y",
		  "a [b x y]{IND}" },
		{ "a b c", "a [b]{IND} c", "a b x c", "a [b]{IND} x c" },
		{ "a [b] c", "a [b x] c", "a [b] y c",
		  "a [b x]{+AAA}[[b] y]{+BBB} c" },
		{ "a [b] c", "a [b, x] c", "a [b], y c",
		  "a [b, x]{+AAA}[[b], y]{+BBB} c" },
		/* Around words that the other one takes out. */
		{ "a b c", "a [b]{IND} c", "a c", "a [b]{IND -BBB} c" },
		{ "a b c", "a [b] c", "a c", "a [b]{-BBB} c" },
		{ "a [b]{IND} c", "a [b]{IND +EU} c", "a c",
		  "a [b]{IND +EU -BBB} c" },
		{ "a b c d e", "a b [c]{IND} d e", "a e",
		  "a [b [c]{IND} d]{-BBB} e" },
		/* Crossing. */
		{ "a b c d", "[a b c]{FRA} d", "a [b c d]{IND}",
		  "[a [b c]{IND}]{FRA} [d]{IND}" },
		/* A place grows until it cuts no pair. */
		{ "a b c d", "a [x c]{FRA} d", "a y c d",
		  "a [[x]{+AAA}[y]{+BBB} c]{FRA} d" },
		{ "[a b] c", "[a x] c", "[a y] c",
		  "[a [x]{+AAA}[y]{+BBB}] c" },
		{ "[b]{IND} c", "[x]{IND} c", "[y]{IND} c",
		  "[[x]{+AAA}[y]{+BBB}]{IND} c" },
		/* No alternatives where none were. */
		{ "[a] b", "[a], b", "[a]; b",
		  "[[a],]{+AAA}[[a];]{+BBB} b" },
		{ "a, b", "[a]{FRA}, b", "a[, b]{IND}",
		  "[a]{FRA}, [b]{IND}" },
	};

	(void)state;
	CHECK(samples);
}

static void
test_groups(void **state)
{
	static const struct sample samples[] = {
		/* Both put another wording beside the same words. */
		{ "shall go", "[shall][may]{AAA} go", "[shall][can]{BBB} go",
		  "[shall][may]{AAA}[can]{BBB} go" },
		{ "[shall][may]{IND} go", "[shall][may]{IND}[can]{+AAA} go",
		  "[shall][may]{IND}[must]{+BBB} go",
		  "[shall][may]{IND}[can]{+AAA}[must]{+BBB} go" },
		/* One beside the words, one in their place. */
		{ "shall go", "[shall][may]{+AAA} go", "can go",
		  "[shall][may]{+AAA}[can]{+BBB} go" },
		/* A group is extended. */
		{ "shall go", "[may]{+CHE}[must]{+FRA} go", "can go",
		  "[can]{+BBB}[may]{+CHE}[must]{+FRA} go" },
		{ "shall go", "[may]{+CHE}[must]{+FRA} go", "must go",
		  "[must]{+BBB +FRA}[may]{+CHE} go" },
		{ "shall go", "[may]{+CHE}[must]{+FRA} go", "go",
		  "[may]{+CHE -BBB}[must]{+FRA -BBB} go" },
		/* Of one wording of a group. */
		{ "[shall][may]{IND} go", "[shall][can]{IND} go",
		  "[shall][must]{IND} go",
		  "[shall][[can]{+AAA}[must]{+BBB}]{IND} go" },
	};

	(void)state;
	CHECK(samples);
}

static void
test_loose(void **state)
{
	static const struct sample samples[] = {
		/* A bracket that other paragraphs have the mate of. */
		{ "[a b c", "[a x c", "[a b y", "[a x y" },
		{ "[a b c", "[a x c", "[a y c", "[a [x]{+AAA}[y]{+BBB} c" },
		{ "[a b", "a b", "[x b", "x b" },
		{ "a b", "[a b", "x b", "[x b" },
		{ "a b", "a b]", "a x", "a x]" },
		{ "a b", "a b]", "a b c", "a b c]" },
		/* Words on both sides of it: it cannot be in brackets. */
		{ "a [b c", "a x c", "a [y c", NULL },
		{ "a [b c", "x y z", "a b c",
		  "[x y z]{+AAA}[a b c]{+BBB}" },
		/* A request is cut at it. */
		{ "a b c d", "a b] c d", "a [b c]{IND} d",
		  "a [b]{IND}] [c]{IND} d" },
	};

	(void)state;
	CHECK(samples);
}

static void
test_marks(void **state)
{
	static const struct sample samples[] = {
		{ "a b[^1] c", "a x[^1] c", "a b[^1] y", "a x[^1] y" },
		{ "a b[^1] c", "a x[^2] c", "a y[^1] c",
		  "a [x[^2]]{+AAA}[y[^1]]{+BBB} c" },
		{ "a [b](#c) d", "a [x](#c) d", "a [b](#y) d",
		  "a [[x](#c)]{+AAA}[[b](#y)]{+BBB} d" },
		{ "a [b](#c) d", "a [x](#c) d", "a [y](#c) d",
		  "a [[x]{+AAA}[y]{+BBB}](#c) d" },
		/* Signs that a bracket would make something else of. */
		{ "a b", "a ^x", "a ^y", NULL },
		{ "a [] b", "a [x] b", "c [] b", "c [x] b" },
		{ "a \\[b c", "a \\[x c", "d \\[b c", "d \\[x c" },
		{ "［a］ b", "［a］{IND} b", "［a］ c",
		  "［a］{IND} c" },
	};

	(void)state;
	CHECK(samples);
}

/* Each side is what several made of it, one after the other. */
static void
test_steps(void **state)
{
	struct merge_step ours[] = {
		{ str_of("a x c d"), "FRA" }, { str_of("a x y d"), "CHE" },
	};
	struct merge_step theirs[] = { { str_of("a z c d"), NULL } };
	struct merge_lines lines = { .base = str_of("a b c d"),
		.ours = { ours, 2 }, .theirs = { theirs, 1 } };
	struct merge_met met;
	struct buf out = BUF_INIT;

	(void)state;
	assert_int_equal(words_merge(&out, &lines, &met), MERGED_BESIDE);
	assert_string_equal(buf_text(&out), "a [z]{+CHAIR}[x]{+FRA} y d");
	assert_int_equal(met.places, 1);
	assert_string_equal(buf_text(&met.ours), "x");
	assert_string_equal(buf_text(&met.theirs), "z");
	merge_met_release(&met);
	buf_release(&out);
}

/* Of numbers there is one: that of ours. */
static void
test_numbers(void **state)
{
	struct merge_step ours[] = { { str_of("4. a b"), "FRA" } };
	struct merge_step theirs[] = { { str_of("5. a c"), "IND" } };
	struct merge_lines lines = { .base = str_of("3. a b"),
		.ours = { ours, 1 }, .theirs = { theirs, 1 } };
	struct merge_met met;
	struct buf out = BUF_INIT;

	(void)state;
	assert_int_equal(words_merge(&out, &lines, &met), MERGED);
	assert_string_equal(buf_text(&out), "4. a c");
	assert_true(met.numbers);
	merge_met_release(&met);
	buf_release(&out);
}

/* Brackets never leave a cell. */
static void
test_cells(void **state)
{
	struct merge_step ours[] = { { str_of("| a x | y c |"), "FRA" } };
	struct merge_step theirs[] = { { str_of("| a z | w c |"), "IND" } };
	struct merge_lines lines = { .base = str_of("| a b | b c |"),
		.ours = { ours, 1 }, .theirs = { theirs, 1 }, .cells = true };
	struct buf out = BUF_INIT;

	(void)state;
	assert_int_equal(words_merge(&out, &lines, NULL), MERGED_BESIDE);
	assert_string_equal(buf_text(&out), "| a [x]{+FRA}[z]{+IND} | "
		"[y]{+FRA}[w]{+IND} c |");
	theirs[0].line = str_of("| a z w c |");
	buf_clear(&out);
	assert_int_equal(words_merge(&out, &lines, NULL), MERGED_NOT);
	buf_release(&out);
}

static uint32_t seed = 7;	/* SEED of the environment: another */

static uint32_t
pick(uint32_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

static void
add_word(struct buf *out)
{
	static const char *const bits[] = {
		"a1", "b2", "c3", "d4", "e5", "f6", "[", "]", "[", "]",
		"]{IND}", "]{+EU -USA}", ",", ".", "[^1]", "*", "\\",
		"(#x)", "][", "[]", "\xEF\xBC\xBB", "^", "{IND}",
	};

	buf_add_text(out, bits[pick(sizeof(bits) / sizeof(*bits))]);
	if (pick(4))
		buf_add_char(out, ' ');
}

static void
random_line(struct buf *out, unsigned words)
{
	while (words--)
		add_word(out);
}

/* A word that nobody else types. */
static void
add_typed(struct buf *out, struct buf *typed)
{
	static unsigned n;

	buf_add_format(out, "t%u", ++n);
	if (pick(4))
		buf_add_char(out, ' ');
	buf_add_format(typed, "t%u ", n);
}

/* The line with a few places changed. */
static void
change_line(struct buf *out, struct str line, struct buf *typed)
{
	for (size_t at = 0; at < line.len;) {
		size_t end = str_find(line, at, str_of(" "));

		if (!pick(6))
			add_word(out);
		if (!pick(9))
			add_typed(out, typed);
		else if (pick(7))
			buf_add_str(out, str_part(line, at, end + 1 - at));
		at = end + 1;
	}
}

static bool
has_all(struct str line, struct str typed)
{
	struct str word;

	while (str_word(&typed, &word))
		if (!str_count(line, word))
			return false;
	return true;
}

static size_t
count_loose(struct str line)
{
	struct brackets all = BRACKETS_INIT;
	size_t n;

	brackets_read_line(&all, line);
	n = all.closers + all.openers;
	brackets_release(&all);
	return n;
}

/* Whatever it is: the same the other way round, and each side alone as it
 * is; the result has no more slips than both sides together. */
static void
test_random(void **state)
{
	size_t merged = 0, beside = 0, not = 0;

	(void)state;
	if (getenv("SEED"))
		seed = (uint32_t)strtoul(getenv("SEED"), NULL, 10);
	for (int i = 0; i < 20000; i++) {
		struct buf base = BUF_INIT, a = BUF_INIT, b = BUF_INIT;
		struct buf out = BUF_INIT, turned = BUF_INIT;
		struct buf typed = BUF_INIT;
		enum merged_how how, other;

		random_line(&base, 1 + pick(12));
		change_line(&a, buf_str(&base), &typed);
		change_line(&b, buf_str(&base), &typed);
		how = merge_two(&out, buf_text(&base), buf_text(&a),
			buf_text(&b));
		other = merge_turned(&turned, buf_text(&base), buf_text(&a),
			buf_text(&b));
		merged += how == MERGED;
		beside += how == MERGED_BESIDE;
		not += how == MERGED_NOT;
		if (how == MERGED_NOT)
			assert_string_equal(buf_text(&out), buf_text(&a));
		else if (other != MERGED_NOT && !str_same(buf_str(&out),
			buf_str(&turned)))
			fail_msg("base |%s|\na |%s|\nb |%s|\nmerged |%s|\n"
				"turned |%s|", buf_text(&base), buf_text(&a),
				buf_text(&b), buf_text(&out),
				buf_text(&turned));
		if (count_loose(buf_str(&out)) > count_loose(buf_str(&a)) +
		    count_loose(buf_str(&b)) || (how != MERGED_NOT &&
		    !has_all(buf_str(&out), buf_str(&typed))))
			fail_msg("base |%s|\na |%s|\nb |%s|\nmerged |%s|",
				buf_text(&base), buf_text(&a), buf_text(&b),
				buf_text(&out));
		buf_release(&base);
		buf_release(&a);
		buf_release(&b);
		buf_release(&out);
		buf_release(&turned);
		buf_release(&typed);
	}
	/* It is no proof when hardly anything is merged. */
	assert_true(merged > 5000 && beside > 1000 && not < merged);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_brackets),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_loose),
		cmocka_unit_test(test_marks),
		cmocka_unit_test(test_steps),
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_cells),
		cmocka_unit_test(test_random),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
