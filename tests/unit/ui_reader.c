/*
 * Who only reads opens nothing of the negotiation for writing: looked at from
 * outside, by strace. Where that cannot look the test says so and is passed
 * over.
 */
#include "store_help.h"

#include <limits.h>

#include "adref/base/buf.h"

/* What makes, changes or takes away a file. */
#define CALLS "open,openat,openat2,creat,mkdir,mkdirat,rename,renameat," \
	"renameat2,unlink,unlinkat,rmdir,link,linkat,symlink,symlinkat," \
	"truncate,ftruncate,chmod,fchmod,fchmodat,utimensat,flock,mknod," \
	"mknodat,setxattr,fallocate"

/* The program lies beside the folder of the tests. */
static void
find_program(void)
{
	char self[PATH_MAX];
	ssize_t len = readlink("/proc/self/exe", self, sizeof(self) - 1);
	struct buf path = BUF_INIT;

	assert_true(len > 0);
	self[len] = '\0';
	strrchr(self, '/')[0] = '\0';
	buf_add_text(&path, self);
	buf_add_text(&path, "/../adref");
	setenv("ADREF", buf_text(&path), 1);
	buf_release(&path);
}

/* A shell command with one thing put in; its exit status. */
static int
run(const char *folder, const char *format, const char *what)
{
	struct buf line = BUF_INIT;
	int status;

	buf_add_format(&line, format, what);
	status = help_run(folder, buf_text(&line));
	buf_release(&line);
	return status;
}

static void
prepare(const char *folder, const char *call)
{
	if (run(folder, "\"$ADREF\" %s", call) != 0)
		fail_msg("adref %s: see %s.out", call, folder);
}

/* Whether its calls touch the negotiation other than by reading. */
static bool
writes(const char *folder, const char *call)
{
	if (run(folder, "strace -f -qq -o trace -e trace=" CALLS
	    " \"$ADREF\" %s", call) != 0)
		fail_msg("adref %s: see %s.out", call, folder);
	/* What is not there is not written; the rest is by path or lock. */
	return run(folder, "grep -q room trace && grep -v ENOENT trace | "
		"grep '%s\\|flock\\|ftruncate' | grep -v O_RDONLY >wrote",
		"room") == 0;
}

static void
a_reader_writes_nothing(void **state)
{
	static const char *const calls[] = {
		"-C room --role reader play 'L Esc P Esc M Esc H' --for IND",
		"-C room --role reader play ''",
		"-C room --read-only log",
		"-C room --role reader show",
		"-C room --role reader diff D1 now",
		"-C room --role reader proposals",
		"-C room --role reader ledger",
	};
	const char *folder;

	(void)state;
	find_program();
	folder = help_folder();
	if (help_run(folder, "strace -o t -e trace=openat true") != 0) {
		fprintf(stderr, "ui_reader: NOT TESTED: strace cannot look "
			"here\n");
		help_drop(folder);
		skip();
	}
	setenv("ADREF_NAME", "J. Otieno", 1);
	/* Leaks cannot be looked for in what strace looks at. */
	setenv("ASAN_OPTIONS", "detect_leaks=0", 1);
	help_write(folder, "a.md", "# Outcome\n\n## A. Lights\n\n"
		"- Keep the lights lit\n");
	prepare(folder, "init room");
	prepare(folder, "-C room import a.md --tag 'Draft 1'");
	prepare(folder, "-C room do 'bracket-add A.1 \"lit\" IND'");
	prepare(folder, "-C room do --for IND 'proposal-add A.1 keep'");
	assert_int_equal(help_run(folder, "rm -rf room/.git/adref"), 0);
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++)
		if (writes(folder, calls[i]))
			fail_msg("adref %s wrote: %s/wrote", calls[i],
				folder);
	assert_int_equal(help_run(folder, "test ! -e room/.git/adref"), 0);
	/* The test can fail: an act does write. */
	assert_true(writes(folder,
		"-C room do 'bracket-add A.1 \"Keep\" FRA'"));
	help_drop(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_reader_writes_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
