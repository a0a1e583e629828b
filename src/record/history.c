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
#include "adref/record/pick.h"
#include "inside.h"
#include "walk.h"

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

/* As it is stored. */
static void
entry_take(struct history_entry *out, const struct store_revision *raw)
{
	struct str message = str_of(raw->message);

	*out = (struct history_entry){ .revision = raw->id,
		.time = raw->time, .zone = raw->zone,
		.joins = raw->parents_n > 1 };
	if (raw->parents_n)
		out->parent = raw->parents[0];
	out->author = safe_text(str_of(raw->author));
	out->committer = safe_text(str_of(raw->committer));
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
}

int
entry_read(struct record *record, const store_id *revision,
	struct history_entry *out, struct err *err)
{
	struct store_revision raw = { 0 };

	*out = (struct history_entry){ 0 };
	if (store_revision(record->store, revision, &raw, err) < 0)
		return -1;
	entry_take(out, &raw);
	store_revision_release(&raw);
	entry_correct(record, out);
	return 0;
}

int
entry_next(struct walk *walk, struct history_entry *out, struct err *err)
{
	struct store_revision raw = { 0 };
	int rc = walk_next(walk, &raw, err);

	*out = (struct history_entry){ 0 };
	if (rc <= 0)
		return rc;
	entry_take(out, &raw);
	store_revision_release(&raw);
	entry_correct(walk->record, out);
	return 1;
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

/* A change that cannot be read is left out; the rest is good. */
static void
add_picked(struct history *out, const struct pick *pick, size_t n)
{
	struct err told = ERR_INIT;

	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	if (pick_read(pick, n, &out->at[out->n], &told) == 0)
		out->n++;
}

int
record_history(struct record *record, const store_id *point,
	const node_id *node, size_t max, struct history *out,
	struct err *err)
{
	const struct pick_wish wish = { .point = point, .node = node };
	struct pick *pick;

	*out = (struct history){ 0 };
	if (store_id_is_none(point ? point : &record->tip))
		return 0;
	if (pick_new(&pick, record, &wish, err) < 0)
		return -1;
	pick_go(pick, 1, max, err);
	for (size_t i = 0; i < pick_n(pick); i++)
		add_picked(out, pick, i);
	pick_free(pick);
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
