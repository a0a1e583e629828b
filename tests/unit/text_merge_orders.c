/*
 * Acts of several on one line, each made without knowing of the others, put
 * together in every order: acts on different words give one text; acts on the
 * same words the same wordings, whoever was first; and what somebody typed is
 * there in any case.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/mem.h"
#include "adref/text/bracket.h"
#include "adref/text/merge.h"

enum { WORDS = 10, EDITORS = 4, TEXTS = 24 };

/* SEED and ROUNDS of the environment: others, and more. */
static uint32_t seed = 3;
static size_t rounds = 1;

static uint32_t
pick(uint32_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

/* What one does to the words [from, to). */
struct doing {
	enum { REPLACE, BRACKET, DROP, PUT_IN, DO_KINDS } kind;
	size_t from, to;
	const char *typed, *party;
};

static void
add_part(struct buf *line, const char *text)
{
	if (line->len && *text != ']')
		buf_add_char(line, ' ');
	buf_add_text(line, text);
}

static void
write_line(struct buf *out, const struct doing *doing)
{
	for (size_t i = 0; i <= WORDS; i++) {
		bool in = doing && i >= doing->from && i < doing->to;
		char word[8] = { 'w', (char)('a' + i) };

		if (doing && i == doing->from && (doing->kind == REPLACE ||
		    doing->kind == PUT_IN))
			add_part(out, doing->typed);
		if (i == WORDS || (in && (doing->kind == REPLACE ||
		    doing->kind == DROP)))
			continue;
		if (out->len)
			buf_add_char(out, ' ');
		if (in && doing->kind == BRACKET && i == doing->from)
			buf_add_char(out, '[');
		buf_add_text(out, word);
		if (in && doing->kind == BRACKET && i + 1 == doing->to)
			buf_add_format(out, "]{%s}", doing->party);
	}
}

static void
draw(struct doing *doing, size_t editor)
{
	static const char *const typed[] = { "x1", "x2 y2", "x3 y3 z3",
		"x4" };
	static const char *const parties[] = { "AAA", "BBB", "CCC", "DDD" };

	doing->kind = pick(DO_KINDS);
	doing->from = pick(WORDS);
	doing->to = doing->from + 1 + pick(2);
	if (doing->to > WORDS)
		doing->to = WORDS;
	if (doing->kind == PUT_IN)
		doing->to = doing->from;
	doing->typed = typed[editor];
	doing->party = parties[editor];
}

/* The n-th order of all editors. */
static void
order_of(size_t n, size_t out[EDITORS])
{
	size_t left[EDITORS], rest = EDITORS;

	for (size_t i = 0; i < EDITORS; i++)
		left[i] = i;
	for (size_t i = 0; i < EDITORS; i++) {
		size_t at = n % rest;

		n /= rest;
		out[i] = left[at];
		left[at] = left[--rest];
	}
}

/* One after the other, each from the line as it was before all. */
static char *
put_together(const struct doing *doings, const size_t order[EDITORS])
{
	struct merge_step steps[EDITORS];
	struct buf base = BUF_INIT, lines[EDITORS] = { BUF_INIT };
	char *text;

	write_line(&base, NULL);
	for (size_t i = 0; i < EDITORS; i++) {
		const struct doing *doing = &doings[order[i]];
		struct buf line = BUF_INIT;
		struct merge_step theirs;
		struct merge_lines all = { .base = buf_str(&base),
			.ours = { steps, i }, .theirs = { &theirs, 1 } };

		write_line(&line, doing);
		theirs = (struct merge_step){ buf_str(&line),
			doing->party };
		if (words_merge(&lines[i], &all, NULL) == MERGED_NOT)
			fail_msg("\"%s\" of %s is not merged with \"%s\"",
				buf_text(&line), doing->party, i ?
				buf_text(&lines[i - 1]) : "");
		steps[i] = (struct merge_step){ buf_str(&lines[i]),
			doing->party };
		buf_release(&line);
	}
	text = mem_text(buf_text(&lines[EDITORS - 1]));
	for (size_t i = 0; i < EDITORS; i++)
		buf_release(&lines[i]);
	buf_release(&base);
	return text;
}

static bool
are_apart(const struct doing *a, const struct doing *b)
{
	return a->to < b->from || b->to < a->from;
}

static bool
all_apart(const struct doing *doings)
{
	for (size_t i = 0; i < EDITORS; i++)
		for (size_t k = 0; k < i; k++)
			if (!are_apart(&doings[i], &doings[k]))
				return false;
	return true;
}

static void
tell(const struct doing *doings, char *const *texts)
{
	for (size_t i = 0; i < EDITORS; i++) {
		struct buf line = BUF_INIT;

		write_line(&line, &doings[i]);
		print_message("%s: %s\n", doings[i].party, buf_text(&line));
		buf_release(&line);
	}
	for (size_t i = 0; i < TEXTS; i++)
		print_message("  %s\n", texts[i]);
	fail();
}

/* Whether two texts are the same but for who says so. */
static bool
same_words(const char *left, const char *right)
{
	for (;; left++, right++) {
		while (*left == '{')
			left = strchr(left, '}') + 1;
		while (*right == '{')
			right = strchr(right, '}') + 1;
		if (*left != *right || !*left)
			return *left == *right;
	}
}

static bool
has_no_slip(struct str line)
{
	struct brackets all = BRACKETS_INIT;
	bool none;

	brackets_read_line(&all, line);
	none = !all.closers && !all.openers;
	brackets_release(&all);
	return none;
}

static void
check(const struct doing *doings, bool one_text)
{
	char *texts[TEXTS];
	bool good = true;

	for (size_t i = 0; i < TEXTS; i++) {
		size_t order[EDITORS];

		order_of(i, order);
		texts[i] = put_together(doings, order);
		good &= has_no_slip(str_of(texts[i])) && (!one_text ||
			same_words(texts[i], texts[0]));
		for (size_t k = 0; k < EDITORS; k++)
			if (doings[k].kind == REPLACE ||
			    doings[k].kind == PUT_IN)
				good &= strstr(texts[i], doings[k].typed) !=
					NULL;
	}
	if (!good)
		tell(doings, texts);
	for (size_t i = 0; i < TEXTS; i++)
		free(texts[i]);
}

/* Anywhere. */
static void
test_anywhere(void **state)
{
	size_t apart = 0;

	(void)state;
	for (size_t i = 0; i < 300 * rounds; i++) {
		struct doing doings[EDITORS];
		bool are;

		for (size_t k = 0; k < EDITORS; k++)
			draw(&doings[k], k);
		are = all_apart(doings);
		apart += are;
		check(doings, are);
	}
	assert_true(apart > 10);
}

/* All change the same words: the wordings are the same in every order. */
static void
test_same_words(void **state)
{
	(void)state;
	for (size_t i = 0; i < 50 * rounds; i++) {
		struct doing doings[EDITORS];

		for (size_t k = 0; k < EDITORS; k++) {
			draw(&doings[k], k);
			doings[k].kind = pick(3);
			doings[k].from = doings[0].from;
			doings[k].to = doings[0].to > doings[0].from
				? doings[0].to : doings[0].from + 1;
			if (doings[k].to > WORDS)
				doings[k].from = (doings[k].to = WORDS) - 1;
			if (doings[k].kind == BRACKET)
				doings[k].kind = REPLACE;
		}
		check(doings, true);
	}
}

/* All put words in at one place. */
static void
test_one_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < 10 * rounds; i++) {
		struct doing doings[EDITORS];

		for (size_t k = 0; k < EDITORS; k++) {
			draw(&doings[k], k);
			doings[k].kind = PUT_IN;
			doings[k].from = doings[k].to = doings[0].from;
		}
		check(doings, true);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_anywhere),
		cmocka_unit_test(test_same_words),
		cmocka_unit_test(test_one_place),
	};

	if (getenv("SEED"))
		seed = (uint32_t)strtoul(getenv("SEED"), NULL, 10);
	if (getenv("ROUNDS"))
		rounds = strtoul(getenv("ROUNDS"), NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
