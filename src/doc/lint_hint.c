/*
 * Where the mate of a lone bracket probably belongs. The ranks are what real
 * drafts show: a doubled bracket lacks its twin (`[Consideration … .]]`); a
 * paragraph in brackets that ends too early lost an opener inside; `[in[to]`
 * lost the closer before the glued one; else the whole line, or the clause,
 * was meant. Words only: nothing is changed here.
 */
#include "lint_hint.h"

#include <string.h>

#include "adref/text/number.h"

enum { QUOTE_MAX = 40 };	/* bytes of the text told in a hint */

struct slip {
	struct str line;
	const struct tokens *tokens;
	const struct brackets *brackets;
	size_t index;
};

static const struct bracket *
bracket_at(const struct slip *slip, size_t index)
{
	return &slip->brackets->at[index];
}

static size_t
end_of(const struct bracket *bracket)
{
	return bracket->off + bracket->len + bracket->attr_len;
}

/* Whether any word begins in [from, to). */
static bool
has_words(const struct slip *slip, size_t from, size_t to)
{
	for (size_t i = 0; i < slip->tokens->n; i++) {
		const struct token *token = &slip->tokens->at[i];

		if (token->kind == TOKEN_WORD && token->off >= from &&
		    token->off < to)
			return true;
	}
	return false;
}

/* The end of the first word at or after off. */
static size_t
first_word_end(const struct slip *slip, size_t off)
{
	for (size_t i = 0; i < slip->tokens->n; i++) {
		const struct token *token = &slip->tokens->at[i];

		if (token->kind == TOKEN_WORD && token->off >= off)
			return token->off + token->len;
	}
	return slip->line.len;
}

/* The beginning of the last word before off; off when there is none. */
static size_t
last_word_start(const struct slip *slip, size_t off)
{
	size_t start = off;

	for (size_t i = 0; i < slip->tokens->n; i++) {
		const struct token *token = &slip->tokens->at[i];

		if (token->off >= off)
			break;
		if (token->kind == TOKEN_WORD)
			start = token->off;
	}
	return start;
}

static size_t
text_start(const struct slip *slip)
{
	struct number number;
	size_t off = number_read(&number, slip->line) ? number.end : 0;

	while (off < slip->line.len && strchr(" *", slip->line.at[off]))
		off++;
	return off;
}

/* Behind the last word and the punctuation and marks that follow it. */
static size_t
text_end(const struct slip *slip)
{
	return str_trim(slip->line).len
		? (size_t)(str_trim(slip->line).at - slip->line.at) +
			str_trim(slip->line).len : 0;
}

/*
 * The paragraph opens with a bracket that closes inside it: what should have
 * closed there opened at the last alternatives before. 0 when not so.
 */
static size_t
inside_early_end(const struct slip *slip)
{
	const struct bracket *first = bracket_at(slip, 0);
	size_t opener, at;

	if (!slip->index || !first->opens || first->mate == BRACKET_NONE ||
	    has_words(slip, 0, first->off) || has_words(slip,
		bracket_at(slip, slip->index)->off, slip->line.len))
		return 0;
	for (at = first->mate; at-- > 1;) {
		const struct bracket *here = bracket_at(slip, at);

		if (here->opens || here->depth != first->depth + 1)
			continue;
		brackets_alternatives(slip->brackets, here->mate, &opener);
		return bracket_at(slip, opener)->off;
	}
	return 0;
}

/* Where the `[` of a lone `]` probably belongs. */
static size_t
opener_place(const struct slip *slip)
{
	const struct bracket *lone = bracket_at(slip, slip->index);
	const struct bracket *before = slip->index
		? bracket_at(slip, slip->index - 1) : NULL;
	size_t place = inside_early_end(slip);

	if (before && !before->opens && end_of(before) == lone->off &&
	    before->mate != BRACKET_NONE)
		return bracket_at(slip, before->mate)->off;
	if (place)
		return place;
	if (before && has_words(slip, end_of(before), lone->off)) {
		place = end_of(before);
		while (strchr(" ,;.:*", slip->line.at[place]))
			place++;
		return place;
	}
	place = text_start(slip);
	return place < lone->off ? place : lone->off;
}

/* Whether the bracket at index is a `[` right behind a word's letter. */
static bool
is_glued(const struct slip *slip, size_t index)
{
	const struct bracket *here = bracket_at(slip, index);

	return here->opens && here->off &&
		!strchr(" ,;.:[]}", slip->line.at[here->off - 1]);
}

