/*
 * A derived file that grows at its end: records, each with a check over all
 * that stands before it. What it must not do: believe a byte behind the first
 * one that does not check out.
 */
#include "index_part.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

static const char magic[] = "adref index 1\n";

static uint64_t
mix(uint64_t check, const unsigned char *at, size_t len)
{
	const uint64_t odd = 0x9e3779b97f4a7c15u;

	check = (check ^ len) * odd;
	for (; len >= 8; at += 8, len -= 8) {
		uint64_t word;

		memcpy(&word, at, 8);
		check = (check ^ word) * odd;
		check ^= check >> 32;
	}
	for (; len; at++, len--) {
		check = (check ^ *at) * odd;
		check ^= check >> 32;
	}
	return check;
}

void
index_put(struct buf *out, uint64_t number, size_t len)
{
	unsigned char bytes[8];

	for (size_t i = 0; i < len; i++)
		bytes[i] = (unsigned char)(number >> (8 * i));
	buf_add(out, bytes, len);
}

/* A record is its length, its bytes, its length again, and the check. */
void
part_add(struct part *part, const struct buf *body)
{
	struct buf record = BUF_INIT;
	size_t len = 4 + body->len + INDEX_ENDING;

	index_put(&record, len, 4);
	buf_add(&record, buf_text(body), body->len);
	index_put(&record, len, 4);
	part->check = mix(part->check, (const unsigned char *)buf_text(
		&record), record.len);
	index_put(&record, part->check, INDEX_CHECK);
	buf_add_str(&part->own, buf_str(&record));
	buf_release(&record);
}

void
part_release(struct part *part)
{
	if (part->mapped)
		munmap((void *)part->mapped, part->mapped_len);
	buf_release(&part->own);
}

/* A new one, with nothing in it. The same chance stands in both files. */
void
part_begin(struct part *part, uint64_t pair)
{
	part_release(part);
	part->mapped = NULL;
	part->mapped_len = part->good = 0;
	part->own = (struct buf)BUF_INIT;
	part->kept = 0;
	buf_add(&part->own, magic, sizeof(magic) - 1);
	index_put(&part->own, 0x0102, 2);
	index_put(&part->own, pair, 8);
	part->check = mix(0, (const unsigned char *)buf_text(&part->own),
		INDEX_HEADER);
}

bool
part_map(struct part *part, int folder)
{
	int fd = openat(folder, part->name, O_RDONLY | O_CLOEXEC |
		O_NOFOLLOW);
	struct stat is;
	void *mapped = MAP_FAILED;

	if (fd < 0)
		return false;
	if (fstat(fd, &is) == 0 && S_ISREG(is.st_mode) &&
	    is.st_size >= INDEX_HEADER)
		mapped = mmap(NULL, (size_t)is.st_size, PROT_READ,
			MAP_SHARED, fd, 0);
	close(fd);
	if (mapped == MAP_FAILED)
		return false;
	part->mapped = mapped;
	part->mapped_len = (size_t)is.st_size;
	part->good = INDEX_HEADER;
	part->check = mix(0, part->mapped, INDEX_HEADER);
	return memcmp(part->mapped, magic, sizeof(magic) - 1) == 0;
}

/* The next record's body that checks out; false at the end of what does. */
bool
part_next(struct part *part, const unsigned char **body, size_t *len)
{
	const unsigned char *at = part->mapped + part->good;
	size_t left = part->mapped_len - part->good, size;
	uint64_t check;

	if (left < 4 + INDEX_ENDING)
		return false;
	size = (size_t)index_get(at, 4);
	if (size < 4 + INDEX_ENDING || size > left)
		return false;
	check = mix(part->check, at, size - INDEX_CHECK);
	if (check != index_get(at + size - INDEX_CHECK, INDEX_CHECK))
		return false;
	part->check = check;
	part->good += size;
	*body = at + 4;
	*len = size - 4 - INDEX_ENDING;
	return true;
}

/* The folder of derived files; -1 when there is none and it is not made. */
int
index_folder(struct record *record, bool make)
{
	const char *top = store_folder(record->store);
	struct buf path = BUF_INIT;
	int fd;

	if (!top)
		return -1;
	if (make)
		store_make_folder(record->store, "cache", 07777);
	buf_add_format(&path, "%s/adref/cache", top);
	fd = open(buf_text(&path), O_RDONLY | O_DIRECTORY | O_CLOEXEC |
		O_NOFOLLOW);
	buf_release(&path);
	return fd;
}

static bool
write_all(int fd, struct str bytes)
{
	while (bytes.len) {
		ssize_t n = write(fd, bytes.at, bytes.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return false;
		bytes = str_from(bytes, (size_t)n);
	}
	return true;
}

/* The whole of it in place of what is there. */
bool
part_replace(int folder, struct part *part)
{
	struct buf name = BUF_INIT;
	bool good = false;
	int fd;

	buf_add_format(&name, "%s.new", part->name);
	fd = openat(folder, buf_text(&name), O_WRONLY | O_CREAT | O_TRUNC |
		O_CLOEXEC | O_NOFOLLOW, 0666);
	if (fd >= 0) {
		good = write_all(fd, str_make((const char *)part->mapped,
			part->good)) && write_all(fd, buf_str(&part->own));
		good = close(fd) == 0 && good && renameat(folder,
			buf_text(&name), folder, part->name) == 0;
		if (!good)
			unlinkat(folder, buf_text(&name), 0);
		part->kept = good ? part->own.len : 0;
	}
	buf_release(&name);
	return good;
}

/* At the end of what is there; nothing when that is not what was read. */
bool
part_append(int folder, struct part *part)
{
	int fd = openat(folder, part->name, O_WRONLY | O_APPEND | O_CLOEXEC |
		O_NOFOLLOW);
	struct stat is;
	bool good = fd >= 0 && fstat(fd, &is) == 0 &&
		(size_t)is.st_size == part->good + part->kept &&
		write_all(fd, str_from(buf_str(&part->own), part->kept));

	if (fd >= 0)
		close(fd);
	if (good)
		part->kept = part->own.len;
	return good;
}

bool
part_is_whole(const struct part *part)
{
	return part->mapped && part->mapped_len == part->good;
}

int
index_lock(int folder)
{
	int fd = openat(folder, "index.lock", O_RDWR | O_CREAT | O_CLOEXEC |
		O_NOFOLLOW, 0666);

	while (fd >= 0 && flock(fd, LOCK_EX) < 0)
		if (errno != EINTR) {
			close(fd);
			return -1;
		}
	return fd;
}
