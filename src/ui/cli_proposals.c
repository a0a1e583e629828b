/*
 * Proposals on the command line: those of a point, by the node they stand on;
 * and the call that prints them.
 */
#include <string.h>

#include "adref/base/json.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/doc/proposal_said.h"
#include "adref/record/proposals.h"
#include "cli_asked.h"

int
cli_proposals(struct cli *cli, const char *at, const char *doc,
	struct err *err)
{
	struct cli_proposals *out = &cli->proposals;
	store_id point;

	cli_proposals_release(out);
	if (cli_open(cli, false, err) < 0 ||
	    record_point(cli->record, at ? at : "now", &point, err) < 0)
		return -1;
	out->all = &out->own;
	if (store_id_same(&point, record_tip(cli->record))
		? record_proposals(cli->record, &out->all, err) < 0
		: record_proposals_at(cli->record, &point, &out->own, err) < 0)
		return -1;
	proposal_places_read(&out->places, out->all, doc);
	return 0;
}

void
cli_proposals_release(struct cli_proposals *proposals)
{
	proposal_places_release(&proposals->places);
	proposals_release(&proposals->own);
	*proposals = (struct cli_proposals){ .all = NULL };
}

/* How a row is called, and where it stands. */
struct row {
	struct buf name, where, whose, stands;
};

static void
row_read(struct row *out, const struct asked *asked, size_t n)
{
	const struct proposal *of = asked_at(asked, n)->of;

	*out = (struct row){ .name = BUF_INIT };
	proposal_add_name(&out->name, of);
	asked_add_where(&out->where, asked, asked_at(asked, n)->spot);
	proposal_add_whose(&out->whose, of);
	proposal_add_counts(&out->stands, of);
}

static void
row_release(struct row *row)
{
	buf_release(&row->name);
	buf_release(&row->where);
	buf_release(&row->whose);
	buf_release(&row->stands);
}

enum { NAME, WHERE, WHO, STANDS, COLUMNS };

static void
widen(size_t *width, const char *text)
{
	size_t columns = utf8_columns(str_of(text));

	if (columns > *width)
		*width = columns;
}

static void
measure(size_t widths[COLUMNS], const struct asked *asked)
{
	for (size_t i = 0; i < asked->n; i++) {
		struct row row;

		row_read(&row, asked, i);
		widen(&widths[NAME], buf_text(&row.name));
		widen(&widths[WHERE], buf_text(&row.where));
		widen(&widths[WHO], buf_text(&row.whose));
		widen(&widths[STANDS], buf_text(&row.stands));
		row_release(&row);
	}
}

/* Append where it stands in the text now, when it was put there. */
static void
add_home(struct buf *out, const struct asked *asked,
	const struct proposal_ordered *at)
{
	const struct node *node = asked_node(asked, at->spot);

	if (node && node_id_same(&node->id, &at->of->at))
		address_add(out, node);
}

/* `"shall" to "should" -> placed in brackets in A.1 by the Chair, 17 June` */
static void
add_row(struct cli *cli, const struct asked *asked, size_t n,
	const size_t widths[COLUMNS])
{
	const struct proposal_ordered *at = asked_at(asked, n);
	struct buf rest = BUF_INIT, home = BUF_INIT;
	struct row row;

	row_read(&row, asked, n);
	add_home(&home, asked, at);
	cli_add_looked(cli, buf_text(&row.name), widths[NAME] + 1,
		ROLE_SECTION);
	cli_add_looked(cli, buf_text(&row.where), widths[WHERE] + 1,
		ROLE_NUMBER);
	cli_add_column(&cli->out, proposal_verb_said(at->of->verb), 7);
	cli_add_looked(cli, buf_text(&row.whose), widths[WHO] + 1,
		ROLE_NAMES);
	cli_add_column(&cli->out, buf_text(&row.stands), widths[STANDS] + 1);
	proposal_add_gist(&rest, at->of);
	buf_add_text(&rest, " -> ");
	proposal_add_fate(&rest, at->of, buf_str(&home));
	cli_add_safe(cli, buf_str(&rest));
	buf_add_char(&cli->out, '\n');
	buf_release(&rest);
	buf_release(&home);
	row_release(&row);
}

/* `3 proposals, 1 open`; `3 of 20 proposals, 1 open` when some are left out. */
static void
add_rows(struct cli *cli, const struct asked *asked)
{
	size_t widths[COLUMNS] = { 0 };

	if (asked->n < asked->all->n)
		buf_add_format(&cli->out, "%zu of ", asked->n);
	cli_add_count(&cli->out, asked->all->n, "proposal");
	buf_add_format(&cli->out, ", %zu open\n", asked->open);
	measure(widths, asked);
	for (size_t i = 0; i < asked->n; i++)
		add_row(cli, asked, i, widths);
}

