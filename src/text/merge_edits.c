/*
 * What a side did to the words of a line: the edits of its steps put one upon
 * the other, so that two acts on neighbouring words stay two; and which of the
 * base's brackets it still has.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/join.h"
#include "adref/text/token.h"
#include "merge_inside.h"

/* So many changed words to one between are one change. */
enum { NEAR = 6 };

struct str
merge_side_line(const struct merge_side *side, struct str base)
{
	return side->n ? side->steps[side->n - 1].line : base;
}

static void
add_edit(struct edits *edits, const struct edit *edit)
{
	edits->at = mem_grow(edits->at, &edits->cap, edits->n + 1,
		sizeof(*edits->at));
	edits->at[edits->n++] = *edit;
}

static size_t
shifted(size_t off, ptrdiff_t by)
{
	return (size_t)((ptrdiff_t)off + by);
}

/* Two lists of edits, one upon the other, both walked in the order of the
 * words between them. */
struct composing {
	const struct edits *first;	/* base to what is between */
	const struct words_edits *then;	/* and on from there */
	size_t i, j;
	ptrdiff_t to_base, to_next;	/* from what is between */
	uint64_t hand;			/* whose `then` is */
	bool glued;			/* what was taken last ends in a seam */
};

/*
 * Whether what is at [from, to) between goes into one edit with what is there
 * up to `end`: they overlap, or nothing but a place is left of both. What only
 * touches stays by itself.
 */
static bool
belongs(size_t from, size_t to, size_t start, size_t end)
{
	return from < end || (from == to && start == end && from == end);
}

/* Words beside others in a group of wordings: a seam is all between. */
static bool
has_seam(struct str come, bool end)
{
	return come.len && come.at[end ? come.len - 1 : 0] == PARTED_SEAM;
}

static bool
take_first(struct composing *all, size_t start, size_t *end, struct edit *out)
{
	const struct edit *edit;

	if (all->i == all->first->n)
		return false;
	edit = &all->first->at[all->i];
	if (out->hands && !belongs(edit->at, edit->end, start, *end) &&
	    !(all->glued && edit->at == *end))
		return false;
	all->glued = false;
	all->i++;
	*end = edit->end > *end ? edit->end : *end;
	all->to_base += (ptrdiff_t)(edit->to - edit->from) -
		(ptrdiff_t)(edit->end - edit->at);
	out->hands |= edit->hands;
	return true;
}

static bool
take_then(struct composing *all, size_t start, size_t *end, struct edit *out)
{
	const struct words_edit *edit;

	if (all->j == all->then->n)
		return false;
	edit = &all->then->at[all->j];
	if (out->hands && !belongs(edit->off, edit->off + edit->gone, start,
		*end) && !(edit->off == *end && has_seam(edit->come, false)))
		return false;
	all->glued = has_seam(edit->come, true);
	all->j++;
	*end = edit->off + edit->gone > *end ? edit->off + edit->gone : *end;
	all->to_next += (ptrdiff_t)edit->come.len - (ptrdiff_t)edit->gone;
	out->hands |= all->hand;
	return true;
}

/* Which of the two lists begins; what is put in before what goes. */
static bool
begins_then(const struct composing *all, size_t start)
{
	const struct edit *edit;
	const struct words_edit *then;

	if (all->j == all->then->n || all->then->at[all->j].off != start)
		return false;
	if (all->i == all->first->n || all->first->at[all->i].at != start)
		return true;
	edit = &all->first->at[all->i];
	then = &all->then->at[all->j];
	return then->gone < edit->end - edit->at;
}

static size_t
next_start(const struct composing *all)
{
	size_t start = PARTED_NONE;

	if (all->i < all->first->n)
		start = all->first->at[all->i].at;
	if (all->j < all->then->n && all->then->at[all->j].off < start)
		start = all->then->at[all->j].off;
	return start;
}

/* What two put in at one place, one beside the other, is one edit. */
static void
join_edits(struct edits *edits)
{
	size_t kept = 0;

	for (size_t i = 0; i < edits->n; i++) {
		struct edit *last = kept ? &edits->at[kept - 1] : NULL;
		const struct edit *edit = &edits->at[i];

		if (last && last->from == last->to && edit->from == edit->to
		    && last->to == edit->from) {
			last->end = edit->end;
			last->hands |= edit->hands;
		} else {
			edits->at[kept++] = *edit;
		}
	}
	edits->n = kept;
}

