/*
 * Addresses: what nodes are called, and that what is said finds them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/doc/address.h"
#include "build_doc.h"

/* As the BMS7 draft stands. */
static const char bms7[] =
	"DRAFT 1\n"
	"- States' responsibility\n"
	"- Link\n"
	"- Nexus\n"
	"# A. [Consideration of the implementation.]]\n"
	"- Review of A\n"
	"## PoA in the context of preventing\n"
	"- Poa bullet\n"
	"### 1. *Effective national controls*\n"
	"- Applies\n"
	"  - Export\n"
	"- Transportation\n"
	"- Importance\n"
	"3 bis. States report\n"
	"### 2. *Cooperation*\n"
	"- Dialogue\n"
	"## The Way Forward\n"
	"- National actions\n"
	"# B. Instrument\n"
	"## ITI\n"
	"### 1. *Tracing*\n"
	"- Capacities\n"
	"### 3 bis. More\n"
	"[^8]: Based on\n"
	"[^chair-a]: The chair\n";

static struct env env;

static struct doc *
build(const char *text)
{
	struct doc *doc = build_doc(text);

	env_fixed(&env, 0, 1);
	doc_draw_ids(doc, &env);
	return doc;
}

static void
check(const struct doc *doc, const char *line, const char *address)
{
	struct buf out = BUF_INIT;
	const struct node *node = find_line(doc, line);

	assert_non_null(node);
	address_add(&out, node);
	assert_string_equal(buf_text(&out), address);
	buf_release(&out);
}

static void
check_told(const struct doc *doc, const char *line, const char *told)
{
	struct buf out = BUF_INIT;

	address_add_told(&out, find_line(doc, line));
	assert_string_equal(buf_text(&out), told);
	buf_release(&out);
}

static void
check_found(const struct doc *doc, const char *spoken, const char *line)
{
	struct err err = ERR_INIT;
	struct node *node;

	if (address_find(&node, doc, str_of(spoken), NULL, &err) < 0)
		fail_msg("%s: %s", spoken, err.text);
	assert_ptr_equal(node, find_line(doc, line));
}

static void
test_names(void **state)
{
	struct doc *doc = build(bms7);

	(void)state;
	check(doc, "DRAFT", "1");
	check(doc, "Nexus", "4");
	check(doc, "A.", "A");
	check(doc, "PoA in", "A.s1");
	check(doc, "Poa bullet", "A.s1.1");
	check(doc, "1. *Eff", "A.1");
	check(doc, "Applies", "A.1.1");
	check(doc, "Export", "A.1.1.1");
	check(doc, "Importance", "A.1.3");
	check(doc, "3 bis. States", "A.1.3bis");
	check(doc, "2. *Coop", "A.2");
	check(doc, "The Way", "A.s2");
	check(doc, "National", "A.s2.1");
	check(doc, "1. *Trac", "B.1");
	check(doc, "Capacities", "B.1.1");
	check(doc, "Based on", "note 8");
	/* Sub-section 1 has the name A.1, so the bullet has another. */
	check(doc, "Review of A", "A.p1");
	doc_free(doc);
}

static void
test_preamble(void **state)
{
	struct doc *doc = build("# Préambule\n"
		"The Parties\n"
		"*Being* Parties\n"
		"  - a child\n"
		"PP2 bis. [*Recalling* more]\n"
		"*Noting* all\n"
		"# Article 3 *(mitigation)*\n"
		"8. Each Party\n"
		"- bullet\n"
		"(a) First\n"
		"# [Article 3bis] *(REDD-plus)*\n"
		"[4][2]. Two numbers\n"
		"  - below\n");

	(void)state;
	check(doc, "The Parties", "PP1");
	check(doc, "*Being*", "PP2");
	check(doc, "a child", "PP2.1");
	check(doc, "PP2 bis", "PP2bis");
	check(doc, "*Noting*", "PP4");
	check(doc, "8. Each", "Article3.8");
	check(doc, "bullet", "Article3.1");
	check(doc, "(a)", "Article3.a");
	check(doc, "[Article 3bis", "Article3bis");
	check(doc, "[4][2]", "Article3bis.4/2");
	check(doc, "below", "Article3bis.4/2.1");
	check_found(doc, "pp 2", "*Being*");
	check_found(doc, "pp2bis", "PP2 bis");
	check_found(doc, "article 3.8", "8. Each");
	check_found(doc, "Art. 3.8", "8. Each");
	check_found(doc, "3.8", "8. Each");
	check_found(doc, "3 bis", "[Article 3bis");
	check_found(doc, "Article3bis.4/2.1", "below");
	check_found(doc, "4", "[4][2]");
	doc_free(doc);
}

static void
test_spoken(void **state)
{
	static const char *const third[] = {
		"A.1.3", "a1.3", "a 1 3", " A. 1. 3 ", "a13"
	};
	struct doc *doc = build(bms7);

	(void)state;
	for (size_t i = 0; i < sizeof(third) / sizeof(*third); i++)
		check_found(doc, third[i], "Importance");
	check_found(doc, "A", "A.");
	check_found(doc, "a1", "1. *Eff");
	check_found(doc, "A.1", "1. *Eff");
	check_found(doc, "A.p1", "Review of A");
	check_found(doc, "as2.1", "National");
	check_found(doc, "4", "Nexus");
	check_found(doc, "note 8", "Based on");
	check_found(doc, "n8", "Based on");
	doc_free(doc);
}

