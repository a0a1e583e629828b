/*
 * The growing string and the error text: splices against a model, parts of a
 * buffer added to itself, cuts at characters.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/utf8.h"

static void
test_empty(void **state)
{
	struct buf buf = BUF_INIT;
	char *taken;

	(void)state;
	assert_string_equal(buf_text(&buf), "");
	assert_int_equal(buf_str(&buf).len, 0);
	buf_clear(&buf);
	taken = buf_take(&buf);
	assert_string_equal(taken, "");
	free(taken);
	buf_release(&buf);
}

static void
test_adding(void **state)
{
	struct buf buf = BUF_INIT;
	size_t i;

	(void)state;
	buf_add_char(&buf, '[');
	buf_add_text(&buf, "shall");
	buf_add_str(&buf, str_make(NULL, 0));
	buf_add_fill(&buf, ']', 3);
	buf_add_format(&buf, "{%s %d}", "IND", 12);
	buf_add(&buf, "\0x", 2);
	assert_int_equal(buf.len, 19);
	assert_memory_equal(buf.data, "[shall]]]{IND 12}\0x", 19);
	assert_int_equal(buf.data[buf.len], 0);
	buf_cut(&buf, 1);
	assert_string_equal(buf_text(&buf), "[");
	for (i = 0; i < 10000; i++)
		buf_add_char(&buf, 'a');
	assert_int_equal(strlen(buf_text(&buf)), 10001);
	buf_release(&buf);
	assert_null(buf.data);
}

static void
test_splicing(void **state)
{
	struct buf buf = BUF_INIT;

	(void)state;
	buf_splice(&buf, 0, 0, str_of("States should"));
	buf_splice(&buf, 7, 6, str_of("[shall][should]"));
	assert_string_equal(buf_text(&buf), "States [shall][should]");
	buf_splice(&buf, 7, 7, str_make(NULL, 0));
	assert_string_equal(buf_text(&buf), "States [should]");
	buf_splice(&buf, buf.len, 0, str_of("."));
	buf_splice(&buf, 0, 0, str_of("3. "));
	assert_string_equal(buf_text(&buf), "3. States [should].");
	buf_splice(&buf, 0, buf.len, str_of(""));
	assert_string_equal(buf_text(&buf), "");
	buf_release(&buf);
}

static void
test_adding_to_itself(void **state)
{
	struct buf buf = BUF_INIT;
	int i;

	(void)state;
	buf_add_text(&buf, "ab");
	for (i = 0; i < 10; i++)
		buf_add_str(&buf, buf_str(&buf));
	assert_int_equal(buf.len, 2048);
	buf_cut(&buf, 4);
	buf_splice(&buf, 1, 1, buf_str(&buf));
	assert_string_equal(buf_text(&buf), "aababab");
	buf_release(&buf);
}

static void
test_err_is_one_clean_line(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(err_set(&err, ERR_REFUSED, "no \x1b[2J\n%s", "\xFF!"),
		-1);
	assert_int_equal(err.code, ERR_REFUSED);
	assert_string_equal(err.text, "no  [2J ?!");
	assert_int_equal(err_prefix(&err, "%s, line %d", "a.md", 3), -1);
	assert_string_equal(err.text, "a.md, line 3: no  [2J ?!");
	assert_int_equal(err.code, ERR_REFUSED);
	assert_int_equal(err_set(NULL, ERR_USAGE, "nobody"), -1);
	assert_int_equal(err_prefix(NULL, "nobody"), -1);
	err_clear(&err);
	assert_int_equal(err.code, ERR_NONE);
	assert_string_equal(err.text, "");
}

/* Whatever the place of the cut, the text stays valid and nearly full. */
static void
test_err_is_cut_at_a_character(void **state)
{
	struct err err = ERR_INIT;
	struct buf buf = BUF_INIT;
	int i, lead;

	(void)state;
	for (lead = 0; lead < 4; lead++) {
		buf_clear(&buf);
		buf_add_fill(&buf, 'a', (size_t)lead);
		for (i = 0; i < 400; i++)
			utf8_add(&buf, 0x1F600);
		err_set(&err, ERR_REFUSED, "%s", buf_text(&buf));
		assert_int_equal(utf8_check(str_of(err.text)),
			strlen(err.text));
		assert_true(strlen(err.text) > ERR_TEXT_MAX - 5);
		assert_null(strchr(err.text, '?'));
		err_prefix(&err, "longer still");
		assert_int_equal(utf8_check(str_of(err.text)),
			strlen(err.text));
		assert_null(strchr(err.text, '?'));
	}
	buf_release(&buf);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_empty),
		cmocka_unit_test(test_adding),
		cmocka_unit_test(test_splicing),
		cmocka_unit_test(test_adding_to_itself),
		cmocka_unit_test(test_err_is_one_clean_line),
		cmocka_unit_test(test_err_is_cut_at_a_character),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
