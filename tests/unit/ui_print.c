/*
 * What others wrote never reaches a terminal as control sequences: every call
 * is run with a pseudo-terminal for its output, over a negotiation whose
 * texts, names, titles, subjects and authors are hostile. Into a file the
 * bytes of the text go as they are.
 */
#include "store_help.h"

#include <fcntl.h>
#include <poll.h>
#include <sys/wait.h>
#include <termios.h>

#include "adref/base/utf8.h"
#include "../../src/ui/cli.h"

#define ESCAPE "\033]0;owned\007\033[31m"
#define HIDDEN "\xE2\x80\xAE"		/* U+202E, right-to-left override */
#define C1 "\xC2\x9B" "31m"		/* U+009B */
#define HOSTILE ESCAPE "a\rb\bc" HIDDEN C1

enum { ARGUMENTS_MAX = 12, WAIT_MS = 60000 };

struct room {
	char folder[220];
};

/* In a process of its own, as the program is: its output goes to `to`. */
static void
call_in_child(const struct room *room, char **argv, int argc, int to)
{
	struct cli cli = { .status = STATUS_DONE };
	struct err err = ERR_INIT;

	if (chdir(room->folder) < 0 || dup2(to, STDOUT_FILENO) < 0 ||
	    dup2(to, STDERR_FILENO) < 0)
		_exit(99);
	setenv("ADREF_NAME", "J. Otieno", 1);
	env_fixed(&cli.env, 1623312000, 1);
	if (cli_read(&cli, argc, argv, &err) < 0)
		cli_complain(err.text);
	else
		cli_run(&cli);
	fflush(stdout);
	_exit(0);
}

/* Words are parted by `|`. */
static int
split(char *line, char **argv)
{
	int argc = 0;
	char *at = line;

	argv[argc++] = line;
	while ((at = strchr(at, '|')) && argc < ARGUMENTS_MAX) {
		*at++ = '\0';
		argv[argc++] = at;
	}
	argv[argc] = NULL;
	return argc;
}

static void
run_call(const struct room *room, const char *call, int to, int from,
	struct buf *out)
{
	char line[500], *argv[ARGUMENTS_MAX + 1], block[4096];
	struct pollfd ready = { from, POLLIN, 0 };
	int argc, status;
	ssize_t n;
	pid_t pid;

	snprintf(line, sizeof(line), "adref|-C|%s/room|%s", room->folder,
		call);
	argc = split(line, argv);
	pid = fork();
	assert_true(pid >= 0);
	if (pid == 0)
		call_in_child(room, argv, argc, to);
	close(to);
	while (poll(&ready, 1, WAIT_MS) > 0 &&
	       (n = read(from, block, sizeof(block))) > 0)
		buf_add(out, block, (size_t)n);
	assert_int_equal(waitpid(pid, &status, 0), pid);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	close(from);
}

static void
on_terminal(const struct room *room, const char *call, struct buf *out)
{
	int terminal = posix_openpt(O_RDWR | O_NOCTTY), other;
	struct termios modes;

	assert_true(terminal >= 0);
	assert_int_equal(grantpt(terminal), 0);
	assert_int_equal(unlockpt(terminal), 0);
	other = open(ptsname(terminal), O_RDWR | O_NOCTTY);
	assert_true(other >= 0);
	assert_int_equal(tcgetattr(other, &modes), 0);
	modes.c_oflag &= ~(tcflag_t)OPOST;
	assert_int_equal(tcsetattr(other, TCSANOW, &modes), 0);
	run_call(room, call, other, terminal, out);
}

static void
into_pipe(const struct room *room, const char *call, struct buf *out)
{
	int ends[2];

	assert_int_equal(pipe(ends), 0);
	run_call(room, call, ends[1], ends[0], out);
}

/* The first thing in text a terminal would obey, or NULL. */
static const char *
obeyed(const struct buf *text)
{
	static const char *const hidden[] = { HIDDEN, "\xC2\x9B", "\x7F" };

	for (size_t i = 0; i < text->len; i++)
		if ((unsigned char)text->data[i] < ' ' &&
		    text->data[i] != '\n')
			return text->data + i;
	for (size_t i = 0; i < sizeof(hidden) / sizeof(*hidden); i++)
		if (text->len && strstr(text->data, hidden[i]))
			return strstr(text->data, hidden[i]);
	return NULL;
}

