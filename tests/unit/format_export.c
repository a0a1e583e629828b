/*
 * Documents out, and Markdown back in.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/utf8.h"
#include "adref/format/export.h"
#include "adref/format/import.h"
#include "build_doc.h"

static const struct export_options plain = { .named = false };
static const struct export_options named = { .named = true };

static void
check_markdown(const char *text, const struct export_options *options,
	const char *expect)
{
	struct doc *doc = build_doc(text);
	struct buf out = BUF_INIT;

	export_markdown(&out, doc, options);
	assert_string_equal(buf_text(&out), expect);
	buf_release(&out);
	doc_free(doc);
}

static void
check_text(const char *text, const struct export_options *options,
	const char *expect)
{
	struct doc *doc = build_doc(text);
	struct buf out = BUF_INIT;

	export_text(&out, doc, options);
	assert_string_equal(buf_text(&out), expect);
	buf_release(&out);
	doc_free(doc);
}

static void
test_markdown(void **state)
{
	(void)state;
	check_markdown(
		"DRAFT 1\n"
		"# A. [Consideration.]]{IND}[^8]\n"
		"- Review\n"
		"  - Below\n"
		"    -\n"
		"-\n"
		"### 1. *Controls*\n"
		"3 bis. Text [x](#a) \\[literal\\]\n"
		"[^8]: Based on\n"
		"[^10]: Ten\n", &plain,
		"DRAFT 1\n"
		"\n"
		"# A. [Consideration.]][^8]\n"
		"\n"
		"- Review\n"
		"  - Below\n"
		"\n"
		"    -\n"
		"-\n"
		"\n"
		"### 1. *Controls*\n"
		"\n"
		"3 bis. Text [x](#a) \\[literal\\]\n"
		"\n"
		"[^8]: Based on\n"
		"\n"
		"[^10]: Ten\n");
}

static void
test_names(void **state)
{
	(void)state;
	check_markdown("[controls]{IND CAN +ARAB -USA} and [x]{no}\n", &named,
		"[controls – India, Canada; Arab Group: keep; US: delete] and "
		"[x]{no}\n");
	check_markdown("[controls]{IND} [a]{IND}(#b) [a]{IND}{EU}\n", &plain,
		"[controls] [a]\\(#b) [a]\\{EU}\n");
}

static void
test_banner(void **state)
{
	struct export_options options = {
		.banner = "Draft 1 · 10 June 2021"
	};

	(void)state;
	check_markdown("Text\n", &options, "<!-- printed with the text -->\n\n"
		"*Draft 1 · 10 June 2021*\n\n<!-- the text -->\n\nText\n");
	check_text("Text\n", &options, "Draft 1 · 10 June 2021\n\nText\n");
	check_text("", &options, "Draft 1 · 10 June 2021\n");
	options.printed = "Without prejudice to *anyone*\nInputs by 1 July\n";
	check_markdown("Text\n", &options, "<!-- printed with the text -->\n\n"
		"*Draft 1 · 10 June 2021*\n\n"
		"*Without prejudice to \\*anyone\\**\n\n*Inputs by 1 July*\n\n"
		"<!-- the text -->\n\nText\n");
	check_text("Text\n", &options, "Draft 1 · 10 June 2021\n"
		"Without prejudice to *anyone*\nInputs by 1 July\n\nText\n");
}

static void
test_text(void **state)
{
	(void)state;
	check_text(
		"# A. [Consideration]{IND}[^8]\n"
		"- Review of the implementation of actions agreed at the "
			"RevCon3 and previous meetings on the matter\n"
		"  - Below\n"
		"-\n"
		"## *Controls*\n"
		"3 bis. Text[^8][^10]\n"
		"### Deeper\n"
		"[^8]: Based on\n"
		"[^10]: Ten\n", &plain,
		"A. [Consideration]⁸\n"
		"===================\n"
		"\n"
		"- Review of the implementation of actions agreed at the "
			"RevCon3 and previous\n"
		"  meetings on the matter\n"
		"  – Below\n"
		"-\n"
		"\n"
		"Controls\n"
		"--------\n"
		"\n"
		"3 bis. Text⁸,¹⁰\n"
		"\n"
		"Deeper\n"
		"\n"
		"⁸ Based on\n"
		"¹⁰ Ten\n");
	check_text("[a]{+EU} b\n", &named, "[a – EU: keep] b\n");
}

static void
add_table(struct doc *doc)
{
	struct node *table = doc_add(doc, doc_last_section(doc), NODE_TABLE,
		str_of("|---|---|"));

	doc_add(doc, table, NODE_ROW, str_of("| Date | What |"));
	doc_add(doc, table, NODE_ROW, str_of("| 17 June | a\\|b |"));
}

static void
test_table(void **state)
{
	struct doc *doc = doc_new("outcome");
	struct buf out = BUF_INIT;

	(void)state;
	add_table(doc);
	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("After"));
	export_markdown(&out, doc, &plain);
	assert_string_equal(buf_text(&out), "| Date | What |\n|---|---|\n"
		"| 17 June | a\\|b |\n\nAfter\n");
	buf_clear(&out);
	export_text(&out, doc, &plain);
	assert_string_equal(buf_text(&out), "Date | What\n17 June | a|b\n\n"
		"After\n");
	buf_release(&out);
	doc_free(doc);
}

/* No row of a text is wider than promised, in any script. */
static void
test_width(void **state)
{
	struct doc *doc = build_doc(
		"# Consideration of the implementation of the Programme of "
			"Action to Prevent, Combat and Eradicate\n"
		"- 考虑到需要执行行动纲领以防止打击和消除小武器和轻武器非法"
			"贸易的各个方面的问题考虑到需要执行行动纲领以防止打击\n"
		"  - https://meetings.unoda.org/section/poa-bms7-2021_informal"
			"-consultations/and-then-something-more-behind-it\n"
		"[^8]: Based on the chair's proposals of the draft agenda as "
			"of his letter circulated on 26 April 2021\n");
	struct buf out = BUF_INIT;
	struct str rest, line;
	size_t widest = 0;

	(void)state;
	export_text(&out, doc, &plain);
	rest = buf_str(&out);
	while (str_line(&rest, &line)) {
		size_t columns = utf8_columns(line);

		assert_true(columns <= 76);
		assert_false(str_ends(line, " "));
		widest = columns > widest ? columns : widest;
	}
	assert_true(widest > 70);
	buf_release(&out);
	doc_free(doc);
}

