/*
 * The call that lays the numbers of two points side by side: what was 3 bis is
 * 4. Ids stay, so the two texts alone say it.
 */
#include <stdlib.h>

#include "adref/base/json.h"
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

/* One line, when either side has a number. */
static void
add_line(struct cli *cli, struct json *json, const struct node *from,
	const struct node *to)
{
	struct buf old = BUF_INIT, new = BUF_INIT, words = BUF_INIT;
	bool numbered = add_number(&old, from);

	numbered |= add_number(&new, to);
	add_words(&words, to ? to : from);
	if (numbered && cli->given.json) {
		json_open(json, NULL, '{');
		json_text(json, "node", str_of((to ? to : from)->id.text));
		json_text(json, "old", buf_str(&old));
		json_text(json, "new", buf_str(&new));
		json_bool(json, "gone", !to);
		json_text(json, "text", buf_str(&words));
		json_close(json, '}');
	} else if (numbered) {
		cli_add_column(&cli->out, old.len ? buf_text(&old) : "-", 15);
		cli_add_column(&cli->out, !to ? "gone" : new.len
			? buf_text(&new) : "-", 15);
		cli_add_safe(cli, buf_str(&words));
		buf_add_char(&cli->out, '\n');
	}
	buf_release(&old);
	buf_release(&new);
	buf_release(&words);
}

/* In the order of the later text; what is gone comes last. */
static void
add_all(struct cli *cli, const struct doc *from, const struct doc *to)
{
	struct json json;

	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	for (struct node *at = doc_first(to); at; at = node_next(at))
		add_line(cli, &json, doc_find(from, &at->id), at);
	for (struct node *at = doc_first(from); at; at = node_next(at))
		if (!doc_find(to, &at->id))
			add_line(cli, &json, at, NULL);
	if (!cli->given.json)
		return;
	json_close(&json, ']');
	buf_add_char(&cli->out, '\n');
}

int
call_concordance(struct cli *cli, struct err *err)
{
	struct doc *from = NULL, *to = NULL;
	int rc = -1;

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
