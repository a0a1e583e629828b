/*
 * What the journal asks of the system, refused: it is told in words, what was
 * noted before can be read, and noting goes on.
 */
#include "record_help.h"

#include <dirent.h>
#include <pthread.h>
#include <sys/file.h>
#include <sys/stat.h>

#include "adref/record/journal.h"

#define FAULTS "record_faults.def"
#include "faults.h"

static struct journal *journal;

static int
begin_noting(void **state)
{
	struct err err = ERR_INIT;

	faults_clear();
	begin(state);
	ok(journal_open(&journal, record, &err), &err);
	return 0;
}

static int
end_noting(void **state)
{
	faults_clear();
	journal_close(journal);
	return end(state);
}

static void
note(const char *line)
{
	struct journal_entry entry = { .person = (char *)"J. Otieno",
		.doc = (char *)"outcome", .kind = NODE_PARAGRAPH,
		.time = 1623312000, .before = (char *)"",
		.line = (char *)line };

	journal_note(journal, &entry);
	journal_sync(journal);
}

/* The line of the only thing left behind, or one of two. */
static void
left_is(const char *line, const char *other)
{
	struct journal_list list = { 0 };
	struct err err = ERR_INIT;

	ok(journal_find(record, &list, &err), &err);
	assert_int_equal(list.n, 1);
	assert_false(list.at[0].damaged);
	if (!other || strcmp(list.at[0].entry.line, other) != 0)
		assert_string_equal(list.at[0].entry.line, line);
	journal_list_release(&list);
}

static void
fails(int which, struct fault fault, const char *why)
{
	const char *trouble;

	note("one");
	left_is("one", NULL);
	faults[which] = fault;
	note("two");
	assert_true(faults[which].calls >= fault.at);
	faults_clear();
	trouble = journal_trouble(journal);
	assert_non_null(trouble);
	assert_non_null(strstr(trouble, why));
	left_is("one", "two");
	note("three");
	left_is("three", NULL);
	journal_clear(journal);
	assert_null(journal_trouble(journal));
}

static void
each_write_is_told(void **state)
{
	(void)state;
	fails(FAULT_OF_openat, (struct fault){ .at = 1, .error = ENOSPC },
		"No space left");
	fails(FAULT_OF_fchmod, (struct fault){ .at = 1, .error = EPERM },
		"not permitted");
	fails(FAULT_OF_write, (struct fault){ .at = 1, .error = ENOSPC },
		"No space left");
	fails(FAULT_OF_write, (struct fault){ .at = 1, .zero = true,
		.error = NO_REASON }, "Input/output error");
	fails(FAULT_OF_fsync, (struct fault){ .at = 1 },
		"Input/output error");
	fails(FAULT_OF_close, (struct fault){ .at = 1, .after = true,
		.error = EDQUOT }, "quota");
	fails(FAULT_OF_renameat, (struct fault){ .at = 1, .error = EACCES },
		"denied");
	fails(FAULT_OF_fsync, (struct fault){ .at = 2 },
		"Input/output error");
}

static void
an_interrupted_write_goes_on(void **state)
{
	(void)state;
	faults[FAULT_OF_write] = (struct fault){ .at = 1, .times = 2,
		.error = EINTR };
	note("one");
	left_is("one", NULL);
	assert_null(journal_trouble(journal));
}

/* What was told once and is still so is not told again. */
static void
trouble_is_told_once(void **state)
{
	(void)state;
	faults[FAULT_OF_fsync] = (struct fault){ .at = 1, .times = 10 };
	note("one");
	assert_non_null(journal_trouble(journal));
	note("two");
	assert_null(journal_trouble(journal));
}

/* Its own file cannot be locked: once it can be, what is noted is kept. */
static void
a_name_that_cannot_be_had_is_told(void **state)
{
	(void)state;
	faults[FAULT_OF_openat] = (struct fault){ .at = 1, .times = 2 };
	note("one");
	note("one");
	assert_int_equal(faults[FAULT_OF_openat].calls, 2);
	assert_non_null(journal_trouble(journal));
	note("two");
	left_is("two", NULL);
}

static void
no_thread_is_told(void **state)
{
	struct journal *other;
	struct err err = ERR_INIT;

	(void)state;
	faults[FAULT_OF_pthread_create] = (struct fault){ .at = 1,
		.result = EAGAIN };
	assert_int_equal(journal_open(&other, record, &err), -1);
	assert_null(other);
	assert_int_equal(err.code, ERR_SYSTEM);
	assert_non_null(strstr(err.text, "cannot be journaled"));
}

/* In a crash: nothing is open, nothing is noted, or it is written aside. */
static void
a_crash_writes_what_was_noted(void **state)
{
	struct err err = ERR_INIT;
	char file[700];

	(void)state;
	journal_abandon();
	note("one");
	journal_clear(journal);
	journal_abandon();
	note("two");
	journal_abandon();
	left_is("two", NULL);
	snprintf(file, sizeof(file), "%s/adref/journal/%s.last", path,
		journal_name(journal));
	assert_int_equal(access(file, F_OK), 0);
	journal_close(journal);
	journal_abandon();
	ok(journal_open(&journal, record, &err), &err);
}

static void
a_folder_that_cannot_be_listed_holds_nothing(void **state)
{
	struct journal_list list = { 0 };
	struct err err = ERR_INIT;

	(void)state;
	note("one");
	faults[FAULT_OF_fdopendir] = (struct fault){ .at = 1 };
	ok(journal_find(record, &list, &err), &err);
	assert_int_equal(list.n, 0);
	left_is("one", NULL);
}

#define TEST(name) \
	cmocka_unit_test_setup_teardown(name, begin_noting, end_noting)

int
main(void)
{
	const struct CMUnitTest tests[] = {
		TEST(each_write_is_told),
		TEST(an_interrupted_write_goes_on),
		TEST(trouble_is_told_once),
		TEST(a_name_that_cannot_be_had_is_told),
		TEST(no_thread_is_told),
		TEST(a_crash_writes_what_was_noted),
		TEST(a_folder_that_cannot_be_listed_holds_nothing),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
