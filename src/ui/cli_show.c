/*
 * Calls that show the text as it stands: outline, show, stats.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/json.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/lint.h"
#include "adref/doc/notes.h"
#include "adref/doc/party.h"
#include "adref/text/number.h"
#include "adref/text/token.h"
#include "adref/text/words.h"
#include "cli.h"

/* The labels of the footnote marks of a line, in order. */
static void
add_marks(struct json *json, const struct node *node)
{
	struct tokens tokens = TOKENS_INIT;

	json_open(json, "footnotes", '[');
	tokens_read(&tokens, node_str(node));
	for (size_t i = 0; i < tokens.n; i++)
		if (tokens.at[i].kind == TOKEN_MARK)
			json_text(json, NULL, token_label(node_str(node),
				&tokens.at[i]));
	tokens_release(&tokens);
	json_close(json, ']');
}

static void
add_number(struct json *json, const struct node *node)
{
	struct buf label = BUF_INIT, rest = BUF_INIT;
	struct number number;

	if (number_read(&number, node_str(node))) {
		number_add_label(&label, node_str(node), &number);
		number_add_rest(&rest, node_str(node), &number);
	} else {
		buf_add_str(&rest, node_str(node));
	}
	json_text(json, "number", buf_str(&label));
	json_text(json, "text", buf_str(&rest));
	buf_release(&label);
	buf_release(&rest);
}

static void
add_node_json(struct json *json, const struct doc *doc,
	const struct node *node, struct str address)
{
	json_open(json, NULL, '{');
	json_text(json, "id", str_of(node->id.text));
	json_text(json, "document", str_of(doc->name));
	json_int(json, "depth", (int64_t)node_depth(node));
	json_text(json, "kind", str_of(node_kind_word(node)));
	add_number(json, node);
	json_text(json, "status", str_of(status_word(node->status)));
	json_text(json, "address", address);
	add_marks(json, node);
	json_int(json, "proposals", 0);
	json_text(json, "line", node_str(node));
	if (node->kind == NODE_SECTION)
		json_int(json, "level", node->level);
	if (node->kind == NODE_NOTE) {
		json_text(json, "label", str_of(node->label));
		json_int(json, "shown", node->number);
		json_int(json, "marks", node->marked);
	}
	json_close(json, '}');
}

/* Call visit for the body in reading order and the notes behind it. */
typedef void (*visit_node)(struct cli *cli, struct json *json,
	const struct doc *doc, const struct node *node, struct str address);

static void
each_node(struct cli *cli, struct json *json, const struct doc *doc,
	visit_node visit)
{
	struct address_walk walk;
	struct node *node;

	address_walk_init(&walk, doc);
	while ((node = address_walk_next(&walk)))
		visit(cli, json, doc, node, address_walk_text(&walk));
	address_walk_release(&walk);
}

/* Indent, and what stands before the text of a node. */
static void
add_marker(struct buf *out, const struct node *node)
{
	buf_add_fill(out, ' ', 2 * node_depth(node));
	if (node->kind == NODE_ITEM)
		buf_add_text(out, "- ");
	if (node->kind == NODE_NOTE) {
		buf_add_text(out, "[^");
		note_add_name(out, node);
		buf_add_text(out, "] ");
	}
}

/* The plain reading, marks as they are shown. */
static void
add_plain(struct buf *out, const struct doc *doc, const struct node *node)
{
	struct buf line = BUF_INIT;

	notes_add_line(&line, doc, node_str(node));
	words_add_plain(out, buf_str(&line));
	buf_release(&line);
}

static void
add_outline(struct cli *cli, struct json *json, const struct doc *doc,
	const struct node *node, struct str address)
{
	struct buf plain = BUF_INIT;

	if (cli->given.json) {
		add_node_json(json, doc, node, address);
		return;
	}
	if (node->kind == NODE_TABLE)
		buf_add_text(&plain, "(table)");
	else if (node_is_placeholder(node))
		buf_add_text(&plain, PLACEHOLDER_WORDS);
	else
		add_plain(&plain, doc, node);
	buf_add_format(&cli->out, "%s  %-14.*s ", node->id.text,
		(int)address.len, address.at);
	add_marker(&cli->out, node);
	cli_add_safe(cli, buf_str(&plain));
	if (node->status != STATUS_OPEN)
		buf_add_format(&cli->out, "  (%s)",
			status_word(node->status));
	buf_add_char(&cli->out, '\n');
	buf_release(&plain);
}

int
call_outline(struct cli *cli, struct err *err)
{
	struct doc *doc;
	struct json json;

	if (cli->n)
		return cli_usage(cli, err);
	if (cli_doc(cli, cli->given.at, &doc, err) < 0)
		return -1;
	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	each_node(cli, &json, doc, add_outline);
	if (cli->given.json) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	}
	doc_free(doc);
	return 0;
}

/* Names behind brackets, in the room's words. */
static void
add_named(struct buf *out, struct str line)
{
	struct tokens tokens = TOKENS_INIT;
	struct buf part = BUF_INIT;

	tokens_read(&tokens, line);
	for (size_t i = 0; i < tokens.n; i++) {
		struct str text = str_part(line, tokens.at[i].off,
			tokens.at[i].len), closer;

		if (tokens.at[i].kind != TOKEN_ATTRIBUTION) {
			buf_add_str(&part, text);
			continue;
		}
		/* Right behind a closer, which may be the full-width one. */
		closer = str_part(line, tokens.at[i - 1].off,
			tokens.at[i - 1].len);
		buf_cut(&part, part.len - closer.len);
		buf_add_text(&part, " – ");
		party_add_stances(&part, text);
		buf_add_str(&part, closer);
	}
	words_add_plain(out, buf_str(&part));
	tokens_release(&tokens);
	buf_release(&part);
}

