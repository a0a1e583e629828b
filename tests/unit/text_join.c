/*
 * Two changes of one line put together: what a reader would expect, and what
 * always holds of lines made by chance.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/text/join.h"

static void
test_joined(void **state)
{
	static const struct {
		const char *base, *ours, *theirs, *joined;
	} samples[] = {
		{ "", "", "", "" },
		{ "a b c", "a b c", "a x c", "a x c" },
		{ "a b c", "x b c", "a b y", "x b y" },
		{ "a b c", "a x c", "a x c", "a x c" },
		/* What was changed otherwise, or at the same place. */
		{ "a b c", "a x c", "a y c", NULL },
		{ "a b c", "a x b c", "a y b c", NULL },
		{ "a b c d", "a d", "a b x d", NULL },
		{ "a b c d", "a c d", "a d", NULL },
		/* What only touches. */
		{ "shall report", "should report", "shall inform",
		  "should inform" },
		{ "a b.", "a b, c.", "a x.", "a x, c." },
		/* Of two blanks either may go. */
		{ "a b c", "a c", "a b", "a" },
		{ "a b c", "b c", "a c", "c" },
		{ "x a b y", "x b y", "x a y", "x y" },
		{ "x a", "x b a", "x", "x b" },
		/* Brackets round words that others change. */
		{ "of [transit goods] now", "of [transported goods] now",
		  "of transit goods now", "of transported goods now" },
		{ "[transit] now", "[[transit] now]{EU}", "transit now",
		  "[transit now]{EU}" },
		{ "of transit now", "of transport now", "of [transit] now",
		  "of [transport] now" },
		/* Lifted by the other one already. */
		{ "of [transit] now", "of transit now", "of transit now",
		  "of transit now" },
		/* Stances, one by one. */
		{ "[x]{IND +EU}", "[x]{IND +EU -USA}", "[x]{IND}",
		  "[x]{IND -USA}" },
		{ "[x]{+EU}", "[x]{+EU -USA}", "[x]", "[x]{-USA}" },
		{ "[x]{USA IND +EU}", "[x]{USA IND +EU ?CHE}",
		  "[x]{USA IND}", "[x]{USA IND ?CHE}" },
		{ "[x]", "[x]{-USA}", "[x]{+EU}", "[x]{+EU -USA}" },
		{ "[x]{IND}.", "[x]{IND +EU};", "[x].", "[x]{+EU};" },
		{ "[x]", "[x]{-EU}", "[x]{+EU}", NULL },
		/* The pair goes, and somebody stands to it meanwhile. */
		{ "[x]{IND}", "[x]{IND +EU}", "x", NULL },
		{ "[x].", "[x]{-USA}.", "x.", NULL },
		/* In other scripts and with notes. */
		{ "Été[^1] très long", "Été[^1] long", "Été très long",
		  "Été long" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct buf out = BUF_INIT;
		struct words_clash clash;
		bool joined = words_join(&out, str_of(samples[i].base),
			str_of(samples[i].ours), str_of(samples[i].theirs),
			&clash);

		assert_int_equal(joined, samples[i].joined != NULL);
		assert_string_equal(buf_text(&out), joined
			? samples[i].joined : "");
		buf_release(&out);
	}
}

static void
test_clash_says_where(void **state)
{
	struct buf out = BUF_INIT;
	struct words_clash clash;
	struct str ours = str_of("Now, all States may report, soon");

	(void)state;
	assert_false(words_join(&out, str_of("All States should report"),
		ours, str_of("All States shall report"), &clash));
	assert_true(str_is(str_part(ours, clash.from, clash.to - clash.from),
		"may"));
	buf_release(&out);
}

static uint32_t seed = 7;

static uint32_t
pick(uint32_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

static void
any_line(struct buf *out, struct str from)
{
	static const char *const words[] = {
		"a ", "b ", "c ", "[", "]", "{IND}", "{+EU}", ", ",
	};
	size_t n = 0;

	buf_clear(out);
	for (size_t at = 0; at < from.len || n < 6; n++) {
		if (pick(4) == 0 || at >= from.len)
			buf_add_text(out, words[pick(8)]);
		else if (pick(8) == 0)
			at++;
		else
			buf_add_char(out, from.at[at++]);
	}
}

/* One side alone comes out as it is; who is first does not show. */
static void
test_always(void **state)
{
	struct buf base = BUF_INIT, ours = BUF_INIT, theirs = BUF_INIT;
	struct words_clash clash;
	size_t joined = 0;

	(void)state;
	for (int i = 0; i < 5000; i++) {
		struct buf out = BUF_INIT, other = BUF_INIT, same = BUF_INIT;
		bool did;

		any_line(&base, str_of(""));
		any_line(&ours, buf_str(&base));
		any_line(&theirs, buf_str(&base));
		did = words_join(&out, buf_str(&base), buf_str(&ours),
			buf_str(&theirs), &clash);
		joined += did;
		assert_true(clash.from <= clash.to || did);
		assert_true(did || clash.to <= ours.len);
		assert_int_equal(did, words_join(&other, buf_str(&base),
			buf_str(&theirs), buf_str(&ours), &clash));
		assert_int_equal(out.len, other.len);
		assert_true(words_join(&same, buf_str(&base), buf_str(&ours),
			buf_str(&base), &clash));
		assert_string_equal(buf_text(&same), buf_text(&ours));
		buf_clear(&same);
		assert_true(words_join(&same, buf_str(&base), buf_str(&base),
			buf_str(&theirs), &clash));
		assert_string_equal(buf_text(&same), buf_text(&theirs));
		buf_release(&out);
		buf_release(&other);
		buf_release(&same);
	}
	assert_in_range(joined, 100, 4900);
	buf_release(&base);
	buf_release(&ours);
	buf_release(&theirs);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_joined),
		cmocka_unit_test(test_clash_says_where),
		cmocka_unit_test(test_always),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
