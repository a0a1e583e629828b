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

/* compare_only.c: leave only what is wanted: of a place, for a party. */
int compare_only(struct session *session, const struct compared *compared,
	struct err *err);
/* All is wanted. */
void compare_all(struct session *session);

#endif
