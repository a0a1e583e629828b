/*
 * Counting terms: in and out of brackets, in pairs over several nodes, and
 * over the sections.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/doc/term.h"
#include "build_doc.h"

static void
check(struct doc *doc, const char *what, bool notes, size_t all,
	size_t bracketed)
{
	struct find_range range = { .doc = doc, .notes = notes };
	struct term_counts counts;
	struct err err = ERR_INIT;
	struct find *find;

	if (find_new(&find, str_of(what), 0, &err) < 0 ||
	    term_count(&counts, find, &range, &err) < 0)
		fail_msg("%s", err.text);
	if (counts.total.all != all || counts.total.bracketed != bracketed)
		fail_msg("%s: %zu, in brackets %zu", what, counts.total.all,
			counts.total.bracketed);
	term_counts_release(&counts);
	find_free(find);
}

static void
check_line(const char *line, const char *what, size_t all, size_t bracketed)
{
	struct doc *doc = build_doc("x");

	doc_set_line(doc, doc_first(doc), str_of(line));
	check(doc, what, false, all, bracketed);
	doc_free(doc);
}

static void
test_lines(void **state)
{
	(void)state;
	check_line("shall [shall]{IND} shall", "shall", 3, 1);
	check_line("[a [shall] shall] shall", "shall", 3, 2);
	check_line("[a] shall [b]", "shall", 1, 0);
	check_line("plastic[s] and plastics", "plastics", 2, 1);
	check_line("[pl]astics", "plastics", 1, 1);
	check_line("[x]plastics[y]", "plastics", 1, 0);
	check_line("a [shall", "shall", 1, 0);
	check_line("shall] a", "shall", 1, 0);
	check_line("] [shall] [", "shall", 1, 1);
	check_line("[[shall]", "shall", 1, 1);
	check_line("shall\\[shall\\]", "shall", 2, 0);
	check_line("nothing", "shall", 0, 0);
}

static const char sample[] =
	"front may\n"
	"# A [may\n"
	"1. may ] may\n"
	"  - may\n"
	"# B [\n"
	"2. may\n"
	"# C\n"
	"3. may ] may\n"
	"[^1]: may [may]\n"
	"[^2]: may\n";

static void
test_nodes(void **state)
{
	struct doc *doc = build_doc(sample);
	struct env env;

	(void)state;
	env_fixed(&env, 0, 5);
	doc_draw_ids(doc, &env);
	/* The pair of A reaches to 1.; those of B and C are slips. */
	check(doc, "may", false, 8, 2);
	check(doc, "may", true, 11, 3);
	doc_free(doc);
}

static void
test_parts(void **state)
{
	static const size_t all[] = { 1, 4, 1, 2, 3 };
	struct doc *doc = build_doc(sample);
	struct find_range range = { .doc = doc, .notes = true };
	struct term_counts counts;
	struct err err = ERR_INIT;
	struct find *find;
	struct env env;

	(void)state;
	env_fixed(&env, 0, 5);
	doc_draw_ids(doc, &env);
	assert_int_equal(find_new(&find, str_of("may"), 0, &err), 0);
	assert_int_equal(term_count(&counts, find, &range, &err), 0);
	assert_int_equal(counts.n, 5);
	for (size_t i = 0; i < 5; i++)
		assert_int_equal(counts.parts[i].count.all, all[i]);
	assert_null(counts.parts[0].section);
	assert_int_equal(counts.parts[1].count.bracketed, 2);
	assert_int_equal(counts.parts[4].section->kind, NODE_NOTE);
	term_counts_release(&counts);
	range.within = doc_last(doc);
	range.notes = false;
	assert_int_equal(term_count(&counts, find, &range, &err), 0);
	assert_int_equal(counts.total.all, 2);
	term_counts_release(&counts);
	find_free(find);
	doc_free(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_nodes),
		cmocka_unit_test(test_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
