/*
 * The wordings that stand side by side in one line: `[shall][should]{+FRA}`.
 * For alternative_*.c and bracket_*.c.
 */
#ifndef ADREF_SRC_SESSION_WORDINGS_H
#define ADREF_SRC_SESSION_WORDINGS_H

#include "adref/doc/pair.h"
#include "inside.h"

/* One pair that stands alone is a group of one. Counted from 1. */
struct wordings {
	struct node *node;
	struct brackets all;	/* of its line */
	size_t first;		/* the first one's opener, an index of all */
	size_t n;
};

/* The group a pair belongs to. False, and nothing to release, when its ends
 * do not stand in one line. */
bool wordings_read(struct wordings *out, const struct pair *pair);
void wordings_release(struct wordings *wordings);

/* The bytes [from, to) of the k-th, with its brackets and attribution. */
size_t wording_from(const struct wordings *wordings, size_t k);
size_t wording_to(const struct wordings *wordings, size_t k);
/* What it reads, as in the source; its attribution, or nothing. Borrowed. */
struct str wording_text(const struct wordings *wordings, size_t k);
struct str wording_attribution(const struct wordings *wordings, size_t k);
/* The one that reads so; 0 when none does. */
size_t wording_find(const struct wordings *wordings, struct str text);

/*
 * alternative_add.c: the changes that put a wording beside words, with its
 * party wanting it; where it stands beside them already, the party's stance.
 */
struct offered {
	struct str wording;
	const char *party;	/* code, or "": the Chair's */
};
int alternative_plan(struct changes *changes, struct session *session,
	const struct hit *hit, const struct offered *offered,
	struct err *err);

/* alternative_list.c: open the list of the wordings at the cursor. */
int wordings_open(struct session *session, struct err *err);

#endif
