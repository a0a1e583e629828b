/*
 * Where in its line the mate of a lone bracket may belong, for hints and for
 * repairs.
 */
#ifndef ADREF_SRC_DOC_SLIP_PLACE_H
#define ADREF_SRC_DOC_SLIP_PLACE_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/str.h"
#include "adref/doc/node.h"

/* A bracket that has no mate, in its line as it was read. */
struct slip {
	struct str line;
	const struct tokens *tokens;
	const struct brackets *brackets;
	size_t index;		/* among the brackets */
	size_t from, to;	/* the part of the line its mate may stand in:
				 * in a table the cell */
};

/* A line with more brackets than this is not judged: it is no draft. */
enum { SLIP_BRACKETS_MAX = 400, PLACES_MAX = 6 };
struct places {
	size_t at[PLACES_MAX];
	size_t n;
};

/* The index-th bracket of a node's line, which was read into the two. */
void slip_read(struct slip *out, const struct node *node,
	const struct tokens *tokens, const struct brackets *brackets,
	size_t index);
/*
 * The places where its mate may be put in, at most max, the likeliest first.
 * Put in at any of them the lone bracket has a mate in its line, words stand
 * between, and what else there is without a mate stays so.
 */
void slip_places(struct places *out, const struct slip *slip, size_t max);
/* Whether the line, with come in the place of gone bytes at off, has so many
 * brackets more or fewer, and of those without a mate only this one less. */
bool slip_mends(const struct slip *slip, size_t off, size_t gone,
	const char *come);

/* Where the last word before off begins (off: none does); where the first one
 * behind it ends (the line's end: none does). */
size_t slip_word_start(const struct slip *slip, size_t off);
size_t slip_word_end(const struct slip *slip, size_t off);
const struct bracket *slip_bracket(const struct slip *slip, size_t index);
size_t slip_bracket_end(const struct bracket *bracket);
/* Whether a `[` stands right behind a word's letter. */
bool slip_is_glued(const struct slip *slip, size_t index);

#endif
