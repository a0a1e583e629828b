/*
 * Characters: validity against the table of the standard, clusters forwards
 * and backwards, columns, what is shown, what is compared.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/env.h"
#include "adref/base/utf8.h"

#define E_ACUTE "\xC3\xA9"
#define ACUTE "\xCC\x81"		/* U+0301, combining */
#define HAN "\xE4\xB8\xAD"		/* U+4E2D */
#define JOINER "\xE2\x80\x8D"
#define STYLE "\xEF\xB8\x8F"		/* VS16 */
#define WOMAN "\xF0\x9F\x91\xA9"
#define ROCKET "\xF0\x9F\x9A\x80"
#define TONE "\xF0\x9F\x8F\xBD"
#define FLAG_I "\xF0\x9F\x87\xAE"
#define FLAG_N "\xF0\x9F\x87\xB3"

static size_t
check(const char *text)
{
	return utf8_check(str_of(text));
}

static void
test_validity(void **state)
{
	(void)state;
	assert_int_equal(check("States" E_ACUTE HAN ROCKET), 15);
	assert_int_equal(check("ab\xC0\x80"), 2);
	assert_int_equal(check("\xC1\xBF"), 0);
	assert_int_equal(check("\xE0\x9F\xBF"), 0);
	assert_int_equal(check("\xE0\xA0\x80"), 3);
	assert_int_equal(check("\xED\x9F\xBF"), 3);
	assert_int_equal(check("\xED\xA0\x80"), 0);
	assert_int_equal(check("\xF0\x8F\xBF\xBF"), 0);
	assert_int_equal(check("\xF4\x8F\xBF\xBF"), 4);
	assert_int_equal(check("\xF4\x90\x80\x80"), 0);
	assert_int_equal(check("\xF5\x80\x80\x80"), 0);
	assert_int_equal(check("abc\x80"), 3);
	assert_int_equal(check("abc\xE4\xB8"), 3);
	assert_int_equal(check("12345678\xFFzzzzzzz"), 8);
	assert_int_equal(utf8_check(str_make("abcdefgh\0abcdefgh", 17)), 8);
	assert_int_equal(utf8_check(str_make("abcdefghi\1\0abcdefgh", 19)), 10);
	assert_int_equal(utf8_check(str_make(NULL, 0)), 0);
}

static void
test_every_code_point_comes_back(void **state)
{
	struct buf buf = BUF_INIT;
	uint32_t point;
	size_t next;

	(void)state;
	for (point = 1; point <= 0x10FFFF; point++) {
		if (point >= 0xD800 && point <= 0xDFFF)
			continue;
		buf_clear(&buf);
		utf8_add(&buf, point);
		assert_int_equal(utf8_check(buf_str(&buf)), buf.len);
		assert_int_equal(utf8_at(buf_str(&buf), 0, &next), point);
		assert_int_equal(next, buf.len);
	}
	buf_clear(&buf);
	utf8_add(&buf, 0xD800);
	utf8_add(&buf, 0x110000);
	assert_string_equal(buf_text(&buf), "\xEF\xBF\xBD\xEF\xBF\xBD");
	assert_int_equal(utf8_at(str_of("\xE4\xB8"), 0, &next), UTF8_BAD);
	assert_int_equal(next, 1);
	buf_release(&buf);
}

/* The clusters of text are as long as the list says, from both ends. */
static void
clusters(const char *text, const size_t *lengths, size_t n)
{
	struct str str = str_of(text);
	size_t off = 0, i;

	for (i = 0; i < n; i++) {
		assert_int_equal(utf8_next(str, off), off + lengths[i]);
		off += lengths[i];
		assert_int_equal(utf8_prev(str, off), off - lengths[i]);
	}
	assert_int_equal(off, str.len);
	assert_int_equal(utf8_next(str, off), off);
	assert_int_equal(utf8_prev(str, 0), 0);
}

#define CLUSTERS(text, ...) do { \
	const size_t lengths[] = { __VA_ARGS__ }; \
	clusters(text, lengths, sizeof(lengths) / sizeof(lengths[0])); \
} while (0)

