/*
 * What replace.c and replace_walk.c share: a replacing that was asked for, its
 * places, and the answers while they are shown one by one.
 */
#ifndef ADREF_SRC_SESSION_REPLACE_H
#define ADREF_SRC_SESSION_REPLACE_H

#include "adref/doc/replace.h"
#include "inside.h"

enum replace_answer {
	ANSWER_NONE, ANSWER_YES, ANSWER_NO,
	ANSWER_LOST		/* somebody changed these words meanwhile */
};

struct replacing {
	struct buf what, with;
	bool has_with;
	struct search_options options;
	bool preview;
	struct replace_plan plan;
	size_t in_notes;	/* places in notes, which are not looked at */

	/* One by one: */
	enum replace_answer *answers;
	size_t at;		/* the place that is shown */
	char **lines;		/* of each node that has places, in order */
	size_t lines_n;
	store_id tip;		/* when the lines read so */
	node_id place;		/* where one stood before */
	size_t off;
};

/* replace.c */
/* Make n of its places one act. */
int replacing_act(struct session *session, const struct replacing *replacing,
	const struct replace_place *places, size_t n, struct err *err);

/* replace_walk.c: show the places; it is the session's from now on. */
void replacing_walk(struct session *session, struct replacing *replacing);

#endif
