/*
 * Kills writers while they write. Each round starts a command that makes one
 * act with a word of its own, and kills it with SIGKILL at a moment drawn by
 * chance; what it had printed by then is what it acknowledged. tests/torture
 * looks afterwards whether every acknowledged act is there once.
 *
 *	kills [-w WRITERS] [-k KEYS] [-x SEED] ROUNDS -- COMMAND…
 *
 * In COMMAND and KEYS each `@` is replaced by the word of the round. With -w
 * several are running, and killed, at a time. With -k the command has a
 * terminal, and when its first screen is there it is sent the keys. Moments are
 * drawn up to a little more than an undisturbed run takes. Prints for each round
 *
 *	acknowledged WORD	it had said so before it was killed
 *	killed WORD		it had not
 *	refused WORD STATUS	it ended by itself, with another status than 0
 *
 * A word counts as acknowledged when it stands, in quotes, in a whole line of
 * the output, or on the screen.
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
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

enum {
	MOST = 16, OUTPUT_MAX = 65536,
	FIRST_SCREEN = 10000,	/* ms to wait for it */
	QUIET = 60,		/* ms without output: it is there */
	CALM = 2000		/* ms for what nobody disturbs, at most */
};

struct writer {
	pid_t pid;
	int output;
	char word[32];
	char text[OUTPUT_MAX + 1];
	size_t len;
	int over, status;
};

static char *keys;		/* typed at a terminal; NULL: it has none */

static uint64_t chance = 4711;

static uint64_t
draw(uint64_t n)
{
	chance = chance * 6364136223846793005u + 1442695040888963407u;
	return n ? (chance >> 33) % n : 0;
}

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
	fprintf(stderr, "kills: %s: %s\n", what, strerror(errno));
	exit(1);
}

/* The argument with each @ replaced; it is never freed. */
static char *
fill(const char *arg, const char *word)
{
	size_t len = 1;
	char *out, *at;

	for (const char *c = arg; *c; c++)
		len += *c == '@' ? strlen(word) : 1;
	out = at = malloc(len);
	if (!out)
		give_up("memory");
	for (const char *c = arg; *c; c++) {
		if (*c == '@') {
			memcpy(at, word, strlen(word));
			at += strlen(word);
		} else {
			*at++ = *c;
		}
	}
	*at = '\0';
	return out;
}

_Noreturn static void
become(char **command, const char *word, int input, int output)
{
	size_t n = 0;

	while (command[n])
		n++;
	for (size_t i = 0; i < n; i++)
		command[i] = fill(command[i], word);
	dup2(input, STDIN_FILENO);
	dup2(output, STDOUT_FILENO);
	dup2(keys ? output : input, STDERR_FILENO);
	execvp(command[0], command);
	_exit(127);
}

_Noreturn static void
become_at_terminal(char **command, const char *word, const char *terminal)
{
	int fd = open(terminal, O_RDWR);

	if (fd < 0)
		_exit(126);
	ioctl(fd, TIOCSCTTY, 0);
	become(command, word, fd, fd);
}

static void
start(struct writer *writer, char **command, const char *name, size_t round)
{
	struct winsize size = { .ws_row = 24, .ws_col = 80 };
	int ends[2] = { -1, -1 };

	*writer = (struct writer){ .pid = 0 };
	snprintf(writer->word, sizeof(writer->word), "%s%06zu", name, round);
	if (keys) {
		ends[0] = posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC);
		if (ends[0] < 0 || grantpt(ends[0]) < 0 ||
		    unlockpt(ends[0]) < 0 ||
		    ioctl(ends[0], TIOCSWINSZ, &size) < 0)
			give_up("pseudo-terminal");
	} else if (pipe(ends) < 0) {
		give_up("pipe");
	}
	writer->pid = fork();
	if (writer->pid < 0)
		give_up("fork");
	if (writer->pid == 0) {
		setsid();
		if (keys)
			become_at_terminal(command, writer->word,
				ptsname(ends[0]));
		become(command, writer->word, open("/dev/null", O_RDWR),
			ends[1]);
	}
	if (ends[1] >= 0)
		close(ends[1]);
	writer->output = ends[0];
	fcntl(writer->output, F_SETFD, FD_CLOEXEC);
}

/* Take what comes within ms; false when it was silent, or has gone. */
static int
take(struct writer *writer, int ms)
{
	struct pollfd ready = { writer->output, POLLIN, 0 };
	char block[4096];
	size_t room = OUTPUT_MAX - writer->len;
	ssize_t n;

	if (poll(&ready, 1, ms) <= 0)
		return 0;
	n = read(writer->output, block, sizeof(block));
	if (n <= 0)
		return 0;
	if ((size_t)n < room)
		room = (size_t)n;
	memcpy(writer->text + writer->len, block, room);
	writer->len += room;
	return 1;
}

