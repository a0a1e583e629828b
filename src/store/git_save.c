/*
 * Saving: the one way to write a revision. The order is the promise: nothing
 * is acknowledged before the objects, then the branch, then its folder are on
 * the disk, and the branch was read again. What it must not do: any of
 * libgit2's git_commit_create() family, which answers 0 for a commit that
 * could not be written.
 */
#include <stdlib.h>
#include <string.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "git.h"

static git_signature
signature(const struct store_person *person)
{
	/* libgit2 takes them as not const and does not change them. */
	git_signature made = {
		.name = (char *)person->name,
		.email = (char *)person->email,
		.when = {
			.time = person->time,
			.offset = person->zone,
			.sign = person->zone < 0 ? '-' : '+',
		},
	};

	return made;
}

static int
open_parents(struct git_store *git, const struct store_save *save,
	git_commit *parents[2], size_t *n, struct err *err)
{
	const store_id *ids[2] = { &save->parent, &save->also };
	char text[STORE_HEX + 1];
	git_oid oid;
	size_t i;

	*n = 0;
	for (i = 0; i < 2; i++) {
		if (store_id_is_none(ids[i]))
			continue;
		gitstore_oid(&oid, ids[i]);
		if (git_commit_lookup(&parents[*n], git->repo, &oid) < 0) {
			store_id_text(ids[i], text);
			return gitstore_fail(err, ERR_DAMAGED,
				"revision %s cannot be read", text);
		}
		(*n)++;
	}
	return 0;
}

/* The bytes of the revision, written as any other object. */
static int
write_commit(struct git_store *git, const struct store_save *save,
	git_tree *tree, store_id *out, struct err *err)
{
	git_signature author = signature(&save->author);
	git_signature committer = signature(&save->committer);
	git_commit *parents[2] = { NULL, NULL };
	git_buf bytes = { 0 };
	size_t n;
	int rc;

	rc = open_parents(git, save, parents, &n, err);
	if (rc == 0 && git_commit_create_buffer(&bytes, git->repo, &author,
	    &committer, NULL, save->message, tree, n,
	    (const git_commit **)parents) < 0)
		rc = gitstore_fail(err, ERR_SYSTEM,
			"the change cannot be put together (\"adref doctor\" "
			"says what is missing)");
	if (rc == 0)
		rc = gitstore_write(git, GIT_OBJECT_COMMIT,
			str_make(bytes.ptr, bytes.size), out, err);
	git_buf_dispose(&bytes);
	git_commit_free(parents[0]);
	git_commit_free(parents[1]);
	return rc;
}

/* All objects of the save, and one wait for all of them. */
static int
write_objects(struct git_store *git, const struct store_save *save,
	store_id *out, struct err *err)
{
	git_tree *tree = NULL;
	store_id id;
	int rc;

	git->written.n = 0;
	gitstore_flushing(false);
	rc = gitstore_build(git, save, &id, err);
	if (rc == 0)
		rc = gitstore_tree(git, &id, "", &tree, err);
	if (rc == 0)
		rc = write_commit(git, save, tree, out, err);
	git_tree_free(tree);
	gitstore_flushing(true);
	if (rc == 0)
		rc = gitstore_flush(git, err);
	return rc;
}

/* Read the branch again: it is at the change, or somebody built on it. */
static int
confirm(struct git_store *git, const char *branch, const store_id *id,
	struct err *err)
{
	git_oid now, oid;
	int tries;

	gitstore_oid(&oid, id);
	/* A disk that stutters gets a second look: all is flushed by now. */
	for (tries = 0; tries < 2; tries++) {
		if (git_reference_name_to_id(&now, git->repo, branch) == 0 &&
		    (git_oid_equal(&now, &oid) ||
		     git_graph_descendant_of(git->repo, &now, &oid) == 1))
			return 0;
	}
	return gitstore_fail(err, ERR_SYSTEM,
		"%s does not show the change that was just saved", branch);
}

/*
 * A work tree that was left behind, by a kill, an error or a lock of git's.
 * *oldest is the revision its files may be at.
 */
