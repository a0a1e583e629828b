/*
 * What a save calls, refused: each call once, at each place, and some with
 * what follows. Whatever was refused, the branch is where it was or where it
 * was to go, what is there can be read, and the next save goes through.
 */
#include "store_help.h"

#include <fcntl.h>
#include <git2.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "../../src/store/git.h"

#define FAULTS "store_faults.def"
#include "faults.h"

struct bench {
	char folder[220];
	char path[240];
	struct store *store;
	store_id tip;
	char text[20], before[20];	/* of a.md */
	int n;
};

static struct bench *
make_bench(bool bare)
{
	struct bench *bench = calloc(1, sizeof(*bench));

	faults_clear();
	git_waits.hold_ms = 60;
	git_waits.lock_ms = 20;
	snprintf(bench->folder, sizeof(bench->folder), "%s", help_folder());
	snprintf(bench->path, sizeof(bench->path), "%s/r", bench->folder);
	bench->store = help_open(bench->path, bare);
	return bench;
}

static int
set_up_bare(void **state)
{
	*state = make_bench(true);
	return 0;
}

static int
set_up_work(void **state)
{
	*state = make_bench(false);
	return 0;
}

static int
tear_down(void **state)
{
	struct bench *bench = *state;

	faults_clear();
	store_close(bench->store);
	help_drop(bench->folder);
	free(bench);
	return 0;
}

/* One act: a file of changing text, and one that comes and goes. */
static int
save(struct bench *bench, store_id *id, struct err *err)
{
	struct store_put puts[2];
	const char *now = ++bench->n % 2 ? "1\n" : NULL;

	memcpy(bench->before, bench->text, sizeof(bench->text));
	snprintf(bench->text, sizeof(bench->text), "text %d\n", bench->n);
	puts[0] = help_put("outcome/a.md", bench->text);
	puts[1] = help_put(bench->n % 4 < 2 ? "outcome/b/c.md" : "outcome/d.md",
		now);
	return help_save(bench->store, &bench->tip, puts, 2, id, err);
}

/* Where the branch is now, it was or was to go; bench goes with it. */
static void
is_sound(struct bench *bench, int rc, const store_id *id)
{
	struct store_revision is;
	store_id tip;

	faults_clear();
	assert_int_equal(store_tip(bench->store, &tip, NULL), 0);
	if (store_id_same(&tip, &bench->tip)) {
		assert_int_equal(rc, -1);
		assert_true(store_id_is_none(id));
		memcpy(bench->text, bench->before, sizeof(bench->text));
		return;
	}
	assert_true(rc < 0 || store_id_same(id, &tip));
	assert_int_equal(store_revision(bench->store, &tip, &is, NULL), 0);
	if (is.parents_n)
		assert_true(store_id_same(&is.parents[0], &bench->tip));
	store_revision_release(&is);
	help_read_is(bench->store, &tip, "outcome/a.md", bench->text);
	bench->tip = tip;
}

static void
next_one_goes_through(struct bench *bench)
{
	struct store_paths outside;
	struct err err = ERR_INIT;
	store_id id;

	if (save(bench, &id, &err) < 0)
		fail_msg("%s", err.text);
	is_sound(bench, 0, &id);
	if (!store_work_tree(bench->store))
		return;
	help_file_is(bench->path, "outcome/a.md", bench->text);
	assert_int_equal(store_outside(bench->store, &outside, NULL), 0);
	assert_int_equal(outside.n, 0);
	store_paths_release(&outside);
	assert_null(store_behind(bench->store));
}

/* What is set beside the call that fails. */
static void (*beside)(struct bench *bench);

/* A save with the at-th call of `which` failing; false when there is none. */
static bool
fails_at(struct bench *bench, struct fault fault, int which, int at)
{
	struct err err = ERR_INIT;
	store_id id;
	bool came;
	int rc;

	faults_clear();
	if (beside)
		beside(bench);
	faults[which] = fault;
	faults[which].at = at;
	rc = save(bench, &id, &err);
	came = faults[which].calls >= at;
	is_sound(bench, rc, &id);
	assert_true(rc == 0 || *err.text);
	return came;
}

/* One after the other of the calls of `which`. */
static void
each_fails(struct bench *bench, struct fault fault, int which,
	void (*next)(struct bench *bench))
{
	int at = 0;

	fault.after = which == FAULT_OF_close;
	while (fails_at(bench, fault, which, ++at)) {
		assert_true(at < 100);
		next(bench);
	}
}

