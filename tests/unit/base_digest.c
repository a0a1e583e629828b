/*
 * Digests against the examples of their standards, and base 64 that no other
 * text stands for.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/digest.h"

static void
check_sha(struct str bytes, const char *hex)
{
	unsigned char out[SHA256_LEN];
	struct buf text = BUF_INIT;

	sha256(out, bytes);
	for (size_t i = 0; i < SHA256_LEN; i++)
		buf_add_format(&text, "%02x", out[i]);
	assert_string_equal(buf_text(&text), hex);
	buf_release(&text);
}

/* FIPS 180-4's examples, and lengths around the end of a block. */
static void
test_sha256(void **state)
{
	struct buf many = BUF_INIT;

	(void)state;
	check_sha(str_of(""), "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934"
		"ca495991b7852b855");
	check_sha(str_of("abc"), "ba7816bf8f01cfea414140de5dae2223b00361a39617"
		"7a9cb410ff61f20015ad");
	check_sha(str_of("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnop"
		"nopq"), "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ec"
		"edd419db06c1");
	buf_add_fill(&many, 'a', 1000000);
	check_sha(buf_str(&many), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a49"
		"7200e046d39ccc7112cd0");
	buf_release(&many);
}

/* RFC 4648, section 10. */
static void
test_base64(void **state)
{
	static const char *const pairs[][2] = { { "f", "Zg==" },
		{ "fo", "Zm8=" }, { "foo", "Zm9v" }, { "foob", "Zm9vYg==" },
		{ "fooba", "Zm9vYmE=" }, { "foobar", "Zm9vYmFy" } };
	struct buf out = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof(pairs) / sizeof(pairs[0]); i++) {
		buf_clear(&out);
		assert_true(base64_read(&out, str_of(pairs[i][1])));
		assert_string_equal(buf_text(&out), pairs[i][0]);
		buf_clear(&out);
		base64_add(&out, str_of(pairs[i][0]));
		assert_true(str_starts(str_of(pairs[i][1]), buf_text(&out)));
	}
	buf_release(&out);
}

static void
test_what_is_no_base64(void **state)
{
	static const char *const bad[] = { "", "Zg", "Zg=", "Zh==", "Zm9=",
		"Zm9v Zm9v", "Z===", "====", "Zm9*", "Zg==Zg==", "Zm9v\n" };
	struct buf out = BUF_INIT;

	(void)state;
	buf_add_char(&out, '!');
	for (size_t i = 0; i < sizeof(bad) / sizeof(bad[0]); i++)
		assert_false(base64_read(&out, str_of(bad[i])));
	assert_false(base64_read(&out, str_make("Zg\0=", 4)));
	assert_string_equal(buf_text(&out), "!");
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_sha256),
		cmocka_unit_test(test_base64),
		cmocka_unit_test(test_what_is_no_base64)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
