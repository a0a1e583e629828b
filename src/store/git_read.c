/*
 * Reading: branch, folders, files, revisions. Everything that comes from the
 * repository is hostile: sizes are looked at before anything is read, and what
 * cannot be read is ERR_DAMAGED and names the thing. What it must not do:
 * write, or take a lock.
 */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "git.h"

void
gitstore_oid(struct git_oid *out, const store_id *id)
{
	memcpy(out->id, id->bytes, sizeof(id->bytes));
}

store_id
gitstore_id(const struct git_oid *oid)
{
	store_id id;

	memcpy(id.bytes, oid->id, sizeof(id.bytes));
	return id;
}

/* Why nothing can be read at all: the repository is not where it was. */
static int
fail_head(struct git_store *git, struct err *err)
{
	if (access(git->folder, F_OK) < 0 && errno == ENOENT)
		return err_set(err, ERR_DAMAGED, "%s is not there any more: "
			"put it back where it was", git->folder);
	return gitstore_fail(err, ERR_DAMAGED, "which branch %s is on cannot "
		"be read (\"adref doctor\" says more)", git->folder);
}

static int
branch_tip(struct git_store *git, const char *branch, store_id *tip,
	struct err *err)
{
	git_oid oid;
	int rc = git_reference_name_to_id(&oid, git->repo, branch);

	if (rc == GIT_ENOTFOUND)
		return 0;
	if (rc < 0)
		return gitstore_fail(err, ERR_DAMAGED,
			"the branch %s of %s cannot be read (\"adref doctor\" "
			"says more)", branch, git->folder);
	*tip = gitstore_id(&oid);
	return 0;
}

static const char *
short_name(const char *branch)
{
	static const char heads[] = "refs/heads/";

	return strncmp(branch, heads, strlen(heads)) == 0
		? branch + strlen(heads) : branch;
}

/* Somebody put HEAD on another branch meanwhile: what one has before one's
 * eyes is not what would be written to. */
static int
fail_switched(const struct git_store *git, const char *name, struct err *err)
{
	return err_set(err, ERR_NO_BRANCH, "%s was switched from the branch %s "
		"to %s meanwhile: switch it back, or leave and come again",
		git->folder, short_name(git->branch), short_name(name));
}

int
gitstore_head(struct git_store *git, char **branch, store_id *tip,
	struct err *err)
{
	git_reference *head;
	int rc = 0;

	memset(tip, 0, sizeof(*tip));
	if (branch)
		*branch = NULL;
	if (git_reference_lookup(&head, git->repo, "HEAD") < 0)
		return fail_head(git, err);
	if (git_reference_type(head) == GIT_REFERENCE_SYMBOLIC) {
		const char *name = git_reference_symbolic_target(head);

		rc = git->branch && strcmp(git->branch, name) != 0
			? fail_switched(git, name, err)
			: branch_tip(git, name, tip, err);
		if (rc == 0 && branch &&
		    str_starts(str_of(name), "refs/heads/"))
			*branch = mem_text(name);
	} else if (git->branch) {
		rc = fail_switched(git, "none", err);
	} else {
		*tip = gitstore_id(git_reference_target(head));
	}
	git_reference_free(head);
	return rc;
}

int
gitstore_tip(struct store *store, store_id *out, struct err *err)
{
	return gitstore_head((struct git_store *)store, NULL, out, err);
}

static int
open_commit(struct git_store *git, const store_id *id, git_commit **out,
	struct err *err)
{
	char text[STORE_HEX + 1];
	git_oid oid;

	gitstore_oid(&oid, id);
	if (git_commit_lookup(out, git->repo, &oid) == 0)
		return 0;
	store_id_text(id, text);
	if (git_repository_is_shallow(git->repo) == 1)
		return err_set(err, ERR_DAMAGED, "the past before %.10s is not "
			"here, as this is a shallow clone: \"git fetch "
			"--unshallow\" brings it", text);
	return gitstore_fail(err, ERR_DAMAGED, "revision %s cannot be read "
		"(\"git fsck\" lists what is missing; another clone may have "
		"it)", text);
}

int
gitstore_tree_of(struct git_store *git, const store_id *revision,
	store_id *out, struct err *err)
{
	git_commit *commit;

	memset(out, 0, sizeof(*out));
	if (store_id_is_none(revision))
		return 0;
	if (open_commit(git, revision, &commit, err) < 0)
		return -1;
	*out = gitstore_id(git_commit_tree_id(commit));
	git_commit_free(commit);
	return 0;
}

int
gitstore_tree(struct git_store *git, const store_id *id, const char *path,
	struct git_tree **out, struct err *err)
{
	char text[STORE_HEX + 1];
	git_oid oid;

