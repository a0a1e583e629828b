/*
 * Two changes of a document merged, applied, and compared with what a reader
 * would expect; and what is told of it.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/doc/merge.h"
#include "build_named.h"

static const char *const event_words[] = {
	[EVENT_BESIDE] = "beside", [EVENT_KEPT] = "kept",
	[EVENT_BACK] = "back", [EVENT_STAYS] = "stays",
	[EVENT_STATUS] = "status",
	[EVENT_NUMBER] = "number", [EVENT_LABEL] = "label",
	[EVENT_RENAMED] = "renamed",
};
static const char *const left_words[] = {
	[LEFT_CHANGE] = "change", [LEFT_DROP] = "delete", [LEFT_ADD] = "add",
};

static void
add_told(struct buf *out, const struct doc_merge *merge)
{
	for (size_t i = 0; i < merge->events_n; i++) {
		const struct merge_event *event = &merge->events[i];

		buf_add_format(out, "* %s %c", event_words[event->kind],
			event->node.text[7]);
		if (*event->ours || *event->theirs)
			buf_add_format(out, " %s/%s", event->ours,
				event->theirs);
		buf_add_char(out, '\n');
	}
	for (size_t i = 0; i < merge->left_n; i++) {
		const struct merge_left *left = &merge->left[i];

		buf_add_format(out, "* %s %s %c%s %s\n", left->party,
			left_words[left->kind], left->node.text[7],
			left->under ? " under" : "", left->line);
	}
}

/* France is ours, India theirs. */
static void
check(const char *base, const char *ours, const char *theirs,
	const char *expect)
{
	struct env env;
	struct doc_sides sides = {
		.base = build(base), .ours = build(ours),
		.theirs = build(theirs), .our_hands = { .party = "FRA" },
		.their_hands = { .party = "IND" },
		.env = &env,
	};
	struct doc_merge merge;
	struct err err = ERR_INIT;
	struct buf out = BUF_INIT;

	env_fixed(&env, 0, 1);
	doc_merge(&merge, &sides);
	if (doc_apply(sides.ours, merge.changes.at, merge.changes.n,
		sides.env, NULL, &err) < 0)
		fail_msg("%s", err.text);
	add_doc(&out, sides.ours);
	add_told(&out, &merge);
	assert_string_equal(buf_text(&out), expect);
	buf_release(&out);
	doc_merge_release(&merge);
	doc_free(sides.base);
	doc_free(sides.ours);
	doc_free(sides.theirs);
}

static void
test_text(void **state)
{
	(void)state;
	check("a b c@1\n", "a b x@1\n", "y b c@1\n", "y b x@1\n");
	check("a b c@1\n", "a x c@1\n", "a y c@1\n",
		"a [x]{+FRA}[y]{+IND} c@1\n* beside 1 x/y\n");
	/* Across paragraphs nothing can be put in brackets: ours stays. */
	check("a [b c@1\nd] e@2\n", "a x c@1\nd e@2\n",
		"a [y c@1\nd] e@2\n",
		"a x c@1\nd e@2\n* IND change 1 a [y c\n");
	/* Numbers: ours. */
	check("3. a b@1\n", "4. a b@1\n", "5. a c@1\n",
		"4. a c@1\n* number 1\n");
}

static void
test_status(void **state)
{
	(void)state;
	check("a@1\n", "a@1!\n", "a@1?\n", "a@1?\n");
	check("a@1?\n", "a@1!\n", "a@1\n", "a@1\n");
	/* What was agreed is what was read. */
	check("a b@1\n", "a x@1\n", "a b@1!\n", "a x@1\n* status 1 open/"
		"agreed\n");
	check("a b@1\n", "a b@1!\n", "a x@1\n",
		"a b@1!\n* IND change 1 a x\n");
	check("3. a b@1\n", "4. a b@1\n", "3. a b@1!\n", "4. a b@1!\n");
}

static void
test_dropped(void **state)
{
	(void)state;
	check("a@1\nb@2\n", "a@1\nb@2\n", "a@1\n", "a@1\n");
	check("a@1\nb c@2\n", "a@1\nb x@2\n", "a@1\n",
		"a@1\n[b x]{-IND}@2\n* kept 2\n");
	check("a@1\nb c@2\n", "a@1\n", "a@1\nb x@2\n",
		"a@1\n[b x]{-FRA}@2\n* back 2\n");
	check("a@1\n3. b c@2\n", "a@1\n3. b x@2\n", "a@1\n",
		"a@1\n3. [b x]{-IND}@2\n* kept 2\n");
	check("a@1\n[b c]{EU}@2\n", "a@1\n[b x]{EU}@2\n", "a@1\n",
		"a@1\n[b x]{EU -IND}@2\n* kept 2\n");
	/* New text below it. */
	check("a@1\nb@2\n", "a@1\nb@2\n  - c@3\n", "a@1\n",
		"a@1\n[b]{-IND}@2\n  c@3\n* kept 2\n");
	check("a@1\nb@2\n", "a@1\n", "a@1\nb@2\n  - c@3\n",
		"a@1\n[b]{-FRA}@2\n  c@3\n* back 2\n");
	/* With all that stands above it. */
	check("# A@1\nb@2\nc@3\n", "", "# A@1\nb@2\nc x@3\n",
		"#[A]{-FRA}@1\n  [c x]{-FRA}@3\n* back 1\n* back 3\n");
	/* What the others agreed on stays as it reads. */
	check("a@1\nb@2\n", "a@1\nb@2!\n", "a@1\n",
		"a@1\nb@2!\n* IND delete 2 \n");
	/* Of two that hold a pair one goes. */
	check("[a@1\nb]@2\nc@3\n", "c@3\n", "[a x@1\nb]@2\nc@3\n",
		"[[a x]{-FRA}@1\n[b]{-FRA}]@2\nc@3\n* back 1\n"
		"* back 2\n");
	check("[a@1\nb]@2\nc@3\n", "[a x@1\nb]@2\nc@3\n", "c@3\n",
		"[[a x]{-IND}@1\n[b]{-IND}]@2\nc@3\n* kept 2\n"
		"* kept 1\n");
	/* One of the two ends went with its paragraph. */
	check("[a b@1\nc]@2\n", "[a b@1\n", "a b@1\nc]@2\n",
		"a b@1\n");
}

