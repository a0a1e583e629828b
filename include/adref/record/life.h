/*
 * A paragraph's life: every wording it had, with the change that made it; and
 * of each run of its words now, which change brought it.
 */
#ifndef ADREF_RECORD_LIFE_H
#define ADREF_RECORD_LIFE_H

#include "adref/record/history.h"

struct wording {
	struct history_entry entry;	/* the change that made it */
	node_id node;		/* whose it was: of what was split off, the
				 * paragraph that it was a part of */
	char *line;		/* native source; NULL: it was taken out */
	enum node_status status;
};
struct life {
	struct wording *at;	/* the oldest first */
	size_t n, cap;
};
/*
 * The wordings of a node up to a point (NULL: the tip), each different from
 * the one before in its line or its status, through moves, splits and
 * renumbering. ERR_MISSING when no change knows the node.
 */
int record_life(struct record *record, const store_id *point,
	const node_id *node, struct life *out, struct err *err);
void life_release(struct life *life);

/* Bytes [from, to) of the last wording came with the wording at `by`. */
struct blame_run {
	size_t from, to;
	size_t by;
};
struct blame {
	struct blame_run *at;	/* in order, without gaps */
	size_t n, cap;
};
/* Nothing when the last wording is none, or empty. */
void life_blame(struct blame *out, const struct life *life);
void blame_release(struct blame *blame);

#endif
