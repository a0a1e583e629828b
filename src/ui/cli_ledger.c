/*
 * The call `ledger`: every bracket that ever stood, since when and for whom,
 * and what became of it; or, with --counts, how many stood at each draft.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/json.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/record/converge.h"
#include "adref/record/ledger.h"
#include "adref/text/attribution.h"
#include "adref/text/words.h"
#include "cli.h"
#include "cli_plot.h"

enum { DAY_SECONDS = 86400 };

struct ledgering {
	struct cli *cli;
	struct ledger ledger;
	struct doc *doc;	/* as it is at the point: for addresses */
	struct json json;
	const char *party;	/* only those of this one, or NULL */
	size_t stand, lifted;
};

static const char *
for_whom(const struct history_entry *entry)
{
	return *entry->party ? party_room_name(entry->party) : entry->author;
}

static void
add_place(struct buf *out, const struct ledgering *ledgering,
	const struct ledger_row *row)
{
	const struct node *node = doc_find(ledgering->doc, &row->node);

	if (node)
		address_add(out, node);
	else
		buf_add_text(out, row->node.text);
}

static bool
is_wanted(const struct ledgering *ledgering, const struct ledger_row *row)
{
	struct attribution who = ATTRIBUTION_INIT;
	bool wanted = !ledgering->party;

	if (!wanted && attribution_read(&who, str_of(row->owners)))
		for (size_t i = 0; i < who.n && !wanted; i++)
			wanted = strcmp(who.at[i].code, ledgering->party)
				== 0;
	attribution_release(&who);
	return wanted;
}

/* `D1+3  2021-06-17` */
static void
add_when(struct cli *cli, const struct history_entry *entry)
{
	struct buf time = BUF_INIT;

	cli_add_time(&time, entry->time, entry->zone, false);
	cli_add_looked(cli, entry->change, 7, ROLE_NUMBER);
	buf_add_format(&cli->out, "%.10s  ", buf_text(&time));
	buf_release(&time);
}

static void
add_row(struct ledgering *ledgering, const struct ledger_row *row)
{
	const struct history *history = &ledgering->ledger.history;
	struct buf place = BUF_INIT, owners = BUF_INIT, words = BUF_INIT;
	struct cli *cli = ledgering->cli;
	const struct history_entry *by = row->closed < history->n
		? &history->at[row->closed] : NULL;

	add_place(&place, ledgering, row);
	party_add_stances(&owners, str_of(row->owners));
	words_add_plain(&words, str_of(row->words));
	cli_add_looked(cli, buf_text(&place), 12, ROLE_NUMBER);
	add_when(cli, &history->at[row->opened]);
	if (by) {
		cli_add_looked(cli, row->dropped ? "went" : "lifted", 6,
			row->dropped ? ROLE_DELETED : ROLE_AGREED);
		add_when(cli, by);
		cli_add_looked(cli, for_whom(by), 11, ROLE_NAMES);
	}
	cli_add_looked(cli, owners.len ? buf_text(&owners) : "-", 22,
		ROLE_NAMES);
	cli_add_line(cli, buf_str(&words));
	buf_add_char(&cli->out, '\n');
	buf_release(&place);
	buf_release(&owners);
	buf_release(&words);
}

static void
add_change_json(struct json *json, const char *key,
	const struct history_entry *entry)
{
	struct buf time = BUF_INIT;
	char id[STORE_HEX + 1];

	store_id_text(&entry->revision, id);
	cli_add_time(&time, entry->time, entry->zone, true);
	json_open(json, key, '{');
	json_text(json, "change", str_of(entry->change));
	json_text(json, "revision", str_of(id));
	json_text(json, "time", buf_str(&time));
	json_text(json, "party", str_of(entry->party));
	json_text(json, "author", str_of(entry->author));
	json_close(json, '}');
	buf_release(&time);
}

static void
add_owners_json(struct json *json, const struct ledger_row *row)
{
	struct attribution who = ATTRIBUTION_INIT;

	json_open(json, "owners", '[');
	if (attribution_read(&who, str_of(row->owners)))
		for (size_t i = 0; i < who.n; i++) {
			struct buf one = BUF_INIT;

			if (who.at[i].sign)
				buf_add_char(&one, who.at[i].sign);
			buf_add_text(&one, who.at[i].code);
			json_text(json, NULL, buf_str(&one));
			buf_release(&one);
		}
	json_close(json, ']');
	attribution_release(&who);
}

