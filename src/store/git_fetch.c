/*
 * Bringing what another repository has: which branch of it is meant, its
 * names, and the objects they need. libgit2 is only let bring objects: it
 * would write references without our lock, and a kill would leave theirs
 * behind. What it must not do: move anything that a person has.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "git_remote.h"

static const char tag_folder[] = "refs/tags/";
enum { TAGS_MAX = 10000 };

/* One fetch on its way. */
struct fetch {
	struct git_store *git;
	struct git_far far;
	struct git_talk talk;
	git_remote *remote;
	const git_remote_head **heads;
	size_t heads_n;
	char *ours;		/* the name of our own branch, or NULL */
	char **names;		/* what is brought */
	size_t names_n, names_cap;
};

static const git_remote_head *
find_head(const struct fetch *fetch, const char *name)
{
	for (size_t i = 0; i < fetch->heads_n; i++)
		if (strcmp(fetch->heads[i]->name, name) == 0)
			return fetch->heads[i];
	return NULL;
}

/* The only branch it has, or NULL. */
static const git_remote_head *
find_only(const struct fetch *fetch)
{
	const git_remote_head *only = NULL;

	for (size_t i = 0; i < fetch->heads_n; i++) {
		if (!str_starts(str_of(fetch->heads[i]->name), "refs/heads/"))
			continue;
		if (only)
			return NULL;
		only = fetch->heads[i];
	}
	return only;
}

/* The branch its HEAD names; else ours; else the only one. */
static const git_remote_head *
choose_head(const struct fetch *fetch)
{
	const git_remote_head *head = find_head(fetch, "HEAD"), *found = NULL;

	if (head && head->symref_target &&
	    str_starts(str_of(head->symref_target), "refs/heads/"))
		found = find_head(fetch, head->symref_target);
	if (!found && fetch->ours)
		found = find_head(fetch, fetch->ours);
	return found ? found : find_only(fetch);
}

/* As it is called in an empty folder, or as ours. */
static char *
name_unborn(struct fetch *fetch)
{
	struct store *there = NULL;
	struct err ignored = ERR_INIT;
	char *branch = NULL;
	store_id tip;

	if (fetch->far.folder && store_open_git(&there, fetch->far.folder,
		STORE_READ_ONLY, &ignored) == 0) {
		if (gitstore_head((struct git_store *)there, &branch, &tip,
			&ignored) < 0)
			branch = NULL;
		store_close(there);
	}
	return branch ? branch : mem_text(fetch->ours ? fetch->ours
		: "refs/heads/main");
}

static void
want(struct fetch *fetch, const char *name)
{
	struct buf spec = BUF_INIT;

	fetch->names = mem_grow(fetch->names, &fetch->names_cap,
		fetch->names_n + 1, sizeof(*fetch->names));
	buf_add_format(&spec, "%s:%s/%zu", name, fetch->far.kept,
		fetch->names_n);
	fetch->names[fetch->names_n++] = buf_take(&spec);
}

/* The names of tags, but for those that nobody here could have given. */
static void
want_tags(struct fetch *fetch, struct store_tags *out)
{
	for (size_t i = 0; i < fetch->heads_n && out->n < TAGS_MAX; i++) {
		const git_remote_head *head = fetch->heads[i];
		const char *name = head->name + sizeof(tag_folder) - 1;
		struct store_tag *tag;

		if (!str_starts(str_of(head->name), tag_folder) ||
		    str_ends(str_of(name), "^{}") ||
		    store_check_tag_name(name, NULL) < 0)
			continue;
		tag = store_tags_add(out, name);
		tag->object = gitstore_id(&head->oid);
		tag->message = mem_text("");
		want(fetch, head->name);
	}
}

static int
choose(struct fetch *fetch, struct store_fetched *out, struct err *err)
{
	const git_remote_head *head = choose_head(fetch);

	if (!head) {
		for (size_t i = 0; i < fetch->heads_n; i++)
			if (str_starts(str_of(fetch->heads[i]->name),
				"refs/heads/"))
				return err_set(err, ERR_MISSING, "%s has "
					"several branches, and none is its "
					"own", fetch->far.called);
		out->branch = name_unborn(fetch);
		return 0;
	}
	out->branch = mem_text(head->name);
	out->tip = gitstore_id(&head->oid);
	want(fetch, head->name);
	want_tags(fetch, &out->tags);
	return 0;
}

int
gitstore_download(struct git_store *git, const char *url,
	const git_strarray *names, struct git_talk *talk)
{
	git_fetch_options options;
	git_remote *remote;
	mode_t mask = umask(022);
	int rc;

	umask(git->shared ? 0002 : mask);
	git_fetch_options_init(&options, GIT_FETCH_OPTIONS_VERSION);
	gitstore_talk(&options.callbacks, talk);
	options.download_tags = GIT_REMOTE_DOWNLOAD_TAGS_NONE;
	rc = gitstore_open_far(&remote, git, url);
	if (rc == 0) {
		rc = git_remote_download(remote, names, &options);
		git_remote_disconnect(remote);
		git_remote_free(remote);
	}
	umask(mask);
	return rc;
}

