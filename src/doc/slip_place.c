/*
 * Where the mate of a lone bracket probably belongs. The ranks are what real
 * drafts show; a doubled bracket lacks its twin (`[Consideration … .]]`); a
 * paragraph in brackets that ends too early lost an opener inside; `[in[to]`
 * lost the closer before the glued one; else the whole line, the clause or
 * the word was meant. Nothing is changed here.
 */
#include "slip_place.h"

#include <string.h>

#include "adref/text/number.h"

const struct bracket *
slip_bracket(const struct slip *slip, size_t index)
{
	return &slip->brackets->at[index];
}

size_t
slip_bracket_end(const struct bracket *bracket)
{
	return bracket->off + bracket->len + bracket->attr_len;
}

void
slip_read(struct slip *out, const struct node *node,
	const struct tokens *tokens, const struct brackets *brackets,
	size_t index)
{
	size_t off = brackets->at[index].off;

	*out = (struct slip){ node_str(node), tokens, brackets, index, 0,
		node->len };
	if (node->kind != NODE_ROW)
		return;
	for (size_t i = 0; i < node->len; i++) {
		if (node->line[i] != '|' || (i && node->line[i - 1] == '\\'))
			continue;
		if (i < off)
			out->from = i + 1;
		else if (out->to == node->len)
			out->to = i;
	}
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

static size_t
text_start(const struct slip *slip)
{
	struct number number;
	size_t off = slip->from;

	if (!off && number_read(&number, slip->line))
		off = number.end;
	/* past a blank, and past stars that close the number's emphasis */
	while (off < slip->to && (slip->line.at[off] == ' ' ||
	       (slip->line.at[off] == '*' && off > slip->from &&
		slip->line.at[off - 1] != ' ')))
		off++;
	return off;
}

static size_t
text_end(const struct slip *slip)
{
	size_t end = slip->to;

	while (end > slip->from && slip->line.at[end - 1] == ' ')
		end--;
	return end;
}

/*
 * The paragraph opens with a bracket that closes inside it: what should have
 * closed there opened at the last alternatives before. 0 when not so.
 */
static size_t
inside_early_end(const struct slip *slip)
{
	const struct bracket *first = slip_bracket(slip, 0);
	size_t opener, at;

	if (!slip->index || !first->opens || first->mate == BRACKET_NONE ||
	    has_words(slip, 0, first->off) || has_words(slip,
		slip_bracket(slip, slip->index)->off, slip->line.len))
		return 0;
	for (at = first->mate; at-- > 1;) {
		const struct bracket *here = slip_bracket(slip, at);

		if (here->opens || here->depth != first->depth + 1)
			continue;
		brackets_alternatives(slip->brackets, here->mate, &opener);
		return slip_bracket(slip, opener)->off;
	}
	return 0;
}

bool
slip_is_glued(const struct slip *slip, size_t index)
{
	const struct bracket *here = slip_bracket(slip, index);

	return here->opens && here->off &&
		!strchr(" ,;.:[]}", slip->line.at[here->off - 1]);
}

/* Where the `[` of a lone `]` probably belongs. */
static size_t
likely_opener(const struct slip *slip)
{
	const struct bracket *lone = slip_bracket(slip, slip->index);
	const struct bracket *before = slip->index
		? slip_bracket(slip, slip->index - 1) : NULL;
	size_t place = inside_early_end(slip);

	if (before && !before->opens && slip_bracket_end(before) == lone->off &&
	    before->mate != BRACKET_NONE)
		return slip_bracket(slip, before->mate)->off;
	if (place)
		return place;
	if (before && has_words(slip, slip_bracket_end(before), lone->off)) {
		place = slip_bracket_end(before);
		while (strchr(" ,;.:*", slip->line.at[place]))
			place++;
		return place;
	}
	place = text_start(slip);
	return place < lone->off ? place : lone->off;
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
likely_closer(const struct slip *slip)
{
	const struct bracket *lone = slip_bracket(slip, slip->index);
	const struct bracket *after = slip->index + 1 < slip->brackets->n
		? slip_bracket(slip, slip->index + 1) : NULL;

	if (after && after->opens && after->off == lone->off + lone->len &&
	    after->mate != BRACKET_NONE)
		return slip_bracket_end(slip_bracket(slip, after->mate));
	if (after && slip_is_glued(slip, slip->index + 1))
		return after->off;
	if (!has_words(slip, 0, lone->off))
		return text_end(slip);
	return clause_end(slip, lone->off, after ? after->off
		: text_end(slip));
}

/* The beginning of the clause or sentence that holds off. */
static size_t
clause_start(const struct slip *slip, size_t off)
{
	size_t start = text_start(slip);

	for (size_t i = 0; i < slip->tokens->n; i++) {
		const struct token *token = &slip->tokens->at[i];

		if (token->off < start || token->off + 1 >= off)
			continue;
		if (token->kind == TOKEN_SIGN && token->len == 1 &&
		    strchr(",;.:", slip->line.at[token->off]) &&
		    has_words(slip, token->off, off))
			start = token->off + 1;
	}
	while (start < off && slip->line.at[start] == ' ')
		start++;
	return start;
}

size_t
slip_word_start(const struct slip *slip, size_t off)
{
	size_t start = off;

	for (size_t i = 0; i < slip->tokens->n; i++)
		if (slip->tokens->at[i].kind == TOKEN_WORD &&
		    slip->tokens->at[i].off < off)
			start = slip->tokens->at[i].off;
	return start;
}

size_t
slip_word_end(const struct slip *slip, size_t off)
{
	for (size_t i = 0; i < slip->tokens->n; i++)
		if (slip->tokens->at[i].kind == TOKEN_WORD &&
		    slip->tokens->at[i].off >= off)
			return slip->tokens->at[i].off +
				slip->tokens->at[i].len;
	return slip->line.len;
}

bool
slip_mends(const struct slip *slip, size_t off, size_t gone,
	const char *come)
{
	const struct bracket *lone = slip_bracket(slip, slip->index);
	struct brackets now = BRACKETS_INIT;
	struct buf line = BUF_INIT;
	bool out = gone && off == lone->off, mends = false;
	size_t n = slip->brackets->n + (out ? (size_t)-1 : 1), at;

	buf_add_str(&line, slip->line);
	buf_splice(&line, off, gone, str_of(come));
	brackets_read_line(&now, buf_str(&line));
	at = lone->off + (off <= lone->off ? strlen(come) - gone : 0);
	for (size_t i = 0; i < now.n; i++)
		mends |= now.at[i].off == at && now.at[i].opens == lone->opens
			&& now.at[i].mate != BRACKET_NONE;
	mends = (mends || out) && now.n == n &&
		now.closers == slip->brackets->closers - !lone->opens &&
		now.openers == slip->brackets->openers - lone->opens;
	brackets_release(&now);
	buf_release(&line);
	return mends;
}

/* Something but blanks and brackets between the two. */
static bool
holds_something(const struct slip *slip, size_t from, size_t to)
{
	for (size_t i = 0; i < slip->tokens->n; i++) {
		const struct token *token = &slip->tokens->at[i];

		if (token->off >= from && token->off < to &&
		    token->kind != TOKEN_BLANK && token->kind != TOKEN_OPEN &&
		    token->kind != TOKEN_CLOSE &&
		    token->kind != TOKEN_ATTRIBUTION)
			return true;
	}
	return false;
}

/* Whether put in at either place it makes the same line: `[[` is `[[`. */
static bool
are_one(const struct slip *slip, size_t a, size_t b)
{
	char bracket = slip_bracket(slip, slip->index)->opens ? ']' : '[';
	size_t to = a < b ? b : a;

	for (size_t i = a < b ? a : b; i < to; i++)
		if (slip->line.at[i] != bracket)
			return false;
	return true;
}

/* Whether the bracket put in would close, or open, upon nothing: `[]`. */
static bool
is_empty_there(const struct slip *slip, size_t off)
{
	bool opens = slip_bracket(slip, slip->index)->opens;

	while (opens ? off > 0 && slip->line.at[off - 1] == ' '
		: off < slip->line.len && slip->line.at[off] == ' ')
		off += opens ? (size_t)-1 : 1;
	return opens ? off > 0 && slip->line.at[off - 1] == '['
		: off < slip->line.len && slip->line.at[off] == ']';
}

static void
add(struct places *out, const struct slip *slip, size_t max, size_t off)
{
	const struct bracket *lone = slip_bracket(slip, slip->index);
	bool well = off >= slip->from && off <= slip->to && out->n < max;

	for (size_t i = 0; i < out->n; i++)
		well = well && !are_one(slip, out->at[i], off);
	if (!well || (lone->opens ? off < lone->off + lone->len
		: off > lone->off))
		return;
	well = lone->opens ? holds_something(slip, lone->off + lone->len, off)
		: holds_something(slip, off, lone->off);
	if (well && !is_empty_there(slip, off) &&
	    slip_mends(slip, off, 0, lone->opens ? "]" : "["))
		out->at[out->n++] = off;
}

void
slip_places(struct places *out, const struct slip *slip, size_t max)
{
	const struct bracket *lone = slip_bracket(slip, slip->index);
	size_t end = lone->off + lone->len;

	out->n = 0;
	if (slip->brackets->n > SLIP_BRACKETS_MAX)
		return;
	if (max > PLACES_MAX)
		max = PLACES_MAX;
	if (lone->opens) {
		add(out, slip, max, likely_closer(slip));
		add(out, slip, max, clause_end(slip, end, text_end(slip)));
		add(out, slip, max, text_end(slip));
		add(out, slip, max, slip_word_end(slip, end));
	} else {
		add(out, slip, max, likely_opener(slip));
		add(out, slip, max, clause_start(slip, lone->off));
		add(out, slip, max, text_start(slip));
		add(out, slip, max, slip_word_start(slip, lone->off));
	}
	for (size_t i = 0; i < slip->brackets->n && out->n < max; i++) {
		const struct bracket *here = slip_bracket(slip, i);

		add(out, slip, max, lone->opens ? here->off
			: slip_bracket_end(here));
	}
}
