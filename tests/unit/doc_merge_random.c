/*
 * Acts of several on one document, each made without knowing of the others,
 * merged in every order. Whatever they are: what somebody typed stands in the
 * text or is told as left, and no slip comes that no side had. Acts on
 * different paragraphs give one text, whoever was first.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/mem.h"
#include "adref/doc/merge.h"
#include "build_doc.h"
#include "random_text.h"

enum { EDITORS = 3, ORDERS = 6, ACTS_MAX = 8, TYPED_MAX = 32 };

static const char *const parties[EDITORS] = { "AAA", "BBB", "CCC" };
static size_t rounds = 1;	/* ROUNDS of the environment: more */
static struct env env;

/* What one editor does: changes of the document as it is before all. */
struct doing {
	struct changes changes;
	struct doc *made;
	char typed[TYPED_MAX];	/* a word that nobody else types; or "" */
	node_id touched[ACTS_MAX];
	size_t touched_n;
};

static void
touch(struct doing *doing, const struct node *node)
{
	if (node && node->parent && doing->touched_n < ACTS_MAX)
		doing->touched[doing->touched_n++] = node->id;
}

static struct node *
pick_node(const struct doc *doc)
{
	struct node *at = doc_first(doc);

	for (uint32_t n = random_pick((uint32_t)doc->n); n; n--)
		at = node_next(at) ? node_next(at) : at;
	return at;
}

static void
draw_typed(struct doing *doing, size_t editor)
{
	static unsigned n;

	snprintf(doing->typed, sizeof(doing->typed), "typed%u%c", n++,
		(char)('a' + editor));
}

/* A word put in somewhere, or one in the place of another. */
static void
reword(struct doing *doing, const struct node *node)
{
	struct str line = node_str(node);
	size_t off = line.len ? random_pick((uint32_t)line.len) : 0;
	size_t from = str_find(line, off, str_of(" ")), to;
	struct buf now = BUF_INIT;

	to = random_pick(2) ? str_find(line, from + 1, str_of(" ")) : from;
	buf_add_str(&now, str_part(line, 0, from));
	buf_add_format(&now, " %s", doing->typed);
	buf_add_str(&now, str_from(line, to));
	changes_add_words(&doing->changes, &node->id, line, str_trim(
		buf_str(&now)));
	buf_release(&now);
	touch(doing, node);
}

static void
bracket(struct doing *doing, const struct node *node, size_t editor)
{
	struct bracket_pieces pieces = { 0 };
	struct str line = node_str(node);
	struct buf close = BUF_INIT;
	size_t from = line.len ? random_pick((uint32_t)line.len) : 0;

	buf_add_format(&close, "]{%s}", parties[editor]);
	bracket_cut(&pieces, line, from, from + 1 + random_pick(6));
	for (size_t i = 0; i < pieces.n; i++) {
		changes_add(&doing->changes, (struct change){
			.kind = CHANGE_TEXT, .node = node->id,
			.off = pieces.at[i].from, .gone = "", .come = "[" });
		changes_add(&doing->changes, (struct change){
			.kind = CHANGE_TEXT, .node = node->id,
			.off = pieces.at[i].to, .gone = "",
			.come = changes_text(&doing->changes,
				buf_str(&close)) });
	}
	bracket_pieces_release(&pieces);
	buf_release(&close);
	touch(doing, node);
}

static void
touch_place(struct doing *doing, const struct node *after)
{
	touch(doing, after);
	touch(doing, after->next);
	touch(doing, after->prev);
	touch(doing, after->parent);
}

static void
put_in(struct doing *doing, const struct node *after)
{
	changes_add(&doing->changes, (struct change){ .kind = CHANGE_ADD,
		.node = doc_new_id(doing->made, &env), .as = NODE_ITEM,
		.come = doing->typed, .parent = after->parent->parent
			? after->parent->id : (node_id){ "" },
		.after = after->id });
	touch_place(doing, after);
}

static void
take_out(struct doing *doing, const struct node *node)
{
	const struct node *end = node_skip(node);
	const struct node *all[ACTS_MAX];
	size_t n = 0;

	for (const struct node *at = node; at && at != end && n < ACTS_MAX;
	     at = node_next(at))
		all[n++] = at;
	touch_place(doing, node);
	for (; n; n--) {
		touch(doing, all[n - 1]);
		changes_add(&doing->changes, (struct change){
			.kind = CHANGE_DROP, .node = all[n - 1]->id });
	}
}

static void
move(struct doing *doing, const struct node *node, const struct node *after)
{
	changes_add(&doing->changes, (struct change){ .kind = CHANGE_MOVE,
		.node = node->id, .parent = after->parent->parent
			? after->parent->id : (node_id){ "" },
		.after = after->id });
	touch_place(doing, node);
	touch_place(doing, after);
}

