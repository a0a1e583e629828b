/*
 * Structure and words by command, and the promise that taking back all of
 * one's acts gives the very files one started from.
 */
#include "session_help.h"

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
	refused("node-move 4 before 3", "opens in B.4 would go");
	refused("node-move B under B.1", "under or beside itself");

	refused("node-move A under 3", "sections only");
}

static void
nodes_are_dropped(void **state)
{
	size_t n = session->doc->n;

	(void)state;
	go("node-drop A.1.1");
	/* The note whose only mark it had goes with it. */
	assert_int_equal(session->doc->n, n - 3);
	refused("node-drop 4", "opens in B.4 would go");
	go("undo");
	stands("Training of [keepers]{IND}[^1]\n   Certification\n");
}

static void
numbers_of_every_shape(void **state)
{
	(void)state;
	go("node-add 3 alt \"Parties shall report.\"");
	go("node-add 3 alt \"Nobody reports.\"");
	go("node-add 3alt2 alt \"Some report.\"");
	go("node-add 3alt after \"A new one.\"");
	go("node-add 3 supra \"Before that.\"");
	go("node-add 3 before \"And before.\"");
	stands(" 3 supra. Before that.\n 3 supra 2. And before.\n 3. States");
	stands("often].\n 3 alt. Parties shall report.\n 3 bis. A new one.\n"
		" 3 alt 2. Nobody reports.\n 3 alt 3. Some report.\n 4.");
	go("node-add 4 under \"(a) One\"");
	go("node-add B.4.a after \"Two\"");
	go("node-add B.4.abis after \"Three\"");
	stands("  (a) One\n  (a bis) Two\n  (a ter) Three\n");
	go("node-add 5 option \"Each year.\"");
	go("node-add 5 option \"\"");
	go("node-add B.5.option1 option \"Often.\"");
	stands(" 5. who ask] in good time.\n  Option 1: Each year.\n"
		"  Option 2: No text\n  Option 3: Often.\n");
	go("node-add 5 after \"\"");
	stands(" 5 bis.\n");
	refused("node-add A.1.1 alt \"x\"", "no number");
}

static void
sections_and_bullets_change_levels(void **state)
{
	(void)state;
	go("node-add A after-section \"Next\"");
	go("node-demote Abis");
	assert_int_equal(session->doc->root->first->next->last->level, 2);
	stands("  \n A bis. Next\nB.");
	refused("node-demote A", "no heading before");
	refused("node-promote A", "at the top already");
	refused("node-promote A.1.1", "top of its section");
	refused("node-demote A.1.1", "nothing before");
	go("node-demote A.1.2");
	stands("   Certification\n   \n");
	go("node-promote A.1.1.1");
	stands("  Training of [keepers]{IND}[^1]\n  Certification\n   \n");
	go("node-promote A.1");
	stands("A. [Review]\n1. *National measures*\n Training");
	go("undo");
	go("undo");
	go("undo");
	stands("   Certification\n  \n");
}

static void
several_go_in_one_act(void **state)
{
	size_t n = session->doc->n;

	(void)state;
	go("node-move A.1.2 A.1.1 before 3");
	stands("B. Reports\n Training of [keepers]{IND}[^1]\n"
		"  Certification\n \n 3. States");
	go("node-down B.1 B.2");
	stands("often].\n Training of [keepers]{IND}[^1]\n  Certification\n"
		" \n 4.");
	refused("node-up B.1 4", "side by side");
	go("node-drop B.1 B.2 B.1.1");
	assert_int_equal(session->doc->n, n - 4);
	go("undo");
	go("node-duplicate A");
	stands("A bis. [Review]\n 1. *National measures*\n");
	refused("node-duplicate 4", "one end of it");
}

