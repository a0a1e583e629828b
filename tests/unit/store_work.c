/*
 * The work tree and git's index follow each save; what was edited outside is
 * found and left alone.
 */
#include "store_help.h"

#include <fcntl.h>
#include <sys/stat.h>

#include "../../src/store/git.h"

static const store_id none;

struct bench {
	char folder[220];
	char path[240];
	struct store *store;
	store_id tip;
};

static int
set_up(void **state)
{
	struct bench *bench = calloc(1, sizeof(*bench));
	struct store_put puts[] = {
		help_put("outcome/ORDER", "a.md\n"),
		help_put("outcome/a/x.md", "text\n"),
		help_put("fates.tsv", "1\n"),
	};

	git_waits.lock_ms = 20;
	snprintf(bench->folder, sizeof(bench->folder), "%s", help_folder());
	snprintf(bench->path, sizeof(bench->path), "%s/r", bench->folder);
	bench->store = help_open(bench->path, false);
	assert_int_equal(help_save(bench->store, &none, puts, 3, &bench->tip,
		NULL), 0);
	*state = bench;
	return 0;
}

static int
tear_down(void **state)
{
	struct bench *bench = *state;

	store_close(bench->store);
	help_drop(bench->folder);
	free(bench);
	return 0;
}

static void
save(struct bench *bench, const char *path, const char *text)
{
	bench->tip = help_save_one(bench->store, &bench->tip, path, text);
}

static void
git_is_content(struct bench *bench)
{
	if (!help_has_git())
		return;
	/* Not even by their stat data; `status` would mend that silently. */
	help_git_silent(bench->path, "diff-files");
	help_git_silent(bench->path, "status --porcelain");
}

static void
outside_is(struct bench *bench, const char *const *paths, size_t n)
{
	struct store_paths found;
	size_t i;

	assert_int_equal(store_outside(bench->store, &found, NULL), 0);
	assert_int_equal(found.n, n);
	for (i = 0; i < n; i++)
		assert_string_equal(found.at[i], paths[i]);
	store_paths_release(&found);
}

static void
reads(struct bench *bench, const char *path, const char *text)
{
	struct buf read = BUF_INIT;

	assert_int_equal(store_outside_read(bench->store, path, &read, NULL),
		0);
	assert_string_equal(buf_text(&read), text);
	buf_release(&read);
}

static void
refuses(struct bench *bench, const char *path, enum err_code code,
	const char *why)
{
	struct buf read = BUF_INIT;
	struct err err = ERR_INIT;

	assert_int_equal(store_outside_read(bench->store, path, &read, &err),
		-1);
	assert_int_equal(err.code, code);
	assert_non_null(strstr(err.text, why));
	buf_release(&read);
}

static void
files_and_index_follow(void **state)
{
	struct bench *bench = *state;
	int i;

	help_file_is(bench->path, "outcome/a/x.md", "text\n");
	git_is_content(bench);
	for (i = 0; i < 5; i++) {
		save(bench, "outcome/a/x.md", i % 2 ? "same size 1\n" :
			"same size 0\n");
		git_is_content(bench);
	}
	save(bench, "outcome/b/c/y.md", "new\n");
	help_file_is(bench->path, "outcome/b/c/y.md", "new\n");
	git_is_content(bench);
	assert_null(store_behind(bench->store));
	outside_is(bench, NULL, 0);
	help_file_is(bench->path, ".git/adref/lock", "");
}

static void
empty_folders_go(void **state)
{
	struct bench *bench = *state;
	char path[300];

	save(bench, "outcome/a/x.md", NULL);
	snprintf(path, sizeof(path), "%s/outcome/a", bench->path);
	assert_int_not_equal(access(path, F_OK), 0);
	git_is_content(bench);
	/* But not one in which somebody keeps something. */
	save(bench, "outcome/b/y.md", "1\n");
	help_write(bench->path, "outcome/b/notes.txt", "mine\n");
	save(bench, "outcome/b/y.md", NULL);
	help_file_is(bench->path, "outcome/b/notes.txt", "mine\n");
	assert_null(store_behind(bench->store));
}

