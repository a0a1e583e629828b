/*
 * How alike two lines are, whatever the order of their words: what finds a
 * paragraph again in the next draft.
 *
 * A bag is the sorted hashes of the folded words and signs. Two words of one
 * hash count as one word: a likeness is a guess anyhow, and nobody gains by
 * forging one.
 */
#include "adref/text/words.h"

#include <stdbool.h>
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/number.h"
#include "adref/text/token.h"

/* Whether it is a word, or else a sign; what it says in *text. */
static bool
counts(struct str line, const struct token *token, bool words,
	struct str *text)
{
	*text = str_part(line, token->off, token->len);
	if (words)
		return token->kind == TOKEN_WORD;
	if (token->kind == TOKEN_ESCAPE)
		*text = str_from(*text, 1);
	return token->kind == TOKEN_SIGN || token->kind == TOKEN_ESCAPE;
}

static int
order(const void *a, const void *b)
{
	uint64_t left = *(const uint64_t *)a, right = *(const uint64_t *)b;

	return (left > right) - (left < right);
}

/* Add the words, or the signs, that stand at `from` or behind. */
static void
add_sorted(struct words_bag *bag, const struct tokens *tokens,
	struct str line, size_t from, bool words)
{
	struct buf folded = BUF_INIT;
	size_t first = bag->n;

	for (size_t i = 0; i < tokens->n; i++) {
		struct str text;

		if (tokens->at[i].off < from ||
		    !counts(line, tokens->at + i, words, &text))
			continue;
		buf_clear(&folded);
		utf8_add_folded(&folded, text);
		bag->at[bag->n++] = str_hash(buf_str(&folded));
	}
	if (bag->n > first)
		qsort(bag->at + first, bag->n - first, sizeof(*bag->at),
			order);
	buf_release(&folded);
}

void
words_bag_read(struct words_bag *bag, struct str line)
{
	struct tokens tokens = TOKENS_INIT;
	struct number number;
	size_t from;

	tokens_read(&tokens, line);
	from = number_read(&number, line) ? number.end : 0;
	bag->at = mem_grow(bag->at, &bag->cap, tokens.n, sizeof(*bag->at));
	bag->n = 0;
	add_sorted(bag, &tokens, line, from, true);
	bag->words = bag->n;
	add_sorted(bag, &tokens, line, from, false);
	tokens_release(&tokens);
}

/* How many of a's hashes [i, a_end) have one of b's [j, b_end) to them. */
static size_t
common(const struct words_bag *a, const struct words_bag *b, bool words)
{
	size_t i = words ? 0 : a->words, a_end = words ? a->words : a->n;
	size_t j = words ? 0 : b->words, b_end = words ? b->words : b->n;
	size_t n = 0;

	while (i < a_end && j < b_end) {
		uint64_t left = a->at[i], right = b->at[j];

		n += left == right;
		i += left <= right;
		j += right <= left;
	}
	return n;
}

double
words_bag_likeness(const struct words_bag *a, const struct words_bag *b)
{
	size_t shared;

	if (!a->n && !b->n)
		return 1;
	shared = common(a, b, true);
	if (!shared && (a->words || b->words))
		return 0;
	shared += common(a, b, false);
	return 2.0 * (double)shared / ((double)a->n + (double)b->n);
}

void
words_bag_release(struct words_bag *bag)
{
	free(bag->at);
	*bag = (struct words_bag)WORDS_BAG_INIT;
}

double
words_likeness(struct str a, struct str b)
{
	struct words_bag left = WORDS_BAG_INIT, right = WORDS_BAG_INIT;
	double likeness;

	words_bag_read(&left, a);
	words_bag_read(&right, b);
	likeness = words_bag_likeness(&left, &right);
	words_bag_release(&left);
	words_bag_release(&right);
	return likeness;
}
