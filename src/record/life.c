/*
 * The wordings of one paragraph. Which changes touched it the index knows; of
 * each, only the files that differ are read. A paragraph that was split off
 * another one goes on, before that, as that one.
 */
#include "adref/record/life.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/words.h"
#include "inside.h"

/*
 * The part of a file that says the node at `at`: its line, when blank lines
 * stand around it, as adref writes them; a table, or what somebody wrapped, is
 * read with all that is around.
 */
static struct str
part_around(struct str text, size_t at)
{
	size_t from = at, to = str_find(text, at, str_of("\n"));
	struct str line;

	while (from > 0 && text.at[from - 1] != '\n')
		from--;
	if ((from > 1 && text.at[from - 2] != '\n') ||
	    (to + 1 < text.len && text.at[to + 1] != '\n'))
		return text;
	line = str_trim(str_part(text, from, to - from));
	return str_starts(line, "|") ? text : line;
}

/* What a file of the document says of a node. */
static bool
look_in(const char *path, struct str text, const node_id *node,
	struct wording *out)
{
	size_t at = str_find(text, 0, str_of(node->text));
	const struct node *found = NULL;
	struct doc *doc;

	if (at == text.len)
		return false;
	doc = doc_new("part");
	if (native_read_text(doc, path, part_around(text, at), path,
		&(struct err)ERR_INIT) == 0)
		found = doc_find(doc, node);
	if (found) {
		out->line = mem_text_len(found->line, found->len);
		out->status = found->status;
	}
	doc_free(doc);
	return found;
}

/* *unread: it cannot be read, which is told, and so nobody knows. */
static bool
look_in_blob(struct record *record, const char *path, const store_id *blob,
	const node_id *node, bool *unread, struct wording *out)
{
	struct err why = ERR_INIT;
	struct buf text = BUF_INIT;
	bool found = false;

	if (store_read_blob(record->store, blob, &text, &why) == 0) {
		found = look_in(path, buf_str(&text), node, out);
	} else {
		record_tell(record, "%s: %s", path, why.text);
		*unread = true;
	}
	buf_release(&text);
	return found;
}

/* Most changes leave a paragraph in the file in which it was. */
static bool
look_again(struct record *record, const struct history_entry *entry,
	const char *path, const node_id *node, struct wording *out)
{
	struct err ignored = ERR_INIT;
	struct buf text = BUF_INIT;
	bool found = path && store_read(record->store, &entry->revision, path,
		&text, &ignored) == 0 && look_in(path, buf_str(&text), node,
		out);

	buf_release(&text);
	return found;
}

static bool
may_hold(const struct store_difference *at)
{
	return str_ends(str_of(at->path), ".md") &&
		!str_starts(str_of(at->path), "proposals/");
}

/*
 * What a change made of a node: 1 another line or none, 0 nothing of it. *path
 * is the file where it was last, and is made that where it is.
 */
static int
look_at(struct record *record, const struct history_entry *entry,
	const node_id *node, char **path, struct wording *out,
	struct err *err)
{
	struct store_differences differences = { 0 };
	struct wording before = { .line = NULL };
	bool was = false, is = false, unread = false;

	if (look_again(record, entry, *path, node, out))
		return 1;
	if (compare_with_before(record, entry, &differences, err) < 0)
		return -1;
	for (size_t i = 0; i < differences.n && !is; i++) {
		if (!may_hold(&differences.at[i]) || store_id_is_none(
		    &differences.at[i].to))
			continue;
		is = look_in_blob(record, differences.at[i].path,
			&differences.at[i].to, node, &unread, out);
		if (is) {
			free(*path);
			*path = mem_text(differences.at[i].path);
		}
	}
	for (size_t i = 0; i < differences.n && !is && !was && !unread; i++)
		if (may_hold(&differences.at[i]) && !store_id_is_none(
		    &differences.at[i].from))
			was = look_in_blob(record, differences.at[i].path,
				&differences.at[i].from, node, &unread,
				&before);
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

/*
 * Keep one that is older than those that are there: a wording is its that had
 * it first. The entry goes along.
 */
static void
keep(struct life *out, struct wording *wording,
	struct history_entry *entry)
{
	if (out->n && is_same(&out->at[out->n - 1], wording))
		wording_release(&out->at[--out->n]);
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

/* The newest first. */
static int
add_life(struct record *record, const store_id *point, const node_id *node,
	struct life *out, struct err *err)
{
	struct history history = { 0 };
	const node_id *whole = NULL;
	store_id before = { { 0 } };
	char *path = NULL;
	int rc = record_history(record, point, node, 0, &history, err);

