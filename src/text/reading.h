/*
 * How the tokens of one line read: which stars are emphasis and what they
 * emphasise, and what goes when the brackets are lifted. The plain readings
 * (words_plain.c) and the layout share it, so that they cannot differ.
 */
#ifndef TEXT_READING_H
#define TEXT_READING_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/str.h"
#include "adref/text/token.h"

enum {
	READING_EMPHASIS = 1,	/* between two `*`, these too */
	READING_STRONG = 2,	/* between two `**`, these too */
	READING_OPENS = 4,	/* a STAR that has a mate behind it */
	READING_CLOSES = 8,	/* a STAR that has a mate before it */
	READING_GONE = 16	/* not there once the brackets are lifted */
};

struct reading {
	unsigned char *look;	/* one for each token */
	size_t cap;
};

#define READING_INIT { NULL, 0 }

/*
 * Find the emphasis: a star may open when text follows it and close when text
 * stands before it; a closer takes the nearest opener of its length. What
 * finds no mate is text.
 */
void reading_read(struct reading *reading, const struct tokens *tokens);
/*
 * Mark as GONE, after reading_read(): brackets, attributions, emphasis, the
 * brackets and targets of links, footnote marks; blanks that would double,
 * begin or end the line, or stand before one of `,.;:`, because a bracket or
 * mark has gone.
 */
void reading_lift(struct reading *reading, const struct tokens *tokens,
	struct str line);
/*
 * Mark as GONE the blanks that would double, begin or end the line, or stand
 * before one of `,.;:`, because a bracket or mark has gone that was marked so.
 */
void reading_close_seams(struct reading *reading, const struct tokens *tokens,
	struct str line);
void reading_release(struct reading *reading);

/* Whether this token is a star that emphasises. */
bool reading_is_emphasis(const struct reading *reading, size_t token);

#endif
