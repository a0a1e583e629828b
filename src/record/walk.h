/*
 * The past, one revision after the other, from a point back: the one walk that
 * undo, standing, numbers of proposals and all others take.
 *
 * The order is that of the numbers of changes (D1+14), the highest first: a
 * revision comes before all that led to it. Where two lines were joined, what
 * came in with the second one is counted behind what the first one had, and
 * right before the change that joins them: so a number that was given stays,
 * as long as the branch goes on from where it was. As long as the way is one
 * line only the revisions are read; from the first joint on the index is asked,
 * whose order it is.
 */
#ifndef ADREF_SRC_RECORD_WALK_H
#define ADREF_SRC_RECORD_WALK_H

#include "index.h"

struct walk {
	struct record *record;
	store_id at;		/* the next one, on one line */
	store_id until;		/* none: to the beginning */
	bool met;		/* `until` leads there */
	bool joined;		/* the index is asked: */
	struct index *index;
	unsigned char *reached;	/* what is still to come */
	size_t place;		/* behind the next one */
};

/* until: neither it nor what leads to it is walked; NULL: to the beginning. */
void walk_begin(struct walk *walk, struct record *record,
	const store_id *from, const store_id *until);
/*
 * The next revision, the caller's to store_revision_release(): 1; 0 at the
 * end; -1 when it cannot be read.
 */
int walk_next(struct walk *walk, struct store_revision *out,
	struct err *err);
/* The same as a history entry, the caller's to entry_release(): history.c. */
int entry_next(struct walk *walk, struct history_entry *out,
	struct err *err);
void walk_end(struct walk *walk);

#endif
