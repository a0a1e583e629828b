/*
 * Before and around the import: bytes to text, what a text looks like, being
 * stopped, and texts that somebody made to hurt.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "format_import_help.h"

static void
bytes_become_text(void **state)
{
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(import_decode(&out,
		str_of("\xEF\xBB\xBF" "a\r\nb\rc\n"), NULL, &err), 0);
	assert_string_equal(buf_text(&out), "a\nb\nc\n");
	assert_int_equal(import_decode(&out, str_of("caf\xE9\r"), "latin1",
		&err), 0);
	assert_string_equal(buf_text(&out), "caf\u00E9\n");
	assert_int_equal(import_decode(&out, str_of("\x93" "a\x94\x96"),
		"ISO-8859-1", &err), 0);
	assert_string_equal(buf_text(&out), "\u201Ca\u201D\u2013");
	assert_int_equal(import_decode(&out, str_of("a"), "UTF8", &err), 0);
	assert_int_equal(import_decode(&out, str_of(""), "utf-8", &err), 0);
	assert_int_equal(out.len, 0);
	buf_release(&out);
}

static void
other_bytes_are_refused_by_place(void **state)
{
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(import_decode(&out, str_of("a\nbc\xE9" "d"), NULL,
		&err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "line 2, byte 3 (0xE9)"));
	assert_int_equal(import_decode(&out, str_make("a\0b", 3), "latin1",
		&err), -1);
	assert_non_null(strstr(err.text, "line 1, byte 2 is a NUL"));
	assert_int_equal(import_decode(&out, str_of("a"), "koi8-r", &err), -1);
	assert_int_equal(err.code, ERR_USAGE);
	buf_release(&out);
}

static void
forms_are_guessed(void **state)
{
	(void)state;
	assert_int_equal(import_guess(str_of("Excellency,\n\nText\n")),
		IMPORT_LETTER);
	assert_int_equal(import_guess(str_of("Text\n\nAnnex 1\n\nDRAFT 1\n")),
		IMPORT_LETTER);
	assert_int_equal(import_guess(str_of("# source: x\n\nText\n")),
		IMPORT_TEXT);
	assert_int_equal(import_guess(str_of("Text\n\n## Heading\n")),
		IMPORT_MARKDOWN);
	assert_int_equal(import_guess(str_of("Text[^1]\n\n[^1]: Note\n")),
		IMPORT_MARKDOWN);
	assert_int_equal(import_guess(str_of("Annex 1\n\nText\n")),
		IMPORT_TEXT);
	assert_int_equal(import_guess(str_of("")), IMPORT_TEXT);
}

static int
stop_at_2000(void *ctx, size_t done, size_t all)
{
	size_t *calls = ctx;

	assert_int_equal(all, 5001);
	assert_int_equal(done, 1000 * ++*calls);
	return done == 2000;
}

static void
a_person_can_stop_it(void **state)
{
	size_t calls = 0;
	struct import_options options = { NULL, stop_at_2000, &calls };
	struct buf text = BUF_INIT;

	(void)state;
	for (size_t i = 0; i < 5000; i++)
		buf_add_text(&text, "- line\n");
	buf_add_text(&text, "no end");
	for (int form = IMPORT_LETTER; form <= IMPORT_TEXT; form++) {
		struct import import = IMPORT_INIT;
		struct err err = ERR_INIT;

		calls = 0;
		assert_int_equal(import_text(&import, buf_str(&text),
			(enum import_form)form, &options, &err), -1);
		assert_int_equal(err.code, ERR_STOPPED);
		assert_int_equal(calls, 2);
		assert_int_equal(import.docs_n, 0);
		import_release(&import);
	}
	buf_release(&text);
}

static void
the_main_document_has_the_name_given(void **state)
{
	struct import_options options = { "treaty", NULL, NULL };

	(void)state;
	for (int form = IMPORT_LETTER; form <= IMPORT_TEXT; form++) {
		struct import import = IMPORT_INIT;
		struct err err = ERR_INIT;

		assert_int_equal(import_text(&import, str_of("Text\n"),
			(enum import_form)form, &options, &err), 0);
		assert_string_equal(import.docs[0]->name, "treaty");
		import_release(&import);
	}
}

/* What would take minutes if anything here were not linear. */
static void
hostile_text_is_read_in_linear_time(void **state)
{
	static const char *const pieces[] = { "[", "]", "- ", "-\n", "\n",
		"[^a]: b\n", "[^1]", "\u00B9", "\u00B9 n\n\n", "[a][b]",
		"](http:", "\t", "a\tb\n", "|", "1\n\n", "Annex 1\n\n", "\\",
		"A. x\n\n", "\\[*_{#", "word and " };
	static const char *const starts[] = { "", "[b]: http://c\n\nText\n" };

	(void)state;
	for (size_t i = 0; i < 2 * sizeof(pieces) / sizeof(*pieces); i++) {
		struct buf text = BUF_INIT;

		buf_add_text(&text, starts[i % 2]);
		while (text.len < 300000)
			buf_add_text(&text, pieces[i / 2]);
		for (int form = IMPORT_LETTER; form <= IMPORT_TEXT; form++) {
			struct import import = IMPORT_INIT;

			help_import(&import, buf_str(&text),
				(enum import_form)form);
			assert_true(import.docs_n >= 1);
			import_release(&import);
		}
		buf_release(&text);
	}
}

static void
deep_lists_have_a_bottom(void **state)
{
	struct import import = IMPORT_INIT;
	struct buf text = BUF_INIT;
	size_t deepest = 0;

	(void)state;
	for (size_t i = 0; i < 300; i++) {
		buf_add_fill(&text, ' ', 2 * i);
		buf_add_text(&text, "- x\n");
	}
	for (int form = IMPORT_LETTER; form <= IMPORT_MARKDOWN; form++) {
		help_import(&import, buf_str(&text), (enum import_form)form);
		assert_int_equal(import.docs[0]->n, 300);
		for (struct node *at = doc_first(import.docs[0]); at;
		     at = node_next(at))
			if (node_depth(at) > deepest)
				deepest = node_depth(at);
		import_release(&import);
	}
	assert_in_range(deepest, 20, 40);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(bytes_become_text),
		cmocka_unit_test(other_bytes_are_refused_by_place),
		cmocka_unit_test(forms_are_guessed),
		cmocka_unit_test(a_person_can_stop_it),
		cmocka_unit_test(the_main_document_has_the_name_given),
		cmocka_unit_test(hostile_text_is_read_in_linear_time),
		cmocka_unit_test(deep_lists_have_a_bottom),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
