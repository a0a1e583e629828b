/*
 * Planning how an act is taken back: what it did is turned round and carried
 * over what was done since, word by word and node by node. Start with
 * takeback_plan(); nothing here changes a document or writes.
 */
#include "takeback.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/diff.h"
#include "adref/text/words.h"

/* One place of a line where bytes go and others come. */
struct edit {
	size_t off, gone;	/* of the base line */
	struct str come;
};
struct edits {
	struct edit *at;
	size_t n, cap;
};

static void
edits_read(struct edits *out, struct str from, struct str to)
{
	struct words_diff diff = WORDS_DIFF_INIT;
	size_t off = 0;
	bool open = false;

	words_diff(&diff, from, to);
	for (size_t i = 0; i < diff.n; i++) {
		const struct words_run *run = &diff.at[i];

		if (run->op == '=') {
			off += run->len;
			open = false;
			continue;
		}
		if (!open) {
			out->at = mem_grow(out->at, &out->cap, out->n + 1,
				sizeof(*out->at));
			out->at[out->n++] = (struct edit){ .off = off };
			open = true;
		}
		if (run->op == '-') {
			out->at[out->n - 1].gone += run->len;
			off += run->len;
		} else {
			out->at[out->n - 1].come = str_part(to, run->off,
				run->len);
		}
	}
	words_diff_release(&diff);
}

static const char *
keep(struct takeback *out, struct str text)
{
	out->texts = mem_grow(out->texts, &out->texts_cap, out->texts_n + 1,
		sizeof(char *));
	out->texts[out->texts_n] = mem_text_len(text.at ? text.at : "",
		text.len);
	return out->texts[out->texts_n++];
}

static struct change *
add(struct takeback *out, enum change_kind kind, const struct node *node)
{
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n] = (struct change){ .kind = kind, .node = node->id };
	return &out->at[out->n++];
}

/* Nobody's act since then stands on where the numbers start. */
static void
plan_numbering(struct takeback *out, const struct doc *base,
	const struct doc *before, const struct doc *now)
{
	static const struct node none = { .id = { "" } };
	struct change *change;

	if (base->notes_from == before->notes_from ||
	    now->notes_from != base->notes_from)
		return;
	change = add(out, CHANGE_NUMBERING, &none);
	change->was = now->notes_from;
	change->start = before->notes_from;
}

static int
stuck(struct takeback *out, const struct node *node)
{
	out->stuck = node->id;
	return -1;
}

static int
plan_text(struct takeback *out, const struct node *base,
	const struct node *before, const struct node *now)
{
	struct edits back = { 0 };
	int rc = 0;

	edits_read(&back, node_str(base), node_str(before));
	for (size_t i = 0; i < back.n && rc == 0; i++) {
		const struct edit *edit = &back.at[i];
		struct change *change;
		size_t off;

		if (!words_carry(node_str(base), node_str(now), edit->off,
			edit->gone, &off)) {
			rc = stuck(out, now);
			break;
		}
		change = add(out, CHANGE_TEXT, now);
		change->off = off;
		change->gone = keep(out, str_part(node_str(base), edit->off,
			edit->gone));
		change->come = keep(out, edit->come);
	}
	free(back.at);
	return rc;
}

/* The nearest older sibling that is there now, for putting a node back. */
static node_id
place_after(const struct node *before, const struct doc *now)
{
	for (const struct node *at = before->prev; at; at = at->prev)
		if (doc_find(now, &at->id))
			return at->id;
	return (node_id){ "" };
}

static node_id
place_parent(const struct node *before)
{
	return before->parent && before->parent->parent ? before->parent->id
		: (node_id){ "" };
}

static int
plan_back(struct takeback *out, const struct node *before,
	const struct doc *now)
{
	struct change *change;

	if (doc_find(now, &before->id))
		return stuck(out, before);
	change = add(out, CHANGE_ADD, before);
	change->as = before->kind;
	change->level = before->level;
	change->label = before->label;
	change->come = keep(out, node_str(before));
	change->to = before->status;
	change->parent = place_parent(before);
	change->after = place_after(before, now);
	return 0;
}

static int
plan_away(struct takeback *out, const struct node *base,
	const struct node *now)
{
	if (!now)
		return 0;
	if (!str_same(node_str(base), node_str(now)))
		return stuck(out, now);
	add(out, CHANGE_DROP, now)->gone = keep(out, node_str(now));
	return 0;
}

static int
plan_one(struct takeback *out, const struct diff_entry *entry,
	const struct doc *now)
{
	const struct node *any = entry->from ? entry->from : entry->to;
	const struct node *here = doc_find(now, &any->id);
	struct change *change;

	if (!entry->from)
		return plan_back(out, entry->to, now);
	if (!entry->to)
		return plan_away(out, entry->from, here);
	if (!here)
		return stuck(out, any);
	if (!str_same(node_str(entry->from), node_str(entry->to)) &&
	    plan_text(out, entry->from, entry->to, here) < 0)
		return -1;
	if (entry->from->status != entry->to->status) {
		change = add(out, CHANGE_STATUS, here);
		change->from = entry->from->status;
		change->to = entry->to->status;
	}
	if (entry->kinds & DIFF_MOVED) {
		change = add(out, CHANGE_MOVE, here);
		change->level = entry->to->level;
		change->parent = place_parent(entry->to);
		change->after = place_after(entry->to, now);
	}
	return 0;
}

int
takeback_plan(struct takeback *out, const struct doc *base,
	const struct doc *before, const struct doc *now)
{
	struct diff diff = { 0 };
	int rc = 0;

	plan_numbering(out, base, before, now);
	doc_diff(&diff, base, before);
	for (size_t i = 0; i < diff.n && rc == 0; i++)
		if (diff.at[i].to)
			rc = plan_one(out, &diff.at[i], now);
	/* What goes, goes from the bottom up. */
	for (size_t i = diff.n; i > 0 && rc == 0; i--)
		if (!diff.at[i - 1].to)
			rc = plan_one(out, &diff.at[i - 1], now);
	diff_release(&diff);
	return rc;
}

void
takeback_release(struct takeback *takeback)
{
	for (size_t i = 0; i < takeback->texts_n; i++)
		free(takeback->texts[i]);
	free(takeback->texts);
	free(takeback->at);
	*takeback = (struct takeback){ 0 };
}
