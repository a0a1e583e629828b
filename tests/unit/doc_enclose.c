/*
 * Where brackets around ranges of paragraphs go, and what always holds of
 * them: on written samples, and on documents drawn by chance.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "adref/base/mem.h"
#include "adref/doc/enclose.h"
#include "build_doc.h"
#include "random_text.h"

enum { ROUNDS = 6000 };

static struct node *
nth(const struct doc *doc, size_t n)
{
	struct node *at = doc_first(doc);

	while (n-- && at)
		at = node_next(at);
	return at;
}

/* From the last to the first, so that offsets stay right. */
static void
put_in(struct doc *doc, const struct enclosures *where, const char *open,
	const char *close)
{
	for (size_t i = where->n; i-- > 0;) {
		const struct enclosure *at = &where->at[i];

		for (int end = 1; end >= 0; end--) {
			struct node *node = doc_find(doc, end
				? &at->close->id : &at->open->id);
			struct buf line = BUF_INIT;

			buf_add_str(&line, node_str(node));
			buf_splice(&line, end ? at->to : at->from, 0,
				str_of(end ? close : open));
			doc_set_line(doc, node, buf_str(&line));
			buf_release(&line);
		}
	}
}

/* Nodes a and b, counted from 0, and all between; the body then, a line each. */
static void
check(const char *text, size_t a, size_t b, const char *expected)
{
	struct enclosures where = { 0 };
	struct doc *doc = build_doc(text);
	struct buf out = BUF_INIT;

	doc_derive_ids(doc);
	doc_pair(doc);
	enclose_nodes(&where, nth(doc, a), nth(doc, b));
	put_in(doc, &where, "<", ">");
	for (struct node *at = doc_first(doc); at; at = node_next(at)) {
		buf_add_str(&out, node_str(at));
		buf_add_char(&out, '\n');
	}
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
	enclosures_release(&where);
	doc_free(doc);
}

static void
test_runs(void **state)
{
	(void)state;
	check("one\ntwo\nthree\n", 0, 2, "<one\ntwo\nthree>\n");
	check("one\ntwo\nthree\n", 1, 1, "one\n<two>\nthree\n");
	check("1. one\n2. two\n", 0, 1, "1. <one\n2. two>\n");
	check("# A. head\n- one\n- two\n# B. next\n- three\n", 0, 4,
		"A. <head>\n<one\ntwo>\nB. <next>\n<three>\n");
	/* a bullet left empty is inside, and stays one to fill at the ends */
	check("- one\n-\n- two\n", 0, 2, "<one\n\ntwo>\n");
	check("-\n- one\n- two\n-\n", 0, 3, "\n<one\ntwo>\n\n");
	check("-\n-\n", 0, 1, "\n\n");
}

static void
test_nesting(void **state)
{
	(void)state;
	/* the same range again: one pair around the other */
	check("[one\ntwo\nthree]{NOR}\n", 0, 2,
		"<[one\ntwo\nthree]{NOR}>\n");
	check("[one\ntwo]\nthree\n", 0, 2, "<[one\ntwo]\nthree>\n");
	check("one [a]\n[two\nthree] b\n", 0, 2,
		"<one [a]\n[two\nthree] b>\n");
	check("[one\ntwo\nthree\nfour]\n", 1, 2,
		"[one\n<two\nthree>\nfour]\n");
	/* a pair that begins before the number */
	check("[3. one]\ntwo\n", 0, 1, "<[3. one]\ntwo>\n");
	check("[3. one\ntwo]\n", 0, 1, "<[3. one\ntwo]>\n");
	check("[3.] one\n[4. two]\n", 0, 1, "[3.] <one\n[4. two]>\n");
	check("[3. one\ntwo\nthree]\n", 0, 1, "[3. <one\ntwo>\nthree]\n");
}

static void
test_cuts(void **state)
{
	(void)state;
	/* at the edges of a pair that the range holds one end of */
	check("one [a\nb] two\nthree\n", 1, 2,
		"one [a\n<b>] <two\nthree>\n");
	check("one [a\ntwo\nb] three\n", 0, 1, "<one> [<a\ntwo>\nb] three\n");
	check("one [a\ntwo]\nthree\n", 1, 2, "one [a\n<two>]\n<three>\n");
	check("one\n[two\nthree]\n", 0, 1, "<one>\n[<two>\nthree]\n");
	check("x [3.\none] y\n4. z] two\n", 0, 2,
		"<x [3.\none] y\n4. z>] <two>\n");
	/* at a bracket without a mate */
	check("one [a\ntwo\n", 0, 1, "<one> [<a\ntwo>\n");
	check("one\ntwo] b\nthree\n", 0, 2, "<one\ntwo>] <b\nthree>\n");
	/* where a piece would look like an alternative */
	check("one [a\nb]c two\nthree\n", 1, 2,
		"one [a\n<b>]c <two\nthree>\n");
	check("zero\none x[a\nb] two\n", 0, 1,
		"<zero\none> x[<a>\nb] two\n");
	check("one\n^8] two\n", 0, 1, "<one\n^8>] <two>\n");
	check("one\ntwo \\\n", 0, 1, "<one\ntwo> \\\n");
}

