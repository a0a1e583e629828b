/*
 * Documents into native files. What is written here is canonical by
 * definition: native_read.c reads it back as the same document.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/files.h"
#include "adref/format/native.h"

/* How deep a node is nested in paragraphs and bullets: two blanks each. */
static size_t
nesting(const struct node *node)
{
	size_t depth = 0;

	for (node = node->parent; node->parent && node->kind != NODE_SECTION;
	     node = node->parent)
		depth++;
	return depth;
}

static void
write_id(struct buf *out, const struct node *node)
{
	buf_add_format(out, "{#%s", node->id.text);
	if (node->status != STATUS_OPEN)
		buf_add_format(out, " .%s", status_word(node->status));
	if (!node_id_is_none(&node->same_as))
		buf_add_format(out, " same-as=%s", node->same_as.text);
	buf_add_text(out, "}\n");
}

/* Marker and line and id; an empty line leaves one blank only. */
static void
write_line(struct buf *out, const struct node *node)
{
	buf_add_str(out, node_str(node));
	if (node->len)
		buf_add_char(out, ' ');
	write_id(out, node);
}

static void
write_row(struct buf *out, const struct node *row, size_t indent)
{
	buf_add_fill(out, ' ', indent);
	write_line(out, row);
}

/* The delimiter row, which carries the table's id, under the first row. */
static void
write_table(struct buf *out, const struct node *table, size_t indent)
{
	const struct node *row = table->first;

	if (row) {
		write_row(out, row, indent);
		row = row->next;
	}
	write_row(out, table, indent);
	for (; row; row = row->next)
		write_row(out, row, indent);
}

static void
write_block(struct buf *out, const struct node *node)
{
	size_t indent = 2 * nesting(node);

	switch (node->kind) {
	case NODE_TABLE:
		write_table(out, node, indent);
		return;
	case NODE_ROW:
		return;
	case NODE_SECTION:
		buf_add_fill(out, '#', node->level);
		buf_add_char(out, ' ');
		break;
	case NODE_ITEM:
		buf_add_fill(out, ' ', indent);
		buf_add_text(out, "- ");
		break;
	case NODE_NOTE:
		buf_add_format(out, "[^%s]: ", node->label);
		break;
	case NODE_PARAGRAPH:
		buf_add_fill(out, ' ', indent);
		break;
	}
	write_line(out, node);
}

void
native_write(struct buf *out, const struct doc *doc, const struct node *start)
{
	const struct node *node = start ? start : doc_first(doc);
	bool first = true;

	for (; node && (node == start || !node->file);
	     node = node_next(node)) {
		if (!first && node->kind != NODE_ROW)
			buf_add_char(out, '\n');
		first = false;
		write_block(out, node);
	}
}

void
native_write_notes(struct buf *out, const struct doc *doc)
{
	if (doc->notes_from > 1)
		buf_add_format(out, "<!-- numbered from %u -->\n%s",
			doc->notes_from, doc->notes->first ? "\n" : "");
	for (const struct node *at = doc->notes->first; at; at = at->next) {
		if (at->prev)
			buf_add_char(out, '\n');
		write_block(out, at);
	}
}

/* What an ORDER file names so far. */
struct order {
	struct buf bytes, last;
};

struct writing {
	const struct doc *doc;
	int (*put)(void *ctx, const char *path, struct str bytes);
	void *ctx;
	struct order top, inside;	/* of the document, of the folder */
	struct buf folder;		/* the one that is being written */
};

static void
add_entry(struct order *order, struct str entry)
{
	if (str_same(entry, buf_str(&order->last)))
		return;
	buf_clear(&order->last);
	buf_add_str(&order->last, entry);
	buf_add_str(&order->bytes, entry);
	buf_add_char(&order->bytes, '\n');
}

static void
release_order(struct order *order)
{
	buf_release(&order->bytes);
	buf_release(&order->last);
}

static int
put_order(struct writing *writing, const char *folder, struct order *order)
{
	struct buf path = BUF_INIT;
	int rc = 0;

	if (order->bytes.len) {
		buf_add_format(&path, "%s%sORDER", folder, *folder ? "/" : "");
		rc = writing->put(writing->ctx, buf_text(&path),
			buf_str(&order->bytes));
	}
	buf_clear(&order->bytes);
	buf_clear(&order->last);
	buf_release(&path);
	return rc;
}

/*
 * A file was written: ORDER files name it. The files of a folder follow one
 * another, so its ORDER is whole when a file of none or of another comes.
 */
static int
put_in_order(struct writing *writing, struct str path)
{
	size_t slash = str_find(path, 0, str_of("/"));
	struct str folder = str_part(path, 0, slash < path.len ? slash : 0);
	int rc = 0;

	add_entry(&writing->top, str_part(path, 0, slash + 1));
	if (!str_same(folder, buf_str(&writing->folder))) {
		rc = put_order(writing, buf_text(&writing->folder),
			&writing->inside);
		buf_clear(&writing->folder);
		buf_add_str(&writing->folder, folder);
	}
	path = str_from(path, slash + 1);
	if (folder.len && !str_is(path, "section.md"))
		add_entry(&writing->inside, path);
	return rc;
}

static int
put_file(struct writing *writing, const struct node *start)
{
	struct buf bytes = BUF_INIT, path = BUF_INIT;
	int rc;

	file_path(&path, start);
	native_write(&bytes, writing->doc, start);
	rc = writing->put(writing->ctx, buf_text(&path), buf_str(&bytes));
	if (rc == 0 && start)
		rc = put_in_order(writing, buf_str(&path));
	buf_release(&bytes);
	buf_release(&path);
	return rc;
}

static int
put_orders(struct writing *writing)
{
	int rc = put_order(writing, buf_text(&writing->folder),
		&writing->inside);

	return rc ? rc : put_order(writing, "", &writing->top);
}

static int
put_notes(struct writing *writing)
{
	struct buf bytes = BUF_INIT;
	int rc = 0;

	native_write_notes(&bytes, writing->doc);
	if (bytes.len)
		rc = writing->put(writing->ctx, "footnotes.md",
			buf_str(&bytes));
	buf_release(&bytes);
	return rc;
}

int
native_write_all(const struct doc *doc,
	int (*put)(void *ctx, const char *path, struct str bytes), void *ctx)
{
	struct writing writing = { .doc = doc, .put = put, .ctx = ctx };
	const struct node *first = doc_first(doc);
	int rc = 0;

	if (!first || !first->file)
		rc = put_file(&writing, NULL);
	for (const struct node *at = first; at && rc == 0; at = node_next(at))
		if (at->file)
			rc = put_file(&writing, at);
	if (rc == 0)
		rc = put_orders(&writing);
	if (rc == 0)
		rc = put_notes(&writing);
	release_order(&writing.top);
	release_order(&writing.inside);
	buf_release(&writing.folder);
	return rc;
}
