/*
 * Git's index, which has to follow the branch: without it git sees every file
 * as changed. Entries carry the stat data of the files, so that `git status`
 * need not read them. What it must not do: wait long, or write an index that
 * it could not read.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "git.h"

static char *
index_path(const struct git_store *git, const char *tail)
{
	struct buf path = BUF_INIT;

	buf_add_format(&path, "%sindex%s", git_repository_path(git->repo),
		tail);
	return buf_take(&path);
}

/*
 * Git holds the index while it works. Wait for it, but not for a lock that has
 * been there for longer than we would wait: its git has died, and every act
 * would be slow.
 */
static bool
index_is_free(struct git_store *git)
{
	char *path = index_path(git, ".lock");
	struct stat is;
	int waited = 0;
	bool gone = lstat(path, &is) < 0;

	if (!gone && (time(NULL) - is.st_mtime) * 1000 <= git_waits.lock_ms)
		gone = gitstore_wait_gone(path, &waited);
	if (!gone && !git->behind.len)
		buf_add_format(&git->behind, "git holds %s: its index shows "
			"the last change only after the next one; remove that "
			"file when no git is running", path);
	free(path);
	return gone;
}

struct git_index *
gitstore_index_open(struct git_store *git)
{
	char *path = index_path(git, "");
	git_index *index = NULL;
	struct stat is;

	memset(&git->index_time, 0, sizeof(git->index_time));
	if (lstat(path, &is) == 0)
		git->index_time = is.st_mtim;
	free(path);
	if (git_repository_index(&index, git->repo) == 0 &&
	    git_index_read(index, 0) == 0)
		return index;
	if (!git->behind.len)
		buf_add_text(&git->behind, "git's index cannot be read");
	git_index_free(index);
	return NULL;
}

void
gitstore_index_free(struct git_index *index)
{
	git_index_free(index);
}

bool
gitstore_index_close(struct git_store *git, struct git_index *index)
{
	bool written = false;

	gitstore_flushing(false);
	if (index_is_free(git)) {
		gitstore_hold_index(git->hold, true);
		written = git_index_write(index) == 0;
		gitstore_hold_index(git->hold, false);
	}
	gitstore_flushing(true);
	if (!written) {
		/* What is in memory is not what is on the disk. */
		git_index_read(index, 1);
		if (!git->behind.len)
			buf_add_text(&git->behind,
				"git's index cannot be written");
	}
	git_index_free(index);
	return written;
}

static void
fill(git_index_entry *entry, const struct stat *stat)
{
	entry->ctime.seconds = (int32_t)stat->st_ctim.tv_sec;
	entry->ctime.nanoseconds = (uint32_t)stat->st_ctim.tv_nsec;
	entry->mtime.seconds = (int32_t)stat->st_mtim.tv_sec;
	entry->mtime.nanoseconds = (uint32_t)stat->st_mtim.tv_nsec;
	entry->dev = (uint32_t)stat->st_dev;
	entry->ino = (uint32_t)stat->st_ino;
	entry->uid = (uint32_t)stat->st_uid;
	entry->gid = (uint32_t)stat->st_gid;
	entry->file_size = (uint32_t)stat->st_size;
}

bool
gitstore_index_is_torn(struct git_index *index, const char *path)
{
	const git_index_entry *ancestor, *ours, *theirs;

	return git_index_has_conflicts(index) && git_index_conflict_get(
		&ancestor, &ours, &theirs, index, path) == 0;
}

void
gitstore_index_set(struct git_index *index, const char *path,
	const store_id *id, const struct stat *stat)
{
	git_index_entry entry;
	git_oid oid;

	if (gitstore_index_is_torn(index, path))
		return;
	if (store_id_is_none(id)) {
		git_index_remove(index, path, 0);
		return;
	}
	memset(&entry, 0, sizeof(entry));
	gitstore_oid(&oid, id);
	entry.id = oid;
	entry.mode = GIT_FILEMODE_BLOB;
	entry.path = path;
	if (stat)
		fill(&entry, stat);
	git_index_add(index, &entry);
}

static bool
same_time(const git_index_time *time, const struct timespec *is)
{
	return time->seconds == (int32_t)is->tv_sec &&
		time->nanoseconds == (uint32_t)is->tv_nsec;
}

/*
 * Whether the entry's stat data is the file's. A file as young as the index
 * may have been changed after the index was written, without a trace.
 */
static bool
is_same(const struct git_store *git, const git_index_entry *entry,
	const struct stat *stat)
{
	const struct timespec *index = &git->index_time;

	if (stat->st_mtim.tv_sec > index->tv_sec ||
	    (stat->st_mtim.tv_sec == index->tv_sec &&
	     stat->st_mtim.tv_nsec >= index->tv_nsec))
		return false;
	return same_time(&entry->mtime, &stat->st_mtim) &&
		same_time(&entry->ctime, &stat->st_ctim) &&
		entry->ino == (uint32_t)stat->st_ino &&
		entry->uid == (uint32_t)stat->st_uid &&
		entry->gid == (uint32_t)stat->st_gid &&
		entry->file_size == (uint32_t)stat->st_size;
}

store_id
gitstore_index_get(const struct git_store *git, struct git_index *index,
	const char *path, const struct stat *stat, bool *same)
{
	const git_index_entry *entry = git_index_get_bypath(index, path, 0);
	store_id none;

	memset(&none, 0, sizeof(none));
	if (same)
		*same = entry && stat && is_same(git, entry, stat);
	return entry ? gitstore_id(&entry->id) : none;
}

void
gitstore_index_list(struct git_index *index, struct store_differences *out)
{
	size_t i, n = git_index_entrycount(index);
	store_id none, id;

	memset(&none, 0, sizeof(none));
	for (i = 0; i < n; i++) {
		const git_index_entry *entry = git_index_get_byindex(index, i);

		if (git_index_entry_stage(entry) != 0)
			continue;
		id = gitstore_id(&entry->id);
		store_differences_add(out, str_of(entry->path), &none, &id);
	}
}
