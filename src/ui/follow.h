/*
 * The screen that goes along with an editor, at a terminal.
 */
#ifndef ADREF_UI_FOLLOW_H
#define ADREF_UI_FOLLOW_H

#include "adref/base/err.h"
#include "adref/session/session.h"
#include "adref/view/view.h"

/* Until it is left; the exit status, or err is filled. The session follows
 * somebody already. */
int follow_run(struct session *session, struct view *view, const char *look,
	struct err *err);

#endif
