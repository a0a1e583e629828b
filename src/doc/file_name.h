/*
 * A file's name from what its first line says; for files.c.
 */
#ifndef ADREF_SRC_DOC_FILE_NAME_H
#define ADREF_SRC_DOC_FILE_NAME_H

#include <stdbool.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"
#include "adref/doc/node.h"

/* Append number and content words of a section: `a-consideration-…`; else its
 * id. Only [a-z0-9-], never empty. */
void file_name_add(struct buf *out, const struct node *section);
/* Names with a meaning of their own: front, section, ORDER; con, aux …. */
bool file_name_is_reserved(struct str name);

#endif
