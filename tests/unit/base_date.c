/*
 * Which days there are.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adref/base/date.h"

static void
days_of_the_calendar(void **state)
{
	(void)state;
	assert_true(date_is_day(str_of("2021-06-10")));
	assert_true(date_is_day(str_of("2024-02-29")));
	assert_true(date_is_day(str_of("2000-02-29")));
	assert_true(date_is_day(str_of("2026-12-31")));
}

static void
no_days(void **state)
{
	static const char *const texts[] = {
		"", "nonsense", "2021-6-10", "2021-13-01", "2021-00-10",
		"2021-06-00", "2021-06-31", "2023-02-29", "1900-02-29",
		"0000-01-01", "2021/06/10", "2021-06-1x", "20210610--",
		"2021-06-101"
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_false(date_is_day(str_of(texts[i])));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(days_of_the_calendar),
		cmocka_unit_test(no_days),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
