/*
 * A copy is what a document read from the same text would be, and is nobody
 * else's: whatever is done to it leaves the other as it was.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <cmocka.h>

#include "adref/doc/address.h"
#include "adref/doc/change.h"
#include "adref/doc/notes.h"
#include "build_doc.h"
#include "random_text.h"

static struct env env;

static void
add_node(struct buf *out, const struct doc *doc, const struct node *node)
{
	buf_add_format(out, "%s %d %d %zu %u %u %u %u ", node->id.text,
		node->kind, node->status, node_depth(node), node->pairs,
		node->blanks, node->alternatives, node->number);
	address_add(out, node);
	buf_add_format(out, " %s", node->line);
	for (size_t i = 0; i < node->residue_n; i++)
		buf_add_format(out, " %zu:%s", node->residue[i].off,
			node->residue[i].mate ? node->residue[i].mate->id.text
			: "-");
	buf_add_format(out, " %s%s\n", node->outer ? node->outer->id.text
		: "-", doc_find(doc, &node->id) == node ? "" : " not found");
}

/* All that is known of a document, once it is paired and numbered. */
static char *
everything(struct doc *doc)
{
	struct buf out = BUF_INIT;

	doc_pair(doc);
	notes_number(doc);
	buf_add_format(&out, "%s %zu %zu %zu %zu %zu %zu %u\n", doc->name,
		doc->n, doc->slips, doc->spans, doc->pairs, doc->blanks,
		doc->placeholders, doc->notes_from);
	for (struct node *at = doc_first(doc); at; at = node_next(at))
		add_node(&out, doc, at);
	for (struct node *at = doc->notes->first; at; at = at->next)
		add_node(&out, doc, at);
	return buf_take(&out);
}

static void
assert_same(struct doc *a, struct doc *b)
{
	char *left = everything(a), *right = everything(b);

	assert_string_equal(left, right);
	free(left);
	free(right);
}

static void
a_copy_is_the_same(void **state)
{
	(void)state;
	env_fixed(&env, 1600000000, 1);
	for (int i = 0; i < 400; i++) {
		struct buf text = BUF_INIT;
		struct doc *doc, *copy, *of_copy;

		random_text(&text);
		buf_add_text(&text, "[^4]: As [said\n[^8]: before]\n");
		doc = build_doc(buf_text(&text));
		doc_draw_ids(doc, &env);
		doc->notes_from = random_pick(3);
		if (random_pick(2))
			doc_pair(doc);
		copy = doc_copy(doc);
		of_copy = doc_copy(copy);
		assert_same(doc, copy);
		doc_free(copy);
		assert_same(doc, of_copy);
		doc_free(of_copy);
		doc_free(doc);
		buf_release(&text);
	}
}

static void
what_is_done_to_it_is_done_to_it_alone(void **state)
{
	struct doc *doc = build_doc("# A. [Review\n- one] of [two\n"
		"  - three\n# B. Other\n[^8]: Note\n"), *copy;
	struct change add = { .kind = CHANGE_ADD, .as = NODE_PARAGRAPH,
		.come = "] and more[^8]" };
	struct err err = ERR_INIT;
	char *before, *after;

	(void)state;
	env_fixed(&env, 1600000000, 1);
	doc_draw_ids(doc, &env);
	before = everything(doc);
	copy = doc_copy(doc);
	add.parent = doc_first(copy)->id;
	add.after = doc_first(copy)->first->id;
	assert_int_equal(doc_apply(copy, &add, 1, &env, NULL, &err), 0);
	assert_int_equal(copy->n, doc->n + 1);
	assert_int_equal(copy->notes->first->marked, 1);
	after = everything(doc);
	assert_string_equal(before, after);
	doc_free(doc);
	free(everything(copy));
	doc_free(copy);
	free(before);
	free(after);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_copy_is_the_same),
		cmocka_unit_test(what_is_done_to_it_is_done_to_it_alone),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
