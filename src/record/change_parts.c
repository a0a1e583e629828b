/*
 * The files of documents that differ between two revisions, read on both sides.
 */
#include "adref/record/change_parts.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "inside.h"

/* The name of the document that a file is of, the longest of those that fit;
 * NULL: it is of none. */
static const char *
name_of(struct record *record, struct str path)
{
	const char *const *names, *best = NULL;
	size_t n = record_names(record, &names);

	for (size_t i = 0; i < n; i++) {
		size_t len = strlen(names[i]);

		if (str_starts(path, names[i]) && path.len > len &&
		    path.at[len] == '/' && (!best || len > strlen(best)))
			best = names[i];
	}
	return best;
}

static struct change_part *
part_of(struct change_parts *parts, const char *name)
{
	struct change_part *part;

	for (size_t i = 0; i < parts->n; i++)
		if (strcmp(parts->at[i].name, name) == 0)
			return &parts->at[i];
	parts->at = mem_grow(parts->at, &parts->cap, parts->n + 1,
		sizeof(*parts->at));
	part = &parts->at[parts->n++];
	*part = (struct change_part){ .name = mem_text(name),
		.from = doc_new(name), .to = doc_new(name) };
	return part;
}

/* What cannot be read is as if it were not there. */
static void
read_file(struct record *record, struct doc *doc, const char *path,
	const store_id *blob)
{
	struct buf text = BUF_INIT;
	struct err ignored = ERR_INIT;

	if (!store_id_is_none(blob) && store_read_blob(record->store, blob,
		&text, &ignored) == 0)
		native_read_text(doc, path + strlen(doc->name) + 1,
			buf_str(&text), path, &ignored);
	buf_release(&text);
}

static int
by_main(const void *left, const void *right)
{
	const struct change_part *a = left, *b = right;

	return strcmp(a->name, b->name);
}

/* The main document first, the others by name. */
static void
sort(struct change_parts *parts, const char *first)
{
	if (parts->n)
		qsort(parts->at, parts->n, sizeof(*parts->at), by_main);
	for (size_t i = 1; i < parts->n; i++)
		if (strcmp(parts->at[i].name, first) == 0) {
			struct change_part part = parts->at[i];

			memmove(parts->at + 1, parts->at, i * sizeof(part));
			parts->at[0] = part;
		}
}

static bool
is_order(struct str path)
{
	return str_ends(path, "/ORDER");
}

/* Where sections changed places no file tells what moved. */
static int
read_whole(struct record *record, const store_id *from, const store_id *to,
	struct change_part *part, struct err *err)
{
	struct doc *was = NULL, *is = NULL;

	if ((!store_id_is_none(from) && record_doc_at(record, from,
		part->name, &was, err) < 0) || record_doc_at(record, to,
		part->name, &is, err) < 0) {
		doc_free(was);
		return -1;
	}
	doc_free(part->from);
	doc_free(part->to);
	part->from = was ? was : doc_new(part->name);
	part->to = is;
	return 0;
}

int
record_change_parts(struct record *record, const store_id *from,
	const store_id *to, struct change_parts *out, struct err *err)
{
	struct store_differences differences = { 0 };
	int rc = store_compare(record->store, from, to, &differences, err);

	*out = (struct change_parts){ .n = 0 };
	for (size_t i = 0; i < differences.n && rc == 0; i++) {
		const struct store_difference *at = &differences.at[i];
		const char *name = name_of(record, str_of(at->path));
		struct change_part *part;

		if (!name || !(str_ends(str_of(at->path), ".md") ||
		    is_order(str_of(at->path))))
			continue;
		part = part_of(out, name);
		part->whole |= is_order(str_of(at->path));
		if (is_order(str_of(at->path)))
			continue;
		read_file(record, part->from, at->path, &at->from);
		read_file(record, part->to, at->path, &at->to);
	}
	for (size_t i = 0; i < out->n && rc == 0; i++) {
		if (out->at[i].whole)
			rc = read_whole(record, from, to, &out->at[i], err);
		doc_derive_ids(out->at[i].from);
		doc_derive_ids(out->at[i].to);
	}
	sort(out, record->main);
	store_differences_release(&differences);
	if (rc < 0)
		change_parts_release(out);
	return rc;
}

void
change_parts_release(struct change_parts *parts)
{
	for (size_t i = 0; i < parts->n; i++) {
		free(parts->at[i].name);
		doc_free(parts->at[i].from);
		doc_free(parts->at[i].to);
	}
	free(parts->at);
	*parts = (struct change_parts){ .n = 0 };
}
