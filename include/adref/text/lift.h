/*
 * A line with some of its brackets lifted, or taken out with their words: how
 * it would read if those who want it so had their way. What comes out is
 * native source again.
 */
#ifndef ADREF_TEXT_LIFT_H
#define ADREF_TEXT_LIFT_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"

/* Of one bracket; the two ends of a pair have the same. */
enum lift {
	LIFT_KEEP,	/* stays, with its attribution */
	LIFT_NAMES,	/* stays, its attribution goes */
	LIFT_BRACKET,	/* goes, its words stay */
	LIFT_WORDS	/* goes with its words */
};

/*
 * Append line as it reads then. lifts: one for each bracket of the line, in
 * its order (struct brackets). *inside: how many brackets whose words go are
 * open where the line begins; afterwards, where it ends. Blanks that would
 * double, begin or end the line, or stand before `,.;:` go with a bracket.
 *
 * Alternatives of which brackets are lifted are set apart: `shall/should`, and
 * with blanks where one of them is more than a word: `agree to / decide`.
 */
void lift_add(struct buf *out, struct str line, const enum lift *lifts,
	size_t *inside);

#endif
