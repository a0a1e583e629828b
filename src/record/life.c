/*
 * The wordings of one paragraph. Which changes touched it the index knows; of
 * each, only the files that differ are read. A paragraph that was split off
 * another one goes on, before that, as that one.
 */
#include "adref/record/life.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/words.h"
#include "inside.h"

/* What a file of the document says of a node. */
static bool
look_in(struct record *record, const char *path, const store_id *blob,
	const node_id *node, struct wording *out)
{
	struct doc *doc = doc_new("part");
	struct buf text = BUF_INIT;
	struct err ignored = ERR_INIT;
	const struct node *found = NULL;

	if (store_read_blob(record->store, blob, &text, &ignored) == 0 &&
	    str_find(buf_str(&text), 0, str_of(node->text)) < text.len &&
	    native_read_text(doc, path, buf_str(&text), path, &ignored) == 0)
		found = doc_find(doc, node);
	if (found) {
		out->line = mem_text_len(found->line, found->len);
		out->status = found->status;
	}
	doc_free(doc);
	buf_release(&text);
	return found;
}

static bool
may_hold(const struct store_difference *at)
{
	return str_ends(str_of(at->path), ".md") &&
		!str_starts(str_of(at->path), "proposals/");
}

/* What a change made of a node: 1 another line or none, 0 nothing of it. */
static int
look_at(struct record *record, const struct history_entry *entry,
	const node_id *node, struct wording *out, struct err *err)
{
	struct store_differences differences = { 0 };
	struct wording before = { .line = NULL };
	bool was = false, is = false;

	if (store_compare(record->store, &entry->parent, &entry->revision,
		&differences, err) < 0)
		return -1;
	for (size_t i = 0; i < differences.n && !is; i++)
		if (may_hold(&differences.at[i]) && !store_id_is_none(
		    &differences.at[i].to))
			is = look_in(record, differences.at[i].path,
				&differences.at[i].to, node, out);
	for (size_t i = 0; i < differences.n && !is && !was; i++)
		if (may_hold(&differences.at[i]) && !store_id_is_none(
		    &differences.at[i].from))
			was = look_in(record, differences.at[i].path,
				&differences.at[i].from, node, &before);
	free(before.line);
	store_differences_release(&differences);
	return is || was;
}

static bool
is_same(const struct wording *a, const struct wording *b)
{
	return !a->line == !b->line && a->status == b->status &&
		(!a->line || strcmp(a->line, b->line) == 0);
}

static void
wording_release(struct wording *wording)
{
	free(wording->line);
	entry_release(&wording->entry);
}

/* Keep it when it is another one; the entry goes along. */
static void
keep(struct life *out, struct wording *wording,
	struct history_entry *entry)
{
	if (out->n && is_same(&out->at[out->n - 1], wording)) {
		free(wording->line);
		return;
	}
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	wording->entry = *entry;
	*entry = (struct history_entry){ 0 };
	out->at[out->n++] = *wording;
}

/* What was split off goes on as the paragraph it was a part of. */
static const node_id *
split_from(const struct history_entry *birth, const node_id *node)
{
	if (strcmp(birth->act, "node-split") != 0)
		return NULL;
	for (size_t i = 0; i < birth->nodes_n; i++)
		if (!node_id_same(&birth->nodes[i], node))
			return &birth->nodes[i];
	return NULL;
}

static int
add_life(struct record *record, const store_id *point, const node_id *node,
	struct life *out, struct err *err)
{
	struct history history = { 0 };
	struct history_entry *oldest;
	const node_id *whole = NULL;
	int rc = record_history(record, point, node, 0, &history, err);

	oldest = history.n ? &history.at[history.n - 1] : NULL;
	if (oldest)
		whole = split_from(oldest, node);
	if (rc == 0 && whole && !store_id_is_none(&oldest->parent))
		rc = add_life(record, &oldest->parent, whole, out, err);
	for (size_t i = history.n; i-- > 0 && rc >= 0;) {
		struct wording wording = { .node = *node };

		rc = look_at(record, &history.at[i], node, &wording, err);
		if (rc > 0)
			keep(out, &wording, &history.at[i]);
	}
	history_release(&history);
	return rc < 0 ? -1 : 0;
}

int
record_life(struct record *record, const store_id *point,
	const node_id *node, struct life *out, struct err *err)
{
	*out = (struct life){ 0 };
	if (add_life(record, point, node, out, err) < 0) {
		life_release(out);
		return -1;
	}
	return out->n ? 0 : err_set(err, ERR_MISSING, "no change knows the "
		"paragraph %s", node->text);
}

void
life_release(struct life *life)
{
	for (size_t i = 0; i < life->n; i++)
		wording_release(&life->at[i]);
	free(life->at);
	*life = (struct life){ 0 };
}

/* Which wording each byte of a line came with. */
struct origins {
	size_t *by;
	size_t n;
};

/* What stays keeps its origin, what is new is of this wording. */
static void
origins_go_on(struct origins *origins, const char *from, const char *to,
	size_t now)
{
	struct words_diff diff = WORDS_DIFF_INIT;
	struct origins next = { mem_new(strlen(to) + 1, sizeof(size_t)),
		strlen(to) };
	size_t was = 0, at = 0;

	words_diff(&diff, str_of(from), str_of(to));
	for (size_t i = 0; i < diff.n; i++) {
		const struct words_run *run = &diff.at[i];

		for (size_t k = 0; k < run->len && run->op != '-'; k++)
			next.by[at++] = run->op == '+' ? now
				: origins->by[was + k];
		was += run->op == '+' ? 0 : run->len;
	}
	words_diff_release(&diff);
	free(origins->by);
	*origins = next;
}

static void
add_run(struct blame *out, size_t at, size_t by)
{
	if (out->n && out->at[out->n - 1].by == by) {
		out->at[out->n - 1].to = at + 1;
		return;
	}
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = (struct blame_run){ at, at + 1, by };
}

void
life_blame(struct blame *out, const struct life *life)
{
	struct origins origins = { NULL, 0 };
	const char *line = "";

	*out = (struct blame){ 0 };
	for (size_t i = 0; i < life->n; i++) {
		const char *next = life->at[i].line ? life->at[i].line : "";

		origins_go_on(&origins, line, next, i);
		line = next;
	}
	for (size_t i = 0; i < origins.n; i++)
		add_run(out, i, origins.by[i]);
	free(origins.by);
}

void
blame_release(struct blame *blame)
{
	free(blame->at);
	*blame = (struct blame){ 0 };
}
