/*
 * Two changes of a document merged, node by node, so that nothing that either
 * typed is lost and no slip comes that neither had (DESIGN 5).
 *
 * Nodes are joined by id. Lines are merged as text/merge.h has it; a paragraph
 * that one parted or joined is merged with what the other did to its words. A
 * move and an edit both stand. What one took out and the other changed stays,
 * in brackets that the first wants out. Two insertions at one place both
 * stand, in the order of the parties' codes. Of two notes with one label the
 * second gets another; so does the id of two nodes that are not the same. Of
 * two statuses the lesser one stands; what is agreed was agreed as it read:
 * words that came to be agreed meanwhile are not changed, and changed words do
 * not become agreed.
 *
 * What cannot be put in is told as left: it is the caller's to keep.
 */
#ifndef ADREF_DOC_MERGE_H
#define ADREF_DOC_MERGE_H

#include "adref/base/env.h"
#include "adref/doc/changes.h"
#include "adref/text/merge.h"

/* Whose a side is. */
struct doc_hands {
	const char *party;	/* a code; NULL or "": CHAIR */
	/*
	 * The states of a node's line from the base on, one for each act that
	 * changed it, or took it out; borrowed until the next call. 0, or no
	 * function: one act, of `party`.
	 */
	size_t (*steps)(void *ctx, const node_id *node,
		const struct merge_step **out);
	void *ctx;
};

/* Three states of one document; they are paired, and not changed otherwise. */
struct doc_sides {
	struct doc *base, *ours, *theirs;
	struct doc_hands our_hands, their_hands;
	const struct env *env;
};

enum merge_event_kind {
	EVENT_BESIDE,	/* wordings stand side by side */
	EVENT_KEPT,	/* theirs took out what ours changed: it stays */
	EVENT_BACK,	/* ours took out what theirs changed: it is back */
	EVENT_STAYS,	/* both put it elsewhere: it stays where ours has it */
	EVENT_STATUS,	/* its status is not what theirs has */
	EVENT_NUMBER,	/* both gave it another number: ours stays */
	EVENT_LABEL,	/* the note has got another label */
	EVENT_RENAMED	/* it has got another id: `ours` is the one it had */
};
/* What to say of the merge. */
struct merge_event {
	enum merge_event_kind kind;
	node_id node;
	char *ours, *theirs;	/* words, labels; or "" */
};

/* What of theirs is not in the merged text. */
struct merge_left {
	enum { LEFT_CHANGE, LEFT_DROP, LEFT_ADD } kind;
	node_id node;		/* ADD: the one before it, or above it */
	bool under;		/* ADD: above it */
	char *line;		/* CHANGE, ADD: lines, with ends between */
	char *party;		/* of whom */
};

struct doc_merge {
	struct changes changes;	/* of ours */
	struct merge_event *events;
	size_t events_n, events_cap;
	struct merge_left *left;
	size_t left_n, left_cap;
};

void doc_merge(struct doc_merge *out, const struct doc_sides *sides);
void doc_merge_release(struct doc_merge *merge);

#endif
