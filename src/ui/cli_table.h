/*
 * Cells of tables for other programs.
 */
#ifndef ADREF_SRC_UI_CLI_TABLE_H
#define ADREF_SRC_UI_CLI_TABLE_H

#include "adref/base/buf.h"

/* Append a field of CSV (RFC 4180): in quotes, and quotes doubled. */
void table_add_csv(struct buf *out, const char *text);
/* Append ` text |`, what Markdown would take for its own quoted. */
void table_add_md(struct buf *out, const char *text);

#endif
