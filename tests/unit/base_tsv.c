/*
 * Tables: reading, writing, and two changes of one put together.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/env.h"
#include "adref/base/tsv_named.h"

enum { KEYS = 12, ROUNDS = 3000 };

static void
test_cells_hold_anything_but_nul(void **state)
{
	const char *cells[] = { "IND/3", "a\tb\nc\\d", NULL, "last", "" };
	struct tsv_row row = { .number = 0 };
	struct buf out = BUF_INIT;
	struct str rest;
	char *cell;

	(void)state;
	tsv_add_row(&out, cells, 5);
	assert_string_equal(buf_text(&out),
		"IND/3\ta\\tb\\nc\\\\d\t\tlast\n");
	rest = buf_str(&out);
	assert_true(tsv_next(&rest, &row));
	assert_int_equal(row.n, 4);
	cell = tsv_take_cell(&row, 1);
	assert_string_equal(cell, cells[1]);
	free(cell);
	cell = tsv_take_cell(&row, 9);
	assert_string_equal(cell, "");
	free(cell);
	assert_false(tsv_next(&rest, &row));
	buf_release(&out);
}

/* A backslash at the end is one; line ends of other systems do not come in. */
static void
test_what_stands_at_the_end_of_a_cell(void **state)
{
	const char *cells[] = { "a\r\nb", NULL }, *nothing[] = { NULL };
	struct tsv_row row = { .number = 0 };
	struct buf out = BUF_INIT;
	struct str rest = str_of("a\\\tb\n");
	char *cell;

	(void)state;
	assert_true(tsv_next(&rest, &row));
	cell = tsv_take_cell(&row, 0);
	assert_string_equal(cell, "a\\");
	free(cell);
	tsv_add_row(&out, cells, 2);
	tsv_add_row(&out, nothing, 1);
	assert_string_equal(buf_text(&out), "a\\nb\n\n");
	buf_release(&out);
}

static void
test_blank_rows_count_as_lines(void **state)
{
	struct str rest = str_of("key\tname\n\n  \nIND\tIndia\r\n");
	struct tsv_row row = { .number = 0 };

	(void)state;
	assert_true(tsv_next(&rest, &row));
	assert_int_equal(row.number, 1);
	assert_true(tsv_next(&rest, &row));
	assert_int_equal(row.number, 4);
	assert_true(str_is(row.cells[1], "India"));
}

/* More tabs than cells: nothing is lost. */
static void
test_the_last_cell_takes_the_rest(void **state)
{
	struct buf line = BUF_INIT;
	struct tsv_row row = { .number = 0 };
	struct str rest;

	(void)state;
	buf_add_fill(&line, '\t', 100);
	buf_add_text(&line, "x\n");
	rest = buf_str(&line);
	assert_true(tsv_next(&rest, &row));
	assert_int_equal(row.n, TSV_CELLS);
	assert_true(str_ends(row.cells[TSV_CELLS - 1], "x"));
	buf_release(&line);
}

static void
test_order_is_by_worth(void **state)
{
	static const char *const sorted[] = { "", "2021-06-17", "DEU/2",
		"IND", "IND/", "IND/1", "IND/3", "IND/10", "IND/10a",
		"IND/200000000000000000000000" };
	size_t n = sizeof(sorted) / sizeof(*sorted);

	(void)state;
	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < n; k++) {
			int order = tsv_order(str_of(sorted[i]),
				str_of(sorted[k]));

			assert_int_equal(order < 0, i < k);
			assert_int_equal(order == 0, i == k);
		}
	assert_int_equal(tsv_order(str_of("007"), str_of("7")), 0);
}

static void
put(struct buf *table, const char *key, const char *row)
{
	struct buf out = BUF_INIT;

	tsv_put(&out, buf_str(table), str_of(key), str_of(row),
		str_of("key\twhat\n"));
	buf_release(table);
	*table = out;
}

static void
test_a_row_is_put_where_it_belongs(void **state)
{
	struct buf table = BUF_INIT;

	(void)state;
	put(&table, "IND/10", "IND/10\tten\n");
	put(&table, "IND/3", "IND/3\tthree\n");
	put(&table, "USA/1", "USA/1\tone\n");
	put(&table, "IND/3", "IND/3\tthree again\n");
	assert_string_equal(buf_text(&table), "key\twhat\n"
		"IND/3\tthree again\nIND/10\tten\nUSA/1\tone\n");
	put(&table, "IND/10", "");
	put(&table, "FRA/1", "");
	assert_string_equal(buf_text(&table), "key\twhat\n"
		"IND/3\tthree again\nUSA/1\tone\n");
	put(&table, "IND/3", "");
	put(&table, "USA/1", "");
	assert_string_equal(buf_text(&table), "");
	buf_release(&table);
}