static void
add_stands_json(struct json *json, const struct proposal *of, bool against)
{
	json_open(json, against ? "against" : "for", '[');
	for (size_t i = 0; i < of->stands_n; i++)
		if (of->stands[i].against == against)
			json_text(json, NULL, str_of(of->stands[i].party));
	json_close(json, ']');
}

/* What was filed. */
static void
add_filed_json(struct json *json, const struct proposal *of)
{
	const struct proposal_version *last = proposal_last(of);

	json_text(json, "party", str_of(of->party));
	json_text(json, "verb", str_of(proposal_verb_word(of->verb)));
	json_text(json, "asks", str_of(proposal_verb_said(of->verb)));
	json_text(json, "place", str_of(of->where));
	json_text(json, "words", str_of(of->words));
	json_text(json, "was", str_of(of->was));
	json_text(json, "wording", str_of(proposal_wording(of)));
	json_text(json, "reasons", str_of(last ? last->reasons : ""));
	json_int(json, "versions", (int64_t)of->versions_n);
	json_text(json, "filed", str_of(last ? of->versions[0].filed : ""));
	json_text(json, "how", str_of(proposal_how_word(of->how)));
	json_text(json, "speaker", str_of(of->speaker));
	json_text(json, "role", str_of(of->role));
	json_text(json, "meeting", str_of(of->meeting));
	json_text(json, "letter", str_of(of->letter));
	json_text(json, "letter_node", str_of(of->letter_node.text));
	json_text(json, "circulated", str_of(of->circulated));
	json_open(json, "paper", '{');
	json_text(json, "symbol", str_of(of->paper));
	json_text(json, "title", str_of(of->paper_title));
	json_text(json, "date", str_of(of->paper_date));
	json_text(json, "parties", str_of(of->paper_parties));
	json_close(json, '}');
}

/* What became of it. */
static void
add_fate_json(struct json *json, const struct proposal *of)
{
	bool withdrawn = of->fate == FATE_WITHDRAWN;

	json_text(json, "fate", str_of(proposal_fate_word(of->fate)));
	json_text(json, "form", str_of(of->fate == FATE_PLACED
		? proposal_form_word(of->form) : ""));
	json_text(json, "at", str_of(of->at.text));
	cli_add_names_json(json, "with", str_of(of->with));
	json_text(json, "decided_by", str_of(withdrawn ? of->party
		: of->decided_by));
	json_text(json, "decided_on", str_of(withdrawn ? of->withdrawn
		: of->decided_on));
	json_text(json, "decided_in", str_of(of->decided_in));
	json_text(json, "reason", str_of(withdrawn ? of->withdrawn_reason
		: of->reason));
	json_text(json, "note", str_of(of->note));
	json_text(json, "moved", str_of(of->moved));
	json_text(json, "filed_as", str_of(of->filed_as));
}

static void
add_json(struct cli *cli, const struct asked *asked)
{
	struct json json;

	json_init(&json, &cli->out);
	json_open(&json, NULL, '[');
	for (size_t i = 0; i < asked->n; i++) {
		const struct proposal_ordered *at = asked_at(asked, i);
		const struct proposal_spot *spot =
			&asked->order.spots[at->spot];
		struct buf name = BUF_INIT;

		proposal_add_name(&name, at->of);
		json_open(&json, NULL, '{');
		json_text(&json, "proposal", buf_str(&name));
		json_text(&json, "document", str_of(at->of->doc));
		json_text(&json, "node", str_of(at->of->node.text));
		json_text(&json, "address", str_of(spot->address));
		json_bool(&json, "there", !node_id_is_none(&spot->node));
		add_filed_json(&json, at->of);
		add_stands_json(&json, at->of, false);
		add_stands_json(&json, at->of, true);
		add_fate_json(&json, at->of);
		json_close(&json, '}');
		buf_release(&name);
	}
	json_close(&json, ']');
	buf_add_char(&cli->out, '\n');
}

int
call_proposals(struct cli *cli, struct err *err)
{
	struct asked asked;
	int rc = 0;

	if (cli->given.matrix && cli->given.json)
		return err_set(err, ERR_USAGE, "a matrix is no JSON: --json "
			"lists the proposals");
	rc = asked_read(&asked, cli, err);
	if (rc == 0 && cli->given.matrix)
		rc = asked_add_matrix(&asked, cli->given.matrix, err);
	else if (rc == 0 && cli->given.json)
		add_json(cli, &asked);
	else if (rc == 0)
		add_rows(cli, &asked);
	asked_release(&asked);
	return rc;
}
