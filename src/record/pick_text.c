/*
 * What a change did to the text: the files it changed are read on both sides,
 * as parts of documents, and what differs in them is asked for words. Nothing
 * else is read.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/words.h"
#include "pick_inside.h"

static struct doc *
read_side(struct record *record, const char *path, const store_id *blob)
{
	struct doc *doc = doc_new("part");
	struct buf text = BUF_INIT;
	struct err ignored = ERR_INIT;

	if (!store_id_is_none(blob) && store_read_blob(record->store, blob,
		&text, &ignored) == 0)
		native_read_text(doc, path, buf_str(&text), path, &ignored);
	doc_derive_ids(doc);
	buf_release(&text);
	return doc;
}

static struct kept_file *
kept_place(struct pick *pick, const store_id *blob)
{
	size_t at = ((size_t)blob->bytes[0] << 8 | blob->bytes[1]) %
		KEPT_FILES;

	if (!pick->kept)
		pick->kept = mem_new(KEPT_FILES, sizeof(*pick->kept));
	return &pick->kept[at];
}

/* A file as a change made it. */
static struct doc *
take_side(struct pick *pick, const char *path, const store_id *blob)
{
	struct kept_file *kept = kept_place(pick, blob);
	struct doc *doc = kept->doc;

	if (!doc || !store_id_same(&kept->blob, blob))
		return read_side(pick->record, path, blob);
	kept->doc = NULL;
	return doc;
}

static void
keep_side(struct pick *pick, const store_id *blob, struct doc *doc)
{
	struct kept_file *kept = kept_place(pick, blob);

	doc_free(kept->doc);
	*kept = (struct kept_file){ *blob, doc };
}

void
kept_files_release(struct pick *pick)
{
	for (size_t i = 0; pick->kept && i < KEPT_FILES; i++)
		doc_free(pick->kept[i].doc);
	free(pick->kept);
}

int
changed_files_read(struct changed_files *out, struct pick *pick,
	const struct index_revision *revision, struct err *err)
{
	struct store_differences differences = { 0 };
	struct index_revision parent = { .parents_n = 0 };
	int rc;

	*out = (struct changed_files){ .n = 0 };
	/* Two lines that only were put together: no word is of this change. */
	if (revision->parents_n > 1 && !revision->nodes_n)
		return 0;
	if (revision->parents_n)
		index_at(pick->index, revision->parents[0], &parent);
	rc = store_compare(pick->record->store, &parent.revision,
		&revision->revision, &differences, err);
	for (size_t i = 0; i < differences.n && rc == 0; i++) {
		const struct store_difference *at = &differences.at[i];

		if (!str_ends(str_of(at->path), ".md"))
			continue;
		out->at = mem_grow(out->at, &out->cap, out->n + 1,
			sizeof(*out->at));
		out->at[out->n++] = (struct changed_file){
			mem_text(at->path), at->from,
			read_side(pick->record, at->path, &at->from),
			take_side(pick, at->path, &at->to) };
	}
	store_differences_release(&differences);
	return rc;
}

void
changed_files_release(struct changed_files *files, struct pick *pick)
{
	for (size_t i = 0; i < files->n; i++) {
		free(files->at[i].path);
		keep_side(pick, &files->at[i].was, files->at[i].from);
		doc_free(files->at[i].to);
	}
	free(files->at);
	*files = (struct changed_files){ .n = 0 };
}

/* The same node on the other side, in whichever file. */
static const struct node *
other_side(const struct changed_files *files, const node_id *id, bool from)
{
	const struct node *found = NULL;

	for (size_t i = 0; i < files->n && !found; i++)
		found = doc_find(from ? files->at[i].from : files->at[i].to,
			id);
	return found;
}

/* A run that is brackets belongs to the words it is put around. */
static bool
is_bracket(struct str run)
{
	return run.len && (run.at[0] == '[' || run.at[0] == ']' ||
		run.at[run.len - 1] == '[' || run.at[run.len - 1] == ']');
}

/*
 * Whether [from, to) of one side was changed: a run of that side lies in it; or
 * what the other side has instead of nothing. side: '-' for the earlier.
 */
static bool
is_changed(const struct words_diff *diff, char side, struct str a,
	struct str b, const struct hit *hit)
{
	size_t at = 0;

	for (size_t i = 0; i < diff->n; i++) {
		const struct words_run *run = &diff->at[i];
		bool mine = run->op == '=' || run->op == side;
		size_t end = at + (mine ? run->len : 0);
		struct str text = str_part(run->op == '-' ? a : b, run->off,
			run->len);

		if (run->op != '=' && (is_bracket(text)
		    ? at <= hit->to && end >= hit->from
		    : mine ? at < hit->to && end > hit->from
		    : at < hit->to && at > hit->from))
			return true;
		at = end;
	}
	return false;
}

/* Whether a place of the pattern in one side is among what changed. */
static int
find_changed(struct find *find, struct node *node, char side,
	const struct words_diff *diff, const struct str lines[2],
	struct err *err)
{
	struct hit hit;
	size_t off = 0;
	int found;

	while ((found = find_in(find, node, off, &hit, err)) > 0) {
		if (is_changed(diff, side, lines[0], lines[1], &hit))
			return 1;
		off = hit.from + 1;
		if (off >= node->len)
			return 0;
	}
	return found;
}

static int
line_fits(struct find *find, struct node *from, struct node *to,
	struct err *err)
{
	const struct str lines[2] = { from ? node_str(from) : str_of(""),
		to ? node_str(to) : str_of("") };
	struct words_diff diff = WORDS_DIFF_INIT;
	struct hit hit;
	int was = from ? find_in(find, from, 0, &hit, err) : 0;
	int is = was < 0 ? -1 : to ? find_in(find, to, 0, &hit, err) : 0;

	if (was < 0 || is < 0)
		return -1;
	if (!was && !is)
		return 0;
	words_diff(&diff, lines[0], lines[1]);
	if (was)
		was = find_changed(find, from, '-', &diff, lines, err);
	if (was == 0 && is)
		was = find_changed(find, to, '+', &diff, lines, err);
	words_diff_release(&diff);
	return was;
}

static struct node *
next_of(const struct doc *doc, struct node *node)
{
	struct node *next;

	if (!node)
		next = doc_first(doc);
	else if (node->kind == NODE_NOTE)
		return node->next;
	else
		next = node_next(node);
	return next ? next : doc->notes->first;
}

/* Lines of one side that the other has not the same; to: those of the later
 * side, with what they were; else those that are gone. */
static int
side_fits(struct find *find, const struct changed_files *files, size_t n,
	bool to, struct err *err)
{
	const struct doc *doc = to ? files->at[n].to : files->at[n].from;
	struct node *at = NULL;
	int fits = 0;

	while (fits == 0 && (at = next_of(doc, at))) {
		struct node *other = (struct node *)other_side(files, &at->id,
			to);

		if (to && !(other && str_same(node_str(other), node_str(at))))
			fits = line_fits(find, other, at, err);
		else if (!to && !other)
			fits = line_fits(find, at, NULL, err);
	}
	return fits;
}

int
pick_text_fits(struct pick *pick, const struct index_revision *revision,
	struct err *err)
{
	struct changed_files files;
	int fits = changed_files_read(&files, pick, revision, err);

	find_start(pick->changed);
	for (size_t i = 0; i < files.n && fits == 0; i++) {
		fits = side_fits(pick->changed, &files, i, true, err);
		if (fits == 0)
			fits = side_fits(pick->changed, &files, i, false, err);
	}
	changed_files_release(&files, pick);
	return fits;
}
