/*
 * Undo and redo. Taking an act back is a merge: its result is the base, the
 * text before it is one side, the present text the other. Files that nobody
 * touched since go back as they were; in the others the act's changes are
 * taken back node by node and word by word, or refused with the act that is
 * in the way.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "adref/doc/diff.h"
#include "inside.h"
#include "takeback.h"

/* The same act takes back an undo (redo) or anything else (undo). */
struct target {
	struct history_entry entry;
	bool found;
};

static bool
is_mine(const struct record *record, const struct history_entry *entry)
{
	return strcmp(entry->committer, record->person) == 0 &&
		*entry->act_id && !store_id_is_none(&entry->parent);
}

/* What came in as a whole is the ground the acts stand on: not taken back. */
static bool
is_beginning(const char *act)
{
	return strcmp(act, "import") == 0 || strcmp(act, "init") == 0;
}

static bool
is_from_outside(const char *act)
{
	return strcmp(act, "take-up") == 0 || strcmp(act, "put-in-order") == 0;
}

/* Look at one revision: 1 it is the one, 0 go on, -1 there is none. */
static int
judge(const struct history_entry *entry, struct map *gone, bool redo)
{
	bool undone = map_get(gone, str_of(entry->act_id)) != NULL;

	if (*entry->undoes && !undone) {
		bool is_undo = strcmp(entry->act, "undo") == 0;

		if (redo && is_undo)
			return 1;
		map_put(gone, str_of(entry->undoes), gone);
		return 0;
	}
	if (undone || is_from_outside(entry->act))
		return 0;
	return redo || is_beginning(entry->act) ? -1 : 1;
}

static int
find_target(struct record *record, bool redo, struct target *out,
	struct err *err)
{
	struct map gone = MAP_INIT;
	store_id at = record->tip;
	int verdict = 0;

	*out = (struct target){ .found = false };
	while (verdict == 0 && !store_id_is_none(&at)) {
		if (entry_read(record, &at, &out->entry, err) < 0) {
			map_release(&gone);
			return -1;
		}
		at = out->entry.parent;
		if (is_mine(record, &out->entry))
			verdict = judge(&out->entry, &gone, redo);
		if (verdict <= 0)
			entry_release(&out->entry);
	}
	map_release(&gone);
	out->found = verdict > 0;
	if (out->found)
		return 0;
	return err_set(err, ERR_MISSING, redo
		? "there is nothing to do again"
		: "there is no act of yours to take back");
}

/* The blob of a path at a revision; none when it is not there. */
static int
same_since(struct record *record, const store_id *then,
	const struct store_differences *acted, bool *out, struct err *err)
{
	struct store_differences since = { 0 };

	*out = true;
	if (store_compare(record->store, then, &record->tip, &since, err) < 0)
		return -1;
	for (size_t i = 0; i < since.n && *out; i++)
		for (size_t k = 0; k < acted->n && *out; k++)
			*out = strcmp(since.at[i].path, acted->at[k].path)
				!= 0;
	store_differences_release(&since);
	return 0;
}

/* Nobody touched these files since: put them back as they were. */
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

/* The act that last touched a node since then, for the refusal. */
static int
name_the_way(struct record *record, const node_id *node, struct err *err)
{
	struct history history = { 0 };
	struct err ignored = ERR_INIT;

	if (record_history(record, NULL, node, 1, &history, &ignored) == 0 &&
	    history.n)
		err_set(err, ERR_STALE, "in the way is %s, for %s: \"%s\"; "
			"take that back first", history.at[0].change,
			history.at[0].author, history.at[0].subject);
	else
		err_set(err, ERR_STALE, "the same words were changed since");
	history_release(&history);
	return -1;
}

