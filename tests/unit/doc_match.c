/*
 * The next draft: which node continues which.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/mem.h"
#include "adref/doc/diff.h"
#include "build_doc.h"

static struct env env;

static struct doc *
former(const char *text)
{
	struct doc *doc = build_doc(text);

	env_fixed(&env, 0, 7);
	doc_draw_ids(doc, &env);
	return doc;
}

static void
check_counts(const struct match_counts *counts, const struct match_counts *is)
{
	assert_int_equal(counts->kept, is->kept);
	assert_int_equal(counts->changed, is->changed);
	assert_int_equal(counts->moved, is->moved);
	assert_int_equal(counts->new, is->new);
	assert_int_equal(counts->gone, is->gone);
}

static void
check_same(const struct doc *from, const char *old, const struct doc *to,
	const char *new)
{
	const struct node *a = find_line(from, old), *b = find_line(to, new);

	assert_non_null(a);
	assert_non_null(b);
	if (!node_id_same(&a->id, &b->id))
		fail_msg("\"%s\" does not continue \"%s\"", new, old);
}

static void
test_same_text(void **state)
{
	static const char text[] = "# A. One\n- x\n-\n- same\n# B. Two\n"
		"- same\n-\n[^8]: Note\n";
	struct doc *from = former(text), *to = build_doc(text);
	struct match_counts counts;
	const struct node *a, *b;

	(void)state;
	find_line(from, "x")->status = STATUS_AD_REF;
	find_line(from, "A.")->file = mem_text("a-one");
	doc_match(from, to, &env, &counts);
	check_counts(&counts, &(struct match_counts){ .kept = 8 });
	b = doc_first(to);
	for (a = doc_first(from); a; a = node_next(a), b = node_next(b))
		assert_true(node_id_same(&a->id, &b->id));
	check_same(from, "Note", to, "Note");
	assert_int_equal(find_line(to, "x")->status, STATUS_AD_REF);
	assert_string_equal(find_line(to, "A.")->file, "a-one");
	doc_free(from);
	doc_free(to);
}

static void
test_reworded(void **state)
{
	struct doc *from = former(
		"# A. Controls\n"
		"- Transportation security\n"
		"- Risk assessment for transfers and export controls\n"
		"- Illicit brokering\n"
		"- Marking and record-keeping\n");
	struct doc *to = build_doc(
		"# A. [Controls]\n"
		"- Transportation security\n"
		"- Risk assessment for [all] transfers and export control\n"
		"- Marking of every weapon made from polymers\n"
		"- Illicit brokering\n"
		"-\n");
	struct match_counts counts;

	(void)state;
	doc_match(from, to, &env, &counts);
	check_same(from, "A.", to, "A.");
	check_same(from, "Transport", to, "Transport");
	check_same(from, "Risk", to, "Risk");
	check_same(from, "Illicit", to, "Illicit");
	check_counts(&counts, &(struct match_counts){ .kept = 2,
		.changed = 2, .new = 2, .gone = 1 });
	doc_free(from);
	doc_free(to);
}

static void
test_brackets_and_numbers_do_not_matter(void **state)
{
	struct doc *from = former("3. States shall report [each year]{IND}.\n"
		"4. States shall report.\n");
	struct doc *to = build_doc("3 bis. States [shall] report each year.\n"
		"5. States shall report.\n");
	struct match_counts counts;

	(void)state;
	doc_match(from, to, &env, &counts);
	check_same(from, "3.", to, "3 bis");
	check_same(from, "4.", to, "5.");
	check_counts(&counts, &(struct match_counts){ .changed = 2 });
	doc_free(from);
	doc_free(to);
}

static void
test_moved(void **state)
{
	struct doc *from = former("# A\n- Regional best practices\n- Other\n"
		"# B\n- Cross-border cooperation of all customs services\n");
	struct doc *to = build_doc("# A\n- Other\n# B\n"
		"- Regional best practices\n# C\n"
		"- Cross-border co-operation and cooperation of customs "
		"services\n");
	struct match_counts counts;

	(void)state;
	doc_match(from, to, &env, &counts);
	check_same(from, "Regional", to, "Regional");
	check_same(from, "Cross", to, "Cross");
	check_counts(&counts, &(struct match_counts){ .kept = 3, .moved = 2,
		.new = 1 });
	doc_free(from);
	doc_free(to);
}

/* Retitled, with its number: it is the same section. */
static void
test_section_keeps_its_number(void **state)
{
	struct doc *from = former("# Article 3 *(mitigation)*\nText one\n"
		"# Article 4 *(finance)*\nText two\n");
	struct doc *to = build_doc("# Article 3 *(ambition)*\nText one\n"
		"# Article 4 *(finance)*\nText two\n");
	struct match_counts counts;

	(void)state;
	doc_match(from, to, &env, &counts);
	check_same(from, "Article 3", to, "Article 3");
	check_counts(&counts, &(struct match_counts){ .kept = 3,
		.changed = 1 });
	doc_free(from);
	doc_free(to);
}

static void
test_placeholders_stay_in_their_place(void **state)
{
	struct doc *from = former("# A\n- a\n-\n# B\n-\n- b\n");
	struct doc *to = build_doc("# A\n- a\n# B\n-\n- b\n");
	struct match_counts counts;

	(void)state;
	doc_match(from, to, &env, &counts);
	assert_true(node_id_same(&find_line(from, "b")->prev->id,
		&find_line(to, "b")->prev->id));
	check_counts(&counts, &(struct match_counts){ .kept = 5, .gone = 1 });
	doc_free(from);
	doc_free(to);
}

