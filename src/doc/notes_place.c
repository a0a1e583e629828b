/*
 * Where the mark of a new footnote goes: in English it follows punctuation, in
 * French and Spanish it precedes it. The marks that are there tell which; where
 * there are none, the language of the text.
 */
#include <string.h>

#include "adref/base/utf8.h"
#include "adref/doc/notes.h"
#include "adref/text/token.h"

enum { WORDS_LOOKED_AT = 2000 };

/* A sign that a mark stands before or behind; quotes close with it. */
static bool
is_stop(struct str line, const struct token *token)
{
	uint32_t point;

	if (token->kind != TOKEN_SIGN)
		return false;
	point = utf8_at(line, token->off, NULL);
	return (point < 0x80 && strchr(".,;:!?\"", (int)point)) ||
		point == 0x201D || point == 0x2019 || point == 0xBB ||
		point == 0x3001 || point == 0x3002 || point == 0xFF0C ||
		point == 0x60C;
}

/* Marks behind punctuation for, those before it against. */
static long
vote_of_marks(struct tokens *tokens, struct str line)
{
	long vote = 0;

	tokens_read(tokens, line);
	for (size_t i = 0; i < tokens->n; i++) {
		if (tokens->at[i].kind != TOKEN_MARK)
			continue;
		vote += i && is_stop(line, &tokens->at[i - 1]);
		vote -= i + 1 < tokens->n && is_stop(line,
			&tokens->at[i + 1]);
	}
	return vote;
}

static bool
is_one_of(struct str word, const char *const *words)
{
	for (; *words; words++)
		if (str_is(word, *words))
			return true;
	return false;
}

/* English words for, French and Spanish ones against. */
static long
vote_of_words(struct tokens *tokens, struct str line, size_t *left)
{
	static const char *const english[] = { "the", "of", "and", "to",
		"in", "shall", "with", NULL };
	static const char *const others[] = { "le", "la", "les", "des",
		"et", "du", "une", "dans", "el", "los", "las", "del", "y",
		"una", "por", NULL };
	long vote = 0;

	tokens_read(tokens, line);
	for (size_t i = 0; i < tokens->n && *left; i++) {
		struct str word = str_part(line, tokens->at[i].off,
			tokens->at[i].len);

		if (tokens->at[i].kind != TOKEN_WORD)
			continue;
		--*left;
		vote += is_one_of(word, english);
		vote -= is_one_of(word, others);
	}
	return vote;
}

static bool
marks_follow(const struct doc *doc)
{
	struct tokens tokens = TOKENS_INIT;
	size_t left = WORDS_LOOKED_AT;
	long marks = 0, words = 0;

	for (const struct node *at = doc_first(doc); at; at = node_next(at)) {
		if (at->marks)
			marks += vote_of_marks(&tokens, node_str(at));
		if (left && at->kind != NODE_TABLE)
			words += vote_of_words(&tokens, node_str(at), &left);
	}
	tokens_release(&tokens);
	return marks ? marks > 0 : words >= 0;
}

/* The token that begins at off, or the first behind it. */
static size_t
token_at(const struct tokens *tokens, size_t off)
{
	size_t i = 0;

	while (i < tokens->n && tokens->at[i].off < off)
		i++;
	return i;
}

/* Never inside a token, nor between a bracket and its names. */
static size_t
whole_token(const struct tokens *tokens, size_t off)
{
	size_t i = token_at(tokens, off);

	while (i < tokens->n && (tokens->at[i].kind == TOKEN_ATTRIBUTION ||
	       tokens->at[i].kind == TOKEN_MARK))
		i++;
	return i;
}

/* Behind the punctuation that follows, when that ends a word: not in `3.5`. */
static size_t
behind_stops(const struct tokens *tokens, struct str line, size_t i)
{
	size_t to = i;

	while (to < tokens->n && (tokens->at[to].kind == TOKEN_STAR ||
	       is_stop(line, &tokens->at[to])))
		to++;
	if (to < tokens->n && tokens->at[to].kind == TOKEN_WORD)
		return i;
	for (size_t k = i; k < to; k++)
		if (is_stop(line, &tokens->at[k]))
			return to;
	return i;
}

static size_t
before_stops(const struct tokens *tokens, struct str line, size_t i)
{
	size_t from = i;

	while (from && is_stop(line, &tokens->at[from - 1]))
		from--;
	if (from < i && from && tokens->at[from - 1].kind == TOKEN_BLANK)
		from--;
	return from ? from : i;
}

size_t
notes_place(const struct doc *doc, struct str line, size_t off)
{
	struct tokens tokens = TOKENS_INIT;
	size_t i;

	tokens_read(&tokens, line);
	i = whole_token(&tokens, off);
	if (marks_follow(doc))
		i = behind_stops(&tokens, line, i);
	else
		i = before_stops(&tokens, line, i);
	while (i < tokens.n && tokens.at[i].kind == TOKEN_MARK)
		i++;
	off = i < tokens.n ? tokens.at[i].off : line.len;
	tokens_release(&tokens);
	return off;
}
