/*
 * The work tree follows the branch: files first, then git's index, both under
 * the hold. A file that somebody edited outside is left alone; it was edited
 * when it is neither what it was nor what it shall be. What it must not do:
 * fail a save, which is done when this begins.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "git.h"

/* Revisions that are searched for an older text of ours. */
enum { LOOK_BACK = 500 };

static void
note_behind(struct git_store *git, const char *path, const char *why)
{
	if (!git->behind.len)
		buf_add_format(&git->behind, "%s %s", path, why);
}

bool
gitstore_was_at(struct git_store *git, const char *path,
	const store_id *blob, const store_id *oldest, const store_id *tip)
{
	struct store_revision is;
	store_id at = *tip, was;
	size_t steps;
	bool found = false;

	for (steps = 0; !found && steps < LOOK_BACK; steps++) {
		if (gitstore_blob_at(git, &at, path, &was, NULL) < 0)
			break;
		found = store_id_same(&was, blob);
		if (store_id_same(&at, oldest))
			break;
		memset(&is, 0, sizeof(is));
		if (gitstore_revision(&git->base, &at, &is, NULL) < 0)
			break;
		at = is.parents[0];
		store_revision_release(&is);
	}
	return found;
}

/* One save that the work tree has to follow. */
struct follow {
	struct git_store *git;
	struct store_differences list;
	bool *followed;		/* which of them are as they shall be */
	const store_id *to;	/* the revision */
	const store_id *oldest;
};

/*
 * Whether nobody edited the file: it is as before, as it shall be, or as it
 * was when the work tree was left behind. An empty file where there was text
 * is what a power cut leaves.
 */
static bool
is_untouched(const struct follow *follow, enum work_state state,
	const struct stat *stat, const store_id *now,
	const struct store_difference *change)
{
	if (state == WORK_ODD)
		return false;
	if (store_id_same(now, &change->from) ||
	    store_id_same(now, &change->to))
		return true;
	if (state == WORK_FILE && stat->st_size == 0 &&
	    !store_id_is_none(&change->from))
		return true;
	return gitstore_was_at(follow->git, change->path, now, follow->oldest,
		follow->to);
}

static int
put_file(struct git_store *git, const struct store_difference *change,
	const store_id *now)
{
	struct buf bytes = BUF_INIT;
	int rc;

	if (store_id_is_none(&change->to))
		return work_drop(git, change->path);
	if (store_id_same(now, &change->to))
		return 0;
	errno = EIO;
	rc = gitstore_read_blob(&git->base, &change->to, &bytes, NULL);
	if (rc == 0)
		rc = work_write(git, change->path, buf_str(&bytes));
	buf_release(&bytes);
	return rc;
}

/* Something stands where a folder or a file should: somebody put it there. */
static bool
is_in_the_way(int reason)
{
	return reason == ENOTDIR || reason == ELOOP || reason == EISDIR ||
		reason == EEXIST || reason == ENOTEMPTY;
}

/* Let one file follow; what has to be tried again. */
static unsigned
follow_file(struct follow *follow, size_t i)
{
	const struct store_difference *change = &follow->list.at[i];
	struct git_store *git = follow->git;
	enum work_state state;
	struct stat is;
	store_id now;

	if (store_check_path(change->path, NULL) < 0) {
		note_behind(git, change->path,
			"has a name that cannot be written");
		return 0;
	}
	state = work_look_id(git, change->path, &is, &now);
	if (state == WORK_UNREAD) {
		note_behind(git, change->path, "could not be read");
		return FOLLOW_FILES;
	}
	if (!is_untouched(follow, state, &is, &now, change)) {
		note_behind(git, change->path,
			"was changed outside and is left as it is");
		return 0;
	}
	if (put_file(git, change, &now) < 0) {
		unsigned again = is_in_the_way(errno) ? 0 : FOLLOW_FILES;

		note_behind(git, change->path, "could not be written");
		return again;
	}
	follow->followed[i] = true;
	return 0;
}

