/*
 * The list of changes, and one change with its words before and after.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/diff.h"
#include "adref/text/words.h"
#include "inside.h"

enum { WHOM_COLS = 10, HISTORY_MAX = 2000, CHANGE_NODES = 500,
	MEETING_COLS = 12, WIDE = 100 };

/* `10 June`, with its year when that is not the one of the change. */
static void
add_draft_day(struct buf *out, const char *date, int year)
{
	unsigned y, m, d;

	if (sscanf(date, "%4u-%2u-%2u", &y, &m, &d) != 3 || !m || m > 12) {
		buf_add_text(out, date);
		return;
	}
	buf_add_format(out, "%u %s", d, day_month(m));
	if (y != (unsigned)year)
		buf_add_format(out, " %u", y);
}

/* The drafts tagged on a change stand above it, as a line of their own. */
static void
add_draft_rows(struct list *list, const struct history_entry *entry,
	const struct drafts *drafts, int year)
{
	for (size_t i = 0; i < entry->drafts_n; i++)
		for (size_t n = 0; n < drafts->n; n++) {
			const struct draft *draft = &drafts->at[n];
			struct buf text = BUF_INIT;
			struct list_row *row;

			if (strcmp(draft->name, entry->drafts[i]) != 0)
				continue;
			buf_add_format(&text, "%s · ", draft->title);
			add_draft_day(&text, draft->date, year);
			row = list_add(list, buf_text(&text));
			row->heading = row->rule = true;
			buf_release(&text);
		}
}

/* A day's changes stand below its date. */
static void
add_day(struct list *list, const struct tm *tm, int *day)
{
	struct buf text = BUF_INIT;
	int here = tm->tm_yday + 366 * tm->tm_year;

	if (here == *day)
		return;
	*day = here;
	buf_add_format(&text, "%d %s %d", tm->tm_mday,
		day_month((unsigned)tm->tm_mon + 1), tm->tm_year + 1900);
	list_add(list, buf_text(&text))->heading = true;
	buf_release(&text);
}

/* `14` of `D1+14`: the draft's line below says since which. */
static const char *
short_change(const char *change)
{
	const char *plus = strrchr(change, '+');

	return plus ? plus + 1 : change;
}

/* Whether there is room for the meetings, and some are known. */
static bool
shows_meetings(const struct session *session, const struct history *history)
{
	for (size_t i = 0; i < history->n && session->cols >= WIDE; i++)
		if (*history->at[i].meeting)
			return true;
	return false;
}

/* `17 Jun 8.45`. */
static void
add_meeting_cell(struct buf *out, const char *key)
{
	struct buf words = BUF_INIT;
	struct when when;

	if (!meeting_key_when(str_of(key), &when)) {
		buf_add_text(&words, key);
	} else {
		buf_add_format(&words, "%d %.3s ", when.day,
			day_month((unsigned)when.month));
		if (when.from != WHEN_OPEN)
			when_add_clock(&words, when.from);
	}
	list_add_cell(out, buf_text(&words), MEETING_COLS);
	buf_release(&words);
}

/* `G77 (BRA)`: the name of who spoke has no room. */
static void
add_whom(struct buf *out, const struct history_entry *entry)
{
	entry_add_for(out, entry);
	if (!*entry->speaker || utf8_columns(buf_str(out)) <= WHOM_COLS)
		return;
	buf_clear(out);
	voice_add(out, entry->party, NULL);
	buf_add_format(out, " (%s)", entry->speaker);
}

static void
add_change_row(struct list *list, const struct history_entry *entry,
	const struct tm *tm, bool meetings)
{
	struct buf text = BUF_INIT, whom = BUF_INIT;

	list_add_cell(&text, short_change(entry->change), 4);
	buf_add_format(&text, "%02d:%02d  ", tm->tm_hour, tm->tm_min);
	add_whom(&whom, entry);
	list_add_cell(&text, buf_text(&whom), WHOM_COLS);
	buf_release(&whom);
	list_add_cell(&text, entry->committer, 10);
	if (meetings)
		add_meeting_cell(&text, entry->meeting);
	buf_add_text(&text, entry->subject);
	list_add(list, buf_text(&text))->revision = entry->revision;
	buf_release(&text);
}

