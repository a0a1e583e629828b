/*
 * What the files of merging documents share. merge.c is the door and walks
 * what theirs changed; merge_fit.c first gives theirs labels and ids that ours
 * has room for; merge_parts.c finds paragraphs that were parted or joined;
 * merge_place.c puts in and moves, merge_drop.c takes out.
 *
 * All of it is done to `work`, a copy of ours, one change after the other, so
 * that each is planned on what there is; the list of changes grows with it.
 * Lines are set in the copy alone: the changes of text are read off at the end.
 */
#ifndef ADREF_SRC_DOC_MERGE_INSIDE_H
#define ADREF_SRC_DOC_MERGE_INSIDE_H

#include "adref/base/map.h"
#include "adref/doc/diff.h"
#include "adref/doc/merge.h"

struct merger {
	const struct doc_sides *sides;
	struct doc_merge *out;
	struct doc *base, *ours;
	struct doc *theirs;	/* a copy: labels and ids are made fit */
	struct doc *work;
	struct map moved;	/* what ours put elsewhere */
	struct map placed;	/* what was put where theirs has it */
	struct map lines;	/* of parted and joined ones: what they read */
	struct map joined;	/* gone into another one, its words with it */
	struct map needed;	/* of ours: it stays, though theirs drops it */
	struct map left;	/* of theirs, by id: index + 1 in out->left */
	const struct map *leave;	/* what of theirs is not to be put in */
};

static inline bool
merger_has(const struct map *map, const struct node *node)
{
	return map_get(map, str_of(node->id.text)) != NULL;
}
static inline void
merger_mark(struct map *map, const struct node *node)
{
	map_put(map, str_of(node->id.text), map);
}

void merger_tell(struct merger *merger, enum merge_event_kind kind,
	const node_id *node, struct str ours, struct str theirs);
/* Make a change to the copy, and note it; false when it does not fit. */
bool merger_apply(struct merger *merger, struct change change);
/* The code of who changed a node last on a side, or took it out. */
const char *merger_party(const struct doc_hands *hands, const node_id *node);
/* What a side made of a node's line; line is its last state. */
struct merge_side merger_side(const struct doc_hands *hands,
	const node_id *node, struct str line, struct merge_step *one);
/* What of theirs cannot be put in. */
void merger_leave_change(struct merger *merger, const struct node *theirs);
void merger_leave_drop(struct merger *merger, const struct node *base);
void merger_leave_add(struct merger *merger, const struct node *theirs);

/* merge_fit.c */
void merge_fit(struct merger *merger);

/* merge_parts.c */
void merge_parts(struct merger *merger);

/* merge_place.c */
void merge_added(struct merger *merger, const struct node *theirs);
void merge_moved(struct merger *merger, const struct node *base,
	const struct node *theirs);
/* Put a node of theirs that ours took out in again; NULL when it does not
 * fit. */
struct node *merge_bring_back(struct merger *merger,
	const struct node *theirs);

/* merge_drop.c; the first for all of them, before the first goes. */
void merge_needed(struct merger *merger, const struct node *base);
void merge_dropped(struct merger *merger, const struct node *base);
/* Say in brackets that a party wants it out; false where none can stand. */
bool merge_want_out(struct merger *merger, struct node *node,
	const char *party);
/* Bring back the notes that marks point to. */
void merge_notes(struct merger *merger);

#endif
