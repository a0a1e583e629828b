/*
 * Markdown: headings, lists within lists, links, notes, tables, and all that
 * is no block here and stays text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "format_import_help.h"

/* slips, and pairs within and across nodes. */
static void
expect_pairs(const char *name, size_t sections, size_t slips, size_t pairs)
{
	struct import import = IMPORT_INIT;
	struct buf text = BUF_INIT;
	struct doc *doc;

	if (!help_read_corpus(&text, name))
		skip();
	assert_int_equal(import_guess(buf_str(&text)), IMPORT_MARKDOWN);
	help_import(&import, buf_str(&text), IMPORT_MARKDOWN);
	assert_int_equal(import.docs_n, 1);
	doc = import.docs[0];
	doc_pair(doc);
	assert_int_equal(help_count(doc).levels[1], sections);
	assert_int_equal(doc->slips, slips);
	assert_int_equal(doc->pairs + doc->spans, pairs);
	import_release(&import);
	buf_release(&text);
}

static void
paris_a_pairs_as_a_reader_sees_it(void **state)
{
	(void)state;
	expect_pairs("unfccc-paris-series-a-2015-10-23.txt", 32, 19, 1016);
}

static void
paris_b_pairs_as_a_reader_sees_it(void **state)
{
	(void)state;
	expect_pairs("unfccc-paris-series-b-2015-12-04.txt", 32, 21, 1006);
}

static void
the_samples_are_two_drafts(void **state)
{
	static const char *const paths[] = { "tests/samples/draft-a.md",
		"tests/samples/draft-b.md" };
	static const char *const drafts[] = { "Draft 1", "Draft 2" };
	static const size_t sections[] = { 5, 6 };

	(void)state;
	for (size_t i = 0; i < 2; i++) {
		struct import import = IMPORT_INIT;
		struct buf text = BUF_INIT;

		assert_true(help_read_file(&text, paths[i]));
		assert_int_equal(import_guess(buf_str(&text)),
			IMPORT_MARKDOWN);
		help_import(&import, buf_str(&text), IMPORT_MARKDOWN);
		assert_string_equal(import.draft, drafts[i]);
		assert_int_equal(help_count(import.docs[0]).levels[1],
			sections[i]);
		doc_pair(import.docs[0]);
		assert_int_equal(import.docs[0]->slips, 0);
		assert_true(import.docs[0]->spans > 0);
		import_release(&import);
		buf_release(&text);
	}
}

static void
the_shallowest_heading_is_level_one(void **state)
{
	(void)state;
	help_expect("# Title\n\nDraft 1\n\n## [A ##\n\n#### B #5\n\nText\n",
		IMPORT_MARKDOWN,
		": Title\n: Draft 1\n# [A\n  ### B #5\n    : Text\n");
	help_expect("# source: somewhere\n---\nedit: true\n---\n\n## A\n",
		IMPORT_MARKDOWN,
		": \\# source: somewhere\n: edit: true\n# A\n");
	help_expect("# A\n\n## B\n\n# C\n", IMPORT_MARKDOWN,
		"# A\n  ## B\n# C\n");
}

static void
lists_hang_by_indentation(void **state)
{
	(void)state;
	help_expect("1. One\ngoes on\n   1. first\n   2. second\n"
		"\n   **Option 1:** text\n\n      more\n\n"
		"2. Two\n\n    - bullet\n\n      - inner\n    -\n\n"
		"After\n* star\n+ plus\n", IMPORT_MARKDOWN,
		": 1. One goes on\n  : 1. first\n  : 2. second\n"
		"  : **Option 1:** text\n  : more\n"
		": 2. Two\n  - bullet\n    - inner\n  -\n"
		": After\n- star\n- plus\n");
}

static void
wrapped_lines_join_and_numbers_do_not_split(void **state)
{
	(void)state;
	help_expect("It was in\n2015. Parties\\\nmet, and  again\n- so\n\n"
		"Option one\n**Option 2:** none\n", IMPORT_MARKDOWN,
		": It was in 2015. Parties met, and again\n- so\n"
		": Option one\n: **Option 2:** none\n");
}

static void
reference_links_become_inline(void **state)
{
	(void)state;
	help_expect("See [the [old] text][Source], [shall][should], "
		"[source][], [source], \\[source] and [x](a).\n\n"
		"[source]: https://a.example/b\n", IMPORT_MARKDOWN,
		": See [the [old] text](https://a.example/b), [shall][should],"
		" [source](https://a.example/b), "
		"[source](https://a.example/b), \\[source] and [x](a).\n");
}

