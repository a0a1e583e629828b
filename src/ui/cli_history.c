/*
 * Calls that show the past: log, drafts.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/json.h"
#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/meeting.h"
#include "adref/record/pick.h"
#include "cli.h"

static void
add_id(struct json *json, const char *key, const store_id *id)
{
	char text[STORE_HEX + 1];

	store_id_text(id, text);
	json_text(json, key, str_of(text));
}

static void
add_entry_json(struct json *json, const struct history_entry *entry)
{
	struct buf time = BUF_INIT;

	cli_add_time(&time, entry->time, entry->zone, true);
	json_open(json, NULL, '{');
	add_id(json, "revision", &entry->revision);
	json_text(json, "change", str_of(entry->change));
	json_text(json, "time", buf_str(&time));
	json_text(json, "author", str_of(entry->author));
	json_text(json, "committer", str_of(entry->committer));
	json_text(json, "party", str_of(entry->party));
	json_text(json, "speaker", str_of(entry->speaker));
	if (*entry->recorded)
		json_text(json, "recorded", str_of(entry->recorded));
	else
		json_null(json, "recorded");
	json_text(json, "meeting", str_of(entry->meeting));
	json_text(json, "act", str_of(entry->act));
	json_open(json, "nodes", '[');
	for (size_t i = 0; i < entry->nodes_n; i++)
		json_text(json, NULL, str_of(entry->nodes[i].text));
	json_close(json, ']');
	json_open(json, "reopens", '[');
	for (size_t i = 0; i < entry->reopens_n; i++)
		json_text(json, NULL, str_of(entry->reopens[i].text));
	json_close(json, ']');
	json_text(json, "reason", str_of(entry->reason));
	json_text(json, "subject", str_of(entry->subject));
	json_open(json, "drafts", '[');
	for (size_t i = 0; i < entry->drafts_n; i++)
		json_text(json, NULL, str_of(entry->drafts[i]));
	json_close(json, ']');
	json_close(json, '}');
	buf_release(&time);
}

static void
add_entry(struct cli *cli, const struct history_entry *entry)
{
	struct buf whom = BUF_INIT, *out = &cli->out;

	for (size_t i = 0; i < entry->drafts_n; i++) {
		size_t from = out->len;

		buf_add_format(out, "-- %s --\n", entry->drafts[i]);
		cli_look(cli, from, ROLE_SECTION);
	}
	cli_add_looked(cli, entry->change, 7, ROLE_NUMBER);
	cli_add_time(out, entry->time, entry->zone, false);
	buf_add_text(out, "  ");
	entry_add_for(&whom, entry);
	cli_add_looked(cli, buf_text(&whom), 11, ROLE_NAMES);
	buf_release(&whom);
	cli_add_column(out, entry->committer, 13);
	buf_add_text(out, entry->subject);
	if (*entry->meeting) {
		buf_add_text(out, "  (");
		meeting_add_key_when(out, entry->meeting);
		buf_add_char(out, ')');
	}
	buf_add_char(out, '\n');
}

/* What cannot be read is told and left out; the rest is good. */
static void
add_picked(struct cli *cli, struct json *json, const struct pick *pick)
{
	for (size_t i = 0; i < pick_n(pick); i++) {
		struct history_entry entry;
		struct err told = ERR_INIT;

		if (pick_read(pick, i, &entry, &told) < 0)
			continue;
		if (cli->given.json)
			add_entry_json(json, &entry);
		else
			add_entry(cli, &entry);
		history_entry_release(&entry);
	}
}

int
call_log(struct cli *cli, struct err *err)
{
	struct pick *pick;
	struct json json;
	size_t max = 0;

	if ((cli->given.count && cli_count(cli, "-n", cli->given.count, &max,
		err) < 0) || cli_open(cli, false, err) < 0 ||
	    cli_pick(cli, max, &pick, err) < 0)
		return -1;
	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	add_picked(cli, &json, pick);
	if (cli->given.json) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	}
	pick_free(pick);
	return 0;
}

static void
add_draft_json(struct json *json, const struct draft *draft)
{
	json_open(json, NULL, '{');
	json_text(json, "name", str_of(draft->name));
	json_text(json, "title", str_of(draft->title));
	json_text(json, "date", str_of(draft->date));
	json_text(json, "symbol", str_of(draft->symbol));
	json_text(json, "without_prejudice",
		str_of(draft->printed.prejudice));
	json_text(json, "deadline", str_of(draft->printed.deadline));
	json_bool(json, "names", !draft->printed.unnamed);
	json_text(json, "without_fate", str_of(draft->without_fate));
	json_text(json, "reason", str_of(draft->reason));
	add_id(json, "revision", &draft->revision);
	json_close(json, '}');
}

/* What is printed with it, and what it was tagged over, below. */
static void
add_draft(struct buf *out, const struct draft *draft)
{
	static const char below[] = "\n                 ";

	buf_add_format(out, "%-16s %s  %s%s%s", draft->name,
		store_id_is_none(&draft->revision) ? "nothing   "
			: draft->date, draft->title, *draft->symbol ? "  "
			: "", draft->symbol);
	if (store_id_is_none(&draft->revision))
		buf_add_format(out, "%sthe tag points to no text that is "
			"here", below);
	if (printed_is(&draft->printed)) {
		buf_add_text(out, below);
		printed_add(out, &draft->printed, below);
	}
	if (*draft->without_fate)
		buf_add_format(out, "%s%s without a fate: %s", below,
			draft->without_fate, draft->reason);
	buf_add_char(out, '\n');
}

int
call_drafts(struct cli *cli, struct err *err)
{
	struct drafts drafts = { 0 };
	struct json json;

	if (cli_open(cli, false, err) < 0 ||
	    record_drafts(cli->record, &drafts, err) < 0)
		return -1;
	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	for (size_t i = 0; i < drafts.n; i++) {
		const struct draft *draft = &drafts.at[i];

		if (cli->given.json)
			add_draft_json(&json, draft);
		else
			add_draft(&cli->out, draft);
	}
	if (cli->given.json) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	} else if (!drafts.n) {
		buf_add_text(&cli->out, "There is no draft yet: adref draft 1 "
			"tags the text\n");
	}
	drafts_release(&drafts);
	return 0;
}
