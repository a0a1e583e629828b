/*
 * The journal's folder: making it, the locks in it, and what was left there by
 * programs that run no more.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "journal.h"

/* Nobody leaves more; what is more than that is not looked at. */
enum { FOUND_MAX = 200 };

static int
no_folder(const char *path, struct err *err)
{
	err_set(err, ERR_SYSTEM, "%s cannot be used: %s", path,
		strerror(errno));
	return -1;
}

/* Make a folder that those who share the repository can use too. */
static bool
make_folder(const char *path, mode_t mode)
{
	if (mkdir(path, 0700) < 0)
		return errno == EEXIST;
	return chmod(path, mode) == 0;
}

int
journal_folder(struct record *record, bool make, struct err *err)
{
	const char *top = store_folder(record_store(record));
	struct buf adref = BUF_INIT, path = BUF_INIT;
	struct stat is;
	int fd = -1;

	if (!top)
		return -1;
	buf_add_format(&adref, "%s/adref", top);
	buf_add_format(&path, "%s/adref/journal", top);
	if (make && (stat(top, &is) < 0 ||
	    !make_folder(buf_text(&adref), is.st_mode & 07777) ||
	    !make_folder(buf_text(&path), is.st_mode & 02770))) {
		no_folder(buf_text(&path), err);
	} else {
		fd = open(buf_text(&path), O_RDONLY | O_DIRECTORY | O_CLOEXEC |
			O_NOFOLLOW);
		if (fd < 0 && (make || errno != ENOENT))
			no_folder(buf_text(&path), err);
	}
	buf_release(&adref);
	buf_release(&path);
	return fd;
}

void
journal_file(char out[JOURNAL_FILE], const char *name, const char *kind)
{
	size_t len = strnlen(name, JOURNAL_NAME);
	size_t kind_len = strnlen(kind, JOURNAL_FILE - JOURNAL_NAME - 2);

	memcpy(out, name, len);
	out[len] = '.';
	memcpy(out + len + 1, kind, kind_len);
	out[len + 1 + kind_len] = '\0';
}

mode_t
journal_mode(int folder)
{
	struct stat is;

	return fstat(folder, &is) == 0 ? is.st_mode & 0660 : 0600;
}

/* Whether the file that was locked is still the one of that name. */
static bool
is_there(int fd)
{
	struct stat is;

	return fstat(fd, &is) == 0 && is.st_nlink > 0;
}