/* One act; its document is what it makes of the base. */
static void
draw(struct doing *doing, const struct doc *base, size_t editor)
{
	struct node *node = pick_node(base);
	struct err err = ERR_INIT;

	*doing = (struct doing){ .made = doc_copy(base) };
	switch (random_pick(6)) {
	case 0:
	case 1:
		draw_typed(doing, editor);
		reword(doing, node);
		break;
	case 2:
		bracket(doing, node, editor);
		break;
	case 3:
		draw_typed(doing, editor);
		put_in(doing, node);
		break;
	case 4:
		take_out(doing, node);
		break;
	default:
		move(doing, node, pick_node(base));
		break;
	}
	if (doc_apply(doing->made, doing->changes.at, doing->changes.n, &env,
		NULL, &err) == 0)
		return;
	/* It does not fit there: it does nothing. */
	doing->typed[0] = '\0';
	doing->touched_n = 0;
}

static void
doing_release(struct doing *doing)
{
	changes_release(&doing->changes);
	doc_free(doing->made);
}

/* The states so far, for who asks what became of a node. */
struct states {
	struct doc *at[EDITORS];
	const char *party[EDITORS];
	size_t n;
	struct merge_step steps[EDITORS];
};

static size_t
steps_of(void *ctx, const node_id *id, const struct merge_step **out)
{
	struct states *states = ctx;

	for (size_t i = 0; i < states->n; i++) {
		const struct node *node = doc_find(states->at[i], id);

		states->steps[i] = (struct merge_step){ node ? node_str(node)
			: str_of(""), states->party[i] };
	}
	*out = states->steps;
	return states->n;
}

static void
add_lines(struct buf *out, const struct doc *doc)
{
	for (const struct node *at = doc_first(doc); at; at = node_next(at)) {
		buf_add_fill(out, ' ', node_depth(at));
		buf_add_format(out, "%s\n", at->line);
	}
}

static size_t
slips(struct doc *doc)
{
	doc_pair(doc);
	return doc->slips;
}

static void
tell_doc(const char *name, struct doc *doc)
{
	struct buf text = BUF_INIT;

	add_lines(&text, doc);
	print_message("%s, %zu slips:\n%s", name, slips(doc),
		buf_text(&text));
	buf_release(&text);
}

static size_t
allowed(struct doc *base, struct doc *ours, struct doc *theirs)
{
	size_t a = slips(ours), b = slips(theirs);
	size_t both = a + b > slips(base) ? a + b - slips(base) : 0;
	size_t most = a > b ? a : b;

	return both > most ? both : most;
}

static bool
is_left(const struct doc_merge *merge, const char *typed)
{
	for (size_t i = 0; i < merge->left_n; i++)
		if (strstr(merge->left[i].line, typed))
			return true;
	return false;
}

/* Merge one more; what is left out is noted. */
static void
merge_one(struct states *states, struct doc *base, struct doing *doing,
	size_t editor, bool left[EDITORS])
{
	struct doc_sides sides = { .base = base, .theirs = doing->made,
		.our_hands = { .steps = steps_of, .ctx = states },
		.their_hands = { .party = parties[editor] }, .env = &env };
	struct doc_merge merge;
	struct err err = ERR_INIT;
	struct doc *now;
	size_t most;

	now = doc_copy(states->n ? states->at[states->n - 1] : base);
	sides.ours = states->n ? states->at[states->n - 1] : base;
	most = allowed(base, sides.ours, sides.theirs);
	doc_merge(&merge, &sides);
	if (doc_apply(now, merge.changes.at, merge.changes.n, &env, NULL,
		&err) < 0)
		fail_msg("%s", err.text);
	if (slips(now) > most) {
		tell_doc("base", base);
		tell_doc("ours", sides.ours);
		tell_doc("theirs", sides.theirs);
		tell_doc("merged", now);
		fail();
	}
	left[editor] = *doing->typed && is_left(&merge, doing->typed);
	doc_merge_release(&merge);
	states->at[states->n] = now;
	states->party[states->n++] = parties[editor];
}

static const size_t orders[ORDERS][EDITORS] = {
	{ 0, 1, 2 }, { 0, 2, 1 }, { 1, 0, 2 }, { 1, 2, 0 }, { 2, 0, 1 },
	{ 2, 1, 0 },
};

