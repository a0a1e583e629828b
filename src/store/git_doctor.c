/*
 * Looking a repository over: where it is, whether its HEAD names a branch,
 * what lies about in it. Start reading in store_examine(). What it must not do:
 * take away anything that may be somebody's: a lock that is new, a file that
 * is not twice there.
 */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <git2.h>

#include "adref/base/mem.h"
#include "git_doctor.h"

void
doctor_note(struct doctor *doctor, enum ill_state state,
	const char *format, ...)
{
	struct store_ills *ills = doctor->ills;
	struct buf text = BUF_INIT;
	char line[2000];
	va_list args;

	va_start(args, format);
	if (vsnprintf(line, sizeof(line), format, args) < 0)
		line[0] = '\0';
	va_end(args);
	buf_add_text(&text, line);
	ills->at = mem_grow(ills->at, &ills->cap, ills->n + 1,
		sizeof(*ills->at));
	ills->at[ills->n++] = (struct store_ill){ state, buf_take(&text) };
}

void
store_ills_release(struct store_ills *ills)
{
	for (size_t i = 0; i < ills->n; i++)
		free(ills->at[i].what);
	free(ills->at);
	*ills = (struct store_ills){ 0 };
}

static bool
is_folder(const char *path, const char *name)
{
	struct buf whole = BUF_INIT;
	struct stat is;
	bool folder;

	buf_add_format(&whole, "%s/%s", path, name);
	folder = stat(buf_text(&whole), &is) == 0 && S_ISDIR(is.st_mode);
	buf_release(&whole);
	return folder;
}

/* By its folders, which outlive its files. */
static bool
find_folder(struct git_store *git, const char *path)
{
	struct buf inside = BUF_INIT;
	const char *ways[2];

	buf_add_format(&inside, "%s/.git", path);
	ways[0] = buf_text(&inside);
	ways[1] = path;
	for (int i = 0; i < 2 && !git->folder; i++)
		if (is_folder(ways[i], "objects") && is_folder(ways[i],
		    "refs")) {
			git->folder = mem_text(ways[i]);
			git->work = i == 0 ? mem_text(path) : NULL;
		}
	buf_release(&inside);
	return git->folder != NULL;
}

