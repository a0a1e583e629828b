/*
 * Starting a pager, and giving it what is to be read.
 */
#include "pager.h"

#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "adref/base/buf.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "program.h"

enum { WORDS_MAX = 16, ROWS = 24, COLS = 80 };

static void
find_size(size_t *rows, size_t *cols)
{
	struct winsize told = { .ws_row = 0 };

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &told) < 0)
		told.ws_row = told.ws_col = 0;
	*rows = told.ws_row ? told.ws_row : ROWS;
	*cols = told.ws_col ? told.ws_col : COLS;
}

/* Columns of a line without what switches colours. */
static size_t
columns_of(struct str line)
{
	size_t cols = 0;

	while (line.len) {
		size_t end = str_find(line, 0, str_of("\033["));
		struct str rest = str_from(line, end);

		cols += utf8_columns(str_part(line, 0, end));
		end = str_find(rest, 0, str_of("m"));
		line = str_from(rest, end + 1);
	}
	return cols;
}

/* The row of the shell's prompt has to have room, too. */
static bool
fits(struct str bytes)
{
	size_t rows, cols, used = 1;
	struct str line;

	find_size(&rows, &cols);
	while (used <= rows && str_line(&bytes, &line)) {
		size_t wide = columns_of(line);

		used += wide ? (wide + cols - 1) / cols : 1;
	}
	return used <= rows;
}

/* The words of a command, the last one NULL; none: no pager is wanted. */
static size_t
split(char *text, char *words[WORDS_MAX + 1])
{
	size_t n = 0;

	for (char *at = text; *at && n < WORDS_MAX; n++) {
		at += strspn(at, " \t");
		if (!*at)
			break;
		words[n] = at;
		at += strcspn(at, " \t");
		if (*at)
			*at++ = '\0';
	}
	words[n] = NULL;
	return n == 1 && strcmp(words[0], "cat") == 0 ? 0 : n;
}

/* A pager that is left before the end takes no more: that is no error. */
static void
feed(int fd, struct str bytes)
{
	while (bytes.len) {
		ssize_t n = write(fd, bytes.at, bytes.len);

		if (n < 0 && errno == EINTR)
			continue;
		if (n <= 0)
			return;
		bytes = str_from(bytes, (size_t)n);
	}
}

static bool
run(char *const words[], struct str bytes)
{
	int ends[2], status;
	pid_t pid;

	if (!program_pipe(ends))
		return false;
	if (!program_start(&pid, words, (int[]){ ends[0], STDOUT_FILENO,
		STDERR_FILENO }, false)) {
		close(ends[0]);
		close(ends[1]);
		return false;
	}
	close(ends[0]);
	feed(ends[1], bytes);
	close(ends[1]);
	while (waitpid(pid, &status, 0) < 0 && errno == EINTR)
		continue;
	return !(WIFEXITED(status) && WEXITSTATUS(status) == 127);
}

/* The keys that interrupt are for the pager; and it may take no more. */
static bool
run_ignoring(char *const words[], struct str bytes)
{
	static const int ignored[] = { SIGINT, SIGQUIT, SIGPIPE };
	enum { IGNORED = sizeof(ignored) / sizeof(ignored[0]) };
	struct sigaction ignore = { .sa_handler = SIG_IGN }, was[IGNORED];
	bool shown;

	for (size_t i = 0; i < IGNORED; i++)
		sigaction(ignored[i], &ignore, &was[i]);
	shown = run(words, bytes);
	for (size_t i = 0; i < IGNORED; i++)
		sigaction(ignored[i], &was[i], NULL);
	return shown;
}

bool
pager_show(struct str bytes)
{
	const char *wished = getenv("PAGER");
	char *text, *words[WORDS_MAX + 1];
	bool shown = false;

	if (fits(bytes))
		return false;
	/* Quit when it fits, let colours through, leave the screen. */
	text = mem_text(wished ? wished : "less -FRX");
	if (split(text, words)) {
		setenv("LESS", "FRX", 0);
		setenv("LESSCHARSET", "utf-8", 0);
		shown = run_ignoring(words, bytes);
	}
	free(text);
	return shown;
}
