/*
 * What is longer than the screen is shown in the pager of the person's choice,
 * which no shell starts; where it fits, where there is none, or where none is
 * wished, it is printed. The exit status stays that of the call.
 */
#include "ui_pty_help.h"

#include <sys/stat.h>

static const char *const lists[] = { "list", "commands", NULL };

/* A pager that says how it was called and how many lines it got. */
static int
begin_paging(void **state)
{
	begin(state);
	help_write(getenv("HOME"), "page", "#!/bin/sh\n"
		"echo \"paged with $# $*, $(wc -l) lines, LESS=$LESS\"\n");
	help_write(getenv("HOME"), "deaf", "#!/bin/sh\nexit 3\n");
	unsetenv("LESS");
	unsetenv("NO_COLOR");
	return chmod("page", 0700) || chmod("deaf", 0700);
}

/* All that comes, up to the end, which has this status. */
static void
shows(const char *const *words, int status, struct buf *out)
{
	struct room room;
	struct pollfd ready;
	char block[4096];
	ssize_t n;

	start_with(&room, words);
	close(room.slave);
	ready = (struct pollfd){ room.master, POLLIN, 0 };
	while (poll(&ready, 1, WAIT_MS) > 0 &&
	       (n = read(room.master, block, sizeof(block))) > 0)
		buf_add(out, block, (size_t)n);
	assert_int_equal(wait_end(&room, WAIT_MS), status << 8);
	close(room.master);
	buf_release(&room.seen);
}

static void
has(const char *const *words, const char *said, bool is)
{
	struct buf out = BUF_INIT;

	shows(words, 0, &out);
	if (!!strstr(buf_text(&out), said) != is)
		fail_msg("%s \"%s\":\n%s", is ? "lacks" : "has", said,
			buf_text(&out));
	buf_release(&out);
}

static void
a_long_list_is_paged(void **state)
{
	(void)state;
	setenv("PAGER", "./page  -x two", 1);
	has(lists, "paged with 2 -x two, ", true);
	has(lists, "LESS=FRX", true);
	setenv("LESS", "M", 1);
	has(lists, "LESS=M", true);
}

static void
what_fits_is_printed(void **state)
{
	static const char *const words[] = { "show", NULL };

	(void)state;
	setenv("PAGER", "./page", 1);
	has(words, "paged", false);
	has(words, "Each stall keeps a lamp", true);
}

static void
where_none_is_wished(void **state)
{
	static const char *const none[] = { "", "  ", "cat", "./no-such" };
	static const char *const words[] = { "list", "commands", "--no-pager",
		NULL };

	(void)state;
	for (size_t i = 0; i < sizeof(none) / sizeof(none[0]); i++) {
		setenv("PAGER", none[i], 1);
		has(lists, "bracket-add", true);
	}
	setenv("PAGER", "./page", 1);
	has(words, "paged", false);
	has(words, "bracket-add", true);
}

static void
no_shell_reads_it(void **state)
{
	(void)state;
	setenv("PAGER", "./page $(touch evil) ;touch evil", 1);
	has(lists, "paged with 4 $(touch evil) ;touch evil, ", true);
	assert_int_equal(access("evil", F_OK), -1);
}

/* One that takes nothing, or leaves at once, is nobody's mistake. */
static void
who_leaves_early(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	setenv("PAGER", "./deaf", 1);
	shows(lists, 0, &out);
	assert_null(strstr(buf_text(&out), "bracket-add"));
	buf_release(&out);
}

/* With many slips the call says 1, paged or not. */
static void
the_status_stays(void **state)
{
	static const char *const words[] = { "check", NULL };
	char *import[] = { (char *)"adref", (char *)"-C", (char *)"room",
		(char *)"import", (char *)"more.md", (char *)"--onto",
		(char *)"outcome" };
	struct buf text = BUF_INIT, out = BUF_INIT;

	(void)state;
	for (int i = 0; i < 40; i++)
		buf_add_format(&text, "%d. A bracket [that is open\n\n", i);
	help_write(getenv("HOME"), "more.md", buf_text(&text));
	call(import, 7);
	setenv("PAGER", "./page", 1);
	shows(words, 1, &out);
	assert_non_null(strstr(buf_text(&out), "paged with 0"));
	buf_release(&text);
	buf_release(&out);
}

#define PAGING(name) cmocka_unit_test_setup_teardown(name, begin_paging, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		PAGING(a_long_list_is_paged),
		PAGING(what_fits_is_printed),
		PAGING(where_none_is_wished),
		PAGING(no_shell_reads_it),
		PAGING(who_leaves_early),
		PAGING(the_status_stays),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
