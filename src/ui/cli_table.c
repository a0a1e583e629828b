/*
 * Cells of tables for other programs: CSV and Markdown.
 */
#include "cli_table.h"

#include <string.h>

void
table_add_csv(struct buf *out, const char *text)
{
	buf_add_char(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			buf_add_char(out, '"');
		buf_add_char(out, *text);
	}
	buf_add_char(out, '"');
}

void
table_add_md(struct buf *out, const char *text)
{
	buf_add_text(out, " ");
	for (; *text; text++) {
		if (strchr("|\\*[]", *text))
			buf_add_char(out, '\\');
		buf_add_char(out, *text);
	}
	buf_add_text(out, " |");
}
