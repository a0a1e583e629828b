/*
 * What is wrong with a lone bracket, and where its mate probably belongs, in
 * words. The likeliest place is slip_place.c's.
 */
#include "slip_hint.h"

#include "adref/doc/lint.h"
#include "adref/text/words.h"
#include "slip_place.h"

enum { QUOTE_MAX = 40 };	/* bytes of the text told in a hint */

static void
add_quote(struct buf *out, const struct slip *slip, size_t from, size_t to)
{
	words_add_plain(out, str_part(slip->line, from, to - from));
}

static void
hint_opener(struct buf *out, const struct slip *slip, size_t place)
{
	size_t end = slip_word_end(slip, place);
	size_t lone = slip_bracket(slip, slip->index)->off;

	for (size_t i = 0; i < slip->brackets->n; i++) {
		const struct bracket *here = slip_bracket(slip, i);
		size_t closes;

		if (here->off != place || !here->opens ||
		    here->mate == BRACKET_NONE)
			continue;
		closes = slip_bracket_end(slip_bracket(slip, here->mate));
		if (closes - place <= QUOTE_MAX)
			end = closes;
	}
	buf_add_char(out, '[');
	add_quote(out, slip, place, end < lone ? end : lone);
}

static void
hint_closer(struct buf *out, const struct slip *slip, size_t place)
{
	const struct bracket *lone = slip_bracket(slip, slip->index);
	size_t from = lone->off, to = place;

	if (to < from)
		to = from + lone->len;
	if (to - from > QUOTE_MAX)
		from = slip_word_start(slip, to);
	add_quote(out, slip, from, to);
	buf_add_char(out, ']');
	if (slip->index + 1 < slip->brackets->n && slip_is_glued(slip,
		slip->index + 1) && slip_bracket(slip, slip->index + 1)->off ==
		place && slip_bracket(slip, slip->index + 1)->mate !=
		BRACKET_NONE)
		add_quote(out, slip, place, slip_bracket_end(slip_bracket(slip,
			slip_bracket(slip, slip->index + 1)->mate)));
}

/* `the last ]`, `the ]`, `the 2nd [`: which of its kind in the line. */
static void
add_which(struct buf *out, const struct slip *slip)
{
	const struct bracket *lone = slip_bracket(slip, slip->index);
	size_t n = 0, all = 0;

	for (size_t i = 0; i < slip->brackets->n; i++) {
		if (slip_bracket(slip, i)->opens != lone->opens)
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
slip_add_hint(struct buf *out, const struct node *node, size_t index)
{
	struct tokens tokens = TOKENS_INIT;
	struct brackets brackets = BRACKETS_INIT;

	tokens_read(&tokens, node_str(node));
	brackets_read(&brackets, &tokens, node_str(node));
	hint_slip(out, node, &tokens, &brackets, index);
	tokens_release(&tokens);
	brackets_release(&brackets);
}

void
hint_slip(struct buf *out, const struct node *node,
	const struct tokens *tokens, const struct brackets *brackets,
	size_t index)
{
	bool opens = brackets->at[index].opens;
	struct places places;
	struct slip slip;

	slip_read(&slip, node, tokens, brackets, index);
	slip_places(&places, &slip, 1);
	add_which(out, &slip);
	buf_add_text(out, opens ? " has no ] after it; likely"
		: " has no [ before it; likely");
	if (!places.n) {
		buf_add_text(out, " one too many");
		return;
	}
	buf_add_text(out, ": \"");
	if (opens)
		hint_closer(out, &slip, places.at[0]);
	else
		hint_opener(out, &slip, places.at[0]);
	buf_add_char(out, '"');
}
