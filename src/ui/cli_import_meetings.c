/*
 * The meetings that a letter announces go into the register with its text, in
 * one revision. What the register says already stays: a person may have put it
 * right, and a letter that comes twice doubles nothing.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/json.h"
#include "adref/format/meetings.h"
#include "adref/record/meetings.h"
#include "cli_import.h"

/* Fields that the register does not have yet; *differs: it has others. */
static bool
take_fields(const char *fields[MEETING_FIELDS], const struct meeting *found,
	const struct meeting *there, bool *differs)
{
	bool fills = false;

	*differs = false;
	for (int i = MEETING_END; i < MEETING_FIELDS; i++) {
		const char *new = found->at[i], *old = there->at[i];

		fields[i] = *new && !*old ? new : NULL;
		fills |= fields[i] != NULL;
		*differs |= *new && *old && i != MEETING_ABOUT &&
			strcmp(new, old) != 0;
	}
	return fills;
}

/* One meeting more in the table, or more known of one. */
static void
plan_one(struct meetings_plan *plan, const struct meetings *list,
	const struct meeting *found)
{
	const struct meeting *there = meetings_of_key(list,
		str_of(found->at[MEETING_KEY]));
	const char *fields[MEETING_FIELDS] = { NULL };
	struct buf table = BUF_INIT;
	bool differs = false;

	if (!there) {
		for (int i = 0; i < MEETING_FIELDS; i++)
			fields[i] = found->at[i];
		plan->fresh++;
	} else if (take_fields(fields, found, there, &differs)) {
		fields[MEETING_KEY] = found->at[MEETING_KEY];
		plan->filled++;
	}
	plan->differ += differs;
	if (!fields[MEETING_KEY])
		return;
	meetings_put(&table, buf_str(&plan->now), fields);
	buf_release(&plan->now);
	plan->now = table;
}

int
import_plan_meetings(struct meetings_plan *plan, struct cli *cli,
	const struct import *import, struct err *err)
{
	struct meetings meetings = { 0 };
	bool there;

	if (record_file(cli->record, MEETINGS_FILE, &plan->was, &there, err)
	    < 0 || record_meetings(cli->record, &meetings, err) < 0)
		return -1;
	plan->found = import->meetings.n;
	buf_add_str(&plan->now, buf_str(&plan->was));
	for (size_t i = 0; i < import->meetings.n; i++)
		plan_one(plan, &meetings, &import->meetings.at[i]);
	meetings_release(&meetings);
	plan->file = (struct act_file){ .path = MEETINGS_FILE,
		.was = there ? buf_text(&plan->was) : NULL,
		.now = buf_text(&plan->now) };
	if (import->zone && !*record_zone_name(cli->record))
		plan->zone = import->zone;
	return 0;
}

void
meetings_plan_release(struct meetings_plan *plan)
{
	buf_release(&plan->was);
	buf_release(&plan->now);
}

/* Told in one line; with --dry-run, each of them. */
void
import_add_meetings(struct cli *cli, const struct meetings_plan *plan,
	const struct import *import)
{
	struct buf *out = &cli->out;

	if (!plan->found)
		return;
	buf_add_format(out, "meetings: %zu new", plan->fresh);
	if (plan->fresh < plan->found)
		buf_add_format(out, ", %zu there already",
			plan->found - plan->fresh);
	if (plan->filled)
		buf_add_format(out, ", more known of %zu", plan->filled);
	if (plan->differ)
		buf_add_format(out, ", %zu that the list has otherwise: it "
			"stays", plan->differ);
	buf_add_char(out, '\n');
	if (plan->zone)
		buf_add_format(out, "time zone: %s\n", plan->zone);
	for (size_t i = 0; i < import->meetings.n && cli->given.dry_run; i++) {
		buf_add_text(out, "  ");
		cli_add_meeting(out, &import->meetings.at[i]);
	}
	for (size_t i = 0; i < import->remarks_n && (plan->fresh ||
	     plan->filled); i++) {
		buf_add_format(out, "line %zu: ", import->remarks[i].line);
		cli_add_safe(cli, str_of(import->remarks[i].text));
		buf_add_char(out, '\n');
	}
}

void
import_add_meetings_json(struct json *json, const struct meetings_plan *plan,
	const struct import *import)
{
	json_open(json, "meetings", '{');
	json_int(json, "found", (int64_t)plan->found);
	json_int(json, "new", (int64_t)plan->fresh);
	json_int(json, "filled", (int64_t)plan->filled);
	json_int(json, "differ", (int64_t)plan->differ);
	json_close(json, '}');
	json_text(json, "zone", str_of(plan->zone ? plan->zone : ""));
	json_open(json, "remarks", '[');
	for (size_t i = 0; i < import->remarks_n; i++) {
		json_open(json, NULL, '{');
		json_int(json, "line", (int64_t)import->remarks[i].line);
		json_text(json, "text", str_of(import->remarks[i].text));
		json_close(json, '}');
	}
	json_close(json, ']');
}
