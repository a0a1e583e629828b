/*
 * The changes back from the tip and what they hold. A file's bytes that are
 * lost are looked for in the work tree, where they may still stand. What it
 * must not do: believe an object whose bytes do not give its name.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/base/day.h"
#include "git_doctor.h"

enum { DEEP_MAX = STORE_DEEP_MAX };

/* Where one is: which change, and which file of it. */
struct where {
	struct doctor *doctor;
	const git_commit *commit;
	struct buf path;
};

bool
doctor_reads(struct doctor *doctor, const store_id *id)
{
	git_odb_object *object;
	git_oid oid;

	gitstore_oid(&oid, id);
	doctor->ills->looked++;
	if (git_odb_read(&object, doctor->git.odb, &oid) < 0)
		return false;
	git_odb_object_free(object);
	return true;
}

/* Whether it is the first time. */
static bool
is_new(struct doctor *doctor, const store_id *id)
{
	char text[STORE_HEX + 1];

	store_id_text(id, text);
	if (map_get(&doctor->seen, str_of(text)))
		return false;
	map_put(&doctor->seen, str_of(text), doctor);
	return true;
}

/* `"A.1: bracket", 17 June 2021`. */
static void
add_change(struct buf *out, const git_commit *commit)
{
	const char *summary = git_commit_summary((git_commit *)
		(uintptr_t)commit);
	int64_t time = git_commit_time(commit);

	buf_add_char(out, '"');
	utf8_add_safe(out, str_of(summary ? summary : ""));
	buf_add_text(out, "\", ");
	day_add_time(out, time, git_commit_time_offset(commit));
}

static void
note_lost(struct where *where, const char *what)
{
	struct buf change = BUF_INIT;

	add_change(&change, where->commit);
	doctor_note(where->doctor, ILL_NAMED, "%s%s%s of the change %s cannot "
		"be read: a copy of the repository may have it (git fetch)",
		where->path.len ? buf_text(&where->path) : "", where->path.len
		? ", " : "", what, buf_text(&change));
	buf_release(&change);
}

/* The bytes stand in the work tree still: put them where they belong. */
static bool
bring_back(struct where *where, const store_id *id)
{
	struct git_store *git = &where->doctor->git;
	struct buf bytes = BUF_INIT;
	struct stat is;
	git_oid oid, want;
	char *file;
	bool same;

	gitstore_oid(&want, id);
	same = git->work && work_read(git, buf_text(&where->path), &is,
		&bytes) == WORK_FILE && git_odb_hash(&oid, buf_text(&bytes),
		bytes.len, GIT_OBJECT_BLOB) == 0 && git_oid_equal(&oid, &want);
	if (same && doctor_mends(where->doctor)) {
		file = gitstore_object_path(git, id);
		unlink(file);
		free(file);
		same = git_odb_write(&oid, git->odb, buf_text(&bytes),
			bytes.len, GIT_OBJECT_BLOB) == 0 &&
			doctor_reads(where->doctor, id);
	}
	buf_release(&bytes);
	return same;
}

static void
look_at_blob(struct where *where, const store_id *id)
{
	if (doctor_reads(where->doctor, id))
		return;
	if (bring_back(where, id))
		doctor_note(where->doctor, doctor_mends(where->doctor)
			? ILL_CURED : ILL_CURABLE, "%s is lost in the "
			"repository: the work tree has it",
			buf_text(&where->path));
	else
		note_lost(where, "as");
}

static void look_at_tree(struct where *where, const store_id *id, int deep);

static void
look_at_entry(struct where *where, const git_tree_entry *entry, int deep)
{
	store_id id = gitstore_id(git_tree_entry_id(entry));
	git_object_t type = git_tree_entry_type(entry);
	size_t before = where->path.len;

	if (!is_new(where->doctor, &id) || type == GIT_OBJECT_COMMIT)
		return;
	buf_add_format(&where->path, "%s%s", before ? "/" : "",
		git_tree_entry_name(entry));
	if (type == GIT_OBJECT_TREE)
		look_at_tree(where, &id, deep + 1);
	else
		look_at_blob(where, &id);
	buf_splice(&where->path, before, where->path.len - before,
		str_of(""));
}

static void
look_at_tree(struct where *where, const store_id *id, int deep)
{
	git_tree *tree;
	git_oid oid;

	gitstore_oid(&oid, id);
	where->doctor->ills->looked++;
	if (deep > DEEP_MAX || git_tree_lookup(&tree, where->doctor->git.repo,
	    &oid) < 0) {
		note_lost(where, "a folder");
		return;
	}
	for (size_t i = 0; i < git_tree_entrycount(tree); i++)
		look_at_entry(where, git_tree_entry_byindex(tree, i), deep);
	git_tree_free(tree);
}

struct queue {
	store_id *at;
	size_t n, cap;
};

static void
add_parents(struct queue *queue, const git_commit *commit)
{
	for (unsigned i = 0; i < git_commit_parentcount(commit); i++) {
		queue->at = mem_grow(queue->at, &queue->cap, queue->n + 1,
			sizeof(*queue->at));
		queue->at[queue->n++] = gitstore_id(git_commit_parent_id(
			commit, i));
	}
}

/* The text as it was at a change. */
static void
look_at_text(struct doctor *doctor, const git_commit *commit)
{
	struct where where = { doctor, commit, BUF_INIT };
	store_id tree = gitstore_id(git_commit_tree_id(commit));

	if (is_new(doctor, &tree))
		look_at_tree(&where, &tree, 0);
	buf_release(&where.path);
}

static void
look_at_change(struct doctor *doctor, const store_id *id,
	struct queue *queue, bool now)
{
	git_commit *commit;
	git_oid oid;
	char text[STORE_HEX + 1];

	if (!is_new(doctor, id))
		return;
	gitstore_oid(&oid, id);
	doctor->ills->looked++;
	if (git_commit_lookup(&commit, doctor->git.repo, &oid) < 0) {
		store_id_text(id, text);
		doctor_note(doctor, ILL_NAMED, "A change (%.8s) cannot be "
			"read, and what came before it: a copy of the "
			"repository may have it (git fetch)", text);
		return;
	}
	if (now || doctor->flags & DOCTOR_DEEP)
		look_at_text(doctor, commit);
	add_parents(queue, commit);
	git_commit_free(commit);
}

void
doctor_look_at_objects(struct doctor *doctor)
{
	struct queue queue = { NULL, 0, 0 };
	struct err ignored = ERR_INIT;
	bool now = true;
	store_id id;

	if (gitstore_head(&doctor->git, NULL, &id, &ignored) < 0)
		return;
	while (!store_id_is_none(&id)) {
		look_at_change(doctor, &id, &queue, now);
		now = false;
		id = queue.n ? queue.at[--queue.n] : (store_id){ { 0 } };
	}
	free(queue.at);
}
