/*
 * Markdown out. It is the native form without ids and attributions, written so
 * that the Markdown importer finds the same nodes: a blank line between blocks
 * (none between bullets), children two blanks further in.
 */
#include <string.h>

#include "adref/base/str.h"
#include "adref/base/utf8.h"
#include "adref/doc/notes.h"
#include "adref/format/export.h"
#include "adref/text/quote.h"
#include "export_line.h"

const char export_head_begins[] = "<!-- printed with the text -->";
const char export_head_ends[] = "<!-- the text -->";

struct markdown {
	struct buf *out;
	const struct doc *doc;
	const struct export_options *options;
	const struct node *last;	/* what was written last */
};

static bool
begins_fence(struct str line)
{
	return str_starts(line, "```") || str_starts(line, "~~~");
}

/* What is no block in native source and would be one in Markdown. */
static bool
begins_block(struct str line)
{
	if (!line.len)
		return false;
	if (strchr("*+", line.at[0]))
		return line.len == 1 || line.at[1] == ' ';
	return begins_fence(line);
}

static void
add_line(struct markdown *markdown, const struct node *node)
{
	struct buf line = BUF_INIT;
	size_t slashes = 0;

	export_add_line(&line, markdown->doc, node, markdown->options, false);
	if (begins_block(buf_str(&line)))
		buf_add_char(markdown->out, '\\');
	buf_add_str(markdown->out, buf_str(&line));
	while (slashes < line.len && line.data[line.len - 1 - slashes] == '\\')
		slashes++;
	if (slashes % 2)
		buf_add_char(markdown->out, '\\');	/* no line break */
	buf_add_char(markdown->out, '\n');
	buf_release(&line);
}

/* Bullets follow each other closely, but for an empty one further in, which
 * would make a heading of the line above it. */
static bool
needs_gap(const struct node *last, const struct node *node)
{
	if (node->kind != NODE_ITEM || last->kind != NODE_ITEM)
		return true;
	return node_is_placeholder(node) &&
		export_nesting(node) > export_nesting(last);
}

static void
add_row(struct markdown *markdown, const struct node *row, size_t indent)
{
	buf_add_fill(markdown->out, ' ', indent);
	export_add_line(markdown->out, markdown->doc, row, markdown->options,
		false);
	buf_add_char(markdown->out, '\n');
}

/* The delimiter row stands under the first row. */
static void
add_table(struct markdown *markdown, const struct node *table, size_t indent)
{
	const struct node *row = table->first;

	if (row) {
		add_row(markdown, row, indent);
		row = row->next;
	}
	add_row(markdown, table, indent);
	for (; row; row = row->next)
		add_row(markdown, row, indent);
}

static void
add_note_mark(struct buf *out, const struct node *note)
{
	buf_add_text(out, "[^");
	note_add_name(out, note);
	buf_add_text(out, "]:");
}

static void
add_block(struct markdown *markdown, const struct node *node)
{
	struct buf *out = markdown->out;
	size_t indent = 2 * export_nesting(node);

	if (node->kind == NODE_ROW)
		return;
	if (markdown->last && needs_gap(markdown->last, node))
		buf_add_char(out, '\n');
	markdown->last = node;
	if (node->kind == NODE_TABLE) {
		add_table(markdown, node, indent);
		return;
	}
	if (node->kind == NODE_SECTION)
		buf_add_fill(out, '#', node->level);
	else
		buf_add_fill(out, ' ', node->kind == NODE_NOTE ? 0 : indent);
	if (node->kind == NODE_NOTE)
		add_note_mark(out, node);
	else if (node->kind == NODE_ITEM)
		buf_add_char(out, '-');
	if (node->len && node->kind != NODE_PARAGRAPH)
		buf_add_char(out, ' ');
	add_line(markdown, node);
}

/* A paragraph in italics before the text. */
static void
add_head_line(struct markdown *markdown, struct str line)
{
	struct buf quoted = BUF_INIT;

	quote_add_plain(&quoted, line);
	buf_add_char(markdown->out, '*');
	utf8_add_safe(markdown->out, buf_str(&quoted));
	buf_add_text(markdown->out, "*\n\n");
	buf_release(&quoted);
}

static void
add_head(struct markdown *markdown)
{
	const struct export_options *options = markdown->options;
	struct str rest = str_of(options->printed), line;

	if (!options->banner)
		return;
	buf_add_format(markdown->out, "%s\n\n", export_head_begins);
	add_head_line(markdown, str_of(options->banner));
	while (str_line(&rest, &line))
		add_head_line(markdown, line);
	buf_add_format(markdown->out, "%s\n%s", export_head_ends,
		markdown->doc->n ? "\n" : "");
}

void
export_markdown(struct buf *out, const struct doc *doc,
	const struct export_options *options)
{
	struct markdown markdown = { .out = out, .doc = doc,
		.options = options };
	const struct node *at;

	add_head(&markdown);
	for (at = doc_first(doc); at; at = node_next(at))
		add_block(&markdown, at);
	for (at = notes_first(doc); at; at = notes_next(doc, at))
		add_block(&markdown, at);
}