int
journal_lock(int folder, const char *name, mode_t mode, struct err *err)
{
	char live[JOURNAL_FILE];

	journal_file(live, name, "live");
	for (;;) {
		int fd = openat(folder, live, O_RDWR | O_CREAT | O_CLOEXEC |
			O_NOFOLLOW, 0600);
		int rc;

		if (fd < 0) {
			err_set(err, ERR_SYSTEM, "a file of the journal "
				"cannot be opened: %s", strerror(errno));
			return -1;
		}
		fchmod(fd, mode);
		while ((rc = flock(fd, LOCK_EX | LOCK_NB)) < 0 &&
		       errno == EINTR)
			continue;
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

/* ERR_MISSING when there is no such file. */
static int
read_kind(int folder, const char *name, const char *kind,
	struct journal_entry *out, struct err *err)
{
	char file[JOURNAL_FILE], block[4096];
	struct buf bytes = BUF_INIT;
	struct stat is;
	ssize_t n = 0;
	int fd, rc;

	journal_file(file, name, kind);
	fd = openat(folder, file, O_RDONLY | O_CLOEXEC | O_NOFOLLOW |
		O_NONBLOCK);
	if (fd < 0)
		return err_set(err, ERR_MISSING, "it has gone meanwhile");
	if (fstat(fd, &is) == 0 && S_ISREG(is.st_mode))
		while (bytes.len <= JOURNAL_MAX &&
		       (n = read(fd, block, sizeof(block))) > 0)
			buf_add(&bytes, block, (size_t)n);
	close(fd);
	rc = bytes.len > JOURNAL_MAX ? err_set(err, ERR_DAMAGED,
		"a journal's file is too long") : journal_read(out,
		buf_str(&bytes), err);
	buf_release(&bytes);
	return rc;
}

/* What a crash wrote is newer than the text, when it is whole. */
static int
read_file(int folder, const char *name, struct journal_entry *out,
	struct err *err)
{
	struct err ignored = ERR_INIT;

	if (read_kind(folder, name, "last", out, &ignored) == 0)
		return 0;
	return read_kind(folder, name, "text", out, err);
}

static bool
is_file(int folder, const char *name, const char *kind)
{
	char file[JOURNAL_FILE];
	struct stat is;

	journal_file(file, name, kind);
	return fstatat(folder, file, &is, AT_SYMLINK_NOFOLLOW) == 0;
}

/* The name of a file with this ending; false when it is none of ours. */
static bool
name_of(const char *file, const char *ending, char out[JOURNAL_NAME + 1])
{
	if (strspn(file, "0123456789abcdef") != JOURNAL_NAME ||
	    strcmp(file + JOURNAL_NAME, ending) != 0)
		return false;
	memcpy(out, file, JOURNAL_NAME);
	out[JOURNAL_NAME] = '\0';
	return true;
}

/* Nothing can be asked of a lock without taking it, for a moment. */
static bool
is_live(int folder, const char *name)
{
	char live[JOURNAL_FILE];
	int fd;
	bool locked;

	journal_file(live, name, "live");
	fd = openat(folder, live, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return false;
	locked = flock(fd, LOCK_SH | LOCK_NB) < 0;
	close(fd);
	return locked;
}

/* A lock without a text, of one that was ended while nothing was typed. */
static void
clean(int folder, const char *name)
{
	char live[JOURNAL_FILE];
	int fd;

	journal_file(live, name, "live");
	fd = openat(folder, live, O_RDWR | O_CLOEXEC | O_NOFOLLOW);
	if (fd < 0)
		return;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0 &&
	    !is_file(folder, name, "text") && !is_file(folder, name, "last"))
		unlinkat(folder, live, 0);
	close(fd);
}

static void
add_found(struct journal_list *out, int folder, const char *name)
{
	struct journal_found found = { .live = is_live(folder, name) };
	struct err err = ERR_INIT;

	memcpy(found.name, name, sizeof(found.name));
	if (read_file(folder, name, &found.entry, &err) < 0) {
		if (err.code == ERR_MISSING)
			return;
		found.damaged = true;
	}
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = found;
}

static int
by_time(const void *a, const void *b)
{
	const struct journal_found *one = a, *two = b;

	if (one->entry.time != two->entry.time)
		return one->entry.time < two->entry.time ? -1 : 1;
	return strcmp(one->name, two->name);
}

int
journal_find(struct record *record, struct journal_list *out,
	struct err *err)
{
	int folder = journal_folder(record, false, err);
	struct dirent *file;
	DIR *dir;

	if (folder < 0)
		return err->code ? -1 : 0;
	dir = fdopendir(dup(folder));
	while (dir && out->n < FOUND_MAX && (file = readdir(dir))) {
		char name[JOURNAL_NAME + 1];

		if (name_of(file->d_name, ".text", name) ||
		    (name_of(file->d_name, ".last", name) &&
		    !is_file(folder, name, "text")))
			add_found(out, folder, name);
		else if (!record_is_read_only(record) &&
			name_of(file->d_name, ".live", name))
			clean(folder, name);
	}
	if (dir)
		closedir(dir);
	close(folder);
	if (out->n)
		qsort(out->at, out->n, sizeof(*out->at), by_time);
	return 0;
}

void
journal_list_release(struct journal_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		journal_entry_release(&list->at[i].entry);
	free(list->at);
	*list = (struct journal_list){ 0 };
}

int
journal_claim(struct record *record, const char *name,
	struct journal_claim *out, struct err *err)
{
	char ours[JOURNAL_NAME + 1];

	*out = (struct journal_claim){ .folder = -1, .lock = -1 };
	if (record_is_read_only(record) || !name_of(name, "", ours))
		return err_set(err, ERR_MISSING, "nothing was left behind "
			"under this name");
	out->folder = journal_folder(record, false, err);
	if (out->folder < 0)
		return err->code ? -1 : err_set(err, ERR_MISSING,
			"nothing was left behind");
	memcpy(out->name, ours, sizeof(ours));
	out->lock = journal_lock(out->folder, name,
		journal_mode(out->folder), err);
	if (out->lock < 0 ||
	    read_file(out->folder, name, &out->entry, err) < 0) {
		journal_claim_put_back(out);
		return -1;
	}
	return 0;
}

static void
unlink_one(const struct journal_claim *claim, const char *kind)
{
	char file[JOURNAL_FILE];

	journal_file(file, claim->name, kind);
	unlinkat(claim->folder, file, 0);
}

void
journal_claim_put_back(struct journal_claim *claim)
{
	if (claim->lock >= 0)
		close(claim->lock);
	if (claim->folder >= 0)
		close(claim->folder);
	journal_entry_release(&claim->entry);
	*claim = (struct journal_claim){ .folder = -1, .lock = -1 };
}

void
journal_claim_drop(struct journal_claim *claim)
{
	static const char *const kinds[] = { "text", "new", "last", "live" };

	for (size_t i = 0; claim->folder >= 0 && claim->lock >= 0 &&
	     i < sizeof(kinds) / sizeof(kinds[0]); i++)
		unlink_one(claim, kinds[i]);
	journal_claim_put_back(claim);
}
