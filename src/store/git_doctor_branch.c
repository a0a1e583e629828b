/*
 * The branch, when its file is broken or points to nothing: each change of
 * adref's stands on the one before it, so the end of the longest line of
 * changes is where it was. What lost a race for the branch stands beside that
 * line and is never longer. What it must not do: choose between two that are
 * as long.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "git_doctor.h"

#define NONE ((size_t)-1)

/* A change that is there, wherever. */
struct link {
	store_id id, parent;
	size_t from;		/* index of the parent, or NONE */
	size_t length;		/* of the line up to it; 0: not counted */
	bool has_next;
};
struct links {
	struct doctor *doctor;
	struct link *at;
	size_t n, cap;
	struct map by_id;	/* index + 1 */
};

static int
take(const git_oid *oid, void *ctx)
{
	struct links *links = ctx;
	git_object_t type;
	git_commit *commit;
	size_t size;
	struct link link = { .id = gitstore_id(oid), .from = NONE };
	char text[STORE_HEX + 1];

	if (git_odb_read_header(&size, &type, links->doctor->git.odb,
	    oid) < 0 || type != GIT_OBJECT_COMMIT ||
	    git_commit_lookup(&commit, links->doctor->git.repo, oid) < 0)
		return 0;
	if (git_commit_parentcount(commit))
		link.parent = gitstore_id(git_commit_parent_id(commit, 0));
	git_commit_free(commit);
	links->at = mem_grow(links->at, &links->cap, links->n + 1,
		sizeof(*links->at));
	links->at[links->n++] = link;
	store_id_text(&link.id, text);
	map_put(&links->by_id, str_of(text), (void *)(uintptr_t)links->n);
	return 0;
}

static void
tie(struct links *links)
{
	for (size_t i = 0; i < links->n; i++) {
		char text[STORE_HEX + 1];
		uintptr_t at;

		store_id_text(&links->at[i].parent, text);
		at = (uintptr_t)map_get(&links->by_id, str_of(text));
		if (!at)
			continue;
		links->at[i].from = at - 1;
		links->at[at - 1].has_next = true;
	}
}

/* Back to one that is counted, and forth again; a line is no circle. */
static size_t
length_of(struct links *links, size_t at)
{
	size_t n = 0, from = at;

	while (from != NONE && !links->at[from].length) {
		n++;
		from = links->at[from].from;
	}
	n += from == NONE ? 0 : links->at[from].length;
	for (size_t length = n; at != from; at = links->at[at].from)
		links->at[at].length = length--;
	return n;
}

/* The end of the longest line; NONE when there is none, or two. */
static size_t
find_end(struct links *links)
{
	size_t best = NONE, most = 0;
	bool two = false;

	for (size_t i = 0; i < links->n; i++) {
		size_t length = links->at[i].has_next ? 0
			: length_of(links, i);

		two = length == most ? two || length : length < most && two;
		if (length > most) {
			best = i;
			most = length;
		}
	}
	return two ? NONE : best;
}

/*
 * The broken file goes aside, so that what is packed of the branch can be read:
 * it may stand at an older change there. It comes back when the branch cannot
 * be moved, for then nothing is better than it was.
 */
static bool
put_back(struct doctor *doctor, const char *branch, const store_id *id)
{
	struct git_store *git = &doctor->git;
	struct err ignored = ERR_INIT;
	store_id packed = { { 0 } };
	int lock = gitstore_lock(git, &ignored);
	char *path = gitstore_path(git, branch);
	char *aside = gitstore_path(git, "adref/broken-branch");
	bool away = lock >= 0 && rename(path, aside) == 0, done = false;
	git_oid oid;

	if (lock >= 0) {
		if (git_reference_name_to_id(&oid, git->repo, branch) == 0)
			packed = gitstore_id(&oid);
		done = gitstore_move(git, branch, &packed, id, &ignored) == 0;
		close(lock);
	}
	if (away && done)
		unlink(aside);
	else if (away && rename(aside, path) < 0)
		doctor_note(doctor, ILL_NAMED, "%s could not be put back; it "
			"is in %s", path, aside);
	free(path);
	free(aside);
	return done;
}

/* Append ` (it says 0cf7…)`, so that nobody has to guess it when it is gone. */
static void
add_was(struct buf *out, struct doctor *doctor, const char *branch)
{
	git_oid oid;

	if (git_reference_name_to_id(&oid, doctor->git.repo, branch) == 0)
		buf_add_format(out, " (it says %s, which cannot be read)",
			git_oid_tostr_s(&oid));
}

static bool
tell(struct doctor *doctor, const char *branch, const store_id *id)
{
	struct buf subject = BUF_INIT, was = BUF_INIT;
	git_commit *commit;
	git_oid oid;
	bool done;

	gitstore_oid(&oid, id);
	if (git_commit_lookup(&commit, doctor->git.repo, &oid) < 0)
		return false;
	add_was(&was, doctor, branch);
	utf8_add_safe(&subject, str_of(git_commit_summary(commit)));
	git_commit_free(commit);
	done = doctor_mends(doctor) && put_back(doctor, branch, id);
	doctor_note(doctor, done ? ILL_CURED : ILL_CURABLE, "%s/%s is broken%s: "
		"the last change that is there is \"%s\"",
		doctor->git.folder, branch, buf_text(&was),
		buf_text(&subject));
	buf_release(&subject);
	buf_release(&was);
	return done;
}

static bool
find_lost(struct doctor *doctor, const char *branch)
{
	struct links links = { .doctor = doctor, .by_id = MAP_INIT };
	bool found = false;
	size_t end;

	git_odb_foreach(doctor->git.odb, take, &links);
	tie(&links);
	end = find_end(&links);
	if (end != NONE)
		found = tell(doctor, branch, &links.at[end].id);
	else if (links.n)
		doctor_note(doctor, ILL_NAMED, "%s/%s is broken, and which "
			"change was the last cannot be told: `git fsck "
			"--lost-found` names them, `git update-ref` sets it",
			doctor->git.folder, branch);
	free(links.at);
	map_release(&links.by_id);
	return found;
}

/* Whether the branch points to a change that can be read. */
static bool
is_sound(struct doctor *doctor, const char *branch)
{
	git_reference *reference;
	git_commit *commit;
	bool sound;

	if (git_reference_lookup(&reference, doctor->git.repo, branch) < 0)
		return false;
	sound = git_reference_target(reference) && git_commit_lookup(&commit,
		doctor->git.repo, git_reference_target(reference)) == 0;
	if (sound)
		git_commit_free(commit);
	git_reference_free(reference);
	return sound;
}

bool
doctor_look_at_branch(struct doctor *doctor)
{
	git_reference *head;
	const char *branch;
	bool sound;

	if (git_reference_lookup(&head, doctor->git.repo, "HEAD") < 0)
		return false;
	branch = git_reference_symbolic_target(head);
	sound = !branch || !str_starts(str_of(branch), "refs/heads/") ||
		is_sound(doctor, branch) || find_lost(doctor, branch);
	git_reference_free(head);
	return sound;
}
