/*
 * Replacing: what would stand in each place; brackets that stay around the
 * words that come; case that is followed; groups of a pattern; what is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "adref/doc/replace.h"
#include "build_doc.h"

static int
plan(struct replace_plan *out, struct doc *doc, const char *what,
	const char *with, unsigned flags)
{
	struct replace_wish wish = { str_of(what), flags, str_of(with) };
	struct find_range range = { .doc = doc };
	struct err err = ERR_INIT;
	int rc = replace_plan(out, &wish, &range, &err);

	if (rc < 0)
		print_message("%s\n", err.text);
	return rc;
}

/* The line as it would become; `left` places stay. */
static void
check(const char *line, const char *what, const char *with, unsigned flags,
	const char *expect, size_t left)
{
	struct doc *doc = build_doc("x");
	struct replace_plan places;
	struct buf out = BUF_INIT;
	size_t at = 0;

	doc_set_line(doc, doc_first(doc), str_of(line));
	assert_int_equal(plan(&places, doc, what, with, flags), 0);
	for (size_t i = 0; i < places.n; i++) {
		assert_true(places.at[i].from >= at);
		buf_add_str(&out, str_part(str_of(line), at,
			places.at[i].from - at));
		buf_add_text(&out, places.at[i].come);
		at = places.at[i].to;
	}
	buf_add_str(&out, str_from(str_of(line), at));
	assert_string_equal(buf_text(&out), expect);
	assert_int_equal(places.left, left);
	replace_plan_release(&places);
	buf_release(&out);
	doc_free(doc);
}

static void
test_words(void **state)
{
	(void)state;
	check("they shall and we shall", "shall", "should", 0,
		"they should and we should", 0);
	check("no such words", "shall", "should", 0, "no such words", 0);
	check("a very long day", "very", "", 0, "a long day", 0);
	check("very very long", "very", "", 0, "long", 0);
	check("the end, then", "end", "", 0, "the , then", 0);
	check("1 $ and 2 $", "$", "$1", 0, "1 $1 and 2 $1", 0);
	check("shall shall", "shall", "shall", FIND_WORDS, "shall shall", 0);
}

static void
test_brackets(void **state)
{
	(void)state;
	check("[shall]{IND} be", "shall", "should", 0, "[should]{IND} be", 0);
	check("[Export]{IND} *controls*[^8].", "export controls",
		"import controls", 0, "[Import]{IND} *controls*[^8].", 0);
	check("of [export controls]{IND}", "of export", "on export", 0,
		"on [export controls]{IND}", 0);
	check("[a] c", "a c", "a b c", 0, "[a] b c", 0);
	check("a [c]", "a c", "a b c", 0, "a b [c]", 0);
	check("a [b][c] d", "b c", "b", 0, "a [b][c] d", 0);
	check("[state[s]] parties", "states parties", "countries", 0,
		"[state[s]] parties", 1);
	check("plastic[s]", "plastics", "", 0, "plastic[s]", 1);
	check("in \\[x\\] and", "[x]", "y", 0, "in y and", 0);
	check("\xEF\xAC\x81sh", "f", "g", 0, "\xEF\xAC\x81sh", 1);
	check("see [^1] 1", "1", "2", 0, "see [^1] 2", 0);
	check("see [^1] 1", "1", "2", FIND_SOURCE, "see [^2] 2", 0);
	check("x[^1].", "\\[\\^1\\]", "", FIND_SOURCE | FIND_PATTERN, "x.", 0);
}

static void
test_case(void **state)
{
	(void)state;
	check("Shall shall SHALL", "shall", "should", 0,
		"Should should SHOULD", 0);
	check("Shall shall SHALL", "shall", "should", FIND_CASE,
		"Shall should SHALL", 0);
	check("The SALW and salw", "SALW", "small arms", 0,
		"The small arms and small arms", 0);
	check("States states", "states", "States", 0, "States States", 0);
	check("States states", "States", "states", 0, "states states", 0);
	check("A State", "a", "any", 0, "Any Stanyte", 0);
	check("\xC3\x89tat", "\xC3\xA9tat", "\xC3\xA9tats", 0,
		"\xC3\x89tats", 0);
	check("SHALL", "shall", "may[^a]", 0, "May[^a]", 0);
}

static void
test_groups(void **state)
{
	const unsigned pattern = FIND_PATTERN;

	(void)state;
	check("Article 4 and Article 12", "article (\\d+)", "Art. $1",
		pattern, "Art. 4 and Art. 12", 0);
	check("export and import", "(?<a>\\w+) and (\\w+)", "$2 and ${a}",
		pattern, "import and export", 0);
	check("a1", "a(\\d)", "${1}0$$", pattern, "10$", 0);
	check("State\xE2\x80\x99s word", "(state's) word", "$1 words",
		pattern, "State\xE2\x80\x99s words", 0);
	check("ab", "a(x)?b", "<$1>", pattern, "<>", 0);
	check("[Each]{IND} State shall act", "(.*) shall (.*)",
		"$1 should $2", pattern, "[Each]{IND} State should act", 0);
	check("a.b ab", "a.b", "c", 0, "c ab", 0);
}

static void
test_refused(void **state)
{
	struct doc *doc = build_doc("x a\n");
	struct replace_plan places;

	(void)state;
	assert_int_equal(plan(&places, doc, "(a", "b", FIND_PATTERN), -1);
	replace_plan_release(&places);
	assert_int_equal(plan(&places, doc, "(a)", "$2", FIND_PATTERN), -1);
	replace_plan_release(&places);
	assert_int_equal(plan(&places, doc, "(a)", "x $", FIND_PATTERN), -1);
	replace_plan_release(&places);
	assert_int_equal(plan(&places, doc, "(a)", "${x", FIND_PATTERN), -1);
	replace_plan_release(&places);
	assert_int_equal(plan(&places, doc, "(a)", "${x}", FIND_PATTERN), -1);
	replace_plan_release(&places);
	assert_int_equal(plan(&places, doc, "a", "\xFF", 0), -1);
	replace_plan_release(&places);
	assert_int_equal(plan(&places, doc, " ", "x", 0), -1);
	replace_plan_release(&places);
	doc_free(doc);
}

static void
test_nodes(void **state)
{
	struct doc *doc = build_doc("# A may\n1. may may\n2. none\n3. may\n");
	struct replace_plan places;
	struct env env;

	(void)state;
	env_fixed(&env, 0, 5);
	doc_draw_ids(doc, &env);
	assert_int_equal(plan(&places, doc, "may", "shall", 0), 0);
	assert_int_equal(places.n, 4);
	assert_int_equal(replace_nodes(places.at, places.n), 3);
	replace_plan_release(&places);
	doc_free(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_brackets),
		cmocka_unit_test(test_case),
		cmocka_unit_test(test_groups),
		cmocka_unit_test(test_refused),
		cmocka_unit_test(test_nodes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
