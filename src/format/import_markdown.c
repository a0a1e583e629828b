/*
 * Markdown's blocks: headings, lists within lists, notes, tables. Lines are
 * read once, from top to bottom; a text that goes on over several lines is
 * kept until it ends. Items hang where their indentation says, in the lenient
 * way people indent. What is no block here (HTML, code, front matter,
 * attributes) is kept as paragraphs and counted.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/format/export.h"
#include "import_markdown.h"

enum { DEPTH_MAX = 32 };

/* An item or numbered paragraph that others may hang below. */
struct container {
	size_t marker;		/* column of its marker */
	bool ordered;
	struct node *node;	/* NULL until its text has ended */
};

struct reader {
	struct import_job *job;
	struct markdown_names names;
	struct doc *doc;
	struct str rest;	/* of the input, behind the line */
	struct container stack[DEPTH_MAX];
	size_t depth;
	struct buf text;	/* of the block that is open */
	struct buf source;
	bool open;		/* a block is open */
	bool opens_container;	/* and it is the container on top */
	enum node_kind kind;
	struct str note;	/* label of the note that is open */
	bool in_note;
	size_t note_line;
	bool blank;		/* a blank line stands before this one */
	bool underline;		/* this one only underlines a heading */
	char fence;
};

static struct str
as_source(struct reader *reader, struct str text)
{
	buf_clear(&reader->source);
	markdown_add_inline(&reader->source, &reader->names, text);
	return buf_str(&reader->source);
}

/* The node that what stands in container n hangs below. */
static struct node *
parent_at(const struct reader *reader, size_t depth)
{
	return depth ? reader->stack[depth - 1].node : NULL;
}

/* The block that is open has ended: it becomes a node. */
static void
end_block(struct reader *reader)
{
	size_t depth = reader->depth;
	struct node *node;

	if (!reader->open)
		return;
	if (reader->opens_container)
		depth--;
	node = import_add(reader->job, reader->doc, parent_at(reader, depth),
		reader->kind, as_source(reader, buf_str(&reader->text)));
	if (reader->opens_container)
		reader->stack[depth].node = node;
	if (doc_last_section(reader->doc) == reader->doc->root) {
		import_see_draft(reader->job, buf_str(&reader->text));
		import_see_symbol(reader->job, buf_str(&reader->text));
	}
	reader->open = reader->opens_container = false;
}

static void
end_note(struct reader *reader)
{
	struct buf label = BUF_INIT;

	if (!reader->in_note)
		return;
	buf_add_text(&label, map_get(&reader->names.notes, reader->note));
	import_add_note(reader->job, reader->doc, buf_str(&label),
		as_source(reader, buf_str(&reader->text)), reader->note_line);
	buf_release(&label);
	reader->in_note = false;
}

static void
end_all(struct reader *reader)
{
	end_note(reader);
	end_block(reader);
}

/* A line's text: `\` and blanks at its end mean a break, here a blank. */
static void
add_text(struct reader *reader, struct str text)
{
	size_t slashes = 0;

	while (slashes < text.len && text.at[text.len - 1 - slashes] == '\\')
		slashes++;
	if (slashes % 2)
		text.len--;
	if (reader->text.len)
		buf_add_char(&reader->text, ' ');
	buf_add_str(&reader->text, text);
}

static void
begin_block(struct reader *reader, enum node_kind kind, struct str text)
{
	end_all(reader);
	buf_clear(&reader->text);
	add_text(reader, text);
	reader->open = true;
	reader->kind = kind;
}

static void
leave_containers(struct reader *reader, size_t indent)
{
	end_all(reader);
	while (reader->depth &&
	    indent < reader->stack[reader->depth - 1].marker + 2)
		reader->depth--;
}

/* A text that stays as it is, of whatever it was a part. */
static void
keep(struct reader *reader, struct str text)
{
	end_all(reader);
	import_add(reader->job, reader->doc, parent_at(reader, reader->depth),
		NODE_PARAGRAPH, text);
	reader->job->out->kept_as_text++;
}

/* Bytes of `12. ` or `12) `; 0 when the text is no ordered item. */
static size_t
ordered_marker(struct str text)
{
	size_t off = 0;

	while (off < text.len && text.at[off] >= '0' && text.at[off] <= '9')
		off++;
	if (!off || off > 9 || off == text.len ||
	    !strchr(".)", text.at[off]))
		return 0;
	off++;
	return off == text.len || text.at[off] == ' ' ||
		text.at[off] == '\t' ? off : 0;
}

/* Whether an ordered list has come so far that this is its next item. */
static bool
in_ordered_list(const struct reader *reader, size_t indent)
{
	for (size_t i = reader->depth; i-- > 0;) {
		const struct container *at = &reader->stack[i];

		if (at->ordered && indent + 1 >= at->marker &&
		    indent <= at->marker + 1)
			return true;
	}
	return false;
}

