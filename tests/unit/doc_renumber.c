/*
 * Renumbering: what becomes of numbers, by examples, and on texts drawn by
 * chance what always holds. Done twice, the second time changes nothing; taken
 * back, all is as it was; no two places that were told apart by their numbers
 * come to be called the same.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "adref/base/map.h"
#include "adref/doc/changes.h"
#include "adref/doc/renumber.h"
#include "adref/text/number.h"
#include "build_doc.h"

static struct env env;

static struct doc *
build(const char *text)
{
	struct doc *doc = build_doc(text);

	doc_draw_ids(doc, &env);
	return doc;
}

/* All lines, the notes last. */
static char *
lines(const struct doc *doc)
{
	struct buf out = BUF_INIT;

	for (struct node *at = doc_first(doc); at; at = node_next(at))
		buf_add_format(&out, "%s %s\n", at->id.text, at->line);
	for (struct node *at = doc->notes->first; at; at = at->next)
		buf_add_format(&out, "%s %s\n", at->id.text, at->line);
	return buf_take(&out);
}

static void
add_edit(struct changes *changes, const struct node *node, size_t off,
	size_t len, const char *come)
{
	changes_add(changes, (struct change){ .kind = CHANGE_TEXT,
		.node = node->id, .off = off,
		.gone = changes_text(changes, str_part(node_str(node), off,
			len)),
		.come = changes_text(changes, str_of(come)) });
}

static void
plan_edits(struct changes *changes, const struct renumbering *plan)
{
	for (size_t i = 0; i < plan->n; i++) {
		const struct renumbered *one = &plan->at[i];
		size_t core_end = one->core_off + one->core_len;

		if (!one->core)
			continue;
		add_edit(changes, one->node, one->core_off, one->core_len,
			one->core);
		add_edit(changes, one->node, one->suffix_len
			? one->suffix_off : core_end, one->suffix_len,
			one->suffix);
	}
	for (size_t i = 0; i < plan->mentions_n; i++)
		if (plan->mentions[i].come)
			add_edit(changes, plan->mentions[i].node,
				plan->mentions[i].off, plan->mentions[i].len,
				plan->mentions[i].come);
}

/* How many numbers and mentions changed. */
static size_t
renumber(struct doc *doc)
{
	struct renumbering plan;
	struct changes changes = { 0 };
	struct err err = ERR_INIT;
	size_t n;

	doc_renumber(&plan, doc, NULL);
	n = plan.n - plan.stuck + plan.mentions_n - plan.unresolved;
	plan_edits(&changes, &plan);
	if (doc_apply(doc, changes.at, changes.n, &env, NULL, &err) < 0)
		fail_msg("%s", err.text);
	changes_release(&changes);
	renumbering_release(&plan);
	return n;
}

