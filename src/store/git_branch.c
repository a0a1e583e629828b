/*
 * Moving a reference: one compare-and-swap, flushed to the disk. Our own
 * writers are kept apart by the hold; this guards against foreign ones, a push
 * or an administrator's commit, whose locks are waited for. What it must not
 * do: move a reference that is not where the caller thinks.
 */
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "git.h"

static bool
is_at(struct git_store *git, const char *name, const git_oid *oid)
{
	git_oid now;

	return git_reference_name_to_id(&now, git->repo, name) == 0 &&
		git_oid_equal(&now, oid);
}

static int
swap(struct git_store *git, const char *name, const git_oid *old,
	const git_oid *oid)
{
	git_reference *reference = NULL;
	int rc;

	gitstore_flushing(true);
	git_error_clear();
	rc = git_reference_create_matching(&reference, git->repo, name, oid, 1,
		old, "adref");
	git_reference_free(reference);
	return rc;
}

/* A foreign lock: waited for, and given up for dead when it is very old. */
static int
wait_for_lock(const char *lock, int *waited, struct err *err)
{
	struct stat is;

	if (gitstore_wait_gone(lock, waited))
		return 0;
	if (lstat(lock, &is) == 0 &&
	    time(NULL) - is.st_mtime > git_waits.stale_s &&
	    unlink(lock) == 0)
		return 0;
	return err_set(err, ERR_SYSTEM, "%s is there: another program is "
		"writing (a push?); when none is, remove that file", lock);
}

/* Flush what the swap may not have flushed: the folder of the reference. */
static int
flush_place(struct git_store *git, const char *name)
{
	char *path = gitstore_path(git, name);
	int rc;

	*strrchr(path, '/') = '\0';
	rc = gitstore_flush_folder(path);
	free(path);
	return rc;
}

static void
move_back(struct git_store *git, const char *name, const git_oid *old,
	const git_oid *oid)
{
	git_reference *reference;

	if (!git_oid_is_zero(old)) {
		swap(git, name, oid, old);
	} else if (git_reference_lookup(&reference, git->repo, name) == 0) {
		git_reference_delete(reference);
		git_reference_free(reference);
	}
}

/*
 * The swap said no. It may have failed after the rename, when the folder was
 * flushed: then the flush is tried again, or the reference goes back.
 */
static int
settle(struct git_store *git, const char *name, const git_oid *old,
	const git_oid *oid, struct err *err)
{
	gitstore_fail(err, ERR_SYSTEM, "%s/%s could not be moved",
		git->folder, name);
	if (!is_at(git, name, oid))
		return -1;
	if (flush_place(git, name) == 0)
		return 0;
	move_back(git, name, old, oid);
	return -1;
}

int
gitstore_move(struct git_store *git, const char *name, const store_id *old,
	const store_id *id, struct err *err)
{
	struct buf lock = BUF_INIT;
	git_oid was, oid;
	int rc, waited = 0;

	gitstore_oid(&was, old);
	gitstore_oid(&oid, id);
	buf_add_format(&lock, "%s/%s.lock", git->folder, name);
	do {
		rc = swap(git, name, &was, &oid);
	} while (rc == GIT_ELOCKED &&
		 wait_for_lock(lock.data, &waited, err) == 0);
	buf_release(&lock);
	if (rc == 0)
		return 0;
	if (rc == GIT_ELOCKED)
		return -1;
	if (rc == GIT_EMODIFIED || rc == GIT_ENOTFOUND)
		return err_set(err, ERR_MOVED,
			"somebody else has saved meanwhile");
	return settle(git, name, &was, &oid, err);
}
