/*
 * Days, times of day and zones as people write them.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/date.h"
#include "adref/base/when.h"
#include "adref/base/zone.h"

/* Text is read up to `rest`, and is `said`: key, and `-10:45` for its end. */
static void
reads(const char *text, const char *said, const char *rest)
{
	struct when when = WHEN_INIT;
	struct buf out = BUF_INIT;
	size_t len = when_read(&when, str_of(text));

	if (!len) {
		buf_add_text(&out, "nothing");
	} else {
		if (when.year == WHEN_OPEN)
			when.year = 1;
		when_add_key(&out, &when);
		if (when.to != WHEN_OPEN)
			buf_add_format(&out, "-%02d:%02d", when.to / 60,
				when.to % 60);
	}
	assert_string_equal(buf_text(&out), said);
	assert_string_equal(text + len, rest);
	buf_release(&out);
}

static void
test_days_are_read_as_they_are_written(void **state)
{
	(void)state;
	reads("2021-06-17", "2021-06-17", "");
	reads("17 June", "0001-06-17", "");
	reads("Thursday, 17th June 2021", "2021-06-17", "");
	reads("the 17th", "nothing", "the 17th");
	reads("June 17, 2021.", "2021-06-17", ".");
	reads("thu 17 jun", "0001-06-17", "");
	reads("17 Sept. 2021", "0001-09-17", ". 2021");
	reads("17 Sep. 2021", "2021-09-17", "");
	reads("1st of May", "0001-05-01", "");
	reads("29 February", "0001-02-29", "");
	reads("29 February 2021", "nothing", "29 February 2021");
	reads("31 June", "nothing", "31 June");
	reads("17 States", "nothing", "17 States");
	reads("2021-06-171", "nothing", "2021-06-171");
	reads("17 June 12345", "0001-06-17", " 12345");
}

static void
test_times_are_read_as_they_are_written(void **state)
{
	(void)state;
	reads("2021-06-17T08:45", "2021-06-17T08:45", "");
	reads("17 June, 8.45am to 10.45am", "0001-06-17T08:45-10:45", "");
	reads("15 June, 9.30am to 11.30 am", "0001-06-15T09:30-11:30", "");
	reads("22 June, 3pm to 5pm", "0001-06-22T15:00-17:00", "");
	reads("25 June, 10am to 12pm", "0001-06-25T10:00-12:00", "");
	reads("25 June at noon", "0001-06-25T12:00", "");
	reads("25 June from 10 a.m. to 12 noon", "0001-06-25T10:00-12:00", "");
	reads("27 July 9-10.30am Virtual", "0001-07-27T09:00-10:30",
		" Virtual");
	reads("27 July 11-1pm", "0001-07-27T11:00-13:00", "");
	reads("27 July 3\u20136 p.m.", "0001-07-27T15:00-18:00", "");
	reads("27 July, 15h30 \u2013 17h", "0001-07-27T15:30-17:00", "");
	reads("27 July 12am", "0001-07-27T00:00", "");
	reads("17 June 8.45\u201310.45 item A", "0001-06-17T08:45-10:45",
		" item A");
}

/* A number alone is no time, nor is what no clock shows. */
static void
test_what_is_no_time_is_left(void **state)
{
	(void)state;
	reads("17 June 9", "0001-06-17", " 9");
	reads("17 June, 3 to 5 items", "0001-06-17", ", 3 to 5 items");
	reads("17 June 25.10", "0001-06-17", " 25.10");
	reads("17 June 9.75", "0001-06-17", " 9.75");
	reads("17 June 13pm", "0001-06-17", " 13pm");
	reads("17 June, 9 ambassadors", "0001-06-17", ", 9 ambassadors");
	reads("17 June 24.00", "0001-06-17", " 24.00");
}

static void
test_weekdays_and_days_are_counted(void **state)
{
	struct when when = WHEN_INIT;

	(void)state;
	assert_int_equal(when_weekday(2021, 6, 17), 4);
	assert_int_equal(when_weekday(2000, 2, 29), 2);
	assert_int_equal(when_weekday(1, 1, 1), 1);
	assert_int_equal(when_days(1970, 1, 1), 0);
	assert_int_equal(when_days(1969, 12, 31), -1);
	assert_int_equal(when_days(2021, 6, 10), 1623283200 / 86400);
	assert_true(when_read_day(&when, str_of("Friday, 18 June")));
	assert_int_equal(when.weekday, 5);
	assert_true(date_is_day(str_of("2024-02-29")));
	assert_false(date_is_day(str_of("2023-02-29")));
	assert_false(date_is_day(str_of("0000-02-29")));
	assert_false(date_is_day(str_of("17 June 21")));
}

static int
zone(const char *name, int64_t seconds)
{
	int minutes;

	return zone_at(str_of(name), seconds, &minutes) ? minutes : -9999;
}

static void
test_zones_have_minutes_or_a_name(void **state)
{
	struct when when = { 2021, 6, 17, WHEN_OPEN, 8 * 60 + 45, WHEN_OPEN };

	(void)state;
	assert_int_equal(zone("UTC", 0), 0);
	assert_int_equal(zone("-04:00", 0), -240);
	assert_int_equal(zone("+5:30", 0), 330);
	assert_int_equal(zone("UTC+3", 0), 180);
	assert_int_equal(zone("+05:60", 0), -9999);
	assert_int_equal(zone("+15", 0), -9999);
	assert_int_equal(zone("-", 0), -9999);
	assert_int_equal(zone("Nowhere/Land", 0), -9999);
	assert_int_equal(zone("../etc/passwd", 0), -9999);
	assert_int_equal(zone("America", 0), -9999);
	assert_int_equal(zone_moment(str_of("-04:00"), &when), 1623933900);
	when.from = WHEN_OPEN;
	assert_int_equal(zone_moment(str_of("UTC"), &when), 1623888000);
}

/* Winter and summer; where the program runs is as it was. */
static void
test_zones_of_the_database_change_their_clocks(void **state)
{
	struct when when = { 2021, 3, 14, WHEN_OPEN, 3 * 60, WHEN_OPEN };
	const char *name = "America/New_York";
	int here = zone_here(1623933900);

	(void)state;
	if (!zone_is(str_of(name)))
		skip();
	assert_int_equal(zone(name, 1610000000), -300);
	assert_int_equal(zone(name, 1623933900), -240);
	assert_int_equal(zone_moment(str_of(name), &when), 1615705200);
	assert_int_equal(zone_here(1623933900), here);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_days_are_read_as_they_are_written),
		cmocka_unit_test(test_times_are_read_as_they_are_written),
		cmocka_unit_test(test_what_is_no_time_is_left),
		cmocka_unit_test(test_weekdays_and_days_are_counted),
		cmocka_unit_test(test_zones_have_minutes_or_a_name),
		cmocka_unit_test(
			test_zones_of_the_database_change_their_clocks),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
