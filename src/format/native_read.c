/*
 * Native files into a document, one file after the other: the text of a
 * document is its files in order, and so are its sections and nesting. Lines
 * are read into blocks here; native_line.c knows what a line is.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/notes.h"
#include "adref/format/native.h"
#include "native_line.h"

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
	if (joined.len)
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

static void
read_line(struct reader *reader, struct str text)
{
	struct native_line line;
	struct node *node;

	if (read_start(reader, text))
		return;
	if (!native_line_read(&line, text)) {
		reader->open = NULL;
		close_table(reader);
		return;
	}
	if (line.kind != NODE_ROW)
		close_table(reader);
	if (reader->open && line.kind == NODE_PARAGRAPH) {
		continue_block(reader, &line);
		return;
	}
	node = read_block(reader, &line);
	name_file(reader, node);
	take_id(reader, node, &line);
	reader->open = node_id_is_none(&line.id) &&
		node->kind != NODE_SECTION && line.kind != NODE_ROW
		? node : NULL;
}

static int
check_bytes(const char *path, struct str text, struct err *err)
{
	size_t bad = utf8_check(text), line = 1;

	if (bad == text.len)
		return 0;
	for (size_t i = 0; i < bad; i++)
		line += text.at[i] == '\n';
	return err_set(err, ERR_DAMAGED, "%s: byte %zu (line %zu) is not "
		"UTF-8 text; the file is left alone", path, bad, line);
}

int
native_read_text(struct doc *doc, const char *path, struct str text,
	const char *file, struct err *err)
{
	struct reader reader = { .doc = doc, .file = file,
		.notes = strcmp(path, "footnotes.md") == 0 };
	struct str line;

	if (str_starts(text, "\xEF\xBB\xBF"))
		text = str_from(text, 3);
	if (check_bytes(path, text, err) < 0)
		return -1;
	while (str_line(&text, &line))
		read_line(&reader, line);
	close_table(&reader);
	return 0;
}

struct reading {
	struct doc *doc;
	const struct native_source *source;
	struct err *err;
};

/* 1 when it was there, 0 when not, -1 on failure. */
static int
read_file(struct reading *reading, const char *path, const char *file)
{
	struct buf bytes = BUF_INIT;
	struct err missing = ERR_INIT;
	int rc = reading->source->read(reading->source->ctx, path, &bytes,
		&missing);

	if (rc < 0 && missing.code == ERR_MISSING)
		rc = 0;
	else if (rc < 0)
		rc = err_set(reading->err, missing.code, "%s", missing.text);
	else
		rc = native_read_text(reading->doc, path, buf_str(&bytes),
			file, reading->err) < 0 ? -1 : 1;
	buf_release(&bytes);
	return rc;
}

static int read_order(struct reading *reading, struct str folder);

static bool
is_plain_name(struct str name)
{
	if (!name.len || name.at[0] == '.')
		return false;
	for (size_t i = 0; i < name.len; i++)
		if (name.at[i] == '/' || (unsigned char)name.at[i] < ' ')
			return false;
	return true;
}

/* A folder: a level-1 section with its section.md, or a group of parts. */
static int
read_folder(struct reading *reading, struct str folder, struct str name)
{
	struct buf path = BUF_INIT, file = BUF_INIT;
	int rc;

	buf_add_str(&file, name);
	buf_add_str(&path, name);
	buf_add_text(&path, "/section.md");
	rc = folder.len ? err_set(reading->err, ERR_DAMAGED,
		"%s/%.*sORDER names a folder in a folder",
		reading->doc->name, (int)folder.len, folder.at)
		: read_file(reading, buf_text(&path), buf_text(&file));
	if (rc >= 0) {
		buf_add_char(&file, '/');
		rc = read_order(reading, buf_str(&file));
	}
	buf_release(&path);
	buf_release(&file);
	return rc;
}

/* Names in a section's folder stand for themselves, in a group with it. */
static int
read_named(struct reading *reading, struct str folder, struct str name)
{
	struct buf path = BUF_INIT, file = BUF_INIT;
	struct node *last = doc_last_section(reading->doc);
	bool group;
	int rc;

	while (last->parent && last->level > 1)
		last = last->parent;
	group = folder.len && !(last->file && last->level == 1 &&
		str_is(str_part(folder, 0, folder.len - 1), last->file));
	buf_add_str(&path, folder);
	buf_add_str(&path, name);
	if (group)
		buf_add_str(&file, folder);
	buf_add_str(&file, str_part(name, 0, name.len - 3));
	rc = read_file(reading, buf_text(&path), buf_text(&file));
	if (rc == 0)
		rc = err_set(reading->err, ERR_DAMAGED, "%s/%s is named in "
			"ORDER and is not there", reading->doc->name,
			buf_text(&path));
	buf_release(&path);
	buf_release(&file);
	return rc;
}

static int
read_entry(struct reading *reading, struct str folder, struct str entry)
{
	struct str bare = entry;

	if (str_ends(entry, "/"))
		bare = str_part(entry, 0, entry.len - 1);
	if (!is_plain_name(bare) || (bare.len == entry.len &&
		!str_ends(entry, ".md")))
		return err_set(reading->err, ERR_DAMAGED, "%s/%.*sORDER: "
			"\"%.*s\" is no name of a file or folder",
			reading->doc->name, (int)folder.len, folder.at,
			(int)(entry.len > 80 ? 80 : entry.len), entry.at);
	if (bare.len < entry.len)
		return read_folder(reading, folder, bare);
	return read_named(reading, folder, entry);
}

/* folder: `` or `name/`. */
static int
read_order(struct reading *reading, struct str folder)
{
	struct buf path = BUF_INIT, bytes = BUF_INIT;
	struct err missing = ERR_INIT;
	struct str rest, line;
	int rc;

	buf_add_str(&path, folder);
	buf_add_text(&path, "ORDER");
	rc = reading->source->read(reading->source->ctx, buf_text(&path),
		&bytes, &missing);
	if (rc < 0 && missing.code == ERR_MISSING)
		rc = 0;
	else if (rc < 0)
		rc = err_set(reading->err, missing.code, "%s", missing.text);
	rest = buf_str(&bytes);
	while (rc >= 0 && str_line(&rest, &line)) {
		line = str_trim(line);
		if (line.len)
			rc = read_entry(reading, folder, line);
	}
	buf_release(&path);
	buf_release(&bytes);
	return rc < 0 ? -1 : 0;
}

int
native_read(struct doc **out, const char *name,
	const struct native_source *source, struct err *err)
{
	struct reading reading = { .source = source, .err = err };

	reading.doc = doc_new(name);
	if (read_file(&reading, "front.md", NULL) < 0 ||
	    read_order(&reading, str_make("", 0)) < 0 ||
	    read_file(&reading, "footnotes.md", NULL) < 0) {
		doc_free(reading.doc);
		return -1;
	}
	doc_derive_ids(reading.doc);
	notes_number(reading.doc);
	*out = reading.doc;
	return 0;
}
