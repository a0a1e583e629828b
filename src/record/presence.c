/*
 * Telling where one is, and finding who else is there. A name that nobody
 * locks is what a killed process left: it counts for nothing, and who may
 * write takes it away.
 */
#include "adref/record/presence.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "inside.h"
#include "live.h"

#define FOLDER "presence"

enum {
	FOUND_MAX = 200,	/* more are not looked at */
	BYTES_MAX = 4096,
	TRIES = 3		/* at a file that is being written */
};

struct present {
	struct record *record;
	int folder, file;	/* descriptors, -1: not yet */
	char name[PRESENCE_NAME + 1];
	struct presence told;	/* what is in the file */
};

/* Take away a file that no process has. */
static void
clean(int folder, const char *name)
{
	int fd = openat(folder, name, O_RDWR | O_CLOEXEC | O_NOFOLLOW |
		O_NONBLOCK);

	if (fd < 0)
		return;
	if (flock(fd, LOCK_EX | LOCK_NB) == 0)
		unlinkat(folder, name, 0);
	close(fd);
}

static void
clean_all(int folder)
{
	DIR *dir = fdopendir(dup(folder));
	struct dirent *file;
	char name[PRESENCE_NAME + 1];

	for (size_t n = 0; dir && n < FOUND_MAX && (file = readdir(dir)); n++)
		if (live_is_name(file->d_name, "", name))
			clean(folder, name);
	if (dir)
		closedir(dir);
}

int
present_open(struct present **out, struct record *record, struct err *err)
{
	struct present *present;
	int folder;

	*out = NULL;
	if (record_is_read_only(record) || !store_folder(record_store(record)))
		return 0;
	folder = live_folder(record, FOLDER, true, err);
	if (folder < 0)
		return -1;
	clean_all(folder);
	present = mem_new(1, sizeof(*present));
	present->record = record;
	present->folder = folder;
	present->file = -1;
	*out = present;
	return 0;
}

/* The file gets its name with the first note. */
static int
begin(struct present *present, struct err *err)
{
	if (present->file >= 0)
		return 0;
	live_name(present->name, record_env(present->record));
	present->file = live_lock(present->folder, present->name,
		live_mode(present->folder), err);
	return present->file < 0 ? -1 : 0;
}

static bool
is_same_text(const char *a, const char *b)
{
	return a && b ? strcmp(a, b) == 0 : a == b;
}

static bool
is_held_same(const struct presence *a, const struct presence *b)
{
	if (!a->held.is || !b->held.is)
		return a->held.is == b->held.is;
	return store_id_same(&a->held.revision, &b->held.revision) &&
		is_same_text(a->held.doc, b->held.doc) &&
		node_id_same(&a->held.node, &b->held.node) &&
		a->held.off == b->held.off;
}

static bool
is_told(const struct presence *told, const struct presence *now)
{
	return is_same_text(told->person, now->person) &&
		strcmp(told->party, now->party) == 0 &&
		is_same_text(told->doc, now->doc) &&
		node_id_same(&told->node, &now->node) &&
		told->off == now->off && told->typing == now->typing &&
		strcmp(told->journal, now->journal) == 0 &&
		is_held_same(told, now);
}

static void
remember(struct presence *told, const struct presence *now)
{
	presence_release(told);
	*told = *now;
	told->person = mem_text(now->person);
	told->doc = mem_text(now->doc);
	told->held.doc = now->held.doc ? mem_text(now->held.doc) : NULL;
}

/* In one call, so that hardly anybody finds half of it. */
static int
put(int fd, struct str bytes, struct err *err)
{
	ssize_t n;

	while ((n = pwrite(fd, bytes.at, bytes.len, 0)) < 0 && errno == EINTR)
		continue;
	if (n == (ssize_t)bytes.len)
		return 0;
	return err_set(err, ERR_SYSTEM, "where you are cannot be told to "
		"others: %s", strerror(n < 0 ? errno : ENOSPC));
}

int
present_note(struct present *present, const struct presence *presence,
	struct err *err)
{
	struct buf bytes = BUF_INIT;
	int rc;

	if (present->file >= 0 && is_told(&present->told, presence))
		return 0;
	if (begin(present, err) < 0)
		return -1;
	presence_write(&bytes, presence);
	rc = put(present->file, buf_str(&bytes), err);
	if (rc == 0)
		remember(&present->told, presence);
	else
		presence_release(&present->told);
	buf_release(&bytes);
	return rc;
}

