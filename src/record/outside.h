/*
 * What was changed with other tools, and what of it may be taken up. Only for
 * outside*.c.
 */
#ifndef ADREF_SRC_RECORD_OUTSIDE_H
#define ADREF_SRC_RECORD_OUTSIDE_H

#include "inside.h"

/* A path of the work tree that differs from the tip. */
struct found {
	char *path;
	enum found_state {
		FOUND_TEXT,	/* UTF-8, to be taken up */
		FOUND_GONE,	/* to be taken out */
		FOUND_LEFT	/* left alone; a person was told why */
	} state;
	struct buf bytes;	/* of a text */
	bool at_tip;		/* the tip has a file there */
};

struct outside {
	struct record *record;
	struct found *at;	/* by path */
	size_t n;
	struct map by_path;	/* struct found */
};

/* Leave a path alone, and tell why: a clause. */
void outside_leave(struct outside *outside, struct found *found,
	const char *format, ...) __attribute__((format(printf, 3, 4)));

/* Judge all that was found: each document, and what belongs to none. */
int outside_sort(struct outside *outside, struct err *err);
/*
 * Judge the files of one document together: its ORDERs say which of them have
 * a place in it. What must not be taken up is left and told.
 */
int outside_judge(struct outside *outside, const char *name,
	struct err *err);

#endif
