/*
 * A list of changes that has its texts to itself, for who plans an act.
 */
#ifndef ADREF_DOC_CHANGES_H
#define ADREF_DOC_CHANGES_H

#include "adref/base/err.h"
#include "adref/base/str.h"
#include "adref/doc/change.h"

struct changes {
	struct change *at;
	size_t n, cap;
	char **texts;
	size_t texts_n, texts_cap;
};

/* A copy of text, the list's. */
const char *changes_text(struct changes *changes, struct str text);
/* Add one; its texts must live as long as the list does. */
void changes_add(struct changes *changes, struct change change);
/* Add those that make `to` of the node's line `from`, word by word, so that
 * two who reword different words do not stand in each other's way. */
void changes_add_words(struct changes *changes, const node_id *node,
	struct str from, struct str to);
/*
 * The changes of text from the index-th on were made for the line `was`: carry
 * them over to what it is now. ERR_STALE when the same words were changed.
 */
int changes_carry(struct changes *changes, size_t index, struct str was,
	struct str now, struct err *err);
void changes_release(struct changes *changes);

#endif
