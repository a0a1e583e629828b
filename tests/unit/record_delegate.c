/*
 * Whose an act may be where a delegation works: its own, by its own people, and
 * nobody else's; and what it may take back.
 */
#include "record_help.h"

#include "../../src/record/inside.h"

static struct record *theirs;

static int
begin_delegate(void **state)
{
	struct err err = ERR_INIT;

	begin(state);
	ok(record_open_named(&theirs, path, "India", &env, &err), &err);
	assert_string_equal(record_delegate(theirs), "IND");
	return 0;
}

static int
end_delegate(void **state)
{
	record_close(theirs);
	return end(state);
}

static void
is_for(const char *party, const char *speaker, bool allowed)
{
	struct err err = ERR_INIT;

	assert_int_equal(delegate_check(theirs, party, speaker, &err),
		allowed ? 0 : -1);
	if (!allowed)
		assert_non_null(strstr(err.text, "in another's name"));
	assert_int_equal(delegate_check(record, party, speaker, &err), 0);
}

static void
nothing_is_filed_in_anothers_name(void **state)
{
	struct act act = { .kind = "x", .subject = "x", .party = "FRA" };
	struct err err = ERR_INIT;

	(void)state;
	is_for("IND", NULL, true);
	is_for("IND", "", true);
	is_for("IND", "IND", true);
	is_for("IND", "FRA", false);
	is_for("FRA", NULL, false);
	is_for("FRA", "IND", false);
	is_for(NULL, "IND", false);
	assert_int_equal(record_act(theirs, &act, NULL, &err), -1);
	assert_int_equal(err.code, ERR_REFUSED);
}

static void
takes_back(const char *party, const char *act, const char *why)
{
	struct history_entry entry = { .party = (char *)party,
		.speaker = (char *)"", .act = (char *)act };
	struct err err = ERR_INIT;

	assert_int_equal(delegate_check_undo(theirs, &entry, &err),
		why ? -1 : 0);
	if (why)
		assert_non_null(strstr(err.text, why));
	assert_int_equal(delegate_check_undo(record, &entry, &err), 0);
}

static void
what_was_filed_stays(void **state)
{
	(void)state;
	takes_back("IND", "proposal-support", NULL);
	takes_back("IND", "redo", NULL);
	takes_back("IND", "proposal-add", "what was filed stays");
	takes_back("FRA", "proposal-support", "in another's name");
}

static void
a_name_opens_only_what_is_there(void **state)
{
	struct err err = ERR_INIT;
	struct record *out;

	(void)state;
	assert_int_equal(record_open_named(&out, "/no/such", "India", &env,
		&err), -1);
	assert_int_equal(err.code, ERR_MISSING);
	assert_int_equal(record_open_named(&out, path, "Atlantis", &env,
		&err), -1);
	assert_non_null(strstr(err.text, "Atlantis"));
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, begin_delegate, end_delegate)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(nothing_is_filed_in_anothers_name),
		TEST(what_was_filed_stays),
		TEST(a_name_opens_only_what_is_there),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
