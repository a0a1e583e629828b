/*
 * What a number gets behind it while text is live: `bis`, `ter` … `sexvicies`
 * for what is put in after it, `alt` for what would stand instead of it,
 * `supra` for what would stand before it.
 *
 * Several spellings are read (`quarter`, `novies`, `septendecies`), one is
 * written. Source: the UN Editorial Manual and compilations that follow it.
 */
#ifndef ADREF_TEXT_SUFFIX_H
#define ADREF_TEXT_SUFFIX_H

#include <stddef.h>

#include "adref/base/str.h"

enum { SUFFIX_FIRST = 2, SUFFIX_LAST = 26 };

/* The n-th in the Latin row, "bis" for 2; NULL beyond SUFFIX_LAST. */
const char *suffix_name(size_t n);

/*
 * Length of the longest suffix str begins with, in any case and spelling; 0
 * when there is none. *name (may be NULL) becomes the spelling that is
 * written. Whether a letter follows is the caller's to look at.
 */
size_t suffix_match(struct str str, const char **name);

/*
 * Its place in the Latin row, 2 for "bis" in any case and spelling; 0 for alt,
 * supra and what is no suffix.
 */
size_t suffix_place(struct str str);

/*
 * The suffixes of a number one by one: `bis` and `alt 2` of ` bis Alt 2`.
 * Returns how many, at most max.
 */
struct suffix_item {
	const char *name;	/* as it is written */
	size_t place;		/* in the Latin row, 0: alt or supra */
	size_t digit;		/* 2 of `alt 2`; 0: none */
	size_t off, end;	/* bytes of the suffix, the gap before left
				 * out */
};
size_t suffix_read(struct suffix_item *out, size_t max, struct str suffix);

#endif