static void
an_edit_outside_is_left_alone(void **state)
{
	static const char *const paths[] = { "outcome/a/x.md" };
	struct bench *bench = *state;
	struct buf read = BUF_INIT;

	help_write(bench->path, "outcome/a/x.md", "by hand\n");
	outside_is(bench, paths, 1);
	save(bench, "outcome/a/x.md", "by adref\n");
	assert_non_null(store_behind(bench->store));
	assert_non_null(strstr(store_behind(bench->store), "outcome/a/x.md"));
	help_file_is(bench->path, "outcome/a/x.md", "by hand\n");
	help_read_is(bench->store, &bench->tip, "outcome/a/x.md",
		"by adref\n");
	outside_is(bench, paths, 1);
	/* Taken up: the file is as the change says. */
	save(bench, "outcome/a/x.md", "by hand\n");
	assert_null(store_behind(bench->store));
	git_is_content(bench);
	outside_is(bench, NULL, 0);
	buf_release(&read);
}

static void
what_is_outside_is_listed(void **state)
{
	static const char *const paths[] = {
		"fates.tsv", "meetings.tsv", "new/ORDER", "new/deep/a.md",
		"outcome/a/link.md", "outcome/a/new.md", "outcome/a/x.md",
	};
	struct bench *bench = *state;
	char link[300];

	help_write(bench->path, "fates.tsv", "2\n");
	help_write(bench->path, "meetings.tsv", "1\n");
	help_write(bench->path, "README.md", "not a document's\n");
	help_write(bench->path, "outcome/a/new.md", "new\n");
	help_write(bench->path, "outcome/a/notes.txt", "not ours\n");
	assert_int_equal(help_run(bench->path, "rm outcome/a/x.md && "
		"mkdir -p new/deep other .dot && echo >new/ORDER && "
		"echo >new/deep/a.md && echo >other/a.md && "
		"echo >.dot/ORDER"), 0);
	snprintf(link, sizeof(link), "%s/outcome/a/link.md", bench->path);
	assert_int_equal(symlink("/etc/passwd", link), 0);
	snprintf(link, sizeof(link), "%s/outcome/up", bench->path);
	assert_int_equal(symlink("..", link), 0);
	outside_is(bench, paths, 7);
	reads(bench, "outcome/a/new.md", "new\n");
	refuses(bench, "outcome/a/link.md", ERR_REFUSED, "is a link");
	refuses(bench, "outcome/a/x.md", ERR_MISSING, "missing");
	refuses(bench, "outcome/up/fates.tsv", ERR_REFUSED,
		"in the place of its folder");
	refuses(bench, "outcome/a", ERR_REFUSED, "a folder");
	refuses(bench, "../x.md", ERR_REFUSED, "leaves");
}

/* The size, and on some disks the time, are as they were. */
static void
glance_is(struct bench *bench, const char *const *paths, size_t n)
{
	static const char *const folders[] = { "proposals", "none", NULL };
	struct store_paths found;

	assert_int_equal(store_outside_glance(bench->store, folders, &found,
		NULL), 0);
	assert_int_equal(found.n, n);
	for (size_t i = 0; i < n; i++)
		assert_string_equal(found.at[i], paths[i]);
	store_paths_release(&found);
}

/* At a glance a folder is looked into when something came in or went. */
static void
a_glance_passes_over_quiet_folders(void **state)
{
	static const char *const all[] = {
		"outcome/a/x.md", "proposals/IND/1.md", "proposals/IND/2.md",
	};
	struct bench *bench = *state;

	save(bench, "proposals/IND/1.md", "one\n");
	save(bench, "proposals/USA/1.md", "one\n");
	assert_int_equal(help_run(bench->path, "echo 1 >outcome/a/x.md && "
		"echo two >proposals/IND/1.md && touch -d 2001-01-01 "
		"proposals proposals/IND proposals/USA"), 0);
	glance_is(bench, all, 1);
	outside_is(bench, all, 2);
	assert_int_equal(help_run(bench->path, "echo 2 >proposals/IND/2.md "
		"&& touch -d 2101-01-01 proposals/IND"), 0);
	glance_is(bench, all, 3);
	assert_int_equal(help_run(bench->path, "touch -d 2001-01-01 "
		"proposals/IND && rm -r proposals/USA && "
		"touch -d 2001-01-01 proposals"), 0);
	glance_is(bench, (const char *const []){ "outcome/a/x.md",
		"proposals/IND/1.md", "proposals/IND/2.md",
		"proposals/USA/1.md" }, 4);
}

