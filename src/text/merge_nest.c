/*
 * The brackets of a merged line, nested: one that crosses another is cut at
 * its edges, the one that begins later and is new, the blank outside; and none
 * comes to stand right behind another as an alternative that neither side had.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/token.h"
#include "merge_inside.h"

/* Those of the base first; then by where they begin, the longer before. */
static int
by_turn(const void *left, const void *right)
{
	const struct merged_span *a = left, *b = right;

	if (a->fresh != b->fresh)
		return a->fresh ? 1 : -1;
	if (a->is.from != b->is.from)
		return a->is.from < b->is.from ? -1 : 1;
	if (a->is.to != b->is.to)
		return a->is.to > b->is.to ? -1 : 1;
	if (a->base != b->base)
		return a->base < b->base ? -1 : 1;
	return str_order(buf_str(&a->who), buf_str(&b->who));
}

static bool
has_word(struct str words)
{
	struct tokens tokens = TOKENS_INIT;
	bool has_one = false;

	tokens_read(&tokens, words);
	for (size_t i = 0; i < tokens.n && !has_one; i++)
		has_one = tokens.at[i].kind == TOKEN_WORD;
	tokens_release(&tokens);
	return has_one;
}

/* A part of one that was cut, the blanks at its ends outside. */
static bool
trim_part(struct str words, struct span *part)
{
	while (part->from < part->to &&
	       parted_is_blank(words.at[part->from]))
		part->from++;
	while (part->from < part->to &&
	       parted_is_blank(words.at[part->to - 1]))
		part->to--;
	return part->from < part->to && has_word(str_part(words, part->from,
		part->to - part->from));
}

/* Where in the span an edge of another cuts it; 0: nowhere. */
static size_t
cut_of(const struct span *span, const struct span *other)
{
	if (other->from < span->from && span->from < other->to &&
	    other->to < span->to)
		return other->to;
	if (span->from < other->from && other->from < span->to &&
	    span->to < other->to)
		return other->from;
	return 0;
}

/* What was placed, and brackets without a mate, cut a span. */
struct cutting {
	struct merged_spans placed;
	struct str words;
	const size_t *loose;	/* in pairs: where one begins and ends */
	size_t loose_n;
};

/* The first cut of a span; *end: where what is behind the cut begins. */
static bool
find_cut(const struct cutting *cutting, const struct span *span,
	size_t *begin, size_t *end)
{
	for (size_t i = 0; i < cutting->loose_n; i++)
		if (cutting->loose[2 * i] >= span->from &&
		    cutting->loose[2 * i + 1] <= span->to) {
			*begin = cutting->loose[2 * i];
			*end = cutting->loose[2 * i + 1];
			return true;
		}
	for (size_t i = 0; i < cutting->placed.n; i++) {
		*begin = *end = cut_of(span, &cutting->placed.at[i].is);
		if (*begin)
			return true;
	}
	return false;
}

static void
place_span(struct cutting *cutting, const struct merged_span *from,
	struct span part, bool cut)
{
	struct merged_span *span;
	size_t begin, end;

	while (find_cut(cutting, &part, &begin, &end)) {
		struct span first = part;

		first.to = begin;
		place_span(cutting, from, first, true);
		part.from = end;
		cut = true;
	}
	if (cut && !trim_part(cutting->words, &part))
		return;
	if (part.from >= part.to)
		return;
	span = merged_spans_add(&cutting->placed);
	*span = *from;
	span->is.from = part.from;
	span->is.to = part.to;
	span->who = (struct buf)BUF_INIT;
	buf_add_str(&span->who, buf_str(&from->who));
}

/* Whether both stand in one side, and there one behind the other. */
static bool
touch_in(const struct half *half, size_t a, size_t b)
{
	return a != PARTED_NONE && b != PARTED_NONE &&
		half->line.at[a].to + 1 >= half->line.at[b].from;
}

static bool
touch_there(const struct merging *merging, const struct merged_span *a,
	const struct merged_span *b)
{
	return touch_in(&merging->ours, a->ours, b->ours) ||
		touch_in(&merging->theirs, a->theirs, b->theirs);
}