/* When the first screen is there, the keys are pressed, all at once. */
static void
press_keys(struct writer *writer)
{
	char *typed;

	if (!keys || !take(writer, FIRST_SCREEN))
		return;
	while (take(writer, QUIET))
		continue;
	writer->len = 0;
	typed = fill(keys, writer->word);
	if (write(writer->output, typed, strlen(typed)) < 0)
		give_up("typing");
	free(typed);
}

static int
is_acknowledged(const struct writer *writer)
{
	char quoted[40];
	const char *said;

	snprintf(quoted, sizeof(quoted), "\"%s\"", writer->word);
	said = strstr(writer->text, quoted);
	return said && (keys || strchr(said, '\n'));
}

/* Wait for its end, or acknowledgement, up to a moment; then it is killed. */
static void
wait_for(struct writer *writer, int64_t until, int calm)
{
	while (!writer->over && now() < until &&
	    !(calm && is_acknowledged(writer))) {
		take(writer, 0);
		if (waitpid(writer->pid, &writer->status, WNOHANG) > 0)
			writer->over = 1;
		else
			nanosleep(&(struct timespec){ 0, 50000 }, NULL);
	}
}

static void
end(struct writer *writer)
{
	if (!writer->over) {
		kill(-writer->pid, SIGKILL);
		kill(writer->pid, SIGKILL);
		while (waitpid(writer->pid, &writer->status, 0) < 0)
			if (errno != EINTR)
				give_up("waitpid");
	}
	while (take(writer, 0))
		continue;
	close(writer->output);
}

static void
tell(const struct writer *writer)
{
	if (is_acknowledged(writer))
		printf("acknowledged %s\n", writer->word);
	else if (writer->over && WIFEXITED(writer->status) &&
		WEXITSTATUS(writer->status))
		printf("refused %s %d\n", writer->word,
			WEXITSTATUS(writer->status));
	else if (writer->over && WIFSIGNALED(writer->status))
		printf("crashed %s %d\n", writer->word,
			WTERMSIG(writer->status));
	else
		printf("killed %s\n", writer->word);
}

/* How long one takes that nobody disturbs, from the keys if there are any. */
static int64_t
measure(char **command)
{
	static struct writer writer;
	int64_t most = 0;

	for (size_t i = 0; i < 3; i++) {
		int64_t began = now();

		start(&writer, command, "calm", i);
		press_keys(&writer);
		began = keys ? now() : began;
		wait_for(&writer, began + (int64_t)CALM * 1000, 1);
		if (now() - began > most)
			most = now() - began;
		end(&writer);
		tell(&writer);
	}
	return most;
}

/* Several at a time, each of which is killed at a moment of its own. */
static void
run(char **command, size_t n, size_t round, int64_t within)
{
	static struct writer writers[MOST];
	int64_t began;

	for (size_t i = 0; i < n; i++)
		start(&writers[i], command, "word", round + i);
	for (size_t i = 0; i < n; i++)
		press_keys(&writers[i]);
	began = now();
	for (size_t i = 0; i < n; i++) {
		began += (int64_t)draw((uint64_t)within);
		wait_for(&writers[i], began, 0);
		end(&writers[i]);
	}
	for (size_t i = 0; i < n; i++)
		tell(&writers[i]);
	fflush(stdout);
}

int
main(int argc, char **argv)
{
	size_t n = 1, rounds;
	int64_t within;
	int option;

	while ((option = getopt(argc, argv, "+w:k:x:")) >= 0) {
		if (option == 'w')
			n = strtoul(optarg, NULL, 10);
		else if (option == 'k')
			keys = optarg;
		else if (option == 'x')
			chance = strtoul(optarg, NULL, 10);
		else
			return 2;
	}
	if (argc < optind + 2 || n < 1 || n > MOST) {
		fprintf(stderr, "usage: kills [-w WRITERS] [-k KEYS] "
			"[-x SEED] ROUNDS -- COMMAND…\n");
		return 2;
	}
	rounds = strtoul(argv[optind++], NULL, 10);
	optind += strcmp(argv[optind], "--") == 0;
	within = measure(argv + optind) * 5 / 4;
	for (size_t round = 0; round < rounds; round += n)
		run(argv + optind, n, round, within);
	return 0;
}
