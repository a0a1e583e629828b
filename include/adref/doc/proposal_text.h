/*
 * What a proposal makes of the line it is on: where its words stand there, how
 * the line would read, and whether two proposals can both be made. Nothing is
 * changed here.
 */
#ifndef ADREF_DOC_PROPOSAL_TEXT_H
#define ADREF_DOC_PROPOSAL_TEXT_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"
#include "adref/doc/proposal.h"

/*
 * Where the words that it is about stand in a line, [*from, *to): those that
 * it names, wherever they have gone since it was filed; else all behind the
 * number. False when they are not there any more.
 */
bool proposal_find_words(const struct proposal *proposal, struct str line,
	size_t *from, size_t *to);
/* Its wording as it goes there: without a number of its own where the line
 * keeps one. Borrowed. */
struct str proposal_own_wording(const struct proposal *proposal,
	struct str line);
/* Append the line with it made, without marks: nothing of a deletion of all.
 * False, and nothing is appended, when its words are gone. */
bool proposal_add_made(struct buf *out, const struct proposal *proposal,
	struct str line);
/*
 * Append the line as it would read, `{-gone-}` and `{+come+}`; of words to be
 * kept, the line as it is. Paragraphs of a wording are joined by ` / `. False,
 * and nothing is appended, when its words are gone.
 */
bool proposal_add_reading(struct buf *out, const struct proposal *proposal,
	struct str line);

/* Whether two proposals on one node can both be made. */
enum proposals_fit {
	FIT_UNKNOWN,		/* the words of one are gone */
	FIT_TOGETHER,
	FIT_SAME,		/* both ask for the same */
	FIT_CONTRADICT
};
/*
 * line: how the node reads; what both were filed on counts before it. Changes
 * contradict where they meet in the same words; to delete or to keep words
 * contradicts a change of them, and each other; what is added stands beside
 * anything but the deletion of what it would stand under.
 */
enum proposals_fit proposals_fit(const struct proposal *a,
	const struct proposal *b, struct str line);

#endif