static void
test_placed(void **state)
{
	(void)state;
	/* A move and an edit. */
	check("a@1\nb@2\nc@3\n", "b@2\na@1\nc@3\n", "a x@1\nb@2\nc@3\n",
		"b@2\na x@1\nc@3\n");
	/* Two at one place: India's behind France's, whoever came first. */
	check("a@1\nb@2\n", "a@1\nf@3\nb@2\n", "a@1\ni@4\nj@5\nb@2\n",
		"a@1\nf@3\ni@4\nj@5\nb@2\n");
	/* Into what the other took out. */
	check("a@1\nb@2\n", "a@1\n", "b@2\n  - a@1\n",
		"[b]{-FRA}@2\n  a@1\n* back 2\n");
	/* Each under the other. */
	check("a@1\nb@2\n", "a@1\n  - b@2\n", "b@2\n  - a@1\n",
		"a@1\n  b@2\n* stays 1\n");
	check("a@1\nb@2\nc@3\nd@4\n", "b@2\nc@3\nd@4\na@1\n",
		"b@2\nc@3\na@1\nd@4\n",
		"b@2\nc@3\nd@4\na@1\n* stays 1\n");
}

static void
test_notes(void **state)
{
	(void)state;
	/* Two of one label. */
	check("a@1\nb@2\n", "a[^5]@1\nb@2\n[^5]: x@3\n",
		"a@1\nb[^5]@2\n[^5]: y@4\n",
		"a[^5]@1\nb[^6]@2\n[^5]: x@3\n[^6]: y@4\n"
		"* label 4 5/6\n");
	/* One goes and is called again. */
	check("a[^5]@1\nb@2\n[^5]: x@3\n", "a@1\nb@2\n",
		"a[^5]@1\nb[^5]@2\n[^5]: x@3\n", "a@1\nb[^5]@2\n[^5]: x@3\n");
	check("a[^5]@1\nb@2\n[^5]: x@3\n", "a[^5]@1\nb[^5]@2\n[^5]: x@3\n",
		"a@1\nb@2\n", "a@1\nb[^5]@2\n[^5]: x@3\n");
	check("a[^5]@1\nb@2\n[^5]: x@3\n", "a[^5]@1\nb@2\n[^5]: y@3\n",
		"a@1\nb@2\n", "a@1\nb@2\n[^5]: [y]{-IND}@3\n* kept 3\n");
}

/* Nodes of one id that are not the same. */
static void
test_ids(void **state)
{
	(void)state;
	check("a@1\n", "a@1\nf@2\n", "a@1\nf@2\n", "a@1\nf@2\n");
	check("a@1\n", "a@1\nf@2\n", "a@1\ni@2\n",
		"a@1\nf@2\ni@d\n* renamed d 00000002/\n");
}

static void
test_parts(void **state)
{
	(void)state;
	/* Parted, and reworded behind and before. */
	check("a b c. d e f.@1\n", "a b c.@1\nd e f.@2\n",
		"a b c. d x f.@1\n", "a b c.@1\nd x f.@2\n");
	check("a b c. d e f.@1\n", "a b x. d e f.@1\n",
		"a b c.@1\nd e f.@2\n", "a b x.@1\nd e f.@2\n");
	check("1. a b c. d e f.@1\n", "1. a b c.@1\n2. d e f.@2\n",
		"1. a x c. d e y.@1\n", "1. a x c.@1\n2. d e y.@2\n");
	/* By both, at two places. */
	check("a b c. d e f. g h i.@1\n", "a b c.@1\nd e f. g h i.@2\n",
		"a b c. d e f.@1\ng h i.@3\n",
		"a b c.@1\nd e f.@2\ng h i.@3\n");
	/* Joined, and reworded in both. */
	check("a b c.@1\nd e f.@2\n", "a b c. d e f.@1\n",
		"a x c.@1\nd e y.@2\n", "a x c. d e y.@1\n");
	check("a b c.@1\nd e f.@2\n  - g@3\n", "a x c.@1\nd e y.@2\n  - g@3\n",
		"a b c. d e f.@1\n  - g@3\n", "a x c. d e y.@1\n  g@3\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_text),
		cmocka_unit_test(test_status),
		cmocka_unit_test(test_dropped),
		cmocka_unit_test(test_placed),
		cmocka_unit_test(test_notes),
		cmocka_unit_test(test_ids),
		cmocka_unit_test(test_parts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
