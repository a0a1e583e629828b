/*
 * Looking for words: what is found and where, in each way; that counting,
 * going through place by place, and looking again after a change agree.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/needle.h"
#include "adref/base/utf8.h"
#include "adref/doc/change.h"
#include "adref/doc/find.h"
#include "adref/text/heard.h"
#include "build_doc.h"

static void
test_needle(void **state)
{
	static const struct {
		const char *words, *text;
		size_t off, at;
	} samples[] = {
		{ "a", "", 0, 0 }, { "a", "a", 0, 0 }, { "a", "a", 1, 1 },
		{ "xab", "xaxab", 0, 2 }, { "abx", "ababx", 0, 2 },
		{ "abx", "ababx", 3, 5 }, { "longer", "long", 0, 4 },
		{ "\xC3\xA9t", "\xC3\xA8t\xC3\xA9t", 0, 3 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(*samples); i++) {
		struct needle needle;

		needle_set(&needle, str_of(samples[i].words));
		assert_int_equal(needle_find(&needle, str_of(samples[i].text),
			samples[i].off), samples[i].at);
	}
}

/* The source that is found is marked with < >. */
static void
check(const char *line, const char *what, unsigned flags,
	const char *expect)
{
	struct doc *doc = build_doc("x");
	struct node *node = doc_first(doc);
	struct err err = ERR_INIT;
	struct buf out = BUF_INIT;
	struct find *find;
	struct hit hit;
	size_t at = 0, hits = 0;

	doc_set_line(doc, node, str_of(line));
	if (find_new(&find, str_of(what), flags, &err) < 0)
		fail_msg("%s", err.text);
	while (find_in(find, node, at, &hit, &err) > 0) {
		buf_add_str(&out, str_part(node_str(node), at, hit.from - at));
		buf_add_char(&out, '<');
		buf_add_str(&out, str_part(node_str(node), hit.from,
			hit.to - hit.from));
		buf_add_char(&out, '>');
		at = hit.to;
		hits++;
	}
	buf_add_str(&out, str_from(node_str(node), at));
	assert_string_equal(buf_text(&out), expect);
	assert_int_equal(find_last_in(find, node, (size_t)-1, &hit, &err),
		hits > 0);
	find_free(find);
	buf_release(&out);
	doc_free(doc);
}

static void
test_ways(void **state)
{
	(void)state;
	check("Export controls", "export", 0, "<Export> controls");
	check("[Export]{IND} *controls*[^8].", "export  controls.", 0,
		"[<Export]{IND} *controls*[^8].>");
	check("plastic[s] and plastics", "plastics", 0,
		"<plastic[s>] and <plastics>");
	check("a\\*b", "a*b", 0, "<a\\*b>");
	check("State\xE2\x80\x99s \xC3\x89t\xC3\xA9", "state's \xC3\xA9", 0,
		"<State\xE2\x80\x99s \xC3\x89>t\xC3\xA9");
	check("see [it](http://export.example)", "export", 0,
		"see [it](http://export.example)");
	check("risk of transfers and controls", "risk..controls", 0,
		"<risk of transfers and controls>");
	check("controls of risk", "risk..controls", 0, "controls of risk");
	check("", "x", 0, "");
	check("May may MAY", "May", FIND_CASE, "<May> may MAY");
	check("[M]ay may", "May", FIND_CASE, "[<M]ay> may");
	check("may maybe dismay may.", "may", FIND_WORDS,
		"<may> maybe dismay <may>.");
	check("no[n]e no", "no", FIND_WORDS, "no[n]e <no>");
	check("a-b b", "-b", FIND_WORDS, "a<-b> b");
	check("Shall, shall not", "shall", FIND_WORDS | FIND_CASE,
		"Shall, <shall> not");
	check("[shall][should]{+FRA} Report", "sh(all|ould) ?r",
		FIND_PATTERN, "[shall][<should]{+FRA} R>eport");
	check("Report report", "\\br\\w+", FIND_PATTERN | FIND_CASE,
		"Report <report>");
	check("1 12 123", "\\d\\d", FIND_PATTERN | FIND_WORDS, "1 <12> 123");
}

