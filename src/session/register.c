/*
 * Acts on registers: a table read as it is, planned anew, and saved as one act
 * that changes no document.
 */
#include "meeting.h"

int
register_begin(struct register_act *act, struct session *session,
	const char *path, struct err *err)
{
	act->path = path;
	return record_file(session->record, path, &act->was, &act->there, err);
}

int
register_end(struct register_act *act, struct session *session, int rc,
	struct err *err)
{
	struct act_file file = { .path = act->path,
		.was = act->there ? buf_text(&act->was) : NULL,
		.now = act->now.len ? buf_text(&act->now) : NULL };
	struct deed deed = { .kind = act->kind, .party = "",
		.subject = buf_text(&act->subject),
		.done = buf_text(act->done.len ? &act->done : &act->subject),
		.files = &file, .files_n = 1 };

	if (rc == 0)
		rc = session_act(session, &deed, err);
	meeting_look(session);
	buf_release(&act->subject);
	buf_release(&act->done);
	buf_release(&act->was);
	buf_release(&act->now);
	return rc;
}