static void
test_dots_between_digits_matter(void **state)
{
	struct doc *doc = build("# A. One\n## 1. Sub\n- x\n- y\n- deep\n"
		"## 13. Thirteen\n");

	(void)state;
	check_found(doc, "a13", "13. Th");
	check_found(doc, "a.13", "13. Th");
	check_found(doc, "a1.3", "deep");
	check_found(doc, "a 1 3", "deep");
	doc_free(doc);
}

static void
test_several(void **state)
{
	struct doc *doc = build(bms7);
	struct node *node, *first, *second;
	struct err err = ERR_INIT;

	(void)state;
	first = find_line(doc, "3 bis. States");
	second = find_line(doc, "3 bis. More");
	assert_int_equal(address_find(&node, doc, str_of("3 Bis."), NULL,
		&err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "2 places"));
	assert_non_null(strstr(err.text, first->id.text));
	assert_non_null(strstr(err.text, second->id.text));
	assert_int_equal(address_find(&node, doc, str_of("3bis"), first,
		&err), 0);
	assert_ptr_equal(node, second);
	assert_ptr_equal(address_near(doc, str_of("3bis"), second), first);
	assert_ptr_equal(address_near(doc, str_of("3bis"), NULL), first);
	assert_ptr_equal(address_near(doc, str_of("2"), NULL),
		find_line(doc, "2. *Coop"));
	assert_ptr_equal(address_near(doc, str_of("4"), NULL),
		find_line(doc, "Nexus"));
	assert_null(address_near(doc, str_of("14ter"), NULL));
	assert_int_equal(address_find(&node, doc, str_of("Z.9"), NULL, &err),
		-1);
	assert_int_equal(err.code, ERR_MISSING);
	assert_int_equal(address_find(&node, doc, str_of(" . "), NULL, &err),
		-1);
	assert_int_equal(err.code, ERR_MISSING);
	doc_free(doc);
}

static void
test_ids_come_first(void **state)
{
	struct doc *doc = build(bms7);
	struct node *node = find_line(doc, "Link"), *note, *found;
	struct err err = ERR_INIT;

	(void)state;
	note = find_line(doc, "The chair");
	assert_int_equal(address_find(&found, doc, str_of(node->id.text),
		NULL, &err), 0);
	assert_ptr_equal(found, node);
	assert_ptr_equal(address_near(doc, str_of(note->id.text), NULL),
		note);
	assert_int_equal(address_find(&found, doc, str_of("zzzzzzzz"), NULL,
		&err), -1);
	doc_free(doc);
}

/* Both ways to an address agree, and each address finds a node again. */
static void
test_walk_agrees(void **state)
{
	struct doc *doc = build(bms7);
	struct address_walk walk;
	struct buf single = BUF_INIT;
	struct node *node, *found, *expect = doc_first(doc);
	struct err err;
	size_t n = 0;

	(void)state;
	address_walk_init(&walk, doc);
	while ((node = address_walk_next(&walk))) {
		buf_clear(&single);
		address_add(&single, node);
		assert_true(str_is(address_walk_text(&walk),
			buf_text(&single)));
		if (node->kind != NODE_NOTE) {
			assert_ptr_equal(node, expect);
			expect = node_next(node);
		}
		assert_int_equal(address_find(&found, doc, buf_str(&single),
			NULL, &err), 0);
		assert_ptr_equal(found, node);
		n++;
	}
	assert_int_equal(n, doc->n);
	address_walk_release(&walk);
	buf_release(&single);
	doc_free(doc);
}

/* 100,000 siblings in one pass; a quadratic walk would not end here. */
static void
test_walk_is_linear(void **state)
{
	struct doc *doc = doc_new("outcome");
	struct address_walk walk;
	struct node *node;
	size_t n = 0;

	(void)state;
	for (size_t i = 0; i < 100000; i++)
		doc_add(doc, NULL, i % 3 ? NODE_ITEM : NODE_PARAGRAPH,
			str_of(i % 7 ? "words" : "3 bis. numbered"));
	address_walk_init(&walk, doc);
	while ((node = address_walk_next(&walk)))
		n += address_walk_text(&walk).len > 0;
	assert_int_equal(n, 100000);
	address_walk_release(&walk);
	doc_free(doc);
}

static void
test_bullets_are_told_as_such(void **state)
{
	struct doc *doc = build(bms7);

	(void)state;
	check_told(doc, "Applies", "A.1 bullet 1");
	check_told(doc, "Export", "A.1 bullet 1.1");
	check_told(doc, "Link", "bullet 3");
	check_told(doc, "Review of A", "A bullet p1");
	check_told(doc, "3 bis. States report", "A.1.3bis");
	check_told(doc, "Based on", "note 8");
	doc_free(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_bullets_are_told_as_such),
		cmocka_unit_test(test_preamble),
		cmocka_unit_test(test_spoken),
		cmocka_unit_test(test_dots_between_digits_matter),
		cmocka_unit_test(test_several),
		cmocka_unit_test(test_ids_come_first),
		cmocka_unit_test(test_walk_agrees),
		cmocka_unit_test(test_walk_is_linear),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
