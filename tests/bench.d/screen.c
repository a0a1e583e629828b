/*
 * Measures a program at its terminal: starts it on a pseudo-terminal, waits
 * until the first screen is there, presses keys one at a time and counts what
 * comes for each. tests/bench makes figures of it; nothing is judged here.
 *
 *	screen [-r ROWS] [-c COLS] [-q MS] [-k KEYS] [-e KEYS] -- COMMAND…
 *
 * KEYS are words: a name (Down, Esc, Enter, …), `^L`, `N*KEY` for N times the
 * key; any other word is sent as it is. After those of -k, each of which is
 * told, those of -e end the program. Output is over when none came for MS
 * milliseconds; that silence is not counted. Lines printed:
 *
 *	first MICROSECONDS BYTES	from the start to the last byte
 *	key WORD MICROSECONDS BYTES
 *	memory KILOBYTES		the most that was resident
 *	status N			of the program; 128 + N: ended by N
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
	FIRST_WAIT = 20000,	/* ms for the first byte */
	END_WAIT = 5000		/* ms for the program to end */
};

struct screen {
	int terminal;
	pid_t pid;
	int silence;
};

struct output {
	int64_t last;		/* when its last byte came */
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
start(struct screen *screen, const struct winsize *size, char **command)
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
		become(name, command);
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

	out->bytes = 0;
	out->last = now();
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
press_and_tell(const struct screen *screen, const char *word)
{
	int64_t began = now();
	struct output came;
	int goes_on;

	press(screen, word);
	goes_on = take_output(screen, screen->silence, &came);
	printf("key %s %" PRId64 " %zu\n", word,
		came.bytes ? came.last - began : 0, came.bytes);
	return goes_on;
}

/* Each word of keys; told: a line is printed for each. */
static int
press_all(const struct screen *screen, char *keys, int told)
{
	char *rest, *word, *key;
	struct output ignored;
	int goes_on = 1;
	long n;

	for (word = strtok_r(keys, " ", &rest); word && goes_on;
	     word = strtok_r(NULL, " ", &rest)) {
		n = strtol(word, &key, 10);
		if (key == word || *key != '*' || !key[1]) {
			n = 1;
			key = word;
		} else {
			key++;
		}
		for (; n > 0 && goes_on; n--) {
			if (told) {
				goes_on = press_and_tell(screen, key);
				continue;
			}
			press(screen, key);
			goes_on = take_output(screen, screen->silence,
				&ignored);
		}
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
run(struct screen *screen, const struct winsize *size, char *keys, char *last,
	char **command)
{
	int64_t began = now();
	struct rusage used;
	struct output came;
	int status, goes_on;

	start(screen, size, command);
	goes_on = take_output(screen, FIRST_WAIT, &came);
	printf("first %" PRId64 " %zu\n", came.last - began, came.bytes);
	if (goes_on)
		goes_on = press_all(screen, keys, 1);
	if (goes_on)
		press_all(screen, last, 0);
	status = finish(screen);
	getrusage(RUSAGE_CHILDREN, &used);
	printf("memory %ld\nstatus %d\n", used.ru_maxrss, status);
	return status ? 1 : 0;
}

int
main(int argc, char **argv)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	struct screen screen = { .silence = SILENCE };
	char none[] = "", *keys = none, *last = none;
	int option;

	while ((option = getopt(argc, argv, "r:c:q:k:e:")) >= 0) {
		if (option == 'r')
			size.ws_row = (unsigned short)atoi(optarg);
		else if (option == 'c')
			size.ws_col = (unsigned short)atoi(optarg);
		else if (option == 'q')
			screen.silence = atoi(optarg);
		else if (option == 'k')
			keys = optarg;
		else if (option == 'e')
			last = optarg;
		else
			return 2;
	}
	if (optind >= argc) {
		fprintf(stderr, "usage: screen [-r ROWS] [-c COLS] [-q MS] "
			"[-k KEYS] [-e KEYS] -- COMMAND…\n");
		return 2;
	}
	return run(&screen, &size, keys, last, argv + optind);
}
