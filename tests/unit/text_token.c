/*
 * Tokens: what each character of a line means, and that none is lost.
 *
 * A line's tokens are written one letter each (see letters), so that a case
 * reads as a line and a word.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "adref/base/buf.h"
#include "adref/base/mem.h"
#include "adref/text/token.h"

/* In the order of enum token_kind. */
static const char letters[] = "w s*\\^<>[]@";

struct sample {
	const char *line;
	const char *kinds;
};

static void
check_cover(const struct tokens *tokens, struct str line)
{
	size_t off = 0;

	for (size_t i = 0; i < tokens->n; i++) {
		assert_int_equal(tokens->at[i].off, off);
		assert_true(tokens->at[i].len > 0);
		off += tokens->at[i].len;
	}
	assert_int_equal(off, line.len);
}

static void
check_samples(const struct sample *samples, size_t n)
{
	struct tokens tokens = TOKENS_INIT;
	struct buf kinds = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		struct str line = str_of(samples[i].line);

		tokens_read(&tokens, line);
		check_cover(&tokens, line);
		buf_clear(&kinds);
		for (size_t k = 0; k < tokens.n; k++)
			buf_add_char(&kinds, letters[tokens.at[k].kind]);
		assert_string_equal(buf_text(&kinds), samples[i].kinds);
	}
	buf_release(&kinds);
	tokens_release(&tokens);
}

#define CHECK(samples) \
	check_samples(samples, sizeof(samples) / sizeof(samples[0]))

static void
test_words(void **state)
{
	static const struct sample samples[] = {
		{ "", "" },
		{ "States shall report.", "w w ws" },
		{ "trans-shipment, end-user", "ws w" },
		{ "State's States' State\u2019s", "w ws w" },
		{ "-a- 'b'", "sws sws" },
		{ "2013\u20132015", "wsw" },
		{ "1.5 %", "wsw s" },
		{ "a\t\u00a0 b\r\n", "w w " },
		{ "cafe\u0301 d\u2019e\u0301tat", "w w" },
		{ "\u7b2c\u4e09\u6761 a", "www w" },
		{ "a\u7b2c-b", "wwsw" },
		{ "\u0627\u0644\u062f\u0648\u0644 \u0623", "w w" },
		{ "\\", "s" },
		{ "\\a\\*", "sw\\" },
		{ "\xff\xfe", "ss" },
	};

	(void)state;
	CHECK(samples);
}

static void
test_marks_and_brackets(void **state)
{
	static const struct sample samples[] = {
		{ "a[^4]", "w^" },
		{ "a[^chair-a]b", "w^w" },
		{ "[^]", "[s]" },
		{ "[^A]", "[sw]" },
		{ "[^4", "[sw" },
		{ "[a][b]", "[w][w]" },
		{ "plastic[s]", "w[w]" },
		{ "]]", "]]" },
		{ "\uff3ba\uff3d", "[w]" },
		{ "\uff3ba]", "[w]" },
		{ "\\[a\\]", "\\w\\" },
		{ "\\\\[a]", "\\[w]" },
		{ "**a** *b*", "*w* *w*" },
		{ "***a", "**w" },
		{ "[\u0301a]", "[w]" },
		{ "\u0600[a]\u0600\uff3b", "s[w]s[" },
	};

	(void)state;
	CHECK(samples);
}

static void
test_attributions(void **state)
{
	static const struct sample samples[] = {
		{ "[a]{IND}", "[w]@" },
		{ "[a]{IND +EU -USA ?CHE}.", "[w]@s" },
		{ "]{IND}", "]@" },
		{ "\uff3ba\uff3d{G77}", "[w]@" },
		{ "[a] {IND}", "[w] sws" },
		{ "[a]{EU/CH}", "[w]swsws" },
		{ "[a]{IND  EU}", "[w]sw ws" },
		{ "[a]{ind}", "[w]sws" },
		{ "[a]{I}", "[w]sws" },
		{ "[a]{ABCDEFGHIJKL}", "[w]@" },
		{ "[a]{ABCDEFGHIJKLM}", "[w]sws" },
		{ "[a]{IND", "[w]sw" },
		{ "[a]{}", "[w]ss" },
		{ "{IND}", "sws" },
		{ "[a](#b){IND}", "<w>sws" },
	};

	(void)state;
	CHECK(samples);
}

static void
test_links(void **state)
{
	static const struct sample samples[] = {
		{ "[a](#b)", "<w>" },
		{ "[a](/b) [c](http:d) [e](https:f) [g](mailto:h)",
			"<w> <w> <w> <w>" },
		{ "[x](a) above", "[w]sws w" },
		{ "[a](#b c)", "[w]ssw ws" },
		{ "[a](#b", "[w]ssw" },
		{ "[a](#b(c)d)e", "<w>w" },
		{ "[a](#b(c)", "[w]sswsws" },
		{ "[a](#b\\)c)d", "<w>w" },
		{ "](#b)", "]ssws" },
		{ "[a]](#b)", "[w]]ssws" },
		{ "[a [b](#c)", "[w <w>" },
		{ "[a [b] c](#d)", "<w [w] w>" },
		{ "[a [b](#c) d](#e)", "<w <w> w>" },
		{ "\uff3ba](#b)", "[w]ssws" },
		{ "[a\uff3d(#b)", "[w]ssws" },
		{ "[^a](#b)", "^ssws" },
		{ "\\[a](#b)", "\\w]ssws" },
	};

	(void)state;
	CHECK(samples);
}

static void
test_labels(void **state)
{
	struct tokens tokens = TOKENS_INIT;
	struct str line = str_of("a[^chair-8]");

	(void)state;
	tokens_read(&tokens, line);
	assert_int_equal(tokens.n, 2);
	assert_true(str_is(token_label(line, tokens.at + 1), "chair-8"));
	tokens_release(&tokens);
	assert_int_equal(tokens.n, 0);
	assert_true(label_is_valid(str_of("a-9")));
	assert_false(label_is_valid(str_of("")));
	assert_false(label_is_valid(str_of("A")));
	assert_false(label_is_valid(str_of("a b")));
}

/*
 * Lines that make a careless reader look at everything again from each place:
 * with 2 MB of them a quadratic one does not come back.
 */
static void
test_hostile_lines(void **state)
{
	static const char *const bits[] = {
		"[", "]", "[^", "[^a", "](#", "[](#", "[](#(", "[x](#)", "]{",
		"]{AB ", "\\", "*", "\uff3b", "e\u0301", "\u0301", "\u7b2c",
		"a-", "\u0600", "[a](#b", "\xf0\x9f\x87\xa6", "\xe2"
	};
	struct tokens tokens = TOKENS_INIT;
	struct buf line = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(bits) / sizeof(bits[0]); i++) {
		buf_clear(&line);
		while (line.len < 2000000)
			buf_add_text(&line, bits[i]);
		tokens_read(&tokens, buf_str(&line));
		check_cover(&tokens, buf_str(&line));
	}
	buf_release(&line);
	tokens_release(&tokens);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_marks_and_brackets),
		cmocka_unit_test(test_attributions),
		cmocka_unit_test(test_links),
		cmocka_unit_test(test_labels),
		cmocka_unit_test(test_hostile_lines),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
