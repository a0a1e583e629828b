/*
 * The one who is second, in each way that can be: what is the same already,
 * what is gone, what was agreed, what an act is not made for; and all that an
 * act asks for, refused at each place.
 */
#include "record_text_help.h"

#include "../../src/record/inside.h"
#include "../../src/record/left.h"

#define FAULTS "record_slower.def"
#include "faults.h"

static struct record *other;

static int
begin_two(void **state)
{
	faults_clear();
	begin(state);
	other = open_again();
	outcome(other);
	return 0;
}

static int
end_two(void **state)
{
	faults_clear();
	record_close(other);
	return end(state);
}

static const struct node *
node_at(struct record *of, size_t nth)
{
	const struct node *node = doc_first(outcome(of));

	while (nth--)
		node = node_next(node);
	return node;
}

static int
make(struct record *of, const struct change *changes, size_t n, bool exact,
	struct act_done *done, struct err *err)
{
	struct act act = { .kind = "text-set", .subject = "x",
		.party = "FRA", .changes = changes, .n = n, .exact = exact };

	return record_act(of, &act, done, err);
}

static struct change
change_of(struct record *of, size_t nth, enum change_kind kind)
{
	struct change change = { .kind = kind, .gone = "", .come = "" };

	change.node = node_at(of, nth)->id;
	return change;
}

/* An act of the second one after one of the first. */
static void
comes_to(const struct change *first, const struct change *second,
	enum act_how how)
{
	struct act_done done;
	struct err err = ERR_INIT;

	ok(make(record, first, 1, false, NULL, &err), &err);
	ok(make(other, second, 1, false, &done, &err), &err);
	assert_true(done.again);
	assert_int_equal(done.how, how);
	ok(record_refresh(record, &err), &err);
}

static void
is_stale(const struct change *first, const struct change *second,
	const char *why)
{
	struct err err = ERR_INIT;
	store_id tip;

	ok(make(record, first, 1, false, NULL, &err), &err);
	tip = *record_tip(record);
	assert_int_equal(make(other, second, 1, false, NULL, &err), -1);
	if (!strstr(err.text, why))
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
	ok(record_refresh(other, &err), &err);
	assert_true(store_id_same(record_tip(other), &tip));
	outcome(other);
}

static void
both_do_the_same(void **state)
{
	struct change text = change_of(other, 2, CHANGE_TEXT);
	struct change status = change_of(other, 1, CHANGE_STATUS);
	struct change drop = change_of(other, 4, CHANGE_DROP);
	struct change move = change_of(other, 2, CHANGE_MOVE);

	(void)state;
	text.off = 3;
	text.come = "All ";
	comes_to(&text, &text, ACT_SAME);
	status.from = node_at(other, 1)->status;
	status.to = STATUS_AD_REF;
	comes_to(&status, &status, ACT_SAME);
	drop.gone = "requests";
	comes_to(&drop, &drop, ACT_SAME);
	move.parent = node_at(other, 3)->id;
	comes_to(&move, &move, ACT_SAME);
	assert_int_equal(outcome(record)->n, 4);
}

static void
both_do_what_excludes_the_other(void **state)
{
	struct change first = change_of(other, 1, CHANGE_STATUS);
	struct change second = change_of(other, 1, CHANGE_TEXT);

	(void)state;
	/* The status of words that were changed. */
	first.from = node_at(other, 1)->status;
	first.to = STATUS_AD_REF;
	second.off = 3;
	second.come = "All ";
	is_stale(&second, &first, "the words were changed");
	/* Each moves it elsewhere. */
	first = second = change_of(other, 2, CHANGE_MOVE);
	first.parent = node_at(other, 3)->id;
	second.parent = node_at(other, 0)->id;
	is_stale(&first, &second, "it was moved meanwhile");
}

