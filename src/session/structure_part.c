/*
 * Brackets that reach over paragraphs, when some of these go elsewhere: which
 * pairs would be parted, and splitting them: each part closed and opened where
 * the text is cut, with the same attribution, so that no slip is made.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/text/attribution.h"
#include "adref/text/number.h"
#include "structure.h"

/* A change of structure can part pairs only when it moves an end of one, or
 * when headings change their level: leaving a section ends what it opened. */
static bool
may_part(const struct plan *plan)
{
	for (size_t i = 0; i < plan->nodes.n; i++) {
		const struct node *node = plan->nodes.at[i];
		const struct node *end = node_skip(node);

		if (node->kind == NODE_NOTE)
			continue;
		if (plan->changes.at[0].level)
			return true;
		for (const struct node *at = node; at && at != end;
		     at = node_next(at))
			if (at->residue_n)
				return true;
	}
	return false;
}

static bool
is_inside(const struct plan *plan, const struct node *node)
{
	for (size_t i = 0; i < plan->nodes.n; i++)
		if (node_is_under(node, plan->nodes.at[i]))
			return true;
	return false;
}

static void
add_pair(struct trial *trial, struct node *node, size_t i)
{
	const struct residue_end *end = &node->residue[i];
	struct parted pair = { node, end->mate, i, end->mate_index };

	if (!end->opens)
		pair = (struct parted){ end->mate, node, end->mate_index, i };
	for (size_t k = 0; k < trial->n; k++)
		if (trial->at[k].open == pair.open &&
		    trial->at[k].open_end == pair.open_end)
			return;
	trial->at = mem_grow(trial->at, &trial->cap, trial->n + 1,
		sizeof(*trial->at));
	trial->at[trial->n++] = pair;
}

/* Pairs of which only one end goes: they may find together again, but around
 * other words. */
static void
add_one_ended(const struct plan *plan, struct trial *trial)
{
	for (size_t i = 0; i < plan->nodes.n; i++) {
		struct node *node = plan->nodes.at[i], *at;
		const struct node *end = node_skip(node);

		for (at = node; at && at != end; at = node_next(at))
			for (size_t k = 0; k < at->residue_n; k++)
				if (at->residue[k].mate && !is_inside(plan,
					at->residue[k].mate))
					add_pair(trial, at, k);
	}
}

static int
opener_order(const void *left, const void *right)
{
	const struct parted *a = left, *b = right;

	if (a->open == b->open)
		return a->open_end < b->open_end ? -1 : 1;
	return node_comes_before(a->open, b->open) ? -1 : 1;
}

int
plan_try(struct plan *plan, struct trial *trial, struct err *err)
{
	struct doc *doc = plan->session->doc;

	*trial = (struct trial){ 0 };
	if (!doc->spans || !may_part(plan))
		return 0;
	if (doc_try(doc, plan->changes.at, plan->changes.n,
		record_env(plan->session->record), trial, err) < 0)
		return -1;
	if (plan->reorders)
		add_one_ended(plan, trial);
	if (trial->n > 1)
		qsort(trial->at, trial->n, sizeof(*trial->at), opener_order);
	return 0;
}

void
parted_add_words(struct buf *out, const struct trial *trial)
{
	if (trial->n > 1) {
		buf_add_format(out, "one end of %zu brackets would go, the "
			"first opens in ", trial->n);
		address_add(out, trial->at[0].open);
		return;
	}
	buf_add_text(out, "one end of the bracket that opens in ");
	address_add(out, trial->at[0].open);
	buf_add_text(out, " would go");
}

/* A pair that is cut, and before which node. */
struct crossing {
	const struct parted *pair;
	struct node *cut;
};
struct crossings {
	struct crossing *at;
	size_t n, cap;
};

static bool
is_cut(const struct plan *plan, const struct node *node)
{
	for (size_t i = 0; i < plan->cuts.n; i++)
		if (plan->cuts.at[i] == node)
			return true;
	return false;
}

