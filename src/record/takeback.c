/*
 * Taking one act back. Files that nobody touched since go back as they were,
 * to the byte; in others the act is taken out of the present text node by node
 * and word by word, out of tables row by row, or refused with the act that is
 * in the way.
 */
#include "takeback.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/day.h"
#include "adref/base/mem.h"
#include "adref/base/tsv.h"
#include "adref/doc/party.h"
#include "adref/doc/three_way.h"

/* How many acts are looked at to find the one in the way. */
enum { LOOKED_AT = 40, TRIES = 20, TRIES_FREE = 3 };

/* The document before and after the act. */
struct ends {
	const char *name;
	struct doc *before, *after;
};

static void
ends_release(struct ends *ends)
{
	doc_free(ends->before);
	doc_free(ends->after);
}

static int
ends_read(struct record *record, const struct history_entry *entry,
	struct ends *out, struct err *err)
{
	if (record_doc_at(record, &entry->parent, out->name, &out->before,
		err) < 0)
		return -1;
	return record_doc_at(record, &entry->revision, out->name, &out->after,
		err);
}

/* What an act wrote, and what was written since. */
struct written {
	struct store_differences acted, since;
};

static int
compare(struct record *record, const struct history_entry *entry,
	struct written *out, struct err *err)
{
	if (store_compare(record->store, &entry->parent, &entry->revision,
		&out->acted, err) < 0)
		return -1;
	return store_compare(record->store, &entry->revision, &record->tip,
		&out->since, err);
}

static void
written_release(struct written *written)
{
	store_differences_release(&written->acted);
	store_differences_release(&written->since);
}

/* Whether no file that the act wrote was written since. */
static bool
same_since(const struct written *written)
{
	for (size_t i = 0; i < written->since.n; i++)
		for (size_t k = 0; k < written->acted.n; k++)
			if (strcmp(written->since.at[i].path,
				written->acted.at[k].path) == 0)
				return false;
	return true;
}

static int
put_back(struct record *record, const struct store_differences *acted,
	const struct act *act, const struct history_entry *entry,
	struct err *err)
{
	struct puts puts = { 0 };
	struct saving saving = { .act = act, .puts = &puts,
		.nodes = entry->nodes, .nodes_n = entry->nodes_n };
	int rc = 0;

	for (size_t i = 0; i < acted->n && rc == 0; i++) {
		struct buf bytes = BUF_INIT;
		bool there = !store_id_is_none(&acted->at[i].from);

		if (there)
			rc = store_read_blob(record->store,
				&acted->at[i].from, &bytes, err);
		if (rc == 0)
			puts_add(&puts, "", acted->at[i].path, there
				? str_make(buf_text(&bytes), bytes.len)
				: str_make(NULL, 0));
		buf_release(&bytes);
	}
	if (rc == 0)
		rc = record_save(record, &saving, err);
	record_forget(record);
	puts_release(&puts);
	return rc;
}

/* Whether the node stood in the way at a revision already. */
static bool
clashes_at(struct record *record, const struct ends *ends,
	const store_id *revision, const node_id *node)
{
	struct three_way three = { 0 };
	struct doc *then = NULL;
	struct err ignored = ERR_INIT;
	bool clashes = false;

	if (record_doc_at(record, revision, ends->name, &then, &ignored) < 0)
		return false;
	doc_three_way(&three, ends->after, ends->before, then);
	for (size_t i = 0; i < three.clashes_n && !clashes; i++)
		clashes = node_id_same(&three.clashes[i].node, node);
	three_way_release(&three);
	doc_free(then);
	return clashes;
}

/* The latest act without which the node would not stand in the way. */
static const struct history_entry *
find_way(struct record *record, const struct ends *ends,
	const node_id *node, const struct history *history)
{
	for (size_t i = 0; i < history->n; i++)
		if (!clashes_at(record, ends, &history->at[i].parent, node))
			return &history->at[i];
	return history->n ? &history->at[0] : NULL;
}

static const char *
for_whom(const struct history_entry *entry)
{
	if (*entry->party)
		return party_room_name(entry->party);
	return *entry->act ? "the Chair" : entry->author;
}

