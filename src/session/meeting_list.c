/*
 * The list of meetings: by month, the one that is held now marked; Enter says
 * that acts are made in it from now on.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "meeting.h"

enum { DAY_COLS = 12, TIME_COLS = 11, FORM_COLS = 9 };

struct showing {
	struct session *session;
	struct list *list;
	int64_t now;
	int year, month;	/* of the heading above */
	size_t next;		/* the first row not over yet, or none */
};

static void
add_month(struct showing *showing, const struct when *when)
{
	struct buf text = BUF_INIT;

	if (when->year == showing->year && when->month == showing->month)
		return;
	showing->year = when->year;
	showing->month = when->month;
	buf_add_format(&text, "%s %d", day_month((unsigned)when->month),
		when->year);
	list_add(showing->list, buf_text(&text))->heading = true;
	buf_release(&text);
}

static void
add_time_cell(struct buf *out, const struct when *when)
{
	struct buf day = BUF_INIT, time = BUF_INIT;

	buf_add_format(&day, "%.3s %d %s", when_weekday_name(when_weekday(
		when->year, when->month, when->day)), when->day,
		day_month((unsigned)when->month));
	if (when->from != WHEN_OPEN)
		when_add_clock(&time, when->from);
	if (when->to != WHEN_OPEN) {
		buf_add_text(&time, "\u2013");
		when_add_clock(&time, when->to);
	}
	list_add_cell(out, buf_text(&day), DAY_COLS);
	list_add_cell(out, buf_text(&time), TIME_COLS);
	buf_release(&day);
	buf_release(&time);
}

/* Words, behind a dot when others stand before them. */
static void
add_part(struct buf *out, size_t from, const char *words)
{
	if (*words)
		buf_add_format(out, "%s%s", out->len > from ? " · " : "",
			words);
}

static void
add_rest(struct buf *out, const struct showing *showing,
	const struct meeting *meeting)
{
	const char *current = showing->session->meeting;
	struct buf items = BUF_INIT, who = BUF_INIT;
	size_t from = out->len;

	meeting_add_items(&items, meeting);
	meeting_add_who(&who, meeting, true);
	if (current && strcmp(current, meeting->at[MEETING_KEY]) == 0)
		add_part(out, from, "current");
	if (meeting_is_on(showing->session, meeting, showing->now))
		add_part(out, from, "on now");
	add_part(out, from, buf_text(&items));
	add_part(out, from, buf_text(&who));
	add_part(out, from, *meeting->at[MEETING_ABOUT]
		? meeting->at[MEETING_ABOUT] : meeting->at[MEETING_KIND]);
	add_part(out, from, meeting->at[MEETING_PLACE]);
	buf_release(&items);
	buf_release(&who);
}

/* What the filter finds besides. */
static char *
also_of(const struct meeting *meeting)
{
	struct buf text = BUF_INIT;

	for (int i = MEETING_ZONE; i < MEETING_FIELDS; i++)
		buf_add_format(&text, "%s ", meeting->at[i]);
	buf_add_format(&text, "%.10s", meeting->at[MEETING_KEY]);
	return buf_take(&text);
}

static char *
command_of(const char *name, const char *key)
{
	struct buf line = BUF_INIT;

	buf_add_text(&line, name);
	argument_add(&line, key);
	return buf_take(&line);
}

static void
add_meeting(struct showing *showing, const struct meeting *meeting)
{
	const char *key = meeting->at[MEETING_KEY];
	struct buf text = BUF_INIT;
	struct list_row *row;
	struct when when;

	if (!meeting_when(meeting, &when))
		return;
	add_month(showing, &when);
	add_time_cell(&text, &when);
	list_add_cell(&text, meeting->at[MEETING_FORM], FORM_COLS);
	add_rest(&text, showing, meeting);
	buf_cut(&text, str_trim(buf_str(&text)).len);
	row = list_add(showing->list, buf_text(&text));
	row->command = command_of("meeting", key);
	row->drop = command_of("meeting-drop", key);
	row->also = also_of(meeting);
	if (!showing->next && !meeting_is_over(showing->session,
	    meeting, showing->now))
		showing->next = showing->list->n;
	buf_release(&text);
}

/* What is on now or comes next; when all are over the current or last one. */
static size_t
cursor_of(const struct showing *showing)
{
	const struct list *list = showing->list;
	char *line = showing->session->meeting ? command_of("meeting",
		showing->session->meeting) : NULL;
	size_t at = showing->next ? showing->next - 1
		: list->n - (list->n > 0);

	for (size_t i = 0; line && i < list->n; i++)
		if (list->at[i].command &&
		    strcmp(list->at[i].command, line) == 0 &&
		    !showing->next)
			at = i;
	free(line);
	return at;
}

int
meetings_open(struct session *session, struct err *err)
{
	const struct meetings *meetings = &session->meetings;
	struct showing showing = { .session = session,
		.now = env_clock(record_env(session->record)) };
	bool may_add = !session->read_only;

	if (!meetings->n && !may_add)
		return err_set(err, ERR_REFUSED, "there is no meeting yet");
	showing.list = list_open(session, LIST_MEETINGS, "Meetings");
	for (size_t i = 0; i < meetings->n; i++)
		add_meeting(&showing, &meetings->at[i]);
	showing.list->cursor = cursor_of(&showing);
	if (!session->keys)
		return 0;
	if (session->meeting)
		list_add(showing.list, "none: acts are outside of any meeting")
			->command = mem_text("meeting none");
	if (may_add)
		list_add(showing.list, "another meeting")->command =
			mem_text("meeting-add");
	list_settle(session);
	return 0;
}
