/*
 * The one door: all changes or none, what is expected compared with what is,
 * and the counts and pairing that follow every change.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "adref/base/env.h"
#include "adref/doc/change.h"

static struct env env;

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");
	struct node *list;

	doc_add_section(doc, 1, str_of("A. [Review"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("1. States shall report."));
	list = doc_add(doc, doc_last_section(doc), NODE_ITEM,
		str_of("marking] of goods"));
	doc_add(doc, list, NODE_ITEM, str_of(""));
	doc_add_section(doc, 1, str_of("B. Other issues"));
	doc_add_note(doc, str_of("8"), str_of("Based on the [letter"), NULL);
	env_fixed(&env, 1600000000, 1);
	doc_draw_ids(doc, &env);
	return doc;
}

/* The document as one string, for comparing. */
static char *
shape(const struct doc *doc)
{
	struct buf out = BUF_INIT;

	for (struct node *at = doc_first(doc); at; at = node_next(at))
		buf_add_format(&out, "%zu %d %s|", node_depth(at), at->kind,
			at->line);
	return buf_take(&out);
}

static void
refused_whole(struct doc *doc, const struct change *changes, size_t n,
	enum err_code code)
{
	struct err err = ERR_INIT;
	char *before = shape(doc), *after;

	assert_int_equal(doc_apply(doc, changes, n, &env, NULL, &err), -1);
	assert_int_equal(err.code, code);
	after = shape(doc);
	assert_string_equal(before, after);
	free(before);
	free(after);
}

static void
pairs_across_nodes(void **state)
{
	struct doc *doc = sample();
	struct node *open = doc_first(doc);

	(void)state;
	doc_pair(doc);
	assert_int_equal(doc->spans, 1);
	assert_int_equal(doc->slips, 1);	/* the note's */
	assert_ptr_equal(open->residue[0].mate, open->first->next);
	assert_int_equal(doc->placeholders, 1);
	doc_free(doc);
}

static void
leaving_a_section_discards(void **state)
{
	struct doc *doc = doc_new("outcome");
	struct node *closer;

	(void)state;
	doc_add_section(doc, 1, str_of("A. [Open"));
	doc_add_section(doc, 1, str_of("B. Next"));
	closer = doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("close]"));
	doc_pair(doc);
	assert_int_equal(doc->spans, 0);
	assert_int_equal(doc->slips, 2);
	assert_null(closer->residue[0].mate);
	doc_free(doc);
}

/* A closer may close what was opened before the section it stands in. */
static void
closes_from_inside(void **state)
{
	struct doc *doc = doc_new("outcome");

	(void)state;
	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("[front"));
	doc_add_section(doc, 1, str_of("A. Heading [one"));
	doc_add_section(doc, 2, str_of("two] three]"));
	doc_pair(doc);
	assert_int_equal(doc->spans, 2);
	assert_int_equal(doc->slips, 0);
	doc_free(doc);
}

static void
texts_of_one_act(void **state)
{
	struct doc *doc = sample();
	struct node *node = doc_first(doc)->first;
	struct change changes[] = {
		{ .kind = CHANGE_TEXT, .node = node->id, .off = 3,
		  .gone = "", .come = "[" },
		{ .kind = CHANGE_TEXT, .node = node->id, .off = 9,
		  .gone = "", .come = "]{IND}" },
	};
	struct err err = ERR_INIT;
	struct touched touched = { 0 };

	(void)state;
	assert_int_equal(doc_apply(doc, changes, 2, &env, &touched, &err), 0);
	assert_string_equal(node->line, "1. [States]{IND} shall report.");
	assert_int_equal(node->pairs, 1);
	assert_int_equal(doc->pairs, 1);
	assert_int_equal(touched.n, 1);
	assert_null(touched.at[0]);
	touched_release(&touched);
	doc_free(doc);
}

static void
stale_is_refused_whole(void **state)
{
	struct doc *doc = sample();
	struct node *node = doc_first(doc)->first;
	struct change changes[] = {
		{ .kind = CHANGE_STATUS, .node = node->id,
		  .from = STATUS_OPEN, .to = STATUS_AGREED },
		{ .kind = CHANGE_TEXT, .node = node->id, .off = 3,
		  .gone = "Parties", .come = "States" },
	};

	(void)state;
	refused_whole(doc, changes, 2, ERR_STALE);
	assert_int_equal(node->status, STATUS_OPEN);
	changes[1].gone = "States";
	changes[1].off = 1000;
	refused_whole(doc, changes, 2, ERR_STALE);
	changes[1].off = 3;
	changes[0].from = STATUS_AD_REF;
	refused_whole(doc, changes, 2, ERR_STALE);
	assert_string_equal(node->line, "1. States shall report.");
	doc_free(doc);
}

