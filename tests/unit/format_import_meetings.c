/*
 * The meetings that a letter announces, from its tables and sentences. The
 * sample in tests/samples always, the real letter when the corpus is there.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "format_import_help.h"

/* A line for each: what is known, `|` between. */
static char *
show(const struct import *import)
{
	struct buf out = BUF_INIT;

	for (size_t i = 0; i < import->meetings.n; i++) {
		const struct meeting *at = &import->meetings.at[i];

		buf_add_format(&out, "%s-%s|%s|%s|%s|%s|%s|%s|%s\n",
			at->at[MEETING_KEY], at->at[MEETING_END],
			at->at[MEETING_FORM], at->at[MEETING_PLACE],
			at->at[MEETING_LANGUAGES], at->at[MEETING_KIND],
			at->at[MEETING_FACILITATOR], at->at[MEETING_ITEMS],
			at->at[MEETING_ABOUT]);
	}
	for (size_t i = 0; i < import->remarks_n; i++)
		buf_add_format(&out, "%s\n", import->remarks[i].text);
	for (size_t i = 0; i < import->warnings_n; i++)
		buf_add_format(&out, "%s\n", import->warnings[i].text);
	return buf_take(&out);
}

static void
expect(const char *text, const char *want)
{
	struct import import = IMPORT_INIT;
	char *have;

	help_import(&import, str_of(text), IMPORT_LETTER);
	have = show(&import);
	assert_string_equal(have, want);
	free(have);
	import_release(&import);
}

static void
the_real_letter_has_nineteen(void **state)
{
	struct import import = IMPORT_INIT;
	struct buf text = BUF_INIT;
	char *have;

	(void)state;
	if (!help_read_corpus(&text, "bms7-letter-draft-1.txt"))
		skip();
	help_import(&import, buf_str(&text), IMPORT_LETTER);
	assert_int_equal(import.meetings.n, 5 + 14);
	assert_int_equal(import.warnings_n, 0);
	have = show(&import);
	assert_non_null(strstr(have, "2021-06-15T09:30-11:30|virtual|MS Teams"
		"||open informal|||Informal consultations on BMS7 preparations"
		));
	assert_non_null(strstr(have, "2021-06-17T08:45-10:45||||open informal"
		"||A|Informal consultations on Draft 1, beginning"));
	assert_non_null(strstr(have, "2021-06-25T10:00-12:00||||open informal"
		"|BEL|B.3|Informal consultations on new technologies\n"));
	assert_non_null(strstr(have, "2021-07-26T11:00-13:00|hybrid|CR 1, 2 3 "
		"and Interpretrefy||plenary|||\n"));
	assert_non_null(strstr(have, "2021-07-27T09:00-10:30|virtual||English|"
		"open informal|||Informal consultations on Draft outcome"));
	assert_non_null(strstr(have, "2021-07-28T11:00-13:00|virtual|||plenary"
		"|||Statements by international"));
	free(have);
	import_release(&import);
	buf_release(&text);
}

static void
the_sample_has_eleven(void **state)
{
	struct import import = IMPORT_INIT;
	struct buf text = BUF_INIT;
	char *have;

	(void)state;
	assert_true(help_read_file(&text, "tests/samples/letter-draft-1.txt"));
	help_import(&import, buf_str(&text), IMPORT_LETTER);
	assert_int_equal(import.meetings.n, 4 + 7);
	assert_null(import.zone);
	have = show(&import);
	assert_non_null(strstr(have, "2026-04-09T10:00-13:00||||open informal"
		"||B, C|Informal consultations on Draft 1, items B and C\n"));
	assert_non_null(strstr(have, "2026-04-16T15:00-18:00||||open informal"
		"|URY|B.2|Informal consultations on remote monitoring\n"));
	assert_non_null(strstr(have, "2026-06-08T10:00-13:00|in person|"
		"Main Hall||plenary|||Opening, adoption"));
	assert_non_null(strstr(have, "2026-06-11T10:00-13:00|hybrid|the Main "
		"Hall||plenary||C, D|Item C and item D\n"));
	assert_non_null(strstr(have, "\"remote monitoring\" are those of item "
		"B.2"));
	free(have);
	import_release(&import);
	buf_release(&text);
}

#define HEAD "10 June 2021\n\nExcellency,\n\n"

