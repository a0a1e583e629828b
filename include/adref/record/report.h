/*
 * What was done in a stretch of the past: the acts that stand, by item and by
 * party. The material for the account of a meeting, or for the letter that goes
 * out with a draft.
 */
#ifndef ADREF_RECORD_REPORT_H
#define ADREF_RECORD_REPORT_H

#include "adref/record/history.h"

struct report_entry {
	struct history_entry entry;
	node_id item;		/* the section at the top that it was about,
				 * or none */
};
struct report {
	struct report_entry *at;	/* the oldest first */
	size_t n, cap;
	size_t taken_back;	/* acts that do not stand, left out */
};
struct report_wish {
	const char *name;	/* the document; NULL: the main one */
	const store_id *from;	/* acts behind this; NULL: from the beginning */
	const store_id *to;	/* up to this; NULL: the tip */
	const char *meeting;	/* only those made there; NULL: all */
};
/* Imports and what came from outside are counted as they are. */
int record_report(struct record *record, const struct report_wish *wish,
	struct report *out, struct err *err);
void report_release(struct report *report);

#endif
