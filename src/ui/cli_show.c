/*
 * Calls that show the text as it stands: outline, show.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/json.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/notes.h"
#include "adref/doc/placeholder.h"
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
add_node_json(struct cli *cli, struct json *json, const struct doc *doc,
	const struct node *node, struct str address)
{
	size_t proposals;

	proposal_places_on(&cli->proposals.places, &node->id, &proposals);
	json_open(json, NULL, '{');
	json_text(json, "id", str_of(node->id.text));
	json_text(json, "document", str_of(doc->name));
	json_int(json, "depth", (int64_t)node_depth(node));
	json_text(json, "kind", str_of(node_kind_word(node)));
	add_number(json, node);
	json_text(json, "status", str_of(status_word(node->status)));
	json_text(json, "address", address);
	add_marks(json, node);
	json_int(json, "proposals", (int64_t)proposals);
	if (node_id_is_none(&node->same_as))
		json_null(json, "same_as");
	else
		json_text(json, "same_as", str_of(node->same_as.text));
	json_text(json, "line", node_str(node));
	if (placeholder_reason(doc, node))
		json_text(json, "reason", str_of(placeholder_reason(doc,
			node)));
	if (node->kind == NODE_SECTION)
		json_int(json, "level", node->level);
	if (node->kind == NODE_NOTE) {
		json_text(json, "label", str_of(node->label));
		json_int(json, "shown", node->number);
		json_int(json, "marks", node->marked);
	}
	json_close(json, '}');
}

static enum role
status_role(const struct node *node)
{
	return node->status == STATUS_RESERVED ? ROLE_RESERVED
		: node->status == STATUS_AD_REF ? ROLE_AD_REF : ROLE_AGREED;
}

/* An address in its column. */
static void
add_address(struct cli *cli, struct str address)
{
	char *text = mem_text_len(address.at, address.len);

	cli_add_looked(cli, text, 14, ROLE_NUMBER);
	free(text);
}

/* A line, a heading's as a whole. */
static void
add_words(struct cli *cli, const struct node *node, struct str words)
{
	size_t from = cli->out.len;

	if (node->kind != NODE_SECTION) {
		cli_add_line(cli, words);
		return;
	}
	cli_add_safe(cli, words);
	cli_look(cli, from, ROLE_SECTION);
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
	size_t from;

	if (cli->given.json) {
		add_node_json(cli, json, doc, node, address);
		return;
	}
	if (node->kind == NODE_TABLE)
		buf_add_text(&plain, "(table)");
	else if (node_is_placeholder(node))
		placeholder_add_words(&plain, doc, node);
	else
		add_plain(&plain, doc, node);
	cli_add_looked(cli, node->id.text, 9, ROLE_DIM);
	add_address(cli, address);
	add_marker(&cli->out, node);
	add_words(cli, node, buf_str(&plain));
	from = cli->out.len;
	if (node->status != STATUS_OPEN)
		buf_add_format(&cli->out, "  (%s)",
			status_word(node->status));
	cli_look(cli, from, status_role(node));
	buf_add_char(&cli->out, '\n');
	buf_release(&plain);
}

int
call_outline(struct cli *cli, struct err *err)
{
	struct doc *doc;
	struct json json;

	if (cli_doc(cli, cli->given.at, &doc, err) < 0)
		return -1;
	if (cli->given.json && cli_proposals(cli, cli->given.at, doc->name,
		err) < 0) {
		doc_free(doc);
		return -1;
	}
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
	if (placeholder_reason(doc, node))
		placeholder_add_words(&text, doc, node);
	else if (cli->given.named)
		add_named(&text, buf_str(&line));
	else
		words_add_plain(&text, buf_str(&line));
	add_words(cli, node, buf_str(&text));
	buf_release(&line);
	buf_release(&text);
}

/* A table's own line only rules its columns: its rows are what is shown. */
static void
show_node(struct cli *cli, struct json *json, const struct doc *doc,
	const struct node *node, struct str address)
{
	if (cli->given.json) {
		add_node_json(cli, json, doc, node, address);
		return;
	}
	if (node->kind == NODE_TABLE)
		return;
	if (!cli->given.plain && !cli->given.clean)
		add_address(cli, address);
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
	if (cli->given.json && cli_proposals(cli, cli->given.at, doc->name,
		err) < 0) {
		doc_free(doc);
		return -1;
	}
	json_init(&json, &cli->out);
	if (cli->given.json)
		json_open(&json, NULL, '[');
	if (cli->n)
		rc = show_one(cli, doc, &json, &id, err);
	else
		each_node(cli, &json, doc, show_node);
	if (rc < 0)
		cli_clear(cli);
	if (cli->given.json && rc == 0) {
		json_close(&json, ']');
		buf_add_char(&cli->out, '\n');
	}
	doc_free(doc);
	return rc;
}
