/*
 * Characters as people count them: validity, grapheme clusters, columns.
 *
 * Facts come from utf8proc (Unicode 14; clusters after UAX 29, width after
 * UAX 11 as terminals follow it). Offsets and lengths are bytes.
 */
#ifndef ADREF_BASE_UTF8_H
#define ADREF_BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"

enum { UTF8_BAD = 0xFFFD };

/* Offset of the first byte that is not valid UTF-8 (or is NUL); len if none. */
size_t utf8_check(struct str str);
/* As much of valid text as most bytes hold, cut at a character. */
struct str utf8_cut(struct str str, size_t most);
/* Whether it is ASCII throughout, without NUL. */
bool utf8_is_ascii(struct str str);

/*
 * The code point at off and the offset behind it in *next (may be NULL). A bad
 * byte is UTF8_BAD and one byte long. off < str.len.
 */
uint32_t utf8_at(struct str str, size_t off, size_t *next);
/* Append one code point. */
void utf8_add(struct buf *buf, uint32_t point);
/* How many code points begin before off. */
size_t utf8_points_before(struct str str, size_t off);

/* Offset of the end of the cluster that begins at off; str.len at the end. */
size_t utf8_next(struct str str, size_t off);
/* Offset of the beginning of the cluster that ends at off; 0 at the start. */
size_t utf8_prev(struct str str, size_t off);
/* Word motion: past blanks, then past a run of one class. */
size_t utf8_next_word(struct str str, size_t off);
size_t utf8_prev_word(struct str str, size_t off);

enum utf8_class { UTF8_BLANK, UTF8_WORD, UTF8_SIGN };
/*
 * BLANK: white space, NBSP too. WORD: letters, marks, digits. SIGN: the rest.
 */
enum utf8_class utf8_class_of(uint32_t point);
bool utf8_is_upper(uint32_t point);
uint32_t utf8_upper(uint32_t point);	/* itself when it has none */
bool utf8_is_digit(uint32_t point);	/* ASCII only */
bool utf8_is_letter(uint32_t point);
/* Han, kana: may be broken between any two when a row is full. */
bool utf8_is_ideograph(uint32_t point);

/* Columns of one cluster (0, 1 or 2), and of a whole string of them. */
int utf8_width(struct str cluster);
size_t utf8_columns(struct str str);
/*
 * Whether terminals disagree about the width of this cluster (ZWJ sequences,
 * VS16, flags): the painter moves the cursor absolutely behind it.
 */
bool utf8_is_doubtful(struct str cluster);
/* Whether the first strong character runs right to left. */
bool utf8_is_rtl(struct str str);

/*
 * Append what may be shown of untrusted bytes: controls and invisible
 * characters as `<U+202E>`, bad bytes as U+FFFD, at most five combining marks
 * on a base; the rest as it is. Tabs become one blank.
 */
void utf8_add_safe(struct buf *buf, struct str str);
/* As above of several lines: their ends stay. */
void utf8_add_safe_lines(struct buf *buf, struct str str);
/* Whether str would come out of utf8_add_safe() unchanged. */
bool utf8_is_safe(struct str str);
/*
 * Append str folded for comparing: case folded, compatibility forms composed,
 * accents kept, white space runs as one blank, typographic quotes and dashes
 * as ASCII ones, invisible characters left out. Bad bytes become U+FFFD.
 */
void utf8_add_folded(struct buf *buf, struct str str);
/* As above with its case kept: as it would be typed on a keyboard. */
void utf8_add_typed(struct buf *buf, struct str str);
/*
 * Folded without accents either: "Türkiye" -> "turkiye", "Côte" -> "cote",
 * "Łódź" -> "lodz".
 */
void utf8_add_bare(struct buf *buf, struct str str);

#endif
