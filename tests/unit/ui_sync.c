/*
 * The call that syncs, at a pseudo-terminal: how far it is is shown, and Ctrl-C
 * ends it without harm, also when the other machine never says a word.
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_is_stopped_before_a_word),
		TEST(how_far_it_is_is_shown),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