static void
check_same_nodes(const struct doc *a, const struct doc *b)
{
	const struct node *x = doc_first(a), *y = doc_first(b);

	for (; x && y; x = node_next(x), y = node_next(y)) {
		assert_int_equal(x->kind, y->kind);
		assert_int_equal(x->level, y->level);
		assert_int_equal(node_depth(x), node_depth(y));
		assert_string_equal(x->line, y->line);
	}
	assert_null(x);
	assert_null(y);
	for (x = a->notes->first, y = b->notes->first; x && y;
	     x = x->next, y = y->next) {
		assert_string_equal(x->label, y->label);
		assert_string_equal(x->line, y->line);
	}
	assert_null(x);
	assert_null(y);
}

static void
test_markdown_reads_back(void **state)
{
	struct doc *doc = build_doc(
		"DRAFT 1\n"
		"- States' responsibility\n"
		"-\n"
		"# A. [Consideration.]][^8]\n"
		"- Review\n"
		"  - Below [x](#a)\n"
		"    - deeper \\[literal\\] [a][b]\n"
		"  -\n"
		"- After\n"
		"## PoA\n"
		"#### 1. *Controls*\n"
		"3 bis. [Text][^8][^9] {EU/CH/J: x}\n"
		"4. More\n"
		"  - a bullet of 4\n"
		"  (a) First\n"
		"Plain **strong** text ending in {#sec-1}\n"
		"# B. Next\n"
		"[^8]: Based on *it*\n"
		"[^9]: Nine\n");
	struct import import = IMPORT_INIT;
	struct err err = ERR_INIT;
	struct buf out = BUF_INIT;

	(void)state;
	add_table(doc);
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH, str_of("The end"));
	export_markdown(&out, doc, &plain);
	assert_int_equal(import_text(&import, buf_str(&out), IMPORT_MARKDOWN,
		NULL, &err), 0);
	assert_int_equal(import.docs_n, 1);
	check_same_nodes(doc, import.docs[0]);
	import_release(&import);
	buf_release(&out);
	doc_free(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_markdown),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_banner),
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_table),
		cmocka_unit_test(test_width),
		cmocka_unit_test(test_markdown_reads_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
