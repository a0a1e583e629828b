/*
 * The list of a negotiation's meetings, and finding the one that somebody
 * means. Whoever names one that is not there is told which are near.
 */
#include <ctype.h>
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/tsv.h"
#include "adref/doc/address.h"
#include "adref/doc/meeting.h"

enum { LIKELY = 3, NAMED = 6 };

bool
meetings_add(struct meetings *meetings,
	const char *const fields[MEETING_FIELDS])
{
	struct str key = str_of(fields[MEETING_KEY]);
	size_t at = meetings->n;
	int order = 1;

	while (at && (order = tsv_order(key, str_of(
		meetings->at[at - 1].at[MEETING_KEY]))) < 0)
		at--;
	if (at && !order)
		return false;
	meetings->at = mem_grow(meetings->at, &meetings->cap, meetings->n + 1,
		sizeof(*meetings->at));
	for (size_t i = meetings->n++; i > at; i--)
		meetings->at[i] = meetings->at[i - 1];
	for (int i = 0; i < MEETING_FIELDS; i++)
		meetings->at[at].at[i] = mem_text(fields[i] ? fields[i] : "");
	return true;
}

void
meetings_release(struct meetings *meetings)
{
	for (size_t i = 0; i < meetings->n; i++)
		for (int k = 0; k < MEETING_FIELDS; k++)
			free(meetings->at[i].at[k]);
	free(meetings->at);
	*meetings = (struct meetings){ 0 };
}

const struct meeting *
meetings_of_key(const struct meetings *meetings, struct str key)
{
	for (size_t i = 0; i < meetings->n; i++)
		if (str_is(key, meetings->at[i].at[MEETING_KEY]))
			return &meetings->at[i];
	return NULL;
}

/* Whether all that was said is true of the meeting. */
static bool
fits(const struct meeting *meeting, const struct when *said)
{
	struct when when;

	return meeting_when(meeting, &when) && when.month == said->month &&
		when.day == said->day &&
		(said->year == WHEN_OPEN || when.year == said->year) &&
		(said->from == WHEN_OPEN || when.from == said->from);
}

static void
add_name(struct buf *out, const struct meeting *meeting)
{
	buf_add_text(out, out->len ? ", " : "");
	meeting_add_when(out, meeting);
	buf_add_format(out, " (%s)", meeting->at[MEETING_KEY]);
}

static int
refuse_several(const struct meetings *meetings, const struct when *said,
	size_t n, struct err *err)
{
	struct buf list = BUF_INIT;
	size_t named = 0;

	for (size_t i = 0; i < meetings->n && named < NAMED; i++)
		if (fits(&meetings->at[i], said)) {
			add_name(&list, &meetings->at[i]);
			named++;
		}
	err_set(err, ERR_REFUSED, "there are %zu meetings then, say which: %s",
		n, buf_text(&list));
	buf_release(&list);
	return -1;
}

/* How many days lie between; in the meeting's year when none was said. */
static long
days_apart(const struct meeting *meeting, const struct when *said)
{
	struct when when;
	int year = said->year;
	long days;

	if (!said->month || !meeting_when(meeting, &when))
		return 0;
	if (year == WHEN_OPEN)
		year = when.year;
	days = when_days(when.year, when.month, when.day) -
		when_days(year, said->month, said->day);
	return days < 0 ? -days : days;
}

/* The next of the nearest ones behind the one taken last; of those equally
 * near the earlier. */
static const struct meeting *
next_near(const struct meetings *meetings, const struct when *said,
	const struct meeting *last)
{
	const struct meeting *best = NULL;
	long least = 0, from = last ? days_apart(last, said) : -1;

	for (size_t i = 0; i < meetings->n; i++) {
		const struct meeting *at = &meetings->at[i];
		long days = days_apart(at, said);

		if (last && (days < from || (days == from && at <= last)))
			continue;
		if (best && days >= least)
			continue;
		best = at;
		least = days;
	}
	return best;
}

static int
refuse_missing(const struct meetings *meetings, const struct when *said,
	struct str words, struct err *err)
{
	struct buf list = BUF_INIT;
	const struct meeting *at = NULL;

	for (int i = 0; i < LIKELY; i++) {
		const struct meeting *next = next_near(meetings, said, at);

		if (!next)
			break;
		add_name(&list, next);
		at = next;
	}
	err_set(err, ERR_MISSING, "there is no meeting \"%.*s\"; %s%s",
		(int)(words.len > 60 ? 60 : words.len), words.at, list.len
		? "likely: " : "there are none yet (meeting-add)",
		buf_text(&list));
	buf_release(&list);
	return -1;
}

const struct meeting *
meetings_find(const struct meetings *meetings, struct str said,
	struct err *err)
{
	const struct meeting *found = NULL;
	struct when when = WHEN_INIT;
	size_t n = 0;

	said = str_trim(said);
	found = meetings_of_key(meetings, said);
	if (found)
		return found;
	if (!said.len || when_read(&when, said) < said.len)
		when = (struct when)WHEN_INIT;
	for (size_t i = 0; i < meetings->n; i++)
		if (fits(&meetings->at[i], &when)) {
			found = &meetings->at[i];
			n++;
		}
	if (n == 1)
		return found;
	if (n)
		refuse_several(meetings, &when, n, err);
	else
		refuse_missing(meetings, &when, said, err);
	return NULL;
}

bool
meeting_is_facilitated_by(const struct meeting *meeting, const char *party)
{
	struct str rest = str_of(meeting->at[MEETING_FACILITATOR]);
	struct str code, person;

	while (meeting_next_who(&rest, &code, &person))
		if (code.len && str_is(code, party))
			return true;
	return false;
}

/* Whether item is what an address says, dots, blanks and case apart. */
static bool
is_address(struct str item, struct str address)
{
	size_t i = 0, k = 0;

	for (;;) {
		while (i < item.len && !isalnum((unsigned char)item.at[i]))
			i++;
		while (k < address.len &&
		       !isalnum((unsigned char)address.at[k]))
			k++;
		if (i == item.len || k == address.len)
			return i == item.len && k == address.len;
		if (tolower((unsigned char)item.at[i++]) !=
		    tolower((unsigned char)address.at[k++]))
			return false;
	}
}

static bool
has_item(const struct meeting *meeting, struct str address)
{
	struct str rest = str_of(meeting->at[MEETING_ITEMS]), item;

	while (meeting_next_item(&rest, &item))
		if (is_address(item, address))
			return true;
	return false;
}

const struct meeting *
meetings_facilitated(const struct meetings *meetings,
	const struct node *node)
{
	const struct meeting *found = NULL;
	struct buf address = BUF_INIT;

	for (node = node_section(node); node && !found;
	     node = node_section(node->parent)) {
		buf_clear(&address);
		for (size_t i = meetings->n; i && !found; i--) {
			const struct meeting *at = &meetings->at[i - 1];

			if (!*at->at[MEETING_FACILITATOR] ||
			    !*at->at[MEETING_ITEMS])
				continue;
			if (!address.len)
				address_add(&address, node);
			if (has_item(at, buf_str(&address)))
				found = at;
		}
	}
	buf_release(&address);
	return found;
}
