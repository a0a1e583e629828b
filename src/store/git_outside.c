/*
 * What somebody changed in the work tree with other tools: files that differ
 * from the tip, new ones, ones that are gone, what stands in their place. Git's
 * index says which files need not be read. What it must not do: follow a link,
 * or take for an edit what a save could not bring to the work tree.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "git.h"

struct search {
	struct git_store *git;
	struct git_index *index;	/* NULL: read every file */
	const struct store_differences *files; /* the tip's */
	bool *met;			/* which the walk has met */
	struct store_paths *out;
	const char **passed;		/* folders at the top passed over */
	store_id tip;
	bool is_behind;		/* files may be as old as this: */
	store_id behind;
	struct buf path;
	size_t deep;
};

/* The files that belong to a negotiation. */
static bool
is_ours(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *name = slash ? slash + 1 : path;
	struct str text = str_of(name);

	if (name[0] == '.')
		return false;
	return str_ends(text, ".md") || str_ends(text, ".tsv") ||
		strcmp(name, "ORDER") == 0 || strcmp(name, "adref.conf") == 0;
}

/* What a save has not brought here yet is not an edit. */
static bool
is_as_behind(struct search *search, const char *path, const store_id *now)
{
	return search->is_behind && gitstore_was_at(search->git, path, now,
		&search->behind, &search->tip);
}

/* Whether what is at path is another text than the tip's blob. */
static bool
differs(struct search *search, const char *path, const store_id *tip,
	enum work_state state, struct stat *is)
{
	store_id now = { { 0 } };
	bool same;

	if (state == WORK_FILE && search->index) {
		now = gitstore_index_get(search->git, search->index, path,
			is, &same);
		if (same && store_id_same(&now, tip))
			return false;
	}
	if (state == WORK_FILE)
		state = work_look_id(search->git, path, is, &now);
	if (state >= WORK_ODD)
		return true;
	/*
	 * An empty file where there was one: a power cut, not an edit. Only an
	 * ORDER may have lost its last line by hand.
	 */
	if (store_id_same(&now, tip) || (state == WORK_FILE &&
	    is->st_size == 0 && !store_id_is_none(tip) &&
	    !str_ends(str_of(path), "/ORDER")))
		return false;
	return !is_as_behind(search, path, &now);
}

/* The files of the tip that the walk has not met: most are gone. */
static void
search_unmet(struct search *search)
{
	size_t i;

	for (i = 0; i < search->files->n; i++) {
		const struct store_difference *file = &search->files->at[i];
		enum work_state state;
		struct stat is;

		if (search->met[i] || !is_ours(file->path) ||
		    store_check_path(file->path, NULL) < 0)
			continue;
		state = work_look(search->git, file->path, &is);
		if (differs(search, file->path, &file->to, state, &is))
			store_paths_add(search->out, str_of(file->path));
	}
}

/* The first file of the tip whose path is not before `path`. */
static size_t
first_at(const struct store_differences *files, const char *path)
{
	size_t from = 0, to = files->n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (strcmp(files->at[mid].path, path) < 0)
			from = mid + 1;
		else
			to = mid;
	}
	return from;
}

/*
 * Whether a folder at the top belongs to the negotiation: it does in the tip,
 * or it has the ORDER of a document.
 */
