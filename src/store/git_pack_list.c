/*
 * What goes into a new pack: all objects in files of their own, and the packs
 * of earlier calls that are not much larger than what is new, so that many
 * small packs become few large ones and no object is packed over and over.
 * Packs that have more than an index beside them are git's own and stay. What
 * it must not do: change anything.
 */
#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "git_pack.h"

enum {
	AS_LARGE = 2,		/* a pack of so many times what is new is left */
	FOLDERS = 256		/* of loose objects */
};

static struct packing_object *
find(const struct packing *packing, const store_id *id)
{
	char text[STORE_HEX + 1];
	uintptr_t at;

	store_id_text(id, text);
	at = (uintptr_t)map_get(&packing->by_id, str_of(text));
	return at ? &packing->at[at - 1] : NULL;
}

static void
take(struct packing *packing, const store_id *id, bool loose)
{
	struct packing_object *there = find(packing, id);
	char text[STORE_HEX + 1];

	if (there) {
		there->loose |= loose;
		return;
	}
	packing->at = mem_grow(packing->at, &packing->cap, packing->n + 1,
		sizeof(*packing->at));
	packing->at[packing->n++] = (struct packing_object){ .id = *id,
		.loose = loose };
	store_id_text(id, text);
	map_put(&packing->by_id, str_of(text), (void *)(uintptr_t)packing->n);
}

/* One of the 256 folders of loose objects. */
static void
list_folder(struct packing *packing, unsigned number)
{
	struct buf path = BUF_INIT;
	struct dirent *file;
	DIR *dir;

	buf_add_format(&path, "%s/%02x", packing->objects, number);
	dir = opendir(buf_text(&path));
	while (dir && (file = readdir(dir))) {
		char text[STORE_HEX + 1];
		store_id id;

		if (strlen(file->d_name) != STORE_HEX - 2)
			continue;
		snprintf(text, sizeof(text), "%02x%.*s", number % FOLDERS,
			STORE_HEX - 2, file->d_name);
		if (store_id_read(&id, text) == STORE_HEX)
			take(packing, &id, true);
	}
	if (dir)
		closedir(dir);
	buf_release(&path);
}

/* Names of files make versions of one file neighbours in the pack. */
static void
name_entries(struct packing *packing, git_odb_object *object)
{
	const char *at = git_odb_object_data(object);
	const char *end = at + git_odb_object_size(object);

	while (at < end) {
		const char *name = memchr(at, ' ', (size_t)(end - at));
		const char *stop = name ? memchr(name, '\0',
			(size_t)(end - name)) : NULL;
		struct packing_object *there;
		store_id id;

		if (!stop || (size_t)(end - stop) <= sizeof(id.bytes))
			return;
		memcpy(id.bytes, stop + 1, sizeof(id.bytes));
		there = find(packing, &id);
		if (there && !there->name)
			there->name = mem_text(name + 1);
		at = stop + 1 + sizeof(id.bytes);
	}
}

/* A file that cannot be read is left where it is, for who mends. */
static void
look_at(struct packing *packing, struct packing_object *at)
{
	git_odb_object *object;
	git_object_t type;
	size_t size;
	git_oid oid;

	gitstore_oid(&oid, &at->id);
	at->unread = git_odb_read_header(&size, &type, packing->odb, &oid) < 0;
	if (at->unread || !(at->loose || type == GIT_OBJECT_TREE))
		return;
	at->unread = git_odb_read(&object, packing->odb, &oid) < 0;
	if (at->unread)
		return;
	if (type == GIT_OBJECT_TREE)
		name_entries(packing, object);
	git_odb_object_free(object);
}

static void
look_at_all(struct packing *packing)
{
	for (size_t i = 0; i < packing->n &&
	     packing_goes_on(packing, "looked at", i, packing->n); i++)
		look_at(packing, &packing->at[i]);
}

/* Objects of a pack, by the table that its index begins with; 0: not known. */
static size_t
count_of(const char *index)
{
	unsigned char head[8 + 256 * 4];
	FILE *file = fopen(index, "rb");
	size_t n = 0;

	if (!file)
		return 0;
	if (fread(head, 1, sizeof(head), file) == sizeof(head) &&
	    memcmp(head, "\377tOc\0\0\0\2", 8) == 0) {
		const unsigned char *last = head + sizeof(head) - 4;

		n = (size_t)last[0] << 24 | (size_t)last[1] << 16 |
			(size_t)last[2] << 8 | last[3];
	}
	fclose(file);
	return n;
}

