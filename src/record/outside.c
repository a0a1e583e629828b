/*
 * What was changed with other tools is taken up as a change of its own: first
 * as it is, then, when it was not canonical, put in order (put_in_order.c).
 * What is left alone is told with the reason and the way out: outside_sort.c
 * and outside_judge.c decide.
 */
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "outside.h"

enum { TRIES = 30, REASON_MAX = 600 };

void
outside_leave(struct outside *outside, struct found *found,
	const char *format, ...)
{
	char reason[REASON_MAX];
	va_list args;

	va_start(args, format);
	if (vsnprintf(reason, sizeof(reason), format, args) < 0)
		reason[0] = '\0';
	va_end(args);
	found->state = FOUND_LEFT;
	record_tell(outside->record, "%s was changed outside and is left "
		"alone: %s", found->path, reason);
}

static bool
is_at_tip(struct record *record, const char *path)
{
	struct buf bytes = BUF_INIT;
	struct err ignored = ERR_INIT;
	int rc = store_read(record->store, &record->tip, path, &bytes,
		&ignored);

	buf_release(&bytes);
	return rc == 0;
}

static void
look_at(struct outside *outside, struct found *found)
{
	struct err why = ERR_INIT;
	int rc = store_outside_read(outside->record->store, found->path,
		&found->bytes, &why);
	struct str text = buf_str(&found->bytes);
	size_t bad = utf8_check(text);

	found->at_tip = is_at_tip(outside->record, found->path);
	if (rc < 0 && why.code == ERR_MISSING)
		found->state = FOUND_GONE;
	else if (rc < 0)
		outside_leave(outside, found, "%s", why.text);
	else if (bad < text.len)
		outside_leave(outside, found, "byte %zu (line %zu) is not "
			"UTF-8 text", bad, 1 + str_count(str_part(text, 0,
			bad), str_of("\n")));
}

static void
look(struct outside *outside, const struct store_paths *paths)
{
	outside->at = mem_new(paths->n + 1, sizeof(*outside->at));
	for (size_t i = 0; i < paths->n; i++) {
		struct found *found = &outside->at[outside->n++];

		found->path = mem_text(paths->at[i]);
		look_at(outside, found);
		map_put(&outside->by_path, str_of(found->path), found);
	}
}

static void
outside_release(struct outside *outside)
{
	for (size_t i = 0; i < outside->n; i++) {
		free(outside->at[i].path);
		buf_release(&outside->at[i].bytes);
	}
	free(outside->at);
	map_release(&outside->by_path);
}

/* ` outcome/ORDER and 2 more`, `; deleted outcome/a.md`. */
static void
add_paths(struct buf *out, const struct puts *puts, bool gone)
{
	const char *first = NULL;
	size_t n = 0;

	for (size_t i = 0; i < puts->n; i++)
		if (!puts->at[i].bytes.at == gone && !n++)
			first = puts->at[i].path;
	if (!first)
		return;
	if (gone)
		buf_add_format(out, "%s deleted ", out->len ? ";" : "");
	buf_add_format(out, "%s%s", gone ? "" : " ", first);
	if (n > 1)
		buf_add_format(out, " and %zu more", n - 1);
}

/* Told with its number: it is somebody's own to take back only by that. */
static void
tell_taken(struct record *record, const char *subject)
{
	struct history history = { 0 };
	struct err ignored = ERR_INIT;

	if (record_history(record, &record->tip, NULL, 1, &history,
		&ignored) == 0 && history.n)
		record_tell(record, "%s (\"undo %s\" takes it back)", subject,
			history.at[0].change);
	else
		record_tell(record, "%s", subject);
	history_release(&history);
}

static int
save(struct outside *outside, const struct puts *puts, struct err *err)
{
	struct record *record = outside->record;
	struct buf paths = BUF_INIT, subject = BUF_INIT;
	struct act act = { .kind = "take-up" };
	struct saving saving = { .act = &act, .puts = puts };
	int rc;

	add_paths(&paths, puts, false);
	add_paths(&paths, puts, true);
	buf_add_format(&subject, "Taken up from outside:%s", buf_text(&paths));
	act.subject = buf_text(&subject);
	rc = record_save(record, &saving, err);
	record_forget(record);
	if (rc == 0) {
		tell_taken(record, buf_text(&subject));
		rc = record_put_in_order(record, "Put in order what was taken "
			"up from outside", err);
	}
	buf_release(&paths);
	buf_release(&subject);
	return rc;
}

