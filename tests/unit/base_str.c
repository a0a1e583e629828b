/*
 * Slices: comparing, searching, lines, words; NULL is the empty slice.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adref/base/str.h"

static const struct str none = { NULL, 0 };

static void
test_parts_are_clipped(void **state)
{
	struct str str = str_of("paragraph");

	(void)state;
	assert_true(str_is(str_from(str, 4), "graph"));
	assert_true(str_is(str_from(str, 99), ""));
	assert_true(str_is(str_part(str, 4, 3), "gra"));
	assert_true(str_is(str_part(str, 4, SIZE_MAX), "graph"));
	assert_true(str_is(str_part(none, 3, 3), ""));
	assert_true(str_is(str_of(NULL), ""));
}

static void
test_comparing(void **state)
{
	(void)state;
	assert_true(str_same(str_of("a"), str_of("a")));
	assert_false(str_same(str_of("a"), str_of("ab")));
	assert_true(str_same(none, str_of("")));
	assert_true(str_order(str_of("a"), str_of("ab")) < 0);
	assert_true(str_order(str_of("b"), str_of("ab")) > 0);
	assert_true(str_order(str_of("\xC3\xA9"), str_of("z")) > 0);
	assert_int_equal(str_order(none, str_of("")), 0);
	assert_true(str_starts(str_of("[shall]"), "["));
	assert_false(str_starts(none, "["));
	assert_true(str_starts(none, ""));
	assert_true(str_ends(str_of("[shall]"), "all]"));
	assert_false(str_ends(str_of("]"), "all]"));
}

static void
test_find_and_count(void **state)
{
	struct str str = str_of("aaab aab");

	(void)state;
	assert_int_equal(str_find(str, 0, str_of("aab")), 1);
	assert_int_equal(str_find(str, 2, str_of("aab")), 5);
	assert_int_equal(str_find(str, 6, str_of("aab")), 8);
	assert_int_equal(str_find(str, 0, str_of("aabb")), 8);
	assert_int_equal(str_find(str, 3, none), 3);
	assert_int_equal(str_find(str, 99, str_of("a")), 8);
	assert_int_equal(str_find(none, 0, str_of("a")), 0);
	assert_int_equal(str_count(str_of("aaaa"), str_of("aa")), 2);
	assert_int_equal(str_count(str_of("aaab"), str_of("b")), 1);
	assert_int_equal(str_count(str_of("aaaa"), none), 0);
	assert_int_equal(str_count(none, str_of("a")), 0);
}

static void
test_trim(void **state)
{
	(void)state;
	assert_true(str_is(str_trim(str_of(" \t\r\n a b \n")), "a b"));
	assert_true(str_is(str_trim(str_of(" \n ")), ""));
	assert_true(str_is(str_trim(none), ""));
}

static void
test_lines(void **state)
{
	struct str rest = str_of("one\r\n\ntwo\n\r\nlast"), line;

	(void)state;
	assert_true(str_line(&rest, &line));
	assert_true(str_is(line, "one"));
	assert_true(str_line(&rest, &line));
	assert_true(str_is(line, ""));
	assert_true(str_line(&rest, &line));
	assert_true(str_is(line, "two"));
	assert_true(str_line(&rest, &line));
	assert_true(str_is(line, ""));
	assert_true(str_line(&rest, &line));
	assert_true(str_is(line, "last"));
	assert_false(str_line(&rest, &line));
	rest = str_of("a\n");
	assert_true(str_line(&rest, &line));
	assert_false(str_line(&rest, &line));
}

static void
test_words(void **state)
{
	struct str rest = str_of("  IND\t EU\n"), word;

	(void)state;
	assert_true(str_word(&rest, &word));
	assert_true(str_is(word, "IND"));
	assert_true(str_word(&rest, &word));
	assert_true(str_is(word, "EU"));
	assert_false(str_word(&rest, &word));
	assert_int_equal(rest.len, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_parts_are_clipped),
		cmocka_unit_test(test_comparing),
		cmocka_unit_test(test_find_and_count),
		cmocka_unit_test(test_trim),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_words),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