	*out = NULL;
	if (store_id_is_none(id))
		return 0;
	gitstore_oid(&oid, id);
	if (git_tree_lookup(out, git->repo, &oid) == 0)
		return 0;
	store_id_text(id, text);
	return gitstore_fail(err, ERR_DAMAGED,
		"the folder \"%s\" (%s) cannot be read", path, text);
}

static enum store_kind
kind_of(const struct git_entry *entry)
{
	unsigned mode = entry->mode & MODE_KIND;

	if (mode == MODE_FOLDER)
		return STORE_FOLDER;
	return mode == MODE_FILE ? STORE_FILE : STORE_OTHER;
}

/*
 * What path is in the tree `id`: 1 with *kind and *id set, 0 when it is not
 * there. "" is the tree itself.
 */
static int
find(struct git_store *git, store_id *id, const char *path,
	enum store_kind *kind, struct err *err)
{
	struct str rest = str_of(path);

	*kind = STORE_FOLDER;
	while (rest.len) {
		size_t len = str_find(rest, 0, str_of("/"));
		char *part = mem_text_len(rest.at, len);
		struct git_folder folder = { .tree = NULL };
		struct git_entry entry;
		bool found = false;
		int rc = 0;

		if (*kind == STORE_FOLDER)
			rc = gitstore_open_folder(git, id, path, &folder,
				err);
		if (rc == 0)
			found = gitstore_find_entry(&folder, part, &entry);
		if (found) {
			*kind = kind_of(&entry);
			*id = entry.id;
		}
		free(part);
		gitstore_close_folder(&folder);
		if (!found)
			return rc;
		rest = str_from(rest, len + 1);
	}
	return !store_id_is_none(id);
}

static int
not_there(struct err *err, const char *path, const store_id *revision,
	const char *kind)
{
	char text[STORE_HEX + 1];

	store_id_text(revision, text);
	return err_set(err, ERR_MISSING, "there is no %s \"%s\" in %.10s",
		kind, path, text);
}

int
gitstore_list(struct store *store, const store_id *revision,
	const char *path, struct store_entries *out, struct err *err)
{
	struct git_store *git = (struct git_store *)store;
	struct git_folder folder;
	struct git_entry entry;
	enum store_kind kind;
	store_id id;
	int rc;

	if (gitstore_tree_of(git, revision, &id, err) < 0)
		return -1;
	rc = find(git, &id, path, &kind, err);
	if (rc < 0)
		return -1;
	if ((rc == 0 || kind != STORE_FOLDER) && *path)
		return not_there(err, path, revision, "folder");
	if (gitstore_open_folder(git, &id, path, &folder, err) < 0)
		return -1;
	while (gitstore_next_entry(&folder, &entry))
		store_entries_add(out, str_of(entry.name), kind_of(&entry),
			&entry.id);
	gitstore_close_folder(&folder);
	return 0;
}

static int
read_object(struct git_store *git, const git_oid *oid, struct buf *out)
{
	git_odb_object *object;
	git_object_t type;
	size_t len;

	if (git_odb_read_header(&len, &type, git->odb, oid) < 0)
		return -1;
	git_error_clear();
	if (type != GIT_OBJECT_BLOB || len > STORE_FILE_MAX)
		return -1;
	if (git_odb_read(&object, git->odb, oid) < 0)
		return -1;
	buf_add(out, git_odb_object_data(object),
		git_odb_object_size(object));
	git_odb_object_free(object);
	return 0;
}

int
gitstore_read_blob(struct store *store, const store_id *blob,
	struct buf *out, struct err *err)
{
	char text[STORE_HEX + 1];
	git_oid oid;

	gitstore_oid(&oid, blob);
	if (read_object((struct git_store *)store, &oid, out) == 0)
		return 0;
	store_id_text(blob, text);
	return gitstore_fail(err, ERR_DAMAGED,
		"the stored text %s cannot be read or is too large (\"git "
		"fsck\" lists what is missing; another clone may have it)",
		text);
}

int
gitstore_read(struct store *store, const store_id *revision,
	const char *path, struct buf *out, struct err *err)
{
	struct git_store *git = (struct git_store *)store;
	enum store_kind kind;
	store_id id;
	int rc;

	if (gitstore_tree_of(git, revision, &id, err) < 0)
		return -1;
	rc = find(git, &id, path, &kind, err);
	if (rc < 0)
		return -1;
	if (rc == 0 || kind != STORE_FILE)
		return not_there(err, path, revision, "file");
	if (gitstore_read_blob(store, &id, out, err) < 0)
		return err_prefix(err, "%s", path);
	return 0;
}

