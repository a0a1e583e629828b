/*
 * Making, opening and closing a git repository. libgit2 is told here to read
 * nobody's configuration but the repository's own; who owns a repository and
 * whether its disk can lock is looked at in git_trust.c. What it must not do:
 * write into a repository that is opened.
 */
#include <dirent.h>
#include <errno.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "git.h"

/*
 * Folders up to this size are kept by libgit2 once read, which by itself keeps
 * none above 4 KiB: a text of many sections is read file by file, and each
 * would be looked for in a folder read anew. At most this much in all.
 */
enum {
	FOLDER_KEPT = 1 << 22, REVISION_KEPT = 1 << 12, KEPT_IN_ALL = 1 << 25
};

struct git_waits git_waits = {
	.hold_ms = 10000,
	.lock_ms = 2000,
	.stale_s = 600,
};

int
gitstore_fail(struct err *err, enum err_code code, const char *format, ...)
{
	const git_error *reason = git_error_last();
	char text[ERR_TEXT_MAX / 2];
	struct str why;
	va_list args;

	va_start(args, format);
	if (vsnprintf(text, sizeof(text), format, args) < 0)
		text[0] = '\0';
	va_end(args);
	why = str_trim(str_of(reason ? reason->message : NULL));
	while (str_ends(why, "."))
		why.len--;
	if (why.len == 0)
		return err_set(err, code, "%s", text);
	return err_set(err, code, "%s: %.*s", text, (int)why.len, why.at);
}

void
gitstore_flushing(bool on)
{
	git_libgit2_opts(GIT_OPT_ENABLE_FSYNC_GITDIR, (int)on);
}

static void
gitstore_in_passing(bool on)
{
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, (int)!on);
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_COMMIT,
		(size_t)(on ? 0 : REVISION_KEPT));
}

int
gitstore_start(struct err *err)
{
	static const int levels[] = {
		GIT_CONFIG_LEVEL_SYSTEM, GIT_CONFIG_LEVEL_XDG,
		GIT_CONFIG_LEVEL_GLOBAL, GIT_CONFIG_LEVEL_PROGRAMDATA
	};
	size_t i;

	if (git_libgit2_init() < 0)
		return gitstore_fail(err, ERR_SYSTEM, "libgit2 does not start");
	for (i = 0; i < sizeof(levels) / sizeof(levels[0]); i++)
		git_libgit2_opts(GIT_OPT_SET_SEARCH_PATH, levels[i], "");
	/* Its own check knows no shared group; ours follows. */
	git_libgit2_opts(GIT_OPT_SET_OWNER_VALIDATION, 0);
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE,
		(size_t)FOLDER_KEPT);
	git_libgit2_opts(GIT_OPT_SET_CACHE_MAX_SIZE, (ssize_t)KEPT_IN_ALL);
	gitstore_flushing(true);
	return 0;
}

/* Whether path is missing or a folder with nothing (but this) in it. */
static bool
is_free(const char *path, const char *but)
{
	struct dirent *entry;
	bool empty = true;
	DIR *dir;

	dir = opendir(path);
	if (!dir)
		return errno == ENOENT;
	while (empty && (entry = readdir(dir)))
		empty = strcmp(entry->d_name, ".") == 0 ||
			strcmp(entry->d_name, "..") == 0 ||
			strcmp(entry->d_name, but) == 0;
	closedir(dir);
	return empty;
}

/* No reflog for acts: it would cost two flushes each and prove nothing. What
 * was recorded is not taken back by a push either. */
static int
set_up(git_repository *repo)
{
	git_config *config;
	int rc;

	rc = git_repository_config(&config, repo);
	if (rc < 0)
		return rc;
	rc = git_config_set_bool(config, "core.logAllRefUpdates", 0);
	if (rc == 0 && git_repository_is_bare(repo))
		rc = git_config_set_bool(config, "receive.denyNonFastForwards",
			1);
	git_config_free(config);
	return rc;
}

