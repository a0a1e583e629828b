/*
 * What stands at a byte of a line, for the files of this floor that read
 * numbers byte by byte. All of it may be asked behind the end.
 */
#ifndef TEXT_SCAN_H
#define TEXT_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/str.h"
#include "adref/base/utf8.h"

static inline char
char_at(struct str line, size_t off)
{
	return off < line.len ? line.at[off] : '\0';
}

static inline bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static inline bool
is_word_at(struct str line, size_t off)
{
	return off < line.len &&
		utf8_class_of(utf8_at(line, off, NULL)) == UTF8_WORD;
}

/* Length of the blank at off: a space, a tab, a no-break space; or 0. */
static inline size_t
blank_len(struct str line, size_t off)
{
	if (char_at(line, off) == ' ' || char_at(line, off) == '\t')
		return 1;
	return str_starts(str_from(line, off), "\xC2\xA0") ? 2 : 0;
}

static inline size_t
skip_blanks(struct str line, size_t off)
{
	size_t len;

	while ((len = blank_len(line, off)))
		off += len;
	return off;
}

#endif
