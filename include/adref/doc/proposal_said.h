/*
 * What a person reads of a proposal, in words: what it asks, who stands with
 * it, what became of it, and how it stands to others.
 */
#ifndef ADREF_DOC_PROPOSAL_SAID_H
#define ADREF_DOC_PROPOSAL_SAID_H

#include "adref/base/buf.h"
#include "adref/base/str.h"
#include "adref/doc/proposal.h"
#include "adref/doc/proposal_places.h"

/* Append `add after`, `change`, `delete`: what is done to its place. */
void proposal_add_verb(struct buf *out, const struct proposal *proposal);
/* `open`, `placed`, `kept`, `not taken up`: its fate in a word or three. */
const char *proposal_became(const struct proposal *proposal);
/* Append its words on one line, plain: `"shall" to "should"`, the wording, or
 * the words to be deleted or kept. */
void proposal_add_gist(struct buf *out, const struct proposal *proposal);
/* Append all words that were filed with it or noted on it, for who looks for
 * some: its wording, the words and the line it is about, reasons, its paper. */
void proposal_add_words(struct buf *out, const struct proposal *proposal);
/* Append whose it is: `India`, `Belgium (facilitator)`. */
void proposal_add_whose(struct buf *out, const struct proposal *proposal);
/* Append `2 for, 1 against`; nothing is said of none against. */
void proposal_add_counts(struct buf *out, const struct proposal *proposal);
/* Append `2 for: India, France; 1 against: Kenya`. */
void proposal_add_stands(struct buf *out, const struct proposal *proposal);
/*
 * Append `placed in brackets in A.1.6 by the Chair, 17 June`; `open`. at: how
 * the place where it stands in the text is called, or nothing.
 */
void proposal_add_fate(struct buf *out, const struct proposal *proposal,
	struct str at);
/* Append `merged with FRA/1, USA/4` of one that is. */
void proposal_add_merged(struct buf *out, const struct proposal *proposal);
/* Append how it came and when: `from the floor, 17 June 8.45`. */
void proposal_add_source(struct buf *out, const struct proposal *proposal);
/* Append `17 June` of a time in files; nothing of none. */
void proposal_add_day(struct buf *out, const char *time);

/*
 * Append how n of them, all on one node, stand to each other: `KEN/1
 * contradicts FRA/1, IND/1; FRA/1 and IND/1 can stand together; USA/2 asks for
 * the same as KEN/1`; nothing when all of them can stand together. line: how
 * the node reads. Of many only the first twelve are compared.
 */
void proposals_add_fits(struct buf *out, const struct proposal_place *at,
	size_t n, struct str line);

#endif
