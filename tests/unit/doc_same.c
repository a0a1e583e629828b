/*
 * Headings and their agenda items: which belong together, whether they say the
 * same, and what taking the agreed words leaves of a heading.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "adref/base/env.h"
#include "adref/doc/same.h"
#include "build_doc.h"

static struct env env;

static struct doc *
with_ids(const char *text)
{
	struct doc *doc = build_doc(text);

	doc_draw_ids(doc, &env);
	return doc;
}

static struct node *
nth(const struct doc *doc, size_t n)
{
	struct node *at = doc_first(doc);

	while (n--)
		at = node_next(at);
	return at;
}

/* Whether two lines, of a heading and an item, hold the same words. */
static bool
same(const char *heading, const char *item)
{
	struct doc *a = with_ids(heading), *b = with_ids(item);
	bool is = same_words(nth(a, 0), nth(b, 0));

	doc_free(a);
	doc_free(b);
	return is;
}

static void
test_words(void **state)
{
	(void)state;
	env_fixed(&env, 1, 1);
	assert_true(same("# A. [Review of lights.]][^8]",
		"- A.** Review of lights[^3]"));
	assert_true(same("# A. [Review]{IND} of *lights*",
		"A. Review of lights."));
	assert_true(same("# B. States\u2019 reports", "2. States' reports"));
	assert_false(same("# A. [Review][Reading] of lights",
		"A. Review of lights"));
	assert_false(same("# A. Review of lights and buoys",
		"A. Review of lights"));
}

static void
test_ties(void **state)
{
	struct doc *agenda = with_ids("Draft agenda\n"
		"- A. Review of the upkeep of lights\n"
		"- B. Exchange of notices\n"
		"- C. Other matters\n"
		"- D. Dates of the next meeting\n");
	struct doc *doc = with_ids("Outcome\n"
		"# A. [Review of the upkeep of all lights and buoys]\n"
		"## 1. Exchange of notices\n"
		"# B. [Something else]\n"
		"# C. [Dates of the next meeting]\n"
		"# [Other matters]\n");

	(void)state;
	env_fixed(&env, 1, 2);
	assert_int_equal(same_tie(doc, agenda), 3);
	assert_true(node_id_same(&nth(doc, 1)->same_as, &nth(agenda, 1)->id));
	assert_true(node_id_is_none(&nth(doc, 2)->same_as));
	assert_true(node_id_is_none(&nth(doc, 3)->same_as));
	/* Another number, the same words; and no number at all. */
	assert_true(node_id_same(&nth(doc, 4)->same_as, &nth(agenda, 4)->id));
	assert_true(node_id_same(&nth(doc, 5)->same_as, &nth(agenda, 3)->id));
	/* What is tied stays tied. */
	nth(doc, 1)->same_as = nth(agenda, 2)->id;
	assert_int_equal(same_tie(doc, agenda), 0);
	assert_true(node_id_same(&nth(doc, 1)->same_as, &nth(agenda, 2)->id));
	doc_free(doc);
	doc_free(agenda);
}

/* The document as it reads when the first heading has taken the item's words. */
static void
takes(const char *text, const char *item, const char *now, size_t pairs)
{
	struct doc *doc = with_ids(text), *agenda = with_ids(item);
	struct changes changes = { 0 };
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;
	size_t lifted;

	doc_pair(doc);
	same_take(&changes, nth(doc, 0), nth(agenda, 0), &lifted);
	if (doc_apply(doc, changes.at, changes.n, &env, NULL, &err) < 0)
		fail_msg("%s", err.text);
	for (struct node *at = doc_first(doc); at; at = node_next(at))
		buf_add_format(&out, "%s\n", at->line);
	assert_string_equal(buf_text(&out), now);
	assert_int_equal(lifted, pairs);
	buf_release(&out);
	changes_release(&changes);
	doc_free(doc);
	doc_free(agenda);
}

static void
test_taking(void **state)
{
	(void)state;
	env_fixed(&env, 1, 3);
	takes("# A. [Review [of][about] lights.]][^8]\n- One\n",
		"- A.** Review of all lights.[^3]\n",
		"A. Review of all lights.[^8]\nOne\n", 3);
	takes("# A. [Review of lights[^8][^9]\n- One]{IND} more\n",
		"A. Review of lights\n",
		"A. Review of lights[^8][^9]\nOne more\n", 1);
	takes("# [Review]\n", "A. Review \\[sic\\] of *2* \\* 2\n",
		"Review \\[sic\\] of *2* \\* 2\n", 1);
	takes("# A. Review\n", "B. Review\n", "A. Review\n", 0);
}

static void
test_agendas(void **state)
{
	(void)state;
	assert_true(same_is_agenda("agenda"));
	assert_true(same_is_agenda("agenda-2"));
	assert_false(same_is_agenda("agendas"));
	assert_false(same_is_agenda("outcome"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_words),
		cmocka_unit_test(test_ties),
		cmocka_unit_test(test_taking),
		cmocka_unit_test(test_agendas),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
