/*
 * What the files of the lists of proposals share (proposal_list*.c).
 */
#ifndef ADREF_SRC_SESSION_PROPOSAL_LIST_H
#define ADREF_SRC_SESSION_PROPOSAL_LIST_H

#include "adref/base/map.h"
#include "proposal.h"

/* A node that rows stand for. */
struct listed_place {
	const char *doc;	/* borrowed from a proposal */
	node_id node;		/* none: it is not in the text any more */
	char *address;		/* `A.1`, `agenda A`, `(A.1)` when gone */
	size_t spoken;		/* the byte of it where `A.1` begins */
};
struct listed_row {
	const struct proposal *of;	/* NULL: the heads of the columns */
	size_t place;
	bool open;		/* it stands among those that are; it stays
				 * there when it is decided meanwhile */
};
enum listed_column {
	LISTED_NAME, LISTED_WHERE, LISTED_VERB, LISTED_WHO, LISTED_STANDS,
	LISTED_COLUMNS
};

/* The rows of a list are these, in the same order; valid for one tip. */
struct listed {
	struct session *session;
	store_id tip;
	struct listed_row *rows;
	size_t n;
	struct listed_place *places;
	size_t places_n;
	size_t width[LISTED_COLUMNS];
	char **names;		/* LIST_PROPOSAL: which are shown */
	size_t names_n;
	size_t open;
};

/*
 * proposal_rows.c: all proposals, where they stand: the open ones first, in
 * reading order. was_open (may be NULL) names those that were open before.
 */
int listed_read(struct listed *out, const struct map *was_open,
	struct err *err);
/* The document that a place is in, or NULL. */
struct doc *listed_doc(const struct listed *listed,
	const struct listed_place *place);

/* proposal_show.c: the same proposals as they are now. */
void proposal_show_anew(struct session *session, struct list *list);

#endif
