/*
 * Syncing while the work goes on, as a session has it: how far it is stands in
 * the message line unless something else was said, Esc stops it, and what came
 * of it is said and kept. Who does it is made here.
 */
#include "session_help.h"

#include "adref/session/sync.h"

/* What it says next, and what it was told. */
struct sync_job {
	const char *said;
	enum sync_state state;
	char remote[40];
	int stopped, ended;
};
static struct sync_job job;

static struct doc *
sample(void)
{
	struct doc *doc = doc_new("outcome");

	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("States shall report."));
	doc_add(doc, NULL, NODE_PARAGRAPH, str_of("They do so yearly."));
	return doc;
}

static struct sync_job *
start(void *ctx, const char *remote, struct err *err)
{
	(void)err;
	assert_ptr_equal(ctx, &env);
	job = (struct sync_job){ .state = SYNC_RUNS };
	snprintf(job.remote, sizeof(job.remote), "%s", remote);
	return &job;
}

static enum sync_state
look(struct sync_job *at, struct buf *said)
{
	if (at->said) {
		buf_clear(said);
		buf_add_text(said, at->said);
	}
	return at->state;
}

static void
stop(struct sync_job *at)
{
	at->stopped++;
}

static void
stop_at_once(struct sync_job *at)
{
	at->ended++;
}

static const struct sync_verbs verbs = { start, look, stop, stop_at_once };

static int
begin_giving(void **state)
{
	begin(state);
	session_give_sync(session, &verbs, &env);
	return 0;
}

/* The next look finds this. */
static void
it_says(const char *said, enum sync_state state)
{
	job.said = said;
	job.state = state;
	session_tick(session);
}

static void
how_far_it_is_is_said(void **state)
{
	(void)state;
	press(":sync⏎hub⏎");
	assert_string_equal(job.remote, "hub");
	says("Syncing with hub; Esc stops it");
	it_says("12 of 40 received", SYNC_RUNS);
	says("Syncing with hub: 12 of 40 received; Esc stops it");
	assert_false(session_tick(session));
	it_says("Taken in: 2 changes from hub\nGiven: 1 change to hub\n",
		SYNC_DONE);
	says("Taken in: 2 changes from hub; Given: 1 change to hub");
	assert_int_equal(session->message_kind, MESSAGE_DONE);
	assert_int_equal(job.ended, 1);
	assert_false(session_tick(session));
	/* Whoever has no screen reads it among what others did. */
	press(",");
	says("Taken in: 2 changes from hub (there is more)");
}

static void
what_an_act_said_stays(void **state)
{
	(void)state;
	press(":sync⏎hub⏎/report⏎[");
	says("racketed \"report\"");
	it_says("12 of 40 received", SYNC_RUNS);
	says("racketed \"report\"");
	press("↓");
	it_says("13 of 40 received", SYNC_RUNS);
	says("13 of 40 received");
	stands("[report]");
	it_says("one\ntwo\nthree\nfour\n", SYNC_DONE);
	says("one; two; three; and more");
}

static void
escape_stops_it(void **state)
{
	(void)state;
	press(":sync⏎hub⏎");
	assert_int_equal(job.stopped, 0);
	press("Esc");
	assert_int_equal(job.stopped, 1);
	says("Stopping");
	it_says("13 of 40 received", SYNC_RUNS);
	says("Stopping");
	it_says("stopped: nothing was given to hub", SYNC_FAILED);
	says("stopped: nothing was given to hub");
	assert_int_equal(session->message_kind, MESSAGE_REFUSED);
	/* Then Esc is what it was. */
	press("Esc");
	assert_int_equal(job.stopped, 1);
}

static void
the_last_one_is_meant_again(void **state)
{
	(void)state;
	press(":sync⏎⏎");
	assert_string_equal(job.remote, "");
	says("Syncing; Esc stops it");
	press(":sync⏎");
	says("Esc stops it");
	assert_string_equal(job.remote, "");
	it_says("done\n", SYNC_DONE);
	press(":sync⏎hub⏎");
	assert_string_equal(job.remote, "hub");
	it_says("done\n", SYNC_DONE);
	press(":sync⏎⏎");
	assert_string_equal(job.remote, "hub");
	it_says("done\n", SYNC_DONE);
	press(":sync⏎other⏎");
	assert_string_equal(job.remote, "other");
	/* Whoever leaves does not wait for it. */
	session_close(session);
	session = NULL;
	assert_int_equal(job.ended, 1);
}

static void
not_everybody_may(void **state)
{
	(void)state;
	job = (struct sync_job){ .said = NULL };
	session->read_only = true;
	press(":sync⏎");
	assert_int_equal(session->message_kind, MESSAGE_REFUSED);
	session->read_only = false;
	session->delegate = true;
	press(":sync⏎");
	says("is for the drafters");
	session->delegate = false;
	session_give_sync(session, NULL, NULL);
	press(":sync⏎");
	says("the call adref sync");
	session->served = true;
	press(":sync⏎");
	says("nobody else is reached from here");
	assert_string_equal(job.remote, "");
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_giving, end)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(how_far_it_is_is_said),
		TEST(what_an_act_said_stays),
		TEST(escape_stops_it),
		TEST(the_last_one_is_meant_again),
		TEST(not_everybody_may),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
