/*
 * Meetings: what is known of one, the list, and finding the one meant.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "adref/base/mem.h"
#include "adref/doc/meeting.h"
#include "build_doc.h"

static void
keeps(enum meeting_field field, const char *said, const char *kept)
{
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	if (meeting_add_value(&out, field, str_of(said), &err) < 0)
		fail_msg("%s: %s", said, err.text);
	assert_string_equal(buf_text(&out), kept);
	buf_release(&out);
}

static void
refuses(enum meeting_field field, const char *said, const char *why)
{
	struct buf out = BUF_INIT;
	struct err err = ERR_INIT;

	assert_int_equal(meeting_add_value(&out, field, str_of(said), &err),
		-1);
	if (!strstr(err.text, why))
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
	buf_release(&out);
}

static void
test_values_are_kept_in_one_way(void **state)
{
	(void)state;
	keeps(MEETING_KEY, "2021-06-17T08:45", "2021-06-17T08:45");
	keeps(MEETING_KEY, "Thursday, 17 June 2021, 8.45am",
		"2021-06-17T08:45");
	keeps(MEETING_KEY, "2021-06-17", "2021-06-17");
	keeps(MEETING_END, "10.45am", "10:45");
	keeps(MEETING_END, "1pm", "13:00");
	keeps(MEETING_ZONE, "-04:00", "-04:00");
	keeps(MEETING_FORM, "In-person", "in person");
	keeps(MEETING_FORM, "Virtual only", "virtual");
	keeps(MEETING_KIND, "informal informal", "informal-informal");
	keeps(MEETING_KIND, "informal consultations", "open informal");
	keeps(MEETING_KIND, "BUREAU", "Bureau");
	keeps(MEETING_CHAIR, "the Gambia", "GMB");
	keeps(MEETING_FACILITATOR, "Belgium, J. Peeters", "BEL, J. Peeters");
	keeps(MEETING_FACILITATOR, "J. Peeters", "J. Peeters");
	keeps(MEETING_FACILITATOR, "Belgium and Uruguay", "BEL; URY");
	keeps(MEETING_FACILITATOR, "Antigua and Barbuda", "ATG");
	keeps(MEETING_FACILITATOR, "BEL; Uruguay, A. Sosa; ",
		"BEL; URY, A. Sosa");
	keeps(MEETING_ITEMS, "items b.3, C and D", "b.3, C, D");
	keeps(MEETING_ITEMS, "item a", "A");
	keeps(MEETING_ABOUT, " Draft 1,\n continued ", "Draft 1, continued");
	keeps(MEETING_FORM, "", "");
}

static void
test_what_a_field_cannot_be_is_refused(void **state)
{
	(void)state;
	refuses(MEETING_KEY, "", "no day and time");
	refuses(MEETING_KEY, "soon", "2021-06-17T08:45");
	refuses(MEETING_KEY, "17 June, 8.45am", "lacks the year");
	refuses(MEETING_END, "10", "write 10:45");
	refuses(MEETING_END, "8.45 to 10.45", "no time of day");
	refuses(MEETING_ZONE, "Nowhere/Land", "-04:00");
	refuses(MEETING_FORM, "hybrit", "in person, virtual or hybrid");
	refuses(MEETING_KIND, "dinner", "informal-informal, Bureau or");
	refuses(MEETING_ITEMS, "A, (b)", "\"(b)\" is no item");
}

static void
test_fields_have_words(void **state)
{
	(void)state;
	for (unsigned i = 0; i < MEETING_FIELDS; i++)
		assert_int_equal(meeting_field_of(str_of(meeting_field_word(
			(enum meeting_field)i))), i);
	assert_int_equal(meeting_field_of(str_of("colour")), MEETING_FIELDS);
}

static void
add(struct meetings *meetings, const char *key, const char *end,
	const char *facilitator, const char *items)
{
	const char *fields[MEETING_FIELDS] = { NULL };

	fields[MEETING_KEY] = key;
	fields[MEETING_END] = end;
	fields[MEETING_FACILITATOR] = facilitator;
	fields[MEETING_ITEMS] = items;
	assert_true(meetings_add(meetings, fields));
}

static struct meetings
june(void)
{
	struct meetings meetings = { 0 };

	add(&meetings, "2021-06-25T10:00", "12:00", "BEL", "B.3");
	add(&meetings, "2021-06-15T09:30", "11:30", NULL, NULL);
	add(&meetings, "2021-06-17T08:45", "10:45", NULL, "A, C, D");
	add(&meetings, "2021-06-22T15:00", "17:00", NULL, "");
	add(&meetings, "2021-07-26T15:00", NULL, NULL, NULL);
	add(&meetings, "2021-07-26T11:00", NULL, NULL, NULL);
	return meetings;
}

static void
finds(const struct meetings *meetings, const char *said, const char *key)
{
	struct err err = ERR_INIT;
	const struct meeting *found = meetings_find(meetings, str_of(said),
		&err);

	if (!found)
		fail_msg("%s: %s", said, err.text);
	assert_string_equal(found->at[MEETING_KEY], key);
}

static void
misses(const struct meetings *meetings, const char *said, const char *why)
{
	struct err err = ERR_INIT;

	assert_null(meetings_find(meetings, str_of(said), &err));
	if (!strstr(err.text, why))
		fail_msg("\"%s\" does not say \"%s\"", err.text, why);
}

static void
test_a_meeting_is_found_as_it_is_said(void **state)
{
	struct meetings meetings = june();
	const char *again[MEETING_FIELDS] = { "2021-06-17T08:45" };

	(void)state;
	assert_string_equal(meetings.at[0].at[MEETING_KEY],
		"2021-06-15T09:30");
	assert_string_equal(meetings.at[4].at[MEETING_KEY],
		"2021-07-26T11:00");
	assert_false(meetings_add(&meetings, again));
	finds(&meetings, "2021-06-17T08:45", "2021-06-17T08:45");
	finds(&meetings, "2021-06-17", "2021-06-17T08:45");
	finds(&meetings, "17 June", "2021-06-17T08:45");
	finds(&meetings, "Thursday, 17th June 2021, 8.45am",
		"2021-06-17T08:45");
	finds(&meetings, "26 july 11.00", "2021-07-26T11:00");
	misses(&meetings, "26 July", "2 meetings then, say which: 26 July "
		"11.00 (2021-07-26T11:00), 26 July 15.00");
	misses(&meetings, "18 June", "likely: 17 June 8.45\u201310.45 "
		"(2021-06-17T08:45), 15 June 9.30\u201311.30 "
		"(2021-06-15T09:30), 22 June");
	misses(&meetings, "17 June 9.00", "likely: 17 June 8.45");
	misses(&meetings, "17 June 2022", "no meeting");
	misses(&meetings, "the next", "likely: 15 June");
	meetings_release(&meetings);
	misses(&meetings, "17 June", "none yet");
}

static void
says(void (*add_words)(struct buf *, const struct meeting *),
	const struct meeting *meeting, const char *words)
{
	struct buf out = BUF_INIT;

	add_words(&out, meeting);
	assert_string_equal(buf_text(&out), words);
	buf_release(&out);
}

static void
add_who(struct buf *out, const struct meeting *meeting)
{
	meeting_add_who(out, meeting, true);
}

static void
test_a_meeting_is_said_in_words(void **state)
{
	struct meetings meetings = june();
	struct buf out = BUF_INIT;

	(void)state;
	says(meeting_add_when, &meetings.at[1], "17 June 8.45\u201310.45");
	says(meeting_add_when, &meetings.at[4], "26 July 11.00");
	says(meeting_add_items, &meetings.at[1], "items A, C and D");
	says(meeting_add_items, &meetings.at[3], "item B.3");
	says(meeting_add_items, &meetings.at[0], "");
	says(add_who, &meetings.at[3], "facilitated by Belgium");
	says(add_who, &meetings.at[0], "");
	free(meetings.at[0].at[MEETING_CHAIR]);
	meetings.at[0].at[MEETING_CHAIR] =
		mem_text("KEN, A. Person; FIN; B. Person");
	says(add_who, &meetings.at[0],
		"chaired by Kenya (A. Person), Finland and B. Person");
	meeting_add_who(&out, &meetings.at[0], false);
	assert_string_equal(buf_text(&out),
		"chaired by Kenya, Finland and B. Person");
	buf_clear(&out);
	meeting_add_key_when(&out, "2021-06-17");
	meeting_add_key_when(&out, ", the third");
	assert_string_equal(buf_text(&out), "17 June, the third");
	buf_release(&out);
	meetings_release(&meetings);
}

static void
test_a_facilitator_has_sections(void **state)
{
	struct meetings meetings = june();
	struct doc *doc = build_doc("# A. One\n- first\n# B. Two\n"
		"## 1. First\n## 3. Third\n- bullet\n### 1. Below\n");
	struct node *node = doc_first(doc);
	const struct meeting *found;

	(void)state;
	assert_null(meetings_facilitated(&meetings, node));
	while (node && !str_starts(node_str(node), "bullet"))
		node = node_next(node);
	found = meetings_facilitated(&meetings, node);
	assert_non_null(found);
	assert_string_equal(found->at[MEETING_KEY], "2021-06-25T10:00");
	assert_ptr_equal(meetings_facilitated(&meetings, node_next(node)),
		found);
	add(&meetings, "2021-06-29", NULL, "URY", "B");
	assert_ptr_equal(meetings_facilitated(&meetings, node->parent),
		meetings_of_key(&meetings, str_of("2021-06-25T10:00")));
	assert_ptr_equal(meetings_facilitated(&meetings,
		node->parent->parent),
		meetings_of_key(&meetings, str_of("2021-06-29")));
	meetings_release(&meetings);
	doc_free(doc);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_values_are_kept_in_one_way),
		cmocka_unit_test(test_what_a_field_cannot_be_is_refused),
		cmocka_unit_test(test_fields_have_words),
		cmocka_unit_test(test_a_meeting_is_found_as_it_is_said),
		cmocka_unit_test(test_a_meeting_is_said_in_words),
		cmocka_unit_test(test_a_facilitator_has_sections),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
