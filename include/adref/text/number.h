/*
 * The number at the start of a line: `3 quater.`, `3.3bis Alt`, `3.x[^4]`,
 * `(17ter)`, `[1. Each`, `[4][2].`, `Article 2bis`, `Option 1:`,
 * `**Option 2:**`.
 *
 * A span after any of `[` and `*`: (Article|Annex|Option|PP|OP)? core suffix*
 * stop. core = digits (`.` digits or `x`)*, one letter, or a roman numeral;
 * suffix = (blank or `.`)? then bis, ter … sexvicies, alt, supra (read
 * variants too), in any case, with an optional digit; stop = `.`, `:`, `)`, or
 * the end of its bracket. Without a stop it is a number only after a suffix,
 * in `(…)`, as `n.x`, or with one of the words before it; then a blank, `[`,
 * `*`, a note mark or the end follows. `2020 GGE`, `10 June`, `1.5 degrees`,
 * `a[n ad hoc` have none.
 *
 * The end of its bracket is a stop for digits only, and not for a year: `[A]
 * mechanism`, `[X] per cent`, `[2030][2050]` are text. But `[b][c.]` is a
 * number: one stop does for all alternatives. Behind `(a)` a suffix may follow
 * the parenthesis.
 */
#ifndef ADREF_TEXT_NUMBER_H
#define ADREF_TEXT_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"

enum { NUMBER_PARTS = 4 };

/* One of several alternative numbers; offsets are bytes of the line. */
struct number_part {
	size_t off, len;		/* without brackets and asterisks */
	size_t core_off, core_len;	/* `3`, `A`, `iv`, `3.3` */
	/* ` quater`, `bis Alt`, or 0; of `(a) bis` it follows the `)`. */
	size_t suffix_off, suffix_len;
};

struct number {
	struct number_part part[NUMBER_PARTS];
	size_t n;		/* 0: the line has no number */
	size_t end;		/* first byte after the number and its blanks */
};

bool number_read(struct number *out, struct str line);
/* The end of the suffixes behind a core that ends at off (` bis`, `bis Alt 2`);
 * off when there are none. */
size_t number_suffix_end(struct str line, size_t off);
/* Append the JSON number: `4/2.` of `[4][2].`; stops kept. */
void number_add_label(struct buf *out, struct str line,
	const struct number *number);
/* The same as one says it, without the stop at its end: `3 bis`, `(a)`. */
void number_add_said(struct buf *out, struct str line,
	const struct number *number);
/*
 * Append the line without its number: what stood before it (`[`, `*`) stays,
 * a bracket that held nothing but the number goes with it.
 */
void number_add_rest(struct buf *out, struct str line,
	const struct number *number);
/*
 * Append the number as it is compared and spoken: lower case, no blanks, dots
 * only between digits, no stop, variants as the one form ("3bis" of "3 bis.",
 * "a" of "A.", "article2bis", "option1"). The first alternative's.
 */
void number_add_key(struct buf *out, struct str line,
	const struct number *number);
/* The same for what a person types after `g`: "14 Bis." -> "14bis". */
void number_key_of(struct buf *out, struct str spoken);

#endif