/* One takes it out, the other changes it, and the reverse. */
static void
what_is_taken_out_and_changed(void **state)
{
	struct change drop = change_of(other, 4, CHANGE_DROP);
	struct change text = change_of(other, 4, CHANGE_TEXT);

	(void)state;
	drop.gone = "requests";
	text.come = "all ";
	comes_to(&drop, &text, ACT_BACK);
	drop = change_of(other, 2, CHANGE_DROP);
	drop.gone = "2. States shall report.";
	text = change_of(record, 2, CHANGE_TEXT);
	text.off = 3;
	text.come = "all ";
	comes_to(&text, &drop, ACT_STAYS);
}

/* An addition where nobody came since, and what only looks like one. */
static void
additions_find_their_place(void **state)
{
	struct change add = { .kind = CHANGE_ADD, .as = NODE_PARAGRAPH,
		.come = "New.", .gone = "" };
	struct change text = change_of(other, 2, CHANGE_TEXT);
	struct act_done done;
	struct err err = ERR_INIT;

	(void)state;
	text.off = 3;
	text.come = "all ";
	add.parent = node_at(other, 0)->id;
	add.after = node_at(other, 1)->id;
	comes_to(&text, &add, ACT_PUT_IN);
	assert_string_equal(line(other, 2), "New.");
	/* At the top, first, beside one that came there. */
	add.parent = add.after = (node_id){ "" };
	add.come = "Before \xEF\xBC\xBBit\xEF\xBC\xBD.";
	comes_to(&add, &add, ACT_PUT_IN);
	add.come = "Before it\xEF\xBC\xBD.";
	add.as = NODE_ITEM;
	comes_to(&text, &add, ACT_PUT_IN);
	/* The place is gone: nobody knows where it was to be. */
	add.as = NODE_PARAGRAPH;
	add.come = "Late.";
	ok(make(record, &(struct change){ .kind = CHANGE_DROP,
		.node = node_at(record, 4)->id,
		.gone = node_at(record, 4)->line }, 1, false, NULL, &err),
		&err);
	add.parent = node_at(other, 2)->id;
	add.after = node_at(other, 4)->id;
	make(other, &add, 1, false, &done, &err);
	ok(record_refresh(other, &err), &err);
	outcome(other);
}

/* What no document can take is refused as ever, and changes nothing. */
static void
additions_to_nowhere_are_refused(void **state)
{
	struct change add = { .kind = CHANGE_ADD, .as = NODE_PARAGRAPH,
		.come = "New.", .gone = "" };
	struct change text = { .kind = CHANGE_TEXT, .gone = "", .come = "x" };
	const node_id nowhere = node_id_of(str_of("zzzzzzz9"));
	store_id tip = *record_tip(record);
	struct err err = ERR_INIT;

	(void)state;
	add.parent = nowhere;
	assert_int_equal(make(record, &add, 1, false, NULL, &err), -1);
	add.parent = (node_id){ "" };
	add.after = nowhere;
	assert_int_equal(make(record, &add, 1, false, NULL, &err), -1);
	add.after = node_at(record, 1)->id;
	assert_int_equal(make(record, &add, 1, false, NULL, &err), -1);
	text.node = nowhere;
	assert_int_equal(make(record, &text, 1, false, NULL, &err), -1);
	assert_int_equal(err.code, ERR_STALE);
	add = (struct change){ .kind = CHANGE_ADD, .as = NODE_SECTION,
		.come = "C.", .gone = "", .level = 1 };
	add.after = node_at(record, 3)->id;
	assert_true(store_id_same(record_tip(record), &tip));
	ok(make(record, &add, 1, false, NULL, &err), &err);
	add = (struct change){ .kind = CHANGE_ADD, .as = NODE_NOTE,
		.come = "A note.", .gone = "", .label = "a" };
	ok(make(record, &add, 1, false, NULL, &err), &err);
}

