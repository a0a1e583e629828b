/*
 * meetings.tsv: read, told what is wrong with it, written.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/format/meetings.h"

static void
tell(void *ctx, size_t line, const char *why)
{
	buf_add_format(ctx, "%zu: %s\n", line, why);
}

/* Read table; the meetings and what was told of it, a line each. */
static void
reads(const char *table, const char *want)
{
	struct meetings meetings = { 0 };
	struct buf out = BUF_INIT;

	meetings_read(&meetings, str_of(table),
		&(struct table_troubles){ tell, &out });
	for (size_t i = 0; i < meetings.n; i++)
		buf_add_format(&out, "%s|%s|%s|%s\n",
			meetings.at[i].at[MEETING_KEY],
			meetings.at[i].at[MEETING_END],
			meetings.at[i].at[MEETING_FORM],
			meetings.at[i].at[MEETING_FACILITATOR]);
	assert_string_equal(buf_text(&out), want);
	buf_release(&out);
	meetings_release(&meetings);
}

static void
test_columns_stand_in_any_order(void **state)
{
	(void)state;
	reads("meeting\tform\tremark\tEnd\n2021-06-17T08:45\tHybrid\tcold\t"
		"10.45\n\n2021-06-15\n",
		"2021-06-15|||\n2021-06-17T08:45|10:45|hybrid|\n");
	reads("", "");
	reads("meeting\tend\n", "");
}

static void
test_what_is_wrong_is_told_with_its_line(void **state)
{
	(void)state;
	reads("meeting\tend\tform\n17 June\t10:45\n"
		"2021-06-17T08:45\tlate\thybrit\n2021-06-17T08:45\t10:45\n"
		"17 June 2021\n2021-06-18\t\t\xFF\n",
		"2: \"17 June\" lacks the year\n"
		"3: \"late\" is no time of day: write 10:45\n"
		"3: \"hybrit\" is no form of a meeting: it is in person, "
		"virtual or hybrid\n"
		"4: this meeting is there already: the first row counts\n"
		"5: write 2021-06-17 for \"17 June 2021\"\n"
		"6: this is not UTF-8 text\n"
		"2021-06-17T08:45|late|hybrit|\n");
	reads("2021-06-17T08:45\t10:45\n",
		"1: the first row names the columns, and the first of them is "
		"\"meeting\"\n");
}

static void
puts_row(const char *table, const char *end, const char *form,
	const char *want)
{
	const char *fields[MEETING_FIELDS] = { "2021-06-17T08:45" };
	struct buf out = BUF_INIT;

	fields[MEETING_END] = end;
	fields[MEETING_FORM] = form;
	meetings_put(&out, str_of(table), fields);
	assert_string_equal(buf_text(&out), want);
	buf_release(&out);
}

static void
test_only_what_is_set_is_written(void **state)
{
	struct buf out = BUF_INIT;

	(void)state;
	puts_row("", "10:45", NULL, "meeting\tend\tzone\tform\tplace\t"
		"languages\tkind\tchair\tfacilitator\titems\tabout\n"
		"2021-06-17T08:45\t10:45\n");
	puts_row("meeting\tform\tremark\n2021-06-17T08:45\thybrit\tcold\n",
		"10:45", NULL, "meeting\tform\tremark\tend\n"
		"2021-06-17T08:45\thybrit\tcold\t10:45\n");
	puts_row("meeting\tform\tremark\n2021-06-17T08:45\thybrit\tcold\n",
		NULL, "", "meeting\tform\tremark\n2021-06-17T08:45\t\tcold\n");
	meetings_drop(&out, str_of("meeting\tend\n2021-06-15\n2021-06-17\n"),
		str_of("2021-06-15"));
	assert_string_equal(buf_text(&out), "meeting\tend\n2021-06-17\n");
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_columns_stand_in_any_order),
		cmocka_unit_test(test_what_is_wrong_is_told_with_its_line),
		cmocka_unit_test(test_only_what_is_set_is_written),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
