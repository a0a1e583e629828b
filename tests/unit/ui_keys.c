/*
 * The key decoder: what terminals send, whole, in pieces and broken.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "../../src/ui/terminal_keys.h"

/* Take all keys there are; their names, a paste as {text}. */
static void
take_all(struct decoder *decoder, struct buf *out, bool silence)
{
	key_code key;

	while ((key = decoder_take(decoder, silence)).code != KEYS_NONE) {
		if (key.code == KEYS_PASTE) {
			buf_add_char(out, '{');
			buf_add_str(out, buf_str(&decoder->paste));
			buf_add_char(out, '}');
		} else {
			key_add_name(out, key);
		}
		buf_add_char(out, ' ');
	}
}

/* All bytes at once, then one by one; both must give these keys. */
static void
check(const char *bytes, size_t len, const char *names)
{
	struct decoder decoder;
	struct buf out = BUF_INIT;
	size_t step, i;

	for (step = len; step; step = step > 1 ? 1 : 0) {
		decoder_init(&decoder, true);
		buf_clear(&out);
		for (i = 0; i < len; i += step) {
			decoder_add(&decoder, bytes + i, step);
			take_all(&decoder, &out, false);
		}
		take_all(&decoder, &out, true);
		assert_string_equal(buf_text(&out), names);
		assert_false(decoder_is_amid(&decoder));
		decoder_release(&decoder);
	}
	buf_release(&out);
}
#define CHECK(bytes, names) check(bytes, sizeof(bytes) - 1, names)

static void
test_plain_keys(void **state)
{
	(void)state;
	CHECK("a[\xC3\xA9\xE6\x96\x87 ", "a [ \xC3\xA9 \xE6\x96\x87 Space ");
	CHECK("\r", "Enter ");
	CHECK("\n", "Enter ");
	CHECK("\b\x7F", "Backspace Backspace ");
	CHECK("\t", "Tab ");
	CHECK("\0\x01\x1A\x1C\x1F", "^Space ^A ^Z ^\\ ^_ ");
}

static void
test_escape_sequences(void **state)
{
	(void)state;
	CHECK("\x1B[A\x1B[B\x1B[C\x1B[D", "Up Down Right Left ");
	CHECK("\x1BOA\x1BOB\x1BOC\x1BOD", "Up Down Right Left ");
	CHECK("\x1B[H\x1B[F\x1BOH\x1BOF", "Home End Home End ");
	CHECK("\x1B[1~\x1B[4~\x1B[7~\x1B[8~", "Home End Home End ");
	CHECK("\x1B[2~\x1B[3~\x1B[5~\x1B[6~", "Insert Delete PgUp PgDn ");
	CHECK("\x1B[Z", "BackTab ");
	CHECK("\x1BOP\x1B[11~\x1B[[A\x1B[15~\x1B[[E", "F1 F1 F1 F5 F5 ");
	CHECK("\x1B[17~\x1B[24~\x1B[34~", "F6 F12 F20 ");
	/* Modifiers are dropped. */
	CHECK("\x1B[1;5C\x1B[3;2~\x1BO5D\x1B[1;2P", "Right Delete Left F1 ");
	/* The keypad of PuTTY. */
	CHECK("\x1BOp\x1BOy\x1BOM\x1BOk", "0 9 Enter + ");
}

static void
test_unknown_sequences_vanish(void **state)
{
	(void)state;
	CHECK("a\x1B[Iq\x1B[Ou", "a q u ");
	CHECK("\x1B[?62;22cx", "x ");
	CHECK("\x1B[>41;370;0cx", "x ");
	CHECK("\x1B[12;40Rx", "x ");
	CHECK("\x1B[99~\x1B[0~x", "x ");
	CHECK("\x1B[200;1\x07x", "^G x ");
	CHECK("\x1B[27u\x1B[<0;1;1Mx", "x ");
	CHECK("\x1B[99999999999999999999999999999999999~x",
		"9 9 9 9 9 ~ x ");
}

/* The last of each kind, and the next. */
static void
test_edges_of_sequences(void **state)
{
	(void)state;
	CHECK("\x1B[12345~x", "x ");
	CHECK("\x1B[R\x1B[c", "F3 Right ");
	CHECK("\x1B[[@x\x1B[[Fx", "x x ");
	CHECK("\x1B[\x01", "Esc [ ^A ");
	CHECK("\x1B[1\x7Fx", "Backspace x ");
	CHECK("\x1BOi\x1BOzx", "x ");
	CHECK("\x1BO1;5C", "Right ");
	CHECK("\x1BO\x7F", "Esc O Backspace ");
	CHECK("\x1B\x7F", "Esc Backspace ");
	CHECK("\x1BO1111111111111111111111111111111111111111x",
		"1 1 1 1 1 1 1 1 1 x ");
}

