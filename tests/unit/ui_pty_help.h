/*
 * For tests of the program at real pseudo-terminals: a negotiation of two
 * paragraphs in `room`, programs at it in processes of their own, what they
 * send, what is typed there.
 */
#ifndef ADREF_TESTS_UNIT_UI_PTY_HELP_H
#define ADREF_TESTS_UNIT_UI_PTY_HELP_H

#include "store_help.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>

#include "adref/base/buf.h"
#include "../../src/ui/cli.h"
#include "../../src/ui/pager.h"
#include "../../src/ui/sync_beside.h"

enum { WAIT_MS = 60000, LEAVE_MS = 10000, LOSS_MS = 10000 };

/* An editor in a process of its own. */
struct room {
	pid_t pid;
	int master, slave;
	struct termios before;
	struct buf seen;	/* what it sent */
};

static inline int64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

/* A call of the command line in a process of its own; what it printed is in
 * `out` of the folder. */
static inline void
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

/* What follows `adref -C room`, at a terminal. */
static inline void
run_there(const char *const *words)
{
	char *argv[8] = { (char *)"adref", (char *)"-C", (char *)"room" };
	struct cli cli = { .status = STATUS_DONE, .page = pager_show,
		.sync = &sync_beside };
	struct err err = ERR_INIT;
	int argc = 3, status = 97;

	for (; *words && argc < 8; words++)
		argv[argc++] = (char *)*words;
	env_system(&cli.env);
	if (cli_read(&cli, argc, argv, &err) < 0)
		_exit(status);
	if (cli.call)
		status = cli_run(&cli);
	else if (cli_edit(&cli, &err) == 0)
		status = cli.status;
	record_close(cli.record);
	_exit(status);
}

/* A program at a terminal of 24 rows; words: its arguments, NULL behind. */
static inline void
start_with(struct room *room, const char *const *words)
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
		run_there(words);
	}
}

/* Read until there are words on the screen; what came stays in `seen`. */
static inline void
wait_until(struct room *room, const char *words)
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
}

/* Wait for words on the screen; all that came with them is done with. */
static inline void
wait_for(struct room *room, const char *words)
{
	wait_until(room, words);
	buf_clear(&room->seen);
}

static inline void
type(const struct room *room, const char *bytes)
{
	assert_int_equal(write(room->master, bytes, strlen(bytes)),
		strlen(bytes));
}

/* How it ended; it has so many milliseconds for it. */
static inline int
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

static inline void
drop(struct room *room)
{
	close(room->master);
	close(room->slave);
	buf_release(&room->seen);
}

static inline void
assert_restored(const struct room *room)
{
	struct termios modes;

	tcgetattr(room->slave, &modes);
	assert_int_equal(modes.c_lflag, room->before.c_lflag);
	assert_int_equal(modes.c_iflag, room->before.c_iflag);
	assert_int_equal(modes.c_oflag, room->before.c_oflag);
}

static inline int
begin(void **state)
{
	char *init[] = { (char *)"adref", (char *)"init", (char *)"room" };
	char *import[] = { (char *)"adref", (char *)"-C", (char *)"room",
		(char *)"import", (char *)"in.md" };
	FILE *in;

	(void)state;
	help_folder();
	setenv("ADREF_NAME", "J. Otieno", 1);
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	assert_int_equal(chdir(getenv("HOME")), 0);
	in = fopen("in.md", "w");
	fputs("# Rules of the market\n\n- Each stall keeps a lamp\n", in);
	fclose(in);
	call(init, 3);
	call(import, 5);
	return 0;
}

static inline int
end(void **state)
{
	(void)state;
	assert_int_equal(chdir("/"), 0);
	help_drop(getenv("HOME"));
	return 0;
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin, end)

#endif
