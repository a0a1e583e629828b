/*
 * The editor at a real pseudo-terminal, killed and hung up on while somebody
 * types: what was typed is in the journal, the terminal is as it was found, and
 * the next start offers the words.
 */
#include "ui_pty_help.h"

#include <dirent.h>

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

static void
start(struct room *room, bool read_only)
{
	const char *const words[] = { "--read-only", NULL };

	start_with(room, read_only ? words : words + 1);
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

/* The repository is gone, and then the line breaks. */
static void
nothing_is_left_to_write_in(void **state)
{
	struct room room;

	(void)state;
	setenv("XDG_STATE_HOME", "state", 1);
	start(&room, false);
	begin_typing(&room);
	type(&room, " lit~");
	wait_for(&room, "~");
	assert_int_equal(system("mv room gone"), 0);
	assert_int_equal(system("rm -r gone/.git/adref"), 0);
	type(&room, "x");
	wait_for(&room, "not safe");
	kill(room.pid, SIGTERM);
	assert_int_equal(wait_end(&room, LEAVE_MS), (128 + SIGTERM) << 8);
	drop(&room);
	assert_int_equal(system("grep -q 'keeps a lamp lit~x' "
		"state/adref/unsaved-1.txt"), 0);
	unsetenv("XDG_STATE_HOME");
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(kill_loses_at_most_a_second), TEST(asked_to_leave),
		TEST(hung_up), TEST(crashed), TEST(the_line_breaks),
		TEST(nothing_is_left_to_write_in),
		TEST(a_stuck_terminal), TEST(what_is_live_is_not_offered),
		TEST(a_reader_journals_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