static void
rows_begin_with_a_day(void **state)
{
	(void)state;
	expect(HEAD "Date\tTime\tSubject\n"
		"Tuesday, 15 June\t9.30am to 11.30am\tInformal consultations\n"
		"16 June, 3 p.m.\tMeeting of the Bureau, chaired by A. Person "
		"(Kenya)\n"
		"17 June\tInformal-informal consultations, items A to C, "
		"co-facilitated by Belgium and Uruguay\n"
		"18 June\tDeadline for inputs in writing\n"
		"12 January\tPlenary session online\n",
		"2021-01-12-|virtual|||plenary|||Plenary session online\n"
		"2021-06-15T09:30-11:30||||open informal|||"
		"Informal consultations\n"
		"2021-06-16T15:00-||||Bureau|||Meeting of the Bureau\n"
		"2021-06-17-||||informal-informal|BEL; URY|A, B, C|"
		"Informal-informal consultations, items A to C\n");
}

static void
a_weekday_tells_the_year_or_is_told(void **state)
{
	(void)state;
	expect("15 December 2021\n\nExcellency,\n\n"
		"Tuesday, 11 January, 10am\tInformal consultations\n"
		"20 December, 10am\tInformal consultations\n"
		"Monday, 21 December, 10am\tInformal consultations\n",
		"2020-12-21T10:00-||||open informal|||Informal consultations\n"
		"2021-12-20T10:00-||||open informal|||Informal consultations\n"
		"2022-01-11T10:00-||||open informal|||Informal consultations"
		"\n");
	expect(HEAD "Sunday, 15 June 2021, 10am\tInformal consultations\n",
		"2021-06-15T10:00-||||open informal|||Informal consultations\n"
		"this day is no Sunday but a Tuesday\n");
	expect("Excellency,\n\n15 June, 10am\tInformal consultations\n", "");
}

static void
timetables_have_days_above_and_times_anywhere(void **state)
{
	(void)state;
	expect(HEAD "Time\tMonday, 26 July\tTuesday, 27 July 2021\n"
		"10am to 1pm\tItem A\t**Item B** (English and French only)\n"
		"<i>Lunch</i>\t<i>Lunch</i>\tLunch\n"
		"3pm to 6pm\t4pm Hybrid: informals on item A.2\t\n",
		"2021-07-26T10:00-13:00||||plenary||A|\n"
		"2021-07-26T16:00-|hybrid|||open informal||A.2|"
		"informals on item A.2\n"
		"2021-07-27T10:00-13:00|||English and French|plenary||B|\n");
	expect(HEAD "26 July\t27 July\n10am Opening\tArrival\n",
		"2021-07-26T10:00-||||plenary|||Opening\n");
	expect(HEAD "26 July\t27 July\nOpening\tItem A\nItem B\tBreak\n",
		"2021-07-26-||||plenary|||Opening; Item B\n"
		"2021-07-27-||||plenary||A|\n");
}

/* A sentence names a meeting that is in no table, and how one is held. */
static void
sentences_add_to_the_tables(void **state)
{
	(void)state;
	expect(HEAD "The consultations will be held virtually via Webex on "
		"**Tuesday, 15th June, 9.30am**. I thank you for your inputs of"
		" 21 May 2021, 10am. The next meeting is hybrid. It follows on "
		"16 June.\n\n16 June, 3pm\tInformal consultations\n",
		"2021-06-15T09:30-|virtual|Webex|||||\n"
		"2021-06-16T15:00-||||open informal|||Informal consultations\n"
		);
	expect(HEAD "We met on 21 May. The paragraph of 30 April stands.\n",
		"");
}

static void
time_is_that_of_the_letterhead(void **state)
{
	struct import import = IMPORT_INIT;

	(void)state;
	help_import(&import, str_of("Mission of Kenya\nGeneva\n\n" HEAD
		"The meeting is on 17 June, 3pm, in New York.\n"),
		IMPORT_LETTER);
	if (!import.zone)
		skip();
	assert_string_equal(import.zone, "Europe/Zurich");
	import_release(&import);
	help_import(&import, str_of(HEAD "The Geneva Conventions are in "
		"force. The meeting is on 17 June, 3pm.\n"), IMPORT_LETTER);
	assert_null(import.zone);
	import_release(&import);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(the_real_letter_has_nineteen),
		cmocka_unit_test(the_sample_has_eleven),
		cmocka_unit_test(rows_begin_with_a_day),
		cmocka_unit_test(a_weekday_tells_the_year_or_is_told),
		cmocka_unit_test(timetables_have_days_above_and_times_anywhere),
		cmocka_unit_test(sentences_add_to_the_tables),
		cmocka_unit_test(time_is_that_of_the_letterhead),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
