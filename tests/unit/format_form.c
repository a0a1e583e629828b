/*
 * Forms: what is filled in comes back as proposals, whatever a mail program
 * did to the text on its way; and whatever was typed is filed, or is named.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/format/form.h"
#include "adref/format/import.h"
#include "build_doc.h"

static const char text[] =
	"# A. Lending seeds\n"
	"- Lend seeds free of charge to any gardener of the district, who "
	"shall return twice the seeds lent – in dry bags – after the harvest\n"
	"- [Ask for the return of plastic bags][Forbid plastic bags] after each "
	"season[^8]\n"
	"-\n"
	"1. States’ gardens *keep:* a list of “borrowers”, and show it\n"
	"[^8]: Based on the chair's letter\n";
static const char title[] = "Draft 1, SL/CONF.2/CRP.1, 9 March 2026";
static struct form_about about = { (char *)"IND", (char *)"outcome",
	(char *)"draft-1" };

static struct doc *doc;
static struct buf printed, filled;

static int
begin(void **state)
{
	static unsigned n;
	struct node *node;

	(void)state;
	doc = build_doc(text);
	for (node = doc_first(doc); node; node = node_next(node)) {
		char id[9];

		snprintf(id, sizeof(id), "%04x%04x", 0x7000 + n % 0x900, 5);
		node_id given = node_id_of(str_of(id));
		assert_true(doc_set_id(doc, node, &given));
		n += 37;
	}
	n = 0;
	doc_derive_ids(doc);
	form_print(&printed, doc, &about, title);
	buf_add_str(&filled, buf_str(&printed));
	return 0;
}

static int
end(void **state)
{
	(void)state;
	doc_free(doc);
	buf_release(&printed);
	buf_release(&filled);
	return 0;
}

/* Put words behind the nth word of this kind. */
static void
fill(size_t nth, const char *label, const char *value)
{
	struct buf line = BUF_INIT;
	size_t at = 0;

	buf_add_format(&line, "\n%s:", label);
	for (size_t i = 0; i <= nth; i++)
		at = str_find(buf_str(&filled), at, buf_str(&line)) +
			line.len;
	assert_true(at <= filled.len);
	buf_splice(&filled, at, 0, str_of(value));
	buf_splice(&filled, at, 0, str_of(" "));
	buf_release(&line);
}

static void
read_form(struct form *out)
{
	struct buf ready = BUF_INIT;
	struct form_about found;
	struct err err = ERR_INIT;

	if (import_decode(&ready, buf_str(&filled), NULL, &err) < 0 ||
	    form_about_read(&found, buf_str(&ready), &err) < 0)
		fail_msg("%s\n%s", err.text, buf_text(&filled));
	assert_string_equal(found.party, "IND");
	assert_string_equal(found.document, "outcome");
	assert_string_equal(found.draft, "draft-1");
	form_read(out, buf_str(&ready), doc, &found, title);
	form_about_release(&found);
	buf_release(&ready);
}

/* All that a form makes, for comparing; and what is left, if wanted. */
static char *
said(const struct form *form, bool left)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < form->filings_n; i++) {
		const struct form_filing *filing = &form->filings[i];

		buf_add_format(&out, "%s %s", proposal_verb_said(filing->verb),
			filing->node.text);
		if (*filing->words)
			buf_add_format(&out, " \"%s\"", filing->words);
		if (*filing->wording)
			buf_add_format(&out, ": %s", filing->wording);
		if (*filing->reasons)
			buf_add_format(&out, " (%s)", filing->reasons);
		buf_add_char(&out, '\n');
	}
	for (size_t i = 0; i < form->supports_n; i++)
		buf_add_format(&out, "support %s\n",
			form->supports[i].proposal);
	for (size_t i = 0; left && i < form->left_n; i++)
		buf_add_format(&out, "left %s\n", form->left[i].text);
	return buf_take(&out);
}

static void
says(const char *expected)
{
	struct form form;
	char *now;

	read_form(&form);
	now = said(&form, true);
	if (strcmp(now, expected) != 0)
		fail_msg("it says:\n%s\nand not:\n%s", now, expected);
	free(now);
	form_release(&form);
}

static void
an_empty_form_says_nothing(void **state)
{
	(void)state;
	says("");
}

