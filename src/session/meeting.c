/*
 * The meeting that acts are made in: said once, stamped on each of them. It is
 * the current one until another is said, or until nobody has pressed a key for
 * as long as a night.
 */
#include "meeting.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"

enum { KEEP_EVERY = 600 };	/* seconds between two writes */

void
meeting_look(struct session *session)
{
	struct meetings meetings;
	struct err ignored = ERR_INIT;

	if (record_meetings(session->record, &meetings, &ignored) < 0)
		return;
	meetings_release(&session->meetings);
	session->meetings = meetings;
}

/* The one that is kept, unless it was taken out of the register. */
static void
take_kept(struct session *session, const struct session_options *options)
{
	int64_t now;
	char *key;

	if (!options->meetings_kept.len || session->read_only)
		return;
	now = env_clock(record_env(session->record));
	key = kept_read(session, options->meetings_kept, now);
	if (key && *key && (!session->meetings.n ||
	    meetings_of_key(&session->meetings, str_of(key)))) {
		session->meeting = key;
		session->meeting_used = session->meeting_noted = now;
		return;
	}
	free(key);
}

int
meeting_start(struct session *session, const struct session_options *options,
	struct err *err)
{
	if (options->meeting_file)
		session->meeting_file = mem_text(options->meeting_file);
	meeting_look(session);
	if (!options->meeting) {
		take_kept(session, options);
		return 0;
	}
	if (record_meeting_key(session->record, options->meeting,
		&session->meeting, err) < 0)
		return -1;
	if (options->keeps_meeting)
		kept_write(session, env_clock(record_env(session->record)));
	return 0;
}

void
meeting_release(struct session *session)
{
	meetings_release(&session->meetings);
	free(session->meeting);
	free(session->meeting_file);
}

char *
meeting_pause(struct session *session)
{
	int64_t now, before = session->meeting_used;
	char *passed;

	if (!session->meeting)
		return NULL;
	now = env_clock(record_env(session->record));
	session->meeting_used = now;
	if (before && now - before > MEETING_PAUSE) {
		passed = mem_text(session->meeting);
		meeting_become(session, NULL);
		return passed;
	}
	if (now - session->meeting_noted > KEEP_EVERY) {
		session->meeting_noted = now;
		kept_write(session, now);
	}
	return NULL;
}

void
meeting_add_words(struct buf *out, const struct meeting *meeting)
{
	meeting_add_when(out, meeting);
	if (*meeting->at[MEETING_ITEMS])
		buf_add_text(out, ", ");
	meeting_add_items(out, meeting);
}

void
meeting_say_passed(struct session *session, const char *key)
{
	const struct binding *binding = keymap_key_of(&session->keymap,
		KEYS_OUTLINE, "meeting");
	struct buf text = BUF_INIT;

	if (session->message.len)
		buf_add_format(&text, "%s; ", buf_text(&session->message));
	buf_add_text(&text, "the meeting of ");
	meeting_add_key_when(&text, key);
	buf_add_text(&text, " is hours ago and no longer the current one");
	if (binding) {
		buf_add_text(&text, ": ");
		key_add_name(&text, binding->key);
		buf_add_text(&text, " chooses");
	}
	session_say(session, session->message_kind == MESSAGE_NONE
		? MESSAGE_HINT : session->message_kind, "%s",
		buf_text(&text));
	buf_release(&text);
}

static void
say_meeting(struct session *session, bool resets)
{
	const struct meeting *meeting = session->meeting
		? meetings_of_key(&session->meetings,
			str_of(session->meeting)) : NULL;
	struct buf text = BUF_INIT;

	if (meeting) {
		buf_add_text(&text, "Meeting: ");
		meeting_add_words(&text, meeting);
		buf_add_text(&text, meeting->at[MEETING_FACILITATOR][0] ||
			meeting->at[MEETING_CHAIR][0] ? ", " : "");
		meeting_add_who(&text, meeting, true);
	} else if (session->meeting) {
		buf_add_text(&text, "Meeting: ");
		meeting_add_key_when(&text, session->meeting);
	} else {
		buf_add_text(&text, "No meeting: acts are outside of any");
	}
	if (resets)
		buf_add_text(&text, "; the Chair speaks");
	session_say(session, MESSAGE_DONE, "%s", buf_text(&text));
	buf_release(&text);
}

static bool
is_same(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

void
meeting_become(struct session *session, char *key)
{
	free(session->meeting);
	session->meeting = key;
	session->meeting_used = session->meeting_noted =
		env_clock(record_env(session->record));
	kept_write(session, session->meeting_used);
}

/* Takes key. At the keyboard a party speaks in one meeting only. */
static void
set_meeting(struct session *session, char *key)
{
	bool changes = !is_same(key, session->meeting);
	bool resets = changes && session->keys && *session->party &&
		!session->delegate;

	if (resets)
		speaker_set(session, &(struct voice){ "", "" }, false);
	meeting_become(session, key);
	say_meeting(session, resets);
}

int
run_meeting(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct buf said = BUF_INIT;
	char *key;
	int rc;

	if (!args->n)
		return meetings_open(session, err);
	for (size_t i = 0; i < args->n; i++)
		buf_add_format(&said, "%s%s", i ? " " : "", args->at[i].text);
	rc = record_meeting_key(session->record, buf_text(&said), &key, err);
	if (rc == 0)
		set_meeting(session, key);
	buf_release(&said);
	return rc;
}
