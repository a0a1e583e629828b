/*
 * Regular expressions: literals with signs in them, words beyond ASCII, limits
 * that stop a hostile pattern.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/buf.h"
#include "adref/base/rx.h"

/* Where the pattern is first found in text; -1 when it is not. */
static int
find(const char *pattern, unsigned flags, const char *text)
{
	struct err err = ERR_INIT;
	size_t from = 0, to = 0;
	struct rx *rx;
	int found;

	if (rx_new(&rx, str_of(pattern), flags, &err))
		fail_msg("%s", err.text);
	found = rx_find(rx, str_of(text), 0, &from, &to, &err);
	if (found < 0)
		fail_msg("%s", err.text);
	rx_free(rx);
	return found ? (int)(from * 100 + to) : -1;
}

static void
test_finding(void **state)
{
	(void)state;
	assert_int_equal(find("sh(all|ould)", 0, "States should"), 713);
	assert_int_equal(find("SHALL", 0, "States shall"), -1);
	assert_int_equal(find("SHALL", RX_FOLD, "States shall"), 712);
	assert_int_equal(find("\xC3\x89TAT", RX_FOLD, "l'\xC3\xA9tat"), 207);
	assert_int_equal(find("a*", 0, "bbaa"), 204);
	assert_int_equal(find("^", 0, "b"), -1);
	assert_int_equal(find("a", 0, "\xFF\xFE a"), 304);
	assert_int_equal(find("a", 0, ""), -1);
}

static void
test_literals(void **state)
{
	(void)state;
	assert_int_equal(find("[a].*\\E", RX_LITERAL, "x[a].*\\E"), 108);
	assert_int_equal(find("a.c", RX_LITERAL, "abc"), -1);
	assert_int_equal(find("\xC3\xA4\xC3\xA4", RX_LITERAL,
		"x\xC3\xA4\xC3\xA4"), 105);
	assert_int_equal(find("[B]", RX_LITERAL | RX_FOLD, "a[b]"), 104);
}

static void
test_words(void **state)
{
	(void)state;
	assert_int_equal(find("all", RX_WORDS, "shall all"), 609);
	assert_int_equal(find("all", RX_WORDS | RX_LITERAL, "shall all"), 609);
	assert_int_equal(find("tat", RX_WORDS | RX_LITERAL,
		"\xC3\xA9tat"), -1);
	assert_int_equal(find("[all]", RX_WORDS | RX_LITERAL, "sh[all]s"), 207);
	assert_int_equal(find("a|b", RX_WORDS, "ab b"), 304);
}

static void
test_going_on(void **state)
{
	struct str text = str_of("aXbXc");
	struct err err = ERR_INIT;
	size_t from, to;
	struct rx *rx;

	(void)state;
	assert_int_equal(rx_new(&rx, str_of("(?<=a)X|X(?=c)"), 0, &err), 0);
	assert_int_equal(rx_find(rx, text, 0, &from, &to, &err), 1);
	assert_int_equal(from, 1);
	assert_int_equal(rx_find(rx, text, to, &from, &to, &err), 1);
	assert_int_equal(from, 3);
	assert_int_equal(rx_find(rx, text, to, &from, &to, &err), 0);
	assert_int_equal(rx_find(rx, text, 5, &from, &to, &err), 0);
	assert_int_equal(rx_find(rx, text, 6, &from, &to, &err), 0);
	assert_int_equal(rx_find(rx, str_make(NULL, 0), 0, &from, &to, &err),
		0);
	rx_free(rx);
	rx_free(NULL);
}

static void
refused(const char *pattern, unsigned flags, const char *why)
{
	struct err err = ERR_INIT;
	struct rx *rx;

	assert_int_equal(rx_new(&rx, str_of(pattern), flags, &err), -1);
	assert_null(rx);
	assert_int_equal(err.code, ERR_REFUSED);
	if (!strstr(err.text, why))
		fail_msg("'%s' lacks '%s'", err.text, why);
}

static void
test_bad_patterns(void **state)
{
	(void)state;
	refused("\xC3\xA9(a", 0, "character 4");
	refused("a\\C", 0, "character 4");
	refused("[a", RX_WORDS, "character 3");
	refused("", 0, "empty");
	refused("\xC3\xA9\xFF", RX_LITERAL, "character 2");
}

static void
stopped(const char *pattern, struct str text, const char *why)
{
	struct err err = ERR_INIT;
	size_t from, to;
	struct rx *rx;

	assert_int_equal(rx_new(&rx, str_of(pattern), 0, &err), 0);
	assert_int_equal(rx_find(rx, text, 0, &from, &to, &err), -1);
	assert_int_equal(err.code, ERR_STOPPED);
	if (!strstr(err.text, why))
		fail_msg("'%s' lacks '%s'", err.text, why);
	rx_start(rx);
	assert_int_equal(rx_find(rx, str_of("aab"), 0, &from, &to, &err), 1);
	rx_free(rx);
}

static void
test_limits(void **state)
{
	struct buf text = BUF_INIT;

	(void)state;
	buf_add_fill(&text, 'a', 50);
	buf_add_char(&text, '!');
	stopped("(a+)+$|aab", buf_str(&text), "steps");
	buf_clear(&text);
	buf_add_fill(&text, 'a', 5000);
	stopped("(?:a|b)*$|[!?]", buf_str(&text), "deeper");
	/* Each place stays below the match limit, all of them do not end. */
	buf_add_fill(&text, 'a', 100000);
	stopped("a{1,300}a{1,300}[bc]", buf_str(&text), "200 ms");
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_finding),
		cmocka_unit_test(test_literals),
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_going_on),
		cmocka_unit_test(test_bad_patterns),
		cmocka_unit_test(test_limits),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
