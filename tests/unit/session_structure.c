/*
 * Structure and words by command, and the promise that taking back all of
 * one's acts gives the very files one started from.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "adref/base/env.h"
#include "adref/session/command.h"
#include "adref/session/session.h"

static struct env env;
static struct record *record;
static struct session *session;

static void
ok(int rc, const struct err *err)
{
	if (rc < 0)
		fail_msg("%s", err->text);
}

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");
	struct node *item;

	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("Draft outcome"));
	doc_add_section(doc, 1, str_of("A. [Review]"));
	doc_add_section(doc, 2, str_of("1. *National measures*"));
	item = doc_add(doc, doc_last_section(doc), NODE_ITEM,
		str_of("Training of [keepers]{IND}[^1]"));
	doc_add(doc, item, NODE_ITEM, str_of("Certification"));
	doc_add(doc, doc_last_section(doc), NODE_ITEM, str_of(""));
	doc_add_section(doc, 1, str_of("B. Reports"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("3. States shall report [every year][often]."));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("4. States may [assist others"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("5. who ask] in good time."));
	doc_add_note(doc, str_of("1"), str_of("As agreed."), NULL);
	return doc;
}

static int
begin(void **state)
{
	struct act act = { .kind = "import", .subject = "Import" };
	struct session_options options = { 0 };
	struct doc *doc = sample();
	struct err err = ERR_INIT;

	(void)state;
	setenv("ADREF_NAME", "J. Otieno", 1);
	env_fixed(&env, 1623312000, 5);
	ok(record_open_memory(&record, &env, &err), &err);
	ok(record_put_docs(record, &doc, 1, &act, NULL, &err), &err);
	ok(session_open(&session, record, &options, &err), &err);
	doc_free(doc);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	session_close(session);
	record_close(record);
	return 0;
}

static void
go(const char *command)
{
	struct err err = ERR_INIT;

	ok(command_do(session, str_of(command), &err), &err);
}

static void
refused(const char *command, const char *says)
{
	struct err err = ERR_INIT;

	assert_int_equal(command_do(session, str_of(command), &err), -1);
	if (!strstr(err.text, says))
		fail_msg("\"%s\" does not say \"%s\"", err.text, says);
}

/* The body, a line each, indented by depth. */
static void
stands(const char *text)
{
	struct buf out = BUF_INIT;

	for (struct node *at = doc_first(session->doc); at;
	     at = node_next(at)) {
		buf_add_fill(&out, ' ', node_depth(at));
		buf_add_text(&out, at->line);
		buf_add_char(&out, '\n');
	}
	if (!strstr(buf_text(&out), text))
		fail_msg("\"%s\" does not stand in:\n%s", text,
			buf_text(&out));
	buf_release(&out);
}

static void
numbers_stay(void **state)
{
	(void)state;
	go("node-add 3 after \"States shall keep records.\"");
	go("node-add 3 after \"States shall keep lists.\"");
	go("node-add 3bis after \"Lists are public.\"");
	stands("3. States shall report [every year][often].\n"
		" 3 ter. States shall keep lists.\n"
		" 3 bis. States shall keep records.\n"
		" 3 quater. Lists are public.\n 4.");
}

static void
nodes_are_added(void **state)
{
	(void)state;
	go("node-add A.1.1 before \"First of all\"");
	go("node-add A.1 under \"Last of all\"");
	go("node-add A.1.2 under \"Below it\"");
	stands("  First of all\n  Training of [keepers]{IND}[^1]\n"
		"   Certification\n   Below it\n  \n  Last of all\n");
	go("node-add A.1 after-section \"Regional measures\"");
	stands("Last of all\n 1 bis. Regional measures\nB.");
	go("node-add B after-section \"C. Other matters\"");
	stands("time.\nC. Other matters\n");
	refused("node-add A beside \"x\"", "no place");
	refused("node-add Z after \"x\"", "Z");
}

static void
nodes_move_with_what_stands_below(void **state)
{
	(void)state;
	go("node-move A.1.1 under B");
	stands("5. who ask] in good time.\n Training of [keepers]{IND}[^1]\n"
		"  Certification\n");
	go("node-move A.1 under B");
	stands("  Certification\n 1. *National measures*\n  \n");
	refused("node-move A.1 after B", "A.1");
	refused("node-move 4 before 3", "mate elsewhere");
	refused("node-move A under 3", "sections only");
}

static void
nodes_are_dropped(void **state)
{
	size_t n = session->doc->n;

	(void)state;
	go("node-drop A.1.1");
	assert_int_equal(session->doc->n, n - 2);
	refused("node-drop 4", "mate elsewhere");
	go("undo");
	stands("Training of [keepers]{IND}[^1]\n   Certification\n");
}

static void
a_node_is_split(void **state)
{
	(void)state;
	go("node-split 3 \"shall report\"");
	stands("3. States shall report\n [every year][often].\n");
	refused("node-split 3 \"nowhere\"", "not there");
}

