/*
 * Names of revisions: tags, short ids, HEAD. A tag is an annotated one, set
 * once and never moved. What it must not do: trust a tag that it reads; one
 * that points to nothing is listed without a revision.
 */
#include <dirent.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "git.h"

static const char tag_folder[] = "refs/tags/";

bool
gitstore_peel(struct git_store *git, const git_oid *oid, store_id *out)
{
	git_object *object, *commit;
	bool found;

	if (git_object_lookup(&object, git->repo, oid, GIT_OBJECT_ANY) < 0)
		return false;
	found = git_object_peel(&commit, object, GIT_OBJECT_COMMIT) == 0;
	if (found) {
		*out = gitstore_id(git_object_id(commit));
		git_object_free(commit);
	}
	git_object_free(object);
	return found;
}

static int
resolve_tag(struct git_store *git, const char *name, store_id *out,
	struct err *err)
{
	struct buf path = BUF_INIT;
	git_oid oid;
	int rc = 0;

	buf_add_format(&path, "%s%s", tag_folder, name);
	if (store_check_tag_name(name, NULL) == 0 &&
	    git_reference_name_to_id(&oid, git->repo, path.data) == 0) {
		rc = 1;
		if (!gitstore_peel(git, &oid, out))
			rc = gitstore_fail(err, ERR_DAMAGED,
				"the name %s points to no revision", name);
	}
	buf_release(&path);
	return rc;
}

static int
resolve_id(struct git_store *git, const char *name, store_id *out,
	struct err *err)
{
	git_oid oid, full;
	store_id id;
	size_t len = store_id_read(&id, name);
	int rc;

	if (len == 0)
		return 0;
	gitstore_oid(&oid, &id);
	rc = git_odb_exists_prefix(&full, git->odb, &oid, len);
	if (rc == GIT_EAMBIGUOUS)
		return err_set(err, ERR_REFUSED, "%s is the beginning of "
			"several ids: give more of it", name);
	return rc == 0 && gitstore_peel(git, &full, out);
}

int
gitstore_resolve(struct store *store, const char *name, store_id *out,
	struct err *err)
{
	struct git_store *git = (struct git_store *)store;
	int rc = resolve_tag(git, name, out, err);

	if (rc == 0 && strcmp(name, "HEAD") == 0) {
		if (gitstore_head(git, NULL, out, err) < 0)
			return -1;
		rc = !store_id_is_none(out);
	}
	if (rc == 0)
		rc = resolve_id(git, name, out, err);
	if (rc == 0)
		return err_set(err, ERR_MISSING,
			"there is no draft and no change called %s", name);
	return rc < 0 ? -1 : 0;
}

/* What an annotated tag says; a plain one says nothing. */
static void
read_annotation(struct git_store *git, const git_oid *oid,
	struct store_tag *tag)
{
	const git_signature *tagger;
	const char *message;
	git_tag *object;

	if (git_tag_lookup(&object, git->repo, oid) < 0)
		return;
	message = git_tag_message(object);
	if (message)
		tag->message = mem_text(message);
	tagger = git_tag_tagger(object);
	if (tagger)
		tag->time = tagger->when.time;
	git_tag_free(object);
}

static bool
is_listed(const struct store_tags *tags, const char *name)
{
	size_t i;

	for (i = 0; i < tags->n; i++) {
		if (strcmp(tags->at[i].name, name) == 0)
			return true;
	}
	return false;
}

static void
add_tag(struct git_store *git, const char *path, struct store_tags *out)
{
	struct store_tag *tag = store_tags_add(out,
		path + sizeof(tag_folder) - 1);
	git_oid oid;

	if (git_reference_name_to_id(&oid, git->repo, path) == 0) {
		tag->object = gitstore_id(&oid);
		if (gitstore_peel(git, &oid, &tag->revision))
			read_annotation(git, &oid, tag);
	}
	if (!tag->message)
		tag->message = mem_text("");
}

/*
 * The files of refs/tags/, for libgit2 passes over those it cannot read: they
 * are listed as broken. path is that of a folder, with its slash.
 */
static void
add_loose(struct git_store *git, struct buf *path, struct store_tags *out)
{
	char *place = gitstore_path(git, path->data);
	DIR *dir = opendir(place);
	size_t len = path->len;
	struct dirent *entry;
	struct stat is;

	free(place);
	while (dir && (entry = readdir(dir))) {
		buf_add_text(path, entry->d_name);
		if (entry->d_name[0] != '.' &&
		    fstatat(dirfd(dir), entry->d_name, &is,
		    AT_SYMLINK_NOFOLLOW) == 0) {
			const char *name = path->data + sizeof(tag_folder) - 1;

			if (S_ISDIR(is.st_mode) && len < STORE_PART_MAX) {
				buf_add_char(path, '/');
				add_loose(git, path, out);
			} else if (store_check_tag_name(name, NULL) == 0 &&
				   !is_listed(out, name)) {
				add_tag(git, path->data, out);
			}
		}
		buf_cut(path, len);
	}
	if (dir)
		closedir(dir);
}