static void
each_call_fails_once(void **state)
{
	for (int which = 0; which < FAULTS_N; which++)
		each_fails(*state, (struct fault){ 0 }, which,
			next_one_goes_through);
}

static void
open_anew(struct bench *bench)
{
	store_close(bench->store);
	assert_int_equal(store_open_git(&bench->store, bench->path, 0, NULL),
		0);
}

/* What was read before is not kept by one who has just come. */
static void
folders_cannot_be_read(void **state)
{
	struct bench *bench = *state;

	next_one_goes_through(bench);
	beside = open_anew;
	each_fails(bench, (struct fault){ 0 }, FAULT_OF_git_tree_lookup,
		next_one_goes_through);
	beside = NULL;
	each_fails(bench, (struct fault){ .zero = true },
		FAULT_OF_git_odb_exists_ext, next_one_goes_through);
}

/* A work tree that is behind stays noted when the next save fails. */
static void
what_is_behind_stays_noted(void **state)
{
	struct bench *bench = *state;
	char text[STORE_HEX + 1], note[100];
	struct err err = ERR_INIT;
	store_id id;

	next_one_goes_through(bench);
	help_write(bench->path, ".git/index.lock", "");
	assert_int_equal(save(bench, &id, &err), 0);
	is_sound(bench, 0, &id);
	faults[FAULT_OF_git_odb_write] = (struct fault){ .at = 1 };
	assert_int_equal(save(bench, &id, &err), -1);
	is_sound(bench, -1, &id);
	store_id_text(&bench->tip, text);
	snprintf(note, sizeof(note), "behind %s\n", text);
	help_file_is(bench->path, ".git/adref/lock", note);
}

static void
a_list_that_fails_is_empty(void **state)
{
	struct bench *bench = *state;
	struct store_paths paths;
	struct store_tags tags;
	struct err err = ERR_INIT;

	next_one_goes_through(bench);
	help_write(bench->path, "outcome/a.md", "x\n");
	faults[FAULT_OF_git_reference_lookup] = (struct fault){ .at = 1 };
	assert_int_equal(store_outside(bench->store, &paths, &err), -1);
	assert_int_equal(paths.n, 0);
	faults[FAULT_OF_gitstore_tags] = (struct fault){ .at = 1 };
	assert_int_equal(store_tags(bench->store, &tags, &err), -1);
	assert_int_equal(tags.n, 0);
}

/* Files that the work tree could not follow may stay as they are. */
static void
next_one_is_saved(struct bench *bench)
{
	struct err err = ERR_INIT;
	store_id id;

	if (save(bench, &id, &err) < 0)
		fail_msg("%s", err.text);
	is_sound(bench, 0, &id);
}

static void
calls_on_files_fail_for_each_reason(void **state)
{
	static const int reasons[] = { ENOENT, ENOTDIR, ELOOP, EISDIR, EEXIST,
		ENOTEMPTY, EACCES };
	static const int calls[] = { FAULT_OF_openat, FAULT_OF_mkdirat,
		FAULT_OF_fstatat, FAULT_OF_unlinkat, FAULT_OF_renameat };

	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++)
		for (size_t k = 0; k < sizeof(reasons) / sizeof(reasons[0]);
		     k++)
			each_fails(*state, (struct fault){
				.error = reasons[k] }, calls[i],
				next_one_is_saved);
}

static void
note_behind(struct bench *bench)
{
	char text[STORE_HEX + 1], note[100];

	store_id_text(&bench->tip, text);
	snprintf(note, sizeof(note), "behind %s\n", text);
	help_write(bench->path, ".git/adref/lock", note);
	help_write(bench->path, "outcome/a.md", "somebody's\n");
}

/* The work tree was left behind, and a file was edited. */
static void
catching_up_fails(void **state)
{
	next_one_goes_through(*state);
	beside = note_behind;
	for (int which = 0; which < FAULTS_N; which++)
		each_fails(*state, (struct fault){ 0 }, which,
			next_one_is_saved);
	beside = NULL;
}

/* What a signal interrupts, and what the disk takes in parts, is gone on
 * with. */
