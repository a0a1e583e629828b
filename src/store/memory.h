/*
 * The memory store inside: what its two files share. A revision keeps all its
 * files, sorted by path; blobs are kept once. Nothing is ever taken out.
 */
#ifndef ADREF_STORE_MEMORY_H
#define ADREF_STORE_MEMORY_H

#include "adref/base/map.h"
#include "backend.h"

struct memory_blob {
	store_id id;
	struct buf bytes;
};

struct memory_file {
	char *path;
	store_id blob;
};

struct memory_revision {
	struct store_revision is;
	struct memory_file *files;	/* sorted by path */
	size_t n, cap;
};

struct memory_store {
	struct store base;
	struct memory_blob **blobs;
	size_t blobs_n, blobs_cap;
	struct memory_revision **revisions;
	size_t revisions_n, revisions_cap;
	struct map by_id;		/* either of them, by its id */
	struct store_tags tags;
	store_id tip;
};

/* NULL when there is none. */
struct memory_revision *memory_find(struct memory_store *memory,
	const store_id *id);
/* The same, with ERR_DAMAGED; none is found as NULL. */
int memory_need(struct memory_store *memory, const store_id *id,
	struct memory_revision **out, struct err *err);
/* Index of the first file whose path is not before `path`. */
size_t memory_first(const struct memory_revision *revision,
	struct str path);
/* An id that only depends on the bytes. */
void memory_digest(struct str bytes, store_id *out);

/* memory_save.c */
int memory_save(struct store *store, const struct store_save *save,
	store_id *out, struct err *err);
void memory_revision_free(struct memory_revision *revision);

#endif
