/*
 * The editor at a real pseudo-terminal, killed and hung up on while somebody
 * types: what was typed is in the journal, the terminal is as it was found, and
 * the next start offers the words.
 */
#include "store_help.h"

#include <dirent.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>

#include "adref/base/buf.h"
#include "adref/view/view.h"
#include "../../src/ui/cli.h"
#include "../../src/ui/editor.h"

enum { WAIT_MS = 60000, LEAVE_MS = 10000, LOSS_MS = 10000 };

static char *folder;

/* An editor in a process of its own. */
struct room {
	pid_t pid;
	int master, slave;
	struct termios before;
	struct buf seen;	/* what it sent */
};

static int64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* A call of the command line in a process of its own; what it printed is in
 * `out` of the folder. */
static void
call(char **argv, int argc)
{
	pid_t pid = fork();
	int status;

	if (!pid) {
		struct cli cli = { .status = STATUS_DONE };
		struct err err = ERR_INIT;
		int out = open("out", O_WRONLY | O_CREAT | O_TRUNC, 0600);

		if (dup2(out, STDOUT_FILENO) < 0)
			_exit(99);
		env_system(&cli.env);
		if (cli_read(&cli, argc, argv, &err) < 0)
			_exit(98);
		status = cli_run(&cli);
		fflush(stdout);
		record_close(cli.record);
		_exit(status);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_int_equal(status, 0);
}

static void
run_editor(bool read_only)
{
	char *argv[] = { (char *)"adref", (char *)"-C", (char *)"room",
		(char *)"--read-only" };
	struct cli cli = { .status = STATUS_DONE };
	struct session *session = NULL;
	struct view view = { .ascii = false };
	struct err err = ERR_INIT;
	int status = 97;

	env_system(&cli.env);
	if (cli_read(&cli, read_only ? 4 : 3, argv, &err) == 0 &&
	    cli_session(&cli, &session, &err) == 0)
		status = editor_run(session, &view, false, NULL, &err);
	view_release(&view);
	session_close(session);
	record_close(cli.record);
	_exit(status);
}

static void
start(struct room *room, bool read_only)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };

	memset(room, 0, sizeof(*room));
	room->master = posix_openpt(O_RDWR | O_NOCTTY);
	assert_true(room->master >= 0);
	assert_int_equal(grantpt(room->master), 0);
	assert_int_equal(unlockpt(room->master), 0);
	room->slave = open(ptsname(room->master), O_RDWR | O_NOCTTY);
	assert_true(room->slave >= 0);
	ioctl(room->slave, TIOCSWINSZ, &size);
	tcgetattr(room->slave, &room->before);
	room->pid = fork();
	if (!room->pid) {
		setsid();
		ioctl(room->slave, TIOCSCTTY, 0);
		for (int i = 0; i < 3; i++)
			dup2(room->slave, i);
		close(room->master);
		run_editor(read_only);
	}
}

/* Wait for words on the screen. */
static void
wait_for(struct room *room, const char *words)
{
	int64_t end = now() + WAIT_MS;

	while (!strstr(buf_text(&room->seen), words)) {
		struct pollfd ready = { room->master, POLLIN, 0 };
		char block[4096];
		ssize_t n;

		if (now() > end)
			fail_msg("\"%s\" is not in:\n%s", words,
				buf_text(&room->seen));
		if (poll(&ready, 1, 50) <= 0)
			continue;
		n = read(room->master, block, sizeof(block));
		for (ssize_t i = 0; i < n; i++)
			if (block[i])
				buf_add_char(&room->seen, block[i]);
	}
	buf_clear(&room->seen);
}

static void
type(const struct room *room, const char *bytes)
{
	assert_int_equal(write(room->master, bytes, strlen(bytes)),
		strlen(bytes));
}

/* How it ended; it has so many milliseconds for it. */
static int
wait_end(struct room *room, int64_t most)
{
	int64_t end = now() + most;
	int status;

	while (waitpid(room->pid, &status, WNOHANG) == 0) {
		struct timespec pause = { 0, 5000000 };

		if (now() > end) {
			kill(room->pid, SIGKILL);
			fail_msg("it did not leave in %d ms", (int)most);
		}
		nanosleep(&pause, NULL);
	}
	return status;
}

static void
drop(struct room *room)
{
	close(room->master);
	close(room->slave);
	buf_release(&room->seen);
}

static void
assert_restored(const struct room *room)
{
	struct termios modes;

	tcgetattr(room->slave, &modes);
	assert_int_equal(modes.c_lflag, room->before.c_lflag);
	assert_int_equal(modes.c_iflag, room->before.c_iflag);
	assert_int_equal(modes.c_oflag, room->before.c_oflag);
}

/* The bytes of the journal's texts, one behind the other; how many. */
static size_t
read_journal(struct buf *out)
{
	static const char path[] = "room/.git/adref/journal";
	DIR *dir = opendir(path);
	struct dirent *file;
	size_t n = 0;

	buf_clear(out);
	while (dir && (file = readdir(dir))) {
		struct buf name = BUF_INIT;
		FILE *text;
		int c;

		if (!strstr(file->d_name, ".text") &&
		    !strstr(file->d_name, ".last"))
			continue;
		n++;
		buf_add_format(&name, "%s/%s", path, file->d_name);
		text = fopen(buf_text(&name), "r");
		while (text && (c = getc(text)) != EOF)
			buf_add_char(out, (char)c);
		if (text)
			fclose(text);
		buf_release(&name);
	}
	if (dir)
		closedir(dir);
	return n;
}

static bool
is_journaled(const char *words)
{
	struct buf bytes = BUF_INIT;
	bool is;

	read_journal(&bytes);
	is = strstr(buf_text(&bytes), words) != NULL;
	buf_release(&bytes);
	return is;
}

