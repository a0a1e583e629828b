/*
 * Footnotes by number: given by the marks in the body, from the number the
 * document starts at; labels stay.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "adref/doc/change.h"
#include "adref/doc/notes.h"
#include "build_doc.h"

static struct env env;

/* The labels in the order they are shown, with number and marks. */
static void
check(const struct doc *doc, const char *expected)
{
	struct buf out = BUF_INIT;

	for (struct node *at = notes_first(doc); at;
	     at = notes_next(doc, at)) {
		const struct node *next = notes_next(doc, at);

		buf_add_format(&out, "%u=%s/%u ", at->number, at->label,
			at->marked);
		if (next)
			assert_ptr_equal(notes_prev(doc, next), at);
	}
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void
shown_as(const struct doc *doc, const char *line, const char *expected)
{
	struct buf out = BUF_INIT;

	notes_add_line(&out, doc, str_of(line));
	assert_string_equal(buf_text(&out), expected);
	buf_release(&out);
}

static void
numbers_follow_the_marks(void **state)
{
	struct doc *doc = build_doc("# A. Gifts[^b]\n1. Bread[^a][^b]\n"
		"[^a]: First.\n[^b]: Second, see[^d].\n[^c]: Nobody's.\n"
		"[^d]: Fourth.\n");

	(void)state;
	notes_number(doc);
	check(doc, "1=b/2 2=a/1 3=d/0 4=c/0 ");
	shown_as(doc, "x[^a] y\\[^b] [^none]", "x[^2] y\\[^b] [^none]");
	shown_as(doc, "[^2]", "[^2-no-note]");
	doc_free(doc);
}

static void
start_is_an_act(void **state)
{
	struct doc *doc = build_doc("1. Bread[^b]\n[^a]: First.\n"
		"[^b]: Second.\n");
	struct change change = { .kind = CHANGE_NUMBERING, .start = 8 };
	struct err err = ERR_INIT;

	(void)state;
	env_fixed(&env, 1600000000, 1);
	doc_draw_ids(doc, &env);
	assert_int_equal(doc_apply(doc, &change, 1, &env, NULL, &err), 0);
	check(doc, "8=b/1 9=a/0 ");
	assert_int_equal(doc_apply(doc, &change, 1, &env, NULL, &err), -1);
	assert_int_equal(err.code, ERR_STALE);
	change.was = 8;
	change.start = NOTES_FROM_MAX + 1;
	assert_int_equal(doc_apply(doc, &change, 1, &env, NULL, &err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	check(doc, "8=b/1 9=a/0 ");
	doc_free(doc);
}

/* A change that moves a mark numbers anew, and so does one taken back. */
static void
changes_number_anew(void **state)
{
	struct doc *doc = build_doc("1. Bread[^b]\n2. Salt[^a]\n"
		"[^a]: First.\n[^b]: Second.\n");
	struct change changes[2] = {
		{ .kind = CHANGE_MOVE },
		{ .kind = CHANGE_STATUS, .from = STATUS_AGREED },
	};
	struct err err = ERR_INIT;

	(void)state;
	env_fixed(&env, 1600000000, 1);
	doc_draw_ids(doc, &env);
	notes_number(doc);
	changes[0].node = changes[1].node = doc_first(doc)->id;
	changes[0].after = doc_last(doc)->id;
	assert_int_equal(doc_apply(doc, changes, 2, &env, NULL, &err), -1);
	check(doc, "1=b/1 2=a/1 ");
	assert_int_equal(doc_apply(doc, changes, 1, &env, NULL, &err), 0);
	check(doc, "1=a/1 2=b/1 ");
	doc_free(doc);
}

static void
starts_as_printed(const char *text, unsigned from, const char *expected)
{
	struct doc *doc = build_doc(text);

	notes_take_start(doc);
	assert_int_equal(doc->notes_from, from);
	check(doc, expected);
	doc_free(doc);
}

static void
import_keeps_printed_numbers(void **state)
{
	(void)state;
	starts_as_printed("a[^8] b[^9]\n[^8]: One.\n[^9]: Two.\n", 8,
		"8=8/1 9=9/1 ");
	starts_as_printed("a[^1] b[^2]\n[^1]: One.\n[^2]: Two.\n", 0,
		"1=1/1 2=2/1 ");
	starts_as_printed("a[^8] b[^11]\n[^8]: One.\n[^11]: Two.\n", 0,
		"1=8/1 2=11/1 ");
	starts_as_printed("a[^08]\n[^08]: One.\n", 0, "1=08/1 ");
	starts_as_printed("a[^x]\n[^x]: One.\n[^8]: Two.\n", 0,
		"1=x/1 2=8/0 ");
	starts_as_printed("a\n", 0, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(numbers_follow_the_marks),
		cmocka_unit_test(start_is_an_act),
		cmocka_unit_test(changes_number_anew),
		cmocka_unit_test(import_keeps_printed_numbers),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
