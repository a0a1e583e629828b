/*
 * What reading days and reading times have in common. For when*.c alone.
 */
#ifndef ADREF_SRC_BASE_WHEN_H
#define ADREF_SRC_BASE_WHEN_H

#include "adref/base/when.h"

/* The run of ASCII letters that text begins with. */
struct str when_letters(struct str text);
/* Digits at off as a number; how many there are in *len, at most five. */
int when_number(struct str text, size_t off, size_t *len);
/* Off moved past any of these characters. */
size_t when_skip(struct str text, size_t off, const char *what);

#endif