static void
test_clusters(void **state)
{
	(void)state;
	CLUSTERS("abc", 1, 1, 1);
	CLUSTERS("a\r\nb\n\r", 1, 2, 1, 1, 1);
	CLUSTERS("e" ACUTE ACUTE "x", 5, 1);
	CLUSTERS(E_ACUTE HAN, 2, 3);
	CLUSTERS(WOMAN TONE JOINER ROCKET "a" WOMAN, 15, 1, 4);
	CLUSTERS(FLAG_I FLAG_N FLAG_I FLAG_N FLAG_I, 8, 8, 4);
	CLUSTERS("a" FLAG_I FLAG_N HAN, 1, 8, 3);
	CLUSTERS("1" STYLE "\xE2\x83\xA3" "2", 7, 1);
	/* Hangul in parts, and a syllable with one part more. */
	CLUSTERS("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8\xE1\x84\x80", 9, 3);
	CLUSTERS("\xEA\xB0\x80\xE1\x86\xA8" "a", 6, 1);
	/* A sign that stands before its number. */
	CLUSTERS("\xD8\x80" "1a", 3, 1);
	CLUSTERS("\xFF\xFE" "a", 1, 1, 1);
	CLUSTERS("\xE4\xB8" "a\xE4", 1, 1, 1, 1);
}

/* Strings by chance: going back visits the very places going forward did. */
static void
test_prev_undoes_next(void **state)
{
	static const char *const pieces[] = {
		"a", "\r", "\n", ACUTE, HAN, JOINER, STYLE, WOMAN, TONE,
		FLAG_I, FLAG_N, "\xD8\x80", "\xE1\x84\x80", "\xE1\x85\xA1",
		"\xE1\x86\xA8", "\xFF"
	};
	struct buf buf = BUF_INIT;
	struct env env;
	int round, i;

	(void)state;
	env_fixed(&env, 0, 3);
	for (round = 0; round < 5000; round++) {
		unsigned char dice[12];
		size_t off, next;

		buf_clear(&buf);
		env_chance(&env, dice, sizeof(dice));
		for (i = 0; i < 12; i++)
			buf_add_text(&buf, pieces[dice[i] % 16]);
		for (off = 0; off < buf.len; off = next) {
			next = utf8_next(buf_str(&buf), off);
			assert_true(next > off);
			assert_int_equal(utf8_prev(buf_str(&buf), next), off);
		}
	}
	buf_release(&buf);
}

static void
test_words(void **state)
{
	struct str str = str_of("  [ad ref], " E_ACUTE "tat.");

	(void)state;
	assert_int_equal(utf8_next_word(str, 0), 3);
	assert_int_equal(utf8_next_word(str, 3), 5);
	assert_int_equal(utf8_next_word(str, 5), 9);
	assert_int_equal(utf8_next_word(str, 9), 11);
	assert_int_equal(utf8_next_word(str, 11), 17);
	assert_int_equal(utf8_next_word(str, 17), 18);
	assert_int_equal(utf8_next_word(str, 18), 18);
	assert_int_equal(utf8_prev_word(str, 99), 17);
	assert_int_equal(utf8_prev_word(str, 18), 17);
	assert_int_equal(utf8_prev_word(str, 17), 12);
	assert_int_equal(utf8_prev_word(str, 12), 9);
	assert_int_equal(utf8_prev_word(str, 3), 2);
	assert_int_equal(utf8_prev_word(str, 2), 0);
}

static void
test_classes(void **state)
{
	(void)state;
	assert_int_equal(utf8_class_of(' '), UTF8_BLANK);
	assert_int_equal(utf8_class_of(0xA0), UTF8_BLANK);
	assert_int_equal(utf8_class_of(0x3000), UTF8_BLANK);
	assert_int_equal(utf8_class_of('7'), UTF8_WORD);
	assert_int_equal(utf8_class_of(0xE9), UTF8_WORD);
	assert_int_equal(utf8_class_of(0x0301), UTF8_WORD);
	assert_int_equal(utf8_class_of(0x0663), UTF8_WORD);
	assert_int_equal(utf8_class_of('['), UTF8_SIGN);
	assert_int_equal(utf8_class_of(0xFF3B), UTF8_SIGN);
	assert_int_equal(utf8_class_of(0), UTF8_SIGN);
	assert_true(utf8_is_upper('A') && utf8_is_upper(0xC9) &&
		utf8_is_upper(0x1C5));
	assert_false(utf8_is_upper('a') || utf8_is_upper('[') ||
		utf8_is_upper(0xE9));
	assert_true(utf8_is_letter('z') && utf8_is_letter(0x4E2D));
	assert_false(utf8_is_letter('[') || utf8_is_letter('@') ||
		utf8_is_letter('{') || utf8_is_letter(0x0301) ||
		utf8_is_letter(0x378));
	assert_true(utf8_is_digit('0') && utf8_is_digit('9'));
	assert_false(utf8_is_digit('/') || utf8_is_digit(0x0663));
	assert_true(utf8_is_ideograph(0x4E2D) && utf8_is_ideograph(0x30A2) &&
		utf8_is_ideograph(0x20000) && utf8_is_ideograph(0x3042));
	assert_false(utf8_is_ideograph('a') || utf8_is_ideograph(0xAC00) ||
		utf8_is_ideograph(0xFF3B) || utf8_is_ideograph(0x3001) ||
		utf8_is_ideograph(0x3FFFE));
}

