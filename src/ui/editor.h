/* The editor: a session at a terminal until its person or a signal ends it. */
#ifndef ADREF_UI_EDITOR_H
#define ADREF_UI_EDITOR_H

#include "adref/base/err.h"
#include "adref/session/session.h"
#include "adref/view/view.h"

/* Whether one may stay in, asked twice a second: -1 with why when not. */
struct editor_stay {
	int (*check)(void *ctx, struct err *err);
	void *ctx;
};
/*
 * Run the session at the terminal, with lines instead of a screen if so
 * wished (linear.h), in the look of a name or NULL (terminal.h); the exit
 * status of the program: 0, 1 with err filled when the terminal cannot be
 * used, 128 and the signal's number when one ended it. The terminal is given
 * back; closing the session, and saying err, is the caller's. With `stay`,
 * which may be NULL, it ends as when the line drops once one may not: what was
 * typed is kept, and err says why.
 */
int editor_run(struct session *session, struct view *view, bool lines,
	const char *look, const struct editor_stay *stay, struct err *err);
/*
 * Give the terminal back, if editor_run() has it: for mem_on_exhaustion(),
 * after which nothing else can.
 */
void editor_abandon(void);

#endif
