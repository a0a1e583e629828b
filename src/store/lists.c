/*
 * The lists that the store hands out: growing them inside, releasing them for
 * the caller. What it must not do: anything else.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "backend.h"

void
store_entries_add(struct store_entries *entries, struct str name,
	enum store_kind kind, const store_id *id)
{
	struct store_entry *entry;

	entries->at = mem_grow(entries->at, &entries->cap, entries->n + 1,
		sizeof(*entries->at));
	entry = &entries->at[entries->n++];
	entry->name = mem_text_len(name.at, name.len);
	entry->kind = kind;
	entry->id = *id;
}

void
store_entries_release(struct store_entries *entries)
{
	size_t i;

	for (i = 0; i < entries->n; i++)
		free(entries->at[i].name);
	free(entries->at);
	memset(entries, 0, sizeof(*entries));
}

void
store_differences_add(struct store_differences *differences, struct str path,
	const store_id *from, const store_id *to)
{
	struct store_difference *one;

	differences->at = mem_grow(differences->at, &differences->cap,
		differences->n + 1, sizeof(*differences->at));
	one = &differences->at[differences->n++];
	one->path = mem_text_len(path.at, path.len);
	one->from = *from;
	one->to = *to;
}

void
store_differences_release(struct store_differences *differences)
{
	size_t i;

	for (i = 0; i < differences->n; i++)
		free(differences->at[i].path);
	free(differences->at);
	memset(differences, 0, sizeof(*differences));
}

void
store_paths_add(struct store_paths *paths, struct str path)
{
	paths->at = mem_grow(paths->at, &paths->cap, paths->n + 1,
		sizeof(*paths->at));
	paths->at[paths->n++] = mem_text_len(path.at, path.len);
}

void
store_paths_release(struct store_paths *paths)
{
	size_t i;

	for (i = 0; i < paths->n; i++)
		free(paths->at[i]);
	free(paths->at);
	memset(paths, 0, sizeof(*paths));
}

struct store_tag *
store_tags_add(struct store_tags *tags, const char *name)
{
	struct store_tag *tag;

	tags->at = mem_grow(tags->at, &tags->cap, tags->n + 1,
		sizeof(*tags->at));
	tag = &tags->at[tags->n++];
	memset(tag, 0, sizeof(*tag));
	tag->name = mem_text(name);
	return tag;
}

static int
tag_order(const void *a, const void *b)
{
	const struct store_tag *one = a, *two = b;

	return strcmp(one->name, two->name);
}

void
store_tags_sort(struct store_tags *tags)
{
	if (tags->n)
		qsort(tags->at, tags->n, sizeof(*tags->at), tag_order);
}

void
store_tags_release(struct store_tags *tags)
{
	size_t i;

	for (i = 0; i < tags->n; i++) {
		free(tags->at[i].name);
		free(tags->at[i].message);
	}
	free(tags->at);
	memset(tags, 0, sizeof(*tags));
}

void
store_revision_release(struct store_revision *revision)
{
	free(revision->author);
	free(revision->author_email);
	free(revision->committer);
	free(revision->committer_email);
	free(revision->message);
	memset(revision, 0, sizeof(*revision));
}
