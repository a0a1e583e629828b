/*
 * The call that lays the numbers of two points side by side: what was 3 bis is
 * 4. The two texts alone say it; doc/concordance.h tells how.
 */
#include <string.h>

#include "adref/base/json.h"
#include "adref/doc/concordance.h"
#include "adref/text/number.h"
#include "adref/text/words.h"
#include "cli.h"

/* Append a node's number; false, and nothing, when it has none. */
static bool
add_number(struct buf *out, const struct node *node)
{
	struct number number;

	if (!node || node->kind == NODE_TABLE || node->kind == NODE_ROW ||
	    !number_read(&number, node_str(node)))
		return false;
	number_add_said(out, node_str(node), &number);
	return true;
}

static void
add_words(struct buf *out, const struct node *node)
{
	struct buf rest = BUF_INIT;
	struct number number;

	number_read(&number, node_str(node));
	number_add_rest(&rest, node_str(node), &number);
	words_add_plain(out, buf_str(&rest));
	buf_release(&rest);
}

static const char *const kinds[] = {
	[CONCORDANCE_SAME] = "same", [CONCORDANCE_NEW] = "new",
	[CONCORDANCE_GONE] = "gone", [CONCORDANCE_SPLIT] = "split",
	[CONCORDANCE_JOINED] = "joined",
};

/* What a row says, in words for a reader. */
struct said {
	struct buf old, new, words;
};

/* Where a side has no number, a dash. */
static void
say_side(struct buf *out, const char *before, const struct buf *number)
{
	buf_add_format(out, "%s%s", before, number->len ? buf_text(number)
		: "-");
}

static void
print_row(struct cli *cli, const struct concordance_row *row,
	const struct said *said)
{
	struct buf old = BUF_INIT, new = BUF_INIT;
	bool table = cli->given.format != NULL;

	say_side(&old, row->kind == CONCORDANCE_SPLIT ? "part of " : "",
		&said->old);
	if (row->kind == CONCORDANCE_GONE)
		buf_add_text(&new, "gone");
	else
		say_side(&new, row->kind == CONCORDANCE_JOINED ? "in " : "",
			&said->new);
	buf_add_text(&cli->out, table ? "| " : "");
	cli_add_looked(cli, buf_text(&old), 15, ROLE_NUMBER);
	buf_add_text(&cli->out, table ? "| " : "");
	cli_add_looked(cli, buf_text(&new), 15, row->kind ==
		CONCORDANCE_GONE ? ROLE_DELETED : ROLE_NUMBER);
	buf_add_text(&cli->out, table ? "| " : "");
	for (size_t i = 0; table && i < said->words.len; i++)
		if (said->words.data[i] == '|')
			said->words.data[i] = '/';
	cli_add_line(cli, buf_str(&said->words));
	buf_add_text(&cli->out, table ? " |\n" : "\n");
	buf_release(&old);
	buf_release(&new);
}

static void
add_row_json(struct json *json, const struct concordance_row *row,
	const struct said *said)
{
	bool gone = row->kind == CONCORDANCE_GONE ||
		row->kind == CONCORDANCE_JOINED;
	const struct node *of = row->kind == CONCORDANCE_SPLIT ? row->from
		: row->kind == CONCORDANCE_JOINED ? row->to : NULL;

	json_open(json, NULL, '{');
	json_text(json, "node", str_of((gone ? row->from
		: row->to)->id.text));
	json_text(json, "old", buf_str(&said->old));
	json_text(json, "new", buf_str(&said->new));
	json_bool(json, "gone", gone);
	json_text(json, "became", str_of(kinds[row->kind]));
	json_text(json, "of", str_of(of ? of->id.text : ""));
	json_text(json, "text", buf_str(&said->words));
	json_close(json, '}');
}

/* A row is told when either side has a number. */
static void
add_row(struct cli *cli, struct json *json, const struct concordance_row *row)
{
	struct said said = { BUF_INIT, BUF_INIT, BUF_INIT };
	bool gone = row->kind == CONCORDANCE_JOINED || !row->to;
	bool numbered = add_number(&said.old, row->from);

	numbered |= add_number(&said.new, row->to);
	add_words(&said.words, gone ? row->from : row->to);
	if (numbered && cli->given.json)
		add_row_json(json, row, &said);
	else if (numbered)
		print_row(cli, row, &said);
	buf_release(&said.old);
	buf_release(&said.new);
	buf_release(&said.words);
}

static void
add_all(struct cli *cli, const struct doc *from, const struct doc *to)
{
	struct concordance concordance;
	struct json json;

	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	else if (cli->given.format)
		buf_add_text(&cli->out, "| Old            | New            "
			"| Text |\n|---|---|---|\n");
	doc_concordance(&concordance, from, to);
	for (size_t i = 0; i < concordance.n; i++)
		add_row(cli, &json, &concordance.at[i]);
	concordance_release(&concordance);
	if (!cli->given.json)
		return;
	json_close(&json, ']');
	buf_add_char(&cli->out, '\n');
}

int
call_concordance(struct cli *cli, struct err *err)
{
	const char *format = cli->given.format;
	struct doc *from = NULL, *to = NULL;
	int rc = -1;

	if (format && strcmp(format, "md") != 0)
		return err_set(err, ERR_USAGE, "a concordance is written as "
			"md, or without --to as text");
	if (cli_open(cli, false, err) == 0 &&
	    cli_doc(cli, cli->args[0], &from, err) == 0 &&
	    cli_doc(cli, cli->n > 1 ? cli->args[1] : "now", &to, err) == 0)
		rc = 0;
	if (rc == 0)
		add_all(cli, from, to);
	doc_free(from);
	doc_free(to);
	return rc;
}
