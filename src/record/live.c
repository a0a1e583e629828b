/*
 * Files of programs that run, and their locks. What it must not do: know what
 * is in them.
 */
#include "live.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

enum { MOMENTS = 10 };

static int
no_folder(const char *path, struct err *err)
{
	err_set(err, ERR_SYSTEM, "%s cannot be used: %s", path,
		strerror(errno));
	return -1;
}

int
live_folder(struct record *record, const char *name, bool make,
	struct err *err)
{
	const char *top = store_folder(record_store(record));
	struct buf path = BUF_INIT;
	int fd = -1;

	if (!top)
		return -1;
	buf_add_format(&path, "%s/adref/%s", top, name);
	if (make && !store_make_folder(record_store(record), name, 02770)) {
		no_folder(buf_text(&path), err);
	} else {
		fd = open(buf_text(&path), O_RDONLY | O_DIRECTORY | O_CLOEXEC |
			O_NOFOLLOW);
		if (fd < 0 && (make || errno != ENOENT))
			no_folder(buf_text(&path), err);
	}
	buf_release(&path);
	return fd;
}

mode_t
live_mode(int folder)
{
	struct stat is;

	return fstat(folder, &is) == 0 ? is.st_mode & 0660 : 0600;
}

void
live_name(char out[LIVE_NAME + 1], const struct env *env)
{
	unsigned char chance[LIVE_NAME / 2];

	env_chance(env, chance, sizeof(chance));
	for (size_t i = 0; i < sizeof(chance); i++)
		snprintf(out + 2 * i, 3, "%02x", chance[i]);
}

bool
live_is_name(const char *file, const char *ending, char out[LIVE_NAME + 1])
{
	if (strspn(file, "0123456789abcdef") != LIVE_NAME ||
	    strcmp(file + LIVE_NAME, ending) != 0)
		return false;
	memcpy(out, file, LIVE_NAME);
	out[LIVE_NAME] = '\0';
	return true;
}

/* Whether the file that was locked is still the one of that name. */
static bool
is_there(int fd)
{
	struct stat is;

	return fstat(fd, &is) == 0 && is.st_nlink > 0;
}

/* Without waiting for somebody's hand; live_is_locked() has it for a moment,
 * and is waited for. */
static int
lock(int fd)
{
	const struct timespec moment = { 0, 1000000 };
	int rc = -1;

	for (int i = 0; i < MOMENTS && rc < 0; i++) {
		if (i && errno == EWOULDBLOCK)
			nanosleep(&moment, NULL);
		else if (i && errno != EINTR)
			break;
		rc = flock(fd, LOCK_EX | LOCK_NB);
	}
	return rc;
}

int
live_lock(int folder, const char *file, mode_t mode, struct err *err)
{
	for (;;) {
		int fd = openat(folder, file, O_RDWR | O_CREAT | O_CLOEXEC |
			O_NOFOLLOW, 0600);
		int rc;

		if (fd < 0) {
			err_set(err, ERR_SYSTEM, "a file beside the history "
				"cannot be opened: %s", strerror(errno));
			return -1;
		}
		fchmod(fd, mode);
		rc = lock(fd);
		if (rc == 0 && is_there(fd))
			return fd;
		close(fd);
		if (rc < 0) {
			err_set(err, ERR_REFUSED,
				"somebody has this in hand just now");
			return -1;
		}
	}
}

/* Nothing can be asked of a lock without taking it, for a moment. */
bool
live_is_locked(int folder, const char *file)
{
	int fd = openat(folder, file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW |
		O_NONBLOCK);
	bool locked;

	if (fd < 0)
		return false;
	locked = flock(fd, LOCK_SH | LOCK_NB) < 0;
	close(fd);
	return locked;
}

bool
live_read(int folder, const char *file, size_t most, struct buf *out)
{
	char block[4096];
	struct stat is;
	ssize_t n = 0;
	int fd = openat(folder, file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW |
		O_NONBLOCK);

	if (fd < 0)
		return false;
	if (fstat(fd, &is) == 0 && S_ISREG(is.st_mode))
		while (out->len <= most &&
		       (n = read(fd, block, sizeof(block))) > 0)
			buf_add(out, block, (size_t)n);
	close(fd);
	return true;
}
