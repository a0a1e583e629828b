/*
 * Files that can be made anew from the repository at any time, kept in
 * adref/cache below its folder: a head of 32 bytes, then what was given. The
 * head says what it is, how long, and a sum over it; whatever does not fit is
 * not there. Nothing is flushed: a file lost in a power cut is made again. What
 * it must not do: fail an act, or write for a reader.
 */
#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "backend.h"

enum { HEAD = 32, LANES = 4, CACHE_MAX = 1 << 30 };

static const char magic[8] = "adref c1";

/* Each step is one-to-one in the lane and in the word: a change within one
 * word always changes the sum. */
static uint64_t
step(uint64_t lane, uint64_t word)
{
	lane = (lane ^ word) * 0x9E3779B97F4A7C15ULL;
	return lane << 31 | lane >> 33;
}

static uint64_t
sum(struct str bytes)
{
	uint64_t lanes[LANES] = { 1, 2, 3, 4 }, word, all = bytes.len;
	size_t off = 0;

	for (; bytes.len - off >= sizeof(lanes); off += sizeof(lanes))
		for (size_t i = 0; i < LANES; i++) {
			memcpy(&word, bytes.at + off + i * sizeof(word),
				sizeof(word));
			lanes[i] = step(lanes[i], word);
		}
	for (size_t i = 0; off < bytes.len; i++) {
		size_t len = bytes.len - off < sizeof(word)
			? bytes.len - off : sizeof(word);

		word = 0;
		memcpy(&word, bytes.at + off, len);
		lanes[i] = step(lanes[i], word);
		off += len;
	}
	for (size_t i = 0; i < LANES; i++)
		all = step(all, lanes[i]);
	return all ^ all >> 29;
}

static void
make_head(char head[HEAD], struct str bytes)
{
	uint64_t len = bytes.len, value = sum(bytes);

	memset(head, 0, HEAD);
	memcpy(head, magic, sizeof(magic));
	memcpy(head + 8, &len, sizeof(len));
	memcpy(head + 16, &value, sizeof(value));
}

static void
add_path(struct buf *out, const struct store *store, const char *name)
{
	buf_add_format(out, "%s/adref/cache/%s", store_folder(store), name);
}

ssize_t
store_read_whole(int fd, void *at, size_t len)
{
	size_t done = 0;
	ssize_t n = 1;

	while (done < len && n != 0) {
		n = read(fd, (char *)at + done, len - done);
		if (n < 0 && errno != EINTR)
			return -1;
		if (n > 0)
			done += (size_t)n;
	}
	return (ssize_t)done;
}

/* Made with what those who use the repository's folder may do. */
static bool
make_folder(const char *path, mode_t mode)
{
	if (mkdir(path, 0700) < 0)
		return errno == EEXIST;
	return chmod(path, mode) == 0;
}

bool
store_make_folder(const struct store *store, const char *name, mode_t most)
{
	const char *top = store_folder(store);
	struct buf path = BUF_INIT;
	struct stat is;
	bool made;

	if (!top || stat(top, &is) < 0) {
		errno = top ? errno : ENOENT;
		return false;
	}
	buf_add_format(&path, "%s/adref", top);
	made = make_folder(path.data, is.st_mode & 07777);
	buf_add_format(&path, "/%s", name);
	made = made && make_folder(path.data, is.st_mode & most);
	buf_release(&path);
	return made;
}

/* What stands behind the head, when the two fit. */
static char *
read_behind(int fd, size_t *len)
{
	char head[HEAD], wanted[HEAD], *bytes;
	struct stat is;

	if (fstat(fd, &is) < 0 || !S_ISREG(is.st_mode) ||
	    is.st_size < HEAD || is.st_size > CACHE_MAX ||
	    store_read_whole(fd, head, HEAD) != HEAD)
		return NULL;
	*len = (size_t)is.st_size - HEAD;
	bytes = mem_resize(NULL, *len, 1);
	if (store_read_whole(fd, bytes, *len) == (ssize_t)*len) {
		make_head(wanted, str_make(bytes, *len));
		if (memcmp(head, wanted, HEAD) == 0)
			return bytes;
	}
	free(bytes);
	return NULL;
}

char *
store_cache_read(const struct store *store, const char *name, size_t *len)
{
	struct buf path = BUF_INIT;
	char *bytes = NULL;
	int fd;

	if (!store_folder(store))
		return NULL;
	add_path(&path, store, name);
	fd = open(path.data, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	if (fd >= 0) {
		bytes = read_behind(fd, len);
		close(fd);
	}
	buf_release(&path);
	return bytes;
}

static bool
write_whole(int fd, const char *at, size_t len)
{
	while (len) {
		ssize_t n = write(fd, at, len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		at += n;
		len -= (size_t)n;
	}
	return true;
}

/* Beside the file, then in its place. */
static bool
write_file(const char *path, struct str bytes, mode_t mode)
{
	struct buf beside = BUF_INIT;
	char head[HEAD];
	bool good = false;
	int fd;

	make_head(head, bytes);
	buf_add_format(&beside, "%s.%ld.new", path, (long)getpid());
	unlink(beside.data);
	fd = open(beside.data, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
	if (fd >= 0) {
		good = fchmod(fd, mode & 0666) == 0 &&
			write_whole(fd, head, HEAD) &&
			write_whole(fd, bytes.at, bytes.len);
		good = close(fd) == 0 && good;
		good = good && rename(beside.data, path) == 0;
		if (!good)
			unlink(beside.data);
	}
	buf_release(&beside);
	return good;
}

bool
store_cache_write(const struct store *store, const char *name,
	struct str bytes)
{
	struct buf path = BUF_INIT;
	struct stat is;
	bool good;

	if (!store_folder(store) || !store->caches ||
	    bytes.len > CACHE_MAX - HEAD ||
	    !store_make_folder(store, "cache", 07777) ||
	    stat(store_folder(store), &is) < 0)
		return false;
	add_path(&path, store, name);
	good = write_file(path.data, bytes, is.st_mode);
	buf_release(&path);
	return good;
}
