/*
 * Changes as rows of a list, below their days and drafts.
 */
#include <stdio.h>
#include <string.h>

#include "adref/base/utf8.h"
#include "history.h"

enum { WHOM_COLS = 10, MEETING_COLS = 12, WIDE = 100 };

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
add_draft_rows(struct list *list, const store_id *revision,
	const struct drafts *drafts, int year)
{
	for (size_t n = 0; n < drafts->n; n++) {
		const struct draft *draft = &drafts->at[n];
		struct buf text = BUF_INIT;
		struct list_row *row;

		if (!store_id_same(&draft->revision, revision))
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

bool
history_is_wide(const struct session *session)
{
	return session->cols >= WIDE;
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

void
history_add_text(struct buf *out, const struct history_entry *entry,
	bool meetings)
{
	struct tm tm = { .tm_mday = 1 };
	struct buf whom = BUF_INIT;

	day_local(entry->time, entry->zone, &tm);
	list_add_cell(out, short_change(entry->change), 4);
	buf_add_format(out, "%02d:%02d  ", tm.tm_hour, tm.tm_min);
	add_whom(&whom, entry);
	list_add_cell(out, buf_text(&whom), WHOM_COLS);
	buf_release(&whom);
	list_add_cell(out, entry->committer, 10);
	if (meetings)
		add_meeting_cell(out, entry->meeting);
	buf_add_text(out, entry->subject);
}

void
history_add_headings(struct list *list, const store_id *revision,
	const struct tm *tm, int *day, const struct drafts *drafts)
{
	add_day(list, tm, day);
	add_draft_rows(list, revision, drafts, tm->tm_year + 1900);
}

static bool
has_meetings(const struct history *history)
{
	for (size_t i = 0; i < history->n; i++)
		if (*history->at[i].meeting)
			return true;
	return false;
}

void
list_add_history(struct session *session, const struct history *history,
	const struct drafts *drafts)
{
	bool meetings = history_is_wide(session) && has_meetings(history);
	struct list *list = session->list;
	int day = -1;

	for (size_t i = 0; i < history->n; i++) {
		const struct history_entry *entry = &history->at[i];
		struct tm tm = { .tm_mday = 1 };
		struct buf text = BUF_INIT;

		day_local(entry->time, entry->zone, &tm);
		history_add_headings(list, &entry->revision, &tm, &day,
			drafts);
		history_add_text(&text, entry, meetings);
		list_add(list, buf_text(&text))->revision = entry->revision;
		buf_release(&text);
	}
}
