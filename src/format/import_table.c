/*
 * Tables of foreign text as a table node with its rows. Cells are source; the
 * rows' pipes are written here and nowhere else.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "import_parts.h"

/* Beyond this many columns rows keep their own length: no filling up. */
enum { COLUMNS_MAX = 64 };

void
import_row_add(struct import_row *row, struct str cell)
{
	row->cells = mem_grow(row->cells, &row->cap, row->n + 1,
		sizeof(*row->cells));
	row->cells[row->n++] = cell;
}

void
import_row_release(struct import_row *row)
{
	free(row->cells);
	row->cells = NULL;
	row->n = row->cap = 0;
}

static void
add_cell(struct buf *out, struct str cell)
{
	bool quoted = false, blank = false;

	for (size_t i = 0; i < cell.len; i++) {
		char c = cell.at[i];

		if (c == ' ' || (c >= '\t' && c <= '\r')) {
			blank = true;
			quoted = false;
			continue;
		}
		if (blank)
			buf_add_char(out, ' ');
		blank = false;
		if (c == '|' && !quoted)
			buf_add_char(out, '\\');
		quoted = c == '\\' && !quoted;
		buf_add_char(out, c);
	}
	/* A lone `\` would quote the pipe behind it. */
	if (quoted)
		buf_add_char(out, '\\');
}

void
import_row_write(struct buf *out, const struct import_row *row,
	size_t columns)
{
	if (columns > COLUMNS_MAX || columns < row->n)
		columns = row->n;
	buf_add_char(out, '|');
	for (size_t i = 0; i < columns; i++) {
		buf_add_char(out, ' ');
		if (i < row->n)
			add_cell(out, str_trim(row->cells[i]));
		buf_add_text(out, " |");
	}
}

struct node *
import_add_table(struct doc *doc, struct node *parent, size_t columns)
{
	struct buf line = BUF_INIT;
	struct node *table;

	buf_add_char(&line, '|');
	for (size_t i = 0; i < columns; i++)
		buf_add_text(&line, "---|");
	if (!parent)
		parent = doc_last_section(doc);
	table = doc_add(doc, parent, NODE_TABLE, buf_str(&line));
	buf_release(&line);
	return table;
}

void
import_add_row(struct doc *doc, struct node *table,
	const struct import_row *row, size_t columns)
{
	struct buf line = BUF_INIT;

	import_row_write(&line, row, columns);
	doc_add(doc, table, NODE_ROW, buf_str(&line));
	buf_release(&line);
}