static unsigned
catch_up(struct git_store *git, const struct git_hold *hold,
	const store_id *tip, store_id *oldest)
{
	unsigned again;

	*oldest = *tip;
	if (!git->work || !hold->is_behind)
		return 0;
	again = gitstore_follow(git, &hold->behind, tip, &hold->behind);
	again |= gitstore_mend_index(git, tip);
	if (again & FOLLOW_FILES)
		*oldest = hold->behind;
	return again;
}

const char *
gitstore_busy(struct store *store)
{
	struct git_store *git = (struct git_store *)store;

	if (!git->work)
		return NULL;
	switch (git_repository_state(git->repo)) {
	case GIT_REPOSITORY_STATE_NONE:
	case GIT_REPOSITORY_STATE_BISECT:
		return NULL;
	case GIT_REPOSITORY_STATE_MERGE:
		return "a merge";
	case GIT_REPOSITORY_STATE_REVERT:
	case GIT_REPOSITORY_STATE_REVERT_SEQUENCE:
		return "a revert";
	case GIT_REPOSITORY_STATE_CHERRYPICK:
	case GIT_REPOSITORY_STATE_CHERRYPICK_SEQUENCE:
		return "a cherry-pick";
	default:
		return "a rebase";
	}
}

static int
check_parent(struct git_store *git, const struct store_save *save,
	char **branch, struct err *err)
{
	const char *busy = gitstore_busy(&git->base);
	store_id tip;

	if (busy)
		return err_set(err, ERR_REFUSED, "git is in the middle of "
			"%s: nothing is saved until that is ended or taken "
			"back (\"git status\" says how)", busy);
	if (gitstore_head(git, branch, &tip, err) < 0)
		return -1;
	if (!*branch)
		return err_set(err, ERR_NO_BRANCH,
			"%s is not on a branch (its HEAD is detached): "
			"`git switch main` puts it on one", git->folder);
	if (!store_id_same(&tip, &save->parent))
		return err_set(err, ERR_MOVED,
			"somebody else has saved meanwhile");
	return 0;
}

/* *out is none, or the revision when that is there already. */
static int
save_held(struct git_store *git, struct git_hold *hold,
	const struct store_save *save, const char *branch, store_id *out,
	struct err *err)
{
	store_id oldest;
	const store_id *behind = git->work ? &oldest : NULL;
	unsigned again = catch_up(git, hold, &save->parent, &oldest);

	if (gitstore_hold_note(hold, branch, save->act_id, behind, err) < 0)
		return -1;
	if ((store_id_is_none(out) && write_objects(git, save, out, err) < 0) ||
	    gitstore_move(git, branch, &save->parent, out, err) < 0) {
		gitstore_hold_note(hold, NULL, NULL, again ? behind : NULL,
			NULL);
		return -1;
	}
	/* From here on it is saved: what fails now fails only to follow. */
	if (git->work)
		again |= gitstore_follow(git, &save->parent, out, &oldest);
	if (!(again & FOLLOW_FILES))
		oldest = *out;
	gitstore_hold_note(hold, NULL, NULL, again ? behind : NULL, NULL);
	return confirm(git, branch, out, err);
}

int
gitstore_save(struct store *store, const struct store_save *save,
	store_id *out, struct err *err)
{
	struct git_store *git = (struct git_store *)store;
	struct git_hold hold;
	char *branch = NULL;
	int rc;

	if (gitstore_hold(git, &hold, err) < 0)
		return -1;
	buf_clear(&git->behind);
	rc = check_parent(git, save, &branch, err);
	if (rc == 0)
		rc = save_held(git, &hold, save, branch, out, err);
	if (rc < 0)
		memset(out, 0, sizeof(*out));
	free(branch);
	gitstore_hold_release(git, &hold);
	return rc;
}

int
gitstore_forward(struct store *store, const store_id *from,
	const store_id *to, struct err *err)
{
	struct git_store *git = (struct git_store *)store;
	const struct store_save save = { .parent = *from, .act_id = "sync" };
	git_oid old, new;
	store_id at = *to;

	gitstore_oid(&old, from);
	gitstore_oid(&new, to);
	if (!store_id_is_none(from) && !store_id_same(from, to) &&
	    git_graph_descendant_of(git->repo, &new, &old) != 1)
		return err_set(err, ERR_REFUSED, "the branch would lose what "
			"it has");
	return gitstore_save(store, &save, &at, err);
}
