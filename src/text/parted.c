/*
 * Taking a line apart into words and pairs of brackets, and putting it
 * together again. What it must not do: change or lose a byte.
 */
#include "parted.h"

#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/text/bracket.h"
#include "adref/text/token.h"

struct parting {
	struct parted *out;
	struct str line;
	struct tokens tokens;
	struct brackets brackets;
	size_t *span_of;	/* of each bracket that opens a span */
	size_t *open_links, links_n, links_cap;
	enum token_kind last;	/* of the words so far */
	bool cut;		/* a bracket went since */
	size_t unset;		/* spans from here on have no word yet */
};

static bool
is_same_kind(const struct parting *parting, enum token_kind kind)
{
	return parting->last == kind &&
		(kind == TOKEN_WORD || kind == TOKEN_STAR);
}

static void
add_bytes(struct parting *parting, struct str bytes, enum token_kind kind)
{
	struct parted *out = parting->out;

	if (parting->cut && out->words.len && is_same_kind(parting, kind))
		buf_add_char(&out->words, PARTED_SEAM);
	for (; parting->unset < out->n; parting->unset++)
		out->at[parting->unset].from = out->words.len;
	buf_add_str(&out->words, bytes);
	parting->last = kind;
	parting->cut = false;
}

static void
add_word(struct parting *parting, const struct token *token)
{
	add_bytes(parting, str_part(parting->line, token->off, token->len),
		token->kind);
}

static void
add_loose(struct parting *parting, const struct token *token)
{
	struct parted *out = parting->out;

	add_word(parting, token);
	out->loose = mem_grow(out->loose, &out->loose_cap, out->loose_n + 1,
		sizeof(*out->loose));
	out->loose[out->loose_n++] = out->words.len - token->len;
}

static void
open_span(struct parting *parting, size_t bracket)
{
	struct parted *out = parting->out;
	const struct bracket *here = &parting->brackets.at[bracket];
	const struct bracket *mate = &parting->brackets.at[here->mate];

	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	parting->span_of[bracket] = out->n;
	out->at[out->n++] = (struct span){
		.opener = str_part(parting->line, here->off, here->len),
		.closer = str_part(parting->line, mate->off, mate->len),
		.who = str_part(parting->line, mate->off + mate->len,
			mate->attr_len),
		.twin = PARTED_NONE,
	};
	parting->cut = true;
}

static void
close_span(struct parting *parting, size_t bracket)
{
	static const char inside[] = { PARTED_EMPTY };
	size_t opener = parting->brackets.at[bracket].mate;

	if (opener + 1 == bracket && parting->cut &&
	    parting->unset < parting->out->n)
		add_bytes(parting, str_make(inside, 1), TOKEN_SIGN);
	parting->out->at[parting->span_of[opener]].to =
		parting->out->words.len;
	parting->cut = true;
}

static void
open_link(struct parting *parting)
{
	struct parted *out = parting->out;

	parting->open_links = mem_grow(parting->open_links,
		&parting->links_cap, parting->links_n + 1,
		sizeof(*parting->open_links));
	parting->open_links[parting->links_n++] = out->links_n;
	out->links = mem_grow(out->links, &out->links_cap, out->links_n + 1,
		sizeof(*out->links));
	out->links[out->links_n++] = (struct parted_link){
		.from = out->words.len - 1, .inner = out->words.len };
}

static void
close_link(struct parting *parting, size_t len)
{
	size_t words = parting->out->words.len;
	struct parted_link *link;

	link = &parting->out->links[
		parting->open_links[--parting->links_n]];
	link->inner_end = words - len;
	link->to = words;
}

static void
part_bracket(struct parting *parting, const struct token *token,
	size_t bracket)
{
	const struct bracket *here = &parting->brackets.at[bracket];

	if (here->mate == BRACKET_NONE)
		add_loose(parting, token);
	else if (here->opens)
		open_span(parting, bracket);
	else
		close_span(parting, bracket);
}

static void
part_tokens(struct parting *parting)
{
	size_t bracket = 0;

	for (size_t i = 0; i < parting->tokens.n; i++) {
		const struct token *token = &parting->tokens.at[i];

		if (token->kind == TOKEN_OPEN || token->kind == TOKEN_CLOSE) {
			part_bracket(parting, token, bracket++);
			continue;
		}
		if (token->kind == TOKEN_ATTRIBUTION && parting->cut)
			continue;	/* the span has it */
		add_word(parting, token);
		if (token->kind == TOKEN_LINK_OPEN)
			open_link(parting);
		else if (token->kind == TOKEN_LINK_CLOSE)
			close_link(parting, token->len);
	}
}