static void
each_word_makes_its_proposal(void **state)
{
	(void)state;
	fill(0, "add after", "- Label each bag\n- Weigh it");
	fill(1, "change", "Lend seeds to anybody");
	fill(1, "reasons", "Few have gardens,\nand many balconies.");
	fill(2, "delete", "\"plastic bags\" and \"each season\"");
	fill(2, "keep", "Ask for the return");
	fill(3, "change", "Keep bees");
	fill(4, "delete", "all");
	fill(4, "support", "FRA/1 and ken/12");
	says("add 70000005: Label each bag\nWeigh it\n"
		"change 70250005: Lend seeds to anybody (Few have gardens, and "
		"many balconies.)\n"
		"delete 704a0005 \"each season\"\n"
		"keep 704a0005 \"Ask for the return\"\n"
		"change 706f0005: Keep bees\n"
		"delete 70940005\n"
		"support FRA/1\nsupport KEN/12\n"
		"left plastic bags\n");
}

static void
words_are_replaced(void **state)
{
	(void)state;
	fill(1, "change", "replace \"shall\" by \"should\"");
	fill(2, "change", "\"season\" -> \"year[^8]\"");
	fill(4, "change", "\"lists\" to \"a list\"");
	says("change 70250005 \"shall\": should\n"
		"change 704a0005 \"season\": year[^8]\n"
		"left lists\n");
}

/* The draft's own signs are given back to its words. */
static void
the_draft_keeps_its_typography(void **state)
{
	(void)state;
	fill(4, "change", "States' gardens keep a list of \"borrowers\", - and "
		"don't show it");
	says("change 70940005: States’ gardens keep a list of “borrowers”, – "
		"and don't show it\n");
}

static void
what_is_typed_elsewhere_is_named(void **state)
{
	size_t at;

	(void)state;
	at = str_find(buf_str(&filled), 0, str_of("[form"));
	buf_splice(&filled, at, 0, str_of("Dear Chair,\nplease see below\n"));
	at = str_find(buf_str(&filled), 0, str_of("free of charge"));
	buf_splice(&filled, at, 0, str_of("always "));
	at = str_find(buf_str(&filled), 0, str_of("after each"));
	buf_splice(&filled, at, 6, str_of(""));
	buf_add_text(&filled, "-- \nA. Rao\nThis message is meant for you.\n");
	fill(0, "change", "n/a");
	fill(0, "reasons", "none so far");
	fill(1, "support", "the African Group");
	says("left Dear Chair,\nleft please see below\n"
		"left n/a\nleft none so far\nleft always\n"
		"left the African Group\n"
		"left [Ask for the return of plastic bags][Forbid plastic bags] "
		"each season[^8]\n"
		"left A. Rao\nleft This message is meant for you.\n");
}

/* Without the line of an address it is not known where words belong. */
static void
without_an_address_nothing_is_filed(void **state)
{
	size_t at, to;

	(void)state;
	fill(1, "change", "Lend all");
	fill(2, "change", "Forbid bags");
	at = str_find(buf_str(&filled), 0, str_of("A.p2"));
	if (at == filled.len)
		at = str_find(buf_str(&filled), 0, str_of("A.2 ("));
	to = str_find(buf_str(&filled), at, str_of(")"));
	buf_splice(&filled, at, to + 1 - at, str_of(""));
	says("change 70250005: Lend all\n"
		"left [Ask for the return of plastic bags][Forbid plastic bags] "
		"after each season[^8]\nleft Forbid bags\n");
}

/* Where the draft was brought in anew, ids are others than in the form. */
static void
other_ids_do_with_address_and_text(void **state)
{
	size_t at;

	(void)state;
	fill(1, "delete", "all");
	fill(2, "delete", "all");
	at = str_find(buf_str(&filled), 0, str_of("(7025)"));
	buf_splice(&filled, at, 6, str_of("(x9y9)"));
	at = str_find(buf_str(&filled), 0, str_of("(704a)"));
	buf_splice(&filled, at, 6, str_of("(x9z9)"));
	at = str_find(buf_str(&filled), at, str_of("season"));
	buf_splice(&filled, at, 6, str_of("year"));
	says("delete 70250005\n"
		"left A.2 (x9z9) [Ask for the return of plastic bags][Forbid "
		"plastic bags] after each year[^8]\nleft all\n");
}

