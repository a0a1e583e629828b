/*
 * How changes are called: `D1+14`, each numbered since the draft before it.
 * For the record floor alone.
 */
#ifndef ADREF_SRC_RECORD_CHANGE_NAMES_H
#define ADREF_SRC_RECORD_CHANGE_NAMES_H

#include "index.h"

struct change_names {
	struct drafts drafts;
	unsigned *draft;	/* of a place of the index: the last draft up
				 * to it, from 1; 0: before the first */
	unsigned *since;	/* and how many changes since */
	size_t n;		/* places */
};
/* Number all that is reached (index_reach()), from the beginning on. */
int change_names_read(struct change_names *out, struct record *record,
	const struct index *index, const unsigned char *reached,
	struct err *err);
void change_names_release(struct change_names *names);
/* Append `D1+14`, `D1`, or `+3` before the first draft. */
void change_names_add(struct buf *out, const struct change_names *names,
	size_t at);
/* The place of a change, as its draft (`D1`, `draft-1`, nothing) and count
 * say; names->n when there is none. */
size_t change_names_find(const struct change_names *names,
	const unsigned char *reached, struct str draft, size_t count);

#endif
