/*
 * Native files: what a repository holds, readable with any pager. The grammar
 * is adref-format(5).
 *
 * write(read(x)) = x for canonical x. For any other x no character is lost but
 * line ends, runs of blanks, blank lines and soft wraps. Invalid UTF-8 is
 * refused, naming file and byte.
 */
#ifndef ADREF_FORMAT_NATIVE_H
#define ADREF_FORMAT_NATIVE_H

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/doc/node.h"

/*
 * Where a reader gets files from: append the bytes of path (below the
 * document's folder). ERR_MISSING when it is not there.
 */
struct native_source {
	int (*read)(void *ctx, const char *path, struct buf *out,
		struct err *err);
	void *ctx;
};

/*
 * Read a document's files: ORDER, front.md, the sections, footnotes.md. The
 * caller frees *out. Nodes without an id get a derived one; of duplicates the
 * first in reading order keeps the id. A missing front.md, ORDER or
 * footnotes.md is an empty one; a file named in ORDER that is missing is
 * ERR_DAMAGED.
 */
int native_read(struct doc **out, const char *name,
	const struct native_source *source, struct err *err);

/* Read one file's text into doc, as far as it goes; for readers and tests. */
int native_read_text(struct doc *doc, const char *path, struct str text,
	const char *file, struct err *err);

/* Append the file that starts at node (NULL: the front). */
void native_write(struct buf *out, const struct doc *doc,
	const struct node *start);
void native_write_notes(struct buf *out, const struct doc *doc);
/*
 * Append the ORDER of a folder: of the document ("") or of a level-1
 * section's folder or a group of parts.
 */
void native_write_order(struct buf *out, const struct doc *doc,
	const char *folder);

/*
 * All files of a document: calls put for each path (below the document's
 * folder) with its bytes.
 */
int native_write_all(const struct doc *doc,
	int (*put)(void *ctx, const char *path, struct str bytes), void *ctx);

#endif