static void
pairs_are_split(void **state)
{
	(void)state;
	go("node-move 5 before 3 split");
	stands(" 5. [who ask] in good time.\n 3. States");
	stands(" 4. States may [assist others]\n");
	go("undo");
	go("node-drop 4 split");
	stands(" 5. [who ask] in good time.\n");
	go("undo");
	go("node-move 4 after 5 split");
	stands(" 5. [who ask] in good time.\n 4. States may [assist others]\n");
	go("undo");
	go("node-down 4 anyway");
	assert_int_equal(session->doc->slips, 2);
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
	refused("alternative-choose 3 1 4", "3 wordings");
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
	refused("replace \"States\" \"Parties\"", "3 is agreed ad ref");
	go("status-set 3 open");
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
	return below ? (seed >> 8) % below : 0;
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
static bool
any_act(void)
{
	static const char *const acts[] = {
		"bracket-add %s", "bracket-add %s \"States\" IND",
		"bracket-drop %s 1", "bracket-stance %s 1 +EU",
		"text-set %s \"7. New [words]\"", "text-set %s \"\"",
		"node-add %s after \"Some [more\"", "node-add %s under \"x]\"",
		"node-add %s after-section \"Heading\"", "node-drop %s",
		"node-add %s alt \"Other\"", "node-add %s before \"[First\"",
		"node-add %s option \"\"", "node-drop %s %s split",
		"node-move %s before %s", "node-move %s under %s",
		"node-move %s %s after %s", "node-move %s after %s split",
		"node-move %s before %s anyway", "node-up %s split",
		"node-down %s", "node-down %s %s anyway", "node-promote %s",
		"node-promote %s split", "node-promote %s %s",
		"node-demote %s", "node-demote %s %s", "node-demote %s split",
		"node-duplicate %s", "node-duplicate %s %s",
		"renumber all", "renumber %s", "renumber all numbers-only",
		"node-split %s \"States\"", "status-set %s agreed",
		"status-set %s open below",
		"alternative-add %s \"report\" \"tell\" FRA",
		"alternative-choose %s 1 1", "alternative-drop %s 1 2",
		"alternative-move %s 1 1 2", "bracket-drop %s 1 FRA",
		"slip-repair %s 1 1", "slip-repair %s 1 2",
		"bracket-stance %s 1 ~EU", "bracket-stance %s 1 IND -USA",
		"footnote-add %s \"e\" \"A note\"", "replace \"e\" \"E\"",
		"bracket-add %s..%s", "undo", "redo",
	};
	struct buf line = BUF_INIT;
	struct err err = ERR_INIT;
	int rc;

	buf_add_text(&line, acts[pick(sizeof(acts) / sizeof(*acts))]);
	for (size_t at; (at = str_find(buf_str(&line), 0, str_of("%s"))) <
	     line.len;)
		buf_splice(&line, at, 2, str_of(any_id()));
	rc = command_do(session, buf_str(&line), &err);
	buf_release(&line);
	return rc == 0;
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
	int made = 0;

	(void)state;
	files(&before);
	for (int i = 0; i < 150; i++) {
		made += any_act();
		if (i % 10 == 0)
			same_as_stored();
	}
	while (command_do(session, str_of("undo"), &err) == 0)
		;
	assert_int_equal(err.code, ERR_MISSING);
	assert_true(made >= 20);
	files(&after);
	assert_int_equal(before.n, after.n);
	for (size_t i = 0; i < after.n; i++) {
		assert_string_equal(before.at[i].path, after.at[i].path);
		assert_true(store_id_same(&before.at[i].to, &after.at[i].to));
	}
	store_differences_release(&before);
	store_differences_release(&after);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SESSION_TEST(numbers_stay), SESSION_TEST(nodes_are_added),
		SESSION_TEST(nodes_move_with_what_stands_below),
		SESSION_TEST(nodes_are_dropped),
		SESSION_TEST(numbers_of_every_shape),
		SESSION_TEST(sections_and_bullets_change_levels),
		SESSION_TEST(several_go_in_one_act),
		SESSION_TEST(pairs_are_split), SESSION_TEST(a_node_is_split),
		SESSION_TEST(alternatives), SESSION_TEST(footnotes),
		SESSION_TEST(statuses_and_replacing),
		SESSION_TEST(taking_back_all), SESSION_TEST(taking_back_all),
		SESSION_TEST(taking_back_all), SESSION_TEST(taking_back_all),
		SESSION_TEST(taking_back_all), SESSION_TEST(taking_back_all),
		SESSION_TEST(taking_back_all), SESSION_TEST(taking_back_all),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
