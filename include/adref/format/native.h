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
 * What is wrong with the files of a document and does not keep the rest of it
 * from being read. Paths are below the document's folder.
 */
enum native_trouble_kind {
	TROUBLE_NAME,		/* a line of ORDER that can name nothing */
	TROUBLE_TWICE,		/* named, and in the text already */
	TROUBLE_MISSING,	/* named, and not there */
	TROUBLE_HEADLESS,	/* a folder that is named has no section.md;
				 * groups of parts have none either */
	TROUBLE_BYTES,		/* not UTF-8: the file was not read */
	TROUBLE_MARKER		/* a line git left where it could not merge */
};
struct native_trouble {
	enum native_trouble_kind kind;
	char *path;		/* of the file with the trouble in it */
	size_t line;		/* from 1 on */
	size_t byte;		/* BYTES: offset of the first bad one */
	char *what;		/* NAME: the line as it is; TWICE, MISSING:
				 * path of what is named, a folder's with `/`;
				 * HEADLESS: path of the section.md; MARKER:
				 * the line; BYTES: "" */
};
struct native_troubles {
	struct native_trouble *at;
	size_t n, cap;
	size_t more;		/* that were not kept: there were too many */
};
void native_troubles_release(struct native_troubles *troubles);

/*
 * Where a reader gets files from: append the bytes of path (below the
 * document's folder). ERR_MISSING when it is not there. What is wrong is
 * appended to troubles, unless that is NULL.
 */
struct native_source {
	int (*read)(void *ctx, const char *path, struct buf *out,
		struct err *err);
	void *ctx;
	struct native_troubles *troubles;
};

/*
 * Read a document's files: ORDER, front.md, the sections, footnotes.md. The
 * caller frees *out. Nodes without an id get a derived one; of duplicates the
 * first in reading order keeps the id. A missing front.md, ORDER or
 * footnotes.md is an empty one. A file is read once, however often it is
 * named; a line of ORDER that names nothing that can be read, and a file that
 * is not UTF-8, are passed over. Fails only where source->read does.
 */
int native_read(struct doc **out, const char *name,
	const struct native_source *source, struct err *err);
/*
 * The next entry of an ORDER that is not blank, without blanks around it.
 * *line (0 at first) is its number. A mark of the byte order is skipped.
 */
bool native_order_next(struct str *rest, struct str *entry, size_t *line);
/*
 * Append the path that an entry of the ORDER in folder (`` or `name/`) names:
 * of a file, or of a folder with `/` behind. False when it can name nothing.
 * A name without an ending is a folder's that lacks its `/`.
 */
bool native_order_path(struct buf *out, struct str folder, struct str entry);
/*
 * Append `now`, the ORDER of this path, and in it the entries of `before` that
 * troubles say could not be read, each behind the one it stood behind.
 */
void native_order_keep(struct buf *out, const char *path, struct str now,
	struct str before, const struct native_troubles *troubles);

/* Read one file's text into doc, as far as it goes; for readers and tests. */
int native_read_text(struct doc *doc, const char *path, struct str text,
	const char *file, struct err *err);

/* Append the file that starts at node (NULL: the front). */
void native_write(struct buf *out, const struct doc *doc,
	const struct node *start);
void native_write_notes(struct buf *out, const struct doc *doc);
/*
 * All files of a document: calls put for each path (below the document's
 * folder) with its bytes; ORDER of a folder behind the folder's files.
 */
int native_write_all(const struct doc *doc,
	int (*put)(void *ctx, const char *path, struct str bytes), void *ctx);

#endif
