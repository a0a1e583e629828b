/*
 * Whom an act stood with on proposals, when it was another party's.
 */
#ifndef ADREF_SRC_RECORD_STANDS_FOR_H
#define ADREF_SRC_RECORD_STANDS_FOR_H

#include "inside.h"

enum { STANDS_FILES = 2 };

struct stands_moving {
	struct record *record;
	const struct store_differences *acted;
	const struct history_entry *entry;
	const char *recorded;		/* codes; "": the Chair */
	const char *is, *right;
};
/*
 * The files that move what the act said of proposals from the one party's
 * table to the other's: at most STANDS_FILES, their strings the caller's.
 * ERR_REFUSED when the act wrote what the party itself has filed.
 */
int stands_plan(const struct stands_moving *moving, struct act_file *out,
	size_t *n, struct err *err);

#endif
