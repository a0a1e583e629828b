/*
 * The list of changes, read from the revisions themselves, newest first.
 * Changes are numbered since the draft before them, so the walk goes on past
 * what was asked for until it meets a draft or the beginning.
 */
#include "adref/record/history.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/diff.h"
#include "inside.h"

/* The ids that trailers of one name have; returns how many. */
static size_t
read_ids(node_id **out, struct str message, const char *name)
{
	size_t at = 0, cap = 0, n = 0;
	struct str value;

	while (message_next(message, name, &at, &value)) {
		node_id id = node_id_of(value);

		if (node_id_is_none(&id))
			continue;
		*out = mem_grow(*out, &cap, n + 1, sizeof(node_id));
		(*out)[n++] = id;
	}
	return n;
}

int
entry_read(struct record *record, const store_id *revision,
	struct history_entry *out, struct err *err)
{
	struct store_revision raw = { 0 };
	struct str message;

	*out = (struct history_entry){ 0 };
	if (store_revision(record->store, revision, &raw, err) < 0)
		return -1;
	message = str_of(raw.message);
	out->revision = *revision;
	if (raw.parents_n)
		out->parent = raw.parents[0];
	out->time = raw.time;
	out->zone = raw.zone;
	out->author = safe_text(str_of(raw.author));
	out->committer = safe_text(str_of(raw.committer));
	out->subject = safe_text(message_subject(message));
	out->act = safe_text(message_trailer(message, "Act"));
	out->act_id = safe_text(message_trailer(message, "Act-Id"));
	out->undoes = safe_text(message_trailer(message, "Undoes"));
	out->party = safe_text(message_trailer(message, "Party"));
	out->meeting = safe_text(message_trailer(message, "Meeting"));
	out->reason = safe_text(message_trailer(message, "Reason"));
	if (*out->act_id) {
		out->nodes_n = read_ids(&out->nodes, message, "Node");
		out->reopens_n = read_ids(&out->reopens, message, "Reopens");
	}
	store_revision_release(&raw);
	return 0;
}

void
entry_release(struct history_entry *entry)
{
	free(entry->change);
	free(entry->author);
	free(entry->committer);
	free(entry->party);
	free(entry->meeting);
	free(entry->act);
	free(entry->act_id);
	free(entry->undoes);
	free(entry->subject);
	free(entry->nodes);
	free(entry->reopens);
	free(entry->reason);
	for (size_t i = 0; i < entry->drafts_n; i++)
		free(entry->drafts[i]);
	free(entry->drafts);
	*entry = (struct history_entry){ 0 };
}

/* The document whose file this is: its path up to a name it has. */
static bool
touches_doc(const struct store_differences *all, const char *name)
{
	size_t len = strlen(name);

	for (size_t i = 0; i < all->n; i++)
		if (strncmp(all->at[i].path, name, len) == 0 &&
		    all->at[i].path[len] == '/')
			return true;
	return false;
}

/* Whether a node of this document differs between an entry and its parent. */
static int
differs_in(struct record *record, const struct history_entry *entry,
	const char *name, const node_id *node, bool *out)
{
	struct doc *from = NULL, *to = NULL;
	const struct node *a, *b;
	struct err ignored = ERR_INIT;

	if (!store_id_is_none(&entry->parent))
		record_doc_at(record, &entry->parent, name, &from, &ignored);
	record_doc_at(record, &entry->revision, name, &to, &ignored);
	a = from ? doc_find(from, node) : NULL;
	b = to ? doc_find(to, node) : NULL;
	*out = !a != !b || (a && (!str_same(node_str(a), node_str(b)) ||
		a->status != b->status));
	doc_free(from);
	doc_free(to);
	return 0;
}

