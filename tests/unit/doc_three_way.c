/*
 * Two changes of a document put together, applied, and compared with what a
 * reader would expect; what clashes, and with which node.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/doc/three_way.h"
#include "build_named.h"

static const char *const clash_words[] = {
	[CLASH_TEXT] = "text", [CLASH_STATUS] = "status",
	[CLASH_PLACE] = "place", [CLASH_GONE] = "gone",
	[CLASH_NEEDED] = "needed", [CLASH_TAKEN] = "taken",
};

/* What comes out: the document, or `clash KIND NODE` for each. */
static void
add_result(struct buf *out, const struct three_way *three, struct doc *doc)
{
	struct err err = ERR_INIT;

	for (size_t i = 0; i < three->clashes_n; i++)
		buf_add_format(out, "clash %s %c\n",
			clash_words[three->clashes[i].kind],
			three->clashes[i].node.text[7]);
	if (three->clashes_n)
		return;
	if (doc_apply(doc, three->changes.at, three->changes.n, NULL, NULL,
		&err) < 0)
		fail_msg("%s", err.text);
	add_doc(out, doc);
}

static void
check(const char *base, const char *theirs, const char *ours,
	const char *expect)
{
	struct doc *one = build(base), *two = build(theirs);
	struct doc *three = build(ours);
	struct three_way way;
	struct buf out = BUF_INIT;

	doc_three_way(&way, one, two, three);
	add_result(&out, &way, three);
	assert_string_equal(buf_text(&out), expect);
	buf_release(&out);
	three_way_release(&way);
	doc_free(one);
	doc_free(two);
	doc_free(three);
}

static void
test_text_and_status(void **state)
{
	(void)state;
	check("a [b] c@1\n", "a b c@1\n", "a [b] x@1!\n", "a b x@1!\n");
	check("a b c@1\n", "a b c@1!\n", "a x c@1\n", "a x c@1!\n");
	check("a b@1!\n", "a b@1\n", "a b@1\n", "a b@1\n");
	check("a b c@1\n", "a x c@1\n", "a y c@1\n", "clash text 1\n");
	check("a b c@1\n", "a x c@1\n", "z@2\n", "clash gone 1\n");
}

static void
test_added_and_dropped(void **state)
{
	(void)state;
	/* Dropped by theirs: gone, unless something needs it. */
	check("a@1\nb@2\n", "a@1\n", "a@1\nb@2\nc@3\n", "a@1\nc@3\n");
	check("a@1\nb@2\n", "a@1\n", "a@1\nb x@2\n", "clash needed 2\n");
	check("a@1\nb@2\n", "a@1\n", "a@1\nb@2!\n", "clash needed 2\n");
	check("a@1\nb@2\n", "a@1\n", "a@1\nb@2\n  - c@3\n",
		"clash needed 3\n");
	check("a@1\nb@2\n  - c@3\n", "a@1\n", "a@1\nb@2\n  - c@3\n", "a@1\n");
	check("a@1\nb@2\n", "a@1\n", "a@1\n", "a@1\n");
	/* Added by theirs: behind the nearest that is there. */
	check("a@1\nc@3\n", "a@1\nb@2!\nc@3\n", "a@1\nx@4\nc@3\n",
		"a@1\nb@2!\nx@4\nc@3\n");
	check("a@1\nc@3\n", "a@1\nb@2\nc@3\n", "c@3\n", "b@2\nc@3\n");
	check("a@1\n", "a@1\n  - b@2\n    - c@3\n", "a@1\n  - x@4\n",
		"a@1\n  b@2\n    c@3\n  x@4\n");
	check("a@1\n", "a@1\n  - b@2\n", "z@4\n", "clash place 1\n");
	check("a@1\n", "a@1\nb@2\n", "a@1\nb@2\n", "a@1\nb@2\n");
	check("a@1\n", "a@1\nb@2\n", "a@1\nx@2\n", "clash taken 2\n");
	/* A section goes behind the text that came before it. */
	check("# A@1\n", "# A@1\n## a@2\n", "# A@1\nx@3\n",
		"#A@1\n  x@3\n  ##a@2\n");
}

static void
test_places(void **state)
{
	(void)state;
	check("a@1\nb@2\nc@3\n", "b@2\nc@3\na@1\n", "a@1\nx@4\nb@2\nc@3\n",
		"x@4\nb@2\nc@3\na@1\n");
	/* There is no change that makes a bullet of a paragraph. */
	check("a@1\nb@2\nc@3\n", "a@1\nb@2\n  - c@3\n",
		"a@1\nb@2\nc x@3\n", "clash place 3\n");
	check("# A@1\na@2\n# B@3\nb@4\n", "# A@1\n# B@3\nb@4\na@2\n",
		"# A@1\na x@2\n# B@3\nb@4\ny@5\n",
		"#A@1\n#B@3\n  b@4\n  a x@2\n  y@5\n");
	/* Both moved it; or the place is below itself, or gone. */
	check("# A@1\na@2\n# B@3\n# C@4\n", "# A@1\n# B@3\na@2\n# C@4\n",
		"# A@1\n# B@3\n# C@4\na@2\n", "clash place 2\n");
	check("# A@1\na@2\n# B@3\n", "# A@1\n# B@3\na@2\n",
		"# A@1\n# B@3\na@2\n", "#A@1\n#B@3\n  a@2\n");
	check("a@1\nb@2\n", "a@1\n  b@2\n", "b@2\n", "clash place 1\n");
	check("a@1\nb@2\n", "a@1\n  b@2\n", "b@2\n  a@1\n",
		"clash place 1\n");
	/* An order among siblings that it has left. */
	check("# A@1\na@2\nb@3\nc@5\n# B@4\n", "# A@1\nb@3\nc@5\na@2\n# B@4\n",
		"# A@1\nb@3\nc@5\n# B@4\na@2\n",
		"#A@1\n  b@3\n  c@5\n#B@4\n  a@2\n");
}

static void
test_notes(void **state)
{
	(void)state;
	check("a[^1]@1\n[^1]: x@2\n", "a@1\n", "a[^1] b@1\n[^1]: x@2\n",
		"a b@1\n");
	check("a[^1]@1\nb@3\n[^1]: x@2\n", "a@1\nb@3\n",
		"a[^1]@1\nb[^1]@3\n[^1]: x@2\n", "clash needed 3\n");
	check("a@1\n", "a[^1]@1\n[^1]: x@2\n", "b a@1\n[^2]: y@3\n",
		"b a[^1]@1\n[^1]: x@2\n[^2]: y@3\n");
	check("a@1\n", "a[^1]@1\n[^1]: x@2\n", "b a@1\n[^1]: y@3\n",
		"clash taken 3\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text_and_status),
		cmocka_unit_test(test_added_and_dropped),
		cmocka_unit_test(test_places),
		cmocka_unit_test(test_notes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
