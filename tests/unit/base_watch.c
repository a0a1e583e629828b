/*
 * Watching files, as the kernel tells and by their times: what is made,
 * written over, put in place and taken away is noticed; a path may be missing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "adref/base/watch.h"

static char folder[] = "/tmp/adref-watch-XXXXXX";
static char file[100], other[100], inner[100];
static long turn;

static int
begin(void **state)
{
	(void)state;
	memcpy(folder + strlen(folder) - 6, "XXXXXX", 6);
	if (!mkdtemp(folder))
		return -1;
	snprintf(file, sizeof(file), "%s/file", folder);
	snprintf(other, sizeof(other), "%s/other", folder);
	snprintf(inner, sizeof(inner), "%s/inner", folder);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	unlink(file);
	unlink(other);
	rmdir(inner);
	return rmdir(folder);
}

/* A time of its own for each change: the clock of the disk is coarse. */
static void
age(const char *path)
{
	struct timespec times[2] = { { ++turn, 0 }, { turn, 0 } };

	utimensat(AT_FDCWD, path, times, 0);
}

static void
put(const char *path, const char *text)
{
	int fd = open(path, O_WRONLY | O_CREAT, 0600);

	assert_true(fd >= 0);
	assert_int_equal(pwrite(fd, text, strlen(text), 0), strlen(text));
	close(fd);
	age(path);
	age(folder);
}

static void
name(struct watch *watch)
{
	watch_begin(watch);
	watch_add(watch, folder);
	watch_add(watch, file);
	watch_add(watch, inner);
	watch_end(watch);
}

static void
changes_are_noticed(bool polled)
{
	struct watch *watch = watch_new(polled);

	name(watch);
	assert_int_equal(watch_fd(watch) < 0, polled);
	assert_false(watch_changed(watch));
	put(file, "one");
	assert_true(watch_changed(watch));
	name(watch);
	watch_changed(watch);
	assert_false(watch_changed(watch));
	put(file, "two");
	assert_true(watch_changed(watch));
	put(other, "new");
	assert_true(watch_changed(watch));
	assert_int_equal(rename(other, file), 0);
	age(folder);
	assert_true(watch_changed(watch));
	name(watch);
	watch_changed(watch);
	put(file, "six");
	assert_true(watch_changed(watch));
	assert_int_equal(unlink(file), 0);
	age(folder);
	assert_true(watch_changed(watch));
	assert_false(watch_changed(watch));
	watch_free(watch);
}

static void
as_the_kernel_tells(void **state)
{
	(void)state;
	changes_are_noticed(false);
}

static void
by_their_times(void **state)
{
	(void)state;
	changes_are_noticed(true);
}

static void
what_is_not_named_is_watched_no_more(void **state)
{
	struct watch *watch = watch_new(false);

	(void)state;
	name(watch);
	watch_begin(watch);
	watch_add(watch, inner);
	watch_end(watch);
	watch_changed(watch);
	put(file, "one");
	assert_false(watch_changed(watch));
	assert_int_equal(mkdir(inner, 0700), 0);
	name(watch);
	watch_changed(watch);
	put(file, "two");
	assert_true(watch_changed(watch));
	watch_free(watch);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(as_the_kernel_tells),
		TEST(by_their_times),
		TEST(what_is_not_named_is_watched_no_more),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
