/*
 * Which file a node lives in: a pure function of the document with the names
 * kept in it. A level-1 section is a folder, a level-2 section a file, deeper
 * ones stand inside; a long run without headings is cut into parts of about
 * 80 nodes. Names are chosen at birth and kept.
 */
#ifndef ADREF_DOC_FILES_H
#define ADREF_DOC_FILES_H

#include "adref/base/buf.h"
#include "adref/doc/node.h"

enum { FILE_NODES = 80 };

/*
 * Give every node that starts a file and has no name one: number and up to
 * three content words in ASCII, else its id; unique case-folded in its folder.
 */
void doc_name_files(struct doc *doc);
/* Append the path below the document's folder of the file that starts at
 * node; NULL: `front.md`. */
void file_path(struct buf *out, const struct node *start);

#endif
