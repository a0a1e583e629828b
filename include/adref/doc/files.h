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

enum { FILE_NODES = 80, FOLDER_PARTS = 64 };

/*
 * Give every node that starts a file and has no name one: number and up to
 * three content words in ASCII, else its id; unique case-folded in its folder.
 * A file of more than twice FILE_NODES is cut before children of the root or
 * of sections, into `part-02`, `part-03` …; where there would be more than
 * FOLDER_PARTS of them, into `parts-01/part-0001` ….
 *
 * Call it when a document is born and after changes of its structure. Names
 * that are there stay, but those that cannot: of a node that does not start a
 * file any more, of two that are the same in one folder the second, of one
 * torn out of its group of parts.
 */
void doc_name_files(struct doc *doc);
/*
 * As above, where files stand (paths below the document's folder) that are not
 * of the document: their names are not given to anything else.
 */
void doc_name_files_beside(struct doc *doc, const char *const *paths,
	size_t n);
/*
 * Append the path below the document's folder of the file that starts at
 * node: `NAME/section.md` of a level-1 section, `FOLDER/NAME.md` of what else
 * starts a file below one, `NAME.md` elsewhere. A name with its group in it
 * (`parts-01/part-0001`) stands for itself wherever the node stands. NULL:
 * `front.md`.
 */
void file_path(struct buf *out, const struct node *start);

#endif