int
gitstore_tags(struct store *store, struct store_tags *out, struct err *err)
{
	struct git_store *git = (struct git_store *)store;
	git_reference_iterator *walk;
	struct buf folder = BUF_INIT;
	const char *path;
	int rc;

	if (git_reference_iterator_glob_new(&walk, git->repo,
	    "refs/tags/*") < 0)
		return gitstore_fail(err, ERR_DAMAGED,
			"the tags of %s cannot be read", git->folder);
	while ((rc = git_reference_next_name(&path, walk)) == 0)
		add_tag(git, path, out);
	git_reference_iterator_free(walk);
	if (rc != GIT_ITEROVER)
		return gitstore_fail(err, ERR_DAMAGED,
			"the tags of %s cannot be read", git->folder);
	buf_add_text(&folder, tag_folder);
	add_loose(git, &folder, out);
	buf_release(&folder);
	return 0;
}

static int
write_tag(struct git_store *git, const char *name, const store_id *revision,
	const struct store_person *tagger, const char *message, store_id *out,
	struct err *err)
{
	struct buf bytes = BUF_INIT;
	char text[STORE_HEX + 1];
	int zone = abs(tagger->zone), rc;

	store_id_text(revision, text);
	buf_add_format(&bytes, "object %s\ntype commit\ntag %s\n", text, name);
	buf_add_format(&bytes, "tagger %s <%s> %lld %c%02d%02d\n\n",
		tagger->name, tagger->email, (long long)tagger->time,
		tagger->zone < 0 ? '-' : '+', zone / 60, zone % 60);
	buf_add_text(&bytes, message);
	git->written.n = 0;
	gitstore_flushing(false);
	rc = gitstore_write(git, GIT_OBJECT_TAG, buf_str(&bytes), out, err);
	gitstore_flushing(true);
	buf_release(&bytes);
	if (rc == 0)
		rc = gitstore_flush(git, err);
	return rc;
}

static int
tag_held(struct git_store *git, struct git_hold *hold, const char *path,
	const store_id *id, struct err *err)
{
	const store_id *behind = hold->is_behind ? &hold->behind : NULL;
	char *folder = gitstore_path(git, "refs/tags");
	store_id none;
	int rc;

	memset(&none, 0, sizeof(none));
	rc = gitstore_hold_note(hold, path, NULL, behind, err);
	if (rc == 0) {
		rc = gitstore_move(git, path, &none, id, err);
		gitstore_hold_note(hold, NULL, NULL, behind, NULL);
	}
	/* A name with slashes may have made folders. */
	if (rc == 0)
		gitstore_flush_folder(folder);
	free(folder);
	return rc;
}

/* Set a name, which is nobody's yet, to an object. */
static int
name_held(struct git_store *git, struct git_hold *hold, const char *name,
	const store_id *id, struct err *err)
{
	struct buf path = BUF_INIT;
	struct err why = ERR_INIT;
	int rc;

	buf_add_format(&path, "%s%s", tag_folder, name);
	rc = tag_held(git, hold, buf_text(&path), id, &why);
	if (rc < 0 && why.code == ERR_MOVED)
		err_set(err, ERR_REFUSED, "the name %s is taken", name);
	else if (rc < 0)
		err_set(err, why.code, "%s", why.text);
	buf_release(&path);
	return rc;
}

int
gitstore_take_tag(struct store *store, const char *name,
	const store_id *object, struct err *err)
{
	struct git_store *git = (struct git_store *)store;
	struct git_hold hold;
	int rc;

	if (gitstore_hold(git, &hold, err) < 0)
		return -1;
	rc = name_held(git, &hold, name, object, err);
	gitstore_hold_release(git, &hold);
	return rc;
}

int
gitstore_tag(struct store *store, const char *name, const store_id *revision,
	const struct store_person *tagger, const char *message,
	struct err *err)
{
	struct git_store *git = (struct git_store *)store;
	struct git_hold hold;
	store_id id;
	int rc;

	if (gitstore_tree_of(git, revision, &id, err) < 0 ||
	    gitstore_hold(git, &hold, err) < 0)
		return -1;
	rc = write_tag(git, name, revision, tagger, message, &id, err);
	if (rc == 0)
		rc = name_held(git, &hold, name, &id, err);
	gitstore_hold_release(git, &hold);
	return rc;
}