static int
name_the_way(struct record *record, const struct ends *ends,
	const node_id *node, struct err *err)
{
	struct history history = { 0 };
	const struct history_entry *way = NULL;
	struct buf time = BUF_INIT;
	struct err ignored = ERR_INIT;

	if (record_history(record, NULL, node_id_is_none(node) ? NULL : node,
		LOOKED_AT, &history, &ignored) == 0)
		way = find_way(record, ends, node, &history);
	if (way) {
		day_add_time(&time, way->time, way->zone);
		err_set(err, ERR_STALE, "in the way is %s, for %s by %s, %s: "
			"%s; take that back first", way->change,
			for_whom(way), way->committer, buf_text(&time),
			way->subject);
	} else {
		err_set(err, ERR_STALE, "the same words were changed since");
	}
	buf_release(&time);
	history_release(&history);
	return -1;
}

/* The changes of the present text; the clash told. */
static int
plan(struct record *record, const struct ends *ends, struct three_way *out,
	struct doc **now, struct err *err)
{
	if (record_doc(record, ends->name, now, err) < 0)
		return -1;
	doc_three_way(out, ends->after, ends->before, *now);
	if (!out->clashes_n)
		return 0;
	return name_the_way(record, ends, &out->clashes[0].node, err);
}

static bool
is_file_of(const char *path, const char *name)
{
	size_t len = strlen(name);

	return strncmp(path, name, len) == 0 && path[len] == '/';
}

static bool
has_file_of(const struct store_differences *files, const char *name)
{
	for (size_t i = 0; i < files->n; i++)
		if (is_file_of(files->at[i].path, name))
			return true;
	return false;
}

bool
takeback_document(struct record *record,
	const struct store_differences *acted,
	const struct store_differences *since, const char **only)
{
	const char *const *names;
	size_t n = record_names(record, &names);

	*only = NULL;
	for (size_t i = 0; i < n; i++) {
		if (!has_file_of(acted, names[i]) ||
		    (since && !has_file_of(since, names[i])))
			continue;
		if (*only)
			return false;
		*only = names[i];
	}
	return true;
}

static int
refuse_several(const struct history_entry *entry, struct err *err)
{
	return err_set(err, ERR_REFUSED, "\"%s\" touched more than one "
		"document, and they were changed since", entry->subject);
}

/* What the act made of a file beside the documents, taken out of it. */
static int
plan_file(struct record *record, const struct store_difference *acted,
	struct act_file *out, struct err *err)
{
	struct buf before = BUF_INIT, after = BUF_INIT, ours = BUF_INIT,
		joined = BUF_INIT;
	struct str key = str_of("");
	bool there;
	int rc = record_file(record, acted->path, &ours, &there, err);

	if (rc == 0 && !store_id_is_none(&acted->from))
		rc = store_read_blob(record->store, &acted->from, &before,
			err);
	if (rc == 0 && !store_id_is_none(&acted->to))
		rc = store_read_blob(record->store, &acted->to, &after, err);
	if (rc == 0 && str_same(buf_str(&ours), buf_str(&after)))
		buf_add_str(&joined, buf_str(&before));
	else if (rc == 0 && !(str_ends(str_of(acted->path), ".tsv") &&
	    tsv_join(&joined, buf_str(&after), buf_str(&before),
		buf_str(&ours), &key)))
		rc = err_set(err, ERR_STALE, "what it said of %.*s was "
			"changed since; take that back first", key.len
			? (int)key.len : (int)strlen(acted->path), key.len
			? key.at : acted->path);
	if (rc == 0) {
		out->path = acted->path;
		out->was = there ? buf_take(&ours) : NULL;
		out->now = joined.len ? buf_take(&joined) : NULL;
	}
	buf_release(&before);
	buf_release(&after);
	buf_release(&ours);
	buf_release(&joined);
	return rc;
}

static int
plan_files(struct record *record, const struct store_differences *acted,
	const char *name, struct act *act, struct err *err)
{
	struct act_file *files = mem_new(acted->n + 1, sizeof(*files));
	int rc = 0;

	act->files = files;
	act->files_n = 0;
	for (size_t i = 0; i < acted->n && rc == 0; i++) {
		if (name && is_file_of(acted->at[i].path, name))
			continue;
		rc = plan_file(record, &acted->at[i],
			&files[act->files_n], err);
		act->files_n += rc == 0;
	}
	return rc;
}

