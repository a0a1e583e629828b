/*
 * What became of a node between two revisions, act by act and for whom: what
 * merging asks to know whose words are whose (doc/merge.h).
 */
#ifndef ADREF_SRC_RECORD_NODE_PAST_H
#define ADREF_SRC_RECORD_NODE_PAST_H

#include "adref/doc/merge.h"
#include "inside.h"

/* One document's past between two revisions; the strings are borrowed. */
struct node_past {
	struct record *record;
	const char *name;		/* of the document */
	store_id from, to;
	const char *party;		/* when nothing is recorded */
	unsigned char *before, *reached; /* marks of the index, when asked */
	struct merge_step *steps;	/* of the node asked last */
	char **texts;			/* theirs */
	size_t n, cap;
};

/* The first answer reads the index. */
void node_past_init(struct node_past *past, struct record *record,
	const char *name, const store_id *from, const store_id *to);
struct doc_hands node_past_hands(struct node_past *past);
void node_past_release(struct node_past *past);

#endif
