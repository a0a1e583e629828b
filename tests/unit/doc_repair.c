/*
 * What is offered for brackets without a mate, and what always holds of it:
 * on written samples, and on documents drawn by chance.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "adref/base/mem.h"
#include "adref/doc/repair.h"
#include "build_doc.h"
#include "random_text.h"

enum { ROUNDS = 3000 };

/* The first slip of the body; false when there is none. */
static bool
first_slip(const struct doc *doc, struct node **node, size_t *end)
{
	for (*node = doc_first(doc); *node; *node = node_next(*node))
		for (*end = 0; *end < (*node)->residue_n; ++*end)
			if (!(*node)->residue[*end].mate)
				return true;
	return false;
}

/* The repairs of the first slip, a line each. */
static void
check(const char *text, const char *expected)
{
	struct doc *doc = build_doc(text);
	struct repairs repairs = { NULL, 0, 0 };
	struct buf out = BUF_INIT;
	struct node *node;
	size_t end;

	doc_pair(doc);
	assert_true(first_slip(doc, &node, &end));
	doc_repairs(&repairs, doc, node, end);
	for (size_t i = 0; i < repairs.n; i++)
		buf_add_format(&out, "%s\n", repairs.at[i].words);
	assert_string_equal(buf_text(&out), expected);
	repairs_release(&repairs);
	buf_release(&out);
	doc_free(doc);
}

static void
test_offers(void **state)
{
	(void)state;
	check("# A. [Seeds of all kinds, and plants.]]\n",
		"put [ before \"[Seeds of all kinds,\"\n"
		"put [ before \"and plants.]]\"\n"
		"put [ before \"plants.]]\"\n"
		"take the ] out\n");
	check("Lenders [in[to] beds\n",
		"put ] behind \"Lenders [in\"\n"
		"put ] behind \"Lenders [in[to] beds\"\n"
		"put ] behind \"Lenders [in[to\"\n"
		"take the [ out\n");
	check("- Lend [seeds to all\n- [and take] them back\n",
		"put ] behind \"Lend [seeds to all\"\n"
		"put ] behind \"Lend [seeds\"\n"
		"take the [ out\n");
	check("]\n", "take the ] out\n");
	check("- a ]{IND +FRA}\n",
		"put [ before \"a ]\"\n"
		"take the ] out, and its names\n");
}

/* Signs that may have been meant. */
static void
test_signs(void **state)
{
	(void)state;
	check("lend [seeds\xE2\x9F\xA7 to all\n",
		"make the \xE2\x9F\xA7 behind \"lend [seeds\" its mate\n"
		"put ] behind \"lend [seeds\xE2\x9F\xA7 to all\"\n"
		"put ] behind \"lend [seeds\"\n"
		"take the [ out\n");
	check("lend [seeds (all) to all), always\n",
		"put ] behind \"[seeds (all) to all)\"\n"
		"put ] behind \"(all) to all), always\"\n"
		"put ] behind \"lend [seeds\"\n"
		"make the ) behind \"[seeds (all) to all\" its mate\n"
		"take the [ out\n");
	check("lend \\[seeds] to all\n",
		"make the \\[ before \"seeds] to all\" its mate\n"
		"put [ before \"lend [seeds] to all\"\n"
		"put [ before \"seeds] to all\"\n"
		"take the ] out\n");
}

/* Brackets around several paragraphs. */
static void
test_around(void **state)
{
	(void)state;
	check("# A. Lending\n- [Seeds of beans\n- Seeds of peas\n"
		"- Seeds of oats\n# B. Returning\n",
		"put ] behind \"[Seeds of beans\"\n"
		"put ] behind \"[Seeds\"\n"
		"put ] behind \"Seeds of peas\" in A.2\n"
		"put ] behind \"Seeds of oats\" in A.3\n"
		"take the [ out\n");
	check("# A. Lending\n- Seeds of beans\n- Seeds of peas\n"
		"- Seeds of oats]\n# B. Returning\n",
		"put [ before \"Seeds of oats]\"\n"
		"put [ before \"oats]\"\n"
		"put [ before \"Seeds of peas\" in A.2\n"
		"put [ before \"Seeds of beans\" in A.1\n"
		"put [ before \"Lending\" in A\n"
		"take the ] out\n");
	check("# A. [Lending\n- Seeds\n## 1. Terms\n- Free\n# B. Returning\n",
		"put ] behind \"A. [Lending\"\n"
		"put ] behind \"Seeds\" in A.p1\n"
		"take the [ out\n");
}

