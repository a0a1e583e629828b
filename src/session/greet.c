/*
 * The first thing on the screen, besides the text: what is printed with the
 * draft; and for who reads for a party, what became of its proposals.
 */
#include "reader.h"

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
	struct err err = ERR_INIT;

	if (!session->read_only || (!*session->party &&
	    !reader_has_news(session))) {
		say_printed(session);
	} else if (command_run(session, str_of("our-proposals"), &err) < 0) {
		session_refuse(session, &err);
	}
	reader_look(session);
}
