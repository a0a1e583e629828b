/*
 * Native files into a document, one file after the other: the text of a
 * document is its files in order, and so are its sections and nesting. Lines
 * are read into blocks here; native_line.c knows what a line is, and
 * native_files.c which files there are.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/notes.h"
#include "adref/format/native.h"
#include "native_line.h"
#include "native_trouble.h"

enum { NESTING_MAX = 64 };

/* What is being read. */
struct reader {
	struct doc *doc;
	const char *file;	/* name for the first node to come, or NULL */
	struct node *at[NESTING_MAX];	/* last node of each nesting */
	size_t nested;		/* how many of them are open */
	struct node *open;	/* a block that the next line may continue */
	struct node *table;	/* a table whose next row may follow */
	bool notes;		/* reading the notes' file */
	bool in_conflict;	/* between the marks that git leaves */
};

static void
name_file(struct reader *reader, struct node *node)
{
	if (!reader->file || node->kind == NODE_NOTE ||
	    node->kind == NODE_ROW)
		return;
	node->file = mem_text(reader->file);
	reader->file = NULL;
}

/* Where a block of this nesting stands; the nesting is cut to what is open. */
static struct node *
place(struct reader *reader, size_t *nesting)
{
	if (*nesting > reader->nested)
		*nesting = reader->nested;
	while (*nesting && reader->at[*nesting - 1]->kind == NODE_TABLE)
		--*nesting;
	return *nesting ? reader->at[*nesting - 1]
		: doc_last_section(reader->doc);
}

static void
nest(struct reader *reader, struct node *node, size_t nesting)
{
	if (nesting < NESTING_MAX) {
		reader->at[nesting] = node;
		reader->nested = nesting + 1;
	}
}

static void
take_id(struct reader *reader, struct node *node,
	const struct native_line *line)
{
	if (node_id_is_none(&line->id))
		return;
	doc_set_id(reader->doc, node, &line->id);
	node->status = line->status;
	node->same_as = line->same_as;
}

static struct node *
read_row(struct reader *reader, const struct native_line *line)
{
	size_t nesting = line->indent / 2;
	struct node *node;

	if (!reader->table) {
		struct node *parent = place(reader, &nesting);

		reader->table = doc_add(reader->doc, parent, NODE_TABLE,
			str_make("", 0));
		name_file(reader, reader->table);
		nest(reader, reader->table, nesting);
	}
	if (line->delimiter && reader->table->len == 0) {
		doc_set_line(reader->doc, reader->table, line->text);
		return reader->table;
	}
	node = doc_add(reader->doc, reader->table, NODE_ROW, line->text);
	return node;
}

static struct node *
read_block(struct reader *reader, const struct native_line *line)
{
	size_t nesting = line->indent / 2;
	struct node *node, *parent;

	switch (line->kind) {
	case NODE_SECTION:
		reader->nested = 0;
		return doc_add_section(reader->doc, line->level, line->text);
	case NODE_NOTE:
		return doc_add_note(reader->doc, line->label, line->text,
			NULL);
	case NODE_ROW:
		return read_row(reader, line);
	default:
		parent = place(reader, &nesting);
		node = doc_add(reader->doc, parent, line->kind, line->text);
		nest(reader, node, nesting);
		return node;
	}
}

/* A soft wrap: the line goes on in the next one. */
static void
continue_block(struct reader *reader, const struct native_line *line)
{
	struct buf joined = BUF_INIT;

	buf_add_str(&joined, node_str(reader->open));
	if (joined.len && line->text.len)
		buf_add_char(&joined, ' ');
	buf_add_str(&joined, line->text);
	doc_set_line(reader->doc, reader->open, buf_str(&joined));
	take_id(reader, reader->open, line);
	if (!node_id_is_none(&line->id))
		reader->open = NULL;
	buf_release(&joined);
}

