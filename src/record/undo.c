/*
 * Undo and redo: which act is taken back. How is takeback.c's.
 *
 * One's latest act is the one with the highest number (walk.h), wherever it was
 * made: at this desk, or at another one whose changes were taken in. What joined
 * the two is no act of anybody's: what came in with it is taken back act by act,
 * as each of them was somebody's decision, and others may have built on it.
 *
 * The walk goes from the tip down and stops at the first act that qualifies,
 * so that pressing the key again reads two acts more and not the history. What
 * an act with `Undoes:` names is gone, whoever took it back; of an act that is
 * gone itself nothing is gone. So a redo, which takes an undo back, makes the
 * act stand again without being one itself.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "takeback.h"
#include "walk.h"

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
	return strcmp(act, "take-up") == 0 || strcmp(act, "put-in-order") == 0
		|| strcmp(act, "sync") == 0;
}

static bool
is_undo(const struct history_entry *entry)
{
	return strcmp(entry->act, "undo") == 0;
}

static bool
is_gone(const struct map *gone, const struct history_entry *entry)
{
	return map_get(gone, str_of(entry->act_id)) != NULL;
}

/* An act that takes another back and stands: that one is gone. */
static void
note_gone(struct map *gone, const struct history_entry *entry)
{
	if (*entry->undoes && !is_gone(gone, entry))
		map_put(gone, str_of(entry->undoes), gone);
}

/* Look at one act of one's own: 1 it is the one, 0 go on, -1 there is none. */
static int
judge(const struct history_entry *entry, const struct map *gone, bool redo)
{
	if (is_gone(gone, entry) || is_from_outside(entry->act))
		return 0;
	if (*entry->undoes)
		return redo && is_undo(entry);
	return redo || is_beginning(entry->act) ? -1 : 1;
}

static int
find_latest(struct record *record, bool redo, struct history_entry *out,
	struct err *err)
{
	struct map gone = MAP_INIT;
	struct walk walk;
	int verdict = 0, rc = 1;

	walk_begin(&walk, record, &record->tip, NULL);
	while (verdict == 0 && (rc = entry_next(&walk, out, err)) > 0) {
		if (is_mine(record, out))
			verdict = judge(out, &gone, redo);
		note_gone(&gone, out);
		if (verdict <= 0)
			entry_release(out);
	}
	walk_end(&walk);
	map_release(&gone);
	if (rc < 0)
		return -1;
	if (verdict > 0)
		return 0;
	return err_set(err, ERR_MISSING, redo
		? "there is nothing to do again"
		: "there is no act of yours to take back");
}

/* Whether an act stands, as what came after it says. */
static int
stands(struct record *record, const struct history_entry *entry, bool *out,
	struct err *err)
{
	struct map gone = MAP_INIT;
	struct history_entry newer;
	struct walk walk;
	bool met = false;
	int rc = 0;

	walk_begin(&walk, record, &record->tip, NULL);
	while (!met && (rc = entry_next(&walk, &newer, err)) > 0) {
		met = store_id_same(&newer.revision, &entry->revision);
		if (!met)
			note_gone(&gone, &newer);
		entry_release(&newer);
	}
	walk_end(&walk);
	*out = !is_gone(&gone, entry);
	map_release(&gone);
	return rc < 0 ? -1 : 0;
}

/* Why an act that was named is not taken back; 0: it may be. */
static int
refuse(struct record *record, const struct history_entry *entry,
	const struct undo_wish *wish, struct err *err)
{
	bool stand;

	if (!*entry->act_id)
		return err_set(err, ERR_REFUSED, "%s came from plain git: git "
			"revert takes it back", entry->change);
	if (strcmp(entry->act, "sync") == 0)
		return err_set(err, ERR_REFUSED, "%s only joined what two "
			"desks did: each act that came in is taken back by its "
			"own number", entry->change);
	if (store_id_is_none(&entry->parent) || is_beginning(entry->act))
		return err_set(err, ERR_REFUSED, "%s brought the text in: "
			"that is not taken back", entry->change);
	if (!wish->anybody && !is_mine(record, entry))
		return err_set(err, ERR_REFUSED, "%s is %s's: only the Chair "
			"takes back what others did", entry->change,
			entry->committer);
	if (stands(record, entry, &stand, err) < 0)
		return -1;
	return stand ? 0 : err_set(err, ERR_REFUSED,
		"%s is taken back already", entry->change);
}

/* The act that was named, with its number. */
static int
find_named(struct record *record, const struct undo_wish *wish,
	struct history_entry *out, struct err *err)
{
	struct history history = { 0 };
	int rc = record_history(record, wish->revision, NULL, 1, &history,
		err);

	if (rc == 0 && !history.n)
		rc = err_set(err, ERR_MISSING, "there is no such act");
	if (rc == 0)
		rc = refuse(record, &history.at[0], wish, err);
	if (rc == 0) {
		*out = history.at[0];
		history.at[0] = (struct history_entry){ 0 };
	}
	history_release(&history);
	return rc;
}

static void
describe(struct undone *out, const struct history_entry *entry,
	const char *subject)
{
	out->subject = mem_text(subject);
	out->party = mem_text(entry->party);
	out->change = mem_text(entry->change ? entry->change : "");
	out->time = entry->time;
	out->zone = entry->zone;
}

