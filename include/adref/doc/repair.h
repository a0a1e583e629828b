/*
 * Repairs of a slip, a bracket that has no mate, ranked by what real drafts
 * show. Nothing is ever mended here: a repair is one change of one line, for a
 * person to choose.
 *
 * Always: with a repair made there is one slip less, that one, and no other
 * bracket that had a mate has lost it.
 */
#ifndef ADREF_DOC_REPAIR_H
#define ADREF_DOC_REPAIR_H

#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/doc/node.h"

struct repair {
	struct node *node;	/* whose line changes; not always the slip's */
	size_t off, gone;	/* these bytes go */
	const char *come;	/* `[`, `]` or nothing, in their place */
	char *words;		/* `put [ before "to promote"` */
};
struct repairs {
	struct repair *at;	/* the likeliest first */
	size_t n, cap;
};

/* The repairs of the end-th of a node's residue, which has no mate. Pairs the
 * document. */
void doc_repairs(struct repairs *out, struct doc *doc, struct node *node,
	size_t end);
void repairs_release(struct repairs *repairs);
/* Append what stands around it in the line, `{+[+}` and `{-]-}` where it
 * changes; about so many bytes on either side. */
void repair_add_marked(struct buf *out, const struct repair *repair,
	size_t around);

#endif