/* What there is, by name; then what that needs. */
static int
bring(struct fetch *fetch, struct store_fetched *out, struct err *err)
{
	git_remote_callbacks callbacks;
	git_strarray names;

	gitstore_talk(&callbacks, &fetch->talk);
	if (!gitstore_talk_begin(&fetch->talk) ||
	    gitstore_open_far(&fetch->remote, fetch->git,
		fetch->far.url) < 0 ||
	    git_remote_connect(fetch->remote, GIT_DIRECTION_FETCH,
		&callbacks, NULL, NULL) < 0 ||
	    git_remote_ls(&fetch->heads, &fetch->heads_n, fetch->remote) < 0)
		return gitstore_talk_fail(&fetch->talk, fetch->far.called,
			err);
	if (choose(fetch, out, err) < 0)
		return -1;
	git_remote_disconnect(fetch->remote);
	if (!fetch->names_n)
		return 0;
	names = (git_strarray){ fetch->names, fetch->names_n };
	fetch->talk.asked = false;
	if (gitstore_download(fetch->git, fetch->far.url, &names,
		&fetch->talk) < 0)
		return gitstore_talk_fail(&fetch->talk, fetch->far.called,
			err);
	return 0;
}

/* Where the branch was when it was brought last, for the next time. */
static int
keep(struct git_store *git, const char *name, const store_id *tip,
	struct err *err)
{
	store_id was = { { 0 } };
	struct git_hold hold;
	git_oid oid;
	int rc;

	if (gitstore_hold(git, &hold, err) < 0)
		return -1;
	if (git_reference_name_to_id(&oid, git->repo, name) == 0)
		was = gitstore_id(&oid);
	rc = store_id_same(&was, tip) ? 0 : gitstore_hold_note(&hold, name,
		"sync", hold.is_behind ? &hold.behind : NULL, err);
	if (rc == 0 && !store_id_same(&was, tip)) {
		rc = gitstore_move(git, name, &was, tip, err);
		gitstore_hold_note(&hold, NULL, NULL, hold.is_behind
			? &hold.behind : NULL, NULL);
	}
	gitstore_hold_release(git, &hold);
	return rc;
}

/* A folder is somebody's whom we trust, and a repository. */
static int
check_folder(const struct git_store *git, const struct git_far *far,
	struct err *err)
{
	const struct git_store *other;
	struct store *there;
	int rc = 0;

	if (!far->folder)
		return 0;
	if (store_open_git(&there, far->folder, STORE_READ_ONLY, err) < 0)
		return -1;
	other = (const struct git_store *)there;
	if (strcmp(other->folder, git->folder) == 0)
		rc = err_set(err, ERR_REFUSED, "%s is this repository itself",
			far->called);
	else if (git_repository_is_shallow(other->repo) == 1)
		rc = err_set(err, ERR_DAMAGED, "the past is not all in %s, as "
			"it is a shallow clone: \"git fetch --unshallow\" "
			"there brings it", far->called);
	store_close(there);
	return rc;
}

static void
peel_tags(struct git_store *git, struct store_tags *tags)
{
	for (size_t i = 0; i < tags->n; i++) {
		git_oid oid;

		gitstore_oid(&oid, &tags->at[i].object);
		if (!gitstore_peel(git, &oid, &tags->at[i].revision))
			tags->at[i].revision = (store_id){ { 0 } };
	}
}

static void
release(struct fetch *fetch)
{
	for (size_t i = 0; i < fetch->names_n; i++)
		free(fetch->names[i]);
	free(fetch->names);
	free(fetch->ours);
	git_remote_free(fetch->remote);
	gitstore_far_release(&fetch->far);
	buf_release(&fetch->talk.refused);
}

int
gitstore_fetch(struct store *store, const char *remote,
	const struct store_going *going, struct store_fetched *out,
	struct err *err)
{
	struct fetch fetch = { .git = (struct git_store *)store,
		.talk = { .going = going, .does = "received" } };
	store_id tip;
	int rc = gitstore_far(fetch.git, remote, &fetch.far, err);

	if (rc == 0)
		rc = check_folder(fetch.git, &fetch.far, err);
	if (rc == 0)
		rc = gitstore_head(fetch.git, &fetch.ours, &tip, err);
	if (rc == 0)
		rc = bring(&fetch, out, err);
	if (rc == 0 && !store_id_is_none(&out->tip))
		rc = keep(fetch.git, fetch.far.kept, &out->tip, err);
	if (rc == 0) {
		peel_tags(fetch.git, &out->tags);
		out->called = mem_text(fetch.far.called);
	}
	release(&fetch);
	return rc;
}
