/*
 * Reading documents: those at the tip are held until the tip moves, with the
 * files they are made of; those of the past are the caller's. What is wrong
 * with files is told of the present ones: the past cannot be mended.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "inside.h"

struct source {
	struct record *record;
	const store_id *revision;
	const char *name;
	struct map *read;	/* paths of what was read; may be NULL */
};

static int
read_source(void *ctx, const char *path, struct buf *out, struct err *err)
{
	struct source *source = ctx;
	struct buf whole = BUF_INIT;
	int rc;

	buf_add_format(&whole, "%s/%s", source->name, path);
	rc = store_read(source->record->store, source->revision,
		buf_text(&whole), out, err);
	if (rc == 0 && source->read)
		map_put(source->read, str_of(path), source);
	buf_release(&whole);
	return rc;
}

static bool
is_folder_name(struct str name)
{
	return name.len && name.at[0] != '-' && strspn(name.at,
		"abcdefghijklmnopqrstuvwxyz0123456789-") >= name.len;
}

bool
record_is_name(const char *name)
{
	struct str folder = str_of(name), inside;
	size_t slash = str_find(folder, 0, str_of("/"));

	inside = str_from(folder, slash + 1);
	folder = str_part(folder, 0, slash);
	return strlen(name) < 100 && is_folder_name(folder) &&
		!str_is(folder, "proposals") &&
		(!name[slash] || is_folder_name(inside));
}

bool
record_has(struct record *record, const char *name)
{
	const char *const *names;
	size_t n = record_names(record, &names);

	for (size_t i = 0; i < n; i++)
		if (strcmp(names[i], name) == 0)
			return true;
	return false;
}

bool
path_lies_in(const char *path, const char *name)
{
	size_t len = strlen(name);

	return strncmp(path, name, len) == 0 && path[len] == '/';
}

const char *
record_in_the_way(struct record *record, const char *name)
{
	const char *const *names;
	size_t n = record_names(record, &names);

	for (size_t i = 0; i < n; i++)
		if (path_lies_in(name, names[i]) ||
		    path_lies_in(names[i], name))
			return names[i];
	return NULL;
}

static int
no_document(struct record *record, const char *name, struct err *err)
{
	struct buf list = BUF_INIT;
	int rc;

	for (size_t i = 0; i < record->names_n; i++)
		buf_add_format(&list, "%s%s", i ? ", " : "",
			record->names[i]);
	rc = record->names_n
		? err_set(err, ERR_MISSING, "there is no document %s; there "
			"are: %s", name, buf_text(&list))
		: err_set(err, ERR_MISSING, "there is no document yet: adref "
			"import FILE brings one in");
	buf_release(&list);
	return rc;
}

static void
held_release(struct held *held)
{
	doc_free(held->doc);
	map_release(&held->read);
	native_troubles_release(&held->troubles);
}

static size_t
find_former(const struct record *record, const char *name)
{
	size_t i = 0;

	while (i < record->former_n &&
	       strcmp(record->former[i]->name, name) != 0)
		i++;
	return i;
}

/* It was read again, or is to be replaced. */
static void
drop_former(struct record *record, const char *name)
{
	size_t i = find_former(record, name);

	if (i == record->former_n)
		return;
	doc_free(record->former[i]);
	record->former[i] = record->former[--record->former_n];
}

struct doc *
record_doc_former(const struct record *record, const char *name)
{
	size_t i = find_former(record, name ? name : record->main);

	return i < record->former_n ? record->former[i] : NULL;
}

void
docs_forget(struct record *record)
{
	for (size_t i = 0; i < record->held_n; i++) {
		struct held *held = &record->held[i];

		drop_former(record, held->doc->name);
		record->former = mem_grow(record->former, &record->former_cap,
			record->former_n + 1, sizeof(struct doc *));
		record->former[record->former_n++] = held->doc;
		held->doc = NULL;
		held_release(held);
	}
	record->held_n = 0;
}

