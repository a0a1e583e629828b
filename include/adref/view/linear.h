/*
 * The editor without a screen: what a key changed, said in lines. For screen
 * readers, braille displays and terminals that only roll. The session and the
 * keys are the same; nothing is drawn.
 */
#ifndef ADREF_VIEW_LINEAR_H
#define ADREF_VIEW_LINEAR_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/session/session.h"

/* What was said last, and the row that is being typed. */
struct linear {
	bool begun, at_bracket, selects;
	node_id place;
	size_t off;
	const struct list *list;
	size_t row;
	/* A question with its answer so far, or the line being typed; empty
	 * when nothing is typed. Safe to show; input_cursor is a byte of it. */
	struct buf input;
	size_t input_cursor;
	bool asking;
	size_t turn;		/* of the question's suggestions */
};

/*
 * Append the lines that say what has changed since the last call, each with a
 * newline behind it: an act's message, where one stands now, the row of a
 * list; nothing when nothing did. All of it is safe to show.
 */
void linear_add(struct linear *linear, const struct session *session,
	struct buf *out);
void linear_release(struct linear *linear);

/* Press written keys one by one and append all that is said. */
int linear_play(struct session *session, struct str keys, struct buf *out,
	struct err *err);

#endif