/* Words of several lines: as they were, with brackets, of another status. */
static void
several_lines_fit_without_brackets(void **state)
{
	struct change first = change_of(other, 4, CHANGE_TEXT);
	struct change both[2] = { change_of(other, 1, CHANGE_TEXT),
		change_of(other, 2, CHANGE_TEXT) };
	struct act_done done;
	struct err err = ERR_INIT;

	(void)state;
	first.come = "all ";
	both[0].off = both[1].off = 3;
	both[0].come = both[1].come = "The ";
	both[0].gone = NULL;
	ok(make(record, &first, 1, false, NULL, &err), &err);
	ok(make(other, both, 2, false, &done, &err), &err);
	assert_int_equal(done.how, ACT_PUT_IN);
	ok(record_refresh(record, &err), &err);
	both[0].come = "[";
	both[1].come = "]";
	ok(make(record, &first, 1, false, NULL, &err), &err);
	ok(make(other, both, 2, false, &done, &err), &err);
	assert_string_equal(line(other, 2), "2. ]The States shall report.");
	/* One line, in which a bracket goes. */
	ok(record_refresh(record, &err), &err);
	both[0].gone = "[";
	both[0].come = "";
	ok(make(record, &first, 1, false, NULL, &err), &err);
	ok(make(other, both, 1, false, &done, &err), &err);
	/* Its status is another by now, and then it is agreed. */
	ok(record_refresh(record, &err), &err);
	first = change_of(record, 2, CHANGE_STATUS);
	first.from = STATUS_OPEN;
	first.to = STATUS_RESERVED;
	both[1].come = "so ";
	ok(make(record, &first, 1, false, NULL, &err), &err);
	ok(make(other, both + 1, 1, false, &done, &err), &err);
	/* What came only now has no words that anybody knew. */
	ok(record_refresh(record, &err), &err);
	first = (struct change){ .kind = CHANGE_ADD, .as = NODE_PARAGRAPH,
		.come = "New.", .gone = "" };
	ok(make(record, &first, 1, false, NULL, &err), &err);
	both[0].node = node_at(record, 0)->id;
	both[0].gone = "";
	assert_int_equal(make(other, both, 1, false, NULL, &err), -1);
	assert_int_equal(err.code, ERR_STALE);
}

/* Brackets in what comes, full-width ones too, and a place that is gone. */
static void
additions_with_brackets_are_merged(void **state)
{
	static const char *const lines[] = { "[New.]", "\xEF\xBC\xBBNew.]",
		"New.\xEF\xBC\xBD", "[New." };
	struct change text = change_of(other, 4, CHANGE_TEXT);
	struct change add = { .kind = CHANGE_ADD, .as = NODE_PARAGRAPH,
		.gone = "" };
	struct err err = ERR_INIT;

	(void)state;
	add.parent = node_at(other, 0)->id;
	add.after = node_at(other, 2)->id;
	text.come = "all ";
	for (size_t i = 0; i < 4; i++) {
		add.come = lines[i];
		ok(make(record, &text, 1, false, NULL, &err), &err);
		ok(make(other, &add, 1, false, NULL, &err), &err);
		ok(record_refresh(record, &err), &err);
		outcome(record);
	}
	text = change_of(record, 2, CHANGE_DROP);
	text.gone = "2. States shall report.";
	add.come = "Late.";
	ok(make(record, &text, 1, false, NULL, &err), &err);
	ok(make(other, &add, 1, false, NULL, &err), &err);
}

