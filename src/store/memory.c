/*
 * The store in memory: for tests, and for looking at a document that is in no
 * repository. It behaves as the git store does, without disk, locks or other
 * writers. What it must not do: depend on anything but its calls; ids are the
 * same on every machine.
 */
#include "memory.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"

static struct str
id_key(const store_id *id)
{
	return str_make((const char *)id->bytes, sizeof(id->bytes));
}

struct memory_revision *
memory_find(struct memory_store *memory, const store_id *id)
{
	size_t i;

	for (i = memory->revisions_n; i > 0; i--) {
		if (store_id_same(&memory->revisions[i - 1]->is.id, id))
			return memory->revisions[i - 1];
	}
	return NULL;
}

int
memory_need(struct memory_store *memory, const store_id *id,
	struct memory_revision **out, struct err *err)
{
	char text[STORE_HEX + 1];

	*out = NULL;
	if (store_id_is_none(id))
		return 0;
	*out = memory_find(memory, id);
	if (*out)
		return 0;
	store_id_text(id, text);
	return err_set(err, ERR_DAMAGED, "revision %s cannot be read", text);
}

size_t
memory_first(const struct memory_revision *revision, struct str path)
{
	size_t from = 0, to = revision->n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (str_order(str_of(revision->files[mid].path), path) < 0)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

static void
close_memory(struct store *store)
{
	struct memory_store *memory = (struct memory_store *)store;
	size_t i;

	for (i = 0; i < memory->revisions_n; i++)
		memory_revision_free(memory->revisions[i]);
	for (i = 0; i < memory->blobs_n; i++) {
		buf_release(&memory->blobs[i]->bytes);
		free(memory->blobs[i]);
	}
	free(memory->revisions);
	free(memory->blobs);
	map_release(&memory->by_id);
	store_tags_release(&memory->tags);
	free(memory);
}

static const char *
no_text(const struct store *store)
{
	(void)store;
	return NULL;
}

static int
memory_tip(struct store *store, store_id *out, struct err *err)
{
	(void)err;
	*out = ((struct memory_store *)store)->tip;
	return 0;
}

/* The id of a folder: what lies in it decides. */
static store_id
folder_id(const struct memory_revision *revision, size_t from, size_t to)
{
	struct buf bytes = BUF_INIT;
	store_id id;

	for (; from < to; from++) {
		buf_add_format(&bytes, "%s\n", revision->files[from].path);
		buf_add(&bytes, revision->files[from].blob.bytes,
			sizeof(revision->files[from].blob.bytes));
	}
	memory_digest(buf_str(&bytes), &id);
	buf_release(&bytes);
	return id;
}

/* Entries of the folder whose path with its slash is `folder`. */
static void
add_entries(const struct memory_revision *revision, struct str folder,
	struct store_entries *out)
{
	size_t at = memory_first(revision, folder), next;

	while (at < revision->n) {
		struct str path = str_of(revision->files[at].path);
		size_t end = str_find(path, folder.len, str_of("/"));
		struct str inner = str_part(path, 0, end + 1);
		store_id id = revision->files[at].blob;

		if (!str_same(str_part(path, 0, folder.len), folder))
			break;
		next = at + 1;
		while (end < path.len && next < revision->n &&
		       str_same(str_part(str_of(revision->files[next].path),
		       0, inner.len), inner))
			next++;
		if (end < path.len)
			id = folder_id(revision, at, next);
		store_entries_add(out, str_part(path, folder.len,
			end - folder.len), end < path.len ? STORE_FOLDER :
			STORE_FILE, &id);
		at = next;
	}
}

static int
not_there(struct err *err, const char *path, const store_id *revision,
	const char *kind)
{
	char text[STORE_HEX + 1];

	store_id_text(revision, text);
	return err_set(err, ERR_MISSING, "there is no %s \"%s\" in %.10s",
		kind, path, text);
}

static int
memory_list(struct store *store, const store_id *revision, const char *path,
	struct store_entries *out, struct err *err)
{
	struct memory_revision *found;
	struct buf folder = BUF_INIT;

	if (memory_need((struct memory_store *)store, revision, &found,
	    err) < 0)
		return -1;
	buf_add_text(&folder, path);
	if (*path)
		buf_add_char(&folder, '/');
	if (found)
		add_entries(found, buf_str(&folder), out);
	buf_release(&folder);
	if (out->n == 0 && *path)
		return not_there(err, path, revision, "folder");
	return 0;
}

static int
memory_read_blob(struct store *store, const store_id *id, struct buf *out,
	struct err *err)
{
	struct memory_store *memory = (struct memory_store *)store;
	char text[STORE_HEX + 1];
	size_t i;

	for (i = 0; i < memory->blobs_n; i++) {
		if (store_id_same(&memory->blobs[i]->id, id)) {
			buf_add_str(out, buf_str(&memory->blobs[i]->bytes));
			return 0;
		}
	}
	store_id_text(id, text);
	return err_set(err, ERR_DAMAGED,
		"the stored text %s cannot be read or is too large", text);
}

static int
memory_read(struct store *store, const store_id *revision, const char *path,
	struct buf *out, struct err *err)
{
	struct memory_store *memory = (struct memory_store *)store;
	const struct memory_blob *blob;
	struct memory_revision *found;
	size_t at;

	if (memory_need(memory, revision, &found, err) < 0)
		return -1;
	at = found ? memory_first(found, str_of(path)) : 0;
	if (!found || at == found->n ||
	    strcmp(found->files[at].path, path) != 0)
		return not_there(err, path, revision, "file");
	blob = map_get(&memory->by_id, id_key(&found->files[at].blob));
	buf_add_str(out, buf_str(&blob->bytes));
	return 0;
}

static int
memory_compare(struct store *store, const store_id *from, const store_id *to,
	struct store_differences *out, struct err *err)
{
	struct memory_store *memory = (struct memory_store *)store;
	const struct memory_revision nothing = { .n = 0 };
	struct memory_revision *one, *two;
	const store_id none = { { 0 } };
	size_t a = 0, b = 0;

	if (memory_need(memory, from, &one, err) < 0 ||
	    memory_need(memory, to, &two, err) < 0)
		return -1;
	for (;;) {
		const struct memory_revision *x = one ? one : &nothing;
		const struct memory_revision *y = two ? two : &nothing;
		const struct memory_file *f = a < x->n ? &x->files[a] : NULL;
		const struct memory_file *t = b < y->n ? &y->files[b] : NULL;
		int order = f && t ? strcmp(f->path, t->path) : f ? -1 : 1;

		if (!f && !t)
			return 0;
		if (order != 0 || !store_id_same(&f->blob, &t->blob))
			store_differences_add(out,
				str_of(order <= 0 ? f->path : t->path),
				order <= 0 ? &f->blob : &none,
				order >= 0 ? &t->blob : &none);
		a += order <= 0;
		b += order >= 0;
	}
}

static const char *
memory_busy(struct store *store)
{
	(void)store;
	return NULL;
}

static int
memory_outside_read(struct store *store, const char *path, struct buf *out,
	struct err *err)
{
	(void)store;
	(void)out;
	return err_set(err, ERR_MISSING, "there is no %s", path);
}

static int
memory_outside(struct store *store, const char *const *folders,
	struct store_paths *out, struct err *err)
{
	(void)folders;
	(void)store;
	(void)out;
	(void)err;
	return 0;
}

static int
memory_revision(struct store *store, const store_id *id,
	struct store_revision *out, struct err *err)
{
	struct memory_revision *found;

	if (memory_need((struct memory_store *)store, id, &found, err) < 0)
		return -1;
	if (!found)
		return err_set(err, ERR_DAMAGED, "no revision was named");
	*out = found->is;
	out->author = mem_text(found->is.author);
	out->author_email = mem_text(found->is.author_email);
	out->committer = mem_text(found->is.committer);
	out->committer_email = mem_text(found->is.committer_email);
	out->message = mem_text(found->is.message);
	return 0;
}

static const struct store_tag *
find_tag(const struct memory_store *memory, const char *name)
{
	size_t i;

	for (i = 0; i < memory->tags.n; i++) {
		if (strcmp(memory->tags.at[i].name, name) == 0)
			return &memory->tags.at[i];
	}
	return NULL;
}

/* Revisions whose id begins with `name`; the last of them in *out. */
static size_t
count_ids(const struct memory_store *memory, const char *name, store_id *out)
{
	char text[STORE_HEX + 1];
	store_id read;
	size_t i, n = 0, len = store_id_read(&read, name);
	char begin[STORE_HEX + 1];

	if (len == 0)
		return 0;
	store_id_text(&read, begin);
	for (i = 0; i < memory->revisions_n; i++) {
		store_id_text(&memory->revisions[i]->is.id, text);
		if (strncmp(text, begin, len) == 0) {
			*out = memory->revisions[i]->is.id;
			n++;
		}
	}
	return n;
}

static int
memory_resolve(struct store *store, const char *name, store_id *out,
	struct err *err)
{
	struct memory_store *memory = (struct memory_store *)store;
	const struct store_tag *tag = find_tag(memory, name);
	size_t n;

	if (tag) {
		*out = tag->revision;
		return 0;
	}
	if (strcmp(name, "HEAD") == 0 && !store_id_is_none(&memory->tip)) {
		*out = memory->tip;
		return 0;
	}
	n = count_ids(memory, name, out);
	if (n > 1)
		return err_set(err, ERR_REFUSED, "%s is the beginning of "
			"several ids: give more of it", name);
	if (n == 0)
		return err_set(err, ERR_MISSING,
			"there is no draft and no change called %s", name);
	return 0;
}

static int
memory_tags(struct store *store, struct store_tags *out, struct err *err)
{
	struct memory_store *memory = (struct memory_store *)store;
	size_t i;

	(void)err;
	for (i = 0; i < memory->tags.n; i++) {
		const struct store_tag *from = &memory->tags.at[i];
		struct store_tag *tag = store_tags_add(out, from->name);

		tag->revision = tag->object = from->revision;
		tag->message = mem_text(from->message);
		tag->time = from->time;
	}
	return 0;
}

static int
memory_tag(struct store *store, const char *name, const store_id *revision,
	const struct store_person *tagger, const char *message,
	struct err *err)
{
	struct memory_store *memory = (struct memory_store *)store;
	struct memory_revision *found;
	struct store_tag *tag;

	if (memory_need(memory, revision, &found, err) < 0)
		return -1;
	if (find_tag(memory, name))
		return err_set(err, ERR_REFUSED, "the name %s is taken", name);
	tag = store_tags_add(&memory->tags, name);
	tag->revision = *revision;
	tag->message = mem_text(message);
	tag->time = tagger->time;
	return 0;
}

static void
memory_user(struct store *store, char **name, char **email)
{
	(void)store;
	*name = NULL;
	*email = NULL;
}

static const struct store_verbs memory_verbs = {
	.close = close_memory,
	.folder = no_text,
	.work_tree = no_text,
	.behind = no_text,
	.tip = memory_tip,
	.list = memory_list,
	.read = memory_read,
	.read_blob = memory_read_blob,
	.compare = memory_compare,
	.save = memory_save,
	.busy = memory_busy,
	.outside = memory_outside,
	.outside_read = memory_outside_read,
	.revision = memory_revision,
	.resolve = memory_resolve,
	.tags = memory_tags,
	.tag = memory_tag,
	.git_user = memory_user,
};

int
store_open_memory(struct store **out)
{
	struct memory_store *memory = mem_new(1, sizeof(*memory));

	memory->base.verbs = &memory_verbs;
	*out = &memory->base;
	return 0;
}