static void
compose(struct edits *edits, const struct words_edits *then, uint64_t hand)
{
	struct edits out = { NULL, 0, 0 };
	struct composing all = { .first = edits, .then = then, .hand = hand };
	size_t start;

	while ((start = next_start(&all)) != PARTED_NONE) {
		struct edit edit = { .from = shifted(start, all.to_base),
			.at = shifted(start, all.to_next) };
		size_t end = start;

		all.glued = false;
		if (begins_then(&all, start))
			take_then(&all, start, &end, &edit);
		else
			take_first(&all, start, &end, &edit);
		while (take_first(&all, start, &end, &edit) ||
		       take_then(&all, start, &end, &edit))
			continue;
		edit.to = shifted(end, all.to_base);
		edit.end = shifted(end, all.to_next);
		add_edit(&out, &edit);
	}
	free(edits->at);
	join_edits(&out);
	*edits = out;
}

/* How long the bracket is that text begins with, with who stands how to it;
 * 0 when it begins with none. */
static size_t
bracket_len(struct str text)
{
	if (str_starts(text, "[") || str_starts(text, "\xEF\xBC\xBB"))
		return text.at[0] == '[' ? 1 : 3;
	if (str_starts(text, "]"))
		return 1 + attribution_len(str_from(text, 1));
	if (str_starts(text, "\xEF\xBC\xBD"))
		return 3 + attribution_len(str_from(text, 3));
	return 0;
}

/* Blanks, seams, one bracket: it may touch what the other side does. */
static bool
is_soft(struct str text)
{
	size_t brackets = 0;

	while (text.len) {
		size_t len = bracket_len(text);

		if (!len && !parted_is_blank(text.at[0]))
			return false;
		brackets += len > 0;
		text = str_from(text, len ? len : 1);
	}
	return brackets < 2;
}

/* What was changed and is as it was is no edit. */
static void
finish_edits(struct edits *edits, struct str base, struct str side)
{
	size_t kept = 0;

	for (size_t i = 0; i < edits->n; i++) {
		struct edit edit = edits->at[i];
		struct str gone = str_part(base, edit.from,
			edit.to - edit.from);
		struct str come = str_part(side, edit.at, edit.end - edit.at);

		edit.soft = is_soft(gone) && is_soft(come);
		if (!str_same(gone, come))
			edits->at[kept++] = edit;
	}
	edits->n = kept;
}

static size_t
count_words(struct str text)
{
	struct tokens tokens = TOKENS_INIT;
	size_t n = 0;

	tokens_read(&tokens, text);
	for (size_t i = 0; i < tokens.n; i++)
		n += tokens.at[i].kind == TOKEN_WORD;
	tokens_release(&tokens);
	return n;
}

/* The words that an edit is about. */
static size_t
size_of(const struct words_edit *edit, struct str from)
{
	size_t gone = count_words(str_part(from, edit->off, edit->gone));
	size_t come = count_words(edit->come);

	return gone > come ? gone : come;
}

/* Cells of a row, and paragraphs, stay apart. */
static bool
parts(struct str same)
{
	return memchr(same.at, '|', same.len) ||
		memchr(same.at, PARTED_NODE, same.len);
}

/*
 * A sentence that was written anew has a few words of the old one by chance:
 * edits with hardly a word between them are one. at: how far each is in `to`.
 */
static void
join_near(struct words_edits *edits, struct str from, struct str to)
{
	size_t kept = 0, at = 0, last = 0, last_at = 0;

	for (size_t i = 0; i < edits->n; i++) {
		struct words_edit edit = edits->at[i];
		struct words_edit *before = kept ? &edits->at[kept - 1] : NULL;
		struct str same = str_part(from, last, edit.off - last);

		at += same.len;
		last = edit.off + edit.gone;
		if (before && !parts(same) && NEAR * count_words(same) <=
		    size_of(before, from) + size_of(&edit, from)) {
			before->gone = last - before->off;
			before->come = str_part(to, last_at,
				at + edit.come.len - last_at);
		} else {
			edits->at[kept++] = edit;
			last_at = at;
		}
		at += edit.come.len;
	}
	edits->n = kept;
}

static void
read_edits(struct half *half, const struct parted *base,
	const struct merge_side *side)
{
	struct parted lines[2] = { PARTED_INIT, PARTED_INIT };
	struct str was = buf_str(&base->words);

	for (size_t i = 0; i < side->n; i++) {
		struct words_edits then = WORDS_EDITS_INIT;
		size_t hand = i < MERGE_STEPS_MAX ? i : MERGE_STEPS_MAX - 1;

		parted_read(&lines[i & 1], side->steps[i].line);
		words_edits(&then, was, buf_str(&lines[i & 1].words));
		join_near(&then, was, buf_str(&lines[i & 1].words));
		compose(&half->edits, &then, (uint64_t)1 << hand);
		was = buf_str(&lines[i & 1].words);
		words_edits_release(&then);
	}
	finish_edits(&half->edits, buf_str(&base->words),
		buf_str(&half->line.words));
	parted_release(&lines[0]);
	parted_release(&lines[1]);
}