/* What was done excludes what is to be done, or nobody says for whom. */
static void
nothing_is_left_to_be_done(void **state)
{
	struct change drop = change_of(other, 4, CHANGE_DROP);
	struct change status = change_of(other, 4, CHANGE_STATUS);
	struct change move = change_of(other, 2, CHANGE_MOVE), moved = move;
	struct change text = change_of(other, 1, CHANGE_TEXT);
	struct act act = { .kind = "text-set", .subject = "x", .party = "",
		.changes = &text, .n = 1 };
	struct err err = ERR_INIT;

	(void)state;
	drop.gone = "requests";
	status.from = node_at(other, 4)->status;
	status.to = STATUS_AD_REF;
	/* Into the same section, each to another place in it. */
	moved.parent = move.parent = status.parent = node_at(other, 3)->id;
	moved.after = node_at(other, 4)->id;
	is_stale(&move, &moved, "it was moved meanwhile");
	ok(make(record, &drop, 1, false, NULL, &err), &err);
	ok(make(other, &status, 1, false, NULL, &err), &err);
	ok(record_refresh(record, &err), &err);
	text.off = 3;
	text.come = "all ";
	ok(make(record, &text, 1, false, NULL, &err), &err);
	text.come = "so ";
	ok(record_act(other, &act, NULL, &err), &err);
}

static void
an_exact_act_is_for_what_was(void **state)
{
	struct change text = change_of(other, 4, CHANGE_TEXT);
	struct change rest[2];
	struct err err = ERR_INIT;
	char gone[400];

	(void)state;
	memset(gone, 'x', sizeof(gone) - 1);
	gone[sizeof(gone) - 1] = '\0';
	text.come = gone;
	ok(make(record, &text, 1, false, NULL, &err), &err);
	text.come = "y";
	assert_int_equal(make(other, &text, 1, true, NULL, &err), -1);
	assert_int_equal(err.code, ERR_STALE);
	/* Other lines may go on, and one that is gone is refused. */
	text = change_of(record, 1, CHANGE_TEXT);
	text.come = "x";
	ok(make(record, &text, 1, false, NULL, &err), &err);
	rest[0] = change_of(other, 2, CHANGE_TEXT);
	rest[0].come = "y";
	ok(make(other, rest, 1, true, NULL, &err), &err);
	ok(record_refresh(record, &err), &err);
	rest[1] = change_of(record, 4, CHANGE_DROP);
	rest[1].gone = node_at(record, 4)->line;
	text = change_of(other, 4, CHANGE_TEXT);
	ok(make(record, &rest[1], 1, false, NULL, &err), &err);
	assert_int_equal(make(other, &text, 1, true, NULL, &err), -1);
	assert_int_equal(err.code, ERR_STALE);
}