static void
a_quick_edit_of_the_same_size_is_found(void **state)
{
	static const char *const paths[] = { "outcome/a/x.md" };
	struct bench *bench = *state;

	save(bench, "outcome/a/x.md", "one\n");
	help_write(bench->path, "outcome/a/x.md", "two\n");
	outside_is(bench, paths, 1);
	help_write(bench->path, "outcome/a/x.md", "one\n");
	outside_is(bench, NULL, 0);
}

/*
 * An edit in the same tick as the index was written: the stat data is the
 * same, only the file's age gives it away.
 */
static void
an_edit_as_young_as_the_index_is_found(void **state)
{
	static const char *const paths[] = { "outcome/a/x.md" };
	struct bench *bench = *state;
	struct git_store *git = (struct git_store *)bench->store;
	struct timespec times[2];
	struct git_index *index;
	struct stat is;
	char path[300];
	store_id blob;

	index = gitstore_index_open(git);
	blob = gitstore_index_get(git, index, paths[0], NULL, NULL);
	help_write(bench->path, paths[0], "TEXT\n");
	assert_int_equal(work_look(git, paths[0], &is), WORK_FILE);
	gitstore_index_set(index, paths[0], &blob, &is);
	assert_true(gitstore_index_close(git, index));
	times[0] = times[1] = is.st_mtim;
	snprintf(path, sizeof(path), "%s/.git/index", bench->path);
	assert_int_equal(utimensat(AT_FDCWD, path, times, 0), 0);
	outside_is(bench, paths, 1);
}

static void
a_locked_index_is_mended_later(void **state)
{
	struct bench *bench = *state;
	char lock[300];

	snprintf(lock, sizeof(lock), "%s/.git/index.lock", bench->path);
	help_write(bench->path, ".git/index.lock", "");
	save(bench, "outcome/a/x.md", "1\n");
	help_file_is(bench->path, "outcome/a/x.md", "1\n");
	assert_non_null(strstr(store_behind(bench->store), "index.lock"));
	save(bench, "outcome/a/z.md", "2\n");
	save(bench, "fates.tsv", NULL);
	assert_non_null(store_behind(bench->store));
	outside_is(bench, NULL, 0);
	assert_int_equal(unlink(lock), 0);
	save(bench, "outcome/ORDER", "x\n");
	assert_null(store_behind(bench->store));
	git_is_content(bench);
	help_file_is(bench->path, ".git/adref/lock", "");
}

/* Its git has died: it is not waited for again at each act. */
static void
an_old_lock_of_the_index_is_not_waited_for(void **state)
{
	struct timespec old[2] = { { 1000, 0 }, { 1000, 0 } };
	struct bench *bench = *state;
	char lock[300];

	git_waits.lock_ms = 600000;
	snprintf(lock, sizeof(lock), "%s/.git/index.lock", bench->path);
	help_write(bench->path, ".git/index.lock", "");
	assert_int_equal(utimensat(AT_FDCWD, lock, old, 0), 0);
	save(bench, "outcome/a/x.md", "1\n");
	assert_non_null(strstr(store_behind(bench->store), "index.lock"));
	assert_int_equal(unlink(lock), 0);
}

/* Each of what tells one file from another counts. */
static void
a_file_is_known_by_all_its_marks(void **state)
{
	static const char name[] = "outcome/a/x.md";
	struct bench *bench = *state;
	struct git_store *git = (struct git_store *)bench->store;
	struct git_index *index = gitstore_index_open(git);
	struct stat is, other[8];
	size_t i;
	bool same;

	/* A file as young as the index is never the same. */
	assert_int_equal(work_look(git, name, &is), WORK_FILE);
	git->index_time = is.st_mtim;
	gitstore_index_get(git, index, name, &is, &same);
	assert_false(same);
	git->index_time.tv_sec++;
	gitstore_index_get(git, index, name, &is, &same);
	assert_true(same);
	for (i = 0; i < 8; i++)
		other[i] = is;
	other[0].st_mtim.tv_sec--;
	other[1].st_mtim.tv_nsec ^= 1;
	other[2].st_ctim.tv_sec--;
	other[3].st_ctim.tv_nsec ^= 1;
	other[4].st_ino++;
	other[5].st_uid++;
	other[6].st_gid++;
	other[7].st_size++;
	for (i = 0; i < 8; i++) {
		gitstore_index_get(git, index, name, &other[i], &same);
		assert_false(same);
	}
	gitstore_index_get(git, index, name, NULL, &same);
	assert_false(same);
	gitstore_index_get(git, index, "nowhere", &is, &same);
	assert_false(same);
	gitstore_index_free(index);
}

