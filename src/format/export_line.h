/*
 * What both exports do to a line first: attributions out or into the room's
 * words, brackets lifted when asked for.
 */
#ifndef ADREF_SRC_FORMAT_EXPORT_LINE_H
#define ADREF_SRC_FORMAT_EXPORT_LINE_H

#include "adref/base/buf.h"
#include "adref/doc/node.h"
#include "adref/format/export.h"

/*
 * Append the node's line as native source without attributions: `[x]{IND -US}`
 * as `[x]`, or, named, as `[x – India; US: delete]`. Clean: without brackets;
 * alternatives that touched get a blank between. apart: a comma between
 * footnote marks that touch. Marks have the numbers that notes are shown under.
 */
void export_add_line(struct buf *out, const struct doc *doc,
	const struct node *node, const struct export_options *options,
	bool apart);
/* How many paragraphs and bullets a node is nested in. */
size_t export_nesting(const struct node *node);

#endif
