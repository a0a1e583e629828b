/*
 * The changes that take an act back from a text that went on since: pure
 * planning over three states of one document.
 */
#ifndef ADREF_SRC_RECORD_TAKEBACK_H
#define ADREF_SRC_RECORD_TAKEBACK_H

#include "adref/doc/change.h"

struct takeback {
	struct change *at;	/* to be applied to the present text */
	size_t n, cap;
	char **texts;		/* what the changes borrow */
	size_t texts_n, texts_cap;
	node_id stuck;		/* the node that was changed since */
};

/*
 * base: the text the act left; before: the one it found; now: the present.
 * -1 with `stuck` when the same words or places were changed since.
 */
int takeback_plan(struct takeback *out, const struct doc *base,
	const struct doc *before, const struct doc *now);
void takeback_release(struct takeback *takeback);

#endif
