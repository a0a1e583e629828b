/*
 * What stands in the journal's folder: what others type, and what was left
 * there by programs that run no more.
 */
#include <dirent.h>
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

int
journal_lock(int folder, const char *name, mode_t mode, struct err *err)
{
	char live[JOURNAL_FILE];

	journal_file(live, name, "live");
	return live_lock(folder, live, mode, err);
}

/* ERR_MISSING when there is no such file. */
static int
read_kind(int folder, const char *name, const char *kind,
	struct journal_entry *out, struct err *err)
{
	char file[JOURNAL_FILE];
	struct buf bytes = BUF_INIT;
	int rc;

	journal_file(file, name, kind);
	if (!live_read(folder, file, JOURNAL_MAX, &bytes))
		return err_set(err, ERR_MISSING, "it has gone meanwhile");
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

static bool
is_live(int folder, const char *name)
{
	char live[JOURNAL_FILE];

	journal_file(live, name, "live");
	return live_is_locked(folder, live);
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
	int folder = live_folder(record, JOURNAL_FOLDER, false, err);
	struct dirent *file;
	DIR *dir;

	if (folder < 0)
		return err->code ? -1 : 0;
	dir = fdopendir(dup(folder));
	while (dir && out->n < FOUND_MAX && (file = readdir(dir))) {
		char name[JOURNAL_NAME + 1];

		if (live_is_name(file->d_name, ".text", name) ||
		    (live_is_name(file->d_name, ".last", name) &&
		    !is_file(folder, name, "text")))
			add_found(out, folder, name);
		else if (!record_is_read_only(record) &&
			live_is_name(file->d_name, ".live", name))
			clean(folder, name);
	}
	if (dir)
		closedir(dir);
	close(folder);
	if (out->n)
		qsort(out->at, out->n, sizeof(*out->at), by_time);
	return 0;
}

int
journal_peek(struct record *record, const char *name,
	struct journal_entry *out, struct err *err)
{
	char ours[JOURNAL_NAME + 1];
	int folder = live_is_name(name, "", ours)
		? live_folder(record, JOURNAL_FOLDER, false, err) : -1;
	int rc;

	if (folder < 0)
		return err->code ? -1 : err_set(err, ERR_MISSING,
			"nobody types under this name");
	rc = read_kind(folder, ours, "text", out, err);
	close(folder);
	return rc;
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
	if (record_is_read_only(record) || !live_is_name(name, "", ours))
		return err_set(err, ERR_MISSING, "nothing was left behind "
			"under this name");
	out->folder = live_folder(record, JOURNAL_FOLDER, false, err);
	if (out->folder < 0)
		return err->code ? -1 : err_set(err, ERR_MISSING,
			"nothing was left behind");
	memcpy(out->name, ours, sizeof(ours));
	out->lock = journal_lock(out->folder, name,
		live_mode(out->folder), err);
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

	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (claim->lock >= 0)
			unlink_one(claim, kinds[i]);
	journal_claim_put_back(claim);
}
