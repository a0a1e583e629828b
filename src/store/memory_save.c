/*
 * Saving into the memory store: the files of one revision and the puts become
 * the files of the next. Refuses what the git store refuses. What it must not
 * do: change a revision that is there.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "memory.h"

/*
 * FNV-1a in three lanes, each stirred at the end: not safe against a forger,
 * who has no way to this store.
 */
void
memory_digest(struct str bytes, store_id *out)
{
	uint64_t lanes[3];
	size_t i, lane;

	for (lane = 0; lane < 3; lane++) {
		uint64_t hash = 0xcbf29ce484222325u +
			lane * 0x9e3779b97f4a7c15u;

		for (i = 0; i < bytes.len; i++) {
			hash ^= (unsigned char)bytes.at[i];
			hash *= 0x100000001b3u;
		}
		hash ^= hash >> 33;
		hash *= 0xff51afd7ed558ccdu;
		lanes[lane] = hash ^ (hash >> 33);
	}
	for (i = 0; i < sizeof(out->bytes); i++)
		out->bytes[i] = (unsigned char)(lanes[i / 8] >> (i % 8 * 8));
}

static store_id
keep_blob(struct memory_store *memory, struct str bytes)
{
	struct buf named = BUF_INIT;
	struct memory_blob *blob;
	store_id id;

	buf_add_text(&named, "blob ");
	buf_add_str(&named, bytes);
	memory_digest(buf_str(&named), &id);
	buf_release(&named);
	if (map_get(&memory->by_id, str_make((char *)id.bytes,
	    sizeof(id.bytes))))
		return id;
	blob = mem_new(1, sizeof(*blob));
	blob->id = id;
	buf_add_str(&blob->bytes, bytes);
	memory->blobs = mem_grow(memory->blobs, &memory->blobs_cap,
		memory->blobs_n + 1, sizeof(*memory->blobs));
	memory->blobs[memory->blobs_n++] = blob;
	map_put(&memory->by_id, str_make((char *)id.bytes, sizeof(id.bytes)),
		blob);
	return id;
}

static void
add_file(struct memory_revision *revision, const char *path,
	const store_id *blob)
{
	struct memory_file *file;

	revision->files = mem_grow(revision->files, &revision->cap,
		revision->n + 1, sizeof(*revision->files));
	file = &revision->files[revision->n++];
	file->path = mem_text(path);
	file->blob = *blob;
}

/* The files of base with the puts over them, both sorted by path. */
static void
merge_files(struct memory_store *memory, const struct memory_revision *base,
	const struct store_save *save, struct memory_revision *made)
{
	size_t n, at = 0, put = 0, files = base ? base->n : 0;
	size_t *index = store_puts_sorted(save, &n);

	while (at < files || put < n) {
		const struct store_put *one =
			put < n ? &save->puts[index[put]] : NULL;
		int order = at == files ? 1 : !one ? -1 :
			strcmp(base->files[at].path, one->path);

		if (order < 0) {
			add_file(made, base->files[at].path,
				&base->files[at].blob);
		} else if (one->bytes.at) {
			store_id blob = keep_blob(memory, one->bytes);

			add_file(made, one->path, &blob);
		}
		at += order <= 0;
		put += order >= 0;
	}
	free(index);
}

/* No path may be a file and a folder at once. */
static int
check_folders(const struct memory_revision *made, struct err *err)
{
	size_t i, off;

	for (i = 0; i < made->n; i++) {
		struct str path = str_of(made->files[i].path);

		for (off = str_find(path, 0, str_of("/")); off < path.len;
		     off = str_find(path, off + 1, str_of("/"))) {
			struct str above = str_part(path, 0, off);
			size_t at = memory_first(made, above);

			if (str_is(above, made->files[at].path))
				return err_set(err, ERR_REFUSED, "%s cannot be "
					"written: what should be a folder is "
					"a file", path.at);
		}
	}
	return 0;
}

static void
describe(struct memory_revision *made, const struct store_save *save)
{
	struct store_revision *is = &made->is;

	if (!store_id_is_none(&save->parent))
		is->parents[is->parents_n++] = save->parent;
	if (!store_id_is_none(&save->also))
		is->parents[is->parents_n++] = save->also;
	is->author = mem_text(save->author.name);
	is->author_email = mem_text(save->author.email);
	is->committer = mem_text(save->committer.name);
	is->committer_email = mem_text(save->committer.email);
	is->time = save->committer.time;
	is->zone = save->committer.zone;
	is->message = mem_text(save->message);
}

static void
name_revision(struct memory_revision *made, const struct store_save *save)
{
	struct buf bytes = BUF_INIT;
	size_t i;

	for (i = 0; i < made->n; i++) {
		buf_add_format(&bytes, "%s\n", made->files[i].path);
		buf_add(&bytes, made->files[i].blob.bytes,
			sizeof(made->files[i].blob.bytes));
	}
	for (i = 0; i < made->is.parents_n; i++)
		buf_add(&bytes, made->is.parents[i].bytes,
			sizeof(made->is.parents[i].bytes));
	buf_add_format(&bytes, "\nauthor %s <%s> %lld %d\n", save->author.name,
		save->author.email, (long long)save->author.time,
		save->author.zone);
	buf_add_format(&bytes, "committer %s <%s> %lld %d\n\n%s",
		save->committer.name, save->committer.email,
		(long long)save->committer.time, save->committer.zone,
		save->message);
	memory_digest(buf_str(&bytes), &made->is.id);
	buf_release(&bytes);
}

void
memory_revision_free(struct memory_revision *revision)
{
	size_t i;

	for (i = 0; i < revision->n; i++)
		free(revision->files[i].path);
	free(revision->files);
	store_revision_release(&revision->is);
	free(revision);
}

static void
keep_revision(struct memory_store *memory, struct memory_revision *made)
{
	struct str key = str_make((char *)made->is.id.bytes,
		sizeof(made->is.id.bytes));

	memory->tip = made->is.id;
	memory->revisions = mem_grow(memory->revisions,
		&memory->revisions_cap, memory->revisions_n + 1,
		sizeof(*memory->revisions));
	memory->revisions[memory->revisions_n++] = made;
	map_put(&memory->by_id, key, made);
}

int
memory_save(struct store *store, const struct store_save *save,
	store_id *out, struct err *err)
{
	struct memory_store *memory = (struct memory_store *)store;
	struct memory_revision *base, *also, *made;

	if (!store_id_same(&save->parent, &memory->tip))
		return err_set(err, ERR_MOVED,
			"somebody else has saved meanwhile");
	if (memory_need(memory, &save->tree_of, &base, err) < 0 ||
	    memory_need(memory, &save->also, &also, err) < 0)
		return -1;
	made = mem_new(1, sizeof(*made));
	merge_files(memory, base, save, made);
	if (check_folders(made, err) < 0) {
		memory_revision_free(made);
		return -1;
	}
	describe(made, save);
	name_revision(made, save);
	*out = made->is.id;
	keep_revision(memory, made);
	return 0;
}
