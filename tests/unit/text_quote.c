/*
 * Quoting: what was plain text stays plain text when it is read as source.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adref/text/quote.h"
#include "adref/text/token.h"

struct pair {
	const char *in, *out;
};

typedef void quoter(struct buf *out, struct str in);

static void
check_pairs(quoter *quote, const struct pair *pairs, size_t n)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < n; i++) {
		quote(&out, str_of(pairs[i].in));
		assert_string_equal(buf_text(&out), pairs[i].out);
		buf_clear(&out);
	}
	buf_release(&out);
}

static void
test_plain(void **state)
{
	static const struct pair pairs[] = {
		{ "", "" },
		{ "a [b] c", "a [b] c" },
		{ "a \t\r\n b ", "a b " },
		{ "a\u00a0b", "a\u00a0b" },
		{ "a*b **c**", "a\\*b \\*\\*c\\*\\*" },
		{ "a\\b \\* \\\\", "a\\b \\\\\\* \\\\\\\\" },
		{ "a\\", "a\\\\" },
		{ "a[^4]", "a[\\^4]" },
		{ "a[^4 b]", "a[^4 b]" },
		{ "[a](#b)", "[a]\\(#b)" },
		{ "[a](b)", "[a](b)" },
		{ "[a]{IND}", "[a]\\{IND}" },
		{ "\uff3ba\uff3d{IND}", "\uff3ba\uff3d\\{IND}" },
		{ "[a]{EU/CH: b}", "[a]{EU/CH: b}" },
		{ "{IND}", "{IND}" },
		{ "[x]{IND  EU}", "[x]\\{IND EU}" },
	};

	(void)state;
	check_pairs(quote_add_plain, pairs, sizeof(pairs) / sizeof(pairs[0]));
}

/* What two calls put side by side must not become a mark or a link either. */
static void
test_plain_in_parts(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	quote_add_plain(&out, str_of("a ["));
	quote_add_plain(&out, str_of("^4]"));
	quote_add_plain(&out, str_of("(#b)"));
	assert_string_equal(buf_text(&out), "a [\\^4]\\(#b)");
	buf_release(&out);
}

static void
test_line(void **state)
{
	static const struct pair pairs[] = {
		{ "", "" },
		{ "Text", "Text" },
		{ "- Text", "\\- Text" },
		{ "-", "\\-" },
		{ "-5 degrees", "-5 degrees" },
		{ "--", "--" },
		{ "# Text", "\\# Text" },
		{ "### Text", "\\### Text" },
		{ "#1 priority", "#1 priority" },
		{ "| a |", "\\| a |" },
		{ "[^8]: Text", "[^8]\\: Text" },
		{ "[^8] Text", "[^8] Text" },
		{ "  - a\r\n  b\nc ", "\\- a b c" },
		{ "a  b", "a  b" },
		{ "a {#k3f9x2d7}", "a \\{#k3f9x2d7}" },
		{ "a {#k3f9x2d7 .ad-ref}", "a \\{#k3f9x2d7 .ad-ref}" },
		{ "a {#k3f9x2d7 .ad-ref same-as=k3f9x2d7}",
			"a \\{#k3f9x2d7 .ad-ref same-as=k3f9x2d7}" },
		{ "a {#k3f9x2d7 same-as=k3f9x2d7}",
			"a \\{#k3f9x2d7 same-as=k3f9x2d7}" },
		{ "a {#k3f9x2d7 same-as=k3f9x2d7 .ad-ref}",
			"a {#k3f9x2d7 same-as=k3f9x2d7 .ad-ref}" },
		{ "{#k3f9x2d7}", "\\{#k3f9x2d7}" },
		{ "- {#k3f9x2d7}", "\\- \\{#k3f9x2d7}" },
		{ "a{#k3f9x2d7}", "a{#k3f9x2d7}" },
		{ "a {#k3f9x2du}", "a {#k3f9x2du}" },
		{ "a {#sec-1}", "a {#sec-1}" },
		{ "a {:.no_toc}", "a {:.no_toc}" },
	};

	(void)state;
	check_pairs(quote_add_line, pairs, sizeof(pairs) / sizeof(pairs[0]));
}

/* What is quoted once is not quoted again. */
static void
test_line_twice(void **state)
{
	static const char *const lines[] = {
		"- Text", "# Text", "| a", "[^8]: Text", "- a {#k3f9x2d7}"
	};
	struct buf once = BUF_INIT, twice = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(lines) / sizeof(lines[0]); i++) {
		quote_add_line(&once, str_of(lines[i]));
		quote_add_line(&twice, buf_str(&once));
		assert_string_equal(buf_text(&once), buf_text(&twice));
		buf_clear(&once);
		buf_clear(&twice);
	}
	buf_release(&once);
	buf_release(&twice);
}

/* A few thousand lines of what needs quoting, from a counter. */
static void
make_line(struct buf *out, unsigned *seed)
{
	static const char *const bits[] = {
		"a", "b4", "[", "]", "^", "(", ")", "#x", "{", "}", "IND",
		"\\", "*", "\uff3b", "\uff3d", ".", "4"
	};

	for (int i = 0; i < 12; i++) {
		*seed = *seed * 1103515245u + 12345u;
		buf_add_text(out, bits[(*seed >> 16) %
			(sizeof(bits) / sizeof(bits[0]))]);
	}
}

static void
add_unquoted(struct buf *out, const struct tokens *tokens, struct str line)
{
	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = tokens->at + i;
		size_t quoted = token->kind == TOKEN_ESCAPE;

		assert_true(token->kind == TOKEN_WORD ||
			token->kind == TOKEN_SIGN || quoted ||
			token->kind == TOKEN_OPEN ||
			token->kind == TOKEN_CLOSE);
		buf_add_str(out, str_part(line, token->off + quoted,
			token->len - quoted));
	}
}

static void
test_plain_comes_back(void **state)
{
	struct buf plain = BUF_INIT, quoted = BUF_INIT, back = BUF_INIT;
	struct tokens tokens = TOKENS_INIT;
	unsigned seed = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		buf_clear(&plain);
		buf_clear(&quoted);
		buf_clear(&back);
		make_line(&plain, &seed);
		quote_add_plain(&quoted, buf_str(&plain));
		tokens_read(&tokens, buf_str(&quoted));
		add_unquoted(&back, &tokens, buf_str(&quoted));
		assert_string_equal(buf_text(&back), buf_text(&plain));
	}
	buf_release(&plain);
	buf_release(&quoted);
	buf_release(&back);
	tokens_release(&tokens);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain),
		cmocka_unit_test(test_plain_in_parts),
		cmocka_unit_test(test_line),
		cmocka_unit_test(test_line_twice),
		cmocka_unit_test(test_plain_comes_back),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