/*
 * The repository that plain git made at path and nobody has used yet, as an
 * administrator leaves it; NULL when path is anything else.
 */
static git_repository *
open_unused(const char *path)
{
	git_repository *repo;

	if (git_repository_open_ext(&repo, path,
	    GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) < 0)
		return NULL;
	if (git_repository_is_empty(repo) == 1 &&
	    (git_repository_is_bare(repo) || is_free(path, ".git")))
		return repo;
	git_repository_free(repo);
	return NULL;
}

static int
make_repository(git_repository **out, const char *path, bool bare)
{
	git_repository_init_options options;

	git_repository_init_options_init(&options,
		GIT_REPOSITORY_INIT_OPTIONS_VERSION);
	options.flags = GIT_REPOSITORY_INIT_MKDIR | GIT_REPOSITORY_INIT_MKPATH |
		GIT_REPOSITORY_INIT_NO_REINIT |
		(bare ? GIT_REPOSITORY_INIT_BARE : 0);
	options.initial_head = "main";
	return git_repository_init_ext(out, path, &options);
}

int
store_make(const char *path, bool bare, struct err *err)
{
	git_repository *repo = NULL;
	struct buf folder = BUF_INIT;
	int rc = -1;

	if (gitstore_start(err) < 0)
		return -1;
	repo = open_unused(path);
	if (repo ? git_repository_is_bare(repo) != bare : !is_free(path, "")) {
		err_set(err, ERR_REFUSED, repo ? bare
			? "%s is a repository with a work tree: make it "
			"without --bare" : "%s is a bare repository: make it "
			"with --bare" : "%s is there already and is not an "
			"empty folder", path);
		goto out;
	}
	if ((!repo && make_repository(&repo, path, bare) < 0) ||
	    set_up(repo) < 0) {
		gitstore_fail(err, ERR_SYSTEM, "%s cannot be made", path);
		goto out;
	}
	buf_add_format(&folder, "%sadref", git_repository_commondir(repo));
	if ((mkdir(folder.data, 0777) < 0 && errno != EEXIST) ||
	    gitstore_flush_folder(git_repository_commondir(repo)) < 0) {
		err_set(err, ERR_SYSTEM, "%s cannot be made: %s", folder.data,
			strerror(errno));
		goto out;
	}
	rc = 0;
out:
	buf_release(&folder);
	git_repository_free(repo);
	git_libgit2_shutdown();
	return rc;
}

/* libgit2's folders end with a slash; ours do not. */
static char *
folder_text(const char *path)
{
	size_t len;

	if (!path)
		return NULL;
	len = strlen(path);
	while (len > 1 && path[len - 1] == '/')
		len--;
	return mem_text_len(path, len);
}

char *
gitstore_path(const struct git_store *git, const char *name)
{
	struct buf path = BUF_INIT;

	buf_add_format(&path, "%s/%s", git->folder, name);
	return buf_take(&path);
}

/* core.sharedRepository in any of its forms but `umask` and `false`. */
static bool
is_shared(git_repository *repo)
{
	git_config *config;
	git_buf value = { 0 };
	bool shared = false;

	if (git_repository_config_snapshot(&config, repo) < 0)
		return false;
	if (git_config_get_string_buf(&value, config,
	    "core.sharedrepository") == 0)
		shared = value.size && strcmp(value.ptr, "umask") != 0 &&
			strcmp(value.ptr, "false") != 0 &&
			strcmp(value.ptr, "0") != 0;
	git_buf_dispose(&value);
	git_config_free(config);
	return shared;
}

static int
check_trust(const struct git_store *git, struct err *err)
{
	if (gitstore_check_owner(git->folder, err) < 0)
		return -1;
	if (git->work && gitstore_check_owner(git->work, err) < 0)
		return -1;
	if (git->base.read_only)
		return 0;
	return gitstore_check_disk(git->folder, err);
}

