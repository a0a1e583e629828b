/*
 * Why bullets are left empty: `left for later by the Chair`. That is kept
 * beside the document (adref-format(5)) and told to it when it is read, so
 * that the bullet's line stays empty for whoever reads it with git alone. It
 * has a meaning only as long as the bullet is empty.
 */
#ifndef ADREF_DOC_PLACEHOLDER_H
#define ADREF_DOC_PLACEHOLDER_H

#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/doc/node.h"

/* The reason of the node that will be empty, or is; "" takes it away. */
void placeholder_explain(struct doc *doc, struct str node, struct str reason);
void placeholders_forget(struct doc *doc);
/* Those of another state of the document, too. */
void placeholders_copy(struct doc *to, const struct doc *from);
/* NULL when it has no reason, or is no empty bullet. */
const char *placeholder_reason(const struct doc *doc, const struct node *node);
/* How many empty bullets of the document have one. */
size_t placeholders_explained(const struct doc *doc);
/* Append what stands for an empty bullet: `(to fill)`, or its reason in
 * parentheses. */
void placeholder_add_words(struct buf *out, const struct doc *doc,
	const struct node *node);

#endif
