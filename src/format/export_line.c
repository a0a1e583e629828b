/*
 * A line on its way out of the negotiation. What is taken out must not give
 * what stays another meaning: a blank or a backslash goes in where it would.
 */
#include "adref/doc/notes.h"
#include "export_line.h"

#include <string.h>

#include "adref/base/utf8.h"
#include "adref/doc/party.h"
#include "adref/text/quote.h"
#include "adref/text/token.h"

struct writing {
	struct buf *out;
	struct str line;
	const struct tokens *tokens;
	const struct export_options *options;
	bool apart;
	bool seam;	/* an attribution has just gone */
};

static struct str
text_of(const struct writing *writing, size_t i)
{
	const struct token *token = &writing->tokens->at[i];

	return str_part(writing->line, token->off, token->len);
}

static bool
is_kind(const struct writing *writing, size_t i, enum token_kind kind)
{
	return i < writing->tokens->n && writing->tokens->at[i].kind == kind;
}

static void
add_closer(struct writing *writing, size_t i)
{
	struct buf names = BUF_INIT;

	if (writing->options->named && is_kind(writing, i + 1,
		TOKEN_ATTRIBUTION))
		party_add_stances(&names, text_of(writing, i + 1));
	if (names.len)
		buf_add_text(writing->out, " – ");
	buf_add_str(writing->out, buf_str(&names));
	buf_add_str(writing->out, text_of(writing, i));
	buf_release(&names);
}

/* What comes behind the gap of an attribution must not read as its like. */
static void
add_plain(struct writing *writing, size_t i)
{
	struct str text = text_of(writing, i);

	if (writing->seam && text.len && strchr("({", text.at[0]))
		buf_add_char(writing->out, '\\');
	writing->seam = false;
	if (writing->apart && i && is_kind(writing, i, TOKEN_MARK) &&
	    is_kind(writing, i - 1, TOKEN_MARK))
		buf_add_char(writing->out, ',');
	buf_add_str(writing->out, text);
}

static void
add_token(struct writing *writing, size_t i)
{
	switch (writing->tokens->at[i].kind) {
	case TOKEN_ATTRIBUTION:
		writing->seam = true;
		break;
	case TOKEN_CLOSE:
		add_closer(writing, i);
		break;
	default:
		add_plain(writing, i);
		break;
	}
}

void
export_add_line(struct buf *out, const struct doc *doc,
	const struct node *node, const struct export_options *options,
	bool apart)
{
	struct tokens tokens = TOKENS_INIT;
	struct buf line = BUF_INIT, shown = BUF_INIT;
	struct writing writing = {
		.out = &line, .line = node_str(node), .tokens = &tokens,
		.options = options, .apart = apart,
	};

	tokens_read(&tokens, node_str(node));
	for (size_t i = 0; i < tokens.n; i++)
		add_token(&writing, i);
	notes_add_line(&shown, doc, buf_str(&line));
	if (node->kind == NODE_ROW || node->kind == NODE_TABLE)
		buf_add_str(out, buf_str(&shown));
	else
		quote_add_line(out, str_trim(buf_str(&shown)));
	tokens_release(&tokens);
	buf_release(&line);
	buf_release(&shown);
}

size_t
export_nesting(const struct node *node)
{
	size_t depth = 0;

	for (node = node->parent; node && node->parent &&
	     node->kind != NODE_SECTION; node = node->parent)
		depth++;
	return depth;
}
