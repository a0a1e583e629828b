/*
 * The files of a document in order: ORDER says which there are, and
 * native_read.c reads each. What somebody else's tools left wrong must not
 * keep the rest from being read: it is passed over and noted as a trouble.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/notes.h"
#include "adref/format/native.h"
#include "native_trouble.h"

struct reading {
	struct doc *doc;
	const struct native_source *source;
	struct map seen;	/* paths of what is in the text */
	struct err *err;
};

/* A line of an ORDER. */
struct entry {
	struct str folder;	/* the ORDER's: `` or `name/` */
	size_t line;
	struct str path;	/* of what it names */
};

static void
note_entry(struct reading *reading, const struct entry *entry,
	enum native_trouble_kind kind, struct str what)
{
	struct buf order = BUF_INIT;

	buf_add_str(&order, entry->folder);
	buf_add_text(&order, "ORDER");
	trouble_add(reading->source->troubles, &(struct native_trouble){
		.kind = kind, .path = order.data, .line = entry->line },
		what);
	buf_release(&order);
}

/* False when the path is in the text already. */
static bool
take_path(struct reading *reading, struct str path)
{
	return !map_put(&reading->seen, path, reading);
}

/* Read a text, or note that it is none. */
static void
read_text(struct reading *reading, const char *path, struct str text,
	const char *file)
{
	struct native_troubles *troubles = reading->source->troubles;

	if (!trouble_bytes(troubles, path, text))
		native_read_lines(reading->doc, path, text, file, troubles);
}

/* 1 when it was there, 0 when not, -1 on failure. */
static int
read_file(struct reading *reading, const char *path, const char *file)
{
	struct buf bytes = BUF_INIT;
	struct err missing = ERR_INIT;
	int rc = reading->source->read(reading->source->ctx, path, &bytes,
		&missing);

	if (rc == 0) {
		read_text(reading, path, buf_str(&bytes), file);
		rc = 1;
	} else if (missing.code == ERR_MISSING) {
		rc = 0;
	} else {
		rc = err_set(reading->err, missing.code, "%s", missing.text);
	}
	buf_release(&bytes);
	return rc;
}

static int read_order(struct reading *reading, struct str folder, bool *there);

/* A folder: a level-1 section with its section.md, or a group of parts. */
static int
read_folder(struct reading *reading, const struct entry *entry)
{
	struct buf path = BUF_INIT, name = BUF_INIT;
	bool headed, there = false;
	int rc;

	buf_add_str(&name, str_part(entry->path, 0, entry->path.len - 1));
	buf_add_str(&path, entry->path);
	buf_add_text(&path, "section.md");
	take_path(reading, buf_str(&path));
	rc = read_file(reading, buf_text(&path), buf_text(&name));
	headed = rc > 0;
	if (rc >= 0)
		rc = read_order(reading, entry->path, &there);
	if (rc == 0 && !headed && there)
		note_entry(reading, entry, TROUBLE_HEADLESS, buf_str(&path));
	else if (rc == 0 && !headed)
		note_entry(reading, entry, TROUBLE_MISSING, entry->path);
	buf_release(&path);
	buf_release(&name);
	return rc;
}

/* Names in a section's folder stand for themselves, in a group with it. */
static int
read_named(struct reading *reading, const struct entry *entry)
{
	struct str folder = entry->folder;
	struct buf path = BUF_INIT, file = BUF_INIT;
	struct node *last = doc_last_section(reading->doc);
	bool group;
	int rc;

	while (last->parent && last->level > 1)
		last = last->parent;
	group = folder.len && !(last->file && last->level == 1 &&
		str_is(str_part(folder, 0, folder.len - 1), last->file));
	buf_add_str(&path, entry->path);
	buf_add_str(&file, str_from(entry->path, group ? 0 : folder.len));
	buf_cut(&file, file.len - strlen(".md"));
	rc = read_file(reading, buf_text(&path), buf_text(&file));
	if (rc == 0)
		note_entry(reading, entry, TROUBLE_MISSING, entry->path);
	buf_release(&path);
	buf_release(&file);
	return rc < 0 ? -1 : 0;
}

static int
read_entry(struct reading *reading, struct entry *entry, struct str text)
{
	struct buf path = BUF_INIT;
	int rc = 0;

	if (!native_order_path(&path, entry->folder, text)) {
		note_entry(reading, entry, TROUBLE_NAME, text);
		return 0;
	}
	entry->path = buf_str(&path);
	if (!take_path(reading, entry->path))
		note_entry(reading, entry, TROUBLE_TWICE, entry->path);
	else if (str_ends(entry->path, "/"))
		rc = read_folder(reading, entry);
	else
		rc = read_named(reading, entry);
	buf_release(&path);
	return rc;
}

/* folder: `` or `name/`. *there is set when it has an ORDER. */
static int
read_order(struct reading *reading, struct str folder, bool *there)
{
	struct entry entry = { .folder = folder };
	struct buf path = BUF_INIT, bytes = BUF_INIT;
	struct err missing = ERR_INIT;
	struct str rest, text;
	int rc;

	buf_add_str(&path, folder);
	buf_add_text(&path, "ORDER");
	rc = reading->source->read(reading->source->ctx, buf_text(&path),
		&bytes, &missing);
	if (rc == 0)
		*there = true;
	else if (missing.code == ERR_MISSING)
		rc = 0;
	else
		rc = err_set(reading->err, missing.code, "%s", missing.text);
	rest = buf_str(&bytes);
	while (rc == 0 && native_order_next(&rest, &text, &entry.line))
		rc = read_entry(reading, &entry, text);
	buf_release(&path);
	buf_release(&bytes);
	return rc;
}

int
native_read(struct doc **out, const char *name,
	const struct native_source *source, struct err *err)
{
	struct reading reading = { .source = source, .err = err };
	bool ignored;
	int rc;

	reading.doc = doc_new(name);
	take_path(&reading, str_of("front.md"));
	take_path(&reading, str_of("footnotes.md"));
	rc = read_file(&reading, "front.md", NULL);
	if (rc >= 0)
		rc = read_order(&reading, str_make("", 0), &ignored);
	if (rc >= 0)
		rc = read_file(&reading, "footnotes.md", NULL);
	map_release(&reading.seen);
	if (rc < 0) {
		doc_free(reading.doc);
		return -1;
	}
	doc_derive_ids(reading.doc);
	notes_number(reading.doc);
	*out = reading.doc;
	return 0;
}
