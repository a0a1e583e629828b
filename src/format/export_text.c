/*
 * Plain text out, for e-mail and printing: 76 columns, headings underlined,
 * notes at the end under superscript numbers. Rows are laid out by the text
 * floor, so that wide and combining characters count as they do on screen.
 */
#include <string.h>

#include "adref/base/utf8.h"
#include "adref/doc/notes.h"
#include "adref/doc/placeholder.h"
#include "adref/format/export.h"
#include "adref/text/layout.h"
#include "adref/text/quote.h"
#include "export_line.h"

enum { TEXT_WIDTH = 76, INDENT_MAX = 30 };

struct text {
	struct buf *out;
	const struct doc *doc;
	const struct export_options *options;
	const struct node *last;
	struct layout layout;
	struct buf line;
};

/* `8` as `⁸`; a label of letters stays a mark. */
static void
add_mark(void *ctx, struct buf *out, struct str label)
{
	static const char *const digits[] = {
		"⁰", "¹", "²", "³", "⁴", "⁵", "⁶", "⁷", "⁸", "⁹"
	};
	bool number = label.len > 0;

	(void)ctx;
	for (size_t i = 0; i < label.len; i++)
		number &= utf8_is_digit((unsigned char)label.at[i]);
	if (!number) {
		buf_add_text(out, "[^");
		buf_add_str(out, label);
		buf_add_char(out, ']');
		return;
	}
	for (size_t i = 0; i < label.len; i++)
		buf_add_text(out, digits[label.at[i] - '0']);
}

static void
trim_end(struct buf *out)
{
	while (out->len && out->data[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
}

/*
 * Append a line in rows that begin at column hang; what stands before the
 * first row is in out already. Returns the widest row, hang left out.
 */
static size_t
add_rows(struct text *text, struct str line, size_t hang)
{
	struct layout_style style = {
		.lens = LENS_TEXT, .width = TEXT_WIDTH, .hang = hang,
		.first = hang, .mark = add_mark,
	};
	size_t row = 0, col = hang, widest = 0;

	layout_line(&text->layout, line, &style);
	for (size_t i = 0; i < text->layout.n; i++) {
		const struct layout_run *run = &text->layout.at[i];

		for (; row < run->row; row++, col = 0) {
			trim_end(text->out);
			buf_add_char(text->out, '\n');
		}
		if (run->col > col)
			buf_add_fill(text->out, ' ', run->col - col);
		buf_add(text->out, text->layout.shown.data + run->show_off,
			run->show_len);
		col = run->col + run->width;
		if (col > hang && col - hang > widest)
			widest = col - hang;
	}
	trim_end(text->out);
	buf_add_char(text->out, '\n');
	return widest;
}

static struct str
line_of(struct text *text, const struct node *node)
{
	const char *reason = placeholder_reason(text->doc, node);
	struct buf plain = BUF_INIT;

	buf_clear(&text->line);
	export_add_line(&text->line, text->doc, node, text->options, true);
	if (reason) {
		buf_add_format(&plain, "(%s)", reason);
		quote_add_plain(&text->line, buf_str(&plain));
		buf_release(&plain);
	}
	return buf_str(&text->line);
}

static void
add_section(struct text *text, const struct node *node)
{
	size_t width = add_rows(text, line_of(text, node), 0);

	if (node->level <= 2 && width) {
		buf_add_fill(text->out, node->level == 1 ? '=' : '-', width);
		buf_add_char(text->out, '\n');
	}
}

static void
add_item(struct text *text, const struct node *node, size_t indent)
{
	buf_add_fill(text->out, ' ', indent);
	buf_add_text(text->out, export_nesting(node) % 2 ? "–" : "-");
	if (node->len || placeholder_reason(text->doc, node))
		buf_add_char(text->out, ' ');
	add_rows(text, line_of(text, node), indent + 2);
}

static void
add_note(struct text *text, const struct node *node)
{
	size_t from = text->out->len, columns;
	struct buf name = BUF_INIT;

	note_add_name(&name, node);
	add_mark(NULL, text->out, buf_str(&name));
	buf_release(&name);
	buf_add_char(text->out, ' ');
	columns = utf8_columns(str_from(buf_str(text->out), from));
	add_rows(text, line_of(text, node), columns < INDENT_MAX ? columns
		: INDENT_MAX);
}

/* Cells with a bar between, without the outer ones. */
static void
add_row(struct text *text, const struct node *node, size_t indent)
{
	struct str line = str_trim(line_of(text, node));

	if (str_starts(line, "|"))
		line = str_from(line, 1);
	if (str_ends(line, "|") && !str_ends(line, "\\|"))
		line.len--;
	buf_add_fill(text->out, ' ', indent);
	add_rows(text, str_trim(line), indent);
}

static bool
needs_gap(const struct node *last, const struct node *node)
{
	if (last->kind == NODE_TABLE && node->kind == NODE_ROW)
		return false;
	if (last->kind == NODE_NOTE)
		return false;
	return last->kind != node->kind ||
		(node->kind != NODE_ITEM && node->kind != NODE_ROW);
}

static void
add_block(struct text *text, const struct node *node)
{
	size_t indent = 2 * export_nesting(node);

	if (text->last && needs_gap(text->last, node))
		buf_add_char(text->out, '\n');
	text->last = node;
	if (indent > INDENT_MAX)
		indent = INDENT_MAX;
	switch (node->kind) {
	case NODE_SECTION:
		add_section(text, node);
		break;
	case NODE_PARAGRAPH:
		buf_add_fill(text->out, ' ', indent);
		add_rows(text, line_of(text, node), indent);
		break;
	case NODE_ITEM:
		add_item(text, node, indent);
		break;
	case NODE_TABLE:
		break;
	case NODE_ROW:
		add_row(text, node, indent > 2 ? indent - 2 : 0);
		break;
	case NODE_NOTE:
		add_note(text, node);
		break;
	}
}

/* Which text this is, and what is printed with it. */
static void
add_head(struct text *text)
{
	const struct export_options *options = text->options;
	struct str rest = str_of(options->printed), line;

	if (options->banner) {
		utf8_add_safe(text->out, str_of(options->banner));
		buf_add_char(text->out, '\n');
	}
	while (str_line(&rest, &line)) {
		buf_clear(&text->line);
		quote_add_plain(&text->line, line);
		add_rows(text, buf_str(&text->line), 0);
	}
	if (options->banner && text->doc->n)
		buf_add_char(text->out, '\n');
}

void
export_text(struct buf *out, const struct doc *doc,
	const struct export_options *options)
{
	struct text text = {
		.out = out, .doc = doc, .options = options, .layout = LAYOUT_INIT,
		.line = BUF_INIT,
	};
	const struct node *at;

	add_head(&text);
	for (at = doc_first(doc); at; at = node_next(at))
		add_block(&text, at);
	for (at = notes_first(doc); at; at = notes_next(doc, at))
		add_block(&text, at);
	layout_release(&text.layout);
	buf_release(&text.line);
}
