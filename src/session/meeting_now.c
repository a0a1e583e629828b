/*
 * Which meeting is held now, by the clock of its time zone.
 */
#include "adref/base/zone.h"
#include "meeting.h"

enum { HOUR = 3600 };

/* Begin and end; without an end, two hours or the day. */
static bool
span_of(struct session *session, const struct meeting *meeting,
	int64_t *from, int64_t *to)
{
	const char *zone = meeting->at[MEETING_ZONE];
	struct when when;

	if (!meeting_when(meeting, &when))
		return false;
	if (!*zone)
		zone = record_zone_name(session->record);
	*from = zone_moment(str_of(zone), &when);
	if (!*zone)
		*from -= record_zone(session->record, *from) * 60;
	if (when.to != WHEN_OPEN)
		*to = *from + (when.to - when.from + (when.to < when.from
			? 24 * 60 : 0)) * 60;
	else
		*to = *from + (when.from == WHEN_OPEN ? 24 : 2) * HOUR;
	return true;
}

bool
meeting_is_on(struct session *session, const struct meeting *meeting,
	int64_t now)
{
	int64_t from, to;

	return span_of(session, meeting, &from, &to) && from <= now &&
		now < to;
}

bool
meeting_is_over(struct session *session, const struct meeting *meeting,
	int64_t now)
{
	int64_t from, to;

	return !span_of(session, meeting, &from, &to) || to <= now;
}

void
meeting_offer(struct session *session)
{
	const struct binding *binding = keymap_key_of(&session->keymap,
		KEYS_OUTLINE, "meeting");
	int64_t now = env_clock(record_env(session->record));
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < session->meetings.n && binding; i++) {
		const struct meeting *at = &session->meetings.at[i];

		if (text.len || !meeting_is_on(session, at, now))
			continue;
		buf_add_text(&text, "The meeting of ");
		meeting_add_words(&text, at);
		buf_add_text(&text, " is on: ");
		key_add_name(&text, binding->key);
		buf_add_text(&text, " says that you are in it");
	}
	if (text.len)
		session_say(session, MESSAGE_HINT, "%s", buf_text(&text));
	buf_release(&text);
}