static void
test_notes(void **state)
{
	struct doc *from = former("x[^3][^4][^5]\n"
		"[^3]: Based on the chair's proposals of 26 April\n"
		"[^4]: Based on the chair's proposals of 26 April\n"
		"[^5]: Something else altogether here\n");
	struct doc *to = build_doc("x[^3][^4][^6]\n"
		"[^3]: Based on the chair's proposals of 26 April\n"
		"[^4]: Based on the chair's own proposals of 26 April\n"
		"[^6]: Something else altogether here\n");
	struct match_counts counts;

	(void)state;
	doc_match(from, to, &env, &counts);
	for (const struct node *a = from->notes->first,
	     *b = to->notes->first; a; a = a->next, b = b->next)
		assert_true(node_id_same(&a->id, &b->id));
	check_counts(&counts, &(struct match_counts){ .kept = 1,
		.changed = 3 });
	doc_free(from);
	doc_free(to);
}

/* Half the words, between the same neighbours, the heading another. */
static void
test_between_the_same_neighbours(void **state)
{
	struct doc *from = former("# Controls of exports\n- Keep one\n"
		"- alpha beta gamma delta epsilon zeta\n- Keep two\n");
	struct doc *to = build_doc("# Wholly different title\n- Keep one\n"
		"- alpha beta gamma delta other words\n- Keep two\n");
	struct match_counts counts;

	(void)state;
	doc_match(from, to, &env, &counts);
	check_same(from, "alpha", to, "alpha");
	doc_free(from);
	doc_free(to);
}

static void
test_alike_far_away(void **state)
{
	struct doc *from = former("# A\n- a first\n# B\n"
		"- Cross-border cooperation of all customs services\n");
	struct doc *to = build_doc("# C\n"
		"- Cross-border cooperation of customs services now\n"
		"# A\n- a first\n# B\n");
	struct match_counts counts;

	(void)state;
	doc_match(from, to, &env, &counts);
	check_same(from, "Cross", to, "Cross");
	check_counts(&counts, &(struct match_counts){ .kept = 3, .moved = 1,
		.new = 1 });
	doc_free(from);
	doc_free(to);
}

/* Lines that repeat: the one in the same place, not the first. */
static void
test_repeated(void **state)
{
	struct doc *from = former("# A\n- x\n- same\n# B\n- y\n- same\n");
	struct doc *to = build_doc("# A\n- x\n# B\n- y\n- same\n");
	struct match_counts counts;

	(void)state;
	doc_match(from, to, &env, &counts);
	assert_true(node_id_same(&doc_last(from)->id, &doc_last(to)->id));
	check_counts(&counts, &(struct match_counts){ .kept = 5, .gone = 1 });
	doc_free(from);
	doc_free(to);
}

/* A hundred that repeat, carried to another heading behind what stays. */
static void
test_repeated_and_moved(void **state)
{
	struct doc *from = doc_new("outcome"), *to = doc_new("outcome");
	struct match_counts counts;

	(void)state;
	doc_add_section(from, 1, str_of("Alpha"));
	doc_add_section(to, 1, str_of("Beta"));
	doc_add(to, doc_last_section(to), NODE_ITEM, str_of("stays"));
	doc_add_section(to, 1, str_of("Gamma"));
	for (size_t i = 0; i < 100; i++) {
		doc_add(from, doc_last_section(from), NODE_ITEM,
			str_of("same"));
		doc_add(to, doc_last_section(to), NODE_ITEM, str_of("same"));
	}
	doc_add_section(from, 1, str_of("Beta"));
	doc_add(from, doc_last_section(from), NODE_ITEM, str_of("stays"));
	env_fixed(&env, 0, 7);
	doc_draw_ids(from, &env);
	doc_match(from, to, &env, &counts);
	check_counts(&counts, &(struct match_counts){ .kept = 2,
		.moved = 100, .new = 1, .gone = 1 });
	doc_free(from);
	doc_free(to);
}

static void
test_empty(void **state)
{
	struct doc *from = doc_new("outcome"), *to = build_doc("- a\n- b\n");
	struct match_counts counts;

	(void)state;
	env_fixed(&env, 0, 7);
	doc_match(from, to, &env, &counts);
	check_counts(&counts, &(struct match_counts){ .new = 2 });
	assert_false(node_id_is_none(&doc_first(to)->id));
	doc_match(to, from, &env, &counts);
	check_counts(&counts, &(struct match_counts){ .gone = 2 });
	doc_free(from);
	doc_free(to);
}

/* Every line of thousands rewritten: near linear, and found again. */
static void
test_many(void **state)
{
	struct doc *from = doc_new("outcome"), *to = doc_new("outcome");
	struct match_counts counts;
	char line[120];

	(void)state;
	for (unsigned i = 0; i < 3000; i++) {
		snprintf(line, sizeof(line), "States shall w%u report x%u on "
			"y%u each z%u year", i, i * 7, i * 3, i * 11);
		doc_add(from, NULL, NODE_ITEM, str_of(line));
		snprintf(line, sizeof(line), "States should w%u report x%u "
			"on y%u each z%u year", i, i * 7, i * 3, i * 11);
		doc_add(to, NULL, NODE_ITEM, str_of(line));
	}
	env_fixed(&env, 0, 7);
	doc_draw_ids(from, &env);
	doc_match(from, to, &env, &counts);
	check_counts(&counts, &(struct match_counts){ .changed = 3000 });
	doc_free(from);
	doc_free(to);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_same_text),
		cmocka_unit_test(test_reworded),
		cmocka_unit_test(test_brackets_and_numbers_do_not_matter),
		cmocka_unit_test(test_moved),
		cmocka_unit_test(test_section_keeps_its_number),
		cmocka_unit_test(test_placeholders_stay_in_their_place),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_between_the_same_neighbours),
		cmocka_unit_test(test_alike_far_away),
		cmocka_unit_test(test_repeated),
		cmocka_unit_test(test_repeated_and_moved),
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
