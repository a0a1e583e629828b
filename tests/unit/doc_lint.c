/*
 * Slips and how they are told; counts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/doc/lint.h"
#include "adref/doc/notes.h"
#include "build_doc.h"

static void
check(const struct findings *all, size_t i, const char *word, const char *line,
	size_t off)
{
	assert_true(i < all->n);
	assert_string_equal(finding_word(all->at[i].kind), word);
	assert_true(str_starts(node_str(all->at[i].node), line));
	assert_int_equal(all->at[i].off, off);
	assert_non_null(all->at[i].hint);
}

static void
check_hint(const char *line, const char *hint)
{
	struct findings all = { NULL, 0, 0 };
	struct doc *doc = build_doc(line);

	doc_lint(&all, doc);
	assert_int_equal(all.n, 1);
	assert_string_equal(all.at[0].hint, hint);
	findings_release(&all);
	doc_free(doc);
}

static void
test_hints(void **state)
{
	(void)state;
	check_hint("# A. [Consideration of the implementation of the "
		"Programme of Action, to unauthorized recipients.]]",
		"the last ] has no [ before it; likely: \"[[Consideration\"");
	check_hint("[Emphasizing all human rights, including [to promote "
		"sustainable][the right to] development, and] [the right to "
		"health,] the rights, [climate induced] change,]",
		"the last ] has no [ before it; likely: \"[[to promote "
		"sustainable]\"");
	check_hint("words of a line]",
		"the ] has no [ before it; likely: \"[words\"");
	check_hint("3. words of a line]",
		"the ] has no [ before it; likely: \"[words\"");
	check_hint("Parties [shall] act, and report] yearly",
		"the last ] has no [ before it; likely: \"[act\"");
	check_hint("[The whole paragraph goes on, and ends here.",
		"the [ has no ] after it; likely: \"here.]\"");
	check_hint("one [in[to] two",
		"the first [ has no ] after it; likely: \"[in][to]\"");
	check_hint("Parties [shall report, every year",
		"the [ has no ] after it; likely: \"[shall report]\"");
	check_hint("Parties [[shall] report",
		"the first [ has no ] after it; likely: \"[[shall]]\"");
	check_hint("]", "the ] has no [ before it; likely one too many");
	check_hint("- a [b", "the [ has no ] after it; likely: \"[b]\"");
}

/* Each hint reads the line: there are only so many of one line. */
static void
test_many_slips_in_a_line(void **state)
{
	struct findings all = { NULL, 0, 0 };
	struct buf line = BUF_INIT;
	struct doc *doc;

	(void)state;
	for (size_t i = 0; i < 60000; i++)
		buf_add_text(&line, "[a[^x] ");
	doc = build_doc(buf_text(&line));
	doc_lint(&all, doc);
	assert_int_equal(all.n, 120000);
	check(&all, 0, "unmatched-open", "[a", 0);
	check(&all, 1, "footnote-without-text", "[a", 2);
	check(&all, 119998, "unmatched-open", "[a", 59999 * 7);
	assert_string_equal(all.at[119998].hint,
		"slip 60000 of this line: mend the first ones first");
	findings_release(&all);
	doc_free(doc);
	buf_release(&line);
}

static void
test_slips_and_spans(void **state)
{
	struct findings all = { NULL, 0, 0 };
	struct doc *doc = build_doc(
		"# A. [Opens here\n"
		"- closes here]\n"
		"- opens [and the section ends\n"
		"# B. Closes] nothing\n"
		"- clean [pair]\n");

	(void)state;
	doc_lint(&all, doc);
	assert_int_equal(all.n, 2);
	check(&all, 0, "unmatched-open", "opens [", 6);
	check(&all, 1, "unmatched-close", "B. Closes", 9);
	assert_null(all.at[0].opened);
	findings_release(&all);
	doc_free(doc);
}

