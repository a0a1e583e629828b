/*
 * Measures programs at their terminals: starts each on a pseudo-terminal of its
 * own, waits until the first screen is there, presses keys one at a time and
 * counts what comes for each. tests/bench makes figures of it; nothing is
 * judged here.
 *
 *	screen [-r ROWS] [-c COLS] [-q MS] [-f TEXT] [-s KEYS] [-k KEYS] [-e KEYS]
 *		-- COMMAND... [-- [-s KEYS] [-e KEYS] -- COMMAND...]...
 *
 * KEYS are words: a name (Down, Esc, Enter, …), `^L`, `N*KEY` for N times the
 * key; any other word is sent as it is. Those of -s bring a program to where
 * measuring begins; those of -k are the same for all programs, each key pressed
 * in one after the other, and told; those of -e end a program. Output is over
 * when none came for MS milliseconds; that silence is not counted. A key that
 * gives nothing in 300 ms has 0 for both. A program that goes on writing after
 * its first screen, as one that counts what it loads, says with the TEXT of -f
 * when that screen is there. Lines printed, the numbers once for each program:
 *
 *	shown MICROSECONDS		from the start to the TEXT, if it came
 *	first MICROSECONDS BYTES	from the start to the last byte
 *	key WORD MICROSECONDS BYTES
 *	memory KILOBYTES		the most that was resident in one
 *	status N			of the last; 128 + N: ended by N
 */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <poll.h>
#include <signal.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum {
	SILENCE = 50,		/* ms, when -q does not say */
	FIRST_WAIT = 20000,	/* ms for the first byte of all */
	KEY_WAIT = 300,		/* ms for the first byte that a key gives */
	END_WAIT = 5000,	/* ms for the program to end */
	MOST = 4		/* programs in a run */
};

struct screen {
	char *begin, *end;	/* keys; may be NULL */
	char **command;
	int terminal;
	pid_t pid;
	int silence;
	const char *text;	/* looked for in what comes; may be NULL */
};

struct run {
	struct winsize size;
	struct screen at[MOST];
	size_t n;
	char *keys;		/* may be NULL */
	int silence;
};

struct output {
	int64_t last;		/* when its last byte came */
	int64_t shown;		/* when the text came; 0: it did not */
	size_t bytes;
};

static const struct {
	const char *name, *bytes;
} names[] = {
	{ "Up", "\033OA" }, { "Down", "\033OB" }, { "Right", "\033OC" },
	{ "Left", "\033OD" }, { "Home", "\033OH" }, { "End", "\033OF" },
	{ "PgUp", "\033[5~" }, { "PgDn", "\033[6~" }, { "Enter", "\r" },
	{ "Esc", "\033" }, { "Tab", "\t" }, { "Space", " " },
};

static int64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000000 + time.tv_nsec / 1000;
}

_Noreturn static void
give_up(const char *what)
{
	fprintf(stderr, "screen: %s: %s\n", what, strerror(errno));
	exit(1);
}

/* In the child: the terminal becomes its own, and the command takes over. */
_Noreturn static void
become(const char *terminal, char **command)
{
	int fd;

	setsid();
	fd = open(terminal, O_RDWR);
	if (fd < 0)
		_exit(126);
	ioctl(fd, TIOCSCTTY, 0);
	dup2(fd, STDIN_FILENO);
	dup2(fd, STDOUT_FILENO);
	dup2(fd, STDERR_FILENO);
	if (fd > STDERR_FILENO)
		close(fd);
	execvp(command[0], command);
	_exit(127);
}

static void
start(struct screen *screen, const struct winsize *size)
{
	const char *name;

	screen->terminal = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
	if (screen->terminal < 0 || grantpt(screen->terminal) < 0 ||
	    unlockpt(screen->terminal) < 0)
		give_up("there is no pseudo-terminal");
	name = ptsname(screen->terminal);
	if (!name || ioctl(screen->terminal, TIOCSWINSZ, size) < 0)
		give_up("the pseudo-terminal takes no size");
	screen->pid = fork();
	if (screen->pid < 0)
		give_up("no program can be started");
	if (screen->pid == 0)
		become(name, screen->command);
}

/* Look for the text in what came, also where it was cut. */
static void
look_for(const char *text, const char *bytes, size_t n, struct output *out)
{
	static char seen[32768];
	static size_t len;
	size_t whole = text ? strlen(text) : 0;

	if (out->bytes == 0)
		len = 0;
	if (!text || out->shown)
		return;
	memcpy(seen + len, bytes, n);
	len += n;
	for (size_t i = 0; i + whole <= len && !out->shown; i++)
		if (memcmp(seen + i, text, whole) == 0)
			out->shown = now();
	if (len > whole) {
		memmove(seen, seen + len - whole, whole);
		len = whole;
	}
}

/*
 * Take what comes until it is over; first: ms to wait for the first byte.
 * False when the program has gone.
 */
static int
take_output(const struct screen *screen, int first, struct output *out)
{
	struct pollfd ready = { screen->terminal, POLLIN, 0 };
	char bytes[16384];
	ssize_t n;

	*out = (struct output){ .last = now() };
	for (;;) {
		int came = poll(&ready, 1, out->bytes ? screen->silence
			: first);

		if (came < 0 && errno == EINTR)
			continue;
		if (came <= 0)
			return 1;
		n = read(screen->terminal, bytes, sizeof(bytes));
		if (n <= 0)
			return 0;
		look_for(screen->text, bytes, (size_t)n, out);
		out->bytes += (size_t)n;
		out->last = now();
	}
}

