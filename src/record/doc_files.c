/*
 * Which files a document has, and writing them all: what an act writes that
 * touches more than a few lines. What it must not do: take out, or write over,
 * a file whose words stand in no text.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/files.h"
#include "inside.h"

static void
add_path(struct store_paths *paths, char *path)
{
	paths->at = mem_grow(paths->at, &paths->cap, paths->n + 1,
		sizeof(*paths->at));
	paths->at[paths->n++] = path;
}

/* levels: a document's files stand at most one folder down. */
static int
list_files(struct record *record, const store_id *revision,
	const char *name, const char *below, struct store_paths *out,
	struct err *err)
{
	struct store_entries entries = { 0 };
	struct buf folder = BUF_INIT, path = BUF_INIT;
	int rc;

	buf_add_format(&folder, "%s%s%s", name, *below ? "/" : "", below);
	rc = store_list(record->store, revision, buf_text(&folder), &entries,
		err);
	for (size_t i = 0; i < entries.n && rc == 0; i++) {
		buf_clear(&path);
		buf_add_format(&path, "%s%s%s", below, *below ? "/" : "",
			entries.at[i].name);
		if (entries.at[i].kind == STORE_FILE)
			add_path(out, mem_text(buf_text(&path)));
		else if (entries.at[i].kind == STORE_FOLDER && !*below)
			rc = list_files(record, revision, name,
				buf_text(&path), out, err);
	}
	store_entries_release(&entries);
	buf_release(&folder);
	buf_release(&path);
	return rc;
}

int
list_doc_files(struct record *record, const store_id *revision,
	const char *name, struct store_paths *out, struct err *err)
{
	struct err missing = ERR_INIT;

	if (store_id_is_none(revision))
		return 0;
	if (list_files(record, revision, name, "", out, &missing) == 0 ||
	    missing.code == ERR_MISSING)
		return 0;
	return err_set(err, missing.code, "%s", missing.text);
}

static bool
is_order(const char *path)
{
	const char *slash = strrchr(path, '/');

	return strcmp(slash ? slash + 1 : path, "ORDER") == 0;
}

static bool
is_read(const struct held *held, const char *path)
{
	return held && map_get(&held->read, str_of(path));
}

int
list_unread(struct record *record, const char *name,
	const struct held *held, struct store_paths *out, struct err *err)
{
	struct store_paths all = { 0 };
	int rc = list_doc_files(record, &record->tip, name, &all, err);

	for (size_t i = 0; i < all.n && rc == 0; i++)
		if ((str_ends(str_of(all.at[i]), ".md") ||
		     is_order(all.at[i])) && !is_read(held, all.at[i]))
			add_path(out, mem_text(all.at[i]));
	store_paths_release(&all);
	return rc;
}

struct adding {
	struct record *record;
	struct puts *puts;
	const char *name;
	const struct held *held; /* the document at the tip; may be NULL */
	struct map written;
};

/* An ORDER goes on naming what it names at the tip and could not be read. */
static void
add_order(struct adding *adding, const char *path, struct str bytes)
{
	struct record *record = adding->record;
	struct buf whole = BUF_INIT, before = BUF_INIT, order = BUF_INIT;
	struct err ignored = ERR_INIT;

	buf_add_format(&whole, "%s/%s", adding->name, path);
	if (is_read(adding->held, path))
		store_read(record->store, &record->tip, buf_text(&whole),
			&before, &ignored);
	native_order_keep(&order, path, bytes, buf_str(&before),
		adding->held ? &adding->held->troubles : NULL);
	puts_add(adding->puts, adding->name, path, order.len
		? buf_str(&order) : str_make(NULL, 0));
	buf_release(&whole);
	buf_release(&before);
	buf_release(&order);
}

static int
add_file(void *ctx, const char *path, struct str bytes)
{
	struct adding *adding = ctx;

	if (is_order(path))
		add_order(adding, path, bytes);
	else
		puts_add(adding->puts, adding->name, path, bytes.at ? bytes
			: str_of(""));
	map_put(&adding->written, str_of(path), adding);
	return 0;
}

/* The document as it is at the tip, when it is there. */
static int
find_held(struct adding *adding, struct err *err)
{
	struct doc *ignored;

	if (!record_has(adding->record, adding->name))
		return 0;
	if (record_doc(adding->record, adding->name, &ignored, err) < 0)
		return -1;
	adding->held = docs_held(adding->record, adding->name);
	return 0;
}

/* Take out what the document was made of and is no more. */
static int
add_gone(struct adding *adding, struct err *err)
{
	struct store_paths before = { 0 };
	int rc = list_doc_files(adding->record, &adding->record->tip,
		adding->name, &before, err);

	for (size_t i = 0; i < before.n && rc == 0; i++) {
		const char *path = before.at[i];

		if (!is_read(adding->held, path) ||
		    map_get(&adding->written, str_of(path)))
			continue;
		if (is_order(path))
			add_order(adding, path, str_make("", 0));
		else
			puts_add(adding->puts, adding->name, path,
				str_make(NULL, 0));
	}
	store_paths_release(&before);
	return rc;
}

int
puts_check(const struct puts *puts, const struct record *record,
	const char *name, struct err *err)
{
	const struct held *held = docs_held(record, name);
	size_t len = strlen(name) + 1;

	for (size_t i = 0; held && i < held->troubles.n; i++) {
		const struct native_trouble *bad = &held->troubles.at[i];

		for (size_t k = 0; k < puts->n; k++)
			if (bad->kind == TROUBLE_BYTES &&
			    strlen(puts->at[k].path) > len &&
			    strcmp(puts->at[k].path + len, bad->path) == 0)
				return err_set(err, ERR_REFUSED, "%s is not "
					"UTF-8 text (line %zu) and would be "
					"written over: mend it first",
					puts->at[k].path, bad->line);
	}
	return 0;
}

int
puts_add_doc(struct puts *puts, struct record *record, struct doc *doc,
	struct err *err)
{
	struct adding adding = { .record = record, .puts = puts,
		.name = doc->name };
	struct store_paths unread = { 0 };
	int rc = find_held(&adding, err);

	if (rc == 0)
		rc = list_unread(record, doc->name, adding.held, &unread,
			err);
	if (rc == 0) {
		doc_name_files_beside(doc, (const char *const *)unread.at,
			unread.n);
		rc = native_write_all(doc, add_file, &adding);
	}
	if (rc == 0)
		rc = add_gone(&adding, err);
	if (rc == 0)
		rc = puts_check(puts, record, doc->name, err);
	store_paths_release(&unread);
	map_release(&adding.written);
	return rc;
}