static bool
is_our_folder(const struct search *search, int folder, const char *name)
{
	struct buf path = BUF_INIT;
	struct stat is;
	size_t at;
	bool ours;

	if (search->deep > 0 || strcmp(name, "proposals") == 0)
		return true;
	buf_add_format(&path, "%s/", name);
	at = first_at(search->files, path.data);
	ours = at < search->files->n && str_starts(
		str_of(search->files->at[at].path), path.data);
	buf_add_text(&path, "ORDER");
	if (!ours)
		ours = fstatat(folder, path.data, &is,
			AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(is.st_mode);
	buf_release(&path);
	return ours;
}

/* Another repository inside is none of ours (a submodule). */
static bool
is_repository(int folder, const char *name)
{
	struct buf path = BUF_INIT;
	struct stat is;
	bool found;

	buf_add_format(&path, "%s/.git", name);
	found = fstatat(folder, path.data, &is, AT_SYMLINK_NOFOLLOW) == 0;
	buf_release(&path);
	return found;
}

static void search_folder(struct search *search, int folder);

/* A new file at the top is only ours when its name says so. */
static bool
may_be_new(const struct search *search)
{
	return search->deep > 0 ||
		!str_ends(buf_str(&search->path), ".md");
}

static void
search_file(struct search *search, struct stat *is)
{
	const char *path = search->path.data;
	const store_id none = { { 0 } };
	const store_id *tip = &none;
	enum work_state state = S_ISREG(is->st_mode) ? WORK_FILE : WORK_ODD;
	size_t at;

	if (!is_ours(path) || store_check_path(path, NULL) < 0)
		return;
	at = first_at(search->files, path);
	if (at < search->files->n &&
	    strcmp(search->files->at[at].path, path) == 0) {
		search->met[at] = true;
		tip = &search->files->at[at].to;
	} else if (!may_be_new(search)) {
		return;
	}
	if (differs(search, path, tip, state, is))
		store_paths_add(search->out, buf_str(&search->path));
}

static void
search_entry(struct search *search, int folder, const char *name)
{
	size_t len = search->path.len;
	struct stat is;
	int inner;

	if (name[0] == '.' || strlen(name) > STORE_PART_MAX ||
	    (!search->deep && gitstore_is_named(search->passed, name)) ||
	    fstatat(folder, name, &is, AT_SYMLINK_NOFOLLOW) < 0)
		return;
	buf_add_text(&search->path, name);
	if (!S_ISDIR(is.st_mode)) {
		search_file(search, &is);
	} else if (search->deep < STORE_DEEP_MAX &&
		   is_our_folder(search, folder, name) &&
		   !is_repository(folder, name)) {
		inner = openat(folder, name, O_RDONLY | O_DIRECTORY |
			O_NOFOLLOW | O_CLOEXEC);
		buf_add_char(&search->path, '/');
		search->deep++;
		if (inner >= 0)
			search_folder(search, inner);
		search->deep--;
	}
	buf_cut(&search->path, len);
}

/* Closes the folder. */
static void
search_folder(struct search *search, int folder)
{
	struct dirent *entry;
	DIR *dir = fdopendir(folder);

	if (!dir) {
		close(folder);
		return;
	}
	while ((entry = readdir(dir)))
		search_entry(search, dirfd(dir), entry->d_name);
	closedir(dir);
}

static int
path_order(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static int
search_work(struct search *search, struct err *err)
{
	int top = open(search->git->work, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

	if (top < 0)
		return err_set(err, ERR_SYSTEM, "%s cannot be opened: %s",
			search->git->work, strerror(errno));
	search->met = mem_new(search->files->n, sizeof(*search->met));
	search_folder(search, top);
	search_unmet(search);
	free(search->met);
	if (search->out->n)
		qsort(search->out->at, search->out->n,
			sizeof(*search->out->at), path_order);
	return 0;
}

static bool
is_younger(const struct stat *is, const struct stat *than)
{
	const struct timespec *a = &is->st_mtim, *b = &than->st_mtim;

	return a->tv_sec > b->tv_sec ||
		(a->tv_sec == b->tv_sec && a->tv_nsec > b->tv_nsec);
}

static bool
is_quiet_at(int folder, const char *name, const struct stat *index)
{
	struct stat is;

	return fstatat(folder, name, &is, AT_SYMLINK_NOFOLLOW) == 0 &&
		S_ISDIR(is.st_mode) && !is_younger(&is, index);
}

/* Whether nothing came into a folder at the top, and those that the tip has in
 * it, or went, since git's index was written. */
static bool
is_quiet(struct git_store *git, const struct git_entry *top,
	const struct stat *index)
{
	struct git_folder tree = { .tree = NULL };
	struct buf path = BUF_INIT;
	struct err ignored = ERR_INIT;
	struct git_entry entry;
	bool quiet;
	int folder;

	buf_add_format(&path, "%s/%s", git->work, top->name);
	folder = open(path.data, O_RDONLY | O_DIRECTORY | O_NOFOLLOW |
		O_CLOEXEC);
	quiet = folder >= 0 && is_quiet_at(folder, ".", index) &&
		gitstore_open_folder(git, &top->id, top->name, &tree,
			&ignored) == 0;
	while (quiet && gitstore_next_entry(&tree, &entry))
		quiet = (entry.mode & MODE_KIND) != MODE_FOLDER ||
			is_quiet_at(folder, entry.name, index);
	gitstore_close_folder(&tree);
	if (folder >= 0)
		close(folder);
	buf_release(&path);
	return quiet;
}

/* Choose which of the folders are passed over. */
static int
pass_over(struct search *search, const char *const *folders,
	const struct stat *index, struct err *err)
{
	struct git_folder tree = { .tree = NULL };
	struct git_entry top;
	size_t n = 0, passed = 0;
	store_id id;
	int rc = gitstore_tree_of(search->git, &search->tip, &id, err);

	while (folders && folders[n])
		n++;
	search->passed = mem_new(n + 1, sizeof(*search->passed));
	if (rc == 0)
		rc = gitstore_open_folder(search->git, &id, "", &tree, err);
	while (rc == 0 && !search->is_behind &&
	       gitstore_next_entry(&tree, &top))
		for (size_t i = 0; i < n; i++)
			if (strcmp(folders[i], top.name) == 0 &&
			    (top.mode & MODE_KIND) == MODE_FOLDER &&
			    is_quiet(search->git, &top, index))
				search->passed[passed++] = folders[i];
	gitstore_close_folder(&tree);
	return rc;
}

/* Of an index with many more files than are looked at, reading these is
 * cheaper. */
static bool
is_worth_reading(const struct stat *index, size_t files)
{
	enum { ENTRY = 100, CHEAPER = 8, SMALL = 64 * 1024 };

	return index->st_size < SMALL ||
		(size_t)index->st_size / ENTRY <= CHEAPER * files;
}

int
gitstore_outside(struct store *store, const char *const *folders,
	struct store_paths *out, struct err *err)
{
	struct git_store *git = (struct git_store *)store;
	struct store_differences files = { NULL, 0, 0 };
	struct search search = { .git = git, .files = &files, .out = out };
	struct stat index = { .st_size = 0 };
	char *path;
	int rc;

	if (!git->work)
		return 0;
	path = gitstore_path(git, "index");
	if (lstat(path, &index) < 0)
		folders = NULL;
	free(path);
	search.is_behind = gitstore_hold_peek(git, &search.behind);
	rc = gitstore_head(git, NULL, &search.tip, err);
	if (rc == 0)
		rc = pass_over(&search, folders, &index, err);
	if (rc == 0)
		rc = gitstore_files(git, &search.tip, search.passed, &files,
			err);
	if (rc == 0) {
		if (is_worth_reading(&index, files.n))
			search.index = gitstore_index_open(git);
		rc = search_work(&search, err);
		gitstore_index_free(search.index);
	}
	buf_release(&search.path);
	free(search.passed);
	store_differences_release(&files);
	return rc;
}

/* What stands where a file should: it is not read. */
static const char *
odd_word(const struct stat *is)
{
	if (S_ISDIR(is->st_mode))
		return "a folder stands there";
	if (S_ISLNK(is->st_mode))
		return "it is a link, and links are not followed: put the "
			"file itself there";
	if (!is->st_mode)
		return "a link stands in the place of its folder, and links "
			"are not followed";
	return "it is no ordinary file";
}

int
gitstore_outside_read(struct store *store, const char *path,
	struct buf *out, struct err *err)
{
	struct git_store *git = (struct git_store *)store;
	struct git_index *index;
	struct stat is;
	bool torn;

	if (!git->work)
		return err_set(err, ERR_MISSING, "there is no work tree");
	index = gitstore_index_open(git);
	torn = index && gitstore_index_is_torn(index, path);
	gitstore_index_free(index);
	if (torn)
		return err_set(err, ERR_REFUSED, "git could not merge it and "
			"left both wordings in it: take out what does not "
			"belong, then \"git add %s\"", path);
	switch (work_read(git, path, &is, out)) {
	case WORK_FILE:
		return 0;
	case WORK_GONE:
		return err_set(err, ERR_MISSING, "it is missing");
	case WORK_ODD:
		return err_set(err, ERR_REFUSED, "%s", odd_word(&is));
	case WORK_UNREAD:
		break;
	}
	return err_set(err, ERR_SYSTEM, "it cannot be read: %s",
		strerror(errno));
}
