/*
 * What the files of the comparison share (compare*.c).
 */
#ifndef ADREF_SRC_SESSION_COMPARE_H
#define ADREF_SRC_SESSION_COMPARE_H

#include "adref/record/compared.h"
#include "adref/record/touches.h"
#include "inside.h"

/* Add rows for what became of the proposals on a node; address: how that is
 * called; touch may be NULL. Returns how many. */
size_t compare_add_proposals(struct list *list,
	const struct proposal_changes *changes, const node_id *node,
	const char *address, const struct touch *touch);

/* compare.c: fill the comparison that is open anew, as it is wanted now. */
int compare_again(struct session *session, struct err *err);

/* compare_points.c: the two points, as they are said. */
struct points {
	char *from, *to;
};
/* As given; else as it stands to reason. */
int points_choose(struct session *session, const struct arguments *args,
	struct points *out, struct err *err);
/* As a person types both in one line. */
int points_read(struct session *session, struct str said, struct points *out,
	struct err *err);
void points_release(struct points *points);
/* The text of the session's document at a point, the caller's, and the
 * revision that the point is, or comes behind. */
int point_doc(struct session *session, const char *point, store_id *revision,
	struct doc **out, struct err *err);

/* compare_only.c: leave only what is wanted: of a place, for a party. */
int compare_only(struct session *session, const struct compared *compared,
	struct err *err);

#endif