/* `Taken back: …`; of an undo `Done again: …`, its own words left out. */
static void
add_subject(struct buf *out, const struct history_entry *entry)
{
	static const char before[] = "Taken back: ";
	const char *subject = entry->subject;

	if (is_undo(entry) && strncmp(subject, before, strlen(before)) == 0)
		subject += strlen(before);
	buf_add_format(out, "%s%s", is_undo(entry) ? "Done again: " : before,
		subject);
}

static int
refuse_reader(const struct record *record, struct err *err)
{
	if (!record->read_only)
		return 0;
	return err_set(err, ERR_REFUSED,
		"this is open for reading only: nothing was changed");
}

static int
take_back(struct record *record, const struct history_entry *entry,
	const char *meeting, struct undone *out, struct err *err)
{
	struct act act = { .kind = is_undo(entry) ? "redo" : "undo",
		.party = *entry->party ? entry->party : NULL,
		.speaker = entry->speaker,
		.meeting = meeting, .undoes = entry->act_id };
	struct buf subject = BUF_INIT;
	int rc;

	if (delegate_check_undo(record, entry, err) < 0)
		return -1;
	add_subject(&subject, entry);
	act.subject = buf_text(&subject);
	rc = takeback_save(record, entry, &act, &out->nothing, err);
	if (rc == 0)
		describe(out, entry, buf_text(&subject));
	buf_release(&subject);
	return rc;
}

static int
undo_or_redo(struct record *record, bool redo, const char *meeting,
	struct undone *out, struct err *err)
{
	struct history_entry entry;
	int rc;

	*out = (struct undone){ 0 };
	if (refuse_reader(record, err) < 0 ||
	    find_latest(record, redo, &entry, err) < 0)
		return -1;
	rc = take_back(record, &entry, meeting, out, err);
	entry_release(&entry);
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
	struct history_entry entry;

	*out = (struct undone){ 0 };
	if (find_latest(record, false, &entry, err) < 0)
		return -1;
	describe(out, &entry, entry.subject);
	entry_release(&entry);
	return 0;
}

int
record_undo_act(struct record *record, const struct undo_wish *wish,
	struct undone *out, struct err *err)
{
	struct history_entry entry;
	int rc;

	*out = (struct undone){ 0 };
	if (refuse_reader(record, err) < 0 ||
	    find_named(record, wish, &entry, err) < 0)
		return -1;
	rc = take_back(record, &entry, wish->meeting, out, err);
	entry_release(&entry);
	return rc;
}

/* All acts of one's own since a revision, read before the first is taken
 * back. */
static int
find_since(struct record *record, const store_id *revision,
	struct history *out, struct err *err)
{
	struct history_entry entry;
	struct walk walk;
	int rc;

	walk_begin(&walk, record, &record->tip, revision);
	while ((rc = entry_next(&walk, &entry, err)) > 0) {
		if (!is_mine(record, &entry) ||
		    strcmp(entry.act, "sync") == 0) {
			entry_release(&entry);
			continue;
		}
		out->at = mem_grow(out->at, &out->cap, out->n + 1,
			sizeof(*out->at));
		out->at[out->n++] = entry;
	}
	walk_end(&walk);
	return rc;
}

int
record_undo_since(struct record *record, const store_id *revision,
	const char *meeting, struct err *err)
{
	struct history own = { 0 };
	int rc = refuse_reader(record, err);

	if (rc == 0)
		rc = find_since(record, revision, &own, err);
	for (size_t i = 0; i < own.n && rc == 0; i++) {
		struct undone undone = { 0 };

		rc = take_back(record, &own.at[i], meeting, &undone, err);
		undone_release(&undone);
	}
	history_release(&own);
	return rc;
}

int
record_undo_try(struct record *record, const struct undo_wish *wish,
	struct doc **without, struct doc **now, struct err *err)
{
	struct history_entry entry;
	int rc;

	*without = *now = NULL;
	if (find_named(record, wish, &entry, err) < 0)
		return -1;
	rc = takeback_try(record, &entry, without, now, err);
	entry_release(&entry);
	return rc;
}

int
record_undo_list(struct record *record, size_t max, struct history *out,
	struct err *err)
{
	struct map gone = MAP_INIT;
	size_t kept = 0;

	if (record_history(record, NULL, NULL, max, out, err) < 0)
		return -1;
	for (size_t i = 0; i < out->n; i++) {
		struct history_entry entry = out->at[i];
		bool mine = is_mine(record, &entry) && !*entry.undoes &&
			!is_gone(&gone, &entry) &&
			!is_from_outside(entry.act) &&
			!is_beginning(entry.act);

		note_gone(&gone, &entry);
		if (mine) {
			out->at[i] = out->at[kept];
			out->at[kept++] = entry;
		}
	}
	for (size_t i = kept; i < out->n; i++)
		entry_release(&out->at[i]);
	out->n = kept;
	map_release(&gone);
	return 0;
}

void
undone_release(struct undone *undone)
{
	free(undone->subject);
	free(undone->party);
	free(undone->change);
	*undone = (struct undone){ 0 };
}