/* Whether a pack has nothing beside it but its index. */
static bool
is_plain(const char *path)
{
	static const char *const endings[] = { ".keep", ".bitmap", ".rev",
		".mtimes", ".promisor" };
	struct buf beside = BUF_INIT;
	bool plain = true;
	struct stat is;

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		buf_clear(&beside);
		buf_add_format(&beside, "%s%s", path, endings[i]);
		plain = plain && lstat(buf_text(&beside), &is) < 0;
	}
	buf_release(&beside);
	return plain;
}

static void
add_old(struct packing *packing, const char *folder, struct str name)
{
	struct buf path = BUF_INIT, index = BUF_INIT;
	size_t n;

	buf_add_format(&path, "%s/%.*s", folder, (int)name.len, name.at);
	buf_add_format(&index, "%s.idx", buf_text(&path));
	n = is_plain(buf_text(&path)) ? count_of(buf_text(&index)) : 0;
	buf_release(&index);
	if (n) {
		packing->old = mem_grow(packing->old, &packing->old_cap,
			packing->old_n + 1, sizeof(*packing->old));
		packing->old[packing->old_n++] = (struct packing_old){
			buf_take(&path), n };
	}
	buf_release(&path);
}

/* Git's index over several packs would miss one: then all stay. */
static void
find_old(struct packing *packing)
{
	struct buf folder = BUF_INIT, several = BUF_INIT;
	struct dirent *file;
	struct stat is;
	DIR *dir;

	buf_add_format(&folder, "%s/pack", packing->objects);
	buf_add_format(&several, "%s/multi-pack-index", buf_text(&folder));
	dir = lstat(buf_text(&several), &is) == 0 ? NULL
		: opendir(buf_text(&folder));
	while (dir && (file = readdir(dir))) {
		struct str name = str_of(file->d_name);

		if (!str_starts(name, "pack-") || !str_ends(name, ".idx"))
			continue;
		name.len -= strlen(".idx");
		add_old(packing, buf_text(&folder), name);
	}
	if (dir)
		closedir(dir);
	buf_release(&folder);
	buf_release(&several);
}

static int
by_size(const void *a, const void *b)
{
	const struct packing_old *one = a, *two = b;

	return one->n < two->n ? -1 : one->n > two->n;
}

/* The small ones go, each not larger than twice what is before it. */
static void
choose_old(struct packing *packing)
{
	size_t n = 0, sum = packing->n;

	if (packing->old_n)
		qsort(packing->old, packing->old_n, sizeof(*packing->old),
			by_size);
	while (n < packing->old_n && packing->old[n].n < AS_LARGE * sum)
		sum += packing->old[n++].n;
	while (packing->old_n > n)
		free(packing->old[--packing->old_n].path);
}

static int
take_packed(const git_oid *oid, void *ctx)
{
	store_id id = gitstore_id(oid);

	take(ctx, &id, false);
	return 0;
}

static int
list_old(struct packing *packing, const struct packing_old *old,
	struct err *err)
{
	struct buf index = BUF_INIT;
	git_odb_backend *backend = NULL;
	git_odb *odb = NULL;
	int rc;

	buf_add_format(&index, "%s.idx", old->path);
	rc = git_odb_new(&odb);
	if (rc == 0)
		rc = git_odb_backend_one_pack(&backend, buf_text(&index));
	if (rc == 0)
		rc = git_odb_add_backend(odb, backend, 1);
	if (rc == 0)
		rc = git_odb_foreach(odb, take_packed, packing);
	if (rc < 0)
		gitstore_fail(err, ERR_DAMAGED, "%s cannot be read",
			buf_text(&index));
	git_odb_free(odb);
	buf_release(&index);
	return rc < 0 ? -1 : 0;
}

int
packing_list(struct packing *packing, struct err *err)
{
	for (unsigned number = 0; number < FOLDERS; number++)
		list_folder(packing, number);
	if (!packing->n)
		return 0;
	find_old(packing);
	choose_old(packing);
	for (size_t i = 0; i < packing->old_n; i++)
		if (list_old(packing, &packing->old[i], err) < 0)
			return -1;
	look_at_all(packing);
	return 0;
}
