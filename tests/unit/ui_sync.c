/*
 * Syncing at a pseudo-terminal, by the call and in the editor: how far it is is
 * shown, and Ctrl-C, there Esc, ends it without harm, also when the other
 * machine never says a word. The editor starts its own program once more, which
 * is this one: with arguments it is adref.
 */
#include "ui_pty_help.h"

#include <netinet/in.h>
#include <sys/socket.h>

/* A machine that takes calls and keeps silent; its port. */
static int
begin_silence(int *listening)
{
	struct sockaddr_in at = { .sin_family = AF_INET,
		.sin_addr.s_addr = htonl(INADDR_LOOPBACK) };
	socklen_t len = sizeof(at);

	*listening = socket(AF_INET, SOCK_STREAM, 0);
	assert_true(*listening >= 0);
	assert_int_equal(bind(*listening, (struct sockaddr *)&at, len), 0);
	assert_int_equal(listen(*listening, 4), 0);
	assert_int_equal(getsockname(*listening, (struct sockaddr *)&at,
		&len), 0);
	return ntohs(at.sin_port);
}

static int
exit_status(struct room *room)
{
	int status = wait_end(room, WAIT_MS);

	assert_true(WIFEXITED(status));
	return WEXITSTATUS(status);
}

static void
is_stopped_before(const char *scheme)
{
	char url[60];
	const char *words[] = { "sync", url, NULL };
	struct room room;
	int listening, taken;

	snprintf(url, sizeof(url), "%s://127.0.0.1:%d/hub", scheme,
		begin_silence(&listening));
	start_with(&room, words);
	taken = accept(listening, NULL, NULL);
	assert_true(taken >= 0);
	type(&room, "\003");
	wait_for(&room, "adref: stopped: ");
	assert_int_equal(exit_status(&room), STATUS_NO);
	close(taken);
	close(listening);
	drop(&room);
	assert_int_equal(system("find room -name '*.lock' | grep -q . || "
		"test -d room/.git/refs/adref"), 256);
}

static void
it_is_stopped_before_a_word(void **state)
{
	(void)state;
	is_stopped_before("ssh");
	is_stopped_before("https");
}

static void
how_far_it_is_is_shown(void **state)
{
	static const char *const words[] = { "sync", "hub", NULL };
	char *init[] = { (char *)"adref", (char *)"init", (char *)"hub",
		(char *)"--bare" };
	struct room room;

	(void)state;
	call(init, 4);
	start_with(&room, words);
	/* What is read at once may hold all of them. */
	wait_until(&room, "Given: ");
	assert_non_null(strstr(buf_text(&room.seen), " received"));
	assert_non_null(strstr(buf_text(&room.seen), " given"));
	assert_int_equal(exit_status(&room), 0);
	drop(&room);
}

static void
starts_sync(struct room *room, const char *command)
{
	static const char *const nothing[] = { NULL };

	start_with(room, nothing);
	wait_for(room, "lamp");
	type(room, command);
}

static void
leave(struct room *room)
{
	type(room, "q");
	assert_int_equal(wait_end(room, WAIT_MS), 0);
	assert_restored(room);
	drop(room);
}

/* Others' acts come in by the same process, and are seen like live ones. */
static void
the_editor_syncs(void **state)
{
	char *init[] = { (char *)"adref", (char *)"init", (char *)"hub",
		(char *)"--bare" };
	char *words[] = { (char *)"adref", (char *)"-C", (char *)"hub",
		(char *)"do", (char *)"replace \"Each\" \"Every\"" };
	struct room room;

	(void)state;
	call(init, 4);
	starts_sync(&room, ":sync\rhub\r");
	wait_for(&room, "Given: ");
	call(words, 5);
	type(&room, ":sync\r\r");
	wait_for(&room, "Taken in: 1 change from hub");
	type(&room, "\014");
	wait_for(&room, "Every stall");
	leave(&room);
}

static void
the_editor_stops_it(void **state)
{
	char command[80];
	struct room room;
	int listening, taken;

	(void)state;
	snprintf(command, sizeof(command), ":sync\rssh://127.0.0.1:%d/hub\r",
		begin_silence(&listening));
	starts_sync(&room, command);
	taken = accept(listening, NULL, NULL);
	assert_true(taken >= 0);
	type(&room, "\033");
	wait_for(&room, "stopped: ");
	close(taken);
	/* Whoever leaves does not wait. */
	type(&room, ":sync\r\r");
	taken = accept(listening, NULL, NULL);
	assert_true(taken >= 0);
	leave(&room);
	close(taken);
	close(listening);
}

static int
as_adref(int argc, char **argv)
{
	struct cli cli = { .status = STATUS_DONE };
	struct err err = ERR_INIT;
	int status;

	env_system(&cli.env);
	if (cli_read(&cli, argc, argv, &err) < 0)
		return STATUS_USAGE;
	status = cli_run(&cli);
	record_close(cli.record);
	free(cli.args);
	buf_release(&cli.out);
	return status;
}

int
main(int argc, char **argv)
{
	const struct CMUnitTest tests[] = {
		TEST(it_is_stopped_before_a_word),
		TEST(how_far_it_is_is_shown),
		TEST(the_editor_syncs),
		TEST(the_editor_stops_it),
	};

	if (argc > 1)
		return as_adref(argc, argv);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
