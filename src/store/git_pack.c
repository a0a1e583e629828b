/*
 * Putting loose objects together in one pack. It runs beside those who write,
 * in a thread of its own where one is wanted: it has its own view of the
 * repository, and keeps them away only while files go. Stopped or killed at
 * any moment it leaves each object where it was, or in two places. What it
 * must not do: take away what has not been read from the new pack.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "git_pack.h"

enum { FOLDERS = 256 };	/* of loose objects */

bool
packing_goes_on(const struct packing *packing, const char *what, size_t done,
	size_t of)
{
	const struct store_pack_watch *watch = packing->watch;

	return !watch || !watch->goes_on ||
		watch->goes_on(watch->ctx, what, done, of);
}

static int
on_build(int stage, uint32_t done, uint32_t of, void *ctx)
{
	bool adding = stage == GIT_PACKBUILDER_ADDING_OBJECTS;

	return packing_goes_on(ctx, adding ? "gathered" : "compared", done,
		of) ? 0 : -1;
}

static int
on_write(const git_indexer_progress *progress, void *ctx)
{
	return packing_goes_on(ctx, "written", progress->indexed_objects,
		progress->total_objects) ? 0 : -1;
}

static int
insert_all(struct packing *packing, git_packbuilder *builder)
{
	int rc = 0;

	for (size_t i = 0; i < packing->n && rc == 0; i++) {
		git_oid oid;

		gitstore_oid(&oid, &packing->at[i].id);
		if (!packing->at[i].unread)
			rc = git_packbuilder_insert(builder, &oid,
				packing->at[i].name);
	}
	return rc;
}

static int
build(struct packing *packing, git_packbuilder *builder)
{
	struct buf path = BUF_INIT;
	int rc;

	git_packbuilder_set_threads(builder, 1);
	rc = git_packbuilder_set_callbacks(builder, on_build, packing);
	if (rc == 0)
		rc = insert_all(packing, builder);
	if (rc == 0)
		rc = git_packbuilder_write(builder, NULL, 0, on_write,
			packing);
	if (rc == 0) {
		buf_add_format(&path, "%s/pack/pack-%s", packing->objects,
			git_packbuilder_name(builder));
		packing->pack = buf_take(&path);
	}
	buf_release(&path);
	return rc;
}

static int
flush_file(const char *path, const char *ending)
{
	struct buf name = BUF_INIT;
	int fd, rc = -1;

	buf_add_format(&name, "%s%s", path, ending);
	fd = open(buf_text(&name), O_RDONLY | O_CLOEXEC);
	if (fd >= 0) {
		while ((rc = fsync(fd)) < 0 && errno == EINTR)
			continue;
		close(fd);
	}
	buf_release(&name);
	return rc;
}

/* Both files, then the folder that has their names. */
static int
flush(const struct packing *packing, struct err *err)
{
	char *folder = mem_text_len(packing->pack,
		(size_t)(strrchr(packing->pack, '/') - packing->pack));
	int rc = flush_file(packing->pack, ".pack");

	if (rc == 0)
		rc = flush_file(packing->pack, ".idx");
	if (rc == 0)
		rc = gitstore_flush_folder(folder);
	free(folder);
	return rc == 0 ? 0 : err_set(err, ERR_SYSTEM,
		"%s.pack cannot be written to the disk: %s", packing->pack,
		strerror(errno));
}

static int
write_pack(struct packing *packing, struct err *err)
{
	git_packbuilder *builder;
	int rc = git_packbuilder_new(&builder, packing->repo);

	if (rc == 0) {
		rc = build(packing, builder);
		git_packbuilder_free(builder);
	}
	if (rc < 0 && packing_goes_on(packing, "written", 0, 0))
		return gitstore_fail(err, ERR_SYSTEM,
			"%s could not be packed; nothing was taken away",
			packing->objects);
	return rc < 0 ? -1 : flush(packing, err);
}

static void
release(struct packing *packing)
{
	for (size_t i = 0; i < packing->n; i++)
		free(packing->at[i].name);
	free(packing->at);
	map_release(&packing->by_id);
	for (size_t i = 0; i < packing->old_n; i++)
		free(packing->old[i].path);
	free(packing->old);
	free(packing->pack);
	free(packing->objects);
	git_odb_free(packing->odb);
	git_repository_free(packing->repo);
}

/* One packs at a time: -1, and err clear, when another one does. */
static int
take_turn(const struct git_store *git, struct err *err)
{
	char *path = gitstore_path(git, "adref/packing");
	int fd = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0666);

	/* Those who share the repository take turns, too. */
	if (fd >= 0 && git->shared)
		fchmod(fd, 0664);
	if (fd < 0) {
		err_set(err, ERR_SYSTEM, "%s cannot be opened: %s", path,
			strerror(errno));
	} else if (flock(fd, LOCK_EX | LOCK_NB) < 0) {
		close(fd);
		fd = -1;
	}
	free(path);
	return fd;
}

/* What a process that was killed was writing; another's may be under way. */
static void
drop_leftovers(const struct packing *packing)
{
	struct buf path = BUF_INIT;
	struct dirent *file;
	DIR *dir;

	buf_add_format(&path, "%s/pack", packing->objects);
	dir = opendir(buf_text(&path));
	while (dir && (file = readdir(dir))) {
		struct stat is;

		if (str_starts(str_of(file->d_name), "pack_git2_") &&
		    fstatat(dirfd(dir), file->d_name, &is,
			AT_SYMLINK_NOFOLLOW) == 0 &&
		    is.st_mtime + git_waits.stale_s < time(NULL))
			unlinkat(dirfd(dir), file->d_name, 0);
	}
	if (dir)
		closedir(dir);
	buf_release(&path);
}

static int
pack(struct packing *packing, struct git_store *git,
	struct store_packed *out, struct err *err)
{
	if (git_repository_open_ext(&packing->repo, git->folder,
	    GIT_REPOSITORY_OPEN_NO_SEARCH | GIT_REPOSITORY_OPEN_BARE, NULL) < 0 ||
	    gitstore_objects(packing->repo, git->folder, &packing->odb) < 0)
		return gitstore_fail(err, ERR_SYSTEM, "%s cannot be opened",
			git->folder);
	packing->objects = gitstore_path(git, "objects");
	drop_leftovers(packing);
	if (packing_list(packing, err) < 0)
		return -1;
	if (!packing->n || !packing_goes_on(packing, "compared", 0,
	    packing->n))
		return 0;
	if (write_pack(packing, err) < 0)
		return err->code ? -1 : 0;
	return packing_drop(packing, git, out, err);
}

int
gitstore_pack(struct store *store, const struct store_pack_watch *watch,
	struct store_packed *out, struct err *err)
{
	struct git_store *git = (struct git_store *)store;
	struct packing packing = { .watch = watch, .by_id = MAP_INIT };
	int turn = take_turn(git, err), rc;

	if (turn < 0)
		return err->code ? -1 : 0;
	rc = pack(&packing, git, out, err);
	release(&packing);
	close(turn);
	return rc;
}

size_t
gitstore_loose(struct store *store)
{
	char *path = gitstore_path((struct git_store *)store, "objects/17");
	DIR *dir = opendir(path);
	struct dirent *file;
	size_t n = 0;

	while (dir && (file = readdir(dir)))
		n += strlen(file->d_name) == STORE_HEX - 2;
	if (dir)
		closedir(dir);
	free(path);
	return n * FOLDERS;
}
