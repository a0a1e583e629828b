/*
 * Pairs wherever their ends stand: around a place, how deep, in an older
 * state.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "build_doc.h"

#include "adref/doc/pair.h"

static const char text[] =
	"# A. [Lending\n"
	"- Lend seeds [to all\n"
	"- who [kindly [ask]] for them\n"
	"- and return] them] [in\n"
	"## 1. Terms\n"
	"- free [of charge\n"
	"# B. Returning\n"
	"- after a season]\n";

static struct doc *
open_doc(const char *from)
{
	struct doc *doc = build_doc(from);

	doc_derive_ids(doc);
	doc_pair(doc);
	return doc;
}

/* The words of the innermost pair around a place, and where it closes. */
static void
check_around(struct doc *doc, const char *line, size_t off,
	const char *words, const char *closes, size_t depth)
{
	struct node *node = find_line(doc, line);
	struct brackets all = BRACKETS_INIT;
	struct pair pair;

	brackets_read_line(&all, node_str(node));
	assert_int_equal(pair_around(&pair, node, &all, off), words != NULL);
	if (words) {
		assert_true(str_is(pair_words(&pair), words));
		assert_true(str_starts(node_str(pair.close), closes));
		assert_int_equal(pair_depth(&pair), depth);
	}
	brackets_release(&all);
}

static void
test_around(void **state)
{
	struct doc *doc = open_doc(text);

	(void)state;
	check_around(doc, "A. ", 0, NULL, NULL, 0);
	check_around(doc, "A. ", 5, "Lending", "and", 1);
	check_around(doc, "Lend", 0, "Lending", "and", 1);
	check_around(doc, "Lend", 15, "to all", "and", 2);
	check_around(doc, "who", 0, "to all", "and", 2);
	check_around(doc, "who", 6, "kindly [ask]", "who", 3);
	check_around(doc, "who", 14, "ask", "who", 4);
	check_around(doc, "and", 0, "to all", "and", 2);
	check_around(doc, "and", 10, "to all", "and", 2);
	check_around(doc, "and", 11, "Lending", "and", 1);
	check_around(doc, "and", 19, NULL, NULL, 0);
	/* what was never closed is around nothing */
	check_around(doc, "1. Terms", 0, NULL, NULL, 0);
	check_around(doc, "free", 8, NULL, NULL, 0);
	check_around(doc, "after", 3, NULL, NULL, 0);
	doc_free(doc);
}

static void
test_ordinals(void **state)
{
	struct doc *doc = open_doc("- a [b][c [d]{IND}] [e\n- f]{EU} [g]\n");
	struct node *node = find_line(doc, "a");
	struct brackets all = BRACKETS_INIT;
	struct pair pair;
	size_t first;

	(void)state;
	brackets_read_line(&all, node_str(node));
	pair_of(&pair, node, &all, 2);
	assert_int_equal(pair_ordinal(&pair), 2);
	assert_int_equal(pair_alternatives(&pair, &first), 2);
	assert_int_equal(first, 1);
	pair_of(&pair, node, &all, 4);
	assert_true(str_is(pair_attribution(&pair), "{IND}"));
	assert_int_equal(pair_ordinal(&pair), 3);
	assert_int_equal(pair_alternatives(&pair, NULL), 1);
	pair_of(&pair, node, &all, 6);
	assert_false(pair_is_inside(&pair));
	assert_true(str_is(pair_attribution(&pair), "{EU}"));
	assert_int_equal(pair_ordinal(&pair), 4);
	brackets_release(&all);
	doc_free(doc);
}

static void
test_all(void **state)
{
	static const size_t depths[] = { 1, 2, 3, 4 };
	struct doc *doc = open_doc(text);
	struct pairs pairs = { NULL, 0, 0 };
	size_t depth = 0;

	(void)state;
	for (struct node *at = doc_first(doc); at; at = node_next(at))
		pairs_add_line(&pairs, at, &depth);
	assert_int_equal(depth, 0);
	assert_int_equal(pairs.n, 4);
	for (size_t i = 0; i < pairs.n; i++)
		assert_int_equal(pairs.at[i].depth, depths[i]);
	pairs_release(&pairs);
	doc_free(doc);
}

/* Nodes keep their ids when a line is set: an older state of the same. */
static void
check_stood(const char *was, const char *now, bool stood)
{
	struct doc *old = open_doc(was), *doc = open_doc(was);
	struct node *node = doc_first(doc);
	struct pairs pairs = { NULL, 0, 0 };
	size_t depth = 0;

	doc_set_line(doc, node, str_of(now));
	doc_pair(doc);
	pairs_add_line(&pairs, node, &depth);
	assert_int_equal(pairs.n, 1);
	assert_int_equal(pair_stood_in(&pairs.at[0].pair, old), stood);
	pairs_release(&pairs);
	doc_free(old);
	doc_free(doc);
}

static void
test_stood(void **state)
{
	(void)state;
	check_stood("- lend [seeds] free\n", "lend [seeds] free", true);
	check_stood("- lend [seeds] free\n", "we lend [seeds]{IND} here", true);
	check_stood("- lend [seeds] free\n", "lend [seeds and soil] free",
		true);
	check_stood("- lend seeds free\n", "lend [seeds] free", false);
	check_stood("- lend [seeds] free\n", "[lend] seeds free", false);
	check_stood("- lend [seeds\n- and soil] free\n", "lend [seeds", true);
}

/* A node that comes where a pair is open is in it too. */
static void
test_a_new_node_is_inside(void **state)
{
	struct doc *doc = open_doc("- a [b\n- c] d\n");
	struct node *node;

	(void)state;
	node = doc_add(doc, find_line(doc, "a"), NODE_ITEM, str_of("new"));
	doc_derive_ids(doc);
	doc_pair(doc);
	check_around(doc, "new", 0, "b", "c", 1);
	assert_ptr_equal(node->outer, find_line(doc, "a"));
	doc_free(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_around),
		cmocka_unit_test(test_ordinals),
		cmocka_unit_test(test_all),
		cmocka_unit_test(test_stood),
		cmocka_unit_test(test_a_new_node_is_inside),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
