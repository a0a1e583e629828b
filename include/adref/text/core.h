/*
 * Counting in cores of numbers: the 3 of `3 bis.`, the 2 of `3.2`, the b of
 * `(b)`, the iv of `(iv)`. What a letter counts as depends on its neighbours:
 * the i behind h is a letter, the i before ii is one; so the caller says in
 * which row it is.
 */
#ifndef ADREF_TEXT_CORE_H
#define ADREF_TEXT_CORE_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"

enum core_row {
	CORE_DIGITS, CORE_LOWER, CORE_UPPER, CORE_ROMAN_LOWER,
	CORE_ROMAN_UPPER, CORE_OTHER	/* letters of other scripts: not
					 * counted in */
};

/* The row of a core by itself; roman: take it as a numeral if it is one. */
enum core_row core_row_of(struct str core, bool roman);
/*
 * Its place in the row, of `3.2` the last part's; false when it has none in
 * that row (`3.x`, a word).
 */
bool core_value(struct str core, enum core_row row, size_t *value);
/* Bytes before the last part: 2 of `3.2`, 0 of `3`. */
size_t core_above(struct str core);
/* Append the value-th of the row; false at the row's end, with no change. */
bool core_add(struct buf *out, enum core_row row, size_t value);

#endif
