/*
 * The call that counts: how many words, brackets, blanks, proposals there are,
 * in all and in each section.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/json.h"
#include "adref/doc/address.h"
#include "adref/doc/lint.h"
#include "adref/text/number.h"
#include "adref/text/words.h"
#include "cli.h"

static void
add_counts_json(struct json *json, const struct doc_counts *counts,
	const size_t *fates)
{
	json_int(json, "nodes", (int64_t)counts->nodes);
	json_int(json, "words", (int64_t)counts->words);
	json_int(json, "brackets", (int64_t)counts->brackets);
	json_int(json, "unmatched", (int64_t)counts->unmatched);
	json_int(json, "depth", (int64_t)counts->depth);
	json_int(json, "alternatives", (int64_t)counts->alternatives);
	json_int(json, "blanks", (int64_t)counts->blanks);
	json_int(json, "placeholders", (int64_t)counts->placeholders);
	json_int(json, "placeholders_with_reason",
		(int64_t)counts->explained);
	json_int(json, "footnotes", (int64_t)counts->footnotes);
	json_open(json, "proposals", '{');
	for (int i = 0; i < PROPOSAL_FATES; i++)
		json_int(json, proposal_fate_word((enum proposal_fate)i),
			(int64_t)fates[i]);
	json_close(json, '}');
	json_open(json, "statuses", '{');
	for (int i = 0; i < 4; i++)
		json_int(json, status_word((enum node_status)i),
			(int64_t)counts->status[i]);
	json_close(json, '}');
}

static void
add_title(struct buf *out, const struct node *node)
{
	struct buf rest = BUF_INIT;
	struct number number;

	if (number_read(&number, node_str(node)))
		number_add_rest(&rest, node_str(node), &number);
	else
		buf_add_str(&rest, node_str(node));
	words_add_plain(out, buf_str(&rest));
	buf_release(&rest);
}

static void
add_section_json(struct cli *cli, struct json *json, struct doc *doc,
	const struct node *node)
{
	struct buf label = BUF_INIT, title = BUF_INIT;
	size_t fates[PROPOSAL_FATES];
	struct doc_counts counts;
	struct number number;

	doc_count(&counts, doc, node);
	proposal_places_count(fates, &cli->proposals.places, node);
	if (number_read(&number, node_str(node)))
		number_add_label(&label, node_str(node), &number);
	add_title(&title, node);
	json_open(json, NULL, '{');
	json_text(json, "node", str_of(node->id.text));
	json_text(json, "number", buf_str(&label));
	json_text(json, "title", buf_str(&title));
	add_counts_json(json, &counts, fates);
	json_close(json, '}');
	buf_release(&label);
	buf_release(&title);
}

static void
add_stats_json(struct cli *cli, struct json *json, const char *point,
	struct doc *doc)
{
	size_t fates[PROPOSAL_FATES];
	struct doc_counts counts;

	doc_count(&counts, doc, NULL);
	proposal_places_count(fates, &cli->proposals.places, NULL);
	json_open(json, NULL, '{');
	json_text(json, "point", str_of(point));
	json_open(json, "total", '{');
	add_counts_json(json, &counts, fates);
	json_close(json, '}');
	json_open(json, "sections", '[');
	for (struct node *at = doc_first(doc); at; at = at->next)
		if (at->kind == NODE_SECTION)
			add_section_json(cli, json, doc, at);
	json_close(json, ']');
	json_close(json, '}');
}

static void
add_stats_row(struct cli *cli, const char *name,
	const struct doc_counts *counts)
{
	cli_add_column(&cli->out, name, 24);
	buf_add_format(&cli->out, "%6zu %7zu %6zu %6zu %6zu %6zu %6zu %6zu\n",
		counts->nodes, counts->words,
		counts->brackets, counts->unmatched, counts->depth,
		counts->alternatives, counts->blanks + counts->placeholders,
		counts->footnotes);
}

/* `proposals: 3 open, 1 placed`, when there are any. */
static void
add_fates(struct cli *cli)
{
	size_t fates[PROPOSAL_FATES], any = 0;

	proposal_places_count(fates, &cli->proposals.places, NULL);
	for (int i = 0; i < PROPOSAL_FATES; i++) {
		if (!fates[i])
			continue;
		buf_add_format(&cli->out, "%s%zu %s", any++ ? ", "
			: "proposals: ", fates[i],
			proposal_fate_said((enum proposal_fate)i));
	}
	if (any)
		buf_add_char(&cli->out, '\n');
}

static void
add_stats(struct cli *cli, const char *point, struct doc *doc)
{
	struct doc_counts counts;

	buf_add_format(&cli->out, "%-24s  nodes   words   brks  slips  depth "
		"  alts  blank  notes\n", point);
	for (struct node *at = doc_first(doc); at; at = at->next) {
		struct buf name = BUF_INIT;

		if (at->kind != NODE_SECTION)
			continue;
		address_add(&name, at);
		doc_count(&counts, doc, at);
		add_stats_row(cli, buf_text(&name), &counts);
		buf_release(&name);
	}
	doc_count(&counts, doc, NULL);
	add_stats_row(cli, "in all", &counts);
	if (counts.explained)
		buf_add_format(&cli->out, "left empty for a reason: %zu\n",
			counts.explained);
	add_fates(cli);
}

static int
stats_of(struct cli *cli, const char *point, struct json *json,
	struct err *err)
{
	struct doc *doc;

	if (cli_doc(cli, point, &doc, err) < 0)
		return -1;
	if (cli_proposals(cli, point, doc->name, err) < 0) {
		doc_free(doc);
		return -1;
	}
	if (cli->given.json)
		add_stats_json(cli, json, point ? point : "now", doc);
	else
		add_stats(cli, point ? point : "now", doc);
	doc_free(doc);
	return 0;
}

int
call_stats(struct cli *cli, struct err *err)
{
	struct json json;
	int rc = 0;

	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	if (!cli->n)
		rc = stats_of(cli, cli->given.at, &json, err);
	for (size_t i = 0; i < cli->n && rc == 0; i++)
		rc = stats_of(cli, cli->args[i], &json, err);
	if (rc < 0)
		cli_clear(cli);
	if (cli->given.json && rc == 0) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	}
	return rc;
}
