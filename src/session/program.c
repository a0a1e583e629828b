/*
 * Who speaks, drafts, and the program itself.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/doc/party.h"
#include "inside.h"

static void
say_who(struct session *session)
{
	const char *party = *session->party
		? party_room_name(session->party) : "the Chair";

	if (!*session->party && !*session->speaker)
		session_say(session, MESSAGE_DONE, "acts are for the Chair");
	else if (!*session->speaker)
		session_say(session, MESSAGE_DONE, "%s speaks: acts are for "
			"%s until another speaks or the item ends",
			party, party);
	else
		session_say(session, MESSAGE_DONE, "%s speaks for %s: acts "
			"are for %s until another speaks or the item ends",
			party_room_name(session->speaker), party, party);
}

int
run_party_set(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct voice voice = { "", "" };
	struct buf said = BUF_INIT;
	int rc = 0;

	if (!args->n)
		return usage("party-set", err);
	for (size_t i = 0; i < args->n; i++)
		buf_add_format(&said, "%s%s", i ? " " : "",
			args->at[i].text);
	if (said.len)
		rc = voice_read(&voice, buf_str(&said), err);
	buf_release(&said);
	if (rc < 0)
		return -1;
	speaker_set(session, &voice, false);
	say_who(session);
	return 0;
}

int
run_party_clear(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	speaker_set(session, &(struct voice){ "", "" }, false);
	say_who(session);
	return 0;
}

int
run_refresh(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	session->redraw = true;
	session_tick(session);
	return 0;
}

int
run_suspend(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	if (session->served)
		return err_set(err, ERR_REFUSED, "there is no shell here: "
			"quit leaves");
	session->suspend = true;
	return 0;
}

int
run_tour(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	if (session->served)
		return err_set(err, ERR_REFUSED, "the tour is not taken here: "
			"adref tutor has it on a machine of one's own");
	session->tour = session->quit = true;
	return 0;
}

int
run_quit(struct session *session, const struct arguments *args,
	struct err *err)
{
	bool anyway = args->n && strcmp(args->at[0].text, "anyway") == 0;

	(void)err;
	if (!anyway && unsaved_asks(session))
		return 0;
	session->quit = true;
	return 0;
}
