/*
 * Two desks with one text: what the other one has is taken in, what is here is
 * given. Where both have changed, one change with two parents joins them, node
 * by node (doc/merge.h): no mark of a merge ever comes into the text, nothing
 * that either wrote is lost.
 *
 * Where only one can be: what is here stays, and it is said. But of two
 * proposals that were given one number, it is the one here that gets another:
 * what is there may be known to others already. A draft is never moved.
 */
#ifndef ADREF_RECORD_SYNC_H
#define ADREF_RECORD_SYNC_H

#include "adref/record/record.h"
#include "adref/store/remote.h"

struct synced {
	char *from;		/* what the other one is called; safe */
	size_t taken, given;	/* changes */
	bool joined;		/* by a change of its own */
	bool begins;		/* there was nothing on one of both sides */
	char **lines;		/* what a person should know of it */
	size_t n, cap;
};
/*
 * Take in, and give. When somebody else is first, there or here, it is done
 * again, a few times. On a failure *out says what was done before: what was
 * taken in stays. ERR_REFUSED when the two have no beginning in common.
 */
int record_sync(struct record *record, const char *remote,
	const struct store_going *going, struct synced *out,
	struct err *err);
void synced_release(struct synced *synced);

#endif
