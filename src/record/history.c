/*
 * The list of changes, newest first: which ones is the index's to say, what
 * they say is read from the revisions themselves. Changes are numbered since
 * the draft before them.
 */
#include "adref/record/history.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/voice.h"
#include "index.h"
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
	out->speaker = safe_text(message_trailer(message, "Speaker"));
	out->meeting = safe_text(message_trailer(message, "Meeting"));
	out->reason = safe_text(message_trailer(message, "Reason"));
	if (*out->act_id) {
		out->nodes_n = read_ids(&out->nodes, message, "Node");
		out->reopens_n = read_ids(&out->reopens, message, "Reopens");
	}
	out->corrects = safe_text(message_trailer(message, "Corrects"));
	store_revision_release(&raw);
	entry_correct(record, out);
	return 0;
}

void
entry_release(struct history_entry *entry)
{
	free(entry->change);
	free(entry->author);
	free(entry->committer);
	free(entry->party);
	free(entry->speaker);
	free(entry->recorded);
	free(entry->corrects);
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

void
entry_add_for(struct buf *out, const struct history_entry *entry)
{
	if (*entry->party)
		voice_add(out, entry->party, entry->speaker);
	else
		buf_add_text(out, entry->author);
}

/* What is listed: places of the index, newest first, each with its number. */
struct listing {
	struct record *record;
	struct drafts drafts;
	struct index *index;
	unsigned char *reached;
	struct history *out;
	const struct draft **draft;	/* of a place: the last one up to it */
	size_t *since;			/* and how many changes since */
};

/* Number all that lead to the point, from the beginning on. */
static void
number_places(struct listing *listing)
{
	size_t n = index_n(listing->index), since = 0;
	const struct draft *last = NULL;

	listing->draft = mem_new(n + 1, sizeof(*listing->draft));
	listing->since = mem_new(n + 1, sizeof(*listing->since));
	for (size_t i = 0; i < n; i++) {
		const struct draft *draft;
		store_id id;

		if (!listing->reached[i])
			continue;
		since++;
		if (listing->drafts.n) {
			id = index_id(listing->index, i);
			draft = drafts_on(&listing->drafts, &id);
			if (draft) {
				last = draft;
				since = 0;
			}
		}
		listing->draft[i] = last;
		listing->since[i] = since;
	}
}

/* `D1+14`, `D1`, or `+3` before the first draft. */
static char *
change_name(const struct listing *listing, size_t at)
{
	struct buf name = BUF_INIT;
	const struct draft *draft = listing->draft[at];

	if (draft)
		buf_add_format(&name, "D%s", draft->name + strlen("draft-"));
	if (listing->since[at] || !draft)
		buf_add_format(&name, "+%zu", listing->since[at]);
	return buf_take(&name);
}

static void
add_drafts(struct history_entry *entry, const struct drafts *drafts)
{
	for (size_t i = 0; i < drafts->n; i++) {
		if (!store_id_same(&drafts->at[i].revision,
			&entry->revision))
			continue;
		entry->drafts = mem_resize(entry->drafts,
			entry->drafts_n + 1, sizeof(char *));
		entry->drafts[entry->drafts_n++] =
			mem_text(drafts->at[i].name);
	}
}

/* What plain git made has the nodes that were compared. */
static void
add_compared(struct history_entry *entry, const struct listing *listing,
	size_t at, size_t n)
{
	if (entry->nodes_n || *entry->act_id)
		return;
	entry->nodes = mem_new(n + 1, sizeof(*entry->nodes));
	for (size_t i = 0; i < n; i++)
		entry->nodes[entry->nodes_n++] = index_node(listing->index,
			at, i);
}

/* A change that cannot be read is told and left out; the rest is good. */
static void
list_place(struct listing *listing, size_t at)
{
	struct history *out = listing->out;
	struct index_revision revision;
	struct history_entry *entry;
	struct err why = ERR_INIT;

	index_at(listing->index, at, &revision);
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	entry = &out->at[out->n];
	if (entry_read(listing->record, &revision.revision, entry,
		&why) < 0) {
		record_tell(listing->record, "%s", why.text);
		return;
	}
	entry->change = change_name(listing, at);
	add_drafts(entry, &listing->drafts);
	add_compared(entry, listing, at, revision.nodes_n);
	out->n++;
}

/* Where the past ends before its beginning, say why; true when it does. */
static bool
tell_gap(struct record *record, const struct listing *listing)
{
	size_t first = 0, n = index_n(listing->index);
	struct store_revision raw = { 0 }, before = { 0 };
	struct err why = ERR_INIT;
	bool ends = false;
	store_id id;

	while (first < n && !listing->reached[first])
		first++;
	if (first == n)
		return false;
	id = index_id(listing->index, first);
	if (store_revision(record->store, &id, &raw, &why) == 0 &&
	    raw.parents_n)
		ends = store_revision(record->store, &raw.parents[0],
			&before, &why) < 0;
	if (ends)
		record_tell(record, "%s", why.text);
	store_revision_release(&raw);
	store_revision_release(&before);
	return ends;
}

/* A draft is never moved; the past below it may have been written anew. */
static void
tell_drafts_beside(struct record *record, const struct listing *listing)
{
	for (size_t i = 0; i < listing->drafts.n; i++) {
		const struct draft *draft = &listing->drafts.at[i];
		size_t at = index_find(listing->index, &draft->revision);

		if (!store_id_is_none(&draft->revision) &&
		    (at == index_n(listing->index) || !listing->reached[at]))
			record_tell(record, "%s is not in the past of this "
				"text: what git has was written anew since, "
				"or the draft is on another branch",
				draft->name);
	}
}

int
record_history(struct record *record, const store_id *point,
	const node_id *node, size_t max, struct history *out,
	struct err *err)
{
	struct listing listing = { .record = record, .out = out };
	store_id from = point ? *point : record->tip;

	*out = (struct history){ 0 };
	if (store_id_is_none(&from))
		return 0;
	if (record_drafts(record, &listing.drafts, err) < 0)
		return -1;
	if (record_index_to(record, &from, &listing.index, err) < 0) {
		drafts_release(&listing.drafts);
		return -1;
	}
	listing.reached = index_reach(listing.index, &from);
	number_places(&listing);
	if (!tell_gap(record, &listing) &&
	    (!point || store_id_same(point, &record->tip)))
		tell_drafts_beside(record, &listing);
	for (size_t at = index_n(listing.index); at-- > 0;) {
		if (!listing.reached[at] || (node && !index_has_node(
			listing.index, at, node)))
			continue;
		list_place(&listing, at);
		if (max && out->n >= max)
			break;
	}
	drafts_release(&listing.drafts);
	free(listing.reached);
	free(listing.draft);
	free(listing.since);
	return 0;
}

int
compare_with_before(struct record *record,
	const struct history_entry *entry, struct store_differences *out,
	struct err *err)
{
	const store_id none = { { 0 } };
	struct err why = ERR_INIT;

	if (store_compare(record->store, &entry->parent, &entry->revision,
		out, &why) == 0)
		return 0;
	record_tell(record, "%s", why.text);
	store_differences_release(out);
	return store_compare(record->store, &none, &entry->revision, out,
		err);
}

void
history_release(struct history *history)
{
	for (size_t i = 0; i < history->n; i++)
		entry_release(&history->at[i]);
	free(history->at);
	*history = (struct history){ 0 };
}
