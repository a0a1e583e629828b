/*
 * Two changes of one line put together, word by word: what made `base` into
 * `theirs` is done to `ours` as well.
 */
#ifndef ADREF_TEXT_JOIN_H
#define ADREF_TEXT_JOIN_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"

/* One place of a line where bytes go, come, or both. */
struct words_edit {
	size_t off, gone;	/* bytes of the line as it was */
	struct str come;	/* of the line it becomes */
};
struct words_edits {
	struct words_edit *at;
	size_t n, cap;
};
#define WORDS_EDITS_INIT { NULL, 0, 0 }

/*
 * What makes `to` of `from`, in order, word by word (words_diff()); no two
 * touch. Borrows from `to`.
 */
void words_edits(struct words_edits *out, struct str from, struct str to);
void words_edits_release(struct words_edits *edits);

/* Where two changes meet that cannot both be made: bytes of ours. */
struct words_clash {
	size_t from, to;
};
/*
 * Append what ours becomes. False, and nothing is appended, when both changed
 * the same words otherwise, or put something else in at the same place.
 *
 * Changes that only touch are both made, and one that both made is made once.
 * Who stands how to a bracket is put together stance by stance: taking back
 * India's leaves the one that the EU took since.
 *
 * Always: when theirs or ours is base, the other one comes out.
 */
bool words_join(struct buf *out, struct str base, struct str ours,
	struct str theirs, struct words_clash *clash);

#endif
