/*
 * What the files of renumbering share: reading the numbers of a document
 * (renumber_read.c), and finding what its text says of them. For the doc floor alone.
 */
#ifndef ADREF_SRC_DOC_RENUMBER_H
#define ADREF_SRC_DOC_RENUMBER_H

#include "adref/base/map.h"
#include "adref/doc/renumber.h"
#include "adref/text/core.h"
#include "adref/text/number.h"
#include "adref/text/suffix.h"

/* Whether a node's line is looked at for a number. */
bool renumber_read(struct number *out, const struct node *node);

enum { SUFFIX_ITEMS = 8 };

/* A node's number, read; buf_release() its key. */
struct reading {
	struct node *node;
	struct number number;
	struct str core, suffix;
	struct suffix_item items[SUFFIX_ITEMS];
	size_t items_n;
	size_t alt;		/* index of the first `alt`, items_n: none */
	enum core_row row;
	bool valued;
	size_t value;
	struct buf key;		/* of its series */
	bool runs;		/* an article or annex: they run through the
				 * text, whatever stands in what */
	struct str shape;	/* the part of key that says what stands around
				 * the core: `article`, `()` */
};
/* rows keeps, from call to call, where letters are numerals. */
bool reading_of(struct reading *reading, struct map *rows, struct node *node);
/* How deep a node stands below its section; of a section 0. */
unsigned reading_depth(const struct node *node);
/* Read another node; whether its number is counted together with this one. */
bool reading_same_series(struct reading *out, struct map *rows,
	const struct reading *reading, struct node *at);
/*
 * `2. Option 1: Each Party` has the first option within its own line: those
 * below it, or behind it, go on from there. 0: it has none.
 */
size_t reading_option(const struct reading *reading,
	const struct node *node);
/*
 * The one that this is called after and stands below: `(17 bis)` below `17.`,
 * `Article 3` once more in Article 3; or NULL. What becomes of that becomes of
 * this.
 */
const struct node *reading_above(const struct reading *reading,
	struct map *rows);
/* Whether an article is called as one that it stands in: a second heading. */
bool reading_is_alike(const struct reading *reading,
	const struct node *above);

/* renumber_mention.c: add the mentions to what renumbering was planned. by:
 * index + 1 there of a node's id. whole: all of the text is renumbered. */
void renumber_mentions(struct renumbering *out, const struct doc *doc,
	const struct map *by, bool whole);

#endif
