/*
 * Attributions: reading `{IND +EU}`, changing and writing it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adref/text/attribution.h"

static void
check_written(const struct attribution *attribution, const char *expected)
{
	struct buf out = BUF_INIT;

	attribution_write(attribution, &out);
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void
test_codes(void **state)
{
	(void)state;
	assert_true(code_is_valid(str_of("EU")));
	assert_true(code_is_valid(str_of("G77")));
	assert_true(code_is_valid(str_of("ARAB-GROUP-1")));
	assert_false(code_is_valid(str_of("ARAB-GROUP-12")));
	assert_false(code_is_valid(str_of("E")));
	assert_false(code_is_valid(str_of("")));
	assert_false(code_is_valid(str_of("7UP")));
	assert_false(code_is_valid(str_of("Eu")));
	assert_false(code_is_valid(str_of("EU ")));
}

static void
test_reading(void **state)
{
	static const char *const none[] = {
		"", "{", "{}", "{IND", "IND", "{IND }", "{ IND}", "{IND  EU}",
		"{+ IND}", "{++IND}", "{IND,EU}", "{EU/CH/J: x}", "{IND}x"
	};
	struct attribution attribution = ATTRIBUTION_INIT;

	(void)state;
	assert_true(attribution_read(&attribution,
		str_of("{IND +EU -USA ?CHE}")));
	assert_int_equal(attribution.n, 4);
	assert_int_equal(attribution.at[0].sign, 0);
	assert_string_equal(attribution.at[0].code, "IND");
	assert_int_equal(attribution.at[3].sign, '?');
	assert_string_equal(attribution.at[3].code, "CHE");
	check_written(&attribution, "{IND +EU -USA ?CHE}");
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		assert_false(attribution_read(&attribution, str_of(none[i])));
		assert_int_equal(attribution.n, 0);
	}
	check_written(&attribution, "");
	attribution_release(&attribution);
}

static void
test_length(void **state)
{
	(void)state;
	assert_int_equal(attribution_len(str_of("{IND +EU} and")), 9);
	assert_int_equal(attribution_len(str_of("{IND +eu} and")), 0);
	assert_int_equal(attribution_len(str_of("a{IND}")), 0);
}

static void
test_changing(void **state)
{
	struct attribution attribution = ATTRIBUTION_INIT;

	(void)state;
	assert_true(attribution_add(&attribution, '-', str_of("USA")));
	assert_true(attribution_add(&attribution, '+', str_of("EU")));
	assert_true(attribution_add(&attribution, 0, str_of("IND")));
	assert_true(attribution_add(&attribution, 0, str_of("CHE")));
	check_written(&attribution, "{CHE IND +EU -USA}");
	assert_false(attribution_add(&attribution, '+', str_of("EU")));
	assert_true(attribution_add(&attribution, '?', str_of("EU")));
	check_written(&attribution, "{CHE IND -USA ?EU}");
	assert_true(attribution_add(&attribution, '+', str_of("IND")));
	check_written(&attribution, "{CHE IND +IND -USA ?EU}");
	assert_true(attribution_drop(&attribution, 0, str_of("IND")));
	assert_false(attribution_drop(&attribution, 0, str_of("IND")));
	check_written(&attribution, "{CHE +IND -USA ?EU}");
	assert_true(attribution_add(&attribution, 0, str_of("USA")));
	check_written(&attribution, "{CHE USA +IND -USA ?EU}");
	assert_true(attribution_drop(&attribution, 0, str_of("USA")));
	assert_false(attribution_add(&attribution, 0, str_of("bad")));
	assert_false(attribution_add(&attribution, '!', str_of("EU")));
	check_written(&attribution, "{CHE +IND -USA ?EU}");
	attribution_release(&attribution);
}

/* An order somebody wrote by hand stays; only the newcomer finds its place. */
static void
test_foreign_order(void **state)
{
	struct attribution attribution = ATTRIBUTION_INIT;

	(void)state;
	assert_true(attribution_read(&attribution, str_of("{-USA +EU IND}")));
	check_written(&attribution, "{-USA +EU IND}");
	assert_true(attribution_add(&attribution, '?', str_of("CHE")));
	check_written(&attribution, "{-USA +EU IND ?CHE}");
	attribution_release(&attribution);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_codes),
		cmocka_unit_test(test_reading),
		cmocka_unit_test(test_length),
		cmocka_unit_test(test_changing),
		cmocka_unit_test(test_foreign_order),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
