/*
 * Taking away what a new pack has: each object is first read from that pack
 * alone, as somebody would who sees it for the first time, and its bytes must
 * give its name. Files go a few at a time under the lock that writers take, so
 * that nobody waits. What it must not do: take away a file whose object was
 * not read so.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "git_pack.h"

enum { AT_ONCE = 100 };		/* files that go while others wait */

/* The new pack by itself. */
static git_odb *
open_alone(const struct packing *packing)
{
	struct buf index = BUF_INIT;
	git_odb_backend *backend = NULL;
	git_odb *odb = NULL;

	buf_add_format(&index, "%s.idx", packing->pack);
	if (git_odb_new(&odb) == 0 &&
	    (git_odb_backend_one_pack(&backend, buf_text(&index)) < 0 ||
	     git_odb_add_backend(odb, backend, 1) < 0)) {
		git_odb_free(odb);
		odb = NULL;
	}
	buf_release(&index);
	return odb;
}

static bool
is_whole(git_odb *odb, const store_id *id)
{
	git_odb_object *object;
	git_oid oid, is;
	bool whole;

	gitstore_oid(&oid, id);
	if (git_odb_read(&object, odb, &oid) < 0)
		return false;
	whole = git_odb_hash(&is, git_odb_object_data(object),
		git_odb_object_size(object), git_odb_object_type(object)) == 0 &&
		git_oid_equal(&is, &oid);
	git_odb_object_free(object);
	return whole;
}

/* Whether all can be read; unread ones are not in it. */
static int
read_all(struct packing *packing, struct err *err)
{
	git_odb *odb = open_alone(packing);
	size_t i;

	if (!odb)
		return gitstore_fail(err, ERR_SYSTEM, "%s.pack cannot be read "
			"back: nothing was taken away", packing->pack);
	for (i = 0; i < packing->n &&
	     packing_goes_on(packing, "read back", i, packing->n); i++)
		if (!packing->at[i].unread &&
		    !is_whole(odb, &packing->at[i].id))
			break;
	git_odb_free(odb);
	if (i < packing->n && packing_goes_on(packing, "read back", i,
	    packing->n))
		return err_set(err, ERR_DAMAGED, "%s.pack does not read as it "
			"was written: nothing was taken away", packing->pack);
	return i == packing->n ? 1 : 0;
}

static void
drop_file(struct git_store *git, const store_id *id, struct store_packed *out)
{
	char *path = gitstore_object_path(git, id);
	struct stat is;

	if (lstat(path, &is) == 0 && unlink(path) == 0) {
		out->objects++;
		out->before += (size_t)is.st_size;
	}
	free(path);
}

static bool
drop_some(struct packing *packing, struct git_store *git, size_t *at,
	struct store_packed *out, struct err *err)
{
	int lock = gitstore_lock(git, err);

	if (lock < 0)
		return false;
	for (int n = 0; n < AT_ONCE && *at < packing->n; (*at)++) {
		if (!packing->at[*at].loose || packing->at[*at].unread)
			continue;
		drop_file(git, &packing->at[*at].id, out);
		n++;
	}
	close(lock);
	return true;
}

/* The index first: a pack without one is not looked at. */
static void
drop_old(const struct packing *packing, const struct packing_old *old,
	struct store_packed *out)
{
	static const char *const endings[] = { ".idx", ".pack" };
	struct buf path = BUF_INIT;
	struct stat is;

	for (int i = 0; i < 2 && strcmp(old->path, packing->pack) != 0; i++) {
		buf_clear(&path);
		buf_add_format(&path, "%s%s", old->path, endings[i]);
		if (lstat(buf_text(&path), &is) == 0 &&
		    unlink(buf_text(&path)) == 0)
			out->before += (size_t)is.st_size;
	}
	buf_release(&path);
}

static size_t
size_of(const char *pack)
{
	struct buf path = BUF_INIT;
	struct stat is;
	size_t size = 0;

	buf_add_format(&path, "%s.pack", pack);
	if (stat(buf_text(&path), &is) == 0)
		size = (size_t)is.st_size;
	buf_release(&path);
	return size;
}

static bool
has_unread(const struct packing *packing)
{
	for (size_t i = 0; i < packing->n; i++)
		if (packing->at[i].unread)
			return true;
	return false;
}

int
packing_drop(struct packing *packing, struct git_store *git,
	struct store_packed *out, struct err *err)
{
	int all = read_all(packing, err);
	size_t at = 0;

	if (all <= 0)
		return all;
	while (at < packing->n)
		if (!packing_goes_on(packing, "taken away", at, packing->n) ||
		    !drop_some(packing, git, &at, out, err))
			return err->code ? -1 : 0;
	/* An old pack with something unreadable in it is there to be mended. */
	for (size_t i = 0; i < packing->old_n && !has_unread(packing); i++)
		drop_old(packing, &packing->old[i], out);
	out->after = size_of(packing->pack);
	return 0;
}