static void
note_behind(struct bench *bench)
{
	char note[200], text[STORE_HEX + 1];

	store_id_text(&bench->tip, text);
	snprintf(note, sizeof(note), "behind %s\n", text);
	help_write(bench->path, ".git/adref/lock", note);
}

/* Entries that differ from the tip are mended where the file is as in it. */
static void
the_index_is_mended_where_files_are_as_the_tip(void **state)
{
	static const char *const names[] = { "aaa.md", "fates.tsv",
		"outcome/ORDER", "zzz.md" };
	static const bool stays[] = { false, false, true, true };
	struct bench *bench = *state;
	struct git_store *git = (struct git_store *)bench->store;
	struct git_index *index = gitstore_index_open(git);
	store_id other = gitstore_index_get(git, index, "outcome/a/x.md",
		NULL, NULL), now;
	char link[300];
	size_t i;

	for (i = 0; i < 4; i++)
		gitstore_index_set(index, names[i], &other, NULL);
	assert_true(gitstore_index_close(git, index));
	snprintf(link, sizeof(link), "%s/outcome/ORDER", bench->path);
	assert_int_equal(unlink(link), 0);
	assert_int_equal(symlink("a", link), 0);
	help_write(bench->path, "zzz.md", "staged\n");
	note_behind(bench);
	save(bench, "outcome/a/x.md", "1\n");
	index = gitstore_index_open(git);
	for (i = 0; i < 4; i++) {
		now = gitstore_index_get(git, index, names[i], NULL, NULL);
		assert_int_equal(store_id_same(&now, &other), stays[i]);
	}
	gitstore_index_free(index);
}

/* Two files edited outside: the first is told. A file that was empty before
 * it came is somebody's. */
static void
what_was_edited_is_told_once(void **state)
{
	struct store_put puts[] = { help_put("fates.tsv", "2\n"),
		help_put("outcome/ORDER", "b.md\n"),
		help_put("outcome/new.md", "new\n") };
	struct bench *bench = *state;
	struct err err = ERR_INIT;

	help_write(bench->path, "fates.tsv", "x\n");
	help_write(bench->path, "outcome/ORDER", "y\n");
	help_write(bench->path, "outcome/new.md", "");
	assert_int_equal(help_save(bench->store, &bench->tip, puts, 3,
		&bench->tip, &err), 0);
	assert_non_null(strstr(store_behind(bench->store), "fates.tsv was"));
	help_file_is(bench->path, "fates.tsv", "x\n");
	help_file_is(bench->path, "outcome/ORDER", "y\n");
	help_file_is(bench->path, "outcome/new.md", "");
}

static void
a_huge_file_is_not_read(void **state)
{
	struct bench *bench = *state;
	char path[300];

	snprintf(path, sizeof(path), "%s/outcome/a/x.md", bench->path);
	assert_int_equal(truncate(path, STORE_FILE_MAX + 100000), 0);
	refuses(bench, "outcome/a/x.md", ERR_SYSTEM, "too large");
}

static void
a_dead_holders_index_lock_goes_at_once(void **state)
{
	struct bench *bench = *state;

	git_waits.lock_ms = 0;
	help_write(bench->path, ".git/index.lock", "");
	help_write(bench->path, ".git/adref/lock", "index\n");
	save(bench, "outcome/a/x.md", "1\n");
	assert_null(store_behind(bench->store));
	git_is_content(bench);
	help_file_is(bench->path, ".git/adref/lock", "");
}