/* What others agreed is not changed but by who says so, all of it. */
static void
what_was_agreed_is_reopened_first(void **state)
{
	struct change agree[2] = { change_of(record, 1, CHANGE_STATUS),
		change_of(record, 2, CHANGE_STATUS) };
	struct change text[2] = { change_of(record, 1, CHANGE_TEXT),
		change_of(record, 2, CHANGE_TEXT) };
	node_id reopens[2] = { agree[0].node, agree[1].node };
	struct act act = { .kind = "text-set", .subject = "x",
		.changes = text, .n = 2, .reopens = reopens + 1,
		.reopens_n = 1 };
	struct err err = ERR_INIT;

	(void)state;
	agree[0].from = agree[1].from = node_at(record, 1)->status;
	agree[0].to = agree[1].to = STATUS_AD_REF;
	ok(make(record, agree, 2, false, NULL, &err), &err);
	text[0].off = text[1].off = 3;
	text[0].come = text[1].come = "all ";
	assert_int_equal(record_act(record, &act, NULL, &err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
	assert_non_null(strstr(err.text, "is agreed"));
	act.reopens_n = 0;
	assert_int_equal(record_act(record, &act, NULL, &err), -1);
	act.reopens = reopens;
	act.reopens_n = 2;
	ok(record_act(record, &act, NULL, &err), &err);
}

/* An act with the at-th call of `which` failing; false when there is none. */
static bool
fails_at(int (*act)(struct err *err), int which, int at)
{
	store_id tip = *record_tip(record);
	struct err err = ERR_INIT;
	bool came;
	int rc;

	faults[which].at = at;
	rc = act(&err);
	came = faults[which].calls >= at;
	faults_clear();
	if (came && rc < 0)
		assert_non_null(strstr(err.text, fault_names[which]));
	ok(record_refresh(record, &err), &err);
	if (rc < 0)
		assert_true(store_id_same(record_tip(record), &tip));
	return came;
}

/* Each place where an act may be refused: then nothing is changed. */
static void
each_fails(void (*before)(void), int (*act)(struct err *err))
{
	for (int which = 0; which < FAULTS_N; which++) {
		/* Letting go of the lock says nothing. */
		int step = which == FAULT_OF_store_keep ? 2 : 1;

		for (int at = 1; at < 100; at += step) {
			before();
			faults_clear();
			if (!fails_at(act, which, at))
				break;
		}
	}
}

static struct change firsts;

static void
first_will_write(void)
{
	firsts = change_of(record, 2, CHANGE_TEXT);
	firsts.off = 3;
	firsts.come = "all ";
}

static int
first_writes(struct err *err)
{
	return make(record, &firsts, 1, false, NULL, err);
}

static struct change seconds;

/* The second one knows what was before the first wrote in the same line. */
static void
first_wrote(void)
{
	struct err err = ERR_INIT;

	ok(record_refresh(other, &err), &err);
	seconds = change_of(other, 2, CHANGE_TEXT);
	seconds.off = 3;
	seconds.come = "so ";
	ok(record_refresh(record, &err), &err);
	first_will_write();
	ok(first_writes(&err), &err);
}

static int
second_writes(struct err *err)
{
	return make(other, &seconds, 1, false, NULL, err);
}

static int
put_docs(struct err *err)
{
	struct act act = { .kind = "import", .subject = "x" };
	struct doc *docs[2] = { sample(), doc_new("agenda") };
	int rc = record_put_docs(record, docs, 2, &act, NULL, err);

	doc_free(docs[0]);
	doc_free(docs[1]);
	return rc;
}

static void
each_refusal_changes_nothing(void **state)
{
	(void)state;
	each_fails(first_will_write, first_writes);
	each_fails(first_wrote, second_writes);
	each_fails(first_will_write, put_docs);
}

static void
bracket_two(void)
{
	struct change both[2];
	struct err err = ERR_INIT;

	both[0] = change_of(record, 1, CHANGE_TEXT);
	both[1] = change_of(record, 2, CHANGE_TEXT);
	both[0].off = 3;
	both[0].come = "[";
	both[1].off = node_at(record, 2)->len;
	both[1].come = "]";
	ok(make(record, both, 2, false, NULL, &err), &err);
	ok(record_refresh(other, &err), &err);
	outcome(other);
}

static struct change lefts[2];

/* Both ends of a bracket are reworded by both: it cannot be balanced. */
static void
first_rewords(void)
{
	static const char *const gone[] = { "1. [States shall mark all goods.",
		"2. States shall report.]" };
	struct change all[2];
	struct err err = ERR_INIT;

	ok(record_refresh(record, &err), &err);
	for (size_t i = 0; i < 2; i++) {
		all[i] = change_of(record, i + 1, CHANGE_TEXT);
		all[i].gone = node_at(record, i + 1)->line;
		all[i].come = gone[i];
	}
	if (strcmp(all[0].gone, gone[0]) != 0)
		ok(make(record, all, 2, false, NULL, &err), &err);
	ok(record_refresh(other, &err), &err);
	outcome(other);
	lefts[0] = change_of(other, 1, CHANGE_TEXT);
	lefts[0].gone = "1. [States";
	lefts[0].come = "1. No [state";
	lefts[1] = change_of(other, 2, CHANGE_TEXT);
	lefts[1].off = 10;
	lefts[1].gone = "shall report.]";
	lefts[1].come = "will report]. So it is.";
	for (size_t i = 0; i < 2; i++) {
		all[i].gone = gone[i];
		all[i].come = i ? "2. All report." : "1. All mark all.";
	}
	ok(make(record, all, 2, false, NULL, &err), &err);
}

static struct act_done left_done;

static int
second_is_left(struct err *err)
{
	static int n;
	char name[20];
	struct act_file beside = { .path = name, .now = "key\tform\n" };
	struct act act = { .kind = "text-set", .subject = "x", .party = "IND",
		.changes = lefts, .n = 2, .files = &beside, .files_n = 1 };

	snprintf(name, sizeof(name), "x%d.tsv", n++);
	return record_act(other, &act, &left_done, err);
}

/* What cannot be put in is filed, with what else the act writes. */
static void
what_cannot_be_put_in_is_kept(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	bracket_two();
	each_fails(first_rewords, second_is_left);
	first_rewords();
	ok(second_is_left(&err), &err);
	/* The attempts before drew numbers, too. */
	assert_non_null(strstr(left_done.kept, "IND/"));
	assert_non_null(strstr(left_done.kept, ", IND/"));
}

static void
second_wrote(void)
{
	struct change text = change_of(other, 1, CHANGE_TEXT);
	struct err err = ERR_INIT;

	text.off = 3;
	text.come = "all ";
	ok(make(other, &text, 1, false, NULL, &err), &err);
}

/* Somebody saves between the last look and the lock. */
static void
who_comes_between_is_seen(void **state)
{
	struct act_done done;
	struct err err = ERR_INIT;

	(void)state;
	first_will_write();
	faults[FAULT_OF_store_keep] = (struct fault){ .at = 1,
		.meanwhile = second_wrote };
	ok(make(record, &firsts, 1, false, &done, &err), &err);
	assert_true(done.again);
	assert_string_equal(line(record, 1),
		"1. all States shall mark all goods.");
}

/* The zone alone is set, no document; by a reader nothing is. */
static void
settings_come_alone(void **state)
{
	struct act act = { .kind = "zone-set", .subject = "x",
		.zone = "Europe/Paris" };
	struct record *reader;
	struct err err = ERR_INIT;
	struct doc *docs[1];

	(void)state;
	ok(record_put_docs(record, docs, 0, &act, NULL, &err), &err);
	act.zone = NULL;
	ok(record_open(&reader, path, RECORD_READ_ONLY, &env, &err), &err);
	assert_int_equal(record_put_docs(reader, docs, 0, &act, NULL, &err),
		-1);
	assert_int_equal(err.code, ERR_REFUSED);
	record_close(reader);
}

static void
others_may_write_without_a_pause(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	faults[FAULT_OF_store_save] = (struct fault){ .at = 1, .times = 100,
		.code = ERR_MOVED };
	assert_int_equal(reword(record, 2, "shall", "may", &err), -1);
	assert_int_equal(err.code, ERR_SYSTEM);
	assert_non_null(strstr(err.text, "without a pause"));
	assert_int_equal(faults[FAULT_OF_store_save].calls, 20);
	faults_clear();
	ok(reword(record, 2, "shall", "may", &err), &err);
}

#define TEST(name) cmocka_unit_test_setup_teardown(name, begin_two, end_two)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(both_do_the_same),
		TEST(both_do_what_excludes_the_other),
		TEST(what_is_taken_out_and_changed),
		TEST(additions_find_their_place),
		TEST(additions_to_nowhere_are_refused),
		TEST(an_exact_act_is_for_what_was),
		TEST(what_was_agreed_is_reopened_first),
		TEST(each_refusal_changes_nothing),
		TEST(others_may_write_without_a_pause),
		TEST(several_lines_fit_without_brackets),
		TEST(additions_with_brackets_are_merged),
		TEST(nothing_is_left_to_be_done),
		TEST(what_cannot_be_put_in_is_kept),
		TEST(who_comes_between_is_seen),
		TEST(settings_come_alone),
	};

	return cmocka_run_group_tests(tests, make_folder, drop_folder);
}
