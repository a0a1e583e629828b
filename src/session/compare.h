/*
 * What the files of the comparison share (compare*.c).
 */
#ifndef ADREF_SRC_SESSION_COMPARE_H
#define ADREF_SRC_SESSION_COMPARE_H

#include "adref/record/proposal_changes.h"
#include "adref/record/touches.h"
#include "inside.h"

/* Add rows for what became of the proposals on a node; address: how that is
 * called; touch may be NULL. Returns how many. */
size_t compare_add_proposals(struct list *list,
	const struct proposal_changes *changes, const node_id *node,
	const char *address, const struct touch *touch);

#endif