static void
begin_container(struct reader *reader, size_t indent, bool ordered,
	struct str text)
{
	leave_containers(reader, indent);
	if (reader->depth == DEPTH_MAX)
		reader->depth--;
	begin_block(reader, ordered ? NODE_PARAGRAPH : NODE_ITEM, text);
	reader->stack[reader->depth++] = (struct container){ indent, ordered,
		NULL };
	reader->opens_container = true;
}

static bool
read_list(struct reader *reader, struct str text, size_t indent)
{
	size_t len = ordered_marker(text);
	bool sub;

	if (len) {
		if (reader->open && !reader->blank &&
		    !str_starts(text, "1.") && !str_starts(text, "1)") &&
		    !in_ordered_list(reader, indent))
			return false;
		begin_container(reader, indent, true, text);
		return true;
	}
	/* An `o` is text here. */
	if (text.at[0] == 'o' || !import_bullet(text, &sub))
		return false;
	utf8_at(text, 0, &len);
	begin_container(reader, indent, false, str_trim(str_from(text, len)));
	return true;
}

static bool
read_heading(struct reader *reader, struct str text, size_t indent)
{
	struct str heading;
	unsigned level = indent > 3 ? 0 : markdown_heading(text, &heading);

	if (!level && reader->blank && indent < 4) {
		level = markdown_underlined(text, reader->rest);
		reader->underline = level > 0;
		heading = text;
	}
	if (!level)
		return false;
	end_all(reader);
	reader->depth = 0;
	if (level == 1 && reader->names.title) {
		import_see_symbol(reader->job, heading);
		import_add(reader->job, reader->doc, NULL, NODE_PARAGRAPH,
			as_source(reader, heading));
		return true;
	}
	level = level < reader->names.shallowest ? 1 :
		level - (unsigned)reader->names.shallowest + 1;
	import_add_section(reader->job, reader->doc, level,
		as_source(reader, heading));
	return true;
}

/* Blocks of a note are its text, one behind the other. */
static bool
read_note(struct reader *reader, struct str text, size_t indent)
{
	struct str label, rest;

	if (indent < 4 && markdown_note(text, &label, &rest)) {
		end_all(reader);
		reader->depth = 0;
		reader->in_note = true;
		reader->note = label;
		reader->note_line = reader->job->done;
		buf_clear(&reader->text);
		add_text(reader, rest);
		return true;
	}
	if (!reader->in_note || (reader->blank && indent < 2) ||
	    (indent < 2 && text.at[0] == '#'))
		return false;
	add_text(reader, text);
	return true;
}

static void
add_row(struct reader *reader, struct node *table, struct str line,
	size_t *columns)
{
	struct import_row row = { NULL, 0, 0 };

	markdown_cells(&row, as_source(reader, line));
	if (!*columns)
		*columns = row.n;
	import_add_row(reader->doc, table, &row, *columns);
	import_row_release(&row);
}

/* A line with a pipe, and below it the delimiter row. */
static int
read_table(struct reader *reader, struct str line, size_t indent)
{
	struct str rest = reader->rest, next;
	struct import_row row = { NULL, 0, 0 };
	struct node *table;
	size_t columns;
	int got;

	if (!memchr(line.at, '|', line.len) || !str_line(&rest, &next) ||
	    !markdown_is_delimiter(next))
		return 0;
	leave_containers(reader, indent);
	markdown_cells(&row, next);
	columns = row.n;
	import_row_release(&row);
	table = import_add_table(reader->doc, parent_at(reader, reader->depth),
		columns);
	add_row(reader, table, line, &columns);
	got = import_line(reader->job, &reader->rest, &next);
	for (rest = reader->rest; got > 0 && str_line(&rest, &next) &&
	     memchr(next.at, '|', next.len) && str_trim(next).len;
	     rest = reader->rest) {
		got = import_line(reader->job, &reader->rest, &next);
		add_row(reader, table, next, &columns);
	}
	return got < 0 ? -1 : 1;
}

/* Rules, underlines of headings, attributes, HTML: one line each. */
static bool
stands_alone(struct str text)
{
	size_t signs = 0;

	if (str_starts(text, "{:") && str_ends(text, "}"))
		return true;
	if (text.len > 2 && text.at[0] == '<' && str_ends(text, ">") &&
	    strchr("/!abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
		    text.at[1]))
		return true;
	if (text.len < 3 || !strchr("-=*_", text.at[0]))
		return false;
	for (size_t i = 0; i < text.len; i++) {
		if (text.at[i] != text.at[0] && text.at[i] != ' ')
			return false;
		signs += text.at[i] == text.at[0];
	}
	return signs > 2;
}