/* A revision that plain git made is compared by tree. */
static int
is_about(struct record *record, const struct history_entry *entry,
	const node_id *node, bool *out)
{
	struct store_differences differences = { 0 };
	struct err ignored = ERR_INIT;
	const char *const *names;
	size_t n = record_names(record, &names);

	*out = false;
	for (size_t i = 0; i < entry->nodes_n; i++)
		if (node_id_same(&entry->nodes[i], node)) {
			*out = true;
			return 0;
		}
	if (entry->nodes_n)
		return 0;
	if (store_compare(record->store, &entry->parent, &entry->revision,
		&differences, &ignored) < 0)
		return 0;
	for (size_t i = 0; i < n && !*out; i++)
		if (touches_doc(&differences, names[i]))
			differs_in(record, entry, names[i], node, out);
	store_differences_release(&differences);
	return 0;
}

struct walk {
	struct record *record;
	struct drafts drafts;
	struct history *out;
	const node_id *node;
	size_t max;
	size_t seen;		/* revisions since the last draft met */
	size_t numbered;	/* entries of out that have a number */
	size_t *place;		/* of each entry without a number: which
				 * revision since then it was */
	size_t place_cap;
};

/* Number the entries since a draft (NULL: since the beginning). */
static void
number_entries(struct walk *walk, const struct draft *draft)
{
	struct history *out = walk->out;

	for (; walk->numbered < out->n; walk->numbered++) {
		struct buf name = BUF_INIT;
		size_t nth = walk->seen - walk->place[walk->numbered];

		if (draft)
			buf_add_format(&name, "D%s",
				draft->name + strlen("draft-"));
		if (nth || !draft)
			buf_add_format(&name, "+%zu", nth);
		free(out->at[walk->numbered].change);
		out->at[walk->numbered].change = buf_take(&name);
	}
	walk->seen = 0;
}

static void
keep_entry(struct walk *walk, struct history_entry *entry)
{
	struct history *out = walk->out;

	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	walk->place = mem_grow(walk->place, &walk->place_cap, out->n + 1,
		sizeof(*walk->place));
	walk->place[out->n] = walk->seen;
	for (size_t i = 0; i < walk->drafts.n; i++) {
		if (!store_id_same(&walk->drafts.at[i].revision,
			&entry->revision))
			continue;
		entry->drafts = mem_resize(entry->drafts,
			entry->drafts_n + 1, sizeof(char *));
		entry->drafts[entry->drafts_n++] =
			mem_text(walk->drafts.at[i].name);
	}
	out->at[out->n++] = *entry;
	*entry = (struct history_entry){ 0 };
}

/* One revision; false when the walk may end. */
static int
walk_one(struct walk *walk, store_id *at, struct err *err)
{
	const struct draft *draft = drafts_on(&walk->drafts, at);
	struct history_entry entry;
	bool full, wanted = true;

	if (draft)
		number_entries(walk, draft);
	full = walk->max && walk->out->n >= walk->max;
	if (full && walk->numbered == walk->out->n)
		return 0;
	if (entry_read(walk->record, at, &entry, err) < 0)
		return -1;
	if (!full && walk->node)
		is_about(walk->record, &entry, walk->node, &wanted);
	*at = entry.parent;
	if (!full && wanted) {
		keep_entry(walk, &entry);
		if (draft)
			number_entries(walk, draft);
	}
	walk->seen++;
	entry_release(&entry);
	return !store_id_is_none(at);
}

int
record_history(struct record *record, const store_id *point,
	const node_id *node, size_t max, struct history *out,
	struct err *err)
{
	struct walk walk = { .record = record, .out = out, .node = node,
		.max = max };
	store_id at = point ? *point : record->tip;
	int rc = 1;

	*out = (struct history){ 0 };
	if (store_id_is_none(&at))
		return 0;
	if (record_drafts(record, &walk.drafts, err) < 0)
		return -1;
	while (rc > 0)
		rc = walk_one(&walk, &at, err);
	number_entries(&walk, NULL);
	drafts_release(&walk.drafts);
	free(walk.place);
	if (rc < 0 && out->n) {
		/* What cannot be read ends the list; the rest is good. */
		err_clear(err);
		rc = 0;
	}
	return rc;
}

void
history_release(struct history *history)
{
	for (size_t i = 0; i < history->n; i++)
		entry_release(&history->at[i]);
	free(history->at);
	*history = (struct history){ 0 };
}
