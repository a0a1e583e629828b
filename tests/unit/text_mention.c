/*
 * Numbers that a text mentions, as people write them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "adref/base/buf.h"
#include "adref/text/core.h"
#include "adref/text/mention.h"

/* `3bis/a` of `paragraph 3 bis (a)`; `<` before what stands in another, `!`
 * before what is of another text. */
static void
show(struct buf *out, struct str line)
{
	struct mentions all = { NULL, 0, 0 };

	mentions_read(&all, line, 0);
	for (size_t i = 0; i < all.n; i++) {
		const struct mention *one = &all.at[i];

		buf_add_text(out, i ? " " : "");
		buf_add_text(out, one->elsewhere ? "!" : "");
		buf_add_text(out, one->within != MENTION_NONE ? "<" : "");
		for (size_t k = 0; k < one->n; k++) {
			const struct mention_part *part = &one->part[k];

			buf_add_text(out, k == 0 ? "" : k == one->own ? ">"
				: "/");
			buf_add_str(out, str_part(line, part->core_off,
				part->core_len));
			buf_add_str(out, str_trim(str_part(line,
				part->suffix_off, part->suffix_len)));
		}
	}
	mentions_release(&all);
}

static const struct sample {
	const char *line, *says;
} samples[] = {
	{ "see paragraph 14 bis", "14bis" },
	{ "in Article 5, the Parties", "5" },
	{ "paras 3\xE2\x80\x93""5 and 7", "3 5 7" },
	{ "paras. 3-5", "3 5" },
	{ "section A.2 below", "A/2" },
	{ "paragraph 2 (a) and (b)", "2/a 2>b" },
	{ "paragraph 5(b)(ii)", "5/b/ii" },
	{ "Articles 3, 5 and 7 bis, of this text", "3 5 7bis" },
	{ "paragraph 3 of Article 5", "<3 5" },
	{ "paragraphs 3 and 4 of Article IV alt 2", "<3 <4 IValt 2" },
	{ "paragraph 3 of resolution 60/81", "!3" },
	{ "Article 51 of the Charter", "!51" },
	{ "paragraph 3 of this Agreement", "3" },
	{ "OP3 alt and PP9", "3alt 9" },
	{ "paragraph 3.2 and so on.", "3.2" },
	{ "under paragraph 3.", "3" },
	{ "paragraph 3, 10 June 2021", "3" },
	{ "Option (a) or Option 2", "a 2" },
	{ "au paragraphe 4 bis de l'article 6", "<4bis 6" },
	{ "p\xC3\xA1rrafos 2 y 3", "2 3" },
	{ "subparagraph (c)", "c" },
	{ "paragraph (3 bis)", "3bis" },
	{ "paragraph 3 of article thirteen and Article 5", "3 5" },
	{ "annex II to this report", "II" },
	{ "Article 5, paragraph 3, and Option 2", "5 <3 2" },
	{ "Article 4, paragraph 2(g), of the Convention", "!4 !<2/g" },
	{ "Article 4.2, Article 7 and Article 10 (a) of the Convention",
		"!4.2 !7 !10/a" },
	{ "paragraph 3 of Article 15 of the Convention", "!<3 !15" },
	{ "decision 2/CP.17, paragraph 83, and paragraph 84", "!83 !84" },
	{ "decision paragraphs 44 and 45", "!44 !45" },
	{ "the TRIPS Article 45.2", "!45.2" },
	{ "under PART III Article 4", "4" },
	{ "article 3.5 of the text of 5 October", "!3.5" },
	{ "paragraph 3 of this Agreement, paragraph 4", "3 !4" },
	{ "Article 2.X or Article 3", "2.X 3" },
	{ "footnotes 12 and 13, footnote a", "12 13" },
	{ "under this Article. A Party", "" },
	/* none */
	{ "an article a day", "" },
	{ "the 3rd paragraph", "" },
	{ "paragraphs of the text", "" },
	{ "particle 5, shop 7, annexed 3", "" },
	{ "annex to the report", "" },
	{ "option for 3", "" },
	{ "paragraph", "" }, { "paragraph ", "" }, { "", "" },
};