/* Whole days that it stood, or stands. */
static int64_t
age_of(const struct ledgering *ledgering, const struct ledger_row *row)
{
	const struct history *history = &ledgering->ledger.history;
	size_t until = row->closed < history->n ? row->closed
		: history->n - 1;

	return (history->at[until].time - history->at[row->opened].time) /
		DAY_SECONDS;
}

static void
add_row_json(struct ledgering *ledgering, const struct ledger_row *row)
{
	const struct history *history = &ledgering->ledger.history;
	struct json *json = &ledgering->json;
	struct buf place = BUF_INIT;

	add_place(&place, ledgering, row);
	json_open(json, NULL, '{');
	json_text(json, "node", str_of(row->node.text));
	json_text(json, "address", buf_str(&place));
	json_text(json, "text", str_of(row->words));
	add_owners_json(json, row);
	add_change_json(json, "opened", &history->at[row->opened]);
	if (row->closed < history->n)
		add_change_json(json, "closed", &history->at[row->closed]);
	else
		json_null(json, "closed");
	json_bool(json, "with_paragraph", row->dropped);
	json_int(json, "days", age_of(ledgering, row));
	json_close(json, '}');
	buf_release(&place);
}

static void
add_rows(struct ledgering *ledgering, bool stand)
{
	const struct ledger *ledger = &ledgering->ledger;

	for (size_t i = 0; i < ledger->n; i++) {
		const struct ledger_row *row = &ledger->at[i];

		if ((row->closed == ledger->history.n) != stand ||
		    !is_wanted(ledgering, row))
			continue;
		if (stand)
			ledgering->stand++;
		else
			ledgering->lifted++;
		if (ledgering->cli->given.json)
			add_row_json(ledgering, row);
		else
			add_row(ledgering, row);
	}
}

static int
list_brackets(struct cli *cli, const char *party, struct err *err)
{
	struct ledgering ledgering = { .cli = cli, .party = party };
	store_id point;

	if (record_point(cli->record, cli->given.at ? cli->given.at : "now",
		&point, err) < 0 ||
	    cli_doc(cli, cli->given.at, &ledgering.doc, err) < 0)
		return -1;
	if (record_ledger(cli->record, &point, cli->given.document,
		&ledgering.ledger, err) < 0) {
		doc_free(ledgering.doc);
		return -1;
	}
	json_init(&ledgering.json, &cli->out);
	if (cli->given.json)
		json_open(&ledgering.json, NULL, '[');
	add_rows(&ledgering, true);
	add_rows(&ledgering, false);
	if (cli->given.json) {
		json_close(&ledgering.json, ']');
		buf_add_char(&cli->out, '\n');
	} else {
		cli_add_count(&cli->out, ledgering.stand, "bracket");
		buf_add_format(&cli->out, " stand%s, %zu lifted or gone\n",
			ledgering.stand == 1 ? "s" : "", ledgering.lifted);
	}
	ledger_release(&ledgering.ledger);
	doc_free(ledgering.doc);
	return 0;
}

static int
print_counts(struct cli *cli, struct err *err)
{
	const char *format = cli->given.json ? "json"
		: cli->given.format ? cli->given.format : "table";
	struct convergence counts;
	int rc;

	if (record_converge(cli->record, cli->given.document, &counts, err) <
	    0)
		return -1;
	rc = plot_add(&cli->out, &counts, format, cli->given.ascii != NULL,
		err);
	convergence_release(&counts);
	return rc;
}

int
call_ledger(struct cli *cli, struct err *err)
{
	const char *party = NULL;

	if (cli->n)
		return cli_usage(cli, err);
	if (cli_open(cli, false, err) < 0)
		return -1;
	if (cli->given.party) {
		party = party_code_of(str_of(cli->given.party));
		if (!party)
			return err_set(err, ERR_REFUSED, "no party is called "
				"\"%.60s\"", cli->given.party);
	}
	return cli->given.counts || cli->given.format ? print_counts(cli, err)
		: list_brackets(cli, party, err);
}