static void
test_rows(void **state)
{
	struct doc *doc = doc_new("outcome");
	struct repairs repairs = { NULL, 0, 0 };
	struct node *table, *row;

	(void)state;
	table = doc_add(doc, NULL, NODE_TABLE, str_of("|---|---|"));
	row = doc_add(doc, table, NODE_ROW,
		str_of("| lend | [seeds to all | free |"));
	doc_pair(doc);
	doc_repairs(&repairs, doc, row, 0);
	assert_int_equal(repairs.n, 3);
	assert_int_equal(repairs.at[0].off, 22);
	assert_int_equal(repairs.at[1].off, 15);
	repairs_release(&repairs);
	doc_free(doc);
}

static void
check_marked(const char *line, size_t which, const char *expected)
{
	struct doc *doc = build_doc(line);
	struct repairs repairs = { NULL, 0, 0 };
	struct buf out = BUF_INIT;
	struct node *node;
	size_t end;

	doc_pair(doc);
	assert_true(first_slip(doc, &node, &end));
	doc_repairs(&repairs, doc, node, end);
	assert_true(which < repairs.n);
	repair_add_marked(&out, &repairs.at[which], 12);
	assert_string_equal(buf_text(&out), expected);
	repairs_release(&repairs);
	buf_release(&out);
	doc_free(doc);
}

static void
test_marked(void **state)
{
	const char *line = "Gardens that lend [seeds to all who ask, and do "
		"so free of charge\n";

	(void)state;
	check_marked(line, 0, "… all who ask{+]+}, and do so …");
	check_marked(line, 3, "… that lend {-[-}seeds to all …");
}

/* Put the repair in: each bracket that was there but the lone one is as it
 * was, with a mate or without. */
static void
check_made(struct doc *doc, const struct repair *repair, size_t lone)
{
	struct all_brackets was = { 0 }, now = { 0 };
	struct buf line = BUF_INIT, old = BUF_INIT;
	struct node *node = repair->node;
	size_t slips, before = 0, at = 0;
	bool puts = *repair->come == '[' || *repair->come == ']';
	struct brackets all = BRACKETS_INIT;

	read_all(&was, doc);
	slips = doc->slips;
	brackets_read_line(&all, node_str(node));
	for (size_t i = 0; i < all.n; i++)
		before += all.at[i].off < repair->off;
	before += count_before(doc, node);
	buf_add_str(&old, node_str(node));
	buf_add_str(&line, node_str(node));
	buf_splice(&line, repair->off, repair->gone, str_of(repair->come));
	doc_set_line(doc, node, buf_str(&line));
	read_all(&now, doc);
	assert_int_equal(doc->slips + 1, slips);
	assert_int_equal(now.n, was.n + 1 - 2 * !puts);
	for (size_t i = 0; i < was.n; i++) {
		if (!puts && i == lone)
			continue;
		at = puts ? i + (i >= before) : i - (i > lone);
		if (i == lone)
			assert_true(now.mate[at] != BRACKET_NONE);
		else
			assert_int_equal(now.mate[at] == BRACKET_NONE,
				was.mate[i] == BRACKET_NONE);
	}
	doc_set_line(doc, node, buf_str(&old));
	doc_pair(doc);
	free(was.mate);
	free(now.mate);
	brackets_release(&all);
	buf_release(&line);
	buf_release(&old);
}

static size_t
check_slips(struct doc *doc)
{
	size_t offered = 0;

	for (struct node *at = doc_first(doc); at; at = node_next(at))
		for (size_t i = 0; i < at->residue_n; i++) {
			struct repairs repairs = { NULL, 0, 0 };

			if (at->residue[i].mate)
				continue;
			doc_repairs(&repairs, doc, at, i);
			assert_true(repairs.n > 0);
			for (size_t k = 0; k < repairs.n; k++)
				check_made(doc, &repairs.at[k],
					count_before(doc, at) +
					at->residue[i].index);
			offered += repairs.n;
			repairs_release(&repairs);
		}
	return offered;
}

static void
test_always(void **state)
{
	size_t offered = 0;

	(void)state;
	for (int round = 0; round < ROUNDS; round++) {
		struct buf text = BUF_INIT;
		struct doc *doc;

		random_text(&text);
		doc = build_doc(buf_text(&text));
		doc_pair(doc);
		offered += check_slips(doc);
		doc_free(doc);
		buf_release(&text);
	}
	assert_true(offered > 4 * ROUNDS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_offers),
		cmocka_unit_test(test_signs),
		cmocka_unit_test(test_around),
		cmocka_unit_test(test_rows),
		cmocka_unit_test(test_marked),
		cmocka_unit_test(test_always),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