static void
mentions_are_read(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		buf_clear(&out);
		show(&out, str_of(samples[i].line));
		if (!str_is(buf_str(&out), samples[i].says))
			fail_msg("\"%s\" gave \"%s\", not \"%s\"",
				samples[i].line, buf_text(&out),
				samples[i].says);
	}
	buf_release(&out);
}

/* What says that a mention is none, or not all of one. */
static void
titles_and_blanks(void **state)
{
	static const struct {
		const char *line;
		bool begins, titles, open;
	} lines[] = {
		{ "Section 2: Border measures", true, true, false },
		{ "[ [^1] : Section A: Provisions", true, true, false },
		{ "[**Option 1:** No text", true, true, false },
		{ "Section B[^3] : Definitions", true, true, false },
		{ "Section B applies", true, false, false },
		{ "as in Option 1: no", false, true, false },
		{ "as in Article X", false, false, true },
		{ "as in Article (XX),", false, false, true },
		{ "as in Article 2.X", false, false, true },
		{ "as in Article 2.[6]", false, false, true },
		{ "as in Article 2,12", false, false, true },
		{ "as in Article 2, 12 of them", false, false, false },
		{ "as in Article XI", false, false, false },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(*lines); i++) {
		struct mentions all = { NULL, 0, 0 };

		mentions_read(&all, str_of(lines[i].line), 0);
		assert_true(all.n > 0);
		if (all.at[0].begins != lines[i].begins ||
		    all.at[0].titles != lines[i].titles ||
		    all.at[0].open != lines[i].open)
			fail_msg("\"%s\": %d %d %d", lines[i].line,
				all.at[0].begins, all.at[0].titles,
				all.at[0].open);
		mentions_release(&all);
	}
}

static void
hostile_lines_end(void **state)
{
	static const char *const bits[] = {
		"paragraphs 1, ", "paragraph ", "(a)", "articles A.1.", "\xFF",
		"paragraphs 1-", "section I of ", "decision 1/2, article 3, ",
		"annex 1 paragraph ", "article 1 of article 2, option 3",
	};
	struct buf line = BUF_INIT;
	struct mentions all = { NULL, 0, 0 };

	(void)state;
	for (size_t i = 0; i < sizeof(bits) / sizeof(*bits); i++) {
		buf_clear(&line);
		while (line.len < 300000)
			buf_add_text(&line, bits[i]);
		mentions_read(&all, buf_str(&line), 0);
		for (size_t k = 0; k < all.n; k++)
			assert_true(all.at[k].off + all.at[k].len <=
				line.len && all.at[k].own < all.at[k].n);
	}
	mentions_release(&all);
	buf_release(&line);
}

static void
cores_are_counted(void **state)
{
	static const struct {
		const char *core;
		bool roman;
		enum core_row row;
		size_t value;
		const char *next;
	} cores[] = {
		{ "3", false, CORE_DIGITS, 3, "4" },
		{ "3.9", false, CORE_DIGITS, 9, "10" },
		{ "b", true, CORE_LOWER, 2, "c" },
		{ "i", true, CORE_ROMAN_LOWER, 1, "ii" },
		{ "i", false, CORE_LOWER, 9, "j" },
		{ "XLIX", true, CORE_ROMAN_UPPER, 49, "L" },
		{ "iiii", true, CORE_OTHER, 0, NULL },
		{ "Z", true, CORE_UPPER, 26, NULL },
		{ "\xD0\xB1", true, CORE_OTHER, 0, NULL },
	};
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(cores) / sizeof(*cores); i++) {
		enum core_row row = core_row_of(str_of(cores[i].core),
			cores[i].roman);
		size_t value;

		assert_int_equal(row, cores[i].row);
		assert_int_equal(core_value(str_of(cores[i].core), row,
			&value), row != CORE_OTHER);
		assert_int_equal(value, cores[i].value);
		buf_clear(&out);
		assert_int_equal(core_add(&out, row, value + 1),
			cores[i].next != NULL);
		assert_string_equal(buf_text(&out), cores[i].next
			? cores[i].next : "");
	}
	assert_int_equal(core_above(str_of("3.2.1")), 4);
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(mentions_are_read),
		cmocka_unit_test(titles_and_blanks),
		cmocka_unit_test(hostile_lines_end),
		cmocka_unit_test(cores_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
