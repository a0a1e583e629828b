/*
 * Plain text: paragraphs out of lines, headings, the notes and numbers of
 * pages.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "format_import_help.h"

#define FAR "                                                  "

static void
lines_join_into_paragraphs(void **state)
{
	(void)state;
	help_expect("The Parties recognize the importance of upkeep and the\n"
		"exchange of notices, and that lights in remote areas need\n"
		"funds.\n"
		"1.     Each Party shall, to the extent possible and within its\n"
		"means, designate an authority;\n"
		"       (a)     for the inspection of lights, beacons and buoys;\n"
		"               and\n"
		"[3 bis. Nothing in this text prejudges *any* position that is\n"
		"held.]\n\n"
		"Last\n", IMPORT_TEXT,
		": The Parties recognize the importance of upkeep and the "
		"exchange of notices, and that lights in remote areas need "
		"funds.\n"
		": 1. Each Party shall, to the extent possible and within its "
		"means, designate an authority;\n"
		"  : (a) for the inspection of lights, beacons and buoys; and\n"
		": [3 bis. Nothing in this text prejudges \\*any\\* position "
		"that is held.]\n"
		": Last\n");
}

static void
numbers_hang_by_their_form(void **state)
{
	(void)state;
	help_expect("1. The Parties shall:\n(a) inspect\n(i) lights;\n"
		"(ii) buoys;\n(b) repair;\n\nOption 1\n(a) pay;\n\n"
		"(h) report;\n(i) publish.\n2. Nothing.\n"
		"a) one;\n\n   alone\n\nback\n",
		IMPORT_TEXT,
		": 1. The Parties shall:\n  : (a) inspect\n"
		"    : (i) lights;\n    : (ii) buoys;\n  : (b) repair;\n"
		": Option 1\n: (a) pay;\n: (h) report;\n: (i) publish.\n"
		": 2. Nothing.\n  : a) one;\n    : alone\n"
		": back\n");
}

static void
bullets_hang_by_their_place(void **state)
{
	(void)state;
	help_expect("1. Measures:\n  - at sea\n    - lights\n    o buoys\n"
		"  - on land\n\n- apart\n\uF0A7 Word's\n2. Next\n",
		IMPORT_TEXT,
		": 1. Measures:\n  - at sea\n    - lights\n      - buoys\n"
		"  - on land\n- apart\n- Word's\n: 2. Next\n");
}

static void
headings_become_sections(void **state)
{
	(void)state;
	help_expect(FAR "CHAPTER ONE\n" FAR "GENERAL PROVISIONS\n"
		FAR "[Section A: Scope\n"
		"[ARTICLE 1.X: USE OF\nTERMS\nOption 1\nIn this Article words "
		"mean what they mean.\n"
		"Article 2.1 of the Convention applies to all of the above\n"
		"Article 2: REMEDIES\nText\n", IMPORT_TEXT,
		"# CHAPTER ONE GENERAL PROVISIONS\n  ## [Section A: Scope\n"
		"    ### [ARTICLE 1.X: USE OF TERMS\n      : Option 1\n"
		"      : In this Article words mean what they mean.\n"
		"      : Article 2.1 of the Convention applies to all of the "
		"above\n"
		"    ### Article 2: REMEDIES\n      : Text\n");
	help_expect("PARTIE I\nDISPOSITIONS\n\nArticle premier\nObjet\n",
		IMPORT_TEXT,
		"# PARTIE I DISPOSITIONS\n  ## Article premier\n"
		"    : Objet\n");
	help_expect("第一部分一般规定\n\n第二条适用本协定。\n", IMPORT_TEXT,
		"# 第一部分一般规定\n  ## 第二条\n    : 适用本协定。\n");
}

static void
notes_leave_their_page(void **state)
{
	struct import import = IMPORT_INIT;
	char *shown;

	(void)state;
	help_import(&import, str_of(
		"The lights of Article 1 are kept in order 1 by the [coastal\n"
		"States 2 ] and paid by those who use them, as the practice of\n"
		"1\n   A first remark\nthat goes on.\n"
		"[2 A second one.]\n"
		FAR "4\n"
		"all is.\n"
		"3\n"
		"   No mark of it is here.\n"
		FAR "5\n"), IMPORT_TEXT);
	shown = help_show(import.docs[0]);
	assert_string_equal(shown, ": The lights of Article 1 are kept in "
		"order[^1] by the [coastal States[^2] ] and paid by those who "
		"use them, as the practice of all is.\n"
		": 3\n: No mark of it is here.\n"
		"[^1]: A first remark that goes on.\n"
		"[^2]: [A second one.]\n");
	assert_string_equal(import.page_words, "4 5");
	free(shown);
	import_release(&import);
}

static void
a_lone_number_is_no_page(void **state)
{
	(void)state;
	help_expect("Text\n\n5\n\nMore\n", IMPORT_TEXT,
		": Text\n: 5\n: More\n");
}

static void
superscripts_need_a_note(void **state)
{
	(void)state;
	help_expect("Text\u2077 and\u2078\n", IMPORT_TEXT,
		": Text\u2077 and\u2078\n");
}

static void
nothing_in_plain_text_is_markup(void **state)
{
	(void)state;
	help_expect("See [a](http://b) and [^1] and [x]{EU} and c\\* {#k3f9x2d7}\n",
		IMPORT_TEXT,
		": See [a]\\(http://b) and [\\^1] and [x]\\{EU} and c\\\\\\* "
		"\\{#k3f9x2d7}\n");
}

static void
acta_keeps_its_76_notes(void **state)
{
	struct import import = IMPORT_INIT;
	struct help_counts counts;
	struct buf text = BUF_INIT;

	(void)state;
	if (!help_read_corpus(&text, "acta-consolidated-2010-04.txt"))
		skip();
	assert_int_equal(import_guess(buf_str(&text)), IMPORT_TEXT);
	help_import(&import, buf_str(&text), IMPORT_TEXT);
	counts = help_count(import.docs[0]);
	assert_int_equal(counts.kinds[NODE_NOTE], 76);
	assert_int_equal(counts.levels[1], 6);
	assert_int_equal(counts.levels[2], 7);
	assert_int_equal(counts.levels[3], 52);
	assert_int_equal(import.warnings_n, 0);
	import_release(&import);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines_join_into_paragraphs),
		cmocka_unit_test(numbers_hang_by_their_form),
		cmocka_unit_test(bullets_hang_by_their_place),
		cmocka_unit_test(headings_become_sections),
		cmocka_unit_test(notes_leave_their_page),
		cmocka_unit_test(a_lone_number_is_no_page),
		cmocka_unit_test(superscripts_need_a_note),
		cmocka_unit_test(nothing_in_plain_text_is_markup),
		cmocka_unit_test(acta_keeps_its_76_notes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