static void
wait_journaled(const char *words, int64_t most)
{
	int64_t end = now() + most;

	while (!is_journaled(words))
		if (now() > end)
			fail_msg("\"%s\" is not journaled", words);
}

static bool
text_has(const char *words)
{
	char *show[] = { (char *)"adref", (char *)"-C", (char *)"room",
		(char *)"show" };
	char bytes[4000] = "";
	FILE *out;
	size_t n;

	call(show, 4);
	out = fopen("out", "r");
	n = fread(bytes, 1, sizeof(bytes) - 1, out);
	bytes[n] = '\0';
	fclose(out);
	return strstr(bytes, words) != NULL;
}

static int
begin(void **state)
{
	char *init[] = { (char *)"adref", (char *)"init", (char *)"room" };
	char *import[] = { (char *)"adref", (char *)"-C", (char *)"room",
		(char *)"import", (char *)"in.md" };
	FILE *in;

	(void)state;
	folder = help_folder();
	setenv("ADREF_NAME", "J. Otieno", 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	assert_int_equal(chdir(folder), 0);
	in = fopen("in.md", "w");
	fputs("# Rules of the market\n\n- Each stall keeps a lamp\n", in);
	fclose(in);
	call(init, 3);
	call(import, 5);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	assert_int_equal(chdir("/"), 0);
	help_drop(folder);
	return 0;
}

/* Down to the bullet, into it, and some words. */
static void
begin_typing(struct room *room)
{
	wait_for(room, "lamp");
	type(room, "\033[B\r");
	wait_for(room, "leaves the paragraph");
}

static void
kill_loses_at_most_a_second(void **state)
{
	struct room room;
	struct buf bytes = BUF_INIT;

	(void)state;
	start(&room, false);
	begin_typing(&room);
	type(&room, " lit all night");
	wait_journaled("lamp lit all night", LOSS_MS + 500);
	kill(room.pid, SIGKILL);
	wait_end(&room, WAIT_MS);
	drop(&room);
	assert_false(text_has("night"));

	start(&room, false);
	wait_for(&room, "Typed and not kept");
	type(&room, "\r");
	wait_for(&room, "taken up");
	type(&room, "\033");
	wait_for(&room, "added");
	type(&room, "q");
	assert_int_equal(wait_end(&room, WAIT_MS), 0);
	drop(&room);
	assert_true(text_has("Each stall keeps a lamp lit all night"));
	assert_int_equal(read_journal(&bytes), 0);
	buf_release(&bytes);
}

static void
leave_by_signal(int number, int status)
{
	struct room room;

	start(&room, false);
	begin_typing(&room);
	type(&room, " lit~");
	wait_for(&room, "~");
	kill(room.pid, number);
	assert_int_equal(wait_end(&room, LEAVE_MS), status);
	assert_restored(&room);
	assert_true(is_journaled("Each stall keeps a lamp lit"));
	drop(&room);
}

static void
asked_to_leave(void **state)
{
	(void)state;
	leave_by_signal(SIGTERM, (128 + SIGTERM) << 8);
}

static void
hung_up(void **state)
{
	(void)state;
	leave_by_signal(SIGHUP, (128 + SIGHUP) << 8);
}

static void
crashed(void **state)
{
	(void)state;
	leave_by_signal(SIGSEGV, SIGSEGV);
}

/* The line breaks: there is no terminal any more. */
static void
the_line_breaks(void **state)
{
	struct room room;

	(void)state;
	start(&room, false);
	begin_typing(&room);
	type(&room, " lit~");
	wait_for(&room, "~");
	close(room.slave);
	close(room.master);
	assert_int_equal(wait_end(&room, LEAVE_MS), (128 + SIGHUP) << 8);
	assert_true(is_journaled("Each stall keeps a lamp lit"));
	buf_release(&room.seen);
}

/* A terminal that takes nothing does not keep anybody. */
static void
a_stuck_terminal(void **state)
{
	struct room room;

	(void)state;
	start(&room, false);
	begin_typing(&room);
	for (int i = 0; i < 200; i++)
		type(&room, "x\014");
	wait_journaled("lampx", WAIT_MS);
	kill(room.pid, SIGTERM);
	wait_end(&room, LEAVE_MS);
	assert_true(is_journaled("lampx"));
	drop(&room);
}

static void
what_is_live_is_not_offered(void **state)
{
	struct room first, second;

	(void)state;
	start(&first, false);
	begin_typing(&first);
	type(&first, " lit");
	wait_journaled("lamp lit", WAIT_MS);
	start(&second, false);
	wait_for(&second, "Rules of the market");
	type(&second, "q");
	assert_int_equal(wait_end(&second, WAIT_MS), 0);
	drop(&second);
	type(&first, "\033");
	wait_for(&first, "added");
	type(&first, "q");
	assert_int_equal(wait_end(&first, WAIT_MS), 0);
	drop(&first);
}

static void
a_reader_journals_nothing(void **state)
{
	struct room room;

	(void)state;
	start(&room, true);
	wait_for(&room, "lamp");
	type(&room, "\033[B\r");
	wait_for(&room, "reading only");
	type(&room, "q");
	assert_int_equal(wait_end(&room, WAIT_MS), 0);
	assert_int_equal(access("room/.git/adref/journal", F_OK), -1);
	drop(&room);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(kill_loses_at_most_a_second), TEST(asked_to_leave),
		TEST(hung_up), TEST(crashed), TEST(the_line_breaks),
		TEST(a_stuck_terminal), TEST(what_is_live_is_not_offered),
		TEST(a_reader_journals_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