static void
test_tables(void **state)
{
	struct doc *doc = doc_new("outcome");
	struct enclosures where = { 0 };
	struct node *table, *first, *last;

	(void)state;
	first = doc_add(doc, NULL, NODE_PARAGRAPH, str_of("one"));
	table = doc_add(doc, NULL, NODE_TABLE, str_of("|---|---|"));
	doc_add(doc, table, NODE_ROW, str_of("| a | [b] |"));
	last = doc_add(doc, NULL, NODE_PARAGRAPH, str_of("two"));
	doc_pair(doc);
	enclose_nodes(&where, first, last);
	assert_int_equal(where.n, 1);
	assert_ptr_equal(where.at[0].open, first);
	assert_ptr_equal(where.at[0].close, last);
	where.n = 0;
	enclose_nodes(&where, first, table->first);
	assert_int_equal(where.n, 1);
	assert_ptr_equal(where.at[0].close, first);
	enclosures_release(&where);
	doc_free(doc);
}

/* Where the n-th bracket was put into a node's line; BRACKET_NONE. */
static size_t
put_at(const struct enclosures *where, const struct node *node, size_t n)
{
	size_t k = 0;

	for (size_t i = 0; i < where->n; i++) {
		const struct enclosure *one = &where->at[i];

		if (one->open == node && k++ == n)
			return one->from + n;
		if (one->close == node && k++ == n)
			return one->to + n;
	}
	return BRACKET_NONE;
}

/* Which of the brackets that are there now were put in. */
static void
mark_new(bool *new, const struct doc *doc,
	const struct enclosures *where)
{
	struct brackets all = BRACKETS_INIT;
	size_t n = 0;

	for (struct node *at = doc_first(doc); at; at = node_next(at)) {
		size_t in = 0;

		brackets_read_line(&all, node_str(at));
		for (size_t i = 0; i < all.n; i++, n++) {
			new[n] = all.at[i].off == put_at(where, at, in);
			in += new[n];
		}
	}
	brackets_release(&all);
}

/* Every old bracket has the mate it had; each new opener has a new closer. */
static void
compare(const struct all_brackets *was, const struct all_brackets *now,
	const bool *new)
{
	size_t *place = mem_new(was->n + 1, sizeof(size_t)), n = 0;

	for (size_t i = 0; i < now->n; i++)
		if (!new[i]) {
			assert_true(n < was->n);
			place[n++] = i;
		}
	assert_int_equal(n, was->n);
	for (size_t i = 0; i < n; i++)
		if (was->mate[i] == BRACKET_NONE)
			assert_int_equal(now->mate[place[i]], BRACKET_NONE);
		else
			assert_int_equal(now->mate[place[i]],
				place[was->mate[i]]);
	for (size_t i = 0; i < now->n; i++)
		if (new[i]) {
			assert_true(now->mate[i] != BRACKET_NONE);
			assert_true(new[now->mate[i]]);
		}
	free(place);
}

static size_t
alternatives(const struct doc *doc)
{
	size_t n = 0;

	for (struct node *at = doc_first(doc); at; at = node_next(at))
		n += at->alternatives;
	return n;
}

static void
test_always(void **state)
{
	size_t parts = 0, across = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct buf text = BUF_INIT;
		struct enclosures where = { 0 };
		struct all_brackets was = { 0 }, now = { 0 };
		struct node *from, *to;
		size_t a, b, seams, slips;
		struct doc *doc;
		bool *new;

		random_text(&text);
		doc = build_doc(buf_text(&text));
		doc_derive_ids(doc);
		read_all(&was, doc);
		seams = alternatives(doc);
		slips = doc->slips;
		a = random_pick((uint32_t)doc->n);
		b = a + random_pick((uint32_t)(doc->n - a));
		from = nth(doc, a);
		to = nth(doc, b);
		enclose_nodes(&where, from, to);
		put_in(doc, &where, "[", "]");
		read_all(&now, doc);
		assert_int_equal(now.n, was.n + 2 * where.n);
		new = mem_new(now.n, sizeof(bool));
		mark_new(new, doc, &where);
		compare(&was, &now, new);
		assert_int_equal(doc->slips, slips);
		assert_true(alternatives(doc) <= seams);
		parts += where.n;
		for (size_t i = 0; i < where.n; i++)
			across += where.at[i].open != where.at[i].close;
		free(was.mate);
		free(now.mate);
		free(new);
		enclosures_release(&where);
		doc_free(doc);
		buf_release(&text);
	}
	/* it was not all refused */
	assert_true(parts > ROUNDS);
	assert_true(across > ROUNDS / 4);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_runs),
		cmocka_unit_test(test_nesting),
		cmocka_unit_test(test_cuts),
		cmocka_unit_test(test_tables),
		cmocka_unit_test(test_always),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