static void
test_refused(void **state)
{
	struct err err = ERR_INIT;
	struct find *find;

	(void)state;
	assert_int_equal(find_new(&find, str_of("  "), 0, &err), -1);
	assert_int_equal(find_new(&find, str_of("a.."), 0, &err), -1);
	assert_int_equal(find_new(&find, str_of("a(b"), FIND_PATTERN, &err),
		-1);
	assert_non_null(strstr(err.text, "character 4"));
	find_free(NULL);
}

static struct find_counts
count(struct doc *doc, const char *what, unsigned flags,
	const struct node *within, bool notes)
{
	struct find_range range = { .doc = doc, .within = within,
		.notes = notes };
	struct find_counts counts;
	struct err err = ERR_INIT;
	struct find *find;

	if (find_new(&find, str_of(what), flags, &err) < 0 ||
	    find_count(find, &range, &counts, &err) < 0)
		fail_msg("%s", err.text);
	find_free(find);
	return counts;
}

static const char sample[] =
	"front may\n"
	"# A may\n"
	"1. may may [may]\n"
	"  - may\n"
	"# B\n"
	"2. none\n"
	"[^1]: may\n";

/* All ways of counting agree, and with the count after a change. */
static void
test_counting(void **state)
{
	struct doc *doc = build_doc(sample);
	struct node *a = find_line(doc, "A may"), *b = find_line(doc, "B");
	struct change change = { .kind = CHANGE_TEXT, .gone = "none",
		.come = "may" };
	struct env env;
	struct err err = ERR_INIT;

	(void)state;
	env_fixed(&env, 0, 5);
	doc_draw_ids(doc, &env);
	assert_int_equal(count(doc, "may", 0, NULL, false).hits, 6);
	assert_int_equal(count(doc, "may", 0, NULL, false).nodes, 4);
	assert_int_equal(count(doc, "may", 0, NULL, true).hits, 7);
	assert_int_equal(count(doc, "may", FIND_CASE, NULL, true).hits, 7);
	assert_int_equal(count(doc, "m.y", FIND_PATTERN, NULL, true).hits, 7);
	assert_int_equal(count(doc, "may", 0, a, false).hits, 5);
	assert_int_equal(count(doc, "may", 0, b, true).hits, 1);
	change.node = find_line(doc, "2. none")->id;
	change.off = 3;
	assert_int_equal(doc_apply(doc, &change, 1, &env, NULL, &err), 0);
	assert_int_equal(count(doc, "may", 0, NULL, false).hits, 7);
	assert_int_equal(count(doc, "none", 0, NULL, true).hits, 0);
	change = (struct change){ .kind = CHANGE_DROP,
		.node = find_line(doc, "2. may")->id };
	assert_int_equal(doc_apply(doc, &change, 1, &env, NULL, &err), 0);
	assert_int_equal(count(doc, "may", 0, NULL, false).hits, 6);
	doc_free(doc);
}

/* Few nodes are more than ASCII, then most of them: the ways of looking for
 * an accent give the same. */
static void
test_accents(void **state)
{
	struct buf text = BUF_INIT;
	struct doc *doc;

	(void)state;
	for (int i = 0; i < 100; i++)
		buf_add_text(&text, i % 50 == 7 ? "1. \xC3\x89tat \xC3\xA9tat\n"
			: "2. etat\n");
	buf_add_text(&text, "[^1]: \xC3\xA9tat\n");
	doc = build_doc(buf_text(&text));
	for (struct node *at = doc_first(doc); at; at = node_next(at)) {
		size_t n = count(doc, "\xC3\xA9tat", 0, NULL, false).hits;

		assert_int_equal(count(doc, "\xC3\xA9tat", FIND_PATTERN, NULL,
			false).hits, n);
		assert_int_equal(count(doc, "\xC3\xA9tat", 0, NULL, true).hits,
			n + 1);
		assert_int_equal(count(doc, "etat", 0, NULL, true).hits +
			count(doc, "\xC3\xA9tat", 0, NULL, true).nodes, 101);
		doc_set_line(doc, at, str_of("2. \xC3\xA9tat"));
	}
	assert_int_equal(count(doc, "\xC3\xA9tat", 0, NULL, true).hits, 101);
	doc_free(doc);
	buf_release(&text);
}