static void
what_is_staged_by_hand_stays(void **state)
{
	struct bench *bench = *state;

	if (!help_has_git())
		skip();
	help_write(bench->path, "fates.tsv", "by hand\n");
	assert_int_equal(help_run(bench->path, "git add fates.tsv"), 0);
	save(bench, "outcome/a/x.md", "1\n");
	assert_int_equal(help_run(bench->path, "test \"$(git status "
		"--porcelain)\" = 'M  fates.tsv'"), 0);
}

/* A kill after the branch moved and before the files followed. */
static void
a_kill_leaves_nothing_to_take_up(void **state)
{
	struct bench *bench = *state;
	char note[200], text[STORE_HEX + 1];
	store_id before = bench->tip;

	save(bench, "outcome/a/x.md", "acknowledged\n");
	save(bench, "outcome/a/y.md", "new\n");
	store_id_text(&before, text);
	snprintf(note, sizeof(note),
		"saving refs/heads/main 5f0c\nbehind %s\n", text);
	help_write(bench->path, ".git/adref/lock", note);
	help_write(bench->path, "outcome/a/x.md", "text\n");
	assert_int_equal(help_run(bench->path, "rm outcome/a/y.md"), 0);
	outside_is(bench, NULL, 0);
	save(bench, "fates.tsv", "2\n");
	help_file_is(bench->path, "outcome/a/x.md", "acknowledged\n");
	help_file_is(bench->path, "outcome/a/y.md", "new\n");
	assert_null(store_behind(bench->store));
	git_is_content(bench);
}

/* Left behind by several changes, a file may show any of them. */
static void
an_older_text_of_ours_is_no_edit(void **state)
{
	static const char *const paths[] = { "outcome/a/x.md" };
	struct bench *bench = *state;
	char note[200], text[STORE_HEX + 1];

	store_id_text(&bench->tip, text);
	save(bench, paths[0], "one\n");
	save(bench, paths[0], "two\n");
	help_write(bench->path, paths[0], "one\n");
	outside_is(bench, paths, 1);
	snprintf(note, sizeof(note), "behind %s\n", text);
	help_write(bench->path, ".git/adref/lock", note);
	outside_is(bench, NULL, 0);
	save(bench, "fates.tsv", "2\n");
	help_file_is(bench->path, paths[0], "two\n");
	git_is_content(bench);
}

/* What is behind a merge that is not ended would take the change back. */
static void
nothing_is_saved_amid_a_merge(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	struct store_put put = help_put("fates.tsv", "3\n");
	store_id id;

	if (!help_has_git())
		skip();
	assert_int_equal(help_run(bench->path, "export GIT_AUTHOR_NAME=e "
		"GIT_AUTHOR_EMAIL=e GIT_COMMITTER_NAME=e "
		"GIT_COMMITTER_EMAIL=e; echo one >fates.tsv; "
		"git commit -qam one; git checkout -qb other HEAD~1; "
		"echo two >fates.tsv; git commit -qam two; "
		"git checkout -q main; ! git merge -q other"), 0);
	assert_int_equal(store_tip(bench->store, &bench->tip, NULL), 0);
	assert_string_equal(store_busy(bench->store), "a merge");
	assert_int_equal(help_save(bench->store, &bench->tip, &put, 1, &id,
		&err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "in the middle of a merge"));
	assert_int_equal(help_run(bench->path, "git merge --abort"), 0);
	assert_null(store_busy(bench->store));
	save(bench, "fates.tsv", "3\n");
	git_is_content(bench);
}

/* As `git stash pop` leaves it: no merge, but a torn file. */
static void
a_torn_file_is_left_to_its_owner(void **state)
{
	struct bench *bench = *state;

	if (!help_has_git())
		skip();
	assert_int_equal(help_run(bench->path, "export GIT_AUTHOR_NAME=e "
		"GIT_AUTHOR_EMAIL=e GIT_COMMITTER_NAME=e "
		"GIT_COMMITTER_EMAIL=e; echo one >fates.tsv; git stash -q; "
		"echo two >fates.tsv; git commit -qam two; "
		"! git stash pop -q"), 0);
	assert_int_equal(store_tip(bench->store, &bench->tip, NULL), 0);
	assert_null(store_busy(bench->store));
	refuses(bench, "fates.tsv", ERR_REFUSED, "could not merge");
	note_behind(bench);
	save(bench, "fates.tsv", "3\n");
	save(bench, "outcome/a/x.md", "1\n");
	assert_int_equal(help_run(bench->path, "test \"$(git status "
		"--porcelain)\" = 'UU fates.tsv'"), 0);
}

