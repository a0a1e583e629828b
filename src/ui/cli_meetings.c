/*
 * Calls that list the meetings and the Bureau.
 */
#include <string.h>

#include "adref/base/json.h"
#include "adref/doc/party.h"
#include "adref/record/meetings.h"
#include "cli.h"

enum { KEY_COLS = 16, TIME_COLS = 5, FORM_COLS = 9, KIND_COLS = 17 };

/* `2021-06-17` and `08:45` of a key; times are empty where there are none. */
static void
add_when_json(struct json *json, const struct meeting *meeting)
{
	struct str key = str_of(meeting->at[MEETING_KEY]);

	json_text(json, "key", key);
	json_text(json, "date", str_part(key, 0, 10));
	json_text(json, "start", str_from(key, 11));
	json_text(json, "end", str_of(meeting->at[MEETING_END]));
}

static void
add_who_json(struct json *json, const char *key, const char *who)
{
	struct str rest = str_of(who), code, person;

	json_open(json, key, '[');
	while (meeting_next_who(&rest, &code, &person)) {
		json_open(json, NULL, '{');
		json_text(json, "party", code);
		json_text(json, "person", person);
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
add_meeting_json(struct json *json, const struct meeting *meeting,
	const char *zone)
{
	struct str rest = str_of(meeting->at[MEETING_ITEMS]), item;

	if (*meeting->at[MEETING_ZONE])
		zone = meeting->at[MEETING_ZONE];
	json_open(json, NULL, '{');
	add_when_json(json, meeting);
	json_text(json, "zone", str_of(zone));
	json_text(json, "form", str_of(meeting->at[MEETING_FORM]));
	json_text(json, "kind", str_of(meeting->at[MEETING_KIND]));
	json_text(json, "place", str_of(meeting->at[MEETING_PLACE]));
	json_text(json, "languages", str_of(meeting->at[MEETING_LANGUAGES]));
	add_who_json(json, "chair", meeting->at[MEETING_CHAIR]);
	add_who_json(json, "facilitator", meeting->at[MEETING_FACILITATOR]);
	json_open(json, "items", '[');
	while (meeting_next_item(&rest, &item))
		json_text(json, NULL, item);
	json_close(json, ']');
	json_text(json, "about", str_of(meeting->at[MEETING_ABOUT]));
	json_close(json, '}');
}

/* Words, behind a comma when others stand before them. */
static void
add_part(struct buf *out, size_t from, const char *words)
{
	if (*words)
		buf_add_format(out, "%s%s", out->len > from ? ", " : "",
			words);
}

void
cli_add_meeting(struct buf *out, const struct meeting *meeting)
{
	struct buf items = BUF_INIT, who = BUF_INIT;
	size_t from;

	meeting_add_items(&items, meeting);
	meeting_add_who(&who, meeting, true);
	cli_add_column(out, meeting->at[MEETING_KEY], KEY_COLS);
	cli_add_column(out, meeting->at[MEETING_END], TIME_COLS);
	cli_add_column(out, meeting->at[MEETING_FORM], FORM_COLS);
	cli_add_column(out, meeting->at[MEETING_KIND], KIND_COLS);
	from = out->len;
	add_part(out, from, buf_text(&items));
	add_part(out, from, buf_text(&who));
	add_part(out, from, meeting->at[MEETING_ABOUT]);
	add_part(out, from, meeting->at[MEETING_PLACE]);
	add_part(out, from, meeting->at[MEETING_LANGUAGES]);
	add_part(out, from, meeting->at[MEETING_ZONE]);
	while (out->len && out->data[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
	buf_add_char(out, '\n');
	buf_release(&items);
	buf_release(&who);
}

int
call_meetings(struct cli *cli, struct err *err)
{
	struct meetings meetings;
	struct json json;

	if (cli->n)
		return cli_usage(cli, err);
	if (cli_open(cli, false, err) < 0 ||
	    record_meetings(cli->record, &meetings, err) < 0)
		return -1;
	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	for (size_t i = 0; i < meetings.n; i++) {
		if (cli->given.json)
			add_meeting_json(&json, &meetings.at[i],
				record_zone_name(cli->record));
		else
			cli_add_meeting(&cli->out, &meetings.at[i]);
	}
	if (cli->given.json) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	} else if (!meetings.n) {
		buf_add_text(&cli->out, "There is no meeting yet\n");
	}
	meetings_release(&meetings);
	return 0;
}

static void
add_member(struct buf *out, const struct bureau_member *member)
{
	const char *name = member->at[BUREAU_NAME];
	const char *role = member->at[BUREAU_ROLE];

	buf_add_format(out, "  %s", party_room_name(member->at[BUREAU_PARTY]));
	if (*name)
		buf_add_format(out, ", %s", name);
	if (*role)
		buf_add_format(out, ", %s", role);
	buf_add_char(out, '\n');
}

static void
add_member_json(struct json *json, const struct bureau_member *member)
{
	json_open(json, NULL, '{');
	json_text(json, "party", str_of(member->at[BUREAU_PARTY]));
	json_text(json, "name", str_of(member->at[BUREAU_NAME]));
	json_text(json, "role", str_of(member->at[BUREAU_ROLE]));
	json_close(json, '}');
}

static void
add_group(struct cli *cli, struct json *json, const struct bureau *bureau,
	const char *group)
{
	size_t places = bureau_places(bureau, group);
	size_t taken = bureau_taken(bureau, group);
	size_t left = taken < places ? places - taken : 0;

	if (cli->given.json) {
		json_open(json, NULL, '{');
		json_text(json, "group", str_of(group));
		json_int(json, "places", (int64_t)places);
		json_int(json, "left", (int64_t)left);
		json_open(json, "members", '[');
	} else {
		buf_add_format(&cli->out, "%s: %zu of %zu places left\n",
			group, left, places);
	}
	for (size_t i = 0; i < bureau->n; i++) {
		if (strcmp(bureau->at[i].at[BUREAU_GROUP], group) != 0)
			continue;
		if (cli->given.json)
			add_member_json(json, &bureau->at[i]);
		else
			add_member(&cli->out, &bureau->at[i]);
	}
	if (cli->given.json) {
		json_close(json, ']');
		json_close(json, '}');
	}
}

int
call_bureau(struct cli *cli, struct err *err)
{
	struct bureau bureau;
	struct json json;

	if (cli->n)
		return cli_usage(cli, err);
	if (cli_open(cli, false, err) < 0 ||
	    record_bureau(cli->record, &bureau, err) < 0)
		return -1;
	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	for (size_t i = 0; i < BUREAU_GROUPS; i++)
		add_group(cli, &json, &bureau, bureau_group(i));
	if (cli->given.json) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	}
	bureau_release(&bureau);
	return 0;
}
