/*
 * A copy of a repository: its branches and drafts with all that they stand on,
 * packed, and then read back. Start at store_copy(). What it must not do:
 * change what the other one holds already but by adding to it, or report a
 * copy that was not read.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <git2.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "git.h"

/* What was to be copied when it began; others may go on writing. */
struct named {
	char *name;
	git_oid id;
};
struct copy {
	struct git_store *from, *to;
	char *branch;		/* HEAD's */
	struct named *at;
	size_t n, cap;
	struct map seen;	/* objects that were read back */
};

static int
list_names(struct copy *copy, const char *glob, struct err *err)
{
	git_reference_iterator *iterator = NULL;
	const char *name;
	git_oid id;
	int rc = git_reference_iterator_glob_new(&iterator, copy->from->repo,
		glob);

	while (rc == 0) {
		rc = git_reference_next_name(&name, iterator);
		if (rc < 0)
			break;
		rc = git_reference_name_to_id(&id, copy->from->repo, name);
		if (rc < 0)
			break;
		copy->at = mem_grow(copy->at, &copy->cap, copy->n + 1,
			sizeof(*copy->at));
		copy->at[copy->n].name = mem_text(name);
		git_oid_cpy(&copy->at[copy->n++].id, &id);
	}
	git_reference_iterator_free(iterator);
	return rc == GIT_ITEROVER ? 0 : gitstore_fail(err, ERR_DAMAGED,
		"the names in %s cannot be read", copy->from->folder);
}

/* What a name points to over there; false when it has none. */
static bool
points_to(const struct copy *copy, const char *name, git_oid *out)
{
	return git_reference_name_to_id(out, copy->to->repo, name) == 0;
}

/*
 * Whether a name may go there: what it has is behind, or it is new. Its newer
 * revision is not there yet, so it is asked here.
 */
static int
check_name(const struct copy *copy, const struct named *named,
	struct err *err)
{
	git_oid there;

	if (!points_to(copy, named->name, &there) ||
	    git_oid_equal(&there, &named->id) ||
	    (strncmp(named->name, "refs/heads/", 11) == 0 &&
	     git_graph_descendant_of(copy->from->repo, &named->id,
		&there) == 1))
		return 0;
	return err_set(err, ERR_REFUSED, "%s has another %s: it is no older "
		"copy of %s, and is left as it is", copy->to->folder,
		named->name + strlen("refs/"), copy->from->folder);
}

/* All that the names stand on and the other one does not have. */
static int
gather(struct copy *copy, git_packbuilder *pack)
{
	git_revwalk *walk = NULL;
	git_oid there;
	int rc = git_revwalk_new(&walk, copy->from->repo);

	for (size_t i = 0; rc == 0 && i < copy->n; i++) {
		bool known = points_to(copy, copy->at[i].name, &there);

		if (known && git_odb_exists(copy->from->odb, &there))
			rc = git_revwalk_hide(walk, &there);
		if (rc == 0 && !(known && git_oid_equal(&there,
		    &copy->at[i].id)))
			rc = git_revwalk_push(walk, &copy->at[i].id);
	}
	if (rc == 0)
		rc = git_packbuilder_insert_walk(pack, walk);
	/* A draft's own words are an object beside the revision. */
	for (size_t i = 0; rc == 0 && i < copy->n; i++)
		if (!git_odb_exists(copy->to->odb, &copy->at[i].id))
			rc = git_packbuilder_insert(pack, &copy->at[i].id,
				NULL);
	git_revwalk_free(walk);
	return rc;
}

static int
write_pack(struct copy *copy, struct err *err)
{
	char *folder = gitstore_path(copy->to, "objects/pack");
	git_packbuilder *pack = NULL;
	int rc = git_packbuilder_new(&pack, copy->from->repo);

	if (rc == 0)
		rc = gather(copy, pack);
	if (rc == 0 && git_packbuilder_object_count(pack)) {
		gitstore_flushing(true);
		rc = git_packbuilder_write(pack, folder, 0, NULL, NULL);
	}
	if (rc < 0)
		gitstore_fail(err, ERR_SYSTEM, "%s cannot be written", folder);
	else if ((rc = gitstore_flush_folder(folder)) < 0)
		err_set(err, ERR_SYSTEM, "%s: %s", folder, strerror(errno));
	git_packbuilder_free(pack);
	free(folder);
	return rc;
}

/* Only from what was seen there: whoever was faster is not overwritten. */
static int
set_names(struct copy *copy, struct err *err)
{
	git_odb_refresh(copy->to->odb);
	for (size_t i = 0; i < copy->n; i++) {
		const struct named *named = &copy->at[i];
		git_reference *reference = NULL;
		git_oid there;
		bool known = points_to(copy, named->name, &there);
		int rc = known && git_oid_equal(&there, &named->id) ? 0
			: git_reference_create_matching(&reference,
				copy->to->repo, named->name, &named->id,
				known, known ? &there : NULL, "copied");

		git_reference_free(reference);
		if (rc < 0)
			return gitstore_fail(err, ERR_SYSTEM, "%s cannot be "
				"set in %s", named->name, copy->to->folder);
	}
	if (copy->branch && git_repository_set_head(copy->to->repo,
	    copy->branch) < 0)
		return gitstore_fail(err, ERR_SYSTEM, "%s cannot be set in %s",
			"HEAD", copy->to->folder);
	return 0;
}

