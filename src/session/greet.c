/*
 * The first thing on the screen, besides the text.
 */
#include "inside.h"

/* The lines that are printed with the draft. */
static void
say_printed(struct session *session)
{
	struct buf text = BUF_INIT;

	printed_add(&text, &session->standing.printed, " · ");
	if (text.len && !session->message.len)
		session_say(session, MESSAGE_HINT, "%s", buf_text(&text));
	buf_release(&text);
}

void
session_greet(struct session *session)
{
	say_printed(session);
}
