/*
 * Files of the work tree: looking, writing, taking out. Each folder on the way
 * is opened without following a link, so that no path of a hostile tree leads
 * out of the work tree. A file is written beside and renamed: nobody reads a
 * half. What it must not do: know revisions or git's index.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "git.h"

enum { FOLDER_FLAGS = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

/* Why a part of a path is no folder: ELOOP when a link stands there. */
static int
why_no_folder(int folder, const char *part, int reason)
{
	struct stat is;

	if (reason == ENOTDIR && fstatat(folder, part, &is,
	    AT_SYMLINK_NOFOLLOW) == 0 && S_ISLNK(is.st_mode))
		return ELOOP;
	return reason;
}

/*
 * Open the folder that holds path, made when `make` is set; *name is the last
 * part of path. A descriptor, or -1 with errno.
 */
static int
open_folder(const struct git_store *git, const char *path, bool make,
	const char **name)
{
	int folder = open(git->work, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	const char *slash;

	while (folder >= 0 && (slash = strchr(path, '/'))) {
		char *part = mem_text_len(path, (size_t)(slash - path));
		int inner = openat(folder, part, FOLDER_FLAGS);
		int saved;

		if (inner < 0 && errno == ENOENT && make &&
		    (mkdirat(folder, part, 0777) == 0 || errno == EEXIST))
			inner = openat(folder, part, FOLDER_FLAGS);
		saved = why_no_folder(folder, part, errno);
		free(part);
		close(folder);
		errno = saved;
		folder = inner;
		path = slash + 1;
	}
	*name = path;
	return folder;
}

static enum work_state
state_of(int rc, const struct stat *stat)
{
	if (rc == 0)
		return S_ISREG(stat->st_mode) ? WORK_FILE : WORK_ODD;
	if (errno == ENOENT || errno == ENOTDIR)
		return WORK_GONE;
	return errno == ELOOP ? WORK_ODD : WORK_UNREAD;
}

enum work_state
work_look(const struct git_store *git, const char *path, struct stat *stat)
{
	const char *name;
	int folder = open_folder(git, path, false, &name);
	enum work_state state;

	memset(stat, 0, sizeof(*stat));
	if (folder < 0)
		return state_of(-1, stat);
	state = state_of(fstatat(folder, name, stat, AT_SYMLINK_NOFOLLOW),
		stat);
	close(folder);
	return state;
}

static int
read_all(int fd, struct buf *out)
{
	char bytes[16384];
	ssize_t n;

	while ((n = read(fd, bytes, sizeof(bytes))) != 0) {
		if (n < 0 && errno == EINTR)
			continue;
		if (n >= 0 && out->len > STORE_FILE_MAX)
			errno = EFBIG;
		if (n < 0 || out->len > STORE_FILE_MAX)
			return -1;
		buf_add(out, bytes, (size_t)n);
	}
	return 0;
}

enum work_state
work_read(const struct git_store *git, const char *path, struct stat *stat,
	struct buf *out)
{
	enum work_state state = work_look(git, path, stat);
	const char *name;
	int folder, fd = -1, saved;

	if (state != WORK_FILE)
		return state;
	folder = open_folder(git, path, false, &name);
	if (folder >= 0)
		fd = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC |
			O_NONBLOCK);
	if (fd < 0 || fstat(fd, stat) < 0 || !S_ISREG(stat->st_mode) ||
	    read_all(fd, out) < 0)
		state = WORK_UNREAD;
	saved = errno;
	if (fd >= 0)
		close(fd);
	if (folder >= 0)
		close(folder);
	errno = saved;
	return state;
}

enum work_state
work_look_id(const struct git_store *git, const char *path,
	struct stat *stat, store_id *id)
{
	struct buf bytes = BUF_INIT;
	enum work_state state = work_read(git, path, stat, &bytes);
	git_oid oid;

	memset(id, 0, sizeof(*id));
	if (state == WORK_FILE && git_odb_hash(&oid, buf_text(&bytes),
	    bytes.len, GIT_OBJECT_BLOB) < 0)
		state = WORK_UNREAD;
	else if (state == WORK_FILE)
		*id = gitstore_id(&oid);
	buf_release(&bytes);
	return state;
}

static int
write_file(int folder, const char *name, struct str bytes)
{
	int fd = openat(folder, name, O_WRONLY | O_CREAT | O_TRUNC |
		O_NOFOLLOW | O_CLOEXEC, 0666);
	size_t done = 0;

	if (fd < 0)
		return -1;
	while (done < bytes.len) {
		ssize_t n = write(fd, bytes.at + done, bytes.len - done);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0) {
			close(fd);
			return -1;
		}
		done += (size_t)n;
	}
	return close(fd);
}

/* Write under a name in the folder `from`, rename it to its place. */
static int
write_by_way_of(int from, const char *temporary, int folder,
	const char *name, struct str bytes)
{
	int saved;

	if (write_file(from, temporary, bytes) == 0 &&
	    renameat(from, temporary, folder, name) == 0)
		return 0;
	saved = errno;
	unlinkat(from, temporary, 0);
	errno = saved;
	return -1;
}

int
work_write(const struct git_store *git, const char *path, struct str bytes)
{
	char *own = gitstore_path(git, "adref");
	int from = open(own, FOLDER_FLAGS), rc = -1, folder;
	const char *name;

	free(own);
	folder = open_folder(git, path, true, &name);
	if (from >= 0 && folder >= 0) {
		rc = write_by_way_of(from, "work.tmp", folder, name, bytes);
		if (rc < 0 && errno == EXDEV)
			rc = write_by_way_of(folder, ".adref.tmp", folder,
				name, bytes);
	}
	if (folder >= 0)
		close(folder);
	if (from >= 0)
		close(from);
	return rc;
}

/* Take out the folders above path that have become empty. */
static void
drop_folders(const struct git_store *git, const char *path)
{
	char *above = mem_text(path);
	char *slash;

	while ((slash = strrchr(above, '/'))) {
		const char *name;
		int folder, rc = -1;

		*slash = '\0';
		folder = open_folder(git, above, false, &name);
		if (folder >= 0) {
			rc = unlinkat(folder, name, AT_REMOVEDIR);
			close(folder);
		}
		if (rc < 0)
			break;
	}
	free(above);
}

int
work_drop(const struct git_store *git, const char *path)
{
	const char *name;
	int folder = open_folder(git, path, false, &name);
	int rc = -1, saved;

	if (folder >= 0) {
		rc = unlinkat(folder, name, 0);
		saved = errno;
		close(folder);
		errno = saved;
	}
	if (rc < 0 && errno != ENOENT && errno != ENOTDIR)
		return -1;
	drop_folders(git, path);
	return 0;
}
