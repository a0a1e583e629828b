/*
 * Hearing a line. Most lines have nothing to overlook and are ASCII, and those
 * are heard without being read into tokens.
 */
#include "adref/text/heard.h"

#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"

static void
fold(struct buf *out, struct str str, bool cased)
{
	if (cased)
		utf8_add_typed(out, str);
	else
		utf8_add_folded(out, str);
}

/* Whether a line is ASCII that nothing in it is to be overlooked of. */
static bool
is_bare(struct str line)
{
	for (size_t i = 0; i < line.len; i++) {
		unsigned char c = (unsigned char)line.at[i];

		if (c >= 0x80 || c == '[' || c == ']' || c == '*' ||
		    c == '\\')
			return false;
	}
	return true;
}

static bool
ends_blank(const struct buf *text)
{
	return text->len && text->data[text->len - 1] == ' ';
}

/* What is heard of a token; empty for one that is for the eye. */
static struct str
heard_part(struct str line, const struct token *token)
{
	switch (token->kind) {
	case TOKEN_BLANK:
		return str_of(" ");
	case TOKEN_ESCAPE:
		return str_part(line, token->off + 1, token->len - 1);
	case TOKEN_WORD:
	case TOKEN_SIGN:
		return str_part(line, token->off, token->len);
	default:
		return str_make("", 0);
	}
}

void
heard_read_text(struct heard *heard, struct str line, bool cased)
{
	buf_clear(&heard->text);
	if (is_bare(line)) {
		fold(&heard->text, line, cased);
		return;
	}
	tokens_read(&heard->tokens, line);
	for (size_t i = 0; i < heard->tokens.n; i++) {
		const struct token *token = &heard->tokens.at[i];

		if (token->kind != TOKEN_BLANK)
			fold(&heard->text, heard_part(line, token), cased);
		else if (!ends_blank(&heard->text))
			buf_add_char(&heard->text, ' ');
	}
}

/* Add a piece that came from [from, to) of the source. */
static void
hear(struct heard *heard, struct str piece, size_t from, size_t to)
{
	size_t need = heard->text.len + piece.len + 1;

	if (need > heard->cap) {
		heard->from = mem_resize(heard->from, 2 * need,
			sizeof(size_t));
		heard->to = mem_resize(heard->to, 2 * need, sizeof(size_t));
		heard->cap = 2 * need;
	}
	for (size_t i = 0; i < piece.len; i++) {
		heard->from[heard->text.len + i] = from;
		heard->to[heard->text.len + i] = to;
	}
	buf_add_str(&heard->text, piece);
}

/* Character by character; an escape is one with its backslash. */
static void
hear_token(struct heard *heard, struct str line, const struct token *token,
	bool cased)
{
	size_t off = token->off, end = token->off + token->len, next;

	for (; off < end; off = next) {
		next = token->kind == TOKEN_ESCAPE ? end
			: utf8_next(line, off);
		buf_clear(&heard->piece);
		fold(&heard->piece, token->kind == TOKEN_ESCAPE
			? heard_part(line, token)
			: str_part(line, off, next - off), cased);
		hear(heard, buf_str(&heard->piece), off, next);
	}
}

void
heard_read(struct heard *heard, struct str line, bool cased)
{
	buf_clear(&heard->text);
	tokens_read(&heard->tokens, line);
	for (size_t i = 0; i < heard->tokens.n; i++) {
		const struct token *token = &heard->tokens.at[i];

		if (token->kind != TOKEN_BLANK) {
			if (heard_part(line, token).len)
				hear_token(heard, line, token, cased);
		} else if (!ends_blank(&heard->text)) {
			hear(heard, str_of(" "), token->off,
				token->off + token->len);
		}
	}
}

void
heard_read_source(struct heard *heard, struct str line)
{
	buf_clear(&heard->text);
	for (size_t off = 0, next; off < line.len; off = next) {
		next = utf8_next(line, off);
		hear(heard, str_part(line, off, next - off), off, next);
	}
}

size_t
heard_at(const struct heard *heard, size_t off)
{
	size_t i = 0;

	while (i < heard->text.len && heard->from[i] < off)
		i++;
	return i;
}

void
heard_release(struct heard *heard)
{
	buf_release(&heard->text);
	buf_release(&heard->piece);
	tokens_release(&heard->tokens);
	free(heard->from);
	free(heard->to);
	*heard = (struct heard)HEARD_INIT;
}