static void
files_release(struct act *act)
{
	for (size_t i = 0; i < act->files_n; i++) {
		free((char *)act->files[i].was);
		free((char *)act->files[i].now);
	}
	free((struct act_file *)act->files);
	act->files = NULL;
	act->files_n = 0;
}

/* What the act changed of one document, to be taken out of it. */
static int
plan_changes(struct record *record, const struct history_entry *entry,
	const char *name, struct three_way *three, struct err *err)
{
	struct ends ends = { .name = name };
	struct doc *now;
	int rc = ends_read(record, entry, &ends, err);

	if (rc == 0)
		rc = plan(record, &ends, three, &now, err);
	ends_release(&ends);
	return rc;
}

/* What is taken out of the present text. ERR_MOVED when somebody else was
 * first. */
static int
take_out(struct record *record, const struct history_entry *entry,
	const struct written *written, struct act *act, bool *nothing,
	struct err *err)
{
	struct three_way three = { 0 };
	struct act_done done = { .again = false };
	const char *name;
	int rc = 0;

	if (!takeback_document(record, &written->acted, &written->since,
		&name))
		return refuse_several(entry, err);
	if (name)
		rc = plan_changes(record, entry, name, &three, err);
	if (rc == 0)
		rc = plan_files(record, &written->acted, name, act, err);
	if (rc == 0) {
		act->doc = name;
		act->exact = true;
		act->changes = three.changes.at;
		act->n = three.changes.n;
		act->about = name ? NULL : entry->nodes;
		act->about_n = name ? 0 : entry->nodes_n;
		*nothing = !act->n && !act->files_n;
		rc = record_act(record, act, &done, err);
		if (rc < 0 && done.again)
			err->code = ERR_MOVED;
		record_forget(record);
	}
	files_release(act);
	three_way_release(&three);
	return rc;
}

static int
save_once(struct record *record, const struct history_entry *entry,
	struct act *act, bool *nothing, struct err *err)
{
	struct written written = { 0 };
	int rc = compare(record, entry, &written, err);

	*nothing = false;
	if (rc == 0 && same_since(&written))
		rc = put_back(record, &written.acted, act, entry, err);
	else if (rc == 0)
		rc = take_out(record, entry, &written, act, nothing, err);
	written_release(&written);
	return rc;
}

static int
save_until_saved(struct record *record, const struct history_entry *entry,
	struct act *act, bool *nothing, struct err *err)
{
	for (int i = 0; i < TRIES; i++) {
		struct err why = ERR_INIT;

		if (save_once(record, entry, act, nothing, &why) == 0)
			return 0;
		if (why.code != ERR_MOVED)
			return err_set(err, why.code, "%s", why.text);
		if ((i >= TRIES_FREE &&
		     store_keep(record->store, true, err) < 0) ||
		    record_reread(record, err) < 0)
			return -1;
	}
	return err_set(err, ERR_SYSTEM,
		"others write without a pause: nothing was changed, try again");
}

int
takeback_save(struct record *record, const struct history_entry *entry,
	struct act *act, bool *nothing, struct err *err)
{
	int rc = save_until_saved(record, entry, act, nothing, err);

	store_keep(record->store, false, NULL);
	return rc;
}

/* Apply to a document read for this. */
static int
apply_to_copy(struct record *record, const char *name,
	const struct three_way *three, struct doc **out, struct err *err)
{
	if (record_doc_at(record, &record->tip, name, out, err) < 0)
		return -1;
	if (doc_apply(*out, three->changes.at, three->changes.n, record->env,
		NULL, err) == 0)
		return 0;
	doc_free(*out);
	*out = NULL;
	return -1;
}

int
takeback_try(struct record *record, const struct history_entry *entry,
	struct doc **without, struct doc **now, struct err *err)
{
	struct store_differences acted = { 0 };
	struct three_way three = { 0 };
	struct ends ends = { 0 };
	int rc = store_compare(record->store, &entry->parent,
		&entry->revision, &acted, err);

	*without = NULL;
	if (rc == 0)
		rc = takeback_document(record, &acted, NULL, &ends.name) &&
			ends.name
			? ends_read(record, entry, &ends, err)
			: refuse_several(entry, err);
	if (rc == 0)
		rc = plan(record, &ends, &three, now, err);
	if (rc == 0)
		rc = apply_to_copy(record, ends.name, &three, without, err);
	three_way_release(&three);
	ends_release(&ends);
	store_differences_release(&acted);
	return rc;
}