static void
test_mixed_and_look_alike(void **state)
{
	struct findings all = { NULL, 0, 0 };
	struct doc *doc = build_doc(
		"inside ［wide] and [narrow］ end\n"
		"a ［ wide opener\n"
		"its narrow ] closer \xE2\x9F\xA6" "and a look-alike\n");

	(void)state;
	doc_lint(&all, doc);
	assert_int_equal(all.n, 4);
	check(&all, 0, "mixed-bracket", "inside", 14);
	assert_int_equal(all.at[0].opened_off, 7);
	assert_ptr_equal(all.at[0].opened, all.at[0].node);
	check(&all, 1, "mixed-bracket", "inside", 27);
	check(&all, 2, "mixed-bracket", "its narrow", 11);
	assert_true(str_starts(node_str(all.at[2].opened), "a ［"));
	assert_int_equal(all.at[2].opened_off, 2);
	check(&all, 3, "look-alike", "its narrow", 20);
	assert_non_null(strstr(all.at[3].hint, "U+27E6"));
	findings_release(&all);
	doc_free(doc);
}

static void
test_notes(void **state)
{
	struct findings all = { NULL, 0, 0 };
	struct doc *doc = build_doc(
		"one[^8] two[^9]\n"
		"[^8]: Based [on\n"
		"[^8]: the same label again\n"
		"[^10]: nobody asks[^11]\n"
		"[^x-2]: has no base[^8]\n");

	(void)state;
	doc_lint(&all, doc);
	check(&all, 0, "footnote-without-text", "one", 11);
	check(&all, 1, "unmatched-open", "Based", 6);
	check(&all, 2, "duplicate-footnote", "the same", 0);
	check(&all, 3, "footnote-without-mark", "the same", 0);
	check(&all, 4, "footnote-without-mark", "nobody", 0);
	check(&all, 5, "footnote-without-text", "nobody", 11);
	check(&all, 6, "footnote-without-mark", "has no base", 0);
	assert_int_equal(all.n, 7);
	findings_release(&all);
	doc_free(doc);
}

/* In a line the findings stand as the text does, whatever their kind. */
static void
test_order(void **state)
{
	struct findings all = { NULL, 0, 0 };
	struct doc *doc = build_doc("x[^1] y] ［z] \xE2\x81\x85 [w\n");

	(void)state;
	doc_lint(&all, doc);
	assert_int_equal(all.n, 5);
	for (size_t i = 1; i < all.n; i++)
		assert_true(all.at[i - 1].off < all.at[i].off);
	findings_release(&all);
	doc_free(doc);
}

static void
test_counts(void **state)
{
	struct doc_counts counts;
	struct doc *doc = build_doc(
		"# A. [Opens here\n"
		"- two [words [deep]] end\n"
		"- [shall][should] [X]\n"
		"-\n"
		"- closes[^8] here]\n"
		"# B. Closes] nothing\n"
		"[^8]: a [note]\n");

	(void)state;
	find_line(doc, "two")->status = STATUS_AGREED;
	doc_count(&counts, doc, NULL);
	assert_int_equal(counts.nodes, 7);
	assert_int_equal(counts.words, 3 + 4 + 3 + 2 + 3 + 2);
	assert_int_equal(counts.brackets, 7);
	assert_int_equal(counts.unmatched, 1);
	assert_int_equal(counts.depth, 3);
	assert_int_equal(counts.alternatives, 1);
	assert_int_equal(counts.blanks, 1);
	assert_int_equal(counts.placeholders, 1);
	assert_int_equal(counts.footnotes, 1);
	assert_int_equal(counts.status[STATUS_AGREED], 1);
	assert_int_equal(counts.status[STATUS_OPEN], 6);

	doc_count(&counts, doc, find_line(doc, "B."));
	assert_int_equal(counts.nodes, 1);
	assert_int_equal(counts.unmatched, 1);
	assert_int_equal(counts.depth, 0);

	doc_count(&counts, doc, find_line(doc, "A."));
	assert_int_equal(counts.nodes, 5);
	assert_int_equal(counts.brackets, 6);
	assert_int_equal(counts.depth, 3);
	assert_int_equal(counts.footnotes, 1);

	doc_count(&counts, doc, find_line(doc, "closes"));
	assert_int_equal(counts.nodes, 1);
	assert_int_equal(counts.brackets, 0);
	assert_int_equal(counts.depth, 1);	/* the end of A's */
	doc_count(&counts, doc, doc->notes->first);
	assert_int_equal(counts.nodes, 1);
	assert_int_equal(counts.brackets, 1);
	doc_free(doc);
}

