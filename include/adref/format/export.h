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
};

/* Footnotes become [^n] with definitions at the end; reads back as Markdown. */
void export_markdown(struct buf *out, const struct doc *doc,
	const struct export_options *options);
/* Plain text, wrapped at 76 columns, notes at the end. */
void export_text(struct buf *out, const struct doc *doc,
	const struct export_options *options);

#endif
