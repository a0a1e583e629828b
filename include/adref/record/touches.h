/*
 * Which change touched each node last between two points: for whom, and when.
 */
#ifndef ADREF_RECORD_TOUCHES_H
#define ADREF_RECORD_TOUCHES_H

#include "adref/base/map.h"
#include "adref/record/history.h"

struct touch {
	store_id revision;
	char party[13];		/* code, or "" */
	const char *author;	/* of plain git, which knows no party; or NULL.
				 * Borrowed from the record */
	int64_t time;
	int zone;
};
struct touches {
	struct map by_node;	/* id -> struct touch: of its text */
	struct map proposed;	/* the same: of the proposals on it */
};
/* By changes behind `from` (none: from the beginning) up to `to`. */
int record_touches(struct record *record, const store_id *from,
	const store_id *to, struct touches *out, struct err *err);
/* The same of acts for one party (a code, CHAIR for the Chair) alone, whichever
 * of the two points is the later one. */
int record_touches_for(struct record *record, const store_id *from,
	const store_id *to, const char *party, struct touches *out,
	struct err *err);
const struct touch *touches_of(const struct touches *touches,
	const node_id *node);
const struct touch *touches_of_proposals(const struct touches *touches,
	const node_id *node);
void touches_release(struct touches *touches);

#endif
