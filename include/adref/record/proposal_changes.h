/*
 * What became of proposals between two points: filed since, decided otherwise,
 * in another wording, with others for or against them, gone.
 */
#ifndef ADREF_RECORD_PROPOSAL_CHANGES_H
#define ADREF_RECORD_PROPOSAL_CHANGES_H

#include "adref/base/map.h"
#include "adref/doc/proposal.h"
#include "adref/record/record.h"

enum proposal_turn {
	TURN_FILED = 1,
	TURN_FATE = 2,		/* or how, where, why */
	TURN_WORDING = 4,	/* another version */
	TURN_STANDS = 8,	/* who is for and against it */
	TURN_GONE = 16,		/* not there at the later point */
	TURNS = 5
};
/* `filed`, `fate`, `wording`, `stands`, `gone` of one bit. */
const char *proposal_turn_word(enum proposal_turn turn);

struct proposal_change {
	const struct proposal *from, *to;	/* NULL: not there at that
						 * point */
	unsigned turns;
	node_id node;		/* where it stands at the later point in which
				 * it is there */
};
struct proposal_changes {
	struct proposal_change *at;	/* by node; of a node by name */
	size_t n, cap;
	struct map nodes;	/* ids of those there are some on */
	struct proposals old, now;	/* what they are borrowed from */
};

/* Those about one document, as it was at the two points. */
int record_proposal_changes(struct record *record, const store_id *from,
	const store_id *to, const struct doc *old, const struct doc *now,
	struct proposal_changes *out, struct err *err);
/* Those on a node: *n of them from the pointer on. */
const struct proposal_change *proposal_changes_on(
	const struct proposal_changes *changes, const node_id *node,
	size_t *n);
void proposal_changes_release(struct proposal_changes *changes);

/*
 * Append what happened, in a line: `change "shall" to "should": open -> placed
 * in brackets by the Chair, 17 June`; `…: filed, open`; `…: 1 for -> 2 for, 1
 * against`. arrow: what stands between before and after.
 */
void proposal_change_add(struct buf *out,
	const struct proposal_change *change, const char *arrow);

#endif
