/*
 * A document as somebody sees it: what becomes of brackets and words, what
 * stays of ids and places, and that the document itself is left alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/doc/seen.h"

/* What one paragraph becomes for a party. */
static void
expect(enum seen seen, const char *party, const char *line, const char *want)
{
	struct doc *doc = doc_new("outcome"), *copy;

	doc_add(doc, NULL, NODE_PARAGRAPH, str_of(line));
	doc_derive_ids(doc);
	copy = doc_seen(doc, seen, party);
	assert_string_equal(doc_first(doc)->line, line);
	if (want) {
		assert_non_null(doc_first(copy));
		assert_string_equal(doc_first(copy)->line, want);
		assert_true(node_id_same(&doc_first(copy)->id,
			&doc_first(doc)->id));
	} else {
		assert_null(doc_first(copy));
	}
	doc_free(copy);
	doc_free(doc);
}

static void
test_clean(void **state)
{
	(void)state;
	expect(SEEN_CLEAN, NULL, "a [b]{IND} c", "a b c");
	expect(SEEN_CLEAN, NULL, "plastic[s], [ and ] more", "plastics, and more");
	expect(SEEN_CLEAN, NULL, "[4][2]. Each", "4/2. Each");
	expect(SEEN_CLEAN, NULL, "a ]] slip [", "a slip");
	expect(SEEN_CLEAN, NULL, "\\[kept\\] [x](#a) *y*",
		"\\[kept\\] [x](#a) *y*");
}

/* Alternatives are set apart, alike in a row; what is none is not. */
static void
test_alternatives(void **state)
{
	static const char *const lines[][2] = {
		{ "[shall][should]{FRA} report", "shall/should report" },
		{ "[a]{IND}[b]{+EU}[c] x", "a/b/c x" },
		{ "[agree to][decide][shall] x",
			"agree to / decide / shall x" },
		{ "[shall ][ should] act", "shall/should act" },
		{ "develop[ed][ing] countries", "developed/ing countries" },
		{ "plastic[s] [and] waste", "plastics and waste" },
		{ "[a]/[b] or [a/][b]", "a/b or a/b" },
		{ "[a] [b]", "a b" },
		{ "[shall][ ] act", "shall act" },
		{ "[][shall] act", "shall act" },
		{ "[shall][should]", "shall/should" },
		{ "[[shall][should] report][may act], yearly",
			"shall/should report / may act, yearly" },
		{ "[Parties act.][States do not act.]",
			"Parties act. / States do not act." },
		{ "States[,][and] Parties", "States,/and Parties" },
		{ "x [shall][should]. y", "x shall/should. y" },
		{ "end][start", "end/start" },
		{ "the end][the start", "the end / the start" },
		{ "[*shall*][**should**]", "*shall*/**should**" },
		{ "[a[^1]][b[^2]]", "a[^1]/b[^2]" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++)
		expect(SEEN_CLEAN, NULL, lines[i][0], lines[i][1]);
	expect(SEEN_WITHOUT, "IND", "[shall]{IND}[should]{FRA} act",
		"shall/[should]{FRA} act");
	expect(SEEN_WITHOUT, "FRA", "[shall]{IND}[should]{FRA} act",
		"[shall]{IND}/should act");
	expect(SEEN_WITHOUT, "IND", "[shall]{IND}[should]{IND} act",
		"shall/should act");
	expect(SEEN_WANTED, "IND", "[shall]{+IND}[should]{FRA} act",
		"shall act");
	expect(SEEN_WANTED, "IND", "x [y [a]{+IND}[b]{+IND}]{-IND} z", "x z");
}

static void
test_unnamed(void **state)
{
	(void)state;
	expect(SEEN_UNNAMED, NULL, "a [b]{IND +EU} {IND} [c]{+EU}",
		"a [b] {IND} [c]");
}

static void
test_wanted(void **state)
{
	(void)state;
	expect(SEEN_WANTED, "FRA", "[shall][should]{+FRA}[may]{+IND} go",
		"should go");
	expect(SEEN_WANTED, "IND", "[shall][should]{+FRA}[may]{+IND} go",
		"may go");
	expect(SEEN_WANTED, "USA", "[shall][should]{+FRA} go",
		"[shall][should]{+FRA} go");
	expect(SEEN_WANTED, "FRA", "[a]{+FRA}[b][c]{+FRA}",
		"[a]{+FRA}[c]{+FRA}");
	expect(SEEN_WANTED, "USA", "a [b [c]{+USA} d]{-USA}, e", "a, e");
	expect(SEEN_WANTED, "USA", "a [b [c]{-USA} d]{+USA}, e", "a b d, e");
	expect(SEEN_WANTED, "USA", "a [b]{+USA -USA} c",
		"a [b]{+USA -USA} c");
	expect(SEEN_WANTED, "USA", "[all of it]{-USA}", NULL);
	expect(SEEN_WANTED, "USA", "[asked]{USA} [held]{?USA}",
		"[asked]{USA} [held]{?USA}");
}

static void
test_without(void **state)
{
	(void)state;
	expect(SEEN_WITHOUT, "IND", "[a]{IND} [b]{EU IND} [c] [d]{+IND}",
		"a [b]{EU IND} [c] [d]{+IND}");
}

/* Words that go between brackets of two nodes take the nodes between along;
 * what stands below a node that goes stays where it would have stood. */
static void
test_across_nodes(void **state)
{
	struct doc *doc = doc_new("outcome"), *copy;
	struct node *a, *b, *at;

	(void)state;
	a = doc_add_section(doc, 1, str_of("A. Bells"));
	doc_add(doc, a, NODE_PARAGRAPH, str_of("Keep [go"));
	b = doc_add(doc, a, NODE_ITEM, str_of("gone"));
	doc_add(doc, b, NODE_ITEM, str_of("gone]{-USA} kept"));
	doc_add(doc, a, NODE_ITEM, str_of(""));
	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("]{-USA} the end"));
	doc_derive_ids(doc);
	copy = doc_seen(doc, SEEN_WANTED, "USA");
	at = doc_first(copy);
	assert_string_equal(at->line, "A. Bells");
	assert_int_equal(at->level, 1);
	at = node_next(at);
	assert_string_equal(at->line, "Keep");
	at = node_next(at);
	assert_string_equal(at->line, "kept");
	assert_ptr_equal(at->parent, doc_first(copy));
	at = node_next(at);
	assert_true(node_is_placeholder(at));
	at = node_next(at);
	assert_string_equal(at->line, "]{-USA} the end");
	assert_null(node_next(at));
	assert_int_equal(doc->n, 6);
	doc_free(copy);
	doc_free(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_clean),
		cmocka_unit_test(test_alternatives),
		cmocka_unit_test(test_unnamed),
		cmocka_unit_test(test_wanted),
		cmocka_unit_test(test_without),
		cmocka_unit_test(test_across_nodes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