/* `**Option 2:** …`, `Option (b): …`: often without a blank line. */
static bool
is_option(struct str text)
{
	size_t off = 0, from;

	while (off < text.len && strchr("*[", text.at[off]))
		off++;
	text = str_from(text, off);
	if (!str_starts(text, "Option "))
		return false;
	for (from = off = 7; off < text.len && off < 12; off++)
		if (!strchr("0123456789IVXabcdef()", text.at[off]))
			break;
	return off > from && off < text.len && strchr(":*", text.at[off]);
}

/* What goes on below an empty bullet is indented, or it is none of its. */
static bool
goes_on(const struct reader *reader, struct str text, size_t indent)
{
	if (!reader->open || reader->blank || is_option(text))
		return false;
	return reader->text.len || !reader->depth ||
		indent >= reader->stack[reader->depth - 1].marker + 2;
}

static void
read_paragraph(struct reader *reader, struct str text, size_t indent)
{
	if (goes_on(reader, text, indent)) {
		add_text(reader, text);
		return;
	}
	leave_containers(reader, indent);
	if (indent >= 4 && !reader->depth)
		reader->job->out->kept_as_text++;
	begin_block(reader, NODE_PARAGRAPH, text);
}

static int
read_line(struct reader *reader, struct str line)
{
	struct str text;
	size_t indent = import_indent(line, &text);
	char mark = markdown_fence(text);
	int table;

	if (reader->underline) {
		reader->underline = reader->blank = false;
		return 0;
	}
	if (mark && (!reader->fence || mark == reader->fence)) {
		reader->fence = reader->fence ? '\0' : mark;
		keep(reader, text);
	} else if (reader->fence) {
		if (text.len)
			keep(reader, text);
	} else if (!text.len) {
		end_block(reader);
	} else if (markdown_link_on(&reader->names, line)) {
		end_all(reader);
	} else if (read_note(reader, text, indent) ||
		   read_heading(reader, text, indent)) {
		;
	} else if ((table = read_table(reader, line, indent))) {
		if (table < 0)
			return -1;
	} else if (stands_alone(text)) {
		leave_containers(reader, indent);
		keep(reader, text);
	} else if (!read_list(reader, text, indent)) {
		read_paragraph(reader, text, indent);
	}
	reader->blank = !text.len;
	return 0;
}

/* Where the file is from, and its front matter: text before the text. */
static int
read_front(struct reader *reader)
{
	struct str line;
	int got = 1;

	if (markdown_is_source(reader->rest)) {
		got = import_line(reader->job, &reader->rest, &line);
		keep(reader, line);
	}
	for (size_t i = 0; got > 0 && i < reader->names.front; i++) {
		got = import_line(reader->job, &reader->rest, &line);
		if (i && i + 1 < reader->names.front && str_trim(line).len)
			keep(reader, line);
	}
	return got < 0 ? -1 : 0;
}

/* What export_markdown() prints before the text is none of it. */
static int
skip_head(struct reader *reader)
{
	struct str rest = reader->rest, line;
	int got = 1;

	if (!str_line(&rest, &line) || !str_is(line, export_head_begins))
		return 0;
	while (str_line(&rest, &line) && !str_is(line, export_head_ends))
		;
	if (!str_is(line, export_head_ends))
		return 0;
	while (got > 0 && reader->rest.at < rest.at)
		got = import_line(reader->job, &reader->rest, &line);
	return got < 0 ? -1 : 0;
}

/* What defines a link that is nowhere used is text after all. */
static void
keep_unused_links(struct reader *reader)
{
	struct buf text = BUF_INIT;

	reader->depth = 0;
	for (size_t i = 0; i < reader->names.links_n; i++) {
		const struct markdown_link *link = reader->names.links[i];

		if (link->used)
			continue;
		buf_clear(&text);
		buf_add_text(&text, "\\[");
		buf_add_str(&text, link->label);
		buf_add_text(&text, "\\]: ");
		buf_add_str(&text, link->url);
		keep(reader, buf_str(&text));
		import_warn(reader->job, link->line, "the link \"%.*s\" is "
			"nowhere used: kept as text", (int)link->label.len,
			link->label.at);
	}
	buf_release(&text);
}

int
import_markdown(struct import_job *job, struct str text)
{
	struct reader reader = { .job = job, .rest = text, .blank = true };
	struct str line;
	int got;

	reader.doc = import_new_doc(job, job->options->main);
	got = skip_head(&reader) ? -1 : 1;
	markdown_names_read(&reader.names, reader.rest, job->done);
	if (got > 0)
		got = read_front(&reader) ? -1 : 1;
	while (got > 0) {
		got = import_line(job, &reader.rest, &line);
		if (got > 0 && read_line(&reader, line))
			got = -1;
	}
	end_all(&reader);
	if (got == 0)
		keep_unused_links(&reader);
	markdown_names_release(&reader.names);
	buf_release(&reader.text);
	buf_release(&reader.source);
	return got;
}
