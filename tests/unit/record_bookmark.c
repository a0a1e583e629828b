/*
 * What was read, written and read again; what is no such file; what counts as
 * read.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/record/bookmark.h"

#define REVISION "0123456789abcdef0123456789abcdef01234567"
#define OTHER "76543210fedcba9876543210fedcba9876543210"

static const char whole[] = "adref bookmark 1\n"
	"first " REVISION "\n"
	"doc outcome " OTHER " " REVISION "\n"
	"node 7qd2m0ab 0011223344556677\n"
	"node m0x1tz44 8899aabbccddeeff\n"
	"doc letters/ind-2021-05-28 " REVISION " " REVISION "\n"
	"watch ammunition|explosives \n"
	"watch (?i:arms) and \"more\"\n";

static void
written_as_read(void **state)
{
	struct bookmark bookmark;
	struct buf text = BUF_INIT;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(bookmark_read(&bookmark, str_of(whole), &err), 0);
	bookmark_add(&text, &bookmark);
	assert_string_equal(buf_text(&text), whole);
	assert_null(bookmark_find(&bookmark, "agenda"));
	assert_memory_equal(&bookmark_put(&bookmark, "agenda")->read,
		&bookmark.first, sizeof(bookmark.first));
	assert_false(bookmark_watch(&bookmark, "ammunition|explosives "));
	assert_true(bookmark_unwatch(&bookmark, "ammunition|explosives "));
	assert_false(bookmark_unwatch(&bookmark, "ammunition|explosives "));
	assert_int_equal(bookmark.patterns_n, 1);
	buf_release(&text);
	bookmark_release(&bookmark);
}

/* Cut anywhere, and with any byte changed, it is read or refused. */
static void
garbled(void **state)
{
	static const char *const texts[] = {
		"", "\n", "adref bookmark 2\n", "adref bookmark 1\nfirst\n",
		"adref bookmark 1\nnode 7qd2m0ab 0011223344556677\n",
		"adref bookmark 1\nfirst " REVISION " more\n",
		"adref bookmark 1\nfirst 0123\n",
		"adref bookmark 1\ndoc ../etc " REVISION " " REVISION "\n",
		"adref bookmark 1\ndoc a " REVISION " " REVISION "\n"
		"doc a " REVISION " " REVISION "\n",
		"adref bookmark 1\nwatch\n", "adref bookmark 1\nwatch \n",
		"adref bookmark 1\n\n",
	};
	struct bookmark bookmark;
	struct err err = ERR_INIT;
	char copy[sizeof(whole)];

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		assert_int_equal(bookmark_read(&bookmark, str_of(texts[i]),
			&err), -1);
		assert_int_equal(bookmark.n, 0);
		err_clear(&err);
	}
	for (size_t i = 0; i < sizeof(whole); i++) {
		if (bookmark_read(&bookmark, str_make(whole, i), &err) == 0)
			bookmark_release(&bookmark);
		memcpy(copy, whole, sizeof(whole));
		copy[i] = (char)(copy[i] ^ 0x41);
		if (bookmark_read(&bookmark, str_make(copy,
			sizeof(whole) - 1), &err) == 0)
			bookmark_release(&bookmark);
	}
}

static void
read_as_it_was(void **state)
{
	struct bookmark bookmark = BOOKMARK_INIT;
	struct bookmark_doc *marks = bookmark_put(&bookmark, "outcome");
	struct doc *doc = doc_new("outcome");
	struct node *node = doc_add(doc, NULL, NODE_PARAGRAPH,
		str_of("States shall report."));
	node_id id = node_id_of(str_of("7qd2m0ab"));

	(void)state;
	assert_true(doc_set_id(doc, node, &id));
	assert_false(bookmark_has_node(marks, node));
	bookmark_put_node(marks, node);
	assert_true(bookmark_has_node(marks, node));
	doc_set_line(doc, node, str_of("States should report."));
	assert_false(bookmark_has_node(marks, node));
	bookmark_put_node(marks, node);
	assert_true(bookmark_has_node(marks, node));
	node->status = STATUS_AGREED;
	assert_false(bookmark_has_node(marks, node));
	node->status = STATUS_OPEN;
	bookmark_all(marks, &bookmark.first);
	assert_false(bookmark_has_node(marks, node));
	bookmark_release(&bookmark);
	doc_free(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(written_as_read),
		cmocka_unit_test(garbled),
		cmocka_unit_test(read_as_it_was),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