/* Of each pair, from its opener on, the cuts that it crosses. */
static void
collect_crossings(struct crossings *out, const struct plan *plan,
	const struct trial *trial)
{
	for (size_t i = 0; i < trial->n; i++) {
		const struct parted *pair = &trial->at[i];

		for (struct node *at = pair->open; at && at != pair->close;) {
			at = node_next(at);
			if (!at || !is_cut(plan, at))
				continue;
			out->at = mem_grow(out->at, &out->cap, out->n + 1,
				sizeof(*out->at));
			out->at[out->n++] = (struct crossing){ pair, at };
		}
	}
}

/* Whether a node is taken out by the plan. */
static bool
is_dropped(const struct plan *plan, const struct node *node)
{
	return plan->changes.at[0].kind == CHANGE_DROP && is_inside(plan, node);
}

static bool
holds_brackets(const struct node *node)
{
	return node->len && node->kind != NODE_TABLE;
}

/* Where text begins and ends in a line: in a row inside its pipes. */
static size_t
text_begin(const struct node *node)
{
	struct number number;
	size_t off = 0;

	if (node->kind != NODE_ROW)
		return number_read(&number, node_str(node)) &&
			number.end < node->len ? number.end : 0;
	off += off < node->len && node->line[off] == '|';
	while (off < node->len && node->line[off] == ' ')
		off++;
	return off;
}

static size_t
text_end(const struct node *node)
{
	size_t off = node->len;

	if (node->kind != NODE_ROW)
		return off;
	off -= off && node->line[off - 1] == '|';
	while (off && node->line[off - 1] == ' ')
		off--;
	return off;
}

static void
put(struct plan *plan, const struct node *node, size_t off, const char *come)
{
	struct change *change = plan_change(plan, CHANGE_TEXT, node);

	change->off = off;
	change->gone = "";
	change->come = come;
}

/* The closer of a pair as it is written, attribution and all. */
static const char *
closer_of(struct plan *plan, const struct parted *pair)
{
	const struct residue_end *end = &pair->close->residue[pair->close_end];
	struct str line = node_str(pair->close);
	struct buf out = BUF_INIT;
	const char *kept;

	buf_add_char(&out, ']');
	buf_add_str(&out, str_part(line, end->off + end->len,
		attribution_len(str_from(line, end->off + end->len))));
	kept = changes_text(&plan->changes, buf_str(&out));
	buf_release(&out);
	return kept;
}

/*
 * Put what closes before the cut and opens behind it; of several pairs at one
 * cut the inner one is closed first and opened last.
 */
static void
cut_at(struct plan *plan, const struct crossings *all, const struct node *cut)
{
	struct node *before = node_prev(cut);
	const struct node *behind = cut;

	while (before && !holds_brackets(before))
		before = node_prev(before);
	while (behind && !holds_brackets(behind))
		behind = node_next(behind);
	for (size_t i = all->n; i-- > 0;)
		if (all->at[i].cut == cut && before &&
		    !is_dropped(plan, before))
			put(plan, before, text_end(before),
				closer_of(plan, all->at[i].pair));
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].cut == cut && behind &&
		    !is_dropped(plan, behind))
			put(plan, behind, text_begin(behind), "[");
}

int
plan_split(struct plan *plan, const struct trial *trial, struct err *err)
{
	struct crossings crossings = { NULL, 0, 0 };
	struct trial after;
	int rc;

	nodes_sort(&plan->cuts, false);
	collect_crossings(&crossings, plan, trial);
	for (size_t i = 0; i < plan->cuts.n; i++)
		cut_at(plan, &crossings, plan->cuts.at[i]);
	free(crossings.at);
	rc = doc_try(plan->session->doc, plan->changes.at, plan->changes.n,
		record_env(plan->session->record), &after, err);
	if (rc == 0 && after.slips > trial->slips_before)
		rc = err_set(err, ERR_REFUSED, "these brackets cannot be "
			"split without a slip: lift or mend them first");
	trial_release(&after);
	if (rc == 0)
		buf_add_format(&plan->where, ", %zu pair%s split", trial->n,
			trial->n == 1 ? "" : "s");
	return rc;
}
