/*
 * The words of a line that are to be looked at, and the names that a document
 * has: what it writes with a capital in the middle of sentences.
 */
#include <string.h>

#include "adref/base/utf8.h"
#include "adref/doc/party.h"
#include "adref/text/number.h"
#include "spelling.h"

enum {
	FOREIGN_FROM = 5,	/* words, before a line is in another language */
	NAMES_FROM = 2,		/* times that a name is written */
	DOC_MOST = 20000	/* nodes looked at for names */
};

/* What joins words to something else: brackets within a word, addresses. */
static bool
joins(struct str line, const struct token *token)
{
	return token->kind == TOKEN_OPEN || token->kind == TOKEN_CLOSE ||
		(token->kind == TOKEN_SIGN &&
		strchr("/.@_", line.at[token->off]));
}

/* A part of a word only: `plastic[s]`, `example.org`. */
static bool
is_piece(struct str line, const struct tokens *tokens, size_t i)
{
	const struct token *at = tokens->at + i;

	return (i > 1 && joins(line, at - 1) && at[-2].kind == TOKEN_WORD) ||
		(i + 2 < tokens->n && joins(line, at + 1) &&
		at[2].kind == TOKEN_WORD);
}

static bool
touches(const struct token *token, long cursor)
{
	return cursor >= 0 && token->off <= (size_t)cursor &&
		(size_t)cursor <= token->off + token->len;
}

/* Whether more of what was looked at is unknown than an English line has. */
static bool
is_foreign(size_t unknown, size_t looked)
{
	return looked >= FOREIGN_FROM && unknown * 10 > looked * 3;
}

size_t
spelling_look(const struct session *session, struct str line, long cursor,
	struct misspelt *out, size_t max)
{
	const struct spelling *spelling = &session->spelling;
	struct tokens tokens = TOKENS_INIT;
	struct number number;
	size_t n = 0, unknown = 0, looked = 0, start = 0;

	if (!spelling->spell)
		return 0;
	if (number_read(&number, line))
		start = number.end;
	tokens_read(&tokens, line);
	for (size_t i = 0; i < tokens.n; i++) {
		const struct token *token = &tokens.at[i];
		struct str word = str_part(line, token->off, token->len);

		if (token->kind != TOKEN_WORD || token->off < start ||
		    is_piece(line, &tokens, i))
			continue;
		looked++;
		if (spelling_knows(spelling, word))
			continue;
		unknown++;
		if (n < max && !touches(token, cursor))
			out[n++] = (struct misspelt){ token->off,
				token->len };
	}
	tokens_release(&tokens);
	return is_foreign(unknown, looked) ? 0 : n;
}

/* Whether a sentence begins with this token. */
static bool
begins_sentence(struct str line, const struct tokens *tokens, size_t i)
{
	while (i-- > 0) {
		const struct token *token = &tokens->at[i];

		if (token->kind == TOKEN_WORD)
			return false;
		if (token->kind == TOKEN_SIGN &&
		    strchr(".:;?!", line.at[token->off]))
			return true;
	}
	return true;
}

/* Count the names of a line; one met often enough is known. */
static void
count_names(struct spelling *spelling, struct map *met, struct str line)
{
	struct tokens tokens = TOKENS_INIT;

	tokens_read(&tokens, line);
	for (size_t i = 0; i < tokens.n; i++) {
		struct str word = str_part(line, tokens.at[i].off,
			tokens.at[i].len);
		size_t times;

		if (tokens.at[i].kind != TOKEN_WORD ||
		    !utf8_is_upper(utf8_at(word, 0, NULL)) ||
		    begins_sentence(line, &tokens, i))
			continue;
		times = (size_t)(uintptr_t)map_get(met, word) + 1;
		map_put(met, word, (void *)(uintptr_t)times);
		if (times == NAMES_FROM && !spelling_knows(spelling, word))
			spelling_know(spelling, word);
	}
	tokens_release(&tokens);
}

/* Only words that are unknown otherwise: `Organisation` teaches nothing. */
static void
know_new(struct spelling *spelling, const char *text)
{
	struct str rest = str_of(text);

	for (size_t end; rest.len; rest = str_from(rest, end + 1)) {
		struct str word;

		end = 0;
		while (end < rest.len && !strchr(" |(),", rest.at[end]))
			end++;
		word = str_part(rest, 0, end);
		if (!spelling_knows(spelling, word))
			spelling_know(spelling, word);
	}
}

static void
know_parties(struct spelling *spelling)
{
	for (size_t i = 0; i < party_count(); i++) {
		const struct party *party = party_at(i);

		know_new(spelling, party->name);
		know_new(spelling, party->room);
		know_new(spelling, party->aliases);
	}
}

void
spelling_learn_names(struct session *session)
{
	struct spelling *spelling = &session->spelling;
	struct map met = MAP_INIT;
	size_t n = 0;

	spelling_know_trade(spelling);
	know_parties(spelling);
	for (const struct node *at = doc_first(session->doc);
	     at && n < DOC_MOST; at = node_next(at), n++)
		count_names(spelling, &met, node_str(at));
	map_release(&met);
}
