/*
 * A slice of somebody else's bytes: where and how many. Never owned, never
 * NUL-terminated by promise. `at` may be NULL only when len is 0.
 */
#ifndef ADREF_BASE_STR_H
#define ADREF_BASE_STR_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct str {
	const char *at;
	size_t len;
};

/* The slice of a C string; of NULL, the empty slice. */
struct str str_of(const char *text);
struct str str_make(const char *at, size_t len);
/* From off to the end, or len bytes of it; clipped to what there is. */
struct str str_from(struct str str, size_t off);
struct str str_part(struct str str, size_t off, size_t len);

bool str_is(struct str str, const char *text);
/* ASCII letters alike in either case. */
bool str_is_any_case(struct str str, const char *text);
bool str_same(struct str a, struct str b);
/* By bytes, as memcmp; a prefix sorts first. */
int str_order(struct str a, struct str b);
/* FNV-1a, 64 bits: the same in every run; whoever wants to can make two alike. */
uint64_t str_hash(struct str str);
bool str_starts(struct str str, const char *with);
bool str_ends(struct str str, const char *with);
/* Offset of the first `what` at or after off; str.len when there is none. */
size_t str_find(struct str str, size_t off, struct str what);
/* How often `what` occurs, overlaps not counted; 0 for an empty one. */
size_t str_count(struct str str, struct str what);
/* Without ASCII blanks (space, tab, CR, LF) at both ends. */
struct str str_trim(struct str str);
/*
 * The next line of *rest without its end (LF or CRLF), and *rest moved past
 * it; false when nothing is left. A last line without an end counts.
 */
bool str_line(struct str *rest, struct str *line);
/* The next run of non-blanks, *rest moved past it; false when none is left. */
bool str_word(struct str *rest, struct str *word);

#endif