/* A small file's first line; false when there is none. */
static bool
read_line(const struct git_store *git, const char *name, struct buf *out)
{
	char *path = gitstore_path(git, name), bytes[1000];
	int fd = open(path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
	ssize_t len = fd < 0 ? -1 : read(fd, bytes, sizeof(bytes));

	if (fd >= 0)
		close(fd);
	free(path);
	if (len > 0)
		buf_add_str(out, str_trim(str_make(bytes, (size_t)len)));
	return len > 0;
}

/* Put a small file in its place as a whole, on the disk when it returns. */
static bool
replace(const struct git_store *git, const char *name, const char *text)
{
	struct buf fresh = BUF_INIT;
	char *path = gitstore_path(git, name);
	size_t len = strlen(text);
	bool done = false;
	int fd;

	buf_add_format(&fresh, "%s.mended", path);
	fd = open(buf_text(&fresh), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC |
		O_NOFOLLOW, 0666);
	if (fd >= 0) {
		done = write(fd, text, len) == (ssize_t)len && fsync(fd) == 0;
		close(fd);
		done = done && rename(buf_text(&fresh), path) == 0 &&
			gitstore_flush_folder(git->folder) == 0;
	}
	buf_release(&fresh);
	free(path);
	return done;
}

/* `main`, or the only branch there is; "" when that cannot be told. */
static void
find_branch(const struct git_store *git, struct buf *out)
{
	char *path = gitstore_path(git, "refs/heads");
	DIR *dir = opendir(path);
	struct dirent *file;
	size_t n = 0;

	while (dir && (file = readdir(dir))) {
		if (*file->d_name == '.' || strchr(file->d_name, '.'))
			continue;
		if (n++ == 0 || strcmp(file->d_name, "main") == 0) {
			buf_clear(out);
			buf_add_text(out, file->d_name);
		}
	}
	if (dir)
		closedir(dir);
	free(path);
	if (n > 1 && strcmp(buf_text(out), "main") != 0)
		buf_clear(out);
}

static void
mend_head(struct doctor *doctor, struct str was)
{
	struct buf branch = BUF_INIT, line = BUF_INIT;
	bool done;

	find_branch(&doctor->git, &branch);
	if (!branch.len)
		buf_add_text(&branch, "main");
	buf_add_format(&line, "ref: refs/heads/%s\n", buf_text(&branch));
	done = doctor_mends(doctor) && replace(&doctor->git, "HEAD",
		buf_text(&line));
	doctor_note(doctor, done ? ILL_CURED : ILL_CURABLE, "%s/HEAD names no "
		"branch (it reads \"%.*s\"): the branch is %s",
		doctor->git.folder, (int)was.len, was.at, buf_text(&branch));
	buf_release(&branch);
	buf_release(&line);
}

static void
look_at_head(struct doctor *doctor)
{
	struct buf line = BUF_INIT;
	store_id detached;

	read_line(&doctor->git, "HEAD", &line);
	if (store_id_read(&detached, buf_text(&line)) == STORE_HEX)
		doctor_note(doctor, ILL_NAMED, "%s is not on a branch (its "
			"HEAD is detached): `git switch main` puts it on one",
			doctor->git.folder);
	else if (!str_starts(buf_str(&line), "ref: refs/heads/") ||
	    line.len == strlen("ref: refs/heads/"))
		mend_head(doctor, buf_str(&line));
	buf_release(&line);
}

/* Left by a program that was killed, when it is old. */
static void
look_at_file(struct doctor *doctor, const char *path, const char *what)
{
	struct stat is;
	bool old, gone;

	if (lstat(path, &is) < 0 || !S_ISREG(is.st_mode))
		return;
	old = is.st_mtime + git_waits.stale_s < time(NULL);
	gone = old && doctor_mends(doctor) && unlink(path) == 0;
	doctor_note(doctor, gone ? ILL_CURED : old ? ILL_CURABLE : ILL_NAMED,
		"%s is %s, %s", path, what, old ? "and old: who wrote it is "
		"gone" : "and new: somebody may be writing just now");
}

static bool
is_left(const char *name, bool objects)
{
	return objects ? strncmp(name, "tmp_obj_", 8) == 0 ||
		strncmp(name, "pack_git2_", 10) == 0
		: str_ends(str_of(name), ".lock");
}

/* Locks below `refs`, half objects below `objects`; no link is followed. */
static void
look_below(struct doctor *doctor, const char *path, bool objects, int deep)
{
	enum { DEEP = 8 };
	DIR *dir = deep < DEEP ? opendir(path) : NULL;
	struct dirent *file;

	while (dir && (file = readdir(dir))) {
		struct buf below = BUF_INIT;
		struct stat is;

		buf_add_format(&below, "%s/%s", path, file->d_name);
		if (is_left(file->d_name, objects))
			look_at_file(doctor, buf_text(&below), objects
				? "half an object" : "a lock");
		else if (*file->d_name != '.' && lstat(buf_text(&below),
		    &is) == 0 && S_ISDIR(is.st_mode))
			look_below(doctor, buf_text(&below), objects, deep + 1);
		buf_release(&below);
	}
	if (dir)
		closedir(dir);
}

static void
look_at_leavings(struct doctor *doctor)
{
	static const char *const locks[] = { "HEAD.lock", "index.lock",
		"packed-refs.lock", "config.lock" };
	char *path;

	for (size_t i = 0; i < sizeof(locks) / sizeof(locks[0]); i++) {
		path = gitstore_path(&doctor->git, locks[i]);
		look_at_file(doctor, path, "a lock");
		free(path);
	}
	path = gitstore_path(&doctor->git, "refs");
	look_below(doctor, path, false, 0);
	free(path);
	path = gitstore_path(&doctor->git, "objects");
	look_below(doctor, path, true, 0);
	free(path);
}

static bool
open_repository(struct doctor *doctor)
{
	struct git_store *git = &doctor->git;

	if (git_repository_open_ext(&git->repo, git->folder,
	    GIT_REPOSITORY_OPEN_NO_SEARCH, NULL) == 0 &&
	    gitstore_objects(git->repo, git->folder, &git->odb) == 0)
		return true;
	/* What was named already may well be why. */
	if (!doctor->ills->n)
		doctor_note(doctor, ILL_NAMED, "%s cannot be opened: %s",
			git->folder, git_error_last()
			? git_error_last()->message : "why is not said");
	return false;
}

static int
check_place(struct git_store *git, const char *path, struct err *err)
{
	struct stat is;

	if (stat(path, &is) < 0)
		return err_set(err, ERR_MISSING, "there is no %s", path);
	if (!find_folder(git, path))
		return err_set(err, ERR_MISSING, "no negotiation at %s: "
			"neither it nor a .git in it has the folders objects "
			"and refs", path);
	return gitstore_check_owner(git->folder, err);
}

int
store_examine(const char *path, unsigned flags, struct store_ills *out,
	struct err *err)
{
	struct doctor doctor = { .flags = flags, .ills = out,
		.seen = MAP_INIT };
	int rc;

	*out = (struct store_ills){ 0 };
	if (gitstore_start(err) < 0)
		return -1;
	doctor.git.kept_lock = -1;
	rc = check_place(&doctor.git, path, err);
	if (rc == 0) {
		look_at_head(&doctor);
		look_at_leavings(&doctor);
		if (open_repository(&doctor) && doctor_look_at_branch(&doctor))
			doctor_look_at_objects(&doctor);
	}
	map_release(&doctor.seen);
	git_odb_free(doctor.git.odb);
	git_repository_free(doctor.git.repo);
	free(doctor.git.folder);
	free(doctor.git.work);
	git_libgit2_shutdown();
	return rc;
}
