/*
 * Renumbering, when it is asked for: every number in the order of reading, at
 * each level in the shape found there, and what becomes of the numbers that
 * the text mentions. Planned here; the changes are made by who asked.
 *
 * What is counted together: numbers of one shape (word before it, parentheses,
 * digits or letters or roman numerals) at one level. In a new section they go
 * on or begin again as they do in the text: they begin again where numbers
 * come that were there before. Below paragraphs they always begin again; and
 * among siblings where each of several options has paragraphs 1, 2, 3.
 *
 * - `3 bis`, `3 ter`, `3 supra` become numbers of their own; `3 alt` stays the
 *   alternative of whatever 3 becomes; where there is no 3 it takes its place;
 * - `3.2` follows the number it stands under; `3.x` is given one;
 * - of alternative numbers (`[4][2].`) the first is renumbered;
 * - what has no number gets none; brackets, stops and words are left alone.
 */
#ifndef ADREF_DOC_RENUMBER_H
#define ADREF_DOC_RENUMBER_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/doc/node.h"

/* A node's number before and after. */
struct renumbered {
	struct node *node;
	size_t core_off, core_len, suffix_off, suffix_len;	/* of its line */
	char *core, *suffix;	/* what comes there */
	char *from, *to;	/* `3 bis`, `4`; to NULL: it cannot be
				 * counted on, and stays */
};

/* A number that the text mentions. */
struct remention {
	struct node *node;	/* in whose line: a note's too */
	size_t off, len;	/* what goes; of one that stays, the mention */
	char *come;		/* NULL: it stays */
	char *said;		/* `paragraph 14 bis`, as it stands */
	char *becomes;		/* `paragraph 15`; of one that stays, why */
};

struct renumbering {
	struct renumbered *at;	/* those that change, or cannot */
	size_t n, cap;
	size_t stuck;		/* how many cannot */
	struct remention *mentions;	/* those that change, or cannot be
					 * resolved */
	size_t mentions_n, mentions_cap;
	size_t unresolved;
};

/* below: only what stands below this section or paragraph; NULL: all. */
void doc_renumber(struct renumbering *out, const struct doc *doc,
	const struct node *below);
void renumbering_release(struct renumbering *renumbering);

#endif