static int
take_back_in(struct record *record, const char *name,
	const struct history_entry *entry, struct act *act, struct err *err)
{
	struct doc *base = NULL, *before = NULL, *now = NULL;
	struct takeback takeback = { 0 };
	int rc = -1;

	if (record_doc_at(record, &entry->revision, name, &base, err) < 0 ||
	    record_doc_at(record, &entry->parent, name, &before, err) < 0 ||
	    record_doc(record, name, &now, err) < 0)
		goto out;
	if (takeback_plan(&takeback, base, before, now) < 0) {
		name_the_way(record, &takeback.stuck, err);
		goto out;
	}
	act->doc = name;
	act->changes = takeback.at;
	act->n = takeback.n;
	rc = record_act(record, act, NULL, err);
out:
	takeback_release(&takeback);
	doc_free(base);
	doc_free(before);
	return rc;
}

/* The one document whose files an act touched; NULL: several, or others. */
static const char *
only_document(struct record *record, const struct store_differences *acted)
{
	const char *const *names;
	const char *only = NULL;
	size_t n = record_names(record, &names), inside = 0;

	for (size_t i = 0; i < n; i++)
		for (size_t k = 0; k < acted->n; k++) {
			size_t len = strlen(names[i]);

			if (strncmp(acted->at[k].path, names[i], len) != 0 ||
			    acted->at[k].path[len] != '/')
				continue;
			if (only && only != names[i])
				return NULL;
			only = names[i];
			inside++;
		}
	return inside == acted->n ? only : NULL;
}

static int
take_back(struct record *record, const struct history_entry *entry,
	struct act *act, struct err *err)
{
	struct store_differences acted = { 0 };
	const char *name;
	bool same;
	int rc = -1;

	if (store_compare(record->store, &entry->parent, &entry->revision,
		&acted, err) < 0 ||
	    same_since(record, &entry->revision, &acted, &same, err) < 0)
		goto out;
	name = only_document(record, &acted);
	if (same)
		rc = put_back(record, &acted, act, entry, err);
	else if (name)
		rc = take_back_in(record, name, entry, act, err);
	else
		rc = err_set(err, ERR_REFUSED, "\"%s\" touched several "
			"documents that were changed since", entry->subject);
out:
	store_differences_release(&acted);
	return rc;
}

static int
undo_or_redo(struct record *record, bool redo, const char *meeting,
	struct undone *out, struct err *err)
{
	struct act act = { .kind = redo ? "redo" : "undo",
		.meeting = meeting };
	struct buf subject = BUF_INIT;
	struct target target;
	int rc;

	*out = (struct undone){ 0 };
	if (record->read_only)
		return err_set(err, ERR_REFUSED,
			"this is open for reading only: nothing was changed");
	if (find_target(record, redo, &target, err) < 0)
		return -1;
	buf_add_format(&subject, "%s: %s", redo ? "Done again" : "Taken back",
		target.entry.subject + (redo ? strlen("Taken back: ") : 0));
	act.subject = buf_text(&subject);
	act.party = *target.entry.party ? target.entry.party : NULL;
	act.undoes = target.entry.act_id;
	rc = take_back(record, &target.entry, &act, err);
	if (rc == 0) {
		out->subject = mem_text(buf_text(&subject));
		out->party = mem_text(target.entry.party);
		out->time = target.entry.time;
	}
	entry_release(&target.entry);
	buf_release(&subject);
	return rc;
}

int
record_undo(struct record *record, const char *meeting, struct undone *out,
	struct err *err)
{
	return undo_or_redo(record, false, meeting, out, err);
}

int
record_redo(struct record *record, const char *meeting, struct undone *out,
	struct err *err)
{
	return undo_or_redo(record, true, meeting, out, err);
}

int
record_undo_look(struct record *record, struct undone *out, struct err *err)
{
	struct target target;

	*out = (struct undone){ 0 };
	if (find_target(record, false, &target, err) < 0)
		return -1;
	out->subject = mem_text(target.entry.subject);
	out->party = mem_text(target.entry.party);
	out->time = target.entry.time;
	entry_release(&target.entry);
	return 0;
}

void
undone_release(struct undone *undone)
{
	free(undone->subject);
	free(undone->party);
	*undone = (struct undone){ 0 };
}
