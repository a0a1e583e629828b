/*
 * A document as somebody sees it: a copy whose lines have some brackets lifted
 * or their words taken out. Ids, kinds and order stay, so that a place in one
 * is found in the other. What it must not do: change the document.
 */
#ifndef ADREF_DOC_SEEN_H
#define ADREF_DOC_SEEN_H

#include "adref/doc/node.h"

enum seen {
	SEEN_TEXT,	/* as it stands */
	SEEN_CLEAN,	/* as if all brackets were lifted */
	SEEN_UNNAMED,	/* without anybody's name on a bracket */
	/*
	 * As a party wants it: where it wants words kept, they stand without
	 * brackets and the other alternatives are gone; where it wants them
	 * out, they are gone. What it asked to bracket, reserved, or said
	 * nothing to stays as it stands.
	 */
	SEEN_WANTED,
	/* Brackets that stand at this party's request alone are lifted. */
	SEEN_WITHOUT
};

/*
 * The copy, the caller's to doc_free(); pairs the document. party: a code, for
 * SEEN_WANTED and SEEN_WITHOUT. A node of which no word is left is left out,
 * and what stood below it stands where it would have stood.
 */
struct doc *doc_seen(struct doc *doc, enum seen seen, const char *party);

#endif