static void
add_text(struct cli *cli, const struct doc *doc, const struct node *node)
{
	struct buf line = BUF_INIT, text = BUF_INIT;

	notes_add_line(&line, doc, node_str(node));
	if (cli->given.named)
		add_named(&text, buf_str(&line));
	else
		words_add_plain(&text, buf_str(&line));
	cli_add_safe(cli, buf_str(&text));
	buf_release(&line);
	buf_release(&text);
}

/* A table's own line only rules its columns: its rows are what is shown. */
static void
show_node(struct cli *cli, struct json *json, const struct doc *doc,
	const struct node *node, struct str address)
{
	if (cli->given.json) {
		add_node_json(json, doc, node, address);
		return;
	}
	if (node->kind == NODE_TABLE)
		return;
	if (!cli->given.plain && !cli->given.clean)
		buf_add_format(&cli->out, "%-14.*s ", (int)address.len,
			address.at);
	add_marker(&cli->out, node);
	add_text(cli, doc, node);
	buf_add_char(&cli->out, '\n');
}

static int
show_one(struct cli *cli, const struct doc *doc, struct json *json,
	const node_id *id, struct err *err)
{
	struct buf address = BUF_INIT;
	struct node *node = doc_find(doc, id), *end;

	if (!node)
		return err_set(err, ERR_REFUSED,
			"seen so, nothing is left of this");
	end = node->kind == NODE_NOTE ? NULL : node_skip(node);
	for (struct node *at = node; at && at != end; at = node_next(at)) {
		buf_clear(&address);
		address_add(&address, at);
		show_node(cli, json, doc, at, buf_str(&address));
		if (at->kind == NODE_NOTE)
			break;
	}
	buf_release(&address);
	return 0;
}

int
call_show(struct cli *cli, struct err *err)
{
	struct doc *doc;
	struct node *node = NULL;
	struct json json;
	node_id id = { "" };
	int rc = 0;

	if (cli->n > 1)
		return cli_usage(cli, err);
	if (cli_doc(cli, cli->given.at, &doc, err) < 0)
		return -1;
	/* By its number as it stands: seen otherwise it may have another. */
	if (cli->n && address_find(&node, doc, str_of(cli->args[0]), NULL,
		err) < 0) {
		doc_free(doc);
		return -1;
	}
	if (node)
		id = node->id;
	if (cli_see(cli, &doc, err) < 0)
		return -1;
	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	if (cli->n)
		rc = show_one(cli, doc, &json, &id, err);
	else
		each_node(cli, &json, doc, show_node);
	if (rc < 0)
		buf_clear(&cli->out);
	if (cli->given.json && rc == 0) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	}
	doc_free(doc);
	return rc;
}

static void
add_counts_json(struct json *json, const struct doc_counts *counts)
{
	json_int(json, "nodes", (int64_t)counts->nodes);
	json_int(json, "words", (int64_t)counts->words);
	json_int(json, "brackets", (int64_t)counts->brackets);
	json_int(json, "unmatched", (int64_t)counts->unmatched);
	json_int(json, "depth", (int64_t)counts->depth);
	json_int(json, "alternatives", (int64_t)counts->alternatives);
	json_int(json, "blanks", (int64_t)counts->blanks);
	json_int(json, "placeholders", (int64_t)counts->placeholders);
	json_int(json, "footnotes", (int64_t)counts->footnotes);
	json_open(json, "proposals", '{');
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
add_section_json(struct json *json, struct doc *doc, const struct node *node)
{
	struct buf label = BUF_INIT, title = BUF_INIT;
	struct doc_counts counts;
	struct number number;

	doc_count(&counts, doc, node);
	if (number_read(&number, node_str(node)))
		number_add_label(&label, node_str(node), &number);
	add_title(&title, node);
	json_open(json, NULL, '{');
	json_text(json, "node", str_of(node->id.text));
	json_text(json, "number", buf_str(&label));
	json_text(json, "title", buf_str(&title));
	add_counts_json(json, &counts);
	json_close(json, '}');
	buf_release(&label);
	buf_release(&title);
}

static void
add_stats_json(struct json *json, const char *point, struct doc *doc)
{
	struct doc_counts counts;

	doc_count(&counts, doc, NULL);
	json_open(json, NULL, '{');
	json_text(json, "point", str_of(point));
	json_open(json, "total", '{');
	add_counts_json(json, &counts);
	json_close(json, '}');
	json_open(json, "sections", '[');
	for (struct node *at = doc_first(doc); at; at = at->next)
		if (at->kind == NODE_SECTION)
			add_section_json(json, doc, at);
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
}

static int
stats_of(struct cli *cli, const char *point, struct json *json,
	struct err *err)
{
	struct doc *doc;

	if (cli_doc(cli, point, &doc, err) < 0)
		return -1;
	if (cli->given.json)
		add_stats_json(json, point ? point : "now", doc);
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
		buf_clear(&cli->out);
	if (cli->given.json && rc == 0) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	}
	return rc;
}
