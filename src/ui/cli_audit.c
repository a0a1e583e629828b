/*
 * The call that accounts for what was asked: proposals that are open, and
 * paragraphs of letters that nobody has read.
 */
#include "adref/base/json.h"
#include "adref/doc/party.h"
#include "adref/record/audit.h"
#include "cli.h"

static void
add_row_json(struct json *json, const struct audit_row *row)
{
	json_open(json, NULL, '{');
	json_text(json, "kind", str_of(*row->name ? "proposal" : "letter"));
	json_text(json, "proposal", str_of(row->name));
	json_text(json, "party", str_of(row->party));
	json_text(json, "document", str_of(row->doc));
	json_text(json, "node", str_of(row->node.text));
	json_text(json, "address", str_of(row->where));
	json_text(json, "since", str_of(row->since));
	json_bool(json, "before", row->before);
	json_text(json, "text", str_of(row->words));
	json_close(json, '}');
}

static void
add_row(struct cli *cli, const struct audit_row *row)
{
	cli_add_looked(cli, *row->name ? row->name : row->doc,
		*row->name ? 11 : 24, ROLE_SECTION);
	cli_add_looked(cli, row->where, 10, ROLE_NUMBER);
	cli_add_column(&cli->out, row->since, 10);
	cli_add_looked(cli, party_room_name(row->party), 12, ROLE_NAMES);
	cli_add_safe(cli, str_of(row->words));
	buf_add_char(&cli->out, '\n');
}

/* `open since before draft-1` above those, and the others below. */
static void
add_rows(struct cli *cli, const struct audit *audit, bool before)
{
	bool any = false;

	for (size_t i = 0; i < audit->n; i++) {
		if (audit->at[i].before != before)
			continue;
		if (!any && cli->n)
			buf_add_format(&cli->out, "%s %s:\n", before
				? "since before" : "since", cli->args[0]);
		any = true;
		add_row(cli, &audit->at[i]);
	}
}

static void
add_head(struct cli *cli, const struct audit *audit)
{
	size_t unread = audit->n - audit->open;

	buf_add_format(&cli->out, "up to %s: ", cli->n > 1 ? cli->args[1]
		: "now");
	cli_add_count(&cli->out, audit->proposals, "proposal");
	buf_add_format(&cli->out, ", %zu without a fate", audit->open);
	if (audit->parts)
		buf_add_format(&cli->out, "; %zu of %zu paragraphs of letters "
			"unread", unread, audit->parts);
	buf_add_char(&cli->out, '\n');
}

static void
add_audit(struct cli *cli, const struct audit *audit)
{
	struct json json;

	if (!cli->given.json) {
		add_head(cli, audit);
		add_rows(cli, audit, true);
		add_rows(cli, audit, false);
		return;
	}
	json_init(&json, &cli->out);
	json_open(&json, NULL, '[');
	for (size_t i = 0; i < audit->n; i++)
		add_row_json(&json, &audit->at[i]);
	json_close(&json, ']');
	buf_add_char(&cli->out, '\n');
}

int
call_audit(struct cli *cli, struct err *err)
{
	struct audit audit;
	store_id from, to = { { 0 } };

	if (cli_open(cli, false, err) < 0 ||
	    (cli->n && record_point(cli->record, cli->args[0], &from,
		err) < 0) ||
	    (cli->n > 1 && record_point(cli->record, cli->args[1], &to,
		err) < 0) ||
	    record_audit(cli->record, cli->n ? &from : NULL, &to, &audit,
		err) < 0)
		return -1;
	add_audit(cli, &audit);
	if (audit.n)
		cli->status = STATUS_NO;
	audit_release(&audit);
	return 0;
}