static const struct {
	const char *text, *becomes;
} samples[] = {
	{ "1. a\n1 bis. b\n3. c, see paragraph 1 bis",
		"1. a\n2. b\n3. c, see paragraph 2\n" },
	{ "1. a\n1 alt. b\n1 alt 2. c\n5. d", "1. a\n1 alt. b\n1 alt 2. c\n"
		"2. d\n" },
	{ "# A. x\n2. a\n# C. y\n3. b, section C", "A. x\n1. a\nB. y\n"
		"2. b, section B\n" },
	{ "# A. x\n1. a\n# B. y\n1. b\n3. c", "A. x\n1. a\nB. y\n1. b\n2. c\n" },
	{ "2. a\n  (a) b\n  (c) d\n3. e (c)", "1. a\n(a) b\n(b) d\n2. e (c)\n" },
	{ "3. a\n  3.2. b\n  3.x c", "1. a\n1.1. b\n1.2. c\n" },
	{ "[4][2]. a\n5. b", "[1][2]. a\n2. b\n" },
	{ "Article 5 a\nArticle 5bis b, Article 5, paragraph 9",
		"Article 1 a\nArticle 2 b, Article 1, paragraph 9\n" },
	{ "i. a\niii. b\nOption 4: c", "i. a\nii. b\nOption 1: c\n" },
	{ "Option 1: x\n1. a\n3. b\nOption 2: y\n1. c\n2. d\n5. e",
		"Option 1: x\n1. a\n2. b\nOption 2: y\n1. c\n2. d\n3. e\n" },
	{ "1. a\n2. b\n1. moved here\n3. c", "1. a\n2. b\n3. moved here\n"
		"4. c\n" },
	{ "1. a\nText\n1. moved here\n2 bis. b\n3. c", "1. a\nText\n"
		"2. moved here\n3. b\n4. c\n" },
	/* The first option stands in the line of what they are options of. */
	{ "3. Option 1: x\n  Option 2: y\n  Option 4: z",
		"1. Option 1: x\nOption 2: y\nOption 3: z\n" },
	{ "3. Option 1: x\nOption 2: y\n4. Option 1: z\nOption 2: a",
		"1. Option 1: x\nOption 2: y\n2. Option 1: z\nOption 2: a\n" },
	/* What is called after the one it stands below goes along with it. */
	{ "17. a\n  (17bis) b\n  (17 ter) c\n18. d",
		"1. a\n(1bis) b\n(1 ter) c\n2. d\n" },
	{ "# Article 2bis\n1. a\n  Article 2 bis b\n# Article 3",
		"Article 1\n1. a\nArticle 1 b\nArticle 2\n" },
	{ "3. a\n  1. b\n  3. c\n  3 bis. d", "1. a\n1. b\n2. c\n3. d\n" },
	{ "no number\n- nor this", "no number\nnor this\n" },
};

static void
numbers_become(void **state)
{
	(void)state;
	env_fixed(&env, 1600000000, 1);
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct doc *doc = build(samples[i].text);
		struct buf out = BUF_INIT;

		renumber(doc);
		for (struct node *at = doc_first(doc); at; at = node_next(at))
			buf_add_format(&out, "%s\n", at->line);
		assert_string_equal(buf_text(&out), samples[i].becomes);
		buf_release(&out);
		doc_free(doc);
	}
}

static uint32_t seed = 3;

