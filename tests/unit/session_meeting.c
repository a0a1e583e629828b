/*
 * The meeting of a session: how long it is the current one, and who speaks in
 * it.
 */
#include "session_help.h"

#include "build_doc.h"

static int64_t now;

static int64_t
clock_now(void *ctx)
{
	(void)ctx;
	return now;
}

static struct doc *
sample(void)
{
	return build_doc("# A. Harbours\n- Depth of the channel\n"
		"- Width of the quay\n");
}

static void
held(void)
{
	now = 1623312000;
	env.clock = clock_now;
	go("meeting-add \"10 June 2021, 8am to 10am\" items A");
	go("meeting-add \"17 June 2021, 3pm\"");
	go("meeting \"10 June\"");
}

static void
meeting_of_last_act(const char *key)
{
	struct history history = { 0 };
	struct err err = ERR_INIT;

	ok(record_history(record, NULL, NULL, 1, &history, &err), &err);
	assert_string_equal(history.at[0].meeting, key);
	history_release(&history);
}

/* Whoever goes on pressing keys over midnight stays in the meeting. */
static void
test_a_meeting_lasts_while_keys_are_pressed(void **state)
{
	(void)state;
	held();
	for (int i = 0; i < 5; i++) {
		now += 5 * 3600;
		press("Down");
	}
	go("bracket-add A.1 \"Depth\"");
	meeting_of_last_act("2021-06-10T08:00");
}

static void
test_after_a_night_it_is_over(void **state)
{
	(void)state;
	held();
	press("Down");
	now += 7 * 3600;
	press("/depth Enter");
	assert_null(session->meeting);
	press("[");
	meeting_of_last_act("");
	go("meeting \"17 June\"");
	now += 7 * 3600;
	press("]");
	says("lifted");
	says("the meeting of 17 June 15.00 is hours ago");
	says("M chooses");
	meeting_of_last_act("");
}

static void
test_a_party_speaks_in_one_meeting(void **state)
{
	(void)state;
	held();
	press("@ind Enter M Enter");
	assert_string_equal(session->party, "IND");
	press("M Down Enter");
	assert_string_equal(session->party, "");
	says("17 June 15.00; the Chair speaks");
	press("@ind Enter M /none Enter Enter");
	assert_null(session->meeting);
	assert_string_equal(session->party, "");
}

/* Taking back gives the list back; who drops the current one is in none. */
static void
test_the_list_is_read_again(void **state)
{
	(void)state;
	held();
	assert_int_equal(session->meetings.n, 2);
	go("meeting-set \"10 June\" meeting \"11 June, 9.00\"");
	assert_string_equal(session->meeting, "2021-06-11T09:00");
	go("meeting-drop \"11 June\"");
	assert_null(session->meeting);
	assert_int_equal(session->meetings.n, 1);
	go("undo");
	assert_int_equal(session->meetings.n, 2);
}

/* Who opens the editor while one sits is told. */
static void
test_the_meeting_that_is_on_is_offered(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	held();
	now += 3600;
	go("meeting none");
	buf_clear(&session->message);
	session->message_kind = MESSAGE_NONE;
	ok(session_offer(session, &err), &err);
	says("The meeting of 10 June 8.00\u201310.00, item A is on: M says "
		"that you are in it");
	now += 3600;
	buf_clear(&session->message);
	session->message_kind = MESSAGE_NONE;
	ok(session_offer(session, &err), &err);
	assert_string_equal(message(), "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		SESSION_TEST(test_a_meeting_lasts_while_keys_are_pressed),
		SESSION_TEST(test_after_a_night_it_is_over),
		SESSION_TEST(test_a_party_speaks_in_one_meeting),
		SESSION_TEST(test_the_list_is_read_again),
		SESSION_TEST(test_the_meeting_that_is_on_is_offered),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
