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
	if (*session->party)
		session_say(session, MESSAGE_DONE, "%s speaks: acts are for "
			"%s until someone else does", party_room_name(session->party),
			party_room_name(session->party));
	else
		session_say(session, MESSAGE_DONE, "acts are for the Chair");
}

int
run_party_set(struct session *session, const struct arguments *args,
	struct err *err)
{
	char code[13];

	if (!args->n)
		return usage("party-set", err);
	if (!*args->at[0].text)
		code[0] = '\0';
	else if (argument_party(&args->at[0], code, err) < 0)
		return -1;
	memcpy(session->party, code, sizeof(code));
	say_who(session);
	return 0;
}

int
run_party_clear(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	session->party[0] = '\0';
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
	(void)err;
	session->suspend = true;
	return 0;
}

int
run_tour(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	session->tour = session->quit = true;
	return 0;
}

int
run_quit(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	session->quit = true;
	return 0;
}
