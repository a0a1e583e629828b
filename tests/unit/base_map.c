/*
 * The map against a plain array, environment and JSON.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/env.h"
#include "adref/base/json.h"
#include "adref/base/map.h"

enum { KEYS = 500, STEPS = 20000 };

static void
test_keys_are_bytes(void **state)
{
	struct map map = MAP_INIT;
	int a, b;

	(void)state;
	assert_null(map_get(&map, str_of("IND")));
	assert_null(map_drop(&map, str_of("IND")));
	assert_null(map_put(&map, str_make("a\0b", 3), &a));
	assert_null(map_put(&map, str_make("a\0c", 3), &b));
	assert_null(map_put(&map, str_make(NULL, 0), &a));
	assert_ptr_equal(map_get(&map, str_make("a\0b", 3)), &a);
	assert_ptr_equal(map_get(&map, str_make("a\0c", 3)), &b);
	assert_ptr_equal(map_get(&map, str_of("")), &a);
	assert_null(map_get(&map, str_of("a")));
	assert_ptr_equal(map_put(&map, str_of(""), &b), &a);
	assert_int_equal(map.n, 3);
	map_release(&map);
	assert_int_equal(map.n, 0);
}

/* Put and drop by chance; a model says what must be there. */
static void
test_against_a_model(void **state)
{
	static char values[KEYS];
	struct map map = MAP_INIT;
	void *model[KEYS] = { NULL };
	struct env env;
	size_t n = 0, i;
	int step;

	(void)state;
	env_fixed(&env, 0, 1);
	for (step = 0; step < STEPS; step++) {
		unsigned char dice[3];
		char key[20];

		env_chance(&env, dice, sizeof(dice));
		i = (size_t)(dice[0] << 8 | dice[1]) % KEYS;
		snprintf(key, sizeof(key), "node %zu", i);
		if (dice[2] & 1) {
			n += !model[i];
			assert_ptr_equal(map_put(&map, str_of(key), &values[i]),
				model[i]);
			model[i] = &values[i];
		} else {
			n -= !!model[i];
			assert_ptr_equal(map_drop(&map, str_of(key)), model[i]);
			model[i] = NULL;
		}
		assert_int_equal(map.n, n);
	}
	for (i = 0; i < KEYS; i++) {
		char key[20];

		snprintf(key, sizeof(key), "node %zu", i);
		assert_ptr_equal(map_get(&map, str_of(key)), model[i]);
	}
	map_release(&map);
}

static void
test_fixed_environment_repeats(void **state)
{
	unsigned char first[12], second[12];
	struct env env;

	(void)state;
	env_fixed(&env, 1623919500, 7);
	assert_int_equal(env_clock(&env), 1623919500);
	assert_int_equal(env_clock(&env), 1623919501);
	assert_int_equal(env.zone, 0);
	env_chance(&env, first, sizeof(first));
	env_chance(&env, second, sizeof(second));
	assert_memory_not_equal(first, second, sizeof(first));
	env_fixed(&env, 0, 7);
	env_chance(&env, second, sizeof(second));
	assert_memory_equal(first, second, sizeof(first));
	env_fixed(&env, 0, 100);
	env_chance(&env, second, sizeof(second));
	assert_memory_not_equal(first, second, sizeof(first));
}

static void
test_system_chance_is_chance(void **state)
{
	unsigned char first[16] = { 0 }, second[16] = { 0 };
	struct env env;

	(void)state;
	env_system(&env);
	env_chance(&env, first, sizeof(first));
	env_chance(&env, second, sizeof(second));
	assert_memory_not_equal(first, second, sizeof(first));
	assert_in_range((uint64_t)env.zone + 24 * 60, 0, 48 * 60);
}

static void
test_json(void **state)
{
	struct buf buf = BUF_INIT;
	struct json json;

	(void)state;
	json_init(&json, &buf);
	json_open(&json, NULL, '[');
	json_open(&json, NULL, '{');
	json_text(&json, "text", str_of("\"a\\b\"\n\t\x1b\xC2\x9B\xFF\xC3\xA9"));
	json_int(&json, "n", INT64_MIN);
	json_bool(&json, "yes", true);
	json_null(&json, "none");
	json_open(&json, "words", '[');
	json_text(&json, NULL, str_of("\xE2\x80\xAE"));
	json_text(&json, NULL, str_of("\xF3\xA0\x80\x81\xF0\x9F\x98\x80"));
	json_close(&json, ']');
	json_close(&json, '}');
	json_open(&json, NULL, '{');
	json_close(&json, '{');
	json_close(&json, '[');
	assert_string_equal(buf_text(&buf),
		"[{\"text\":\"\\\"a\\\\b\\\"\\n\\t\\u001b\\u009b\xEF\xBF\xBD"
		"\xC3\xA9\",\"n\":-9223372036854775808,\"yes\":true,"
		"\"none\":null,\"words\":[\"\\u202e\","
		"\"\\udb40\\udc01\xF0\x9F\x98\x80\"]},{}]");
	buf_release(&buf);
}

/* What cannot be seen is escaped, what stands beside it in Unicode is not. */
static void
test_json_hides_nothing(void **state)
{
	static const char seen[] = "\xE2\x80\x90\xE2\x81\xB0\xF3\xB0\x80\x80"
		"\xC2\xA0\xE2\x80\x8A\xE2\x80\xAF\xE2\x81\x9F";
	struct buf buf = BUF_INIT, whole = BUF_INIT;
	struct json json;

	(void)state;
	json_init(&json, &buf);
	json_text(&json, NULL, str_of("\x7F\xE2\x80\x8B\xE2\x80\x8F"
		"\xE2\x80\xA8\xE2\x81\xA0\xE2\x81\xAF\xD8\x9C\xC2\xAD"
		"\xEF\xBB\xBF\xF3\xA0\xBF\xBF"));
	assert_string_equal(buf_text(&buf), "\"\\u007f\\u200b\\u200f\\u2028"
		"\\u2060\\u206f\\u061c\\u00ad\\ufeff\\udb43\\udfff\"");
	buf_clear(&buf);
	json_init(&json, &buf);
	json_text(&json, NULL, str_of(seen));
	buf_add_format(&whole, "\"%s\"", seen);
	assert_string_equal(buf_text(&buf), buf_text(&whole));
	buf_release(&buf);
	buf_release(&whole);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_keys_are_bytes),
		cmocka_unit_test(test_against_a_model),
		cmocka_unit_test(test_fixed_environment_repeats),
		cmocka_unit_test(test_system_chance_is_chance),
		cmocka_unit_test(test_json_hides_nothing),
		cmocka_unit_test(test_json),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
