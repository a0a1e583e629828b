/*
 * A string that is looked for in many others, each short: what can be known of
 * it beforehand is.
 */
#ifndef ADREF_BASE_NEEDLE_H
#define ADREF_BASE_NEEDLE_H

#include <stddef.h>

#include "adref/base/str.h"

struct needle {
	struct str words;	/* borrowed; not empty */
	size_t rare;		/* the byte of it that is met least often */
	size_t beside;		/* the one next to it */
};

void needle_set(struct needle *needle, struct str words);
/* Offset of the first place at or behind off; str.len when there is none. */
size_t needle_find(const struct needle *needle, struct str str, size_t off);

#endif
