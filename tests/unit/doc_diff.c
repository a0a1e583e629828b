/*
 * Comparing two states: kinds, moves, and where what is gone is told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/doc/diff.h"
#include "build_named.h"

static void
add_entry(struct buf *out, const struct diff_entry *entry)
{
	buf_add_format(out, "%c", (entry->to ? entry->to : entry->from)
		->id.text[7]);
	for (unsigned bit = 1; bit < 1u << DIFF_KINDS; bit <<= 1)
		if (entry->kinds & bit)
			buf_add_format(out, " %s",
				diff_kind_word((enum diff_kind)bit));
	buf_add_char(out, '\n');
}

static void
check(const char *from, const char *to, const char *expect)
{
	struct doc *a = from ? build(from) : NULL;
	struct doc *b = to ? build(to) : NULL;
	struct buf out = BUF_INIT;
	struct diff diff;
	size_t counts[DIFF_KINDS] = { 0 };

	doc_diff(&diff, a, b);
	for (size_t i = 0; i < diff.n; i++) {
		add_entry(&out, &diff.at[i]);
		for (size_t k = 0; k < DIFF_KINDS; k++)
			counts[k] += diff.at[i].kinds >> k & 1;
	}
	assert_string_equal(buf_text(&out), expect);
	assert_memory_equal(counts, diff.counts, sizeof(counts));
	diff_release(&diff);
	buf_release(&out);
	doc_free(a);
	doc_free(b);
}

static void
test_kinds(void **state)
{
	(void)state;
	check("same@a", "same@a", "");
	check("the text@a", "the words@a", "a text\n");
	check("export controls@a", "[export controls]@a", "a bracket\n");
	check("plastics@a", "plastic[s]@a", "a bracket\n");
	check("[shall] report@a", "shall [report]@a", "a bracket\n");
	check("[a] b@a", "[a] [b]@a", "a bracket\n");
	check("[a] b@a", "[c] [b]@a", "a text bracket\n");
	check("shall@a", "[shall][should]@a", "a text bracket\n");
	check("[a]{IND} b@a", "[a]{IND +EU} b@a", "a attribution\n");
	check("a@a", "[a]{IND}@a", "a bracket attribution\n");
	check("one[^8]@a", "one[^9]@a", "a footnote\n");
	check("3. text@a", "3 bis. text@a", "a renumbered\n");
	check("3. text@a", "4. words@a", "a text renumbered\n");
	check("*text*@a", "text@a", "a text\n");
	check("[x](#a) b@a", "[x](#c) b@a", "a text\n");
	check("to day@a", "today@a", "a text\n");
	check("to day[^8]@a", "today[^9]@a", "a text footnote\n");
	check("p@a\n[^8]: note@b", "p@a\n[^8]: other@b", "b footnote\n");
	check("p@a\n[^8]: note@b", "p@a\n[^9]: note@b", "b renumbered\n");
}

static void
test_status(void **state)
{
	struct doc *a = build("text@a"), *b = build("text@a");
	struct diff diff;

	(void)state;
	doc_first(b)->status = STATUS_AD_REF;
	doc_diff(&diff, a, b);
	assert_int_equal(diff.n, 1);
	assert_int_equal(diff.at[0].kinds, DIFF_STATUS);
	diff_release(&diff);
	doc_free(a);
	doc_free(b);
}

static void
test_moved(void **state)
{
	(void)state;
	/* Only the one that left its order, not those it passed. */
	check("- 1@a\n- 2@b\n- 3@c\n- 4@d\n", "- 2@b\n- 3@c\n- 4@d\n- 1@a\n",
		"a moved\n");
	check("- 1@a\n- 2@b\n- 3@c\n- 4@d\n", "- 4@d\n- 1@a\n- 2@b\n- 3@c\n",
		"d moved\n");
	check("# A@a\n- x@x\n- y@y\n# B@b\n", "# A@a\n- y@y\n# B@b\n- x@x\n",
		"x moved\n");
	check("- x@x\n", "x@x\n", "x moved\n");
	check("# A@a\n- x@x\n# B@b\n- y@y\n", "# B@b\n- y@y\n# A@a\n- xx@x\n",
		"b moved\nx text\n");
}

static void
test_added_and_removed(void **state)
{
	(void)state;
	check(NULL, "- x@x\n  - y@y\n[^8]: n@n\n",
		"x added\ny added\nn added\n");
	check("- x@x\n  - y@y\n[^8]: n@n\n", NULL,
		"x removed\ny removed\nn removed\n");
	check(NULL, NULL, "");
	check("# A@a\n- x@x\n- y@y\n- z@z\n# B@b\n",
		"# A@a\n- x new@x\n- w@w\n- zz@z\n# B new@b\n",
		"x text\ny removed\nw added\nz text\nb text\n");
	/* The first, with what hangs below it; then the last. */
	check("- x@x\n  - k@k\n- y@y\n- z@z\n", "- y new@y\n",
		"x removed\nk removed\ny text\nz removed\n");
	/* Behind all that hangs below the sibling before. */
	check("- x@x\n  - k@k\n- y@y\n", "- x@x\n  - kk@k\n",
		"k text\ny removed\n");
	/* A heading goes, what stood under it stays. */
	check("# A@a\n- x@x\n# B@b\n- y@y\n", "# A@a\n- x@x\n- y@y\n",
		"y moved\nb removed\n");
	check("p@p\n[^1]: a@a\n[^2]: b@b\n[^3]: c@c\n",
		"p@p\n[^1]: a new@a\n[^3]: c new@c\n",
		"a footnote\nb removed\nc footnote\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_kinds),
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_moved),
		cmocka_unit_test(test_added_and_removed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
