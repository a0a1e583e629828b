/*
 * The files of one revision: what an act writes and takes out.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "adref/doc/files.h"
#include "adref/format/native.h"
#include "inside.h"

void
puts_add(struct puts *puts, const char *folder, const char *path,
	struct str bytes)
{
	struct buf whole = BUF_INIT;
	struct store_put *put;

	puts->at = mem_grow(puts->at, &puts->cap, puts->n + 1,
		sizeof(*puts->at));
	put = &puts->at[puts->n++];
	buf_add_format(&whole, "%s%s%s", folder, *folder ? "/" : "", path);
	put->path = buf_take(&whole);
	put->bytes = str_make(NULL, 0);
	if (bytes.at)
		put->bytes = str_make(mem_text_len(bytes.at, bytes.len),
			bytes.len);
}

void
puts_release(struct puts *puts)
{
	for (size_t i = 0; i < puts->n; i++) {
		free((char *)puts->at[i].path);
		free((char *)puts->at[i].bytes.at);
	}
	free(puts->at);
	*puts = (struct puts){ 0 };
}

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

struct adding {
	struct puts *puts;
	const char *name;
	struct map written;
};

static int
add_file(void *ctx, const char *path, struct str bytes)
{
	struct adding *adding = ctx;

	puts_add(adding->puts, adding->name, path, bytes.at ? bytes
		: str_of(""));
	map_put(&adding->written, str_of(path), adding);
	return 0;
}

/* Whether a file below a document's folder is one that adref writes. */
static bool
is_own_file(const char *path)
{
	return str_ends(str_of(path), ".md") ||
		str_ends(str_of(path), "ORDER");
}

int
puts_add_doc(struct puts *puts, struct record *record, struct doc *doc,
	struct err *err)
{
	struct adding adding = { puts, doc->name, MAP_INIT };
	struct store_paths before = { 0 };
	int rc;

	doc_name_files(doc);
	rc = native_write_all(doc, add_file, &adding);
	if (rc == 0)
		rc = list_doc_files(record, &record->tip, doc->name, &before,
			err);
	for (size_t i = 0; i < before.n && rc == 0; i++)
		if (is_own_file(before.at[i]) && !map_get(&adding.written,
			str_of(before.at[i])))
			puts_add(puts, doc->name, before.at[i],
				str_make(NULL, 0));
	store_paths_release(&before);
	map_release(&adding.written);
	return rc;
}