static void
interrupted_calls_go_on(void **state)
{
	static const int calls[] = { FAULT_OF_flock, FAULT_OF_pwrite,
		FAULT_OF_read, FAULT_OF_write, FAULT_OF_syncfs };
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	store_id id;

	next_one_goes_through(bench);
	for (size_t i = 0; i < sizeof(calls) / sizeof(calls[0]); i++) {
		faults[calls[i]] = (struct fault){ .at = 1, .times = 2,
			.error = EINTR };
		if (save(bench, &id, &err) < 0)
			fail_msg("%zu %s", i, err.text);
		assert_true(faults[calls[i]].calls > 2);
		is_sound(bench, 0, &id);
		next_one_goes_through(bench);
	}
	faults[FAULT_OF_write] = (struct fault){ .at = 1, .zero = true };
	assert_int_equal(save(bench, &id, &err), 0);
	is_sound(bench, 0, &id);
	next_one_goes_through(bench);
}

/* Another disk below the work tree: a file is written beside its place. */
static void
a_file_comes_to_another_disk(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	store_id id;

	faults[FAULT_OF_renameat] = (struct fault){ .at = 1, .error = EXDEV };
	assert_int_equal(save(bench, &id, &err), 0);
	is_sound(bench, 0, &id);
	next_one_goes_through(bench);
}

/* Each read, of objects and of files. */
static void
interrupted_reads_go_on(void **state)
{
	each_fails(*state, (struct fault){ .error = EINTR }, FAULT_OF_read,
		next_one_goes_through);
}

static void
no_syncfs(struct bench *bench)
{
	(void)bench;
	faults[FAULT_OF_syncfs] = (struct fault){ .at = 1, .times = 1000,
		.error = ENOSYS };
}

/* Where all cannot be flushed at once, each is, and each flush counts. */
static void
each_object_is_flushed(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	store_id id;

	no_syncfs(bench);
	assert_int_equal(save(bench, &id, &err), 0);
	/* Two texts, two folders and the revision, each with its folder. */
	assert_true(faults[FAULT_OF_fsync].calls >= 6 * 2 + 1);
	is_sound(bench, 0, &id);
	faults[FAULT_OF_syncfs] = (struct fault){ .at = 1, .error = EPERM };
	assert_int_equal(save(bench, &id, &err), 0);
	is_sound(bench, 0, &id);
	beside = no_syncfs;
	each_fails(bench, (struct fault){ 0 }, FAULT_OF_fsync,
		next_one_goes_through);
	each_fails(bench, (struct fault){ .error = EINTR }, FAULT_OF_fsync,
		next_one_goes_through);
	each_fails(bench, (struct fault){ 0 }, FAULT_OF_open,
		next_one_goes_through);
	each_fails(bench, (struct fault){ .error = ENOENT }, FAULT_OF_open,
		next_one_goes_through);
	beside = NULL;
}

static void
swap_fails_behind(struct bench *bench)
{
	(void)bench;
	faults[FAULT_OF_git_reference_create_matching] = (struct fault){
		.at = 1, .after = true };
}

/*
 * The branch moved, and libgit2 says no: flushed once more it counts, else it
 * goes back; the first save of all leaves no branch.
 */
static void
a_branch_half_moved_is_settled(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	store_id id;

	swap_fails_behind(bench);
	faults[FAULT_OF_fsync] = (struct fault){ .at = 1 };
	assert_int_equal(save(bench, &id, &err), -1);
	assert_int_equal(err.code, ERR_SYSTEM);
	is_sound(bench, -1, &id);
	assert_true(store_id_is_none(&bench->tip));
	swap_fails_behind(bench);
	assert_int_equal(save(bench, &id, &err), 0);
	is_sound(bench, 0, &id);
	swap_fails_behind(bench);
	faults[FAULT_OF_fsync] = (struct fault){ .at = 1 };
	assert_int_equal(save(bench, &id, &err), -1);
	is_sound(bench, -1, &id);
	beside = swap_fails_behind;
	each_fails(bench, (struct fault){ 0 },
		FAULT_OF_git_reference_name_to_id, next_one_goes_through);
	beside = NULL;
}

static void
the_first_branch_cannot_go_back(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	store_id id;

	swap_fails_behind(bench);
	faults[FAULT_OF_fsync] = (struct fault){ .at = 1 };
	/* HEAD is looked up first, then the branch. */
	faults[FAULT_OF_git_reference_lookup] = (struct fault){ .at = 2 };
	assert_int_equal(save(bench, &id, &err), -1);
	is_sound(bench, -1, &id);
	next_one_goes_through(bench);
}