const char *
present_name(const struct present *present)
{
	return present->name;
}

void
present_close(struct present *present)
{
	if (!present)
		return;
	if (present->file >= 0) {
		unlinkat(present->folder, present->name, 0);
		close(present->file);
	}
	close(present->folder);
	presence_release(&present->told);
	free(present);
}

/* ERR_MISSING when nobody is there, ERR_DAMAGED when it stays unreadable. */
static int
read_one(int folder, const char *name, struct presence *out,
	struct err *err)
{
	struct buf bytes = BUF_INIT;
	int rc = -1;

	if (!live_is_locked(folder, name))
		return err_set(err, ERR_MISSING, "it is there no more");
	for (int i = 0; i < TRIES && rc < 0; i++) {
		buf_clear(&bytes);
		if (!live_read(folder, name, BYTES_MAX, &bytes)) {
			err_set(err, ERR_MISSING, "it is there no more");
			break;
		}
		rc = presence_read(out, buf_str(&bytes), err);
	}
	if (rc == 0)
		err_clear(err);
	buf_release(&bytes);
	return rc;
}

/* When the file was written last. */
static int64_t
time_of(int folder, const char *name)
{
	struct stat is;

	if (fstatat(folder, name, &is, AT_SYMLINK_NOFOLLOW) < 0)
		return 0;
	return (int64_t)is.st_mtim.tv_sec * 1000000000 + is.st_mtim.tv_nsec;
}

static int
by_time(const void *a, const void *b)
{
	const struct presence_found *one = a, *two = b;

	if (one->time != two->time)
		return one->time < two->time ? -1 : 1;
	return strcmp(one->name, two->name);
}

static void
find(int folder, struct presence_list *out)
{
	DIR *dir = fdopendir(dup(folder));
	struct dirent *file;

	while (dir && out->n < FOUND_MAX && (file = readdir(dir))) {
		struct presence_found found;
		struct err ignored = ERR_INIT;

		if (!live_is_name(file->d_name, "", found.name) ||
		    read_one(folder, found.name, &found.presence,
			&ignored) < 0)
			continue;
		found.time = time_of(folder, found.name);
		out->at = mem_grow(out->at, &out->cap, out->n + 1,
			sizeof(*out->at));
		out->at[out->n++] = found;
	}
	if (dir)
		closedir(dir);
	if (out->n)
		qsort(out->at, out->n, sizeof(*out->at), by_time);
}

int
presence_find(struct record *record, struct presence_list *out,
	struct err *err)
{
	int folder = live_folder(record, FOLDER, false, err);

	if (folder < 0)
		return err->code ? -1 : 0;
	find(folder, out);
	close(folder);
	return 0;
}

int
presence_find_one(struct record *record, const char *name,
	struct presence *out, struct err *err)
{
	char ours[PRESENCE_NAME + 1];
	int folder = live_is_name(name, "", ours) ? live_folder(record,
		FOLDER, false, err) : -1;
	int rc;

	if (folder < 0)
		return err->code ? -1 : err_set(err, ERR_MISSING,
			"nobody is there under this name");
	rc = read_one(folder, ours, out, err);
	close(folder);
	return rc;
}

void
presence_paths(struct record *record, const char *name,
	void (*each)(void *ctx, const char *path), void *ctx)
{
	/* References and what others leave; a folder's own time says nothing
	 * of a file that is written over in it. */
	static const char *const folders[] = { "", "/refs/heads", "/adref",
		"/adref/" FOLDER, "/adref/journal" };
	const char *top = store_folder(record_store(record));
	struct buf path = BUF_INIT;

	for (size_t i = 0; top && i < sizeof(folders) / sizeof(folders[0]);
	     i++) {
		buf_clear(&path);
		buf_add_format(&path, "%s%s", top, folders[i]);
		each(ctx, buf_text(&path));
	}
	buf_clear(&path);
	buf_add_format(&path, "%s/adref/" FOLDER "/%s", top ? top : "", name);
	if (top && *name)
		each(ctx, buf_text(&path));
	buf_release(&path);
}

void
presence_list_release(struct presence_list *list)
{
	for (size_t i = 0; i < list->n; i++)
		presence_release(&list->at[i].presence);
	free(list->at);
	*list = (struct presence_list){ 0 };
}
