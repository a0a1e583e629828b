/*
 * Locks: our own that a dead holder left, foreign ones, one that is held now.
 * The waits are shortened; nothing here sleeps for longer than that.
 */
#include "store_help.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "../../src/store/git.h"

static const store_id none;

struct bench {
	char folder[220];
	char path[240];
	char lock[300];		/* of the branch */
	struct store *store;
	store_id tip;
};

static int
set_up(void **state)
{
	struct bench *bench = calloc(1, sizeof(*bench));

	git_waits.hold_ms = 20;
	git_waits.lock_ms = 20;
	git_waits.stale_s = 600;
	snprintf(bench->folder, sizeof(bench->folder), "%s", help_folder());
	snprintf(bench->path, sizeof(bench->path), "%s/r", bench->folder);
	snprintf(bench->lock, sizeof(bench->lock),
		"%s/refs/heads/main.lock", bench->path);
	bench->store = help_open(bench->path, true);
	bench->tip = help_save_one(bench->store, &none, "a", "1");
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

static int
save(struct bench *bench, struct err *err)
{
	struct store_put put = help_put("a", "2");
	store_id id;

	return help_save(bench->store, &bench->tip, &put, 1, &id, err);
}

static void
a_dead_holders_lock_goes_at_once(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;

	git_waits.lock_ms = 0;
	help_write(bench->path, "adref/lock", "saving refs/heads/main 5f0c\n");
	help_write(bench->path, "refs/heads/main.lock", "");
	assert_int_equal(save(bench, &err), 0);
	help_file_is(bench->path, "adref/lock", "");
	assert_int_not_equal(access(bench->lock, F_OK), 0);
}

static void
a_note_may_be_garbage(void **state)
{
	static const char *const notes[] = {
		"saving", "saving \n\n", "saving ../../x y\nbehind zz\n",
		"behind 12\n", "\xff\xfe\n\n\nsaving refs/heads/../x 1",
		"saving HEAD 1\nsaving refs/heads/x 1\nnothing to us\n"
		"behind 0123456789012345678901234567890123456789\n"
		"behind 0123456789012345678901234567890123456789\n", NULL
	};
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	size_t i;

	for (i = 0; notes[i]; i++) {
		help_write(bench->path, "adref/lock", notes[i]);
		assert_int_equal(save(bench, &err), 0);
		assert_int_equal(store_tip(bench->store, &bench->tip, &err),
			0);
	}
}

static void
a_foreign_lock_is_waited_for_and_named(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;

	help_write(bench->path, "refs/heads/main.lock", "");
	assert_int_equal(save(bench, &err), -1);
	assert_int_equal(err.code, ERR_SYSTEM);
	assert_non_null(strstr(err.text, bench->lock));
	help_tip_is(bench->store, &bench->tip);
	assert_int_equal(access(bench->lock, F_OK), 0);
	/* Our note is gone: the next holder must not take it for ours. */
	help_file_is(bench->path, "adref/lock", "");
	assert_int_equal(save(bench, &err), -1);
	assert_int_equal(unlink(bench->lock), 0);
	assert_int_equal(save(bench, &err), 0);
}

static void
a_very_old_lock_is_given_up(void **state)
{
	struct bench *bench = *state;
	struct timespec old[2] = { { 1000, 0 }, { 1000, 0 } };
	struct err err = ERR_INIT;

	help_write(bench->path, "refs/heads/main.lock", "");
	assert_int_equal(utimensat(AT_FDCWD, bench->lock, old, 0), 0);
	assert_int_equal(save(bench, &err), 0);
	assert_int_not_equal(access(bench->lock, F_OK), 0);
}

static void
another_holder_is_waited_for(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	char path[300];
	sigset_t before, after;
	int fd;

	snprintf(path, sizeof(path), "%s/adref/lock", bench->path);
	fd = open(path, O_RDWR);
	assert_true(fd >= 0);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	sigprocmask(SIG_SETMASK, NULL, &before);
	assert_int_equal(save(bench, &err), -1);
	assert_int_equal(err.code, ERR_SYSTEM);
	assert_non_null(strstr(err.text, path));
	sigprocmask(SIG_SETMASK, NULL, &after);
	assert_int_equal(sigismember(&before, SIGTERM), 0);
	assert_int_equal(sigismember(&after, SIGTERM), 0);
	close(fd);
	assert_int_equal(save(bench, &err), 0);
	/* And nobody holds it after a save. */
	fd = open(path, O_RDWR);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	close(fd);
}

static void
what_is_kept_is_held_over_saves(void **state)
{
	struct bench *bench = *state;
	struct err err = ERR_INIT;
	char path[300];
	int fd;

	snprintf(path, sizeof(path), "%s/adref/lock", bench->path);
	fd = open(path, O_RDWR);
	assert_int_equal(store_keep(bench->store, true, &err), 0);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), -1);
	assert_int_equal(store_keep(bench->store, true, &err), 0);
	assert_int_equal(save(bench, &err), 0);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), -1);
	store_keep(bench->store, false, NULL);
	assert_int_equal(flock(fd, LOCK_EX | LOCK_NB), 0);
	assert_int_equal(store_keep(bench->store, true, &err), -1);
	assert_int_equal(err.code, ERR_SYSTEM);
	close(fd);
	store_keep(bench->store, false, NULL);
}

static void
a_tag_waits_too(void **state)
{
	struct bench *bench = *state;
	struct store_person who = { "Sec", "sec@host", 1, 0 };
	struct err err = ERR_INIT;
	char text[100];

	assert_int_equal(help_run(bench->path, "mkdir -p refs/tags && "
		": >refs/tags/t.lock"), 0);
	assert_int_equal(store_tag(bench->store, "t", &bench->tip, &who,
		"m\n", &err), -1);
	assert_int_equal(err.code, ERR_SYSTEM);
	help_write(bench->path, "adref/lock", "saving refs/tags/t -\n");
	assert_int_equal(store_tag(bench->store, "t", &bench->tip, &who,
		"m\n", &err), 0);
	/* What a tag finds in the note about the work tree, it leaves. */
	snprintf(text, sizeof(text), "behind %040d\n", 0);
	help_write(bench->path, "adref/lock", text);
	assert_int_equal(store_tag(bench->store, "u", &bench->tip, &who,
		"m\n", &err), 0);
	help_file_is(bench->path, "adref/lock", text);
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(a_dead_holders_lock_goes_at_once),
		TEST(a_note_may_be_garbage),
		TEST(a_foreign_lock_is_waited_for_and_named),
		TEST(a_very_old_lock_is_given_up),
		TEST(another_holder_is_waited_for),
		TEST(what_is_kept_is_held_over_saves),
		TEST(a_tag_waits_too),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