static uint32_t
pick(uint32_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

/* Up to so many lines; nothing stands below a heading's line but text. */
static void
add_random_text(struct buf *out, uint32_t lines_most)
{
	static const char *const heads[] = {
		"1. ", "2. ", "3. ", "3 bis. ", "3bis ", "4 ter. ", "5 alt. ",
		"5 alt 2. ", "2 supra. ", "(a) ", "(b) ", "(c bis) ", "i. ",
		"iv. ", "[4][2]. ", "[7. ", "3.1. ", "3.x ", "Article 2 ",
		"Article 9bis ", "Option 2: ", "A. ", "OP3 ", "", "", "Z. ",
	};
	static const char *const bits[] = {
		"as paragraph 3 bis says", "under paragraphs 1, 2 (a) and (b)",
		"of section B", "Article 2, paragraph 3", "[words]", "words",
		"paragraph 3 of Article 9 bis", "decision 2/3, paragraph 3",
		"Article 9.1", "footnote 1[^1]", "paras 2\xE2\x80\x93""4",
	};
	static const char *const marks[] = {
		"# ", "# ", "## ", "", "", "", "- ", "  ", "  ",
	};
	enum { HEADINGS = 3, UNDER_ONE = 7, MARKS = 9 };
	uint32_t mark = 0;

	for (uint32_t n = 2 + pick(lines_most); n; n--) {
		if (out->len)
			mark = pick(mark < HEADINGS ? UNDER_ONE : MARKS);
		buf_add_text(out, marks[mark]);
		buf_add_text(out, heads[pick(sizeof(heads) /
			sizeof(*heads))]);
		buf_add_text(out, bits[pick(sizeof(bits) / sizeof(*bits))]);
		buf_add_char(out, '\n');
	}
	buf_add_text(out, "[^1]: paragraph 3 and section A\n");
}

static void
a_second_time_changes_nothing(void **state)
{
	(void)state;
	env_fixed(&env, 1600000000, 1);
	for (uint32_t i = 0; i < 4000; i++) {
		struct buf text = BUF_INIT;
		struct doc *doc;
		char *once, *twice;

		add_random_text(&text, 2 + i % 13);
		doc = build(buf_text(&text));
		renumber(doc);
		once = lines(doc);
		renumber(doc);
		twice = lines(doc);
		if (strcmp(once, twice) != 0)
			fail_msg("%s\nonce:\n%s\ntwice:\n%s", buf_text(&text),
				once, twice);
		free(once);
		free(twice);
		doc_free(doc);
		buf_release(&text);
	}
}

static void
taken_back_all_is_as_it_was(void **state)
{
	(void)state;
	env_fixed(&env, 1600000000, 1);
	for (uint32_t i = 0; i < 500; i++) {
		struct buf text = BUF_INIT;
		struct changes back = { 0 };
		struct err err = ERR_INIT;
		struct doc *doc, *old;
		char *before, *after;

		add_random_text(&text, 2 + i % 13);
		doc = build(buf_text(&text));
		before = lines(doc);
		old = doc_copy(doc);
		renumber(doc);
		for (struct node *at = doc_first(doc); at; at = node_next(at))
			changes_add_words(&back, &at->id, node_str(at),
				node_str(doc_find(old, &at->id)));
		for (struct node *at = doc->notes->first; at; at = at->next)
			changes_add_words(&back, &at->id, node_str(at),
				node_str(doc_find(old, &at->id)));
		assert_int_equal(doc_apply(doc, back.at, back.n, &env, NULL,
			&err), 0);
		after = lines(doc);
		assert_string_equal(before, after);
		changes_release(&back);
		free(before);
		free(after);
		doc_free(old);
		doc_free(doc);
		buf_release(&text);
	}
}

/* A node's number under its parent, as one says it; false when it has none. */
static bool
called(struct buf *out, const struct node *node)
{
	struct number number;

	buf_clear(out);
	if (node->kind == NODE_TABLE || !number_read(&number, node_str(node)))
		return false;
	buf_add_format(out, "%p %d ", (void *)node->parent,
		node->kind == NODE_SECTION);
	number_add_said(out, node_str(node), &number);
	return true;
}

/* Numbers that are there twice under one parent. */
static size_t
count_doubles(const struct doc *doc)
{
	struct map seen = MAP_INIT;
	struct buf key = BUF_INIT;
	size_t n = 0;

	for (struct node *at = doc_first(doc); at; at = node_next(at)) {
		if (!called(&key, at))
			continue;
		n += map_get(&seen, buf_str(&key)) != NULL;
		map_put(&seen, buf_str(&key), &seen);
	}
	map_release(&seen);
	buf_release(&key);
	return n;
}

/* The concordance: every node that had a number has one, no other has, and
 * numbers that told nodes apart still do. */
static void
the_concordance_is_one_to_one(void **state)
{
	(void)state;
	env_fixed(&env, 1600000000, 1);
	for (uint32_t i = 0; i < 4000; i++) {
		struct buf text = BUF_INIT, key = BUF_INIT;
		struct doc *doc, *old;
		size_t doubles;

		add_random_text(&text, 2 + i % 13);
		doc = build(buf_text(&text));
		old = doc_copy(doc);
		doubles = count_doubles(doc);
		renumber(doc);
		assert_int_equal(old->n, doc->n);
		for (struct node *at = doc_first(doc); at; at = node_next(at))
			if (called(&key, at) != called(&key,
				doc_find(old, &at->id)))
				fail_msg("%s\n%s", buf_text(&text), at->line);
		/* A list that begins again has the numbers of the one before. */
		if (!doubles && count_doubles(doc)) {
			char *now = lines(doc);

			fail_msg("%s\nbecame:\n%s", buf_text(&text), now);
		}
		doc_free(old);
		doc_free(doc);
		buf_release(&text);
		buf_release(&key);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_become),
		cmocka_unit_test(a_second_time_changes_nothing),
		cmocka_unit_test(taken_back_all_is_as_it_was),
		cmocka_unit_test(the_concordance_is_one_to_one),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