static int
take_up(struct outside *outside, struct err *err)
{
	struct puts puts = { 0 };
	int rc = outside_sort(outside, err);

	for (size_t i = 0; i < outside->n && rc == 0; i++) {
		const struct found *found = &outside->at[i];

		if (found->state == FOUND_TEXT)
			puts_add(&puts, "", found->path, str_make(
				buf_text(&found->bytes), found->bytes.len));
		else if (found->state == FOUND_GONE)
			puts_add(&puts, "", found->path, str_make(NULL, 0));
	}
	if (rc == 0 && puts.n)
		rc = save(outside, &puts, err);
	puts_release(&puts);
	return rc;
}

static int
take_up_once(struct record *record, struct err *err)
{
	struct outside outside = { .record = record };
	struct store_paths paths = { 0 };
	store_id tip;
	int rc = store_outside(record->store, &paths, err);

	if (rc == 0)
		rc = store_tip(record->store, &tip, err);
	if (rc == 0 && !store_id_same(&tip, &record->tip))
		rc = err_set(err, ERR_MOVED, "somebody else has saved "
			"meanwhile");
	if (rc == 0 && paths.n) {
		look(&outside, &paths);
		rc = take_up(&outside, err);
		outside_release(&outside);
	}
	store_paths_release(&paths);
	return rc;
}

/*
 * What another editor is just saving looks as if it came from outside until
 * the branch is read again: then the comparison is made anew. Whatever else is
 * in the way must not keep the text from being read.
 */
static int
take_up_until_done(struct record *record, struct err *err)
{
	struct err why = ERR_INIT;
	int rc = 0;

	for (int i = 0; i < TRIES; i++) {
		err_clear(&why);
		rc = take_up_once(record, &why);
		if (rc == 0 || why.code != ERR_MOVED)
			break;
		if (record_reread(record, err) < 0)
			return -1;
	}
	if (rc == 0)
		return 0;
	record_tell(record, "what was changed outside is not taken up: %s",
		why.text);
	return record_reread(record, err);
}

/* Whether the tip is of plain git's making. */
static bool
is_foreign(struct record *record)
{
	struct store_revision is = { 0 };
	struct err ignored = ERR_INIT;
	bool foreign;

	if (store_revision(record->store, &record->tip, &is, &ignored) < 0)
		return false;
	foreign = !message_trailer(str_of(is.message), "Act-Id").len;
	store_revision_release(&is);
	return foreign;
}

/* Whether git is at work itself: then its files are not touched. */
static bool
is_busy(struct record *record)
{
	const char *busy = store_busy(record->store);

	if (busy)
		record_tell(record, "git is in the middle of %s: nothing is "
			"taken up or saved until that is ended (\"git status\" "
			"says how)", busy);
	return busy;
}

int
record_take_up(struct record *record, struct err *err)
{
	struct err why = ERR_INIT;

	if (store_id_is_none(&record->tip) || is_busy(record))
		return 0;
	if (store_work_tree(record->store) &&
	    take_up_until_done(record, err) < 0)
		return -1;
	/* What cannot be put in order now can be read all the same. */
	if (is_foreign(record) && record_put_in_order(record, "Put in order "
		"what came with git", &why) < 0)
		return record_reread(record, err);
	return 0;
}

/* What a writer would take up: of several the first is named. */
static void
tell_waiting(struct outside *outside)
{
	const struct found *first = NULL;
	struct buf more = BUF_INIT;
	size_t n = 0;

	for (size_t i = 0; i < outside->n; i++)
		if (outside->at[i].state != FOUND_LEFT && !n++)
			first = &outside->at[i];
	if (n > 1)
		buf_add_format(&more, " and %zu more", n - 1);
	if (first)
		record_tell(outside->record, "%s%s: changed outside, and not "
			"in this text before the next act takes it up",
			first->path, buf_text(&more));
	buf_release(&more);
}

void
record_tell_outside(struct record *record)
{
	struct outside outside = { .record = record };
	struct store_paths paths = { 0 };
	struct err ignored = ERR_INIT;
	/* They may hold more files than all else, and are seldom edited. */
	static const char *const folders[] = { "proposals", "fates", NULL };

	if (store_id_is_none(&record->tip) || is_busy(record) ||
	    store_outside_glance(record->store, folders, &paths,
		&ignored) < 0)
		return;
	look(&outside, &paths);
	if (outside_sort(&outside, &ignored) == 0)
		tell_waiting(&outside);
	outside_release(&outside);
	store_paths_release(&paths);
}