static void
press(const struct screen *screen, const char *word)
{
	char control[2] = { '\0', '\0' };
	const char *bytes = word;
	size_t i;

	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(word, names[i].name) == 0)
			bytes = names[i].bytes;
	if (word[0] == '^' && word[1] && !word[2]) {
		control[0] = (char)(word[1] & 31);
		bytes = control;
	}
	if (write(screen->terminal, bytes, strlen(bytes)) < 0)
		give_up("a key cannot be pressed");
}

static int
press_and_tell(const struct run *run, const char *word)
{
	int64_t began;
	struct output came;
	int goes_on = 1;

	printf("key %s", word);
	for (size_t i = 0; i < run->n && goes_on; i++) {
		began = now();
		press(&run->at[i], word);
		goes_on = take_output(&run->at[i], KEY_WAIT, &came);
		printf(" %" PRId64 " %zu", came.bytes ? came.last - began : 0,
			came.bytes);
	}
	putchar('\n');
	return goes_on;
}

static int
press_untold(const struct screen *screen, const char *word)
{
	struct output ignored;

	press(screen, word);
	return take_output(screen, KEY_WAIT, &ignored);
}

/* Each word of keys in a screen, or with NULL in all and told. */
static int
press_all(const struct run *run, const struct screen *screen, char *keys)
{
	char *rest, *word, *key;
	int goes_on = 1;
	long n;

	for (word = keys ? strtok_r(keys, " ", &rest) : NULL; word && goes_on;
	     word = strtok_r(NULL, " ", &rest)) {
		n = strtol(word, &key, 10);
		if (key == word || *key != '*' || !key[1]) {
			n = 1;
			key = word;
		} else {
			key++;
		}
		for (; n > 0 && goes_on; n--)
			goes_on = screen ? press_untold(screen, key)
				: press_and_tell(run, key);
	}
	return goes_on;
}

/* Wait for the end, reading on so that the program is not kept waiting. */
static int
finish(const struct screen *screen)
{
	struct output ignored;
	int64_t until = now() + (int64_t)END_WAIT * 1000;
	int status = 0;

	while (take_output(screen, END_WAIT, &ignored) && now() < until)
		continue;
	if (now() >= until)
		kill(screen->pid, SIGKILL);
	while (waitpid(screen->pid, &status, 0) < 0)
		if (errno != EINTR)
			give_up("the program is lost");
	return WIFEXITED(status) ? WEXITSTATUS(status)
		: 128 + WTERMSIG(status);
}

static int
begin(struct run *run)
{
	int64_t began;
	struct output came;
	int goes_on = 1;

	printf("first");
	for (size_t i = 0; i < run->n; i++) {
		run->at[i].silence = run->silence;
		began = now();
		start(&run->at[i], &run->size);
		goes_on = take_output(&run->at[i], FIRST_WAIT, &came) &&
			goes_on;
		printf(" %" PRId64 " %zu", came.last - began, came.bytes);
		if (came.shown)
			printf("\nshown %" PRId64, came.shown - began);
	}
	putchar('\n');
	return goes_on;
}

static int
measure(struct run *run)
{
	struct rusage used;
	int status = 0, goes_on = begin(run);

	for (size_t i = 0; i < run->n && goes_on; i++)
		goes_on = press_all(run, &run->at[i], run->at[i].begin);
	if (goes_on)
		goes_on = press_all(run, NULL, run->keys);
	for (size_t i = 0; i < run->n; i++) {
		if (goes_on)
			press_all(run, &run->at[i], run->at[i].end);
		status = finish(&run->at[i]);
	}
	getrusage(RUSAGE_CHILDREN, &used);
	printf("memory %ld\nstatus %d\n", used.ru_maxrss, status);
	return status ? 1 : 0;
}

/* The options of a program and its command; what follows, or NULL. */
static char **
take_program(struct run *run, int argc, char **argv)
{
	struct screen *screen = &run->at[run->n++];
	int option;

	optind = 1;
	while ((option = getopt(argc, argv, "r:c:q:f:s:k:e:")) >= 0) {
		if (option == 'r')
			run->size.ws_row = (unsigned short)atoi(optarg);
		else if (option == 'c')
			run->size.ws_col = (unsigned short)atoi(optarg);
		else if (option == 'q')
			run->silence = atoi(optarg);
		else if (option == 'f')
			screen->text = optarg;
		else if (option == 's')
			screen->begin = optarg;
		else if (option == 'k')
			run->keys = optarg;
		else if (option == 'e')
			screen->end = optarg;
		else
			return NULL;
	}
	screen->command = argv + optind;
	for (argv += optind; *argv && strcmp(*argv, "--") != 0; argv++)
		continue;
	return argv;
}

int
main(int argc, char **argv)
{
	struct run run = { .size = { .ws_row = 24, .ws_col = 80 },
		.silence = SILENCE };
	char **end = argv + argc;

	do {
		argv = take_program(&run, (int)(end - argv), argv);
		if (!argv || !*run.at[run.n - 1].command) {
			fprintf(stderr, "usage: screen [-r ROWS] [-c COLS] "
				"[-q MS] [-f TEXT] [-s KEYS] [-k KEYS] "
				"[-e KEYS] "
				"-- COMMAND…\n");
			return 2;
		}
		/* It ends the command; the next options are behind it. */
		*argv = NULL;
	} while (argv < end && run.n < MOST);
	return measure(&run);
}
