/*
 * Keys: names both ways, and written sequences.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adref/session/key.h"

/* The names of the keys of a sequence, each followed by a blank. */
static void
check(const char *text, const char *names)
{
	struct err err = ERR_INIT;
	struct buf out = BUF_INIT;
	struct key_text keys;
	size_t i;

	assert_int_equal(keys_read(&keys, str_of(text), &err), 0);
	for (i = 0; i < keys.n; i++) {
		key_add_name(&out, keys.at[i]);
		buf_add_char(&out, ' ');
	}
	assert_string_equal(buf_text(&out), names);
	buf_release(&out);
	keys_release(&keys);
	assert_int_equal(keys.n, 0);
}

static size_t
count(const char *text)
{
	struct key_text keys;
	size_t n;

	assert_int_equal(keys_read(&keys, str_of(text), NULL), 0);
	n = keys.n;
	keys_release(&keys);
	return n;
}

static void
check_refused(const char *text, const char *part)
{
	struct err err = ERR_INIT;
	struct key_text keys;

	assert_int_equal(keys_read(&keys, str_of(text), &err), -1);
	assert_int_equal(err.code, ERR_USAGE);
	assert_non_null(strstr(err.text, part));
	assert_int_equal(keys.n, 0);
	assert_null(keys.at);
}

static void
test_names_both_ways(void **state)
{
	static const char *const names[] = {
		"Space", "Enter", "Esc", "Tab", "BackTab", "Backspace",
		"Delete", "Insert", "Up", "Down", "Left", "Right", "Home",
		"End", "PgUp", "PgDn", "^Space", "^A", "^T", "^Z", "^\\",
		"^]", "^_", "F1", "F9", "F20", "[", "a", "Z", "^", "<", "#",
		"\xC3\xA9", "\xE6\x96\x87"
	};
	struct buf out = BUF_INIT;
	key_code key;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		assert_true(key_of(str_of(names[i]), &key));
		buf_clear(&out);
		key_add_name(&out, key);
		assert_string_equal(buf_text(&out), names[i]);
	}
	buf_release(&out);
}

static void
test_other_names(void **state)
{
	static const struct {
		const char *name;
		uint32_t code;
	} others[] = {
		{ "^M", KEYS_ENTER }, { "^J", KEYS_ENTER }, { "^I", KEYS_TAB },
		{ "^[", KEYS_ESC }, { "^H", KEYS_BACKSPACE },
		{ "^@", KEYS_CTRL }, { "^t", KEYS_CTRL + 20 },
		{ "^m", KEYS_ENTER }, { "<Enter>", KEYS_ENTER },
		{ "<^T>", KEYS_CTRL + 20 }, { "<#>", '#' },
		{ "\xE2\x8F\x8E", KEYS_ENTER }, { "\xE2\x90\xA3", ' ' },
		{ "\xE2\x86\x90", KEYS_LEFT }, { "\xE2\x86\x91", KEYS_UP },
		{ "\xE2\x86\x92", KEYS_RIGHT }, { "\xE2\x86\x93", KEYS_DOWN }
	};
	key_code key;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(others) / sizeof(others[0]); i++) {
		assert_true(key_of(str_of(others[i].name), &key));
		assert_int_equal(key.code, others[i].code);
	}
}

static void
test_no_names(void **state)
{
	static const char *const bad[] = {
		"", "enter", "F0", "F21", "F01", "F1x", "ab", "^1", "<>",
		"<Up", "Up>", "\x01", "\x7F", "\xFF", "\xC3", "\xC2\x85",
		"Enter ", "\xED\xA0\x80"
	};
	key_code key;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(key_of(str_of(bad[i]), &key));
}

static void
test_sequences(void **state)
{
	(void)state;
	assert_int_equal(count("@ind\xE2\x8F\x8E "
		"/risk..controls\xE2\x8F\x8E ["), 22);
	assert_int_equal(count("@ind Enter /risk..controls Enter ["), 22);
	assert_int_equal(count("P /ger\xE2\x90\xA3mark\xE2\x8F\x8E +"), 12);
	assert_int_equal(count(""), 0);
	assert_int_equal(count(" \n\t "), 0);
	check("@ind<Enter>[", "@ i n d Enter [ ");
	check("g14bis Enter", "g 1 4 b i s Enter ");
	check("a<<b << <", "a < b < < ");
	check("<Esc><^T>x <F1>", "Esc ^T x F1 ");
	check("x^T ^T ^", "x ^ T ^T ^ ");
	check("Upper Up", "U p p e r Up ");
	check("\xE2\x90\xA3\xE2\x86\x93\xE2\x90\xA3 m", "Space Down Space m ");
	check("<#><]>", "# ] ");
}

static void
test_sequences_refused(void **state)
{
	(void)state;
	check_refused("ab<Enter", "<<");
	check_refused("ok a<Entr>b", "<Entr>");
	check_refused("a\x80z", "character 2");
	check_refused("a\x1Bz", "character 2");
}

static void
test_text(void **state)
{
	static const struct {
		uint32_t code;
		bool text;
	} keys[] = {
		{ ' ', true }, { '[', true }, { '~', true }, { 0xE9, true },
		{ 0x10FFFF, true }, { 0x1F, false }, { 0x7F, false },
		{ 0x85, false }, { 0xD800, false }, { KEYS_ENTER, false },
		{ KEYS_CTRL + 1, false }, { KEYS_F + 1, false }
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(keys) / sizeof(keys[0]); i++) {
		key_code key = { keys[i].code };

		assert_int_equal(key_is_text(key), keys[i].text);
		assert_true(key_same(key, key));
	}
	assert_false(key_same((key_code){ 'a' }, (key_code){ 'b' }));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_names_both_ways),
		cmocka_unit_test(test_other_names),
		cmocka_unit_test(test_no_names),
		cmocka_unit_test(test_sequences),
		cmocka_unit_test(test_sequences_refused),
		cmocka_unit_test(test_text)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
