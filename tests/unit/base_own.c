/*
 * A person's own files: replaced whole, read whole, and what else may lie at
 * their place.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>

#include "adref/base/own.h"

static char folder[] = "/tmp/adref-own.XXXXXX";
static struct buf path, text;
static struct err err;

static int
begin(void **state)
{
	(void)state;
	return mkdtemp(folder) ? 0 : -1;
}

static int
end(void **state)
{
	(void)state;
	buf_release(&path);
	buf_release(&text);
	return rmdir(folder);
}

/* The file of this name in the folder, nothing read of it yet. */
static const char *
at(const char *name)
{
	buf_clear(&path);
	buf_clear(&text);
	err_clear(&err);
	buf_add_format(&path, "%s%s", folder, name);
	return buf_text(&path);
}

static void
is_replaced_whole(void **state)
{
	struct stat info;

	(void)state;
	assert_int_equal(own_read(&text, at("/a/b/mark"), &err), 0);
	assert_int_equal(own_write(at("/a/b/mark"), str_of("one"), &err), 0);
	assert_int_equal(own_write(at("/a/b/mark"), str_of("2"), &err), 0);
	assert_int_equal(own_read(&text, at("/a/b/mark"), &err), 1);
	assert_string_equal(buf_text(&text), "2");
	assert_int_equal(stat(at("/a/b/mark"), &info), 0);
	assert_int_equal(info.st_mode & 0777, 0600);
	assert_int_equal(unlink(at("/a/b/mark")), 0);
	/* Nothing else was left there. */
	assert_int_equal(rmdir(at("/a/b")), 0);
	assert_int_equal(rmdir(at("/a")), 0);
}

/* A folder, a pipe: told, not waited for, and left as it is. */
static void
something_else_lies_there(void **state)
{
	(void)state;
	assert_int_equal(mkdir(at("/mark"), 0700), 0);
	assert_int_equal(own_read(&text, at("/mark"), &err), -1);
	assert_int_equal(err.code, ERR_SYSTEM);
	assert_int_equal(own_write(at("/mark"), str_of("one"), &err), -1);
	assert_int_equal(rmdir(at("/mark")), 0);
	assert_int_equal(mkfifo(at("/mark"), 0600), 0);
	assert_int_equal(own_read(&text, at("/mark"), &err), -1);
	assert_int_equal(unlink(at("/mark")), 0);
	/* A file where its folder would be. */
	assert_int_equal(own_write(at("/a"), str_of("one"), &err), 0);
	assert_int_equal(own_read(&text, at("/a/mark"), &err), 0);
	assert_int_equal(own_write(at("/a/mark"), str_of("one"), &err), -1);
	assert_int_equal(unlink(at("/a")), 0);
}

static void
is_where_the_surroundings_say(void **state)
{
	(void)state;
	setenv("HOME", "/h", 1);
	unsetenv("XDG_STATE_HOME");
	at("");
	buf_clear(&path);
	own_add_path(&path, OWN_STATE, "reading-1");
	assert_string_equal(buf_text(&path),
		"/h/.local/state/adref/reading-1");
	setenv("XDG_STATE_HOME", "/s", 1);
	buf_clear(&path);
	own_add_path(&path, OWN_STATE, "reading-1");
	assert_string_equal(buf_text(&path), "/s/adref/reading-1");
	unsetenv("HOME");
	unsetenv("XDG_CONFIG_HOME");
	buf_clear(&path);
	own_add_path(&path, OWN_CONFIG, "words");
	assert_string_equal(buf_text(&path), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(is_replaced_whole),
		cmocka_unit_test(something_else_lies_there),
		cmocka_unit_test(is_where_the_surroundings_say),
	};

	return cmocka_run_group_tests(tests, begin, end);
}
