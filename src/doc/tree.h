/*
 * Linking nodes into a document and keeping its counts right: for the doc
 * floor alone. Every node in a tree is counted and, once it has an id, found.
 */
#ifndef ADREF_SRC_DOC_TREE_H
#define ADREF_SRC_DOC_TREE_H

#include "adref/base/err.h"
#include "adref/doc/node.h"

/* Put node (with all below it) under parent, behind after (NULL: first). */
void node_link(struct doc *doc, struct node *node, struct node *parent,
	struct node *after);
/* Take node (with all below it) out of its tree; it is the caller's. */
void node_unlink(struct doc *doc, struct node *node);
/* Free node and all below it, not linked anywhere. */
void node_free(struct node *node);

/* Where it stands, told by ids, so that nodes of two documents compare. */
bool node_is_top(const struct node *node);
node_id node_parent_id(const struct node *node);	/* none: the top */
bool node_same_parent(const struct node *a, const struct node *b);
bool node_same_prev(const struct node *a, const struct node *b);
/* Of one kind, and as sections of one level. */
bool node_same_rank(const struct node *a, const struct node *b);

/* Derive residue and counts from the line. */
void node_read_line(struct doc *doc, struct node *node);
/* Add what node comes to to the document's counts, or take it off them. */
void node_count(struct doc *doc, struct node *node, bool in);

/* What node and those above it call their children must be found anew. */
void names_changed(struct node *node);

void ids_put(struct doc *doc, struct node *node);
void ids_drop(struct doc *doc, struct node *node);
/* Give node an id from chance that the document does not have. */
void doc_draw_id(struct doc *doc, struct node *node, const struct env *env);

/* change.c: make changes, look at the document, take them back. */
struct change;
struct changes_looked {
	const struct change *changes;
	size_t n;
	void (*look)(void *ctx);
	void *ctx;
};
int doc_apply_look(struct doc *doc, const struct changes_looked *look,
	const struct env *env, struct err *err);

int label_order(struct str a, struct str b);
struct node *note_before(const struct doc *doc, struct str label);

#endif