/* Each a text, and what it mentions and has not, `; ` between. */
static const struct {
	const char *text, *lost;
} mentioning[] = {
	{ "# A. One\n1. See section A and section F.\n# B. Two",
		"section F" },
	{ "Annex 3\n1. As in Annex 3, or in Annex 9.", "Annex 9" },
	{ "1. See paragraph 14 bis.\n14. This is 14.", "paragraph 14 bis" },
	{ "1. One.[^7]\n2. See footnote 1, not footnote 2.\n[^7]: Note",
		"footnote 2" },
	{ "# Article 5.\n1. One\n2. Article 5.1 and Article 5.3",
		"Article 5.3" },
	{ "# Article 6.1\n1. One\n# Article 6.2\n2. Article 6.1.1, Article "
		"6.1.2", "Article 6.1.2" },
	{ "1. One\n  (a) two\n2. See paragraphs 1 (a) and (b)", "(b)" },
	{ "# Section 1: One\n1. See Sections 1 and 2", "2" },
	{ "Option 1: No text\nOption 2: As Option 1, Option 3", "Option 3" },
	{ "OP1. Recalls OP1, OP4 and PP9", "OP4" },
	/* None: it is of another text, or of no such row, or a blank. */
	{ "# Article 1\n1. Article 6 of the Convention and Article X", "" },
	{ "# Article 1\n1. Article 4, paragraph 9, of the Charter", "" },
	{ "# A. One\n1. See section 4.\n# B. Two", "" },
	{ "1. Parties included in Annex II.", "" },
	{ "1. One\n2. See paragraph 1 (a).", "" },
	{ "1. resolution 60/81, paragraph 99", "" },
	{ "Words only: see paragraph 3.", "" },
	{ "# Section 1: One\n# Section 2: Two", "" },
	{ "# Article 1\n1. Article 9, paragraph 1", "Article 9" },
};

static void
test_mentions(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(mentioning) / sizeof(*mentioning); i++) {
		struct doc *doc = build_doc(mentioning[i].text);
		struct findings all = { NULL, 0, 0 };
		struct buf lost = BUF_INIT;

		notes_number(doc);
		doc_lint_mentions(&all, doc, NULL, 0);
		for (size_t k = 0; k < all.n; k++) {
			buf_add_text(&lost, k ? "; " : "");
			buf_add_str(&lost, str_part(node_str(all.at[k].node),
				all.at[k].off, all.at[k].len));
			assert_string_equal(finding_word(all.at[k].kind),
				"mention-without-target");
		}
		if (!str_is(buf_str(&lost), mentioning[i].lost))
			fail_msg("%s\nlost: \"%s\"", mentioning[i].text,
				buf_text(&lost));
		buf_release(&lost);
		findings_release(&all);
		doc_free(doc);
	}
}

/* Of a list the whole is told, so that one sees what is meant. */
static void
test_mention_in_a_list(void **state)
{
	struct doc *doc = build_doc("1. One\n  (a) two\n"
		"2. See paragraphs 1 (a) and (b) and 2");
	struct findings all = { NULL, 0, 0 };

	(void)state;
	doc_lint_mentions(&all, doc, NULL, 0);
	assert_int_equal(all.n, 1);
	assert_string_equal(all.at[0].hint,
		"(b) of \"paragraphs 1 (a) and (b)\" is not in this text");
	findings_release(&all);
	doc_free(doc);
}

/* The annexes of a letter are documents of their own. */
static void
test_annexes_elsewhere(void **state)
{
	struct doc *doc = build_doc("Annex 3\n1. See Annex 1 and Annex 2.");
	struct doc *other = build_doc("Annex 1\nAgenda");
	struct findings all = { NULL, 0, 0 };

	(void)state;
	doc_lint_mentions(&all, doc, &other, 1);
	assert_int_equal(all.n, 1);
	assert_string_equal(all.at[0].hint,
		"\"Annex 2\" is not in this text");
	findings_release(&all);
	doc_free(doc);
	doc_free(other);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_hints),
		cmocka_unit_test(test_mentions),
		cmocka_unit_test(test_mention_in_a_list),
		cmocka_unit_test(test_annexes_elsewhere),
		cmocka_unit_test(test_many_slips_in_a_line),
		cmocka_unit_test(test_slips_and_spans),
		cmocka_unit_test(test_mixed_and_look_alike),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_counts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