/* Removals first: a folder may come where a file was, and the reverse. */
static unsigned
follow_files(struct follow *follow)
{
	unsigned again = 0;
	size_t i, pass;

	for (pass = 0; pass < 2; pass++) {
		for (i = 0; i < follow->list.n; i++) {
			bool goes = store_id_is_none(&follow->list.at[i].to);

			if (goes == (pass == 0))
				again |= follow_file(follow, i);
		}
	}
	return again;
}

/*
 * The index shows the branch. Without stat data git looks at a file itself:
 * so one that was left alone is shown as changed, which it is.
 */
static unsigned
follow_index(struct follow *follow)
{
	struct git_store *git = follow->git;
	struct git_index *index = gitstore_index_open(git);
	struct stat is;
	size_t i;

	if (!index)
		return FOLLOW_INDEX;
	for (i = 0; i < follow->list.n; i++) {
		const struct store_difference *one = &follow->list.at[i];
		bool known = follow->followed[i] &&
			!store_id_is_none(&one->to) &&
			work_look(git, one->path, &is) == WORK_FILE;

		gitstore_index_set(index, one->path, &one->to,
			known ? &is : NULL);
	}
	return gitstore_index_close(git, index) ? 0 : FOLLOW_INDEX;
}

unsigned
gitstore_follow(struct git_store *git, const store_id *from,
	const store_id *to, const store_id *oldest)
{
	struct follow follow = { .git = git, .to = to, .oldest = oldest };
	unsigned again = 0;

	if (gitstore_compare(&git->base, from, to, &follow.list, NULL) < 0) {
		note_behind(git, "the work tree",
			"could not be compared with the last change");
		again = FOLLOW_FILES | FOLLOW_INDEX;
	} else if (follow.list.n) {
		follow.followed = mem_new(follow.list.n,
			sizeof(*follow.followed));
		again = follow_files(&follow);
		again |= follow_index(&follow);
		free(follow.followed);
	}
	store_differences_release(&follow.list);
	return again;
}

/*
 * One path of the index against the tip: where the file is as in the tip, so
 * shall be the entry. What somebody staged by hand stays.
 */
static bool
mend_entry(struct git_store *git, struct git_index *index, const char *path,
	const store_id *entry, const store_id *tip)
{
	struct stat is;
	store_id now;

	if (store_id_same(entry, tip) ||
	    work_look_id(git, path, &is, &now) >= WORK_ODD ||
	    !store_id_same(&now, tip))
		return false;
	gitstore_index_set(index, path, tip,
		store_id_is_none(tip) ? NULL : &is);
	return true;
}

/* Both lists are sorted by path. */
static bool
mend_entries(struct git_store *git, struct git_index *index,
	const struct store_differences *entries,
	const struct store_differences *files)
{
	const store_id none = { { 0 } };
	bool changed = false;
	size_t a = 0, b = 0;

	while (a < entries->n || b < files->n) {
		int order = a == entries->n ? 1 : b == files->n ? -1 :
			strcmp(entries->at[a].path, files->at[b].path);
		const char *path = order <= 0 ? entries->at[a].path :
			files->at[b].path;

		changed |= mend_entry(git, index, path,
			order <= 0 ? &entries->at[a].to : &none,
			order >= 0 ? &files->at[b].to : &none);
		a += order <= 0;
		b += order >= 0;
	}
	return changed;
}

unsigned
gitstore_mend_index(struct git_store *git, const store_id *tip)
{
	struct store_differences entries = { NULL, 0, 0 };
	struct store_differences files = { NULL, 0, 0 };
	const store_id none = { { 0 } };
	struct git_index *index = gitstore_index_open(git);
	bool done = false;

	if (!index)
		return FOLLOW_INDEX;
	gitstore_index_list(index, &entries);
	if (gitstore_compare(&git->base, &none, tip, &files, NULL) < 0) {
		gitstore_index_free(index);
	} else if (mend_entries(git, index, &entries, &files)) {
		done = gitstore_index_close(git, index);
	} else {
		gitstore_index_free(index);
		done = true;
	}
	store_differences_release(&entries);
	store_differences_release(&files);
	return done ? 0 : FOLLOW_INDEX;
}