/* Nothing is obeyed of what call i printed; a failure must not print it. */
static void
check_output(const struct buf *text, size_t i)
{
	const char *at = obeyed(text);
	struct buf safe = BUF_INIT;

	if (!at)
		return;
	utf8_add_safe(&safe, str_of(at));
	fail_msg("call %zu lets through: %.60s", i, safe.data);
}

static void
git(const struct room *room, const char *command)
{
	char whole[1000];

	snprintf(whole, sizeof(whole), "git -C room -c user.name=Eve "
		"-c user.email=eve@example.org %s", command);
	assert_int_equal(help_run(room->folder, whole), 0);
}

static int
set_up(void **state)
{
	struct room *room = calloc(1, sizeof(*room));
	struct buf out = BUF_INIT;
	char path[300];

	snprintf(room->folder, sizeof(room->folder), "%s", help_folder());
	setenv("NO_COLOR", "1", 1);
	setenv("TERM", "xterm", 1);
	help_write(room->folder, "in.md", "# A. Bells\n\nBells [" HOSTILE "ring by "
		"hand.\n\n- " HOSTILE "\n\n[^1]: a " HOSTILE " note\n");
	snprintf(path, sizeof(path), "init|%s/room", room->folder);
	into_pipe(room, path, &out);
	into_pipe(room, "import|in.md|--tag|Draft 1", &out);
	assert_non_null(strstr(buf_text(&out), "outcome: "));
	buf_release(&out);
	*state = room;
	return 0;
}

static int
tear_down(void **state)
{
	struct room *room = *state;

	help_drop(room->folder);
	free(room);
	return 0;
}

static void
nothing_is_obeyed(void **state)
{
	static const char *const calls[] = {
		"outline", "outline|--json", "show", "show|--plain",
		"show|--named", "show|--clean", "show|A.1", "show|--json",
		"show|" HOSTILE, "check", "check|--json", "stats",
		"stats|--json", "stats|" HOSTILE, "log", "log|--json",
		"log|" HOSTILE, "diff|D1|now", "diff|D1|now|--json",
		"diff|" HOSTILE, "drafts", "drafts|--json",
		"export|--to|md", "export|--to|txt",
		"export|--to|md|--clean", "export|--to|txt|--named",
		"export|--to|" HOSTILE, "export|--to|md|-o|no/" HOSTILE,
		"import|in.md|--dry-run|--onto|outcome",
		"import|in.md|--dry-run|--json|--onto|outcome",
		"import|in.md|--document|" HOSTILE, "import|" HOSTILE,
		"do|text-set A.1 \"new " HOSTILE "\"", "do|" HOSTILE,
		"do|bracket-add A.1 \"" HOSTILE "\"", "do|undo",
		"show|--document|" HOSTILE, "show|--at|" HOSTILE,
		"show|--for|" HOSTILE, "list|" HOSTILE, "help|" HOSTILE,
		"draft|" HOSTILE, "draft|2|--title|" HOSTILE, "drafts",
		HOSTILE, "--" HOSTILE, "play|j",
	};
	const struct room *room = *state;

	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		struct buf out = BUF_INIT;

		on_terminal(room, calls[i], &out);
		assert_true(out.len > 0);
		check_output(&out, i);
		buf_release(&out);
	}
}

/* What adref would refuse, plain git writes: names, subjects, authors. */
static void
nor_what_git_wrote(void **state)
{
	static const char *const calls[] = {
		"log", "log|--json", "drafts", "drafts|--json", "show",
		"show|--document|none", "diff|D2|now",
		"outline|--document|x" ESCAPE, "stats", "export|--to|txt",
		"show|--document|x" ESCAPE, "do|undo", "do|history",
	};
	const struct room *room = *state;

	if (!help_has_git())
		skip();
	help_write(room->folder, "make", "name=$(printf 'x\\033]0;owned\\007"
		"\\033[31m')\nmkdir \"room/$name\"\nprintf '%s' \"$name\" "
		">\"room/$name/front.md\"\nprintf '%s/\\n' \"$name\" "
		">>room/outcome/ORDER\nprintf 'x %s\\n' \"$name\" "
		">>room/adref.conf\nprintf 'see %s' \"$name\" >subject\n"
		"git -C room tag -a -m \"Draft $name\" draft-2\n");
	assert_int_equal(help_run(room->folder, "GIT_COMMITTER_NAME=Eve "
		"GIT_COMMITTER_EMAIL=eve@example.org sh make"), 0);
	git(room, "add -A");
	git(room, "commit -q -F ../subject --author=\"$(cat subject) <e>\"");
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		struct buf out = BUF_INIT;

		on_terminal(room, calls[i], &out);
		check_output(&out, i);
		buf_release(&out);
	}
}

