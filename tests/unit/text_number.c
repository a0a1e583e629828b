/*
 * Numbers at the start of a line, from real drafts.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/text/number.h"
#include "adref/text/suffix.h"

struct sample {
	const char *line, *label, *rest, *key;
};

static const struct sample samples[] = {
	{ "3 quater. Text", "3 quater.", "Text", "3quater" },
	{ "3.3bis Alt", "3.3bis Alt", "", "3.3bisalt" },
	{ "3.x[^4] Text", "3.x", "[^4] Text", "3x" },
	{ "(17ter)", "(17ter)", "", "17ter" },
	{ "[1. Each Party]", "1.", "[Each Party]", "1" },
	{ "[4][2]. Text", "4/2.", "Text", "4" },
	{ "[4]{IND}[2]{+EU -USA}. Text", "4/2.", "Text", "4" },
	{ "[4.][2.] Text", "4./2.", "Text", "4" },
	{ "[4.][2]. Text", "4./2.", "Text", "4" },
	{ "[b.][c] Text", "b./c", "Text", "b" },
	{ "[4].[2.] Text", "4.", "[2.] Text", "4" },
	{ "[[4][2]. Text]", "4/2.", "[Text]", "4" },
	{ "[1.][2.][3.][4.][5.] x", "1./2./3./4.", "[5.] x", "1" },
	{ "[b][c.] x", "b/c.", "x", "b" },
	{ "[ARTICLE 3", "ARTICLE 3", "[", "article3" },
	{ "[Article 3bis] *(REDD-plus)*", "Article 3bis", "*(REDD-plus)*",
		"article3bis" },
	{ "Article 1 *(definitions)*", "Article 1", "*(definitions)*",
		"article1" },
	{ "ARTICLE 2.X: DEFINITIONS", "ARTICLE 2.X:", "DEFINITIONS",
		"article2x" },
	{ "**Option 1:** *Recognizing* the", "Option 1:",
		"*Recognizing* the", "option1" },
	{ "**Option 2**. [The provision", "Option 2.", "[The provision",
		"option2" },
	{ "**Option1**: The", "Option1:", "The", "option1" },
	{ "**Option I:**", "Option I:", "", "optioni" },
	{ "Option (a): Each", "Option (a):", "Each", "optiona" },
	{ "(5bis)  Developed", "(5bis)", "Developed", "5bis" },
	{ "3.3alt: Developed", "3.3alt:", "Developed", "3.3alt" },
	{ "3.3quat Developed", "3.3quat", "Developed", "3.3quater" },
	{ "3bis [Developed", "3bis", "[Developed", "3bis" },
	{ "3.bis Text", "3.bis", "Text", "3bis" },
	{ "3 Bis Ter. Text", "3 Bis Ter.", "Text", "3bister" },
	{ "3 alt 2 Text", "3 alt 2", "Text", "3alt2" },
	{ "3 alt2. Text", "3 alt2.", "Text", "3alt2" },
	{ "3 alt 2020 x", "3 alt", "2020 x", "3alt" },
	{ "3 supra Text", "3 supra", "Text", "3supra" },
	{ "**A.** Consideration", "A.", "Consideration", "a" },
	{ "A. [Consideration]", "A.", "[Consideration]", "a" },
	{ "PP9 [Emphasizing", "PP9", "[Emphasizing", "pp9" },
	{ "OP3 alt", "OP3 alt", "", "op3alt" },
	{ "(a) x", "(a)", "x", "a" },
	{ "(a) bis x", "(a) bis", "x", "abis" },
	{ "(iv)", "(iv)", "", "iv" },
	{ "a) x", "a)", "x", "a" },
	{ "xxxix. x", "xxxix.", "x", "xxxix" },
	{ "Annex 3", "Annex 3", "", "annex3" },
	{ "1 bis", "1 bis", "", "1bis" },
	{ "14bis.", "14bis.", "", "14bis" },
	{ "3.]", "3.", "]", "3" },
	{ "[3 bis.] Text", "3 bis.", "Text", "3bis" },
	{ "[3 bis.]{IND} Text", "3 bis.", "Text", "3bis" },
	{ "\uff3b3 bis.\uff3d Text", "3 bis.", "Text", "3bis" },
	{ "*1.* Text", "1.", "Text", "1" },
	{ "***1.*** Text", "1.", "Text", "1" },
	{ "**1. Text**", "1.", "**Text**", "1" },
	{ "[**1.** Text]", "1.", "[Text]", "1" },
	{ "*[1.* Text]", "1.", "[Text]", "1" },
	{ "1. *Effective*", "1.", "*Effective*", "1" },
	{ "[15] members", "15", "members", "15" },
	{ "C. elegans", "C.", "elegans", "c" },
	{ "\u0410. \u0442", "\u0410.", "\u0442", "\u0430" },
};

static const char *const none[] = {
	"", "[", "[[[", "*", "2020 GGE on ammunition", "10 June",
	"1.5 degrees", "a[n ad hoc", "States' responsibility",
	"I attach again", "A suitable provision", "3pm to 5pm",
	"UN and regional", "2015 was", "Each Party", "193 States",
	"[A] [mechanism]", "[X] per cent", "[XX] per cent",
	"[2030][2050] targets", "salt water", "halt the",
	"3bisalt x", "3salt x", "3 alternative",
	"3 territorial", "mix. it", "iiii. it", "Options: x", "Annexed to",
	"opinion 3", "(a), (b)", "1.Text", "[1](#x) foo", "[^4] text",
	"9.30am to", "9:30 to", "e.g. this", "(a and", "*[Taking* account",
	"\\[1. x", "3\\. x",
};

static void
test_numbers(void **state)
{
	struct buf out = BUF_INIT;
	struct number number;

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct str line = str_of(samples[i].line);

		assert_true(number_read(&number, line));
		number_add_label(&out, line, &number);
		assert_string_equal(buf_text(&out), samples[i].label);
		buf_clear(&out);
		number_add_rest(&out, line, &number);
		assert_string_equal(buf_text(&out), samples[i].rest);
		buf_clear(&out);
		number_add_key(&out, line, &number);
		assert_string_equal(buf_text(&out), samples[i].key);
		buf_clear(&out);
	}
	buf_release(&out);
}

static void
test_no_numbers(void **state)
{
	struct buf out = BUF_INIT;
	struct number number;

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		struct str line = str_of(none[i]);

		if (number_read(&number, line))
			fail_msg("a number in: %s", none[i]);
		assert_int_equal(number.n, 0);
		number_add_label(&out, line, &number);
		number_add_key(&out, line, &number);
		assert_int_equal(out.len, 0);
		number_add_rest(&out, line, &number);
		assert_string_equal(buf_text(&out), none[i]);
		buf_clear(&out);
	}
	buf_release(&out);
}

static void
check_part(struct str line, size_t off, size_t len, const char *expected)
{
	assert_true(str_is(str_part(line, off, len), expected));
}

static void
test_parts(void **state)
{
	struct str line = str_of("**[Article 3.3 bis Alt 2:]** [4]");
	struct number number;

	(void)state;
	assert_true(number_read(&number, line));
	assert_int_equal(number.n, 1);
	check_part(line, number.part[0].off, number.part[0].len,
		"Article 3.3 bis Alt 2:");
	check_part(line, number.part[0].core_off, number.part[0].core_len,
		"3.3");
	check_part(line, number.part[0].suffix_off, number.part[0].suffix_len,
		" bis Alt 2");
	check_part(line, number.end, 3, "[4]");
	line = str_of("(a) bis x");
	assert_true(number_read(&number, line));
	check_part(line, number.part[0].core_off, number.part[0].core_len,
		"a");
	check_part(line, number.part[0].suffix_off, number.part[0].suffix_len,
		" bis");
}

static void
test_spoken(void **state)
{
	static const char *const pairs[][2] = {
		{ "14 Bis.", "14bis" }, { "PP9", "pp9" }, { "a1.3", "a1.3" },
		{ "A. 1. 3", "a13" }, { "3 quarter", "3quater" },
		{ "3quatalt", "3quateralt" }, { "Option 1", "option1" },
		{ "salt", "salt" }, { "", "" }, { "(IV)", "iv" },
		{ "9novies", "9nonies" },
	};
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		number_key_of(&out, str_of(pairs[i][0]));
		assert_string_equal(buf_text(&out), pairs[i][1]);
		buf_clear(&out);
	}
	buf_release(&out);
}

static void
test_suffixes(void **state)
{
	const char *name = NULL;

	(void)state;
	assert_string_equal(suffix_name(2), "bis");
	assert_string_equal(suffix_name(4), "quater");
	assert_string_equal(suffix_name(SUFFIX_LAST), "sexvicies");
	assert_null(suffix_name(0));
	assert_null(suffix_name(1));
	assert_null(suffix_name(SUFFIX_LAST + 1));
	for (size_t n = SUFFIX_FIRST; n <= SUFFIX_LAST; n++) {
		struct str str = str_of(suffix_name(n));

		assert_int_equal(suffix_place(str), n);
		assert_int_equal(suffix_match(str, &name), str.len);
		assert_string_equal(name, suffix_name(n));
	}
	assert_int_equal(suffix_place(str_of("SEPTENDECIES")), 17);
	assert_int_equal(suffix_place(str_of("alt")), 0);
	assert_int_equal(suffix_match(str_of("bisect"), &name), 3);
	assert_int_equal(suffix_match(str_of("te"), NULL), 0);
}

/* Only the beginning is looked at, and of that no more than is sensible. */
static void
test_hostile_lines(void **state)
{
	static const char *const bits[] = { "[", "*", "[4]", "1.", "3bis ",
		"a", "i", " bis", "\uff3b", "[1.][" };
	struct buf line = BUF_INIT, out = BUF_INIT;
	struct number number;

	(void)state;
	for (size_t i = 0; i < sizeof(bits) / sizeof(bits[0]); i++) {
		buf_clear(&line);
		while (line.len < 1000000)
			buf_add_text(&line, bits[i]);
		number_read(&number, buf_str(&line));
		assert_true(number.end <= line.len);
		buf_clear(&out);
		number_add_rest(&out, buf_str(&line), &number);
		assert_true(out.len <= line.len);
	}
	buf_release(&line);
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_numbers),
		cmocka_unit_test(test_no_numbers),
		cmocka_unit_test(test_parts),
		cmocka_unit_test(test_spoken),
		cmocka_unit_test(test_suffixes),
		cmocka_unit_test(test_hostile_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