static void
tell(const struct doc *base, const struct doing *doings,
	const struct buf *texts)
{
	struct buf text = BUF_INIT;

	add_lines(&text, base);
	print_message("base:\n%s", buf_text(&text));
	for (size_t i = 0; i < EDITORS; i++) {
		buf_clear(&text);
		add_lines(&text, doings[i].made);
		print_message("%s:\n%s", parties[i], buf_text(&text));
	}
	for (size_t i = 0; i < ORDERS; i++)
		print_message("order %zu:\n%s", i, buf_text(&texts[i]));
	buf_release(&text);
	fail();
}

/* On different paragraphs; a bracket whose mate is in another one that comes
 * or goes is about more. */
static bool
are_apart(struct doc *base, const struct doing *doings)
{
	for (size_t i = 0; i < EDITORS; i++)
		if (slips(doings[i].made) != slips(base) ||
		    doings[i].made->spans != base->spans)
			return false;
	for (size_t i = 0; i < EDITORS; i++)
		for (size_t k = 0; k < i; k++)
			for (size_t a = 0; a < doings[i].touched_n; a++)
				for (size_t b = 0; b < doings[k].touched_n;
				     b++)
					if (node_id_same(
					    &doings[i].touched[a],
					    &doings[k].touched[b]))
						return false;
	return true;
}

/* All orders of what they do. Returns whether they were on different
 * paragraphs. */
static bool
check(struct doc *base, struct doing *doings)
{
	struct buf texts[ORDERS] = { BUF_INIT };
	bool apart = are_apart(base, doings), good = true;

	for (size_t i = 0; i < ORDERS; i++) {
		struct states states = { .n = 0 };
		bool left[EDITORS] = { false };

		for (size_t k = 0; k < EDITORS; k++)
			merge_one(&states, base, &doings[orders[i][k]],
				orders[i][k], left);
		add_lines(&texts[i], states.at[EDITORS - 1]);
		for (size_t k = 0; k < EDITORS; k++) {
			good &= !*doings[k].typed || left[k] ||
				strstr(buf_text(&texts[i]), doings[k].typed);
			doc_free(states.at[k]);
		}
		good &= !apart || str_same(buf_str(&texts[i]),
			buf_str(&texts[0]));
	}
	if (!good)
		tell(base, doings, texts);
	for (size_t i = 0; i < ORDERS; i++)
		buf_release(&texts[i]);
	return apart;
}

static bool
check_one(const char *text)
{
	struct doing doings[EDITORS];
	struct doc *base = build_doc(text);
	bool apart;

	doc_draw_ids(base, &env);
	for (size_t k = 0; k < EDITORS; k++)
		draw(&doings[k], base, k);
	apart = check(base, doings);
	for (size_t k = 0; k < EDITORS; k++)
		doing_release(&doings[k]);
	doc_free(base);
	return apart;
}

/* A text as people write it: brackets pair, some of them across paragraphs. */
static void
prose(struct buf *out)
{
	static const char *const words[] = {
		"alpha", "beta", "gamma", "[delta epsilon]{EU}", "zeta,",
		"[eta][theta]", "iota", "kappa", "lambda", "[mu nu] xi",
	};
	static const char *const marks[] = { "- ", "- ", "  - ", "", "",
		"# ", "## " };
	bool open = false;

	for (uint32_t n = 4 + random_pick(8); n; n--) {
		buf_add_text(out, marks[out->len ? random_pick(7) : 3]);
		if (!random_pick(6) && n > 1 && !open)
			buf_add_text(out, "[");
		open |= str_ends(buf_str(out), "[");
		for (uint32_t i = 2 + random_pick(5); i; i--)
			buf_add_format(out, "%s ", words[random_pick(10)]);
		buf_add_text(out, "end");
		if (open && (n == 1 || !random_pick(3))) {
			buf_add_text(out, "]");
			open = false;
		}
		buf_add_char(out, '\n');
	}
}

static void
test_prose(void **state)
{
	size_t apart = 0;

	(void)state;
	for (size_t i = 0; i < 400 * rounds; i++) {
		struct buf text = BUF_INIT;

		prose(&text);
		apart += check_one(buf_text(&text));
		buf_release(&text);
	}
	assert_true(apart > 20);
}

/* Stray brackets in most lines. */
static void
test_anything(void **state)
{
	(void)state;
	for (size_t i = 0; i < 200 * rounds; i++) {
		struct buf text = BUF_INIT;

		random_text(&text);
		check_one(buf_text(&text));
		buf_release(&text);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_prose),
		cmocka_unit_test(test_anything),
	};

	env_fixed(&env, 0, 1);
	if (getenv("SEED"))
		random_seed = (uint32_t)strtoul(getenv("SEED"), NULL, 10);
	if (getenv("ROUNDS"))
		rounds = strtoul(getenv("ROUNDS"), NULL, 10);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
