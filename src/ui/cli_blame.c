/*
 * Calls on one paragraph's past: where its words came from, and its wordings.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/json.h"
#include "adref/doc/address.h"
#include "adref/record/life.h"
#include "adref/text/bracket.h"
#include "cli.h"

/* The paragraph a call names, by an address at the point or by its id. */
static int
read_life(struct cli *cli, struct life *out, struct err *err)
{
	store_id point;
	node_id id = node_id_of(str_of(cli->args[0]));
	struct doc *doc;
	struct node *node;
	int rc = 0;

	if (cli_open(cli, false, err) < 0 || record_point(cli->record,
		cli->given.at ? cli->given.at : "now", &point, err) < 0)
		return -1;
	if (node_id_is_none(&id)) {
		if (cli_doc(cli, cli->given.at, &doc, err) < 0)
			return -1;
		rc = address_find(&node, doc, str_of(cli->args[0]), NULL,
			err);
		if (rc == 0)
			id = node->id;
		doc_free(doc);
	}
	return rc < 0 ? -1 : record_life(cli->record, &point, &id, out, err);
}

static void
add_origin_json(struct json *json, const struct history_entry *entry)
{
	struct buf time = BUF_INIT;
	char id[STORE_HEX + 1];

	store_id_text(&entry->revision, id);
	cli_add_time(&time, entry->time, entry->zone, true);
	json_text(json, "change", str_of(entry->change));
	json_text(json, "revision", str_of(id));
	json_text(json, "time", buf_str(&time));
	json_text(json, "party", str_of(entry->party));
	json_text(json, "speaker", str_of(entry->speaker));
	json_text(json, "author", str_of(entry->author));
	json_text(json, "meeting", str_of(entry->meeting));
	buf_release(&time);
}

static void
add_origin(struct cli *cli, const struct history_entry *entry)
{
	struct buf whom = BUF_INIT;

	cli_add_looked(cli, entry->change, 7, ROLE_NUMBER);
	cli_add_time(&cli->out, entry->time, entry->zone, false);
	buf_add_text(&cli->out, "  ");
	entry_add_for(&whom, entry);
	cli_add_looked(cli, buf_text(&whom), 11, ROLE_NAMES);
	buf_release(&whom);
}

static void
add_run(struct cli *cli, struct json *json, const struct wording *by,
	const struct blame_run *run, struct str words)
{
	if (!cli->given.json) {
		add_origin(cli, &by->entry);
		cli_add_line(cli, str_trim(words));
		buf_add_char(&cli->out, '\n');
		return;
	}
	json_open(json, NULL, '{');
	json_int(json, "offset", (int64_t)run->from);
	json_int(json, "length", (int64_t)(run->to - run->from));
	json_text(json, "text", words);
	add_origin_json(json, &by->entry);
	json_close(json, '}');
}

int
call_blame(struct cli *cli, struct err *err)
{
	struct life life;
	struct blame blame;
	struct json json;
	const char *line;

	if (cli->n != 1)
		return cli_usage(cli, err);
	if (read_life(cli, &life, err) < 0)
		return -1;
	life_blame(&blame, &life);
	line = life.at[life.n - 1].line;
	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	for (size_t i = 0; i < blame.n; i++)
		add_run(cli, &json, &life.at[blame.at[i].by], &blame.at[i],
			str_part(str_of(line), blame.at[i].from,
				blame.at[i].to - blame.at[i].from));
	if (cli->given.json) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	}
	if (!blame.n && !cli->given.json)
		buf_add_text(&cli->out, line ? "It is empty.\n"
			: "It was taken out.\n");
	blame_release(&blame);
	life_release(&life);
	return 0;
}

static void
add_wording(struct cli *cli, struct json *json,
	const struct wording *wording)
{
	if (!cli->given.json) {
		add_origin(cli, &wording->entry);
		if (wording->line)
			cli_add_line(cli, str_of(wording->line));
		else
			buf_add_text(&cli->out, "(taken out)");
		if (wording->status != STATUS_OPEN)
			buf_add_format(&cli->out, "  %s",
				status_word(wording->status));
		buf_add_char(&cli->out, '\n');
		return;
	}
	json_open(json, NULL, '{');
	add_origin_json(json, &wording->entry);
	json_text(json, "node", str_of(wording->node.text));
	json_text(json, "status", str_of(status_word(wording->status)));
	if (wording->line)
		json_text(json, "text", str_of(wording->line));
	else
		json_null(json, "text");
	json_close(json, '}');
}

int
call_life(struct cli *cli, struct err *err)
{
	struct life life;
	struct json json;

	if (cli->n != 1)
		return cli_usage(cli, err);
	if (read_life(cli, &life, err) < 0)
		return -1;
	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	for (size_t i = 0; i < life.n; i++)
		add_wording(cli, &json, &life.at[i]);
	if (cli->given.json) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	}
	life_release(&life);
	return 0;
}