/* The end of the clause that begins at off: before a stop, or all there is. */
static size_t
clause_end(const struct slip *slip, size_t off, size_t limit)
{
	for (size_t i = 0; i < slip->tokens->n; i++) {
		const struct token *token = &slip->tokens->at[i];

		if (token->off < off || token->off >= limit)
			continue;
		if (token->kind == TOKEN_SIGN && token->len == 1 &&
		    strchr(",;.:", slip->line.at[token->off]))
			return token->off;
	}
	while (limit > off && slip->line.at[limit - 1] == ' ')
		limit--;
	return limit;
}

/* Where the `]` of a lone `[` probably belongs. */
static size_t
closer_place(const struct slip *slip)
{
	const struct bracket *lone = bracket_at(slip, slip->index);
	const struct bracket *after = slip->index + 1 < slip->brackets->n
		? bracket_at(slip, slip->index + 1) : NULL;

	if (after && after->opens && after->off == lone->off + lone->len &&
	    after->mate != BRACKET_NONE)
		return end_of(bracket_at(slip, after->mate));
	if (after && is_glued(slip, slip->index + 1))
		return after->off;
	if (!has_words(slip, 0, lone->off))
		return text_end(slip);
	return clause_end(slip, lone->off, after ? after->off
		: text_end(slip));
}

static void
add_quote(struct buf *out, const struct slip *slip, size_t from, size_t to)
{
	buf_add_str(out, str_part(slip->line, from, to - from));
}

static void
hint_opener(struct buf *out, const struct slip *slip)
{
	size_t place = opener_place(slip), end = first_word_end(slip, place);
	size_t lone = bracket_at(slip, slip->index)->off;

	for (size_t i = 0; i < slip->brackets->n; i++) {
		const struct bracket *here = bracket_at(slip, i);

		if (here->off == place && here->opens &&
		    here->mate != BRACKET_NONE &&
		    end_of(bracket_at(slip, here->mate)) - place <= QUOTE_MAX)
			end = end_of(bracket_at(slip, here->mate));
	}
	buf_add_char(out, '[');
	add_quote(out, slip, place, end < lone ? end : lone);
}

static void
hint_closer(struct buf *out, const struct slip *slip)
{
	const struct bracket *lone = bracket_at(slip, slip->index);
	size_t place = closer_place(slip), from = lone->off, to = place;

	if (to < from)
		to = from + lone->len;
	if (to - from > QUOTE_MAX)
		from = last_word_start(slip, to);
	add_quote(out, slip, from, to);
	buf_add_char(out, ']');
	if (slip->index + 1 < slip->brackets->n && is_glued(slip,
		slip->index + 1) && bracket_at(slip, slip->index + 1)->off ==
		place && bracket_at(slip, slip->index + 1)->mate !=
		BRACKET_NONE)
		add_quote(out, slip, place, end_of(bracket_at(slip,
			bracket_at(slip, slip->index + 1)->mate)));
}

/* `the last ]`, `the ]`, `the 2nd [`: which of its kind in the line. */
static void
add_which(struct buf *out, const struct slip *slip)
{
	const struct bracket *lone = bracket_at(slip, slip->index);
	size_t n = 0, all = 0;

	for (size_t i = 0; i < slip->brackets->n; i++) {
		if (bracket_at(slip, i)->opens != lone->opens)
			continue;
		all++;
		n += i <= slip->index;
	}
	buf_add_text(out, "the ");
	if (all > 1 && n == all)
		buf_add_text(out, "last ");
	else if (all > 1 && n == 1)
		buf_add_text(out, "first ");
	else if (all > 1)
		buf_add_format(out, "%zu%s ", n, n % 100 / 10 == 1 ? "th"
			: n % 10 == 1 ? "st" : n % 10 == 2 ? "nd"
			: n % 10 == 3 ? "rd" : "th");
	add_quote(out, slip, lone->off, lone->off + lone->len);
}

void
hint_slip(struct buf *out, struct str line, const struct tokens *tokens,
	const struct brackets *brackets, size_t index)
{
	struct slip slip = { line, tokens, brackets, index };
	bool opens = brackets->at[index].opens;

	add_which(out, &slip);
	buf_add_text(out, opens ? " has no ] after it; likely: \""
		: " has no [ before it; likely: \"");
	if (opens)
		hint_closer(out, &slip);
	else
		hint_opener(out, &slip);
	buf_add_char(out, '"');
}
