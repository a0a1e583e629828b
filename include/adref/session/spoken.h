/*
 * A place in words, for those who hear the text rather than see it: one line,
 * levels in words, no indentation. A view prints these lines; `say-place` and
 * `say-brackets` put them into the message.
 */
#ifndef ADREF_SESSION_SPOKEN_H
#define ADREF_SESSION_SPOKEN_H

#include "adref/base/buf.h"
#include "adref/session/session.h"

/*
 * Append `A.1.6, bullet, level 3, ad ref, 2 brackets, 1 slip: words`: the
 * status when it is not open, counts when there is something to count.
 */
void spoken_add_place(struct buf *out, const struct session *session,
	const struct node *node);
/*
 * Append the words of a node with its brackets said one by one: `Risk, opens
 * 1, asked for by US: and exports, closes 1.` Brackets are counted from the
 * paragraph's first; one that has its mate elsewhere says where.
 */
void spoken_add_brackets(struct buf *out, const struct node *node);
/* Append who stands how: `asked for by India and EU, US wants it out`. */
void spoken_add_stances(struct buf *out, struct str attribution);

#endif