static void
who_was_first_is_told(void **state)
{
	static const int codes[] = { GIT_EMODIFIED, GIT_ENOTFOUND };
	struct bench *bench = *state;
	store_id id;

	for (size_t i = 0; i < 2; i++) {
		struct err err = ERR_INIT;

		faults[FAULT_OF_git_reference_create_matching] =
			(struct fault){ .at = 1, .result = codes[i] };
		assert_int_equal(save(bench, &id, &err), -1);
		assert_int_equal(err.code, ERR_MOVED);
		is_sound(bench, -1, &id);
	}
}

/* The branch is read again: another look, somebody built on it, or no. */
static void
what_is_saved_is_seen(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	store_id id;

	faults[FAULT_OF_git_oid_equal] = (struct fault){ .at = 1,
		.zero = true };
	assert_int_equal(save(bench, &id, &err), 0);
	is_sound(bench, 0, &id);
	faults[FAULT_OF_git_oid_equal] = (struct fault){ .at = 1,
		.zero = true };
	faults[FAULT_OF_git_graph_descendant_of] = (struct fault){ .at = 1,
		.result = 1 };
	assert_int_equal(save(bench, &id, &err), 0);
	is_sound(bench, 0, &id);
	faults[FAULT_OF_git_oid_equal] = (struct fault){ .at = 1, .times = 2,
		.zero = true };
	assert_int_equal(save(bench, &id, &err), -1);
	assert_non_null(strstr(err.text, "does not show the change"));
	is_sound(bench, -1, &id);
	next_one_goes_through(bench);
}

static void
what_git_is_in_the_middle_of_is_named(void **state)
{
	static const char *const names[] = { [1] = "a merge", "a revert",
		"a revert", "a cherry-pick", "a cherry-pick", NULL,
		"a rebase", "a rebase" };
	struct bench *bench = *state;
	store_id id;

	for (int i = 1; i < 9; i++) {
		struct err err = ERR_INIT;
		struct fault fault = { .at = 1, .result = i };

		faults[FAULT_OF_git_repository_state] = fault;
		assert_int_equal(save(bench, &id, &err), names[i] ? -1 : 0);
		if (names[i]) {
			assert_int_equal(err.code, ERR_REFUSED);
			assert_non_null(strstr(err.text, names[i]));
		}
		is_sound(bench, names[i] ? -1 : 0, &id);
	}
}

static char foreign[300];

static void
go_away(void)
{
	unlink(foreign);
}

/* Locks of others that go while they are waited for. */
static void
a_lock_that_goes_is_waited_for(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	store_id id;

	snprintf(foreign, sizeof(foreign), "%s/refs/heads/main.lock",
		bench->path);
	help_write(bench->path, "refs/heads/main.lock", "");
	faults[FAULT_OF_lstat] = (struct fault){ .at = 2,
		.meanwhile = go_away };
	assert_int_equal(save(bench, &id, &err), 0);
	assert_true(faults[FAULT_OF_lstat].calls >= 2);
	is_sound(bench, 0, &id);
	/* Ours is held for longer than the first few looks. */
	faults[FAULT_OF_flock] = (struct fault){ .at = 2, .times = 1000,
		.error = EWOULDBLOCK };
	faults[FAULT_OF_nanosleep] = (struct fault){ .at = 1, .times = 1000,
		.zero = true };
	git_waits.hold_ms = 500;
	assert_int_equal(save(bench, &id, &err), -1);
	assert_non_null(strstr(err.text, "another adref has been holding"));
	/* Each look a little later, but never more than so much. */
	assert_in_range(faults[FAULT_OF_nanosleep].calls, 200, 450);
	is_sound(bench, -1, &id);
	/* Gone just when it was to be looked at. */
	git_waits.lock_ms = 0;
	help_write(bench->path, "refs/heads/main.lock", "");
	faults[FAULT_OF_lstat] = (struct fault){ .at = 2, .error = ENOENT };
	assert_int_equal(save(bench, &id, &err), -1);
	is_sound(bench, -1, &id);
}

