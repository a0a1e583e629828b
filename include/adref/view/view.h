/*
 * Views: a session drawn into a frame, and the loop that the terminal and
 * `play` share. Views never change a session. What a view keeps from frame to
 * frame (the first row on the screen) is in struct view.
 */
#ifndef ADREF_VIEW_VIEW_H
#define ADREF_VIEW_VIEW_H

#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/session/session.h"
#include "adref/text/layout.h"
#include "adref/view/frame.h"

struct view {
	node_id top;		/* first node on the screen */
	size_t top_row;		/* its first row on the screen */
	size_t list_top;	/* first row of a list */
	bool ascii;		/* no line drawing, no ellipsis */
	bool marks_left;	/* right-edge marks before the text */
	struct layout_kept *kept;	/* lines drawn before; NULL at first */
};

void view_release(struct view *view);

/*
 * Draw the session, as large as session->rows x session->cols. Works from 1x1
 * on: what does not fit is left out, the cursor's row last.
 */
void view_frame(struct view *view, const struct session *session,
	struct frame *frame);

/*
 * Press the keys of a written sequence one by one, drawing after each; the
 * last frame is in *frame. Ends early when the session quits.
 */
int view_play(struct view *view, struct session *session, struct str keys,
	struct frame *frame, struct err *err);

#endif
