/*
 * What the files of the list of changes share (history_*.c). Not for other
 * floors.
 */
#ifndef ADREF_SRC_SESSION_HISTORY_H
#define ADREF_SRC_SESSION_HISTORY_H

#include <time.h>

#include "adref/record/pick.h"
#include "filter_words.h"

/* The changes that a list shows: found as one looks, read when drawn. */
struct past {
	struct session *session;
	struct pick *pick;
	store_id tip;		/* where it was found */
	char *filter;		/* as it was read last */
	node_id node;		/* of this paragraph alone, or none */
	char *about;		/* `Changes`, `Changes of A.1` */
	size_t *nth;		/* of each row: which one of those found */
	size_t nth_cap;
	size_t listed;		/* how many of them have a row: as many as the
				 * cursor may need */
	size_t met;		/* whose meetings were looked at */
	int day;		/* of the last row */
	bool meetings;		/* there is room for them, and some are known */
	bool goes_on;		/* there is more to look at */
	bool stopped;		/* and somebody did not want to wait */
};

/* history_list.c: give the list at least so many rows, if there are. */
void past_fill(struct list *list, size_t rows);

/* history_rows.c: headings above a change, and what a change reads. */
void history_add_headings(struct list *list, const store_id *revision,
	const struct tm *tm, int *day, const struct drafts *drafts);
void history_add_text(struct buf *out, const struct history_entry *entry,
	bool meetings);
/* Whether there is room for meetings. */
bool history_is_wide(const struct session *session);

/* history_filter.c: what the filter asks for. Owns what the wish borrows. */
struct history_wish {
	struct pick_wish wish;
	struct pick_since since;
	node_id node;
	char *party, *meeting, *act, *by, *words, *subject, *changed;
};
/* Keys that mean nothing yet are passed over. */
void history_wish_read(struct history_wish *out, struct session *session,
	const struct list *list);
void history_wish_release(struct history_wish *wish);

#endif