struct range
half_place(const struct half *half, size_t off)
{
	const struct edits *edits = &half->edits;
	size_t low = 0, high = edits->n;
	const struct edit *edit;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (edits->at[middle].from <= off)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low)
		return (struct range){ off, off };
	edit = &edits->at[low - 1];
	if (off <= edit->to)
		return (struct range){ edit->at, edit->end };
	off = off - edit->to + edit->end;
	return (struct range){ off, off };
}

static bool
holds(const struct range *range, size_t off)
{
	return range->from <= off && off <= range->to;
}

/* The span of the side that a span of the base has become. */
static size_t
find_twin(const struct half *half, const struct span *span, bool exact)
{
	struct range from = half_place(half, span->from);
	struct range to = half_place(half, span->to);

	for (size_t i = 0; i < half->line.n; i++) {
		const struct span *here = &half->line.at[i];

		if (here->from > from.to)
			break;
		if (here->twin == PARTED_NONE && holds(&from, here->from) &&
		    holds(&to, here->to) &&
		    (!exact || str_same(here->who, span->who)))
			return i;
	}
	return PARTED_NONE;
}

/* With the same attribution first; base spans' twins are set for this side. */
static void
find_twins(struct half *half, struct parted *base)
{
	for (size_t i = 0; i < base->n; i++)
		base->at[i].twin = PARTED_NONE;
	for (int exact = 1; exact >= 0; exact--) {
		for (size_t i = 0; i < base->n; i++) {
			size_t twin = base->at[i].twin != PARTED_NONE
				? PARTED_NONE
				: find_twin(half, &base->at[i], exact);

			if (twin == PARTED_NONE)
				continue;
			base->at[i].twin = twin;
			half->line.at[twin].twin = i;
		}
	}
}

/* Whether a bracket stands at a place of the words. */
static bool
has_edge(const struct parted *line, size_t off)
{
	for (size_t i = 0; i < line->n; i++)
		if (line->at[i].from == off || line->at[i].to == off)
			return true;
	return false;
}

static void
slide(struct edit *edit, int by)
{
	edit->from = shifted(edit->from, by);
	edit->to = shifted(edit->to, by);
	edit->at = shifted(edit->at, by);
	edit->end = shifted(edit->end, by);
}

/*
 * `x ` put in before a word is ` x` put in behind the one before it as well:
 * it is taken as the first, unless a bracket in the words that came or went
 * tells. line: the words that have what came or went, at [from, to); free: how
 * far it may slide at most.
 */
static void
slide_edit(struct edit *edit, const struct parted *line, size_t from,
	size_t to, const struct range *free)
{
	const char *words = line->words.data;
	bool back = from > free->from && words[from - 1] == ' ' &&
		words[to - 1] == ' ';
	bool on = to < free->to && words[from] == ' ' && words[to] == ' ';

	if (back && has_edge(line, to - 1))
		slide(edit, -1);
	else if (on && (has_edge(line, from + 1) || !has_edge(line, to)))
		slide(edit, 1);
}

static void
slide_edits(struct half *half, const struct parted *base)
{
	struct edits *edits = &half->edits;

	for (size_t i = 0; i < edits->n && i < MERGE_SPANS_MAX; i++) {
		struct edit *edit = &edits->at[i];
		bool comes = edit->from == edit->to;
		const struct edit *prev = i ? edit - 1 : NULL;
		const struct edit *next = i + 1 < edits->n ? edit + 1 : NULL;
		struct range free;

		if (!comes && edit->at != edit->end)
			continue;
		free.from = !prev ? 0 : 1 + (comes ? prev->end : prev->to);
		free.to = next ? (comes ? next->at : next->from) - 1
			: comes ? half->line.words.len : base->words.len;
		slide_edit(edit, comes ? &half->line : base,
			comes ? edit->at : edit->from,
			comes ? edit->end : edit->to, &free);
	}
}

bool
half_read(struct half *half, struct parted *base,
	const struct merge_side *side, struct str line)
{
	*half = (struct half){ .hands = { side->steps, side->n } };
	parted_read(&half->line, line);
	if (half->line.n > MERGE_SPANS_MAX || base->n > MERGE_SPANS_MAX)
		return false;
	read_edits(half, base, side);
	slide_edits(half, base);
	find_twins(half, base);
	return true;
}

void
half_release(struct half *half)
{
	parted_release(&half->line);
	free(half->edits.at);
}

struct str
half_words(const struct half *half, const struct range *range)
{
	return str_part(buf_str(&half->line.words), range->from,
		range->to - range->from);
}
