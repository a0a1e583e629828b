/*
 * Taking back and doing again: by count, by name, from a list. Which act that
 * is and how it is taken back is the record's.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/party.h"
#include "inside.h"

enum { LISTED_MAX = 2000, MINUTE = 60 };

/* `10 June 08:02, for France: take back "…"?` */
static void
add_question(struct buf *out, const struct undone *undone)
{
	day_add_time(out, undone->time, undone->zone);
	if (*undone->party)
		buf_add_format(out, ", for %s",
			party_room_name(undone->party));
	buf_add_format(out, ": take back %s?", undone->subject);
}

bool
undo_ask(struct session *session)
{
	static const struct prompt_choice yes = { "y", "", "undo yes" };
	struct buf label = BUF_INIT;
	struct err ignored = ERR_INIT;
	struct undone undone;
	bool old;

	if (record_undo_look(session->record, &undone, &ignored) < 0)
		return false;
	old = env_clock(record_env(session->record)) - undone.time > MINUTE;
	if (old) {
		add_question(&label, &undone);
		prompt_choose(session, buf_text(&label), &yes, 1);
	}
	undone_release(&undone);
	buf_release(&label);
	return old;
}

/* What was taken back, for whom it was, and of several how many. */
static void
say_undone(struct session *session, const struct undone *undone, size_t n)
{
	struct buf text = BUF_INIT;

	if (n > 1)
		buf_add_format(&text, "%zu acts; the last of them: ", n);
	buf_add_text(&text, undone->subject);
	if (*undone->party)
		buf_add_format(&text, " (that was for %s)",
			party_room_name(undone->party));
	if (undone->nothing)
		buf_add_text(&text, "; nothing of it stood any more");
	session_say(session, MESSAGE_DONE, "%s", buf_text(&text));
	buf_release(&text);
}

/* The text is another now, whatever came of the last one. */
static void
settle(struct session *session)
{
	struct err ignored = ERR_INIT;

	session_moved(session);
	session_take_doc(session, &ignored);
	selection_clear(session);
}

static int
take_back(struct session *session, size_t count, bool redo, struct err *err)
{
	struct undone undone = { 0 };
	size_t n = 0;
	int rc = 0;

	for (; n < count && rc == 0; n += rc == 0) {
		struct undone one;

		rc = redo ? record_redo(session->record, session->meeting,
			&one, err) : record_undo(session->record,
			session->meeting, &one, err);
		if (rc < 0)
			break;
		undone_release(&undone);
		undone = one;
	}
	settle(session);
	if (n && (rc == 0 || err->code == ERR_MISSING)) {
		rc = 0;
		err_clear(err);
		say_undone(session, &undone, n);
		session->back = redo ? "undo" : "redo";
	} else if (n) {
		err_prefix(err, "%zu of %zu acts", n, count);
	}
	undone_release(&undone);
	return rc;
}

/* One act that was named; the Chair's hands may take back anybody's. */
static int
take_back_named(struct session *session, const char *change,
	struct err *err)
{
	struct undo_wish wish = { .anybody = !*session->party,
		.meeting = session->meeting };
	struct undone undone;
	store_id revision;
	int rc;

	if (record_point(session->record, change, &revision, err) < 0)
		return -1;
	wish.revision = &revision;
	rc = record_undo_act(session->record, &wish, &undone, err);
	settle(session);
	if (rc == 0) {
		say_undone(session, &undone, 1);
		session->back = "redo";
		undone_release(&undone);
	}
	return rc;
}

/* `12` is a count; anything else names a change. */
static bool
is_count(const char *text)
{
	return *text && text[strspn(text, "0123456789")] == '\0';
}

int
run_undo(struct session *session, const struct arguments *args,
	struct err *err)
{
	size_t count = 1;

	if (args->n > 1)
		return usage("undo", err);
	if (args->n && is_count(args->at[0].text)) {
		if (argument_count(&args->at[0], &count, err) < 0)
			return -1;
	} else if (args->n && strcmp(args->at[0].text, "yes") != 0) {
		return take_back_named(session, args->at[0].text, err);
	}
	return take_back(session, count, false, err);
}

int
run_redo(struct session *session, const struct arguments *args,
	struct err *err)
{
	size_t count = 1;

	if (args->n > 1)
		return usage("redo", err);
	if (args->n && argument_count(&args->at[0], &count, err) < 0)
		return -1;
	return take_back(session, count, true, err);
}

int
run_undo_list(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct history history = { 0 };
	struct drafts drafts = { 0 };
	int rc = -1;

	(void)args;
	if (record_undo_list(session->record, LISTED_MAX, &history, err) < 0 ||
	    record_drafts(session->record, &drafts, err) < 0)
		goto out;
	if (!history.n) {
		teach(session, "there is no act of yours to take back",
			"history", "lists everybody's", err);
		goto out;
	}
	list_open(session, LIST_UNDO, "What you can take back");
	list_add_history(session, &history, &drafts);
	list_settle(session);
	rc = 0;
out:
	history_release(&history);
	drafts_release(&drafts);
	return rc;
}

/* Rows for what would change; each of them, entered, takes the act back. */
static void
open_preview(struct session *session, const struct history_entry *entry,
	const struct diff *diff)
{
	struct buf title = BUF_INIT;
	struct list *list;

	buf_add_format(&title, "Take back %s, for ", entry->change);
	voice_add(&title, entry->party, entry->speaker);
	buf_add_format(&title, "? %s", entry->subject);
	list = list_open(session, LIST_TAKE_BACK, buf_text(&title));
	list_add_diff(list, diff);
	if (!list->n)
		list_add(list, "nothing of it stands any more");
	for (size_t i = 0; i < list->n; i++) {
		struct buf line = BUF_INIT;

		buf_add_format(&line, "undo %s", entry->change);
		list->at[i].command = buf_take(&line);
	}
	list_settle(session);
	buf_release(&title);
}

int
undo_show(struct session *session, struct err *err)
{
	const struct list_row *row = &session->list->at[session->list->cursor];
	struct undo_wish wish = { .revision = &row->revision,
		.anybody = !*session->party };
	struct history history = { 0 };
	struct doc *without = NULL, *now;
	struct diff diff = { 0 };
	int rc = record_history(session->record, &row->revision, NULL, 1,
		&history, err);

	if (rc == 0)
		rc = record_undo_try(session->record, &wish, &without, &now,
			err);
	if (rc == 0) {
		doc_diff(&diff, now, without);
		open_preview(session, &history.at[0], &diff);
	}
	diff_release(&diff);
	doc_free(without);
	history_release(&history);
	return rc;
}
