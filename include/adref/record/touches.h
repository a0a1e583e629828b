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
	int64_t time;
	int zone;
};
struct touches {
	struct map by_node;	/* id -> struct touch */
};
/* By changes behind `from` (none: from the beginning) up to `to`. */
int record_touches(struct record *record, const store_id *from,
	const store_id *to, struct touches *out, struct err *err);
const struct touch *touches_of(const struct touches *touches,
	const node_id *node);
void touches_release(struct touches *touches);

#endif