static void
alternatives(void **state)
{
	(void)state;
	go("alternative-add 3 \"shall\" \"should\" FRA");
	stands("3. States [shall][should]{+FRA} report");
	go("alternative-add 3 \"should\" \"may\" KEN");
	stands("[shall][should]{+FRA}[may]{+KEN} report");
	refused("alternative-choose 3 1 4", "3 alternatives");
	go("alternative-choose 3 2 3");
	stands("3. States may report");
	go("alternative-choose 3 1 1");
	stands("may report every year.");
	refused("alternative-add 3 \"absent\" \"x\"", "not there");
	refused("alternative-add A.1.1 \"of [keepers\" \"x\"", "cross");
}

static void
footnotes(void **state)
{
	(void)state;
	go("footnote-add 3 \"report\" \"Yearly, that is.\"");
	stands("3. States shall report[^2] [every");
	assert_string_equal(session->doc->notes->last->line,
		"Yearly, that is.");
	go("undo");
	assert_int_equal(session->doc->notes->first ==
		session->doc->notes->last, 1);
}

static void
statuses_and_replacing(void **state)
{
	(void)state;
	go("status-set 3 ad-ref");
	refused("status-set 3 ad-ref", "already");
	refused("status-set 3 done", "no status");
	go("replace \"States (shall|may)\" \"Parties will\"");
	stands("3. Parties will report");
	stands("4. Parties will [assist");
	refused("replace \"nowhere\" \"x\"", "nowhere");
	refused("replace \"(\" \"x\"", "pattern");
}

static uint32_t seed = 11;

static uint32_t
pick(uint32_t below)
{
	seed = seed * 1664525 + 1013904223;
	return (seed >> 8) % below;
}

static const char *
any_id(void)
{
	struct node *at = doc_first(session->doc);

	for (uint32_t n = pick((uint32_t)session->doc->n); n && at; n--)
		at = node_next(at);
	if (!at)
		at = doc_first(session->doc);
	return at ? at->id.text : "00000000";
}

/* One act of any kind on any node; many are refused, and change nothing. */
static void
any_act(void)
{
	static const char *const acts[] = {
		"bracket-add %s", "bracket-add %s \"States\" IND",
		"bracket-drop %s 1", "bracket-stance %s 1 +EU",
		"text-set %s \"7. New [words]\"", "text-set %s \"\"",
		"node-add %s after \"Some [more\"", "node-add %s under \"x]\"",
		"node-add %s after-section \"Heading\"", "node-drop %s",
		"node-move %s before %s", "node-move %s under %s",
		"node-split %s \"States\"", "status-set %s agreed",
		"alternative-add %s \"report\" \"tell\" FRA",
		"alternative-choose %s 1 1",
		"footnote-add %s \"e\" \"A note\"", "replace \"e\" \"E\"",
		"bracket-add %s..%s", "undo", "redo",
	};
	struct buf line = BUF_INIT;
	struct err err = ERR_INIT;

	buf_add_text(&line, acts[pick(sizeof(acts) / sizeof(*acts))]);
	for (size_t at; (at = str_find(buf_str(&line), 0, str_of("%s"))) <
	     line.len;)
		buf_splice(&line, at, 2, str_of(any_id()));
	command_do(session, buf_str(&line), &err);
	buf_release(&line);
}

static void
files(struct store_differences *out)
{
	store_id none = { { 0 } }, tip = *record_tip(record);
	struct err err = ERR_INIT;

	ok(store_compare(record_store(record), &none, &tip, out, &err), &err);
}

/* The document in memory is always the one that is stored. */
static void
same_as_stored(void)
{
	struct doc *stored = NULL;
	struct err err = ERR_INIT;
	struct node *a, *b;

	ok(record_doc_at(record, record_tip(record), NULL, &stored, &err),
		&err);
	for (a = doc_first(session->doc), b = doc_first(stored); a && b;
	     a = node_next(a), b = node_next(b)) {
		assert_string_equal(a->line, b->line);
		assert_string_equal(a->id.text, b->id.text);
		assert_int_equal(node_depth(a), node_depth(b));
	}
	assert_null(a);
	assert_null(b);
	doc_free(stored);
}

static void
taking_back_all(void **state)
{
	struct store_differences before = { 0 }, after = { 0 };
	struct err err = ERR_INIT;

	(void)state;
	files(&before);
	for (int i = 0; i < 150; i++) {
		any_act();
		if (i % 10 == 0)
			same_as_stored();
	}
	while (command_do(session, str_of("undo"), &err) == 0)
		;
	assert_int_equal(err.code, ERR_MISSING);
	files(&after);
	assert_int_equal(before.n, after.n);
	for (size_t i = 0; i < after.n; i++) {
		assert_string_equal(before.at[i].path, after.at[i].path);
		assert_true(store_id_same(&before.at[i].to, &after.at[i].to));
	}
	store_differences_release(&before);
	store_differences_release(&after);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(numbers_stay), TEST(nodes_are_added),
		TEST(nodes_move_with_what_stands_below),
		TEST(nodes_are_dropped), TEST(a_node_is_split),
		TEST(alternatives), TEST(footnotes),
		TEST(statuses_and_replacing),
		TEST(taking_back_all), TEST(taking_back_all),
		TEST(taking_back_all), TEST(taking_back_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