static void
an_empty_file_is_a_power_cut(void **state)
{
	struct bench *bench = *state;

	help_write(bench->path, "outcome/a/x.md", "");
	outside_is(bench, NULL, 0);
	save(bench, "outcome/a/x.md", "2\n");
	help_file_is(bench->path, "outcome/a/x.md", "2\n");
}

static void
no_link_leads_out(void **state)
{
	struct bench *bench = *state;
	char aside[300], link[300];

	snprintf(aside, sizeof(aside), "%s/aside", bench->folder);
	snprintf(link, sizeof(link), "%s/outcome/out", bench->path);
	assert_int_equal(mkdir(aside, 0700), 0);
	assert_int_equal(symlink(aside, link), 0);
	save(bench, "outcome/out/x.md", "1\n");
	assert_non_null(store_behind(bench->store));
	help_file_is(aside, "x.md", NULL);
	snprintf(link, sizeof(link), "%s/outcome/a/x.md", bench->path);
	assert_int_equal(unlink(link), 0);
	assert_int_equal(symlink("../../fates.tsv", link), 0);
	save(bench, "outcome/a/x.md", "1\n");
	assert_non_null(store_behind(bench->store));
	help_file_is(bench->path, "fates.tsv", "1\n");
}

/* A tree from elsewhere, as a merge could bring it. */
static void
a_hostile_tree_stays_in_git(void **state)
{
	struct bench *bench = *state;
	struct store_entries entries;
	struct err err = ERR_INIT;
	struct store_save it;
	store_id evil, id;
	char path[300];
	FILE *file;

	if (!help_has_git())
		skip();
	assert_int_equal(store_list(bench->store, &bench->tip, "", &entries,
		&err), 0);
	snprintf(path, sizeof(path), "%s/.git/tree", bench->path);
	file = fopen(path, "w");
	assert_non_null(file);
	fputs("100644 ../evil", file);
	fputc('\0', file);
	fwrite(entries.at[0].id.bytes, 1, sizeof(entries.at[0].id.bytes),
		file);
	fclose(file);
	store_entries_release(&entries);
	assert_int_equal(help_run(bench->path, "git tag evil "
		"$(git -c user.name=x -c user.email=y commit-tree -m m "
		"$(git hash-object -t tree -w --stdin --literally "
		"<.git/tree))"), 0);
	assert_int_equal(store_resolve(bench->store, "evil", &evil, &err), 0);
	it = help_make_save(&bench->tip, NULL, 0);
	it.also = evil;
	it.tree_of = evil;
	assert_int_equal(store_save(bench->store, &it, &id, &err), 0);
	assert_non_null(store_behind(bench->store));
	help_file_is(bench->folder, "evil", NULL);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(files_and_index_follow),
		TEST(empty_folders_go),
		TEST(an_edit_outside_is_left_alone),
		TEST(what_is_outside_is_listed),
		TEST(a_glance_passes_over_quiet_folders),
		TEST(a_quick_edit_of_the_same_size_is_found),
		TEST(an_edit_as_young_as_the_index_is_found),
		TEST(a_locked_index_is_mended_later),
		TEST(an_old_lock_of_the_index_is_not_waited_for),
		TEST(a_file_is_known_by_all_its_marks),
		TEST(the_index_is_mended_where_files_are_as_the_tip),
		TEST(what_was_edited_is_told_once),
		TEST(a_huge_file_is_not_read),
		TEST(a_dead_holders_index_lock_goes_at_once),
		TEST(what_is_staged_by_hand_stays),
		TEST(a_kill_leaves_nothing_to_take_up),
		TEST(an_older_text_of_ours_is_no_edit),
		TEST(an_empty_file_is_a_power_cut),
		TEST(nothing_is_saved_amid_a_merge),
		TEST(a_torn_file_is_left_to_its_owner),
		TEST(no_link_leads_out),
		TEST(a_hostile_tree_stays_in_git),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
