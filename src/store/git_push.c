/*
 * Giving what is here to another repository. A folder of this machine is opened
 * as our own would be: the objects are brought there, and its branch goes
 * forward under its lock, by the same compare-and-swap, for libgit2's own way
 * into a folder loses what somebody else put there meanwhile. Others are given
 * a push, which is never forced. What it must not do: take anything back.
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "git_remote.h"

/* Programs that would decide over a push; here nobody can ask them. */
static int
check_hooks(const struct git_store *there, const char *called,
	struct err *err)
{
	static const char *const hooks[] = { "pre-receive", "update",
		"reference-transaction" };

	for (size_t i = 0; i < sizeof(hooks) / sizeof(hooks[0]); i++) {
		struct buf path = BUF_INIT;
		bool decides;

		buf_add_format(&path, "%s/hooks/%s", there->folder, hooks[i]);
		decides = access(buf_text(&path), X_OK) == 0;
		buf_release(&path);
		if (decides)
			return err_set(err, ERR_REFUSED, "in %s a program of "
				"its own decides what is taken (hooks/%s): "
				"only ssh asks it", called, hooks[i]);
	}
	return 0;
}

/* What was edited there comes first: it was written on what is there now. */
static int
check_edits(struct store *there, const char *called, struct err *err)
{
	struct store_paths edited = { 0 };
	struct buf safe = BUF_INIT;
	int rc = store_outside(there, &edited, err);

	if (rc == 0 && edited.n) {
		utf8_add_safe(&safe, str_of(edited.at[0]));
		rc = err_set(err, ERR_REFUSED, "in %s %s was edited and is not "
			"in the text yet: adref takes it up when it is opened "
			"there", called, buf_text(&safe));
	}
	buf_release(&safe);
	store_paths_release(&edited);
	return rc;
}

static size_t
count_names(const char *const *names)
{
	size_t n = 0;

	while (names && names[n])
		n++;
	return n;
}

static void
add_spec(git_strarray *specs, const char *from, const char *to)
{
	struct buf spec = BUF_INIT;

	buf_add_format(&spec, "%s:%s", from, to);
	specs->strings[specs->count++] = buf_take(&spec);
}

/* What is given, by name: our branch, which may have gone on since, as only a
 * name can be pushed; and tags. */
static int
list_specs(struct git_store *git, const struct store_gift *gift,
	git_strarray *out, struct err *err)
{
	size_t n = count_names(gift->names);
	git_strarray specs = { mem_new(n + 1, sizeof(char *)), 0 };
	char *branch = NULL;
	store_id tip;

	*out = specs;
	if (gitstore_head(git, &branch, &tip, err) < 0)
		return -1;
	add_spec(&specs, branch ? branch : "HEAD", gift->to->branch);
	free(branch);
	for (size_t i = 0; i < n; i++) {
		struct buf name = BUF_INIT;

		buf_add_format(&name, "refs/tags/%s", gift->names[i]);
		add_spec(&specs, buf_text(&name), buf_text(&name));
		buf_release(&name);
	}
	*out = specs;
	return 0;
}

static void
specs_release(git_strarray *specs)
{
	for (size_t i = 0; i < specs->count; i++)
		free(specs->strings[i]);
	free(specs->strings);
}

/* The names that are here, with their objects; those it has stay. */
static int
give_names(struct git_store *git, struct store *there,
	const struct store_gift *gift, struct err *err)
{
	size_t n = count_names(gift->names);

	for (size_t i = 0; i < n; i++) {
		struct err why = ERR_INIT;
		struct buf path = BUF_INIT;
		store_id object;
		git_oid oid;
		int rc;

		buf_add_format(&path, "refs/tags/%s", gift->names[i]);
		rc = git_reference_name_to_id(&oid, git->repo,
			buf_text(&path));
		buf_release(&path);
		if (rc < 0)
			continue;
		object = gitstore_id(&oid);
		if (gitstore_take_tag(there, gift->names[i], &object,
			&why) < 0 && why.code != ERR_REFUSED)
			return err_set(err, why.code, "%s", why.text);
	}
	return 0;
}

/* Our branch as it stands there in the end is the one that was fetched. */
static int
check_branch(struct git_store *there, const struct store_gift *gift,
	struct err *err)
{
	char *branch = NULL;
	store_id tip;
	int rc = gitstore_head(there, &branch, &tip, err);

	if (rc == 0 && (!branch || strcmp(branch, gift->to->branch) != 0 ||
	    !store_id_same(&tip, &gift->to->tip)))
		rc = err_set(err, ERR_MOVED, "somebody else has saved "
			"meanwhile");
	free(branch);
	return rc;
}