/* Where the terminal knows no UTF-8, a byte is what the locale says. */
static void
test_bytes_of_a_plain_locale(void **state)
{
	struct decoder decoder;
	struct buf out = BUF_INIT;

	(void)state;
	decoder_init(&decoder, false);
	decoder_add(&decoder, "a\xE9" "b", 3);
	take_all(&decoder, &out, true);
	assert_string_equal(buf_text(&out), "a b ");
	decoder_add(&decoder, "\x1B[200~", 6);
	take_all(&decoder, &out, false);
	assert_true(decoder_is_amid(&decoder));
	decoder_release(&decoder);
	buf_release(&out);
}

static void
test_escape_alone(void **state)
{
	struct decoder decoder;
	key_code key;

	(void)state;
	CHECK("\x1B", "Esc ");
	CHECK("\x1B\x1B", "Esc Esc ");
	CHECK("\x1Bq", "Esc q ");
	CHECK("\x1B\x1B[A", "Esc Up ");
	CHECK("\x1B[", "Esc [ ");
	CHECK("\x1BO", "Esc O ");
	CHECK("\x1B[1;", "");
	/* It is not Esc before it is known that nothing follows. */
	decoder_init(&decoder, true);
	decoder_add(&decoder, "\x1B", 1);
	assert_int_equal(decoder_take(&decoder, false).code, KEYS_NONE);
	assert_true(decoder_is_amid(&decoder));
	decoder_add(&decoder, "[B", 2);
	key = decoder_take(&decoder, false);
	assert_int_equal(key.code, KEYS_DOWN);
	decoder_release(&decoder);
}

static void
test_bad_bytes(void **state)
{
	(void)state;
	CHECK("\xFFq\x80u", "q u ");
	CHECK("\xC3q", "q ");
	CHECK("\xE6\x96q", "q ");
	CHECK("\xC0\xAF\xED\xA0\x80q", "q ");
	CHECK("\xC2\x9B" "Aq", "A q ");
	CHECK("\xF0\x9F", "");
	CHECK("\xEF\xBF\xBDq", "\xEF\xBF\xBD q ");
}

static void
test_pastes(void **state)
{
	(void)state;
	CHECK("a\x1B[200~b[c\x1B[201~d", "a {b[c} d ");
	CHECK("\x1B[200~\x1B[201~q", "{} q ");
	CHECK("\x1B[200~one\r\ntwo\rthree\nfour\tfive\x1B[201~",
		"{one\ntwo\nthree\nfour\tfive} ");
	CHECK("\x1B[200~a\x1B[31mb\x07\b\0\x7F" "c\x1B[201~", "{a[31mbc} ");
	CHECK("\x1B[200~\xC3\xA9\xFF\x1B[201~", "{\xC3\xA9\xFF} ");
	/* One that never ends. */
	CHECK("\x1B[200~abc\x1B[20", "{abc[20} ");
	/* An end without a beginning. */
	CHECK("\x1B[201~q", "q ");
	CHECK("\x1B[200~a\x1B[201~\x1B[200~b\x1B[201~", "{a} {b} ");
}

/* What comes at once with a forged end mark stays a paste. */
static void
test_forged_end(void **state)
{
	static const char bytes[] = "\x1B[200~a\x1B[201~qu\x1B[201~x";
	struct decoder decoder;
	struct buf out = BUF_INIT;

	(void)state;
	decoder_init(&decoder, true);
	decoder_add(&decoder, bytes, sizeof(bytes) - 1);
	take_all(&decoder, &out, false);
	assert_string_equal(buf_text(&out), "{a[201~qu} x ");
	buf_release(&out);
	decoder_release(&decoder);
}

static void
test_paste_limit(void **state)
{
	struct decoder decoder;
	struct buf bytes = BUF_INIT;

	(void)state;
	decoder_init(&decoder, true);
	buf_add_text(&bytes, "\x1B[200~");
	buf_add_fill(&bytes, 'x', PASTE_MAX);
	decoder_add(&decoder, bytes.data, bytes.len);
	assert_int_equal(decoder_take(&decoder, false).code, KEYS_NONE);
	assert_false(decoder.cut);
	decoder_add(&decoder, "yz\x1B[201~q", 9);
	assert_int_equal(decoder_take(&decoder, false).code, KEYS_PASTE);
	assert_true(decoder.cut);
	assert_int_equal(decoder.paste.len, PASTE_MAX);
	assert_int_equal(decoder_take(&decoder, false).code, 'q');
	buf_release(&bytes);
	decoder_release(&decoder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_plain_keys),
		cmocka_unit_test(test_escape_sequences),
		cmocka_unit_test(test_unknown_sequences_vanish),
		cmocka_unit_test(test_edges_of_sequences),
		cmocka_unit_test(test_bytes_of_a_plain_locale),
		cmocka_unit_test(test_escape_alone),
		cmocka_unit_test(test_bad_bytes),
		cmocka_unit_test(test_pastes),
		cmocka_unit_test(test_forged_end),
		cmocka_unit_test(test_paste_limit)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
