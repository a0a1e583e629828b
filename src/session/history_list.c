/*
 * The list of changes. What the index knows is there at once, however many
 * there are, and a row is read when it is drawn; what has to be read to be
 * found comes in as it is, a piece at a time, until somebody stops it.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "history.h"

enum {
	PIECE_KEY = 400,	/* revisions read before a key has answered */
	PIECE = 800,		/* and at once, where nobody types */
	ROWS = 600		/* made at first: more than any screen has */
};

void
past_free(struct past *past)
{
	if (!past)
		return;
	pick_free(past->pick);
	free(past->filter);
	free(past->about);
	free(past->nth);
	free(past);
}

/* `Changes · 3 found, 2000 of 100,000 looked at`. */
static void
set_title(struct list *list)
{
	const struct past *past = list->past;
	size_t all, looked = pick_looked(past->pick, &all);
	struct buf title = BUF_INIT;

	buf_add_text(&title, past->about);
	if (list->filter.len || past->goes_on)
		buf_add_format(&title, " · %zu found", pick_n(past->pick));
	if (past->goes_on)
		buf_add_format(&title, "%s, %zu of %zu looked at",
			past->stopped ? ", stopped" : "", looked, all);
	free(list->title);
	list->title = buf_take(&title);
}

static void
remember_nth(struct list *list, size_t nth)
{
	struct past *past = list->past;

	past->nth = mem_grow(past->nth, &past->nth_cap, list->n + 1,
		sizeof(*past->nth));
	past->nth[list->n - 1] = nth;
}

static void
add_row(struct list *list, size_t nth)
{
	struct past *past = list->past;
	struct tm tm = { .tm_mday = 1 };
	struct picked at;

	pick_at(past->pick, nth, &at);
	day_local(at.time, at.zone, &tm);
	history_add_headings(list, &at.revision, &tm, &past->day,
		pick_drafts(past->pick));
	list_add(list, NULL)->revision = at.revision;
	remember_nth(list, nth);
}

/* The rows have a column for meetings when there is one in any. */
static void
look_for_meetings(struct past *past)
{
	struct picked at;

	if (!history_is_wide(past->session))
		return;
	for (; past->met < pick_n(past->pick) && !past->meetings; past->met++) {
		pick_at(past->pick, past->met, &at);
		past->meetings = *at.meeting != '\0';
	}
}

void
past_fill(struct list *list, size_t rows)
{
	struct past *past = list->past;

	while (past->listed < pick_n(past->pick) && list->n < rows)
		add_row(list, past->listed++);
}

/* Look on for as long as that many are read, and list what was found. */
static void
look_on(struct list *list, size_t reads)
{
	struct past *past = list->past;
	struct err err = ERR_INIT;
	int more = pick_go(past->pick, reads, 0, &err);

	past->goes_on = more > 0;
	if (more < 0)
		session_refuse(past->session, &err);
	look_for_meetings(past);
	past_fill(list, ROWS);
	set_title(list);
}

char *
past_take_text(const struct list *list, size_t row)
{
	const struct past *past = list->past;
	struct history_entry entry;
	struct err why = ERR_INIT;
	struct buf text = BUF_INIT;

	if (pick_read(past->pick, past->nth[row], &entry, &why) < 0) {
		buf_add_format(&text, "(%s)", why.text);
		return buf_take(&text);
	}
	history_add_text(&text, &entry, past->meetings);
	history_entry_release(&entry);
	return buf_take(&text);
}

/* Find anew, as the filter says now. */
static int
find(struct list *list, struct err *err)
{
	struct past *past = list->past;
	struct session *session = past->session;
	struct history_wish wish;
	struct pick *pick;
	int rc;

	history_wish_read(&wish, session, list);
	rc = pick_new(&pick, session->record, &wish.wish, err);
	history_wish_release(&wish);
	if (rc < 0)
		return -1;
	pick_free(past->pick);
	past->pick = pick;
	past->tip = *record_tip(session->record);
	past->listed = past->met = 0;
	past->day = -1;
	past->meetings = past->stopped = false;
	list_rows_free(list);
	list->marked = 0;
	look_on(list, PIECE_KEY);
	return 0;
}

/* The row of a revision; the first one when it has none. */
static void
go_to_revision(struct list *list, const store_id *revision)
{
	list->cursor = 0;
	for (size_t i = 0; i < list->n; i++) {
		past_fill(list, i + ROWS);
		if (store_id_same(&list->at[i].revision, revision)) {
			list->cursor = i;
			return;
		}
	}
}

void
past_filter(struct session *session)
{
	struct list *list = session->list;
	struct past *past = list->past;
	struct err err = ERR_INIT;

	if (!past)
		return;
	if (strcmp(past->filter, buf_text(&list->filter)) == 0)
		return;
	free(past->filter);
	past->filter = mem_text(buf_text(&list->filter));
	list->cursor = 0;
	if (find(list, &err) < 0)
		session_refuse(session, &err);
}

/* Others have written: what is new stands above. */
static void
settle(struct list *list)
{
	struct err err = ERR_INIT;
	store_id here = { { 0 } };

	if (list->cursor < list->n)
		here = list->at[list->cursor].revision;
	if (find(list, &err) < 0)
		session_refuse(list->past->session, &err);
	go_to_revision(list, &here);
}

void
past_settle(struct session *session)
{
	const store_id *tip = record_tip(session->record);

	for (struct list *at = session->list; at; at = at->under)
		if (at->past && !at->past->goes_on &&
		    !store_id_same(&at->past->tip, tip))
			settle(at);
	if (session->list)
		list_settle(session);
}

static struct past *
searching(const struct session *session)
{
	struct past *past = session->list ? session->list->past
		: NULL;

	return past && past->goes_on && !past->stopped ? past
		: NULL;
}

bool
session_works(const struct session *session)
{
	return searching(session) != NULL;
}

bool
session_work(struct session *session)
{
	if (!session_works(session))
		return false;
	look_on(session->list, PIECE);
	list_settle(session);
	return true;
}

bool
past_stop(struct session *session)
{
	struct past *past = searching(session);

	if (!past)
		return false;
	past->stopped = true;
	set_title(session->list);
	session_say(session, MESSAGE_DONE, "stopped; the same filter again "
		"looks on");
	return true;
}

void
past_go_on(struct session *session)
{
	struct past *past = session->list ? session->list->past : NULL;

	if (!past || !past->stopped)
		return;
	past->stopped = false;
	set_title(session->list);
}

static int
open_history(struct session *session, const struct node *node,
	struct err *err)
{
	struct past *past = mem_new(1, sizeof(*past));
	struct buf about = BUF_INIT;
	struct list *list;

	buf_add_text(&about, "Changes");
	if (node) {
		past->node = node->id;
		buf_add_text(&about, " of ");
		address_add(&about, node);
	}
	past->session = session;
	past->about = buf_take(&about);
	past->filter = mem_text("");
	list = list_open(session, LIST_HISTORY, past->about);
	list->past = past;
	if (find(list, err) < 0 || (!list->n && err_set(err, ERR_REFUSED,
		"nothing was changed yet") < 0)) {
		list_close(session);
		return -1;
	}
	list_settle(session);
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
