/*
 * Who speaks, and how long. The first act makes the item the speaker's: on
 * another item, or in another meeting, the Chair speaks again, and the line
 * says so. Who only looked elsewhere and comes back finds the speaker again.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "inside.h"

/* The headings of level 1 are the items; of a text under one title, those
 * below it. */
static const struct node *
item_of(const struct session *session)
{
	const struct node *at = session_place(session), *below = NULL;

	while (at && at->parent && at->parent->parent) {
		below = at;
		at = at->parent;
	}
	if (!at || at->kind != NODE_SECTION)
		return NULL;
	if (at->parent->first == at && !at->next)
		return below && below->kind == NODE_SECTION ? below : NULL;
	return at;
}

static node_id
item_id(const struct session *session)
{
	const struct node *item = item_of(session);

	return item ? item->id : (node_id){ "" };
}

static bool
is_same_meeting(const struct session *session)
{
	const char *then = session->turn.meeting, *now = session->meeting;

	return strcmp(then ? then : "", now ? now : "") == 0;
}

static bool
is_same_item(const struct session *session)
{
	node_id here = item_id(session);

	return strcmp(session->turn.doc, session->doc_name) == 0 &&
		node_id_same(&session->turn.item, &here);
}

static void
take_voice(struct session *session, const struct voice *voice)
{
	memcpy(session->party, voice->party, sizeof(session->party));
	memcpy(session->speaker, voice->speaker, sizeof(session->speaker));
}

void
speaker_release(struct session *session)
{
	free(session->turn.doc);
	free(session->turn.meeting);
	session->turn.doc = session->turn.meeting = NULL;
}

void
speaker_set(struct session *session, const struct voice *voice, bool holds)
{
	struct turn *turn = &session->turn;

	if (session->delegate && *session->party)
		return;
	speaker_release(session);
	take_voice(session, voice);
	turn->away = false;
	turn->holds = holds;
	turn->meeting = session->meeting ? mem_text(session->meeting) : NULL;
	if (*voice->party)
		turn->voice = *voice;
}

const char *
speaker_of(const struct session *session, const char *party)
{
	return *session->speaker && party && strcmp(party, session->party) == 0
		? session->speaker : NULL;
}

void
speaker_acted(struct session *session, const char *party)
{
	struct turn *turn = &session->turn;

	/* What a letter asks is its sender's: nobody has the floor. */
	if (session->beside.letter ||
	    strcmp(party ? party : "", session->party) != 0)
		return;
	turn->away = false;
	if (!*session->party || turn->holds || turn->doc)
		return;
	turn->doc = mem_text(session->doc_name);
	turn->item = item_id(session);
}

/* Say it behind what the line says already. */
static void
say_too(struct session *session, const char *format, const char *name)
{
	enum session_message kind = session->message_kind;
	const char *back = session->back;
	struct buf text = BUF_INIT;

	buf_add_str(&text, buf_str(&session->message));
	buf_add_text(&text, text.len ? "; " : "");
	buf_add_format(&text, format, name);
	session_say(session, kind == MESSAGE_NONE ? MESSAGE_HINT : kind, "%s",
		buf_text(&text));
	session->back = back;
	buf_release(&text);
}

static void
come_back(struct session *session)
{
	struct buf name = BUF_INIT;

	take_voice(session, &session->turn.voice);
	session->turn.away = false;
	voice_add(&name, session->party, session->speaker);
	say_too(session, "the item again: acts are for %s", buf_text(&name));
	buf_release(&name);
}

static void
go_away(struct session *session, const char *format)
{
	static const struct voice chair = { "", "" };
	struct buf name = BUF_INIT;

	voice_add(&name, session->party, session->speaker);
	take_voice(session, &chair);
	session->turn.away = true;
	say_too(session, format, buf_text(&name));
	buf_release(&name);
}

void
speaker_look(struct session *session)
{
	struct turn *turn = &session->turn;

	if (turn->holds || session->delegate || session->beside.letter)
		return;
	if (!is_same_meeting(session)) {
		if (*session->party)
			go_away(session, "another meeting: acts are for the "
				"Chair again, not %s");
		speaker_set(session, &(struct voice){ "", "" }, false);
	} else if (!turn->doc) {
		return;
	} else if (turn->away && is_same_item(session)) {
		come_back(session);
	} else if (*session->party && !is_same_item(session)) {
		go_away(session, "another item: acts are for the Chair "
			"again, not %s");
	}
}
