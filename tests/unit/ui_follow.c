/*
 * An editor and a screen that goes along with it, each at a pseudo-terminal of
 * its own: what is done in one is seen in the other, what is held is not, and
 * who is killed holds nothing any more.
 */
#include "ui_pty_help.h"

static const char *const nothing[] = { NULL };
static const char *const follows[] = { "follow", NULL };

static void
leave(struct room *room)
{
	type(room, "q");
	assert_int_equal(wait_end(room, WAIT_MS), 0);
	assert_restored(room);
	drop(room);
}

static void
it_goes_along(void **state)
{
	struct room drafter, room;

	(void)state;
	start_with(&room, follows);
	wait_for(&room, "Nobody is editing");
	start_with(&drafter, nothing);
	wait_for(&drafter, "lamp");
	type(&drafter, "\033[B\r");
	wait_for(&drafter, "leaves the paragraph");
	type(&drafter, " lit");
	wait_for(&room, "not yet saved: l");
	type(&drafter, "\033");
	wait_for(&drafter, "added");
	/* The number of the change, strong in the first row. */
	wait_for(&room, "\033[1m3");
	type(&drafter, "q");
	wait_end(&drafter, WAIT_MS);
	drop(&drafter);
	wait_for(&room, "Nobody is editing");
	leave(&room);
	assert_int_equal(access("room/.git/adref/presence", F_OK), 0);
}

/* F2 holds; what is done behind it comes when the one who held is killed. */
static void
who_is_killed_holds_nothing(void **state)
{
	struct room drafter, room;

	(void)state;
	start_with(&drafter, nothing);
	wait_for(&drafter, "lamp");
	start_with(&room, follows);
	wait_for(&room, "lamp");
	type(&drafter, "\033OQ");
	wait_for(&drafter, "room held");
	wait_for(&room, "held");
	type(&drafter, "\033[B[\r");
	wait_for(&drafter, "bracketed");
	type(&drafter, "\033OQ");
	wait_for(&drafter, "follows again");
	wait_for(&room, "[");
	type(&drafter, "\033OQ");
	wait_for(&room, "held");
	type(&drafter, "u");
	wait_for(&drafter, "aken back");
	kill(drafter.pid, SIGKILL);
	wait_end(&drafter, WAIT_MS);
	drop(&drafter);
	wait_for(&room, "Nobody is editing");
	leave(&room);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(it_goes_along), TEST(who_is_killed_holds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