static void
test_columns(void **state)
{
	(void)state;
	assert_int_equal(utf8_width(str_of("a")), 1);
	assert_int_equal(utf8_width(str_of("e" ACUTE)), 1);
	assert_int_equal(utf8_width(str_of(E_ACUTE)), 1);
	assert_int_equal(utf8_width(str_of(HAN)), 2);
	assert_int_equal(utf8_width(str_of("\xEF\xBC\xBB")), 2);
	assert_int_equal(utf8_width(str_of("\xE2\x80\x94")), 1);
	assert_int_equal(utf8_width(str_of(ACUTE)), 0);
	assert_int_equal(utf8_width(str_of("\x1b")), 0);
	assert_int_equal(utf8_width(str_of("")), 0);
	assert_int_equal(utf8_width(str_of(FLAG_I FLAG_N)), 2);
	assert_int_equal(utf8_width(str_of(WOMAN JOINER ROCKET)), 2);
	assert_int_equal(utf8_width(str_of("\xE2\x9C\x88" STYLE)), 2);
	assert_int_equal(utf8_width(str_of("\xE2\x9C\x88")), 1);
	assert_int_equal(utf8_width(str_of(ROCKET)), 2);
	assert_int_equal(utf8_columns(str_of("e" ACUTE HAN FLAG_I FLAG_N "x")),
		6);
	assert_true(utf8_is_doubtful(str_of(FLAG_I FLAG_N)));
	assert_true(utf8_is_doubtful(str_of(WOMAN JOINER ROCKET)));
	assert_true(utf8_is_doubtful(str_of("\xE2\x9C\x88" STYLE)));
	assert_true(utf8_is_doubtful(str_of(WOMAN TONE)));
	assert_false(utf8_is_doubtful(str_of(HAN)));
	assert_false(utf8_is_doubtful(str_of("e" ACUTE)));
	assert_false(utf8_is_doubtful(str_of("a")));
}

static void
test_direction(void **state)
{
	(void)state;
	assert_true(utf8_is_rtl(str_of("1. [\xD8\xA7\xD9\x84")));
	assert_true(utf8_is_rtl(str_of("\xD7\xA9 a")));
	assert_false(utf8_is_rtl(str_of("a \xD7\xA9")));
	assert_false(utf8_is_rtl(str_of("1. []")));
}

/* What is shown of text; safe text comes out as it went in. */
static void
shown(const char *text, const char *as)
{
	struct buf buf = BUF_INIT;

	utf8_add_safe(&buf, str_of(text));
	assert_string_equal(buf_text(&buf), as);
	assert_int_equal(utf8_is_safe(str_of(text)), !strcmp(text, as));
	assert_true(utf8_is_safe(buf_str(&buf)));
	buf_release(&buf);
}

static void
test_showing_plain_things(void **state)
{
	(void)state;
	shown("[shall][should] " E_ACUTE HAN "e" ACUTE " x",
		"[shall][should] " E_ACUTE HAN "e" ACUTE " x");
	shown("", "");
	shown(WOMAN TONE JOINER ROCKET "x", WOMAN TONE JOINER ROCKET "x");
	shown("\xE2\x9C\x88" STYLE " 1" STYLE "\xE2\x83\xA3",
		"\xE2\x9C\x88" STYLE " 1" STYLE "\xE2\x83\xA3");
	shown("#" STYLE "*" STYLE "\xE2\x9C\x88\xEF\xB8\x8E",
		"#" STYLE "*" STYLE "\xE2\x9C\x88\xEF\xB8\x8E");
	shown(HAN "\xF3\xA0\x84\x80", HAN "\xF3\xA0\x84\x80");
	shown(FLAG_I FLAG_N, FLAG_I FLAG_N);
	/* Persian and Hindi spell with joiners. */
	shown("\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE",
		"\xD9\x85\xDB\x8C\xE2\x80\x8C\xD8\xAE");
	shown("\xE0\xA4\x95\xE0\xA5\x8D" JOINER "\xE0\xA4\xB7",
		"\xE0\xA4\x95\xE0\xA5\x8D" JOINER "\xE0\xA4\xB7");
	shown("\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8",
		"\xE1\x84\x80\xE1\x85\xA1\xE1\x86\xA8");
	shown("\xD8\x80" "1", "\xD8\x80" "1");
}

