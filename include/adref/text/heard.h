/*
 * A line as a person hears it read: its words and signs, without what stands
 * in the source for the eye: brackets, who stands how to them, emphasis, marks
 * of notes, targets of links. `[Export]{IND} *controls*[^8]` is heard as
 * `export controls`. Blanks in a row are one, quotes and dashes as typed.
 */
#ifndef ADREF_TEXT_HEARD_H
#define ADREF_TEXT_HEARD_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"
#include "adref/text/token.h"

struct heard {
	struct buf text;
	size_t *from, *to;	/* of each byte of text: where the character
				 * it came from stands in the source */
	size_t cap;
	struct tokens tokens;	/* room for reading */
	struct buf piece;
};

#define HEARD_INIT { BUF_INIT, NULL, NULL, 0, TOKENS_INIT, BUF_INIT }

/* Hear a line, with its case or folded; what was heard before is replaced. */
void heard_read(struct heard *heard, struct str line, bool cased);
/* The text alone, as above: quicker, and from, to are not set. */
void heard_read_text(struct heard *heard, struct str line, bool cased);
/* The line as it is written: nothing is overlooked. */
void heard_read_source(struct heard *heard, struct str line);
/* The first byte of the text that stands at or behind off of the source. */
size_t heard_at(const struct heard *heard, size_t off);
void heard_release(struct heard *heard);

#endif