static void
a_word_to_fill_within_words_is_none(void **state)
{
	(void)state;
	fill(1, "change", "Every season changes what the gardeners of all the "
		"districts will\nkeep: seeds, bags, and the lists of those who "
		"borrowed them");
	says("change 70250005: Every season changes what the gardeners of all "
		"the districts will keep: seeds, bags, and the lists of those "
		"who borrowed them\nleft keep:\n");
}

static void
two_forms_in_one_are_refused(void **state)
{
	struct form_about found;
	struct err err = ERR_INIT;

	(void)state;
	buf_add_str(&filled, buf_str(&printed));
	assert_int_equal(form_about_read(&found, buf_str(&filled), &err), 0);
	form_about_release(&found);
	buf_add_text(&filled, "> [form FRA outcome draft-1]\n");
	assert_int_equal(form_about_read(&found, buf_str(&filled), &err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	form_about_release(&found);
	assert_int_equal(form_about_read(&found, str_of("a form"), &err), -1);
	form_about_release(&found);
}

/* What mail programs do. */
static uint32_t seed;

static uint32_t
pick(uint32_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

/* A value of a few words, some of the draft, some with signs. */
static void
random_value(struct buf *out)
{
	static const char *const words[] = {
		"seeds", "each", "[shall]", "[should]", "gardener's",
		"\"borrowed\"", "-", "half-dry", "bags,", "2020-2030", "(a)",
		"season[^8]", "one;", "x", "*starred*", "the return",
		"in the district", "[X]", "–", "“all”", "l'eau", "50%",
	};

	for (uint32_t n = 1 + pick(24); n; n--) {
		if (out->len)
			buf_add_char(out, ' ');
		buf_add_text(out, words[pick(sizeof(words) /
			sizeof(*words))]);
	}
}

static void
random_filling(void)
{
	static const char *const labels[] = { "change", "add after", "reasons",
		"delete", "keep" };
	static const char *const places[] = { "all", "\"seeds lent\"",
		"after each season", "“borrowers”", "nowhere" };

	for (uint32_t n = 1 + pick(5); n; n--) {
		struct buf value = BUF_INIT;
		uint32_t label = pick(5);

		if (label < 3)
			random_value(&value);
		else
			buf_add_text(&value, places[pick(5)]);
		fill(pick(5), labels[label], buf_text(&value));
		buf_release(&value);
	}
}

/* Lines broken at a width; joined before, as some programs do. */
static void
wrap(struct buf *out, struct str in, size_t width, bool join)
{
	struct str line, word;
	size_t column = 0;

	while (str_line(&in, &line)) {
		bool blank = !str_trim(line).len;

		if (column && (!join || blank)) {
			buf_add_char(out, '\n');
			column = 0;
		}
		if (blank)
			buf_add_char(out, '\n');
		while (str_word(&line, &word)) {
			size_t columns = utf8_columns(word);

			if (column && column + 1 + columns > width) {
				buf_add_char(out, '\n');
				column = 0;
			}
			if (column)
				buf_add_char(out, ' ');
			buf_add_str(out, word);
			column += columns + (column ? 1 : 0);
		}
	}
	buf_add_char(out, '\n');
}

/* Signs turned as word processors turn them. */
static void
turn(struct buf *out, struct str in)
{
	bool open = true;

	for (size_t i = 0; i < in.len; i++) {
		bool before = i && in.at[i - 1] != ' ' && in.at[i - 1] != '\n';

		if (in.at[i] == '"')
			buf_add_text(out, open ? "“" : "”");
		else if (in.at[i] == '\'')
			buf_add_text(out, "’");
		else if (in.at[i] == '-' && !before && i + 1 < in.len &&
			 in.at[i + 1] == ' ')
			buf_add_text(out, "–");
		else if (in.at[i] == ' ' && pick(6) == 0)
			buf_add_text(out, " ");
		else
			buf_add_char(out, in.at[i]);
		if (in.at[i] == '"')
			open = !open;
	}
}

static void
quote(struct buf *out, struct str in, uint32_t levels, const char *end_of_line)
{
	struct str line;

	while (str_line(&in, &line)) {
		for (uint32_t i = 0; i < levels; i++)
			buf_add_text(out, i % 2 ? ">" : "> ");
		buf_add_str(out, line);
		buf_add_text(out, end_of_line);
	}
}

static void
send_by_mail(void)
{
	struct buf one = BUF_INIT, two = BUF_INIT;

	/* Quoted by the program that answered, wrapped by the one that sent. */
	if (pick(4) == 0) {
		quote(&two, buf_str(&filled), 1 + pick(2), "\n");
		wrap(&one, buf_str(&two), 34 + pick(60), false);
		buf_clear(&two);
	} else {
		wrap(&one, buf_str(&filled), 34 + pick(60), pick(2));
	}
	turn(&two, buf_str(&one));
	buf_clear(&one);
	quote(&one, buf_str(&two), pick(4), pick(2) ? "\r\n" : "\n");
	buf_clear(&filled);
	if (pick(2))
		buf_add_text(&filled, "\xEF\xBB\xBF");
	if (pick(2))
		buf_add_text(&filled, "Dear colleagues,\r\nwe answer below.\n");
	buf_add_str(&filled, buf_str(&one));
	if (pick(2))
		buf_add_text(&filled, "\n--\nMeant for you alone.\n");
	buf_release(&one);
	buf_release(&two);
}

static void
mail_changes_nothing(void **state)
{
	(void)state;
	for (seed = 1; seed < 40000; seed += 101) {
		uint32_t first = seed;
		struct form before, after;
		struct buf typed = BUF_INIT;
		char *was, *now;

		buf_clear(&filled);
		buf_add_str(&filled, buf_str(&printed));
		random_filling();
		buf_add_str(&typed, buf_str(&filled));
		read_form(&before);
		send_by_mail();
		read_form(&after);
		was = said(&before, false);
		now = said(&after, false);
		if (strcmp(was, now) != 0)
			fail_msg("seed %u: was\n%s\nnow\n%s\nof\n%s\nsent\n%s",
				first, was, now, buf_text(&typed),
				buf_text(&filled));
		free(was);
		free(now);
		form_release(&before);
		form_release(&after);
		buf_release(&typed);
		seed = first;
	}
}

/* Append the words of a form that came back, a blank around each. */
static void
add_all(struct buf *out, const struct form *form)
{
	for (size_t i = 0; i < form->filings_n; i++) {
		const struct form_filing *filing = &form->filings[i];

		buf_add_format(out, " %s \n %s %s ", filing->words,
			filing->wording, filing->reasons);
	}
	for (size_t i = 0; i < form->left_n; i++)
		buf_add_format(out, " %s ", form->left[i].text);
}

/* Words put anywhere, amid a line or on one of their own. */
static void
nothing_typed_is_lost(void **state)
{
	(void)state;
	for (seed = 1; seed < 40000; seed += 103) {
		uint32_t first = seed;
		struct buf all = BUF_INIT;
		struct form form;
		char word[4][24];

		buf_clear(&filled);
		buf_add_str(&filled, buf_str(&printed));
		for (int i = 0; i < 4; i++) {
			size_t at = str_find(buf_str(&filled),
				pick((uint32_t)filled.len),
				str_of(pick(2) ? "\n" : " "));

			snprintf(word[i], sizeof(word[i]), "word%dof%u", i,
				first);
			if (at + 1 < filled.len) {
				buf_splice(&filled, at, 0, str_of(word[i]));
				buf_splice(&filled, at, 0, str_of(" "));
			} else {
				buf_add_format(&filled, " %s", word[i]);
			}
		}
		if (str_find(buf_str(&filled), 0, str_of("[form IND outcome "
			"draft-1]")) < filled.len) {
			read_form(&form);
			add_all(&all, &form);
			for (int i = 0; i < 4; i++)
				if (str_find(buf_str(&all), 0, str_of(word[i]))
				    == all.len)
					fail_msg("%s is lost in\n%s\nof\n%s",
						word[i], buf_text(&all),
						buf_text(&filled));
			form_release(&form);
		}
		buf_release(&all);
		seed = first;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)
		TEST(an_empty_form_says_nothing),
		TEST(each_word_makes_its_proposal),
		TEST(words_are_replaced),
		TEST(the_draft_keeps_its_typography),
		TEST(what_is_typed_elsewhere_is_named),
		TEST(without_an_address_nothing_is_filed),
		TEST(other_ids_do_with_address_and_text),
		TEST(a_word_to_fill_within_words_is_none),
		TEST(two_forms_in_one_are_refused),
		TEST(mail_changes_nothing),
		TEST(nothing_typed_is_lost),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