/* Bring it into the folder as a fetch from there would. */
static int
bring_there(struct git_store *git, struct git_store *there,
	const struct store_gift *gift, struct git_talk *talk,
	struct err *err)
{
	git_strarray specs;
	int rc = list_specs(git, gift, &specs, err);

	if (rc == 0 && gitstore_download(there, git->folder, &specs,
		talk) < 0)
		rc = gitstore_talk_fail(talk, gift->to->called, err);
	specs_release(&specs);
	return rc;
}

static int
forward(struct store *there, const char *called,
	const struct store_gift *gift, struct err *err)
{
	if (gitstore_forward(there, &gift->to->tip, &gift->tip, err) == 0)
		return 0;
	return err_prefix(err, "in %s", called);
}

static int
give_folder(struct git_store *git, const struct git_far *far,
	const struct store_gift *gift, struct git_talk *talk,
	struct err *err)
{
	struct store *there;
	int rc;

	if (store_open_git(&there, far->folder, 0, err) < 0)
		return -1;
	rc = check_hooks((struct git_store *)there, far->called, err);
	if (rc == 0)
		rc = check_edits(there, far->called, err);
	if (rc == 0)
		rc = check_branch((struct git_store *)there, gift, err);
	if (rc == 0)
		rc = bring_there(git, (struct git_store *)there, gift, talk,
			err);
	if (rc == 0 && !store_id_same(&gift->tip, &gift->to->tip))
		rc = forward(there, far->called, gift, err);
	if (rc == 0)
		rc = give_names(git, there, gift, err);
	store_close(there);
	return rc;
}

/* A push that was refused, or one that was too late. */
static int
refuse_push(struct git_talk *talk, const struct git_far *far, int rc,
	struct err *err)
{
	if (rc == GIT_ENONFASTFORWARD)
		return err_set(err, ERR_MOVED, "somebody else has saved "
			"meanwhile");
	if (rc < 0)
		return gitstore_talk_fail(talk, far->called, err);
	return talk->refused.len ? err_set(err, ERR_REFUSED,
		"%s does not take it: %s", far->called, talk->refused.data)
		: 0;
}

static int
give_far(struct git_store *git, const struct git_far *far,
	const struct store_gift *gift, struct git_talk *talk,
	struct err *err)
{
	git_push_options options;
	git_remote *remote = NULL;
	git_strarray specs;
	int rc = list_specs(git, gift, &specs, err);

	git_push_options_init(&options, GIT_PUSH_OPTIONS_VERSION);
	gitstore_talk(&options.callbacks, talk);
	if (rc == 0) {
		rc = gitstore_open_far(&remote, git, far->url);
		if (rc == 0)
			rc = git_remote_upload(remote, &specs, &options);
		rc = refuse_push(talk, far, rc, err);
	}
	git_remote_free(remote);
	specs_release(&specs);
	return rc;
}

int
gitstore_push(struct store *store, const char *remote,
	const struct store_gift *gift, const struct store_going *going,
	struct err *err)
{
	struct git_store *git = (struct git_store *)store;
	struct git_talk talk = { .going = going, .does = "given" };
	struct git_far far;
	int rc;

	if (gitstore_far(git, remote, &far, err) < 0)
		return -1;
	if (!gitstore_talk_begin(&talk))
		rc = gitstore_talk_fail(&talk, far.called, err);
	else
		rc = far.folder ? give_folder(git, &far, gift, &talk, err)
		: give_far(git, &far, gift, &talk, err);
	gitstore_far_release(&far);
	buf_release(&talk.refused);
	return rc;
}

int
gitstore_part(struct store *store, const store_id *a, const store_id *b,
	struct store_parting *out, struct err *err)
{
	struct git_store *git = (struct git_store *)store;
	git_oid one, two, base;
	int rc;

	gitstore_oid(&one, a);
	gitstore_oid(&two, b);
	rc = git_merge_base(&base, git->repo, &one, &two);
	if (rc == 0)
		out->base = gitstore_id(&base);
	else if (git_repository_is_shallow(git->repo) == 1)
		return err_set(err, ERR_DAMAGED, "the past is not all here, as "
			"this is a shallow clone: \"git fetch --unshallow\" "
			"brings it");
	if ((rc < 0 && rc != GIT_ENOTFOUND) ||
	    git_graph_ahead_behind(&out->a, &out->b, git->repo, &one,
		&two) < 0)
		return gitstore_fail(err, ERR_DAMAGED, "what leads to the two "
			"texts cannot be read");
	return 0;
}
