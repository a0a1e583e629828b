/*
 * What the fuzz targets share. A target is FLOOR_NAME.c with one function,
 * fuzz_one(), which is given any bytes and may use its floor and those below;
 * what must hold of them is must(). `make fuzz` lets libFuzzer draw the bytes;
 * in `make test` each target reads what stands in seeds/FLOOR_NAME and in the
 * samples (replay.c), so that what was found once stays mended.
 */
#ifndef ADREF_TESTS_FUZZ_H
#define ADREF_TESTS_FUZZ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "adref/base/str.h"
#include "adref/base/utf8.h"

void fuzz_one(struct str bytes);

/* Whatever the bytes are, this holds. */
#define must(holds) ((holds) ? (void)0 : fuzz_broken(#holds, __LINE__))

static inline void
fuzz_broken(const char *holds, int line)
{
	fprintf(stderr, "line %d: not so: %s\n", line, holds);
	abort();
}

/* Cut the bytes off up to the first NUL: one input as several. */
static inline struct str
fuzz_part(struct str *rest)
{
	struct str part = *rest;

	for (size_t i = 0; i < rest->len; i++)
		if (rest->at[i] == '\0') {
			part.len = i;
			*rest = str_from(*rest, i + 1);
			return part;
		}
	*rest = str_make("", 0);
	return part;
}

/* Whether it can be a line of the text: what comes in was checked for that. */
static inline bool
fuzz_is_line(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (text.at[i] == '\n' || text.at[i] == '\r')
			return false;
	return utf8_check(text) == text.len;
}

#endif
