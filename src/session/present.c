/*
 * Telling others where one is, and holding the screen that the room follows:
 * what it shows stays, text and place, whatever is done meanwhile, until it is
 * let go or this program ends. What it must not do: write anything for one who
 * only reads.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "inside.h"

/*
 * What the room may see of the place: in a letter received, which is not for
 * it, the text beside.
 */
static void
find_place(const struct session *session, struct presence *out)
{
	const struct letter_beside *beside = &session->beside;
	bool letter = beside->letter != NULL;

	out->doc = letter ? beside->name : session->doc_name;
	if (letter && !out->doc)
		out->doc = (char *)record_main(session->record);
	out->node = letter ? beside->place : session->place;
	out->off = letter ? 0 : session->off;
	if (!session->typing.before || letter)
		return;
	out->typing = true;
	if (!node_id_is_none(&session->typing.node))
		out->node = session->typing.node;
	if (session->journaling.noted)
		memcpy(out->journal, journal_name(session->journaling.journal),
			sizeof(out->journal));
}

static int
tell(struct session *session, struct err *err)
{
	const struct attending *attending = &session->attending;
	struct presence now = {
		.person = (char *)record_committer(session->record),
		.held = { .is = attending->holds, .doc = attending->doc,
			.revision = attending->revision,
			.node = attending->node, .off = attending->off },
	};

	find_place(session, &now);
	memcpy(now.party, session->party, sizeof(now.party));
	return present_note(attending->own, &now, err);
}

void
present_look(struct session *session)
{
	struct err ignored = ERR_INIT;

	if (session->attending.own && session->doc)
		tell(session, &ignored);
}

int
session_attend(struct session *session, struct err *err)
{
	struct err ignored = ERR_INIT;
	int rc = 0;

	if (session->read_only)
		return 0;
	if (!session->journaling.journal)
		rc = journal_open(&session->journaling.journal,
			session->record, err);
	if (!session->delegate && !session->attending.own &&
	    present_open(&session->attending.own, session->record,
		rc < 0 ? &ignored : err) < 0)
		rc = -1;
	present_look(session);
	return rc;
}

static void
let_go(struct attending *attending)
{
	free(attending->doc);
	attending->doc = NULL;
	attending->holds = false;
}

void
present_release(struct session *session)
{
	present_close(session->attending.own);
	session->attending.own = NULL;
	let_go(&session->attending);
}

static void
hold(struct session *session)
{
	struct attending *attending = &session->attending;
	struct presence now = { .person = NULL };

	find_place(session, &now);
	attending->holds = true;
	attending->revision = *record_tip(session->record);
	attending->doc = mem_text(now.doc);
	attending->node = now.node;
	attending->off = now.off;
}

static void
say_held(struct session *session)
{
	struct buf key = BUF_INIT;

	keymap_add_key(&key, &session->keymap, KEYS_OUTLINE, "room-hold");
	session_say(session, MESSAGE_DONE, "The room's screen is held as it "
		"is: %s lets it go on", buf_text(&key));
	buf_release(&key);
}

int
run_room_hold(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct attending *attending = &session->attending;

	(void)args;
	if (!attending->own)
		return err_set(err, ERR_REFUSED, session->read_only
			? "no screen follows who only reads: there is nothing "
			"to hold" : "no other screen can follow this one");
	if (attending->holds) {
		let_go(attending);
		if (tell(session, err) < 0)
			return -1;
		session_say(session, MESSAGE_DONE,
			"The room's screen follows again");
		return 0;
	}
	hold(session);
	if (tell(session, err) < 0) {
		let_go(attending);
		return -1;
	}
	say_held(session);
	return 0;
}
