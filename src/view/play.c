/*
 * Pressing written keys without a terminal: what the editor does with a key,
 * for `play` and the tests. What it must not do: wait, or print.
 */
#include "adref/view/view.h"

int
view_play(struct view *view, struct session *session, struct str keys,
	struct frame *frame, struct err *err)
{
	struct key_text read;
	size_t i;

	if (keys_read(&read, keys, err))
		return -1;
	view_frame(view, session, frame);
	for (i = 0; i < read.n; i++) {
		session_key(session, read.at[i]);
		if (session->quit)
			break;
		while (session_work(session))
			;
		view_frame(view, session, frame);
	}
	keys_release(&read);
	return 0;
}