/* Take out what switches colours. */
static void
bleach(struct buf *text)
{
	size_t at;

	while ((at = str_find(buf_str(text), 0, str_of("\033["))) <
	       text->len) {
		size_t end = at + 2;

		end += strspn(buf_text(text) + end, "0123456789;");
		assert_int_equal(text->data[end], 'm');
		buf_splice(text, at, end + 1 - at, str_of(""));
	}
}

/* With colours nothing else is there than without. */
static void
colours_let_nothing_through(void **state)
{
	static const char *const calls[] = {
		"outline", "show", "show|--named", "check", "log", "blame|1",
		"life|1", "ledger", "diff|D1|now", "report|D1|now",
		"concordance|D1|now", "audit", "proposals", "letters",
		"stats", "log|--json", "help",
	};
	static const char *const asks[] = { "", "--color|always|" };
	const struct room *room = *state;
	struct buf out = BUF_INIT;
	size_t coloured = 0;

	into_pipe(room, "do|text-set A.1 \"new [" HOSTILE "] and {- "
		HOSTILE "\"|bracket-add A.1 \"new\" JPN", &out);
	buf_release(&out);
	for (size_t i = 0; i < sizeof(calls) / sizeof(*calls); i++) {
		struct buf texts[2] = { BUF_INIT, BUF_INIT };

		for (int k = 0; k < 2; k++) {
			char call[200];

			snprintf(call, sizeof(call), "%s%s", asks[k],
				calls[i]);
			on_terminal(room, call, &texts[k]);
		}
		check_output(&texts[0], i);
		coloured += !str_same(buf_str(&texts[0]),
			buf_str(&texts[1]));
		bleach(&texts[1]);
		assert_string_equal(buf_text(&texts[0]),
			buf_text(&texts[1]));
		buf_release(&texts[0]);
		buf_release(&texts[1]);
	}
	assert_true(coloured >= 8);
}

/* Where NO_COLOR, TERM or a pipe say that there are none, there are none. */
static void
colours_where_they_are_seen(void **state)
{
	static const struct {
		const char *none, *term, *call;
		bool pipe, coloured;
	} tries[] = {
		{ "", "xterm", "outline", false, true },
		{ "1", "xterm", "outline", false, false },
		{ "", "dumb", "outline", false, false },
		{ "", "xterm", "outline", true, false },
		{ "", "xterm", "outline|--color|never", false, false },
		{ "1", "dumb", "outline|--color|always", true, true },
		{ "", "xterm", "outline|--json", false, false },
	};
	const struct room *room = *state;

	for (size_t i = 0; i < sizeof(tries) / sizeof(*tries); i++) {
		struct buf out = BUF_INIT;

		setenv("NO_COLOR", tries[i].none, 1);
		setenv("TERM", tries[i].term, 1);
		if (tries[i].pipe)
			into_pipe(room, tries[i].call, &out);
		else
			on_terminal(room, tries[i].call, &out);
		if (!!strstr(buf_text(&out), "\033[0;36m") !=
		    tries[i].coloured)
			fail_msg("try %zu: %s", i, buf_text(&out));
		buf_release(&out);
	}
}

static void
a_pipe_gets_the_bytes(void **state)
{
	const struct room *room = *state;
	struct buf out = BUF_INIT;

	into_pipe(room, "export|--to|md", &out);
	assert_non_null(strstr(buf_text(&out), ESCAPE));
	assert_non_null(strstr(buf_text(&out), HIDDEN));
	buf_release(&out);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_obeyed),
		TEST(nor_what_git_wrote),
		TEST(colours_let_nothing_through),
		TEST(colours_where_they_are_seen),
		TEST(a_pipe_gets_the_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
