/*
 * Flushing to the disk. The objects of a save are written without waiting and
 * flushed together: one syncfs(2) where it exists, one fsync(2) for each file
 * and folder where it does not. What it must not do: report done what the disk
 * has not confirmed.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "git.h"

/*
 * From <unistd.h>, which shows it only to those who ask for all of GNU; since
 * Linux 5.8 it reports write errors, before they surface at the next fsync.
 */
int syncfs(int fd);

static int
flush_path(const char *path, int flags)
{
	int fd = open(path, flags | O_RDONLY | O_CLOEXEC);
	int rc, saved;

	if (fd < 0)
		return -1;
	do {
		rc = fsync(fd);
	} while (rc < 0 && errno == EINTR);
	saved = errno;
	close(fd);
	errno = saved;
	return rc;
}

int
gitstore_flush_folder(const char *path)
{
	return flush_path(path, O_DIRECTORY);
}

/* One object's file and its folder. */
static int
flush_object(struct git_store *git, const store_id *id)
{
	char *path = gitstore_object_path(git, id);
	int rc = flush_path(path, 0);

	if (rc < 0 && errno == ENOENT) {
		rc = 0;	/* it is in a pack */
	} else if (rc == 0) {
		*strrchr(path, '/') = '\0';
		rc = gitstore_flush_folder(path);
	}
	free(path);
	return rc;
}

static int
flush_each(struct git_store *git)
{
	char *objects = gitstore_path(git, "objects");
	int rc = 0;
	size_t i;

	for (i = 0; rc == 0 && i < git->written.n; i++)
		rc = flush_object(git, &git->written.at[i].id);
	if (rc == 0)
		rc = gitstore_flush_folder(objects);
	free(objects);
	return rc;
}

/*
 * After a write error the kernel takes the lost pages for clean: a second
 * flush would report success. So the files go, and a second save writes them.
 */
static void
drop_fresh(struct git_store *git)
{
	size_t i;

	for (i = 0; i < git->written.n; i++) {
		if (git->written.at[i].fresh) {
			char *path = gitstore_object_path(git,
				&git->written.at[i].id);

			unlink(path);
			free(path);
		}
	}
}

static int
flush_disk(struct git_store *git)
{
	char *objects = gitstore_path(git, "objects");
	int fd = open(objects, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	int rc = -1, saved;

	free(objects);
	if (fd < 0)
		return -1;
	do {
		rc = syncfs(fd);
	} while (rc < 0 && errno == EINTR);
	saved = errno;
	close(fd);
	errno = saved;
	return rc;
}

int
gitstore_flush(struct git_store *git, struct err *err)
{
	int rc = flush_disk(git);

	if (rc < 0 && (errno == ENOSYS || errno == EPERM))
		rc = flush_each(git);
	if (rc < 0) {
		err_set(err, ERR_SYSTEM,
			"the disk of %s/objects does not take the change: %s",
			git->folder, strerror(errno));
		drop_fresh(git);
	}
	git->written.n = 0;
	return rc;
}
