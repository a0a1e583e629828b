/*
 * A line taken apart: its words, and the pairs of brackets around them. What
 * merges two changes of a line treats the two separately.
 *
 * The words are the line without the brackets that have a mate in it and their
 * attributions. A bracket without a mate is a word. Bytes that no line has
 * stand for what is none: a seam between two words that would run into one as
 * the bracket between them goes, the inside of an empty pair, the end of a
 * line that is merged as one with the next.
 *
 * Always: parted_write(parted_read(line)) is the line, byte for byte.
 */
#ifndef TEXT_PARTED_H
#define TEXT_PARTED_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"
#include "adref/text/merge.h"

#define PARTED_NONE ((size_t)-1)

/* Never met in UTF-8. */
#define PARTED_SEAM '\xFF'
#define PARTED_EMPTY '\xFE'
#define PARTED_NODE MERGE_LINE_END

/* A pair of brackets; it holds at least one byte of the words. */
struct span {
	size_t from, to;	/* bytes of the words */
	struct str opener, closer;
	struct str who;		/* its attribution, or empty */
	/* In merging: the same one in another line; and whether it belongs to
	 * the words of a place that it holds all of. */
	size_t twin;
	bool inner;
};

/* A link: it is not cut, and its ends are no words. */
struct parted_link {
	size_t from, inner, inner_end, to;
};

struct parted {
	struct buf words;
	struct span *at;	/* in the order of their openers */
	size_t n, cap;
	size_t *loose;		/* where brackets without a mate stand */
	size_t loose_n, loose_cap;
	struct parted_link *links;
	size_t links_n, links_cap;
};

#define PARTED_INIT { BUF_INIT, NULL, 0, 0, NULL, 0, 0, NULL, 0, 0 }

/* Read line into parted (what it held is replaced); borrows from line. */
void parted_read(struct parted *parted, struct str line);
void parted_release(struct parted *parted);

/*
 * Append the words [from, to) with those of the n spans that lie in it, which
 * nest; seams are left out.
 */
void spans_write(struct buf *out, struct str words, const struct span *spans,
	size_t n, size_t from, size_t to);
void parted_write(struct buf *out, const struct parted *parted);

/* Append words as a line has them: without seams and insides. */
void parted_add_seamless(struct buf *out, struct str words);
/* Whether nothing but a seam stands between two places of the words. */
bool parted_is_seam(struct str words, size_t from, size_t to);
/* Whether a byte is a blank, or stands for nothing. */
bool parted_is_blank(char byte);
/* How many of the loose brackets stand in [from, to). */
size_t parted_loose(const struct parted *parted, size_t from, size_t to);

#endif