static void
test_showing_hostile_things(void **state)
{
	(void)state;
	shown("a\x1b[2J", "a<U+001B>[2J");
	shown("a\tb\r\n", "a b<U+000D><U+000A>");
	shown("\xC2\x9B" "0m", "<U+009B>0m");
	shown("\xE2\x80\xAE" "abc", "<U+202E>abc");
	shown("\xEF\xBB\xBF" "a\xE2\x80\x8B" "b\xC2\xAD",
		"<U+FEFF>a<U+200B>b<U+00AD>");
	shown("a\xF3\xA0\x81\xA1", "a<U+E0061>");
	shown("a\xE2\x80\xA8", "a<U+2028>");
	shown("a" JOINER "b", "a<U+200D>b");
	shown("a" STYLE, "a<U+FE0F>");
	shown("a\xEF\xB8\x8E", "a<U+FE0E>");
	shown("a\xF3\xA0\x84\x80", "a<U+E0100>");
	shown(WOMAN JOINER, WOMAN "<U+200D>");
	shown(WOMAN "a" JOINER ROCKET, WOMAN "a<U+200D>" ROCKET);
	shown("\xE3\x85\xA4", "<U+3164>");
	shown("a\xFF" "b\xE4\xB8", "a\xEF\xBF\xBD" "b\xEF\xBF\xBD\xEF\xBF\xBD");
	shown("\xEF\xBF\xBD", "\xEF\xBF\xBD");
	shown("\xEF\xBF\xBF", "<U+FFFF>");
	shown("\x7F", "<U+007F>");
	shown("a" ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE "b" ACUTE,
		"a" ACUTE ACUTE ACUTE ACUTE ACUTE "b" ACUTE);
}

static void
folded(const char *text, const char *as, const char *bare)
{
	struct buf buf = BUF_INIT;

	utf8_add_folded(&buf, str_of(text));
	assert_string_equal(buf_text(&buf), as);
	buf_clear(&buf);
	utf8_add_bare(&buf, str_of(text));
	assert_string_equal(buf_text(&buf), bare);
	buf_release(&buf);
}

static void
test_folding(void **state)
{
	(void)state;
	folded("Export  CONTROLS\t\r\n ", "export controls ",
		"export controls ");
	folded("T\xC3\xBCrkiye C\xC3\xB4te", "t\xC3\xBCrkiye c\xC3\xB4te",
		"turkiye cote");
	folded("u\xCC\x88", "\xC3\xBC", "u");
	folded("abcu\xCC\x88" "d", "abc\xC3\xBC" "d", "abcud");
	folded("\xC5\x81\xC3\xB3" "d\xC5\xBA \xC3\x98",
		"\xC5\x82\xC3\xB3" "d\xC5\xBA \xC3\xB8", "lodz o");
	folded("\xE2\x80\x9C" "a\xE2\x80\x9D\xC2\xA0\xE2\x80\x93 b\xE2\x80\x99s",
		"\"a\" - b's", "\"a\" - b's");
	folded("stra\xC3\x9F" "e \xEF\xAC\x81n", "strasse fin", "strasse fin");
	folded("a\xC2\xA0 b", "a b", "a b");
	folded("a\xC2\xAD" "b", "ab", "ab");
	folded("a\xFF", "a\xEF\xBF\xBD", "a\xEF\xBF\xBD");
	/* The voicing mark of kana is no accent. */
	folded("\xE3\x81\x8C", "\xE3\x81\x8C", "\xE3\x81\x8C");
	folded("", "", "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_validity),
		cmocka_unit_test(test_every_code_point_comes_back),
		cmocka_unit_test(test_clusters),
		cmocka_unit_test(test_prev_undoes_next),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_classes),
		cmocka_unit_test(test_columns),
		cmocka_unit_test(test_direction),
		cmocka_unit_test(test_showing_plain_things),
		cmocka_unit_test(test_showing_hostile_things),
		cmocka_unit_test(test_folding),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
