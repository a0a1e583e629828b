/*
 * Printing for people and for files, by way of a pager, and asking: what the
 * terminal answers is played. Nothing that a terminal would obey gets there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "../../src/ui/cli.h"

#define FAULTS "ui_ask.def"
#include "faults.h"

static struct buf printed;
static const char *answer;	/* NULL: the input has ended */
static bool full;
static int terminals_n;
static struct cli cli;

int
__wrap_isatty(int fd)
{
	return fd < terminals_n;
}

size_t
__wrap_fwrite(const void *bytes, size_t size, size_t n, FILE *file)
{
	/* gcov writes its counts, too. */
	if (file != stdout)
		return __real_fwrite(bytes, size, n, file);
	if (full) {
		errno = ENOSPC;
		return 0;
	}
	buf_add(&printed, bytes, size * n);
	return n;
}

char *
__wrap_fgets(char *line, int len, FILE *file)
{
	(void)file;
	if (!answer)
		return NULL;
	snprintf(line, (size_t)len, "%s", answer);
	return line;
}

static bool
page(struct str bytes)
{
	(void)bytes;
	return true;
}

static bool
page_not(struct str bytes)
{
	(void)bytes;
	return false;
}

/* Of the input and the output, the first so many are terminals. */
static void
terminals(int n)
{
	terminals_n = n;
}

static int
set_up(void **state)
{
	(void)state;
	faults_clear();
	setenv("NO_COLOR", "1", 1);
	full = false;
	answer = NULL;
	cli = (struct cli){ .status = STATUS_DONE };
	buf_add_text(&cli.out, "a\033[2Jb\n");
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	buf_release(&cli.out);
	buf_release(&printed);
	return 0;
}

static void
people_get_what_is_safe(void **state)
{
	(void)state;
	terminals(2);
	assert_int_equal(cli_print(&cli), STATUS_DONE);
	assert_string_equal(buf_text(&printed), "a<U+001B>[2Jb\n");
	buf_clear(&printed);
	terminals(0);
	assert_int_equal(cli_print(&cli), STATUS_DONE);
	assert_string_equal(buf_text(&printed), "a\033[2Jb\n");
}

/* Where there is a pager, and it works, and people look. */
static void
a_pager_takes_it(void **state)
{
	(void)state;
	cli.call = "log";
	cli.page = page;
	terminals(2);
	assert_int_equal(cli_print(&cli), STATUS_DONE);
	assert_int_equal(printed.len, 0);
	terminals(0);
	assert_int_equal(cli_print(&cli), STATUS_DONE);
	assert_true(printed.len > 0);
	buf_clear(&printed);
	cli.page = page_not;
	terminals(2);
	assert_int_equal(cli_print(&cli), STATUS_DONE);
	assert_true(printed.len > 0);
}

static void
a_full_disk_is_told(void **state)
{
	(void)state;
	terminals(0);
	full = true;
	assert_int_equal(cli_print(&cli), STATUS_NO);
	full = false;
	faults[FAULT_OF_fflush] = (struct fault){ .at = 1, .error = ENOSPC };
	assert_int_equal(cli_print(&cli), STATUS_NO);
	/* A reader who went away knows. */
	faults[FAULT_OF_fflush] = (struct fault){ .at = 1, .error = EPIPE };
	assert_int_equal(cli_print(&cli), STATUS_NO);
}

static void
answers(const char *what, bool yes)
{
	answer = what;
	terminals(2);
	assert_int_equal(cli_ask(&cli, "Do it? "), yes);
}

static void
only_people_are_asked(void **state)
{
	(void)state;
	answers("y\n", true);
	assert_non_null(strstr(buf_text(&printed), "Do it? "));
	answers("Yes\n", true);
	answers("n\n", false);
	answers("", false);
	answers(NULL, false);
	answer = "y\n";
	terminals(0);
	assert_false(cli_ask(&cli, "Do it? "));
	terminals(1);
	assert_false(cli_ask(&cli, "Do it? "));
	terminals(2);
	full = true;
	assert_false(cli_ask(&cli, "Do it? "));
}

#define TEST(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(people_get_what_is_safe),
		TEST(a_pager_takes_it),
		TEST(a_full_disk_is_told),
		TEST(only_people_are_asked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