	if (history.n) {
		whole = split_from(&history.at[history.n - 1], node);
		before = history.at[history.n - 1].parent;
	}
	store_in_passing(record->store, true);
	for (size_t i = 0; i < history.n && rc >= 0; i++) {
		struct wording wording = { .node = *node };
		struct history_entry *entry = &history.at[i];

		rc = look_at(record, entry, node, &path, &wording, err);
		if (rc > 0)
			keep(out, &wording, entry);
	}
	store_in_passing(record->store, false);
	if (rc >= 0 && whole && !store_id_is_none(&before))
		rc = add_life(record, &before, whole, out, err);
	free(path);
	history_release(&history);
	return rc < 0 ? -1 : 0;
}

static void
turn_round(struct life *life)
{
	for (size_t i = 0; i < life->n / 2; i++) {
		struct wording other = life->at[i];

		life->at[i] = life->at[life->n - 1 - i];
		life->at[life->n - 1 - i] = other;
	}
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
	turn_round(out);
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

/* Of each byte of `to` where it stands in `from`, or SIZE_MAX. */
static size_t *
where_from(const char *from, const char *to)
{
	size_t *out = mem_new(strlen(to) + 1, sizeof(*out));
	struct words_diff diff = WORDS_DIFF_INIT;
	size_t was = 0, at = 0;

	words_diff(&diff, str_of(from), str_of(to));
	for (size_t i = 0; i < diff.n; i++) {
		const struct words_run *run = &diff.at[i];

		for (size_t k = 0; k < run->len && run->op != '-'; k++)
			out[at++] = run->op == '+' ? SIZE_MAX : was + k;
		was += run->op == '+' ? 0 : run->len;
	}
	words_diff_release(&diff);
	return out;
}

/* How many older wordings are looked at where lines were joined. */
enum { LOOK_BACK = 12 };

static const char *
line_at(const struct life *life, size_t n)
{
	return life->at[n].line ? life->at[n].line : "";
}

/* What stays keeps its origin, what is new is of this wording. */
static struct origins
origins_go_on(const struct origins *from, const char *was, const char *now,
	size_t n)
{
	struct origins next = { where_from(was, now), strlen(now) };

	for (size_t i = 0; i < next.n; i++)
		next.by[i] = next.by[i] == SIZE_MAX ? n
			: from->by[next.by[i]];
	return next;
}

/* Where two lines went side by side, what seems new may be of an older wording
 * than the one before. */
static void
origins_look_back(struct origins *all, const struct life *life, size_t n)
{
	for (size_t k = n; k-- > 0 && n - k <= LOOK_BACK;) {
		size_t *from = where_from(line_at(life, k), line_at(life, n));

		for (size_t i = 0; i < all[n].n; i++)
			if (all[n].by[i] == n && from[i] != SIZE_MAX)
				all[n].by[i] = all[k].by[from[i]];
		free(from);
	}
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
	struct origins *all = mem_new(life->n + 1, sizeof(*all));
	const struct origins none = { NULL, 0 }, *last = &none;
	size_t joined = 0;

	*out = (struct blame){ 0 };
	for (size_t i = 0; i < life->n; i++)
		if (life->at[i].entry.joins)
			joined = i + 1;
	for (size_t i = 0; i < life->n; i++) {
		all[i] = origins_go_on(last, i ? line_at(life, i - 1) : "",
			line_at(life, i), i);
		if (i < joined)
			origins_look_back(all, life, i);
		last = &all[i];
	}
	/* A blank that outlived the words around it is nobody's. */
	for (size_t i = 0; i < last->n; i++) {
		if (line_at(life, life->n - 1)[i] == ' ' && i > 0)
			last->by[i] = last->by[i - 1];
		add_run(out, i, last->by[i]);
	}
	for (size_t i = 0; i < life->n; i++)
		free(all[i].by);
	free(all);
}

void
blame_release(struct blame *blame)
{
	free(blame->at);
	*blame = (struct blame){ 0 };
}
