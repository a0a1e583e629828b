/*
 * Two desks and what lies between them, when somebody is first at the wrong
 * moment, or goes away.
 */
#include "record_help.h"

#include "adref/doc/change.h"
#include "adref/record/history.h"
#include "adref/record/sync.h"

static struct record *hub;
static char hub_path[300];
static int moments;

static void
bring_text(struct record *to)
{
	struct act act = { .kind = "import", .subject = "Import" };
	struct doc *doc = doc_new("outcome");
	struct err err = ERR_INIT;

	doc_add_section(doc, 1, str_of("A. Marking"));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("States shall mark all goods."));
	doc_add(doc, doc_last_section(doc), NODE_PARAGRAPH,
		str_of("States shall report."));
	ok(record_put_docs(to, &doc, 1, &act, NULL, &err), &err);
	doc_free(doc);
}

static int
begin_two(void **state)
{
	struct err err = ERR_INIT;

	begin(state);
	bring_text(record);
	snprintf(hub_path, sizeof(hub_path), "%s/hub", folder);
	ok(record_make(hub_path, true, NULL, &env, &err), &err);
	ok(record_open(&hub, hub_path, 0, &env, &err), &err);
	moments = 0;
	return 0;
}

static int
end_two(void **state)
{
	record_close(hub);
	return end(state);
}

/* A word put before the n-th paragraph, with a blank. */
static void
put_word(struct record *in, size_t n, const char *word)
{
	struct err err = ERR_INIT;
	struct change change = { .kind = CHANGE_TEXT, .gone = "",
		.come = word };
	struct act act = { .kind = "text", .subject = word,
		.changes = &change, .n = 1 };
	struct doc *doc;
	struct node *node;

	ok(record_refresh(in, &err), &err);
	ok(record_doc(in, NULL, &doc, &err), &err);
	node = doc->root->first->first;
	while (n--)
		node = node->next;
	change.node = node->id;
	ok(record_act(in, &act, NULL, &err), &err);
}

static void
sync_with(const struct store_going *going, struct synced *out)
{
	struct err err = ERR_INIT;

	if (record_sync(record, hub_path, going, out, &err) < 0)
		fail_msg("%s", err.text);
}

static void
has_line(struct record *in, size_t n, const char *text)
{
	struct err err = ERR_INIT;
	struct doc *doc;
	struct node *node;

	ok(record_refresh(in, &err), &err);
	ok(record_doc(in, NULL, &doc, &err), &err);
	node = doc->root->first->first;
	while (n--)
		node = node->next;
	assert_string_equal(node->line, text);
}

/* While the bytes of the first push are on their way, somebody saves there. */
static bool
be_first(void *ctx, const char *what, size_t done, size_t all)
{
	(void)what;
	(void)done;
	/* Nothing is on its way yet. */
	if (!all)
		return true;
	if (moments++ == *(int *)ctx)
		put_word(hub, 1, "All ");
	return true;
}

static void
who_is_first_there_is_taken_in(void **state)
{
	struct synced synced;
	struct store_going going = { be_first, NULL };
	int moment;

	(void)state;
	sync_with(NULL, &synced);
	synced_release(&synced);
	for (moment = 0; moment < 3; moment++) {
		going.ctx = &moment;
		moments = 0;
		put_word(record, 0, "The ");
		sync_with(&going, &synced);
		assert_true(moments > moment);
		synced_release(&synced);
		sync_with(NULL, &synced);
		synced_release(&synced);
	}
	has_line(record, 0, "The The The States shall mark all goods.");
	has_line(record, 1, "All All All States shall report.");
	has_line(hub, 1, "All All All States shall report.");
	help_tip_is(record_store(hub), record_tip(record));
}

/* What it told, and when it is stopped. */
struct stopping {
	int told, most;
	bool received, given;
};

static bool
stop_then(void *ctx, const char *what, size_t done, size_t all)
{
	struct stopping *stopping = ctx;

	assert_true(done <= all);
	stopping->received |= all && strcmp(what, "received") == 0;
	stopping->given |= all && strcmp(what, "given") == 0;
	return stopping->told++ < stopping->most;
}

