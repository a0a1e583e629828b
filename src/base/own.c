/*
 * Reading and replacing a person's own files. What it must not do: follow what
 * lies there to a device or a pipe, on which a read would wait.
 */
#include "adref/base/own.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adref/base/mem.h"

enum { OWN_MAX = 1024 * 1024 };

void
own_add_path(struct buf *out, enum own_place place, const char *name)
{
	const char *folder = getenv(place == OWN_CONFIG ? "XDG_CONFIG_HOME"
		: "XDG_STATE_HOME");
	const char *home = getenv("HOME");

	if (folder && *folder)
		buf_add_format(out, "%s/adref/%s", folder, name);
	else if (home && *home)
		buf_add_format(out, "%s/%s/adref/%s", home,
			place == OWN_CONFIG ? ".config" : ".local/state",
			name);
}

static int
refuse(const char *path, const char *what, struct err *err)
{
	return err_set(err, ERR_SYSTEM, "%s cannot be %s: %s", path, what,
		strerror(errno));
}

/* Returns 0, or -1 with errno set. */
static int
read_all(struct buf *out, int fd)
{
	char block[4096];
	size_t room = OWN_MAX;
	struct stat info;
	ssize_t n;

	if (fstat(fd, &info) < 0)
		return -1;
	if (!S_ISREG(info.st_mode)) {
		errno = S_ISDIR(info.st_mode) ? EISDIR : EINVAL;
		return -1;
	}
	while (room) {
		n = read(fd, block, room < sizeof(block) ? room
			: sizeof(block));
		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return (int)n;
		buf_add(out, block, (size_t)n);
		room -= (size_t)n;
	}
	return 0;
}

int
own_read(struct buf *out, const char *path, struct err *err)
{
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	int rc;

	if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
		return 0;
	if (fd < 0)
		return refuse(path, "read", err);
	rc = read_all(out, fd) < 0 ? refuse(path, "read", err) : 1;
	close(fd);
	return rc;
}

void
own_make_folders(const char *path)
{
	char *folder = mem_text(path);

	for (char *at = folder; *folder && (at = strchr(at + 1, '/'));) {
		*at = '\0';
		mkdir(folder, 0700);
		*at = '/';
	}
	free(folder);
}

/* Returns 0, or -1 with errno set. */
static int
write_all(int fd, struct str bytes)
{
	while (bytes.len) {
		ssize_t n = write(fd, bytes.at, bytes.len);

		if (n < 0 && errno != EINTR)
			return -1;
		if (n > 0)
			bytes = str_from(bytes, (size_t)n);
	}
	return fsync(fd);
}

int
own_write(const char *path, struct str bytes, struct err *err)
{
	struct buf beside = BUF_INIT;
	int fd, rc = -1;

	own_make_folders(path);
	buf_add_format(&beside, "%s.%ld", path, (long)getpid());
	unlink(buf_text(&beside));
	fd = open(buf_text(&beside), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC,
		0600);
	if (fd >= 0) {
		rc = write_all(fd, bytes);
		rc = close(fd) < 0 ? -1 : rc;
		rc = rc == 0 ? rename(buf_text(&beside), path) : rc;
	}
	if (rc < 0) {
		refuse(path, "written", err);
		unlink(buf_text(&beside));
	}
	buf_release(&beside);
	return rc;
}