/* Put the beginning of a span behind the next blank; false when no word is
 * left. */
static bool
give_way(struct str words, struct span *span)
{
	struct span part = *span;

	while (part.from < part.to && words.at[part.from] != ' ')
		part.from++;
	if (has_word(str_part(words, span->from, part.from - span->from)) ||
	    !trim_part(words, &part))
		return false;
	*span = part;
	return true;
}

/*
 * `][` where neither had it would read as alternatives: signs up to the next
 * blank stay outside the second, else it takes in the first, or the first the
 * second when that is the base's. True when something was changed.
 */
static bool
part_one(const struct merging *merging, struct cutting *cutting,
	struct merged_span *a, struct merged_span *b)
{
	if ((!a->fresh && !b->fresh) || touch_there(merging, a, b))
		return false;
	if (!b->fresh)
		a->is.to = b->is.to;
	else if (!give_way(cutting->words, &b->is))
		b->is.from = a->is.from;
	return true;
}

/* Whether no other that begins, or ends, at the same place holds it. */
static bool
is_outer(const struct merged_spans *spans, size_t i, bool end)
{
	const struct span *one = &spans->at[i].is;

	for (size_t k = 0; k < spans->n; k++) {
		const struct span *other = &spans->at[k].is;

		if (k != i && other->from <= one->from &&
		    other->to >= one->to && (end ? other->to == one->to
			: other->from == one->from) &&
		    (other->from < one->from || other->to > one->to || k < i))
			return false;
	}
	return true;
}

static bool
touch(const struct cutting *cutting, size_t i, size_t k)
{
	const struct merged_spans *placed = &cutting->placed;

	return parted_is_seam(cutting->words, placed->at[i].is.to,
		placed->at[k].is.from) && is_outer(placed, i, true) &&
		is_outer(placed, k, false);
}

static void
part_touching(const struct merging *merging, struct cutting *cutting)
{
	bool changed = true;

	for (int round = 0; changed && round < 8; round++) {
		changed = false;
		for (size_t i = 0; i < cutting->placed.n; i++)
			for (size_t k = 0; k < cutting->placed.n; k++)
				changed |= i != k && touch(cutting, i, k) &&
					part_one(merging, cutting,
						&cutting->placed.at[i],
						&cutting->placed.at[k]);
	}
}

/* Where brackets without a mate stand in the merged words. */
static size_t *
list_loose(const struct merging *merging, const struct pieces *pieces,
	size_t *n)
{
	size_t *out = NULL, cap = 0;

	*n = 0;
	for (size_t i = 0; i < pieces->n; i++) {
		const struct piece *piece = &pieces->at[i];
		bool theirs = piece->kind == PIECE_THEIRS;
		const struct parted *line = theirs
			? &merging->theirs.line : &merging->ours.line;
		const struct range *part = theirs ? &piece->theirs
			: &piece->ours;

		for (size_t k = 0; piece->kind != PIECE_MEET &&
		     k < line->loose_n; k++) {
			size_t at = line->loose[k];

			if (at < part->from || at >= part->to)
				continue;
			out = mem_grow(out, &cap, 2 * *n + 2, sizeof(*out));
			out[2 * *n] = piece->out.from + at - part->from;
			out[2 * *n + 1] = out[2 * *n] +
				((line->words.data[at] & 0x80) ? 3 : 1);
			++*n;
		}
	}
	return out;
}

void
spans_nest(struct merged_spans *spans, const struct merging *merging,
	const struct pieces *pieces)
{
	struct cutting cutting = { .words = buf_str(&pieces->words) };
	size_t *loose = list_loose(merging, pieces, &cutting.loose_n);

	cutting.loose = loose;
	if (spans->n > 1)
		qsort(spans->at, spans->n, sizeof(*spans->at), by_turn);
	for (size_t i = 0; i < spans->n; i++)
		place_span(&cutting, &spans->at[i], spans->at[i].is, false);
	part_touching(merging, &cutting);
	merged_spans_release(spans);
	*spans = cutting.placed;
	for (size_t i = 0; i < spans->n; i++)
		spans->at[i].is.who = buf_str(&spans->at[i].who);
	free(loose);
}