static void
overlap_is_refused(void **state)
{
	struct doc *doc = sample();
	struct node *node = doc_first(doc)->first;
	struct change changes[] = {
		{ .kind = CHANGE_TEXT, .node = node->id, .off = 3,
		  .gone = "States", .come = "Parties" },
		{ .kind = CHANGE_TEXT, .node = node->id, .off = 5,
		  .gone = "a", .come = "b" },
	};

	(void)state;
	refused_whole(doc, changes, 2, ERR_REFUSED);
	doc_free(doc);
}

static void
structure(void **state)
{
	struct doc *doc = sample();
	struct node *a = doc_first(doc), *item = a->first->next;
	struct node *empty = item->first;
	struct change add = { .kind = CHANGE_ADD, .as = NODE_ITEM,
		.come = "tracing", .parent = a->id, .after = item->id };
	struct change drop = { .kind = CHANGE_DROP, .node = empty->id,
		.gone = "" };
	struct change move = { .kind = CHANGE_MOVE, .node = item->id,
		.parent = a->next->id };
	struct change all[] = { add, drop, move };
	struct err err = ERR_INIT;
	size_t n = doc->n;

	(void)state;
	assert_int_equal(doc_apply(doc, all, 3, &env, NULL, &err), 0);
	assert_int_equal(doc->n, n);
	assert_int_equal(doc->placeholders, 0);
	assert_ptr_equal(item->parent, a->next);
	assert_string_equal(a->last->line, "tracing");
	doc_pair(doc);
	assert_int_equal(doc->slips, 3);
	doc_free(doc);
}

static void
misfits_are_refused(void **state)
{
	struct doc *doc = sample();
	struct node *a = doc_first(doc), *item = a->first->next;
	struct change below = { .kind = CHANGE_MOVE, .node = item->id,
		.parent = item->first->id };
	struct change late = { .kind = CHANGE_ADD, .as = NODE_PARAGRAPH,
		.come = "text", .after = a->id };
	struct change rank = { .kind = CHANGE_ADD, .as = NODE_SECTION,
		.level = 1, .come = "C.", .parent = a->id,
		.after = item->id };
	struct change full = { .kind = CHANGE_DROP, .node = item->id };
	struct change lines = { .kind = CHANGE_TEXT, .node = item->id,
		.gone = "", .come = "one\ntwo" };
	struct change both[] = { { .kind = CHANGE_DROP,
		.node = item->first->id, .gone = "" }, rank };

	(void)state;
	refused_whole(doc, &below, 1, ERR_REFUSED);
	refused_whole(doc, &late, 1, ERR_REFUSED);
	refused_whole(doc, &rank, 1, ERR_REFUSED);
	refused_whole(doc, &full, 1, ERR_STALE);
	refused_whole(doc, &lines, 1, ERR_REFUSED);
	refused_whole(doc, both, 2, ERR_REFUSED);
	assert_int_equal(doc->placeholders, 1);
	doc_free(doc);
}

