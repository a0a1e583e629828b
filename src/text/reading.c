/*
 * Emphasis and the lifting of brackets, over the tokens of one line.
 *
 * Gives marks only; what is written or drawn of a token is decided by those
 * who ask. Must stay linear: it runs for every line that is shown.
 */
#include "reading.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"

#define NONE ((size_t)-1)

/* Openers without a mate so far, of one length of star; the last on top. */
struct stack {
	size_t *at;
	size_t n;
};

/* The stars from `from` up to `to`, none but stars between. */
struct star_run {
	size_t from, to;
	bool may_open, may_close;
};

bool
reading_is_emphasis(const struct reading *reading, size_t token)
{
	return reading->look[token] & (READING_OPENS | READING_CLOSES);
}

static bool
is_text(const struct tokens *tokens, size_t i)
{
	return i < tokens->n && tokens->at[i].kind != TOKEN_BLANK;
}

static struct star_run
star_run(const struct tokens *tokens, size_t from)
{
	struct star_run run = { .from = from, .to = from };

	while (run.to < tokens->n && tokens->at[run.to].kind == TOKEN_STAR)
		run.to++;
	run.may_open = is_text(tokens, run.to);
	run.may_close = from > 0 && is_text(tokens, from - 1);
	return run;
}

/* A pair of the same run would emphasise nothing. */
static void
pair_run(struct reading *reading, const struct tokens *tokens,
	const struct star_run *run, struct stack stacks[2])
{
	for (size_t i = run->from; i < run->to; i++) {
		struct stack *stack = stacks + (tokens->at[i].len > 1);

		if (run->may_close && stack->n &&
		    stack->at[stack->n - 1] < run->from) {
			reading->look[stack->at[--stack->n]] = READING_OPENS;
			reading->look[i] = READING_CLOSES;
		} else if (run->may_open) {
			stack->at[stack->n++] = i;
		}
	}
}

static void
pair_stars(struct reading *reading, const struct tokens *tokens, size_t stars)
{
	size_t *room = mem_new(stars, 2 * sizeof(*room));
	struct stack stacks[2] = { { room, 0 }, { room + stars, 0 } };

	for (size_t i = 0; i < tokens->n; i++) {
		struct star_run run;

		if (tokens->at[i].kind != TOKEN_STAR)
			continue;
		run = star_run(tokens, i);
		pair_run(reading, tokens, &run, stacks);
		i = run.to - 1;
	}
	free(room);
}

static void
spread(struct reading *reading, const struct tokens *tokens)
{
	size_t open[2] = { 0, 0 };

	for (size_t i = 0; i < tokens->n; i++) {
		unsigned char *look = reading->look + i;
		size_t *mine = open + (tokens->at[i].len > 1);

		if (*look & READING_OPENS)
			++*mine;
		if (open[0])
			*look |= READING_EMPHASIS;
		if (open[1])
			*look |= READING_STRONG;
		if (*look & READING_CLOSES)
			--*mine;
	}
}

void
reading_read(struct reading *reading, const struct tokens *tokens)
{
	size_t stars = 0;

	reading->look = mem_grow(reading->look, &reading->cap, tokens->n,
		sizeof(*reading->look));
	if (!tokens->n)
		return;
	memset(reading->look, 0, tokens->n);
	for (size_t i = 0; i < tokens->n; i++)
		stars += tokens->at[i].kind == TOKEN_STAR;
	if (stars < 2)
		return;
	pair_stars(reading, tokens, stars);
	spread(reading, tokens);
}

static bool
is_lifted(const struct reading *reading, const struct token *token,
	size_t i)
{
	switch (token->kind) {
	case TOKEN_OPEN:
	case TOKEN_CLOSE:
	case TOKEN_ATTRIBUTION:
	case TOKEN_LINK_OPEN:
	case TOKEN_LINK_CLOSE:
	case TOKEN_MARK:
		return true;
	case TOKEN_STAR:
		return reading_is_emphasis(reading, i);
	default:
		return false;
	}
}

/* What would be noticed if it left blanks behind. */
static bool
leaves_seam(enum token_kind kind)
{
	return kind == TOKEN_OPEN || kind == TOKEN_CLOSE ||
		kind == TOKEN_MARK;
}

/* Whether no blank belongs before this character. */
static bool
hugs(struct str line, const struct token *token)
{
	return token->kind == TOKEN_SIGN && token->len == 1 &&
		memchr(",.;:", line.at[token->off], 4);
}

void
reading_close_seams(struct reading *reading, const struct tokens *tokens,
	struct str line)
{
	size_t blank = NONE;	/* the blank that ends what stays so far */
	bool seam = false, begun = false;

	for (size_t i = 0; i < tokens->n; i++) {
		const struct token *token = tokens->at + i;

		if (reading->look[i] & READING_GONE) {
			seam = seam || leaves_seam(token->kind);
		} else if (token->kind == TOKEN_BLANK) {
			if (seam && (blank != NONE || !begun))
				reading->look[i] |= READING_GONE;
			else
				blank = i;
			seam = seam && blank != i;
		} else {
			if (seam && blank != NONE && hugs(line, token))
				reading->look[blank] |= READING_GONE;
			blank = NONE;
			seam = false;
			begun = true;
		}
	}
	if (seam && blank != NONE)
		reading->look[blank] |= READING_GONE;
}

void
reading_lift(struct reading *reading, const struct tokens *tokens,
	struct str line)
{
	for (size_t i = 0; i < tokens->n; i++)
		if (is_lifted(reading, tokens->at + i, i))
			reading->look[i] |= READING_GONE;
	reading_close_seams(reading, tokens, line);
}

void
reading_release(struct reading *reading)
{
	free(reading->look);
	*reading = (struct reading)READING_INIT;
}
