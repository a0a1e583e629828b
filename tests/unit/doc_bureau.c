/*
 * The Bureau: places, and its table.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "adref/doc/bureau.h"

static void
add(struct bureau *bureau, const char *code, const char *role)
{
	const char *fields[BUREAU_FIELDS] = { code, "A. Person", NULL, role };

	assert_true(bureau_add(bureau, fields));
}

/* The Chair stands beside the places of its group, and takes one away. */
static void
test_groups_have_three_places_that_of_the_chair_two(void **state)
{
	struct bureau bureau = { 0 };
	const char *again[BUREAU_FIELDS] = { "HUN" };

	(void)state;
	assert_int_equal(bureau_places(&bureau, "African"), 3);
	add(&bureau, "KEN", "Chair");
	add(&bureau, "DZA", NULL);
	add(&bureau, "HUN", "Rapporteur");
	assert_int_equal(bureau_places(&bureau, "African"), 2);
	assert_int_equal(bureau_taken(&bureau, "African"), 1);
	assert_int_equal(bureau_places(&bureau, "Eastern European"), 3);
	assert_int_equal(bureau_taken(&bureau, "Eastern European"), 1);
	assert_false(bureau_add(&bureau, again));
	assert_string_equal(bureau_find(&bureau, str_of("HUN"))->at[
		BUREAU_GROUP], "Eastern European");
	assert_null(bureau_find(&bureau, str_of("LVA")));
	for (size_t i = 0; i < BUREAU_GROUPS; i++)
		assert_true(*bureau_group(i));
	assert_string_equal(bureau_group(BUREAU_GROUPS), "");
	bureau_release(&bureau);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(
			test_groups_have_three_places_that_of_the_chair_two),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