/* A (1) with 1 (2) and i (3) below it, and B (1). */
static struct doc *
sections(void)
{
	struct doc *doc = doc_new("outcome");

	doc_add_section(doc, 1, str_of("A. [Review"));
	doc_add_section(doc, 2, str_of("1. Measures"));
	doc_add_section(doc, 3, str_of("i. Marking"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("of goods]"));
	doc_add_section(doc, 1, str_of("B. Other issues"));
	env_fixed(&env, 1600000000, 1);
	doc_draw_ids(doc, &env);
	return doc;
}

static void
sections_change_their_level(void **state)
{
	struct doc *doc = sections();
	struct node *a = doc_first(doc), *one = a->first, *i = one->first;
	struct change up = { .kind = CHANGE_MOVE, .node = one->id,
		.after = a->id, .level = 1 };
	struct change deep = { .kind = CHANGE_MOVE, .node = a->id,
		.level = 5 };
	struct change item = { .kind = CHANGE_MOVE, .node = i->first->id,
		.parent = i->id, .level = 2 };
	struct err err = ERR_INIT;

	(void)state;
	refused_whole(doc, &deep, 1, ERR_REFUSED);
	refused_whole(doc, &item, 1, ERR_REFUSED);
	assert_int_equal(doc_apply(doc, &up, 1, &env, NULL, &err), 0);
	assert_ptr_equal(a->next, one);
	assert_int_equal(one->level, 1);
	assert_int_equal(i->level, 2);
	assert_ptr_equal(i->parent, one);
	doc_free(doc);
}

static void
trying_tells_which_pairs_would_part(void **state)
{
	struct doc *doc = sections();
	struct node *a = doc_first(doc), *one = a->first, *b = a->next;
	struct node *last = one->first->first;
	struct change away = { .kind = CHANGE_MOVE, .node = last->id,
		.parent = b->id };
	struct change up = { .kind = CHANGE_MOVE, .node = one->id,
		.after = a->id, .level = 1 };
	struct change drop = { .kind = CHANGE_DROP, .node = last->id };
	struct change same = { .kind = CHANGE_MOVE, .node = b->id,
		.after = a->id };
	const struct change *each[] = { &away, &up, &drop };
	struct err err = ERR_INIT;
	struct trial trial;
	char *before = shape(doc), *after;

	(void)state;
	for (size_t i = 0; i < 3; i++) {
		assert_int_equal(doc_try(doc, each[i], 1, &env, &trial, &err),
			0);
		assert_int_equal(trial.n, 1);
		assert_ptr_equal(trial.at[0].open, a);
		assert_ptr_equal(trial.at[0].close, last);
		assert_int_equal(trial.slips_before, 0);
		assert_int_equal(trial.slips, each[i] == &drop ? 1 : 2);
		trial_release(&trial);
	}
	assert_int_equal(doc_try(doc, &same, 1, &env, &trial, &err), 0);
	assert_int_equal(trial.n, 0);
	trial_release(&trial);
	after = shape(doc);
	assert_string_equal(before, after);
	assert_int_equal(one->level, 2);
	assert_ptr_equal(a->residue[0].mate, last);
	assert_int_equal(doc->slips, 0);
	free(before);
	free(after);
	doc_free(doc);
}

static void
labels_in_the_order_people_count(void **state)
{
	struct doc *doc = doc_new("x");
	bool again;

	(void)state;
	doc_add_note(doc, str_of("10"), str_of("ten"), NULL);
	doc_add_note(doc, str_of("9"), str_of("nine"), &again);
	assert_false(again);
	doc_add_note(doc, str_of("9"), str_of("nine again"), &again);
	assert_true(again);
	assert_string_equal(doc->notes->first->label, "9");
	assert_string_equal(doc->notes->first->next->label, "9-2");
	assert_string_equal(doc->notes->last->label, "10");
	doc_free(doc);
}

static void
stand_ins_do_not_depend_on_place(void **state)
{
	struct doc *one = doc_new("x"), *two = doc_new("x");
	struct node *a, *b;

	(void)state;
	doc_add(one, NULL, NODE_PARAGRAPH, str_of("first"));
	a = doc_add(one, NULL, NODE_PARAGRAPH, str_of("same"));
	b = doc_add(two, NULL, NODE_PARAGRAPH, str_of("same"));
	doc_add(two, NULL, NODE_PARAGRAPH, str_of("same"));
	doc_derive_ids(one);
	doc_derive_ids(two);
	assert_true(a->derived);
	assert_true(node_id_same(&a->id, &b->id));
	assert_false(node_id_same(&b->id, &b->next->id));
	doc_free(one);
	doc_free(two);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(pairs_across_nodes),
		cmocka_unit_test(leaving_a_section_discards),
		cmocka_unit_test(closes_from_inside),
		cmocka_unit_test(texts_of_one_act),
		cmocka_unit_test(stale_is_refused_whole),
		cmocka_unit_test(overlap_is_refused),
		cmocka_unit_test(structure),
		cmocka_unit_test(misfits_are_refused),
		cmocka_unit_test(sections_change_their_level),
		cmocka_unit_test(trying_tells_which_pairs_would_part),
		cmocka_unit_test(labels_in_the_order_people_count),
		cmocka_unit_test(stand_ins_do_not_depend_on_place),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