/* Writing needs a branch to write to: say so before anything is typed. */
static int
check_head(struct git_store *git, struct err *err)
{
	char *branch = NULL;
	store_id tip;
	int rc;

	rc = gitstore_head(git, &branch, &tip, err);
	if (rc == 0 && !branch && !git->base.read_only)
		rc = err_set(err, ERR_NO_BRANCH,
			"%s is not on a branch (its HEAD is detached): "
			"`git switch main` puts it on one; --read-only looks "
			"at it as it is", git->folder);
	git->branch = branch;
	return rc;
}

static int
open_parts(struct git_store *git, struct err *err)
{
	git_refdb *references;

	git->folder = folder_text(git_repository_commondir(git->repo));
	git->work = folder_text(git_repository_workdir(git->repo));
	if (check_trust(git, err) < 0)
		return -1;
	git->shared = is_shared(git->repo);
	git_repository_set_ident(git->repo, "adref", "adref@localhost");
	/* It remembers from its birth whether it flushes. */
	if (git_repository_refdb(&references, git->repo) < 0 ||
	    gitstore_objects(git->repo, git->folder, &git->odb) < 0)
		return gitstore_fail(err, ERR_DAMAGED, "%s cannot be opened",
			git->folder);
	git_refdb_free(references);
	return check_head(git, err);
}

static void
git_store_close(struct store *store)
{
	struct git_store *git = (struct git_store *)store;

	gitstore_keep(store, false, NULL);
	git_odb_free(git->odb);
	git_repository_free(git->repo);
	free(git->folder);
	free(git->work);
	free(git->branch);
	free(git->written.at);
	gitstore_release_kept(git);
	buf_release(&git->behind);
	free(git);
	git_libgit2_shutdown();
}

int
store_open_git(struct store **out, const char *path, unsigned flags,
	struct err *err)
{
	struct git_store *git;

	*out = NULL;
	if (gitstore_start(err) < 0)
		return -1;
	git = mem_new(1, sizeof(*git));
	git->kept_lock = -1;
	git->base.verbs = &gitstore_verbs;
	git->base.read_only = flags & STORE_READ_ONLY;
	git->base.caches = !git->base.read_only || flags & STORE_CACHES;
	if (git_repository_open_ext(&git->repo, path, 0, NULL) < 0) {
		if (access(path, F_OK) < 0)
			err_set(err, ERR_MISSING, "there is no %s: "
				"`adref init DIR` makes a negotiation", path);
		else
			gitstore_fail(err, ERR_MISSING, "no negotiation at %s "
				"or above (`adref init DIR` makes one)", path);
		goto fail;
	}
	if (open_parts(git, err) < 0)
		goto fail;
	*out = &git->base;
	return 0;
fail:
	git_store_close(&git->base);
	return -1;
}

static const char *
git_store_folder(const struct store *store)
{
	return ((const struct git_store *)store)->folder;
}

static const char *
git_store_work_tree(const struct store *store)
{
	return ((const struct git_store *)store)->work;
}

static const char *
git_store_behind(const struct store *store)
{
	const struct git_store *git = (const struct git_store *)store;

	return git->behind.len ? git->behind.data : NULL;
}

const struct store_verbs gitstore_verbs = {
	.close = git_store_close,
	.folder = git_store_folder,
	.work_tree = git_store_work_tree,
	.behind = git_store_behind,
	.tip = gitstore_tip,
	.list = gitstore_list,
	.read = gitstore_read,
	.read_blob = gitstore_read_blob,
	.compare = gitstore_compare,
	.save = gitstore_save,
	.keep = gitstore_keep,
	.pack = gitstore_pack,
	.loose = gitstore_loose,
	.busy = gitstore_busy,
	.outside = gitstore_outside,
	.outside_read = gitstore_outside_read,
	.revision = gitstore_revision,
	.resolve = gitstore_resolve,
	.tags = gitstore_tags,
	.tag = gitstore_tag,
	.in_passing = gitstore_in_passing,
	.git_user = gitstore_user,
};