static bool
is_new(struct copy *copy, const git_oid *id)
{
	struct str key = str_make((const char *)id->id, sizeof(id->id));

	return !map_put(&copy->seen, key, copy);
}

static int read_back(struct copy *copy, const git_oid *id, int deep);

static int
read_tree(struct copy *copy, const git_oid *id, int deep)
{
	git_tree *tree = NULL;
	int rc = git_tree_lookup(&tree, copy->to->repo, id);

	for (size_t i = 0; rc == 0 && i < git_tree_entrycount(tree); i++) {
		const git_tree_entry *entry = git_tree_entry_byindex(tree, i);

		if (git_tree_entry_type(entry) != GIT_OBJECT_COMMIT)
			rc = read_back(copy, git_tree_entry_id(entry),
				deep + 1);
	}
	git_tree_free(tree);
	return rc;
}

/* Reading an object works out whether its bytes give its name. */
static int
read_back(struct copy *copy, const git_oid *id, int deep)
{
	git_odb_object *object = NULL;
	git_object_t type;
	int rc;

	if (deep > STORE_DEEP_MAX)
		return -1;
	if (!is_new(copy, id))
		return 0;
	rc = git_odb_read(&object, copy->to->odb, id);
	if (rc < 0)
		return rc;
	type = git_odb_object_type(object);
	git_odb_object_free(object);
	return type == GIT_OBJECT_TREE ? read_tree(copy, id, deep) : 0;
}

static int
read_revision(struct copy *copy, const git_oid *id)
{
	git_commit *commit = NULL;
	int rc = read_back(copy, id, 0);

	if (rc == 0)
		rc = git_commit_lookup(&commit, copy->to->repo, id);
	if (rc == 0)
		rc = read_back(copy, git_commit_tree_id(commit), 0);
	git_commit_free(commit);
	return rc;
}

static int
read_all(struct copy *copy, size_t *revisions)
{
	git_revwalk *walk = NULL;
	git_oid id;
	int rc = git_revwalk_new(&walk, copy->to->repo);

	for (size_t i = 0; rc == 0 && i < copy->n; i++) {
		bool known = points_to(copy, copy->at[i].name, &id);

		if (!known || !git_oid_equal(&id, &copy->at[i].id))
			rc = GIT_ENOTFOUND;
		if (rc == 0)
			rc = read_back(copy, &id, 0);
		if (rc == 0)
			rc = git_revwalk_push(walk, &id);
	}
	for (*revisions = 0; rc == 0; ++*revisions) {
		rc = git_revwalk_next(&id, walk);
		if (rc == 0)
			rc = read_revision(copy, &id);
		if (rc != 0)
			break;
	}
	git_revwalk_free(walk);
	return rc == GIT_ITEROVER ? 0 : -1;
}

/* With eyes that have not seen it being written. */
static int
verify(struct copy *copy, const char *path, struct store_copied *out,
	struct err *err)
{
	struct store *again;
	int rc;

	store_close((struct store *)copy->to);
	copy->to = NULL;
	if (store_open_git(&again, path, STORE_READ_ONLY, err) < 0)
		return -1;
	copy->to = (struct git_store *)again;
	rc = read_all(copy, &out->revisions);
	out->names = copy->n;
	out->objects = copy->seen.n;
	return rc == 0 ? 0 : gitstore_fail(err, ERR_DAMAGED, "what was copied "
		"to %s cannot be read there", path);
}

static int
open_both(struct copy *copy, const char *from, const char *to,
	struct err *err)
{
	struct store *store;

	if (store_open_git(&store, from, STORE_READ_ONLY, err) < 0)
		return -1;
	copy->from = (struct git_store *)store;
	if (access(to, F_OK) < 0 && store_make(to, true, err) < 0)
		return -1;
	if (store_open_git(&store, to, 0, err) < 0)
		return -1;
	copy->to = (struct git_store *)store;
	if (git_repository_is_bare(copy->to->repo) != 1)
		return err_set(err, ERR_REFUSED, "%s has files beside it that "
			"would not follow: a copy goes into a bare "
			"repository, or one that is not there yet", to);
	return 0;
}

int
store_copy(const char *from, const char *to, struct store_copied *out,
	struct err *err)
{
	struct copy copy = { .seen = MAP_INIT };
	store_id tip;
	int rc = open_both(&copy, from, to, err);

	if (rc == 0)
		rc = gitstore_head(copy.from, &copy.branch, &tip, err);
	if (rc == 0)
		rc = list_names(&copy, "refs/heads/*", err);
	if (rc == 0)
		rc = list_names(&copy, "refs/tags/*", err);
	if (rc == 0 && !copy.n)
		rc = err_set(err, ERR_REFUSED, "%s has nothing to copy", from);
	for (size_t i = 0; rc == 0 && i < copy.n; i++)
		rc = check_name(&copy, &copy.at[i], err);
	if (rc == 0)
		rc = write_pack(&copy, err);
	if (rc == 0)
		rc = set_names(&copy, err);
	if (rc == 0)
		rc = verify(&copy, to, out, err);
	for (size_t i = 0; i < copy.n; i++)
		free(copy.at[i].name);
	free(copy.at);
	free(copy.branch);
	map_release(&copy.seen);
	if (copy.from)
		store_close((struct store *)copy.from);
	if (copy.to)
		store_close((struct store *)copy.to);
	return rc;
}
