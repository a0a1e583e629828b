/*
 * Where the text of a node stands on the screen.
 */
#include "adref/session/columns.h"

#include "adref/base/utf8.h"
#include "adref/doc/notes.h"
#include "adref/text/number.h"

enum {
	INDENT = 2,
	INDENT_MAX = 16,
	BULLET = 2,
	NUMBER_HANG = 4
};

/* `^8 ` before a footnote. */
static size_t
note_columns(const struct node *note)
{
	struct buf name = BUF_INIT;
	size_t columns;

	note_add_name(&name, note);
	columns = utf8_columns(buf_str(&name)) + 2;
	buf_release(&name);
	return columns;
}

void
columns_of(struct columns *out, const struct node *node, size_t cols)
{
	size_t depth = node_depth(node) * INDENT, edge = cols;

	if (depth > INDENT_MAX)
		depth = INDENT_MAX;
	if (depth > cols / 4)
		depth = cols / 4;
	out->col = (cols > 3) + depth;
	if (node->kind == NODE_ITEM)
		out->col += BULLET;
	if (node->kind == NODE_NOTE)
		out->col += note_columns(node);
	if (out->col >= edge)
		out->col = edge - 1;
	edge -= edge >= 4 * COLUMNS_MIN;
	out->width = edge - out->col;
}

size_t
columns_hang(const struct node *node, struct str line, size_t width)
{
	struct number number;

	return width >= 4 * COLUMNS_MIN && node->kind != NODE_ITEM &&
		number_read(&number, line) ? NUMBER_HANG : 0;
}