static void
test_limit(void **state)
{
	struct doc *doc = build_doc(sample);
	struct find_range range = { .doc = doc, .max = 3 };
	struct find_counts counts;
	struct err err = ERR_INIT;
	struct find *find;

	(void)state;
	assert_int_equal(find_new(&find, str_of("may"), 0, &err), 0);
	assert_int_equal(find_count(find, &range, &counts, &err), 0);
	assert_in_range(counts.hits, 3, 5);
	assert_true(counts.more);
	find_free(find);
	doc_free(doc);
}

/* Forward and back, the same nodes. */
static void
test_order(void **state)
{
	struct doc *doc = build_doc(sample);
	struct find_range range = { .doc = doc, .notes = true };
	struct node *at = NULL, *seen[9];
	size_t n = 0;

	(void)state;
	while ((at = find_next_node(&range, at)))
		seen[n++] = at;
	assert_int_equal(n, doc->n);
	while ((at = find_prev_node(&range, at)))
		assert_ptr_equal(at, seen[--n]);
	assert_int_equal(n, 0);
	range = (struct find_range){ .doc = doc,
		.within = find_line(doc, "A may") };
	assert_ptr_equal(find_next_node(&range, NULL), range.within);
	assert_string_equal(find_prev_node(&range, NULL)->line, "may");
	assert_null(find_next_node(&range, find_prev_node(&range, NULL)));
	assert_null(find_prev_node(&range, range.within));
	doc_free(doc);
}

static uint32_t seed = 5;

static uint32_t
pick(uint32_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

/* With places or without, folded or not: the same is heard. */
static void
test_heard_alike(void **state)
{
	static const char *const pieces[] = {
		"a", "B", " ", "  ", "[", "]", "{IND}", "*", "\\", "[^8]",
		"\xC3\x89", "u\xCC\x88", "\xE2\x80\x99", "\xE4\xB8\xAD",
		"](#x)", "\t", "\xC2\xA0", ".", "\xEF\xAC\x81",
	};
	struct heard one = HEARD_INIT, two = HEARD_INIT;
	struct buf line = BUF_INIT;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		bool cased = pick(2);

		buf_clear(&line);
		for (uint32_t n = pick(9); n; n--)
			buf_add_text(&line, pieces[pick(sizeof(pieces) /
				sizeof(*pieces))]);
		heard_read(&one, buf_str(&line), cased);
		heard_read_text(&two, buf_str(&line), cased);
		assert_string_equal(buf_text(&one.text), buf_text(&two.text));
		for (size_t k = 0; k < one.text.len; k++)
			assert_true(one.from[k] < one.to[k] &&
				one.to[k] <= line.len);
	}
	heard_release(&one);
	heard_release(&two);
	buf_release(&line);
}

/* Letters folded the quick way, beside one that makes it the long way. */
static void
test_folded_alike(void **state)
{
	(void)state;
	for (uint32_t point = 0x21; point < 0xA000; point++) {
		struct buf text = BUF_INIT, quick = BUF_INIT, slow = BUF_INIT;

		utf8_add(&text, 'x');
		utf8_add(&text, point);
		utf8_add_folded(&quick, buf_str(&text));
		utf8_add(&text, 0xFB01);
		utf8_add_folded(&slow, buf_str(&text));
		buf_add_text(&quick, "fi");
		assert_string_equal(buf_text(&quick), buf_text(&slow));
		buf_release(&text);
		buf_release(&quick);
		buf_release(&slow);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_needle),
		cmocka_unit_test(test_ways),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_counting),
		cmocka_unit_test(test_accents),
		cmocka_unit_test(test_limit),
		cmocka_unit_test(test_order),
		cmocka_unit_test(test_heard_alike),
		cmocka_unit_test(test_folded_alike),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