/* A very old lock of others that cannot be taken away. */
static void
an_old_lock_may_stay(void **state)
{
	struct timespec old[2] = { { 1000, 0 }, { 1000, 0 } };
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	store_id id;

	snprintf(foreign, sizeof(foreign), "%s/refs/heads/main.lock",
		bench->path);
	help_write(bench->path, "refs/heads/main.lock", "");
	assert_int_equal(utimensat(AT_FDCWD, foreign, old, 0), 0);
	faults[FAULT_OF_unlink] = (struct fault){ .at = 1, .times = 9 };
	assert_int_equal(save(bench, &id, &err), -1);
	assert_non_null(strstr(err.text, foreign));
	is_sound(bench, -1, &id);
	next_one_goes_through(bench);
}

/* What a holder that died left in the lock file cannot be judged. */
static void
a_name_in_the_note_is_judged(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	store_id id;

	help_write(bench->path, "adref/lock", "saving refs/heads/main 1\n");
	help_write(bench->path, "refs/heads/main.lock", "");
	faults[FAULT_OF_git_reference_name_is_valid] = (struct fault){
		.at = 1 };
	assert_int_equal(save(bench, &id, &err), -1);
	is_sound(bench, -1, &id);
}

/* An object that reads as damaged before it is written and behind. */
static void
an_object_stays_damaged(void **state)
{
	struct bench *bench = *state;
	struct store_put put = help_put("x", "1\n");
	struct err err = ERR_INIT;
	store_id id;

	bench->tip = help_save_one(bench->store, &bench->tip, "y", "1\n");
	faults[FAULT_OF_git_odb_read] = (struct fault){ .at = 1, .times = 2 };
	assert_int_equal(help_save(bench->store, &bench->tip, &put, 1, &id,
		&err), -1);
	assert_int_equal(err.code, ERR_SYSTEM);
	faults_clear();
	help_tip_is(bench->store, &bench->tip);
}

/* A file that is another thing by the time it is opened. */
static void
become_a_pipe(void)
{
	unlink(foreign);
	mkfifo(foreign, 0600);
}

static void
a_file_becomes_a_pipe(void **state)
{
	struct bench *bench = *state;
	struct buf read = BUF_INIT;
	struct err err = ERR_INIT;

	next_one_goes_through(bench);
	snprintf(foreign, sizeof(foreign), "%s/outcome/a.md", bench->path);
	faults[FAULT_OF_openat] = (struct fault){ .at = 3,
		.meanwhile = become_a_pipe };
	assert_int_equal(store_outside_read(bench->store, "outcome/a.md",
		&read, &err), -1);
	assert_true(faults[FAULT_OF_openat].calls == 3);
	buf_release(&read);
}

/* The past is searched so far and no further. */
static void
an_endless_past_is_given_up(void **state)
{
	struct bench *bench = *state;
	struct git_store *git = (struct git_store *)bench->store;
	store_id blob = { { 1 } }, other = { { 2 } };

	next_one_goes_through(bench);
	faults[FAULT_OF_gitstore_revision] = (struct fault){ .at = 1,
		.times = 1000, .zero = true };
	assert_false(gitstore_was_at(git, "outcome/a.md", &blob, &other,
		&bench->tip));
	assert_int_equal(faults[FAULT_OF_gitstore_blob_at].calls, 500);
}

#define BARE(test) cmocka_unit_test_setup_teardown(test, set_up_bare, tear_down)
#define WORK(test) cmocka_unit_test_setup_teardown(test, set_up_work, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		BARE(each_call_fails_once),
		WORK(each_call_fails_once),
		WORK(folders_cannot_be_read),
		WORK(what_is_behind_stays_noted),
		WORK(a_list_that_fails_is_empty),
		WORK(interrupted_reads_go_on),
		WORK(calls_on_files_fail_for_each_reason),
		WORK(catching_up_fails),
		WORK(interrupted_calls_go_on),
		WORK(a_file_comes_to_another_disk),
		BARE(each_object_is_flushed),
		BARE(a_branch_half_moved_is_settled),
		BARE(the_first_branch_cannot_go_back),
		BARE(who_was_first_is_told),
		BARE(what_is_saved_is_seen),
		WORK(what_git_is_in_the_middle_of_is_named),
		BARE(a_lock_that_goes_is_waited_for),
		BARE(an_old_lock_may_stay),
		BARE(a_name_in_the_note_is_judged),
		BARE(an_object_stays_damaged),
		WORK(a_file_becomes_a_pipe),
		WORK(an_endless_past_is_given_up),
	};

	/* Some thousand saves: in memory, where it can be. */
	if (access("/dev/shm", W_OK) == 0)
		setenv("TMPDIR", "/dev/shm", 1);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
