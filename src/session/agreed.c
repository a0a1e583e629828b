/*
 * What is said of agreed text: since when, and in which meeting.
 */
#include <time.h>

#include "adref/record/agreed.h"
#include "inside.h"

/* `17 June`, with its year when that is not this one. */
static void
add_day(struct buf *out, const struct session *session,
	const struct agreed *agreed)
{
	int64_t clock = env_clock(record_env(session->record));
	struct tm then = { .tm_mday = 1 }, now = { .tm_mday = 1 };

	day_local(agreed->time, agreed->zone, &then);
	day_local(clock, agreed->zone, &now);
	buf_add_format(out, ", %d %s", then.tm_mday,
		day_month((unsigned)then.tm_mon + 1));
	if (then.tm_year != now.tm_year)
		buf_add_format(out, " %d", then.tm_year + 1900);
}

/* `, 17 June 8.45`; the day apart where the act was made on another one. */
static void
add_when(struct buf *out, const struct session *session,
	const struct agreed *agreed, bool meeting)
{
	struct when in;
	struct tm then = { .tm_mday = 1 };

	day_local(agreed->time, agreed->zone, &then);
	meeting = meeting && *agreed->meeting;
	if (meeting && meeting_key_when(str_of(agreed->meeting), &in) &&
	    in.day == then.tm_mday && in.month == then.tm_mon + 1 &&
	    in.from != WHEN_OPEN) {
		add_day(out, session, agreed);
		buf_add_char(out, ' ');
		when_add_clock(out, in.from);
		return;
	}
	if (agreed->time)
		add_day(out, session, agreed);
	if (meeting) {
		buf_add_text(out, ", meeting of ");
		meeting_add_key_when(out, agreed->meeting);
	}
}

void
agreed_add(struct buf *out, struct session *session, const struct node *node,
	bool meeting)
{
	struct agreed agreed;

	buf_add_text(out, node->status == STATUS_AD_REF ? "agreed ad ref"
		: "agreed");
	record_agreed(session->record, &node->id, &agreed);
	add_when(out, session, &agreed, meeting);
	agreed_release(&agreed);
}

void
agreed_look(struct session *session)
{
	const struct node *place = session_place(session);

	if (!place || !status_is_agreed(place->status)) {
		buf_clear(&session->agreed);
		session->agreed_of = (node_id){ "" };
		return;
	}
	if (node_id_same(&session->agreed_of, &place->id) &&
	    session->agreed_as == place->status)
		return;
	buf_clear(&session->agreed);
	agreed_add(&session->agreed, session, place, true);
	session->agreed_of = place->id;
	session->agreed_as = place->status;
}