void
parted_read(struct parted *parted, struct str line)
{
	struct parting parting = { .out = parted, .line = line,
		.last = TOKEN_BLANK };

	buf_clear(&parted->words);
	parted->n = parted->loose_n = parted->links_n = 0;
	tokens_read(&parting.tokens, line);
	brackets_read(&parting.brackets, &parting.tokens, line);
	parting.span_of = mem_new(parting.brackets.n,
		sizeof(*parting.span_of));
	part_tokens(&parting);
	free(parting.span_of);
	free(parting.open_links);
	tokens_release(&parting.tokens);
	brackets_release(&parting.brackets);
}

void
parted_release(struct parted *parted)
{
	buf_release(&parted->words);
	free(parted->at);
	free(parted->loose);
	free(parted->links);
	*parted = (struct parted)PARTED_INIT;
}

bool
parted_is_seam(struct str words, size_t from, size_t to)
{
	return from == to || (to == from + 1 &&
		words.at[from] == PARTED_SEAM);
}

bool
parted_is_blank(char byte)
{
	return byte == ' ' || byte == PARTED_SEAM || byte == PARTED_NODE;
}

static bool
is_written(char byte)
{
	return byte != PARTED_SEAM && byte != PARTED_EMPTY;
}

void
parted_add_seamless(struct buf *out, struct str words)
{
	for (size_t i = 0; i < words.len; i++)
		if (is_written(words.at[i]))
			buf_add_char(out, words.at[i]);
}

size_t
parted_loose(const struct parted *parted, size_t from, size_t to)
{
	size_t n = 0;

	for (size_t i = 0; i < parted->loose_n; i++)
		n += parted->loose[i] >= from && parted->loose[i] < to;
	return n;
}

/* The outer opens first; of two that hold the same, the one told first. */
static int
by_opener(const void *left, const void *right)
{
	const struct span *a = *(const struct span *const *)left;
	const struct span *b = *(const struct span *const *)right;

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	if (a->to != b->to)
		return a->to > b->to ? -1 : 1;
	return a < b ? -1 : a > b;
}

static int
by_closer(const void *left, const void *right)
{
	const struct span *a = *(const struct span *const *)left;
	const struct span *b = *(const struct span *const *)right;

	if (a->to != b->to)
		return a->to < b->to ? -1 : 1;
	if (a->from != b->from)
		return a->from > b->from ? -1 : 1;
	return a > b ? -1 : a < b;
}

/* The spans in [from, to), sorted one way. */
static const struct span **
sorted(const struct span *spans, size_t *n, size_t from, size_t to,
	int (*order)(const void *, const void *))
{
	const struct span **out = mem_new(*n + 1, sizeof(struct span *));
	size_t kept = 0;

	for (size_t i = 0; i < *n; i++)
		if (spans[i].from >= from && spans[i].to <= to)
			out[kept++] = &spans[i];
	if (kept > 1)
		qsort(out, kept, sizeof(*out), order);
	*n = kept;
	return out;
}

void
spans_write(struct buf *out, struct str words, const struct span *spans,
	size_t n, size_t from, size_t to)
{
	size_t opening = 0, closing = 0;
	const struct span **openers = sorted(spans, &n, from, to, by_opener);
	const struct span **closers = sorted(spans, &n, from, to, by_closer);

	for (size_t at = from;; at++) {
		for (; closing < n && closers[closing]->to == at; closing++) {
			buf_add_str(out, closers[closing]->closer);
			buf_add_str(out, closers[closing]->who);
		}
		for (; opening < n && openers[opening]->from == at; opening++)
			buf_add_str(out, openers[opening]->opener);
		if (at == to)
			break;
		if (is_written(words.at[at]))
			buf_add_char(out, words.at[at]);
	}
	free(openers);
	free(closers);
}

void
parted_write(struct buf *out, const struct parted *parted)
{
	spans_write(out, buf_str(&parted->words), parted->at, parted->n, 0,
		parted->words.len);
}