/* A table that came without a delimiter row gets one. */
static void
close_table(struct reader *reader)
{
	struct buf line = BUF_INIT;

	if (reader->table && reader->table->len == 0) {
		buf_add_text(&line, "|---|");
		doc_set_line(reader->doc, reader->table, buf_str(&line));
	}
	buf_release(&line);
	reader->table = NULL;
}

/* `<!-- numbered from 8 -->` among the notes. */
static bool
read_start(struct reader *reader, struct str text)
{
	static const char begins[] = "<!-- numbered from ";
	unsigned n = 0;
	size_t at = sizeof(begins) - 1;

	text = str_trim(text);
	if (!reader->notes || !str_starts(text, begins))
		return false;
	while (at < text.len && utf8_is_digit((unsigned char)text.at[at]) &&
	       n <= NOTES_FROM_MAX)
		n = n * 10 + (unsigned)(text.at[at++] - '0');
	if (!n || n > NOTES_FROM_MAX ||
	    !str_is(str_from(text, at), " -->"))
		return false;
	reader->doc->notes_from = n > 1 ? n : 0;
	return true;
}

/*
 * A line by which git parts what it could not merge. It stands by itself: if
 * it were taken for the beginning of the next line, that would be another one.
 */
static bool
is_marker(struct reader *reader, struct str text)
{
	static const char *const signs[] = {
		"<<<<<<<", "|||||||", "=======", ">>>>>>>"
	};
	size_t i = 0;

	while (i < 4 && !str_starts(text, signs[i]))
		i++;
	if (i == 4 || (text.len > 7 && text.at[7] != ' ') ||
	    (i && !reader->in_conflict))
		return false;
	reader->in_conflict = i < 3;
	return true;
}

static void
read_marker(struct reader *reader, struct native_line *line)
{
	struct node *node;

	close_table(reader);
	line->kind = NODE_PARAGRAPH;
	node = read_block(reader, line);
	name_file(reader, node);
	take_id(reader, node, line);
	reader->open = NULL;
}

/* Whether it was a line that git left: then *marker is that. */
static bool
read_line(struct reader *reader, struct str text, struct str *marker)
{
	struct native_line line;
	struct node *node;

	if (read_start(reader, text))
		return false;
	if (!native_line_read(&line, text)) {
		reader->open = NULL;
		close_table(reader);
		return false;
	}
	if (is_marker(reader, line.text)) {
		read_marker(reader, &line);
		*marker = line.text;
		return true;
	}
	if (line.kind != NODE_ROW)
		close_table(reader);
	if (reader->open && line.kind == NODE_PARAGRAPH) {
		continue_block(reader, &line);
		return false;
	}
	node = read_block(reader, &line);
	name_file(reader, node);
	take_id(reader, node, &line);
	reader->open = node_id_is_none(&line.id) &&
		node->kind != NODE_SECTION && line.kind != NODE_ROW
		? node : NULL;
	return false;
}

void
native_read_lines(struct doc *doc, const char *path, struct str text,
	const char *file, struct native_troubles *troubles)
{
	struct reader reader = { .doc = doc, .file = file,
		.notes = strcmp(path, "footnotes.md") == 0 };
	struct native_trouble marker = { .kind = TROUBLE_MARKER,
		.path = (char *)path };
	struct str line, what;

	if (str_starts(text, "\xEF\xBB\xBF"))
		text = str_from(text, 3);
	while (str_line(&text, &line)) {
		marker.line++;
		if (read_line(&reader, line, &what))
			trouble_add(troubles, &marker, what);
	}
	close_table(&reader);
}

int
native_read_text(struct doc *doc, const char *path, struct str text,
	const char *file, struct err *err)
{
	struct native_troubles bad = { 0 };
	int rc = 0;

	if (trouble_bytes(&bad, path, text))
		rc = err_set(err, ERR_DAMAGED, "%s: byte %zu (line %zu) is "
			"not UTF-8 text; the file is left alone", path,
			bad.at[0].byte, bad.at[0].line);
	else
		native_read_lines(doc, path, text, file, NULL);
	native_troubles_release(&bad);
	return rc;
}
