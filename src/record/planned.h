/*
 * An act as it is being made: what act.c and act_merge.c share.
 */
#ifndef ADREF_SRC_RECORD_PLANNED_H
#define ADREF_SRC_RECORD_PLANNED_H

#include "inside.h"

/*
 * The changes of an act, with ids for what they add, and the revision they
 * were planned on; and the lines that the changes of text were made for, NULL
 * for others, so that it can be told whether they are still the same.
 */
struct planned {
	store_id on;
	struct change *changes;
	char **lines;
	enum node_status *statuses;	/* as they were then */
	size_t n;
	bool adds;		/* it is one paragraph that comes in, */
	node_id behind;		/* before this one then; none: as the last */
};

/* Make them and save the act at the tip; ERR_MOVED when it is elsewhere. */
int act_try(struct record *record, const struct act *act,
	struct planned *planned, struct act_done *done, struct err *err);
/*
 * The same where others wrote since they were planned: both are merged. What
 * cannot be put in is filed as proposals with it. ERR_STALE when nothing would
 * be left to save.
 */
int act_try_merged(struct record *record, const struct act *act,
	const struct planned *planned, struct act_done *done,
	struct err *err);

#endif