static void
definitions_nobody_uses_stay_text(void **state)
{
	struct import import = IMPORT_INIT;
	char *shown;

	(void)state;
	help_import(&import, str_of("## A\n\nText\n\n[b]: https://b.example\n"
		"[c]: no link\n"), IMPORT_MARKDOWN);
	shown = help_show(import.docs[0]);
	assert_string_equal(shown, "# A\n  : Text\n  : [c]: no link\n"
		"  : \\[b\\]: https://b.example\n");
	assert_int_equal(import.kept_as_text, 1);
	assert_int_equal(import.warnings_n, 1);
	assert_int_equal(import.warnings[0].line, 5);
	free(shown);
	import_release(&import);
}

static void
notes_leave_the_text(void **state)
{
	struct import import = IMPORT_INIT;
	char *shown;

	(void)state;
	help_import(&import, str_of("Text[^1] and[[^Big_One]] and[^gone].\n\n"
		"[^1]: First\nline.\n\n    Second paragraph.\n    * bullet\n\n"
		"[^1]: Again\n[^Big_One]: [See](#a)\n\nBody\n"),
		IMPORT_MARKDOWN);
	shown = help_show(import.docs[0]);
	assert_string_equal(shown,
		": Text[^1] and[[^big-one]] and[^gone].\n: Body\n"
		"[^1]: First line. Second paragraph. * bullet\n"
		"[^1-2]: Again\n[^big-one]: [See](#a)\n");
	assert_int_equal(import.warnings_n, 1);
	assert_int_equal(import.warnings[0].line, 9);
	free(shown);
	import_release(&import);
}

static void
pipes_make_tables(void **state)
{
	(void)state;
	help_expect("Before\n\nDay | What \\| who\n:--|--:\n8 | [a][b] | c\n"
		"| 9 |\nAfter\n", IMPORT_MARKDOWN,
		": Before\n|---|---|\n  | Day | What \\| who |\n"
		"  | 8 | [a][b] | c |\n  | 9 |  |\n: After\n");
}

static void
what_is_no_block_is_kept(void **state)
{
	struct import import = IMPORT_INIT;
	char *shown;

	(void)state;
	help_import(&import, str_of("Text:\n-----\n\n```\n## code\n```\n\n"
		"<div>\n{:.no_toc}\n\n    indented\n\n***\n"),
		IMPORT_MARKDOWN);
	shown = help_show(import.docs[0]);
	assert_string_equal(shown, ": Text:\n: -----\n: ```\n"
		": \\## code\n: ```\n: <div>\n: {:.no_toc}\n"
		": indented\n: ***\n");
	assert_int_equal(import.kept_as_text, 8);
	free(shown);
	import_release(&import);
}

static void
lines_below_make_headings(void **state)
{
	(void)state;
	help_expect("The Charter\n===========\n\nFirst part\n---\n\nText\n\n"
		"1. Second part\n--------\n\n- a bullet\n---\n\nA sentence.\n"
		"---\n", IMPORT_MARKDOWN,
		": The Charter\n# First part\n  : Text\n# 1. Second part\n"
		"  - a bullet\n  : ---\n  : A sentence.\n  : ---\n");
}

static void
pasted_bullets_are_bullets(void **state)
{
	(void)state;
	help_expect("\u2022 one\n\u2022 two\n  \u25E6 below\no text\n",
		IMPORT_MARKDOWN, "- one\n- two\n  - below o text\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(paris_a_pairs_as_a_reader_sees_it),
		cmocka_unit_test(paris_b_pairs_as_a_reader_sees_it),
		cmocka_unit_test(the_samples_are_two_drafts),
		cmocka_unit_test(the_shallowest_heading_is_level_one),
		cmocka_unit_test(lists_hang_by_indentation),
		cmocka_unit_test(wrapped_lines_join_and_numbers_do_not_split),
		cmocka_unit_test(reference_links_become_inline),
		cmocka_unit_test(definitions_nobody_uses_stay_text),
		cmocka_unit_test(notes_leave_the_text),
		cmocka_unit_test(pipes_make_tables),
		cmocka_unit_test(what_is_no_block_is_kept),
		cmocka_unit_test(lines_below_make_headings),
		cmocka_unit_test(pasted_bullets_are_bullets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