void
docs_release(struct record *record)
{
	docs_forget(record);
	while (record->former_n)
		doc_free(record->former[--record->former_n]);
	free(record->former);
	free(record->held);
}

struct held *
docs_held(const struct record *record, const char *name)
{
	for (size_t i = 0; i < record->held_n; i++)
		if (strcmp(record->held[i].doc->name, name) == 0)
			return &record->held[i];
	return NULL;
}

void
docs_saved(const struct record *record, const struct puts *puts)
{
	for (size_t i = 0; i < record->held_n; i++) {
		struct held *held = &record->held[i];
		size_t len = strlen(held->doc->name);

		for (size_t k = 0; k < puts->n; k++) {
			struct str path = str_of(puts->at[k].path);

			if (!str_starts(path, held->doc->name) ||
			    path.len <= len || path.at[len] != '/')
				continue;
			path = str_from(path, len + 1);
			if (puts->at[k].bytes.at)
				map_put(&held->read, path, held);
			else
				map_drop(&held->read, path);
		}
	}
}

static int
read_held(struct record *record, const char *name, struct held *out,
	struct err *err)
{
	struct source source = { record, &record->tip, name, &out->read };
	struct native_source native = { read_source, &source,
		&out->troubles };

	if (native_read(&out->doc, name, &native, err) < 0)
		return -1;
	for (size_t i = 0; i < out->troubles.n; i++)
		if (out->troubles.at[i].kind == TROUBLE_BYTES)
			map_drop(&out->read, str_of(out->troubles.at[i].path));
	placeholders_tell(record, &record->tip, out->doc);
	return 0;
}

int
record_doc(struct record *record, const char *name, struct doc **out,
	struct err *err)
{
	struct held *held, read = { 0 };

	if (!name)
		name = record->main;
	held = docs_held(record, name);
	if (held) {
		*out = held->doc;
		return 0;
	}
	if (!record_has(record, name))
		return no_document(record, name, err);
	if (read_held(record, name, &read, err) < 0) {
		held_release(&read);
		return -1;
	}
	record->held = mem_grow(record->held, &record->held_cap,
		record->held_n + 1, sizeof(*record->held));
	record->held[record->held_n++] = read;
	drop_former(record, name);
	record_tell_troubles(record, &read);
	*out = read.doc;
	return 0;
}

int
record_doc_whole(struct record *record, const store_id *revision,
	const char *name, struct doc **out, struct err *err)
{
	struct source source = { record, revision, name, NULL };
	struct native_troubles troubles = { 0 };
	struct native_source native = { read_source, &source, &troubles };
	int rc = native_read(out, name, &native, err);

	for (size_t i = 0; rc == 0 && i < troubles.n; i++) {
		if (troubles.at[i].kind == TROUBLE_TWICE)
			continue;
		rc = err_set(err, ERR_REFUSED, "%s/%s cannot be read as a "
			"whole (line %zu), and is left where it is: adref "
			"check says what is wrong", name,
			troubles.at[i].path, troubles.at[i].line);
		doc_free(*out);
		*out = NULL;
	}
	native_troubles_release(&troubles);
	return rc;
}

int
record_doc_at(struct record *record, const store_id *revision,
	const char *name, struct doc **out, struct err *err)
{
	struct source source = { record, revision, name ? name : record->main,
		NULL };
	struct native_source native = { read_source, &source, NULL };
	struct held held = { 0 };

	if (!store_id_same(revision, &record->tip)) {
		if (native_read(out, source.name, &native, err) < 0)
			return -1;
		placeholders_tell(record, revision, *out);
		return 0;
	}
	if (read_held(record, source.name, &held, err) < 0) {
		held_release(&held);
		return -1;
	}
	record_tell_troubles(record, &held);
	*out = held.doc;
	held.doc = NULL;
	held_release(&held);
	return 0;
}
