/*
 * Documents out: Markdown and plain text. The same document gives the same
 * bytes.
 */
#ifndef ADREF_FORMAT_EXPORT_H
#define ADREF_FORMAT_EXPORT_H

#include <stdbool.h>

#include "adref/base/buf.h"
#include "adref/doc/node.h"

struct export_options {
	bool named;		/* attributions in the room's words */
	const char *banner;	/* draft, symbol, date: first line, or NULL */
	const char *printed;	/* what goes out with a draft: lines below it,
				 * or NULL */
};

/* Lines that stand around the banner and what is printed, which are not of the
 * text. */
extern const char export_head_begins[], export_head_ends[];
/* Footnotes become [^n] with definitions at the end; reads back as Markdown. */
void export_markdown(struct buf *out, const struct doc *doc,
	const struct export_options *options);
/* Plain text, wrapped at 76 columns, notes at the end. */
void export_text(struct buf *out, const struct doc *doc,
	const struct export_options *options);

#endif
