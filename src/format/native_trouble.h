/*
 * Noting what is wrong with the files that are read.
 */
#ifndef ADREF_SRC_FORMAT_NATIVE_TROUBLE_H
#define ADREF_SRC_FORMAT_NATIVE_TROUBLE_H

#include "adref/format/native.h"

/* Append a copy of trouble with `what`; troubles may be NULL. */
void trouble_add(struct native_troubles *troubles,
	const struct native_trouble *trouble, struct str what);
/* Whether the text is not UTF-8, which is noted. */
bool trouble_bytes(struct native_troubles *troubles, const char *path,
	struct str text);

/* As native_read_text(), of UTF-8: notes what a merge of git's left. */
void native_read_lines(struct doc *doc, const char *path, struct str text,
	const char *file, struct native_troubles *troubles);

#endif