int
gitstore_blob_at(struct git_store *git, const store_id *revision,
	const char *path, store_id *out, struct err *err)
{
	enum store_kind kind;
	int rc;

	if (gitstore_tree_of(git, revision, out, err) < 0)
		return -1;
	rc = find(git, out, path, &kind, err);
	if (rc == 0 || kind != STORE_FILE)
		memset(out, 0, sizeof(*out));
	return rc < 0 ? -1 : 0;
}

/* The next header line, when it is the one of this name. */
static bool
take_line(struct str *rest, const char *name, struct str *value)
{
	struct str after = *rest, line;

	if (!str_line(&after, &line) || !str_starts(line, name))
		return false;
	*value = str_from(line, strlen(name));
	*rest = after;
	return true;
}

/* `name <address> seconds zone`; false when it is not that. */
static bool
read_person(struct str person, char **name, char **email, struct str *when)
{
	size_t open = str_find(person, 0, str_of("<"));
	struct str address = str_from(person, open + 1);
	size_t close = str_find(address, 0, str_of("> "));
	struct str words = str_trim(str_part(person, 0, open));

	if (open == person.len || close == address.len)
		return false;
	*name = mem_text_len(words.at, words.len);
	*email = mem_text_len(address.at, close);
	*when = str_from(address, close + 2);
	return true;
}

/* Seconds, and a zone as `+0200`, in minutes. */
static bool
read_when(struct str when, int64_t *time, int *zone)
{
	char text[40], *end, *after;
	long hours;

	if (when.len >= sizeof(text))
		return false;
	memcpy(text, when.at, when.len);
	text[when.len] = '\0';
	*time = strtoll(text, &end, 10);
	if (end == text || *end != ' ' || !strchr("+-", end[1]))
		return false;
	hours = strtol(end + 2, &after, 10);
	*zone = (int)(hours / 100 * 60 + hours % 100) * (end[1] == '-' ? -1
		: 1);
	return after != end + 2 && !*after && hours < 10000;
}

static bool
read_parents(struct store_revision *out, struct str *rest)
{
	struct str hex;
	git_oid oid;

	while (take_line(rest, "parent ", &hex)) {
		if (hex.len != STORE_HEX || git_oid_fromstrn(&oid, hex.at,
			hex.len) < 0)
			return false;
		if (out->parents_n < 2)
			out->parents[out->parents_n] = gitstore_id(&oid);
		out->parents_n++;
	}
	return true;
}

/*
 * A revision as it is stored, line by line: libgit2's own reading takes the
 * dot off "Smith Jr.", and then nobody's acts are his; and an index of many
 * revisions waits for nothing else. False when a header is not as git writes
 * it: somebody forged it.
 */
static bool
read_revision(struct store_revision *out, struct str rest)
{
	struct str value, when;

	if (!take_line(&rest, "tree ", &value) || value.len != STORE_HEX ||
	    !read_parents(out, &rest) ||
	    !take_line(&rest, "author ", &value) ||
	    !read_person(value, &out->author, &out->author_email, &when) ||
	    !read_when(when, &out->time, &out->zone) ||
	    !take_line(&rest, "committer ", &value) ||
	    !read_person(value, &out->committer, &out->committer_email,
		&when) || !read_when(when, &out->time, &out->zone))
		return false;
	while (str_line(&rest, &value) && value.len)
		continue;
	out->message = mem_text_len(rest.len ? rest.at : "", rest.len);
	return true;
}

/* What libgit2 has to say of one that cannot be read. */
static int
refuse_revision(struct git_store *git, const store_id *id, struct err *err)
{
	char text[STORE_HEX + 1];
	git_commit *commit;

	if (open_commit(git, id, &commit, err) < 0)
		return -1;
	git_commit_free(commit);
	store_id_text(id, text);
	return err_set(err, ERR_DAMAGED, "revision %s cannot be read", text);
}

int
gitstore_revision(struct store *store, const store_id *id,
	struct store_revision *out, struct err *err)
{
	struct git_store *git = (struct git_store *)store;
	git_odb_object *object = NULL;
	bool read = false;
	git_oid oid;

	gitstore_oid(&oid, id);
	*out = (struct store_revision){ .id = *id };
	if (git_odb_read(&object, git->odb, &oid) == 0 &&
	    git_odb_object_type(object) == GIT_OBJECT_COMMIT)
		read = read_revision(out, str_make(git_odb_object_data(object),
			git_odb_object_size(object)));
	git_odb_object_free(object);
	if (read)
		return 0;
	store_revision_release(out);
	return refuse_revision(git, id, err);
}