static void
test_the_same_row_clashes(void **state)
{
	struct buf out = BUF_INIT;
	struct str key;

	(void)state;
	assert_false(tsv_join(&out, str_of("k\tw\nA\t1\n"),
		str_of("k\tw\nA\t2\n"), str_of("k\tw\nA\t3\n"), &key));
	assert_true(str_is(key, "A"));
	assert_int_equal(out.len, 0);
	assert_true(tsv_join(&out, str_of("k\tw\nA\t1\n"),
		str_of("k\tw\nA\t2\n"), str_of("k\tw\nA\t2\n"), &key));
	assert_string_equal(buf_text(&out), "k\tw\nA\t2\n");
	buf_release(&out);
}

static void
change(struct buf *table, struct env *env)
{
	unsigned char dice[3];
	char key[20], row[40];

	env_chance(env, dice, sizeof(dice));
	snprintf(key, sizeof(key), "K%d", dice[0] % KEYS);
	snprintf(row, sizeof(row), "%s\tv%d\n", key, dice[1] % 4);
	put(table, key, dice[2] % 4 ? row : "");
}

/*
 * What was done is undone to the byte when nobody else wrote; and when both
 * sides changed other rows, either order comes to the same.
 */
static void
test_joining_by_chance(void **state)
{
	struct env env;
	size_t joined = 0;

	(void)state;
	env_fixed(&env, 0, 7);
	for (int round = 0; round < ROUNDS; round++) {
		struct buf base = BUF_INIT, a = BUF_INIT, b = BUF_INIT;
		struct buf ab = BUF_INIT, ba = BUF_INIT, back = BUF_INIT;
		struct str key;
		bool first, second;

		for (int i = 0; i < 10; i++)
			change(&base, &env);
		buf_add_str(&a, buf_str(&base));
		buf_add_str(&b, buf_str(&base));
		change(&a, &env);
		change(&b, &env);
		assert_true(tsv_join(&back, buf_str(&a), buf_str(&base),
			buf_str(&a), &key));
		assert_string_equal(buf_text(&back), buf_text(&base));
		first = tsv_join(&ab, buf_str(&base), buf_str(&a),
			buf_str(&b), &key);
		second = tsv_join(&ba, buf_str(&base), buf_str(&b),
			buf_str(&a), &key);
		assert_int_equal(first, second);
		assert_string_equal(buf_text(&ab), buf_text(&ba));
		joined += first;
		buf_release(&base);
		buf_release(&a);
		buf_release(&b);
		buf_release(&ab);
		buf_release(&ba);
		buf_release(&back);
	}
	assert_in_range(joined, ROUNDS / 2, ROUNDS - 1);
}

static void
puts_named(const char *table, const char *const cells[3], const char *want)
{
	static const char *const names[] = { "key", "name", "group" };
	struct buf out = BUF_INIT;

	tsv_put_named(&out, str_of(table), (struct tsv_names){ names, 3 },
		cells);
	assert_string_equal(buf_text(&out), want);
	buf_release(&out);
}

/* The order of columns, and those of other names, are a person's. */
static void
test_rows_are_put_by_the_names_of_columns(void **state)
{
	(void)state;
	puts_named("", (const char *[]){ "IND", "India", NULL },
		"key\tname\tgroup\nIND\tIndia\n");
	puts_named("Key\tremark\tname\nIND\tback\\tsoon\tIndia\nKEN\n",
		(const char *[]){ "IND", "Bharat", NULL },
		"Key\tremark\tname\nIND\tback\\tsoon\tBharat\nKEN\n");
	puts_named("key\tname\nIND\tIndia\n",
		(const char *[]){ "KEN", NULL, "African" },
		"key\tname\tgroup\nIND\tIndia\nKEN\t\tAfrican\n");
	puts_named("key\tname\nIND\tIndia\n",
		(const char *[]){ "IND", "", "" }, "key\tname\nIND\n");
}

static void
test_a_row_is_found_by_its_key(void **state)
{
	struct str table = str_of("key\tname\n\nIND\tIndia\n");
	struct tsv_row header, row;

	(void)state;
	assert_true(tsv_find(table, str_of("IND"), &header, &row));
	assert_int_equal(row.number, 3);
	assert_int_equal(tsv_column(&header, "NAME"), 1);
	assert_int_equal(tsv_column(&header, "group"), TSV_CELLS);
	assert_false(tsv_find(table, str_of("KEN"), &header, &row));
	assert_int_equal(row.n, 0);
	assert_false(tsv_find(str_of(""), str_of("IND"), &header, &row));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cells_hold_anything_but_nul),
		cmocka_unit_test(test_what_stands_at_the_end_of_a_cell),
		cmocka_unit_test(test_blank_rows_count_as_lines),
		cmocka_unit_test(test_the_last_cell_takes_the_rest),
		cmocka_unit_test(test_order_is_by_worth),
		cmocka_unit_test(test_a_row_is_put_where_it_belongs),
		cmocka_unit_test(test_the_same_row_clashes),
		cmocka_unit_test(test_joining_by_chance),
		cmocka_unit_test(test_rows_are_put_by_the_names_of_columns),
		cmocka_unit_test(test_a_row_is_found_by_its_key),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