/* False when it came to its end before. */
static bool
stop_behind(int most, struct stopping *stopping)
{
	const struct store_going going = { stop_then, stopping };
	struct synced synced;
	struct err err = ERR_INIT;
	int rc;

	stopping->told = 0;
	stopping->most = most;
	rc = record_sync(record, hub_path, &going, &synced, &err);
	synced_release(&synced);
	if (rc == 0)
		return false;
	assert_int_equal(err.code, ERR_STOPPED);
	assert_true(str_starts(str_of(err.text), "stopped: nothing was "));
	return true;
}

static void
stopped_anywhere_it_did_no_harm(void **state)
{
	struct stopping stopping = { .told = 0 };
	struct synced synced;
	store_id there;
	int most = 0;

	(void)state;
	sync_with(NULL, &synced);
	synced_release(&synced);
	put_word(hub, 1, "All ");
	put_word(record, 0, "The ");
	there = *record_tip(hub);
	for (; stop_behind(most, &stopping); most++) {
		has_line(record, 0, "The States shall mark all goods.");
		help_tip_is(record_store(hub), &there);
		help_tip_is(record_store(record), record_tip(record));
	}
	assert_true(most > 2 && stopping.received && stopping.given);
	has_line(record, 1, "All States shall report.");
	has_line(hub, 0, "The States shall mark all goods.");
	help_tip_is(record_store(hub), record_tip(record));
}

/* What is taken in stays when it cannot be given, and is given later. */
static void
what_was_taken_in_stays(void **state)
{
	struct synced synced;
	struct err err = ERR_INIT;
	char hooks[1200];

	(void)state;
	sync_with(NULL, &synced);
	synced_release(&synced);
	put_word(hub, 1, "All ");
	put_word(record, 0, "The ");
	snprintf(hooks, sizeof(hooks), "mkdir -p '%s/hooks' && touch "
		"'%s/hooks/update' && chmod +x '%s/hooks/update'", hub_path,
		hub_path, hub_path);
	assert_int_equal(system(hooks), 0);
	assert_int_equal(record_sync(record, hub_path, NULL, &synced, &err),
		-1);
	assert_int_equal(err.code, ERR_REFUSED);
	assert_int_equal(synced.taken, 1);
	assert_true(synced.joined);
	synced_release(&synced);
	has_line(record, 1, "All States shall report.");
	snprintf(hooks, sizeof(hooks), "%s/hooks/update", hub_path);
	assert_int_equal(unlink(hooks), 0);
	sync_with(NULL, &synced);
	assert_int_equal(synced.taken, 0);
	assert_int_equal(synced.given, 2);
	assert_false(synced.joined);
	synced_release(&synced);
	has_line(hub, 0, "The States shall mark all goods.");
}

/* The numbers that changes have here and there are the same. */
static void
numbers_are_the_same(void **state)
{
	struct history here = { 0 }, there = { 0 };
	struct synced synced;
	struct err err = ERR_INIT;

	(void)state;
	sync_with(NULL, &synced);
	synced_release(&synced);
	for (int i = 0; i < 3; i++) {
		/* Either may know its own before those of the other. */
		put_word(hub, 1, "All ");
		ok(record_history(hub, NULL, NULL, 0, &there, &err), &err);
		history_release(&there);
		put_word(record, 0, "The ");
		ok(record_history(record, NULL, NULL, 0, &here, &err), &err);
		history_release(&here);
		sync_with(NULL, &synced);
		synced_release(&synced);
	}
	ok(record_refresh(hub, &err), &err);
	ok(record_history(hub, NULL, NULL, 0, &there, &err), &err);
	ok(record_history(record, NULL, NULL, 0, &here, &err), &err);
	assert_int_equal(here.n, there.n);
	assert_true(here.n >= 12);
	for (size_t i = 0; i < here.n; i++) {
		store_id found;

		assert_string_equal(here.at[i].change, there.at[i].change);
		assert_true(store_id_same(&here.at[i].revision,
			&there.at[i].revision));
		ok(record_point(record, here.at[i].change, &found, &err),
			&err);
		assert_true(store_id_same(&found, &here.at[i].revision));
	}
	history_release(&here);
	history_release(&there);
}

int
main(void)
{
	static const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_two, end_two)
		TEST(who_is_first_there_is_taken_in),
		TEST(stopped_anywhere_it_did_no_harm),
		TEST(what_was_taken_in_stays),
		TEST(numbers_are_the_same),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