void
list_add_history(struct session *session, const struct history *history,
	const struct drafts *drafts)
{
	struct list *list = session->list;
	bool meetings = shows_meetings(session, history);
	int day = -1;

	for (size_t i = 0; i < history->n; i++) {
		const struct history_entry *entry = &history->at[i];
		struct tm tm = { .tm_mday = 1 };

		day_local(entry->time, entry->zone, &tm);
		add_day(list, &tm, &day);
		add_draft_rows(list, entry, drafts, tm.tm_year + 1900);
		add_change_row(list, entry, &tm, meetings);
	}
	if (history->n == HISTORY_MAX)
		list_add(list, "older changes: adref log shows them")
			->heading = true;
}

static int
open_history(struct session *session, const struct node *node,
	struct err *err)
{
	struct history history = { 0 };
	struct drafts drafts = { 0 };
	struct buf title = BUF_INIT;

	if (record_history(session->record, NULL, node ? &node->id : NULL,
		HISTORY_MAX, &history, err) < 0 ||
	    record_drafts(session->record, &drafts, err) < 0) {
		history_release(&history);
		return -1;
	}
	if (!history.n) {
		drafts_release(&drafts);
		return err_set(err, ERR_REFUSED, "nothing was changed yet");
	}
	buf_add_text(&title, "Changes");
	if (node) {
		buf_add_text(&title, " of ");
		address_add(&title, node);
	}
	list_open(session, LIST_HISTORY, buf_text(&title));
	list_add_history(session, &history, &drafts);
	list_settle(session);
	history_release(&history);
	drafts_release(&drafts);
	buf_release(&title);
	return 0;
}

int
run_history(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return open_history(session, NULL, err);
}

int
run_history_node(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return open_history(session, session_place(session), err);
}

static struct str
side(const struct node *node)
{
	return node ? node_str(node) : str_of("");
}

static void
add_entry(struct list *list, const struct diff_entry *entry)
{
	const struct node *node = entry->to ? entry->to : entry->from;
	struct buf text = BUF_INIT;

	address_add(&text, node);
	for (unsigned bit = 0; bit < DIFF_KINDS; bit++)
		if (entry->kinds & 1u << bit)
			buf_add_format(&text, "  %s",
				diff_kind_word((enum diff_kind)(1u << bit)));
	list_add(list, buf_text(&text))->heading = true;
	buf_clear(&text);
	words_add_marked(&text, side(entry->from), side(entry->to));
	list_add(list, buf_text(&text))->node = node->id;
	buf_release(&text);
}

void
list_add_diff(struct list *list, const struct diff *diff)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < diff->n && i < CHANGE_NODES; i++)
		add_entry(list, &diff->at[i]);
	if (diff->n > CHANGE_NODES) {
		buf_add_format(&text, "and %zu more", diff->n - CHANGE_NODES);
		list_add(list, buf_text(&text))->heading = true;
	}
	buf_release(&text);
}

static void
add_document(struct session *session, struct list *list,
	const struct history_entry *entry, const char *name)
{
	struct doc *from = NULL, *to = NULL;
	struct diff diff = { 0 };
	struct err ignored = ERR_INIT;

	if (!store_id_is_none(&entry->parent))
		record_doc_at(session->record, &entry->parent, name, &from,
			&ignored);
	record_doc_at(session->record, &entry->revision, name, &to, &ignored);
	doc_diff(&diff, from, to);
	if (diff.n && strcmp(name, session->doc_name) != 0)
		list_add(list, name)->heading = true;
	list_add_diff(list, &diff);
	diff_release(&diff);
	doc_free(from);
	doc_free(to);
}

/* One entry by its revision. */
static int
find_entry(struct session *session, const store_id *revision,
	struct history *out, struct err *err)
{
	if (record_history(session->record, revision, NULL, 1, out, err) < 0)
		return -1;
	return out->n ? 0 : err_set(err, ERR_MISSING,
		"this change cannot be read");
}

int
list_change(struct session *session, const store_id *revision,
	struct err *err)
{
	struct history history = { 0 };
	struct buf title = BUF_INIT;
	const char *const *names;
	size_t n = record_names(session->record, &names);
	struct list *list;

	if (find_entry(session, revision, &history, err) < 0)
		return -1;
	buf_add_format(&title, "%s  %s", history.at[0].change,
		history.at[0].subject);
	if (*history.at[0].speaker) {
		buf_add_text(&title, ", for ");
		entry_add_for(&title, &history.at[0]);
	}
	list = list_open(session, LIST_CHANGE, buf_text(&title));
	for (size_t i = 0; i < n; i++)
		add_document(session, list, &history.at[0], names[i]);
	if (!list->n)
		list_add(list, "no text was changed")->heading = true;
	list_settle(session);
	history_release(&history);
	buf_release(&title);
	return 0;
}
