/*
 * A line as people read it: with its brackets, and with the brackets lifted.
 *
 * Takes markup away and nothing else: words, numbers and HTML tags stay as
 * they stand. Comparing is in words.c.
 */
#include "adref/text/words.h"

#include "adref/base/buf.h"
#include "adref/text/token.h"
#include "reading.h"

static void
add_token(struct buf *out, struct str line, const struct token *token)
{
	size_t quote = token->kind == TOKEN_ESCAPE;	/* the backslash */

	buf_add_str(out, str_part(line, token->off + quote,
		token->len - quote));
}

static bool
is_plain(const struct reading *reading, const struct token *token, size_t i)
{
	switch (token->kind) {
	case TOKEN_ATTRIBUTION:
	case TOKEN_LINK_OPEN:
	case TOKEN_LINK_CLOSE:
		return false;
	case TOKEN_STAR:
		return !reading_is_emphasis(reading, i);
	default:
		return true;
	}
}

void
words_add_plain(struct buf *out, struct str line)
{
	struct tokens tokens = TOKENS_INIT;
	struct reading reading = READING_INIT;

	tokens_read(&tokens, line);
	reading_read(&reading, &tokens);
	for (size_t i = 0; i < tokens.n; i++)
		if (is_plain(&reading, tokens.at + i, i))
			add_token(out, line, tokens.at + i);
	reading_release(&reading);
	tokens_release(&tokens);
}

void
words_add_clean(struct buf *out, struct str line)
{
	struct tokens tokens = TOKENS_INIT;
	struct reading reading = READING_INIT;

	tokens_read(&tokens, line);
	reading_read(&reading, &tokens);
	reading_lift(&reading, &tokens, line);
	for (size_t i = 0; i < tokens.n; i++)
		if (!(reading.look[i] & READING_GONE))
			add_token(out, line, tokens.at + i);
	reading_release(&reading);
	tokens_release(&tokens);
}
