/*
 * Letters: one negotiation of documents. The sample in tests/samples always,
 * the real one when the corpus is there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "format_import_help.h"

static const struct node *
section_at(const struct doc *doc, const char *start)
{
	for (struct node *at = doc_first(doc); at; at = node_next(at))
		if (at->kind == NODE_SECTION &&
		    str_starts(node_str(at), start))
			return at;
	fail_msg("there is no section \"%s\"", start);
	return NULL;
}

static void
the_real_letter_becomes_four_documents(void **state)
{
	struct import import = IMPORT_INIT;
	struct help_counts counts;
	struct buf text = BUF_INIT;
	struct doc *doc;

	(void)state;
	if (!help_read_corpus(&text, "bms7-letter-draft-1.txt"))
		skip();
	assert_int_equal(import_guess(buf_str(&text)), IMPORT_LETTER);
	help_import(&import, buf_str(&text), IMPORT_LETTER);
	assert_int_equal(import.docs_n, 4);
	assert_string_equal(import.docs[0]->name, "outcome");
	assert_string_equal(import.draft, "Draft 1");
	assert_string_equal(import.date, "2021-06-10");
	assert_int_equal(import.warnings_n, 0);
	assert_int_equal(import.kept_as_text, 0);

	doc = help_doc(&import, "outcome");
	counts = help_count(doc);
	assert_int_equal(counts.levels[1], 5);
	assert_int_equal(counts.levels[2], 2 + 2 + 4);
	assert_int_equal(counts.levels[3], 11);
	assert_int_equal(counts.kinds[NODE_ITEM], 104 + 17);
	assert_int_equal(counts.placeholders, 17);
	assert_int_equal(counts.nested, 13 + 6);
	assert_int_equal(counts.kinds[NODE_PARAGRAPH], 4);
	assert_int_equal(counts.kinds[NODE_NOTE], 5);
	assert_non_null(doc_find_note(doc, str_of("8")));
	assert_non_null(doc_find_note(doc, str_of("12")));
	doc_pair(doc);
	assert_int_equal(doc->slips, 1);
	assert_true(str_ends(node_str(section_at(doc, "A. [")),
		"recipients.]][^8]"));
	assert_non_null(strstr(section_at(doc, "C. [")->line,
		"a dedicated fellowship training programme on small arms"));
	assert_int_equal(section_at(doc, "1. *Effective")->level, 3);
	assert_int_equal(section_at(doc, "1. Cooperation")->level, 2);

	counts = help_count(help_doc(&import, "agenda"));
	assert_int_equal(counts.kinds[NODE_ITEM], 5);
	assert_int_equal(counts.kinds[NODE_NOTE], 5);
	counts = help_count(help_doc(&import, "letter"));
	assert_int_equal(counts.kinds[NODE_TABLE], 1);
	assert_int_equal(counts.kinds[NODE_ROW], 6);
	assert_int_equal(counts.kinds[NODE_NOTE], 2);
	counts = help_count(help_doc(&import, "timetable"));
	assert_int_equal(counts.kinds[NODE_ROW], 5);
	import_release(&import);
	buf_release(&text);
}

static void
the_sample_becomes_four_documents(void **state)
{
	struct import import = IMPORT_INIT;
	struct help_counts counts;
	struct buf text = BUF_INIT;
	struct doc *doc;

	(void)state;
	assert_true(help_read_file(&text, "tests/samples/letter-draft-1.txt"));
	assert_int_equal(import_guess(buf_str(&text)), IMPORT_LETTER);
	help_import(&import, buf_str(&text), IMPORT_LETTER);
	assert_int_equal(import.docs_n, 4);
	assert_string_equal(import.docs[0]->name, "outcome");
	assert_string_equal(import.draft, "Draft 1");
	assert_string_equal(import.date, "2026-03-09");
	assert_string_equal(import.symbol, "MSA/CONF.3/2026/CRP.1");
	assert_string_equal(import.page_words, "2");
	doc = help_doc(&import, "outcome");
	counts = help_count(doc);
	assert_int_equal(counts.levels[1], 4);
	assert_int_equal(counts.levels[3], 4);
	assert_int_equal(counts.placeholders, 10);
	assert_int_equal(counts.kinds[NODE_NOTE], 4);
	doc_pair(doc);
	assert_int_equal(doc->slips, 1);
	assert_non_null(strstr(section_at(doc, "C. [")->line,
		"a dedicated exchange programme for keepers"));
	assert_int_equal(help_count(help_doc(&import, "agenda")).kinds[
		NODE_ITEM], 4);
	import_release(&import);
	buf_release(&text);
}

static void
an_outcome_has_items_and_what_hangs_below(void **state)
{
	(void)state;
	help_expect("Outcome of the Meeting\n"
		"\n"
		"- Emphasis on prevention\n"
		"\n"
		"A. [Review of\n"
		"the Framework]]\u2074\n"
		"\n"
		"The Framework in the context of prevention\n"
		"\n"
		"\u2074 Based on [a letter](#).\n"
		"\n"
		"1. *Effective arrangements*\n"
		"\n"
		"- Designation of an authority\n"
		" - o Its list\n"
		" - Its funds\n"
		"-\n"
		"\n"
		"The Way Forward\n"
		"\n"
		"-\n"
		"\n"
		"B. [Assistance, including\n"
		"\n"
		"the exchange of keepers.]\n"
		"\n"
		"1. Cooperation\n"
		"\n"
		"- Spare parts\n"
		"\n"
		"States meet every year.\n", IMPORT_LETTER,
		": Outcome of the Meeting\n"
		"- Emphasis on prevention\n"
		"# A. [Review of\n"
		"  : the Framework]][^4]\n"
		"  ## The Framework in the context of prevention\n"
		"    ### 1. *Effective arrangements*\n"
		"      - Designation of an authority\n"
		"        - Its list\n"
		"        - Its funds\n"
		"      -\n"
		"  ## The Way Forward\n"
		"    -\n"
		"# B. [Assistance, including the exchange of keepers.]\n"
		"  ## 1. Cooperation\n"
		"    - Spare parts\n"
		"    : States meet every year.\n"
		"[^4]: Based on [a letter](#).\n");
}

static void
notes_follow_their_marks(void **state)
{
	static const char text[] = "Excellency,\n\nThe area is 9 m\u00B2 "
		"large.\u00B9\n\n\u00B9 At noon.\n\u00B2 Of the agenda.\n\n"
		"Annex 1 \u2013 Draft agenda\n\n- One\u00B2\n- Two\u00B3\n";
	struct import import = IMPORT_INIT;
	char *shown;

	(void)state;
	help_import(&import, str_of(text), IMPORT_LETTER);
	shown = help_show(help_doc(&import, "letter"));
	assert_string_equal(shown, ": Excellency,\n: The area is 9 m\u00B2 "
		"large.[^1]\n[^1]: At noon.\n");
	free(shown);
	shown = help_show(help_doc(&import, "agenda"));
	assert_string_equal(shown, ": Annex 1 \u2013 Draft agenda\n- One[^2]\n"
		"- Two\u00B3\n[^2]: Of the agenda.\n");
	free(shown);
	import_release(&import);
}

static void
short_lines_stay_apart(void **state)
{
	(void)state;
	help_expect("Harbour Street\nSecond Floor\n\n"
		"I have the honour to invite you to the consultations that "
		"will be\nheld in Bergen.\nYours\n\n7\n\n"
		"The composition of the Bureau is nearly complete, and I "
		"await what\n\n8\n\nthe groups propose.\n", IMPORT_LETTER,
		": Harbour Street\n: Second Floor\n"
		": I have the honour to invite you to the consultations that "
		"will be held in Bergen.\n: Yours\n"
		": The composition of the Bureau is nearly complete, and I "
		"await what the groups propose.\n");
}

static void
tabs_make_tables(void **state)
{
	(void)state;
	help_expect("Excellency,\n\nDay\tSitting\n8 June\tOpening | closing\n"
		"\tBreak\n\n1.\tNo table\n\n"
		"8 June\tA first reading of the whole draft outcome document\n",
		IMPORT_LETTER,
		": Excellency,\n|---|---|\n  | Day | Sitting |\n"
		"  | 8 June | Opening \\| closing |\n  |  | Break |\n"
		": 1. No table\n"
		"|---|---|\n  |  |  |\n  | 8 June | A first reading of the "
		"whole draft outcome document |\n");
}

static void
annexes_are_told_from_sentences(void **state)
{
	static const char text[] = "Excellency,\n\nAnnex 1 has the agenda.\n\n"
		"Annex II\n\nDraft 2 Rev. 1 \u2013 3 May 2026\n\nA. [One]\n\n"
		"Annex III: schedule of work\n\nText\n\nAnnex 4\n\nMore\n\n"
		"Annex 5\n\nStill more\n";
	static const char *const names[] = { "outcome", "annex", "annex-2",
		"letter", "timetable" };
	struct import import = IMPORT_INIT;

	(void)state;
	help_import(&import, str_of(text), IMPORT_LETTER);
	assert_int_equal(import.docs_n, 5);
	for (size_t i = 0; i < 5; i++)
		assert_string_equal(import.docs[i]->name, names[i]);
	assert_string_equal(import.draft, "Draft 2 Rev. 1");
	assert_string_equal(import.date, "2026-05-03");
	import_release(&import);
}

static void
what_begins_like_a_block_is_quoted(void **state)
{
	(void)state;
	help_expect("Excellency,\n\n# 5 is a number\n\n- - twice\n\n"
		"The end {#k3f9x2d7}\n", IMPORT_LETTER,
		": Excellency,\n: \\# 5 is a number\n- \\- twice\n"
		": The end \\{#k3f9x2d7}\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_real_letter_becomes_four_documents),
		cmocka_unit_test(the_sample_becomes_four_documents),
		cmocka_unit_test(an_outcome_has_items_and_what_hangs_below),
		cmocka_unit_test(notes_follow_their_marks),
		cmocka_unit_test(short_lines_stay_apart),
		cmocka_unit_test(tabs_make_tables),
		cmocka_unit_test(annexes_are_told_from_sentences),
		cmocka_unit_test(what_begins_like_a_block_is_quoted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
