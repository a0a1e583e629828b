/*
 * Places where two changes of a line meet grow until no pair of brackets and
 * no link is cut by their edges on either side, and until brackets around them
 * would not read as alternatives of what stands beside them.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "merge_inside.h"

/* Those at the same edges take in all that is put in there. */
static bool
make_greedy(struct merging *merging, const struct forced *like)
{
	size_t from = like->base.from, to = like->base.to;
	bool were = like->greedy;

	for (size_t i = 0; i < merging->forced_n; i++)
		if (merging->forced[i].base.from == from ||
		    merging->forced[i].base.to == to)
			merging->forced[i].greedy = true;
	return !were;
}

bool
places_force(struct merging *merging, size_t from, size_t to)
{
	for (size_t i = 0; i < merging->forced_n; i++)
		if (merging->forced[i].base.from == from &&
		    merging->forced[i].base.to == to)
			return make_greedy(merging, &merging->forced[i]);
	merging->forced = mem_grow(merging->forced, &merging->forced_cap,
		merging->forced_n + 1, sizeof(*merging->forced));
	merging->forced[merging->forced_n++] = (struct forced){
		.base = { from, to } };
	return true;
}

/* The place of the base that a place of a side comes from; within an edit its
 * far edge. */
static size_t
base_of(const struct half *half, size_t off, bool right)
{
	size_t low = 0, high = half->edits.n;
	const struct edit *edit;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (half->edits.at[middle].at <= off)
			low = middle + 1;
		else
			high = middle;
	}
	if (!low)
		return off;
	edit = &half->edits.at[low - 1];
	if (off > edit->end)
		return off - edit->end + edit->to;
	if (right)
		return off > edit->at ? edit->to : edit->from;
	return off < edit->end ? edit->from : edit->to;
}

/* The place is to reach over [from, to) of a side; true when it grows: it may
 * take in what was put in at its edge. */
static bool
reach(struct merging *merging, const struct half *half,
	const struct place *place, size_t from, size_t to)
{
	struct range want = { base_of(half, from, false),
		base_of(half, to, true) };

	if (want.from > place->base.from)
		want.from = place->base.from;
	if (want.to < place->base.to)
		want.to = place->base.to;
	return places_force(merging, want.from, want.to);
}

static bool
crosses(const struct span *span, const struct range *place)
{
	return (span->from < place->from && place->from < span->to &&
		span->to < place->to) || (place->from < span->from &&
		span->from < place->to && place->to < span->to);
}

/* How a span lies to a place; at the edges several hold. */
enum { BEFORE = 1, BEHIND = 2, INSIDE = 4, AROUND = 8 };

static unsigned
lies(const struct span *span, const struct range *place)
{
	return (span->to <= place->from ? BEFORE : 0) |
		(span->from >= place->to ? BEHIND : 0) |
		(span->from >= place->from && span->to <= place->to
			? INSIDE : 0) |
		(span->from <= place->from && span->to >= place->to
			? AROUND : 0);
}

bool
span_is_inside(const struct span *span, const struct range *place)
{
	unsigned how = lies(span, place);

	return (how & INSIDE) && !(how & (BEFORE | BEHIND)) &&
		(!(how & AROUND) || span->twin == PARTED_NONE || span->inner);
}

static bool
overlaps(const struct range *place, size_t from, size_t to)
{
	return place->from < to && from < place->to;
}

static bool
grow_over_links(struct merging *merging, const struct half *half,
	const struct place *place, const struct range *here)
{
	bool grows = false;

	for (size_t i = 0; i < half->line.links_n; i++) {
		const struct parted_link *link = &half->line.links[i];
		bool whole = here->from <= link->from && link->to <= here->to;

		if (!whole && (overlaps(here, link->from, link->inner) ||
		    overlaps(here, link->inner_end, link->to)))
			grows |= reach(merging, half, place, link->from,
				link->to);
	}
	return grows;
}

/* A pair that the place begins with, as another alternative does. */
static bool
begins_with_span(const struct half *half, const struct range *here)
{
	struct str words = buf_str(&half->line.words);
	size_t from = here->from;

	if (from < here->to && words.at[from] == PARTED_SEAM)
		from++;
	for (size_t i = 0; i < half->line.n; i++)
		if (half->line.at[i].from == from &&
		    half->line.at[i].to <= here->to)
			return true;
	return false;
}

static bool
ends_with_span(const struct half *half, const struct range *here)
{
	struct str words = buf_str(&half->line.words);
	size_t to = here->to;

	if (to > here->from && words.at[to - 1] == PARTED_SEAM)
		to--;
	for (size_t i = 0; i < half->line.n; i++)
		if (half->line.at[i].to == to &&
		    half->line.at[i].from >= here->from)
			return true;
	return false;
}

static bool
is_apart(const struct merging *merging, const struct place *place, bool end)
{
	struct str a = half_words(&merging->ours, &place->ours);
	struct str b = half_words(&merging->theirs, &place->theirs);

	return end ? str_ends(a, " ") || str_ends(b, " ")
		: str_starts(a, " ") || str_starts(b, " ");
}

/* Brackets around the place would touch those of a pair beside it: whether
 * that is so on both sides already, or a blank stands between. */
static bool
may_touch(const struct merging *merging, const struct place *place, bool end)
{
	if (is_apart(merging, place, end))
		return true;
	if (end)
		return ends_with_span(&merging->ours, &place->ours) &&
			ends_with_span(&merging->theirs, &place->theirs);
	return begins_with_span(&merging->ours, &place->ours) &&
		begins_with_span(&merging->theirs, &place->theirs);
}

static bool
grow_over_spans(struct merging *merging, const struct half *half,
	const struct place *place, const struct range *here)
{
	struct str words = buf_str(&half->line.words);
	bool before = may_touch(merging, place, false);
	bool behind = may_touch(merging, place, true);
	bool grows = false;

	for (size_t i = 0; i < half->line.n; i++) {
		const struct span *span = &half->line.at[i];
		bool beside = (!before && parted_is_seam(words, span->to,
			here->from)) || (!behind && parted_is_seam(words,
			here->to, span->from));

		if (beside || crosses(span, here))
			grows |= reach(merging, half, place, span->from,
				span->to);
	}
	return grows;
}

/* A pair that both still have must lie to the place alike on both sides. */
static bool
grow_over_kept(struct merging *merging, const struct place *place)
{
	bool grows = false;

	for (size_t i = 0; i < merging->base.n; i++) {
		size_t a = merging->in_ours[i], b = merging->in_theirs[i];
		const struct span *ours, *theirs;

		if (a == PARTED_NONE || b == PARTED_NONE)
			continue;
		ours = &merging->ours.line.at[a];
		theirs = &merging->theirs.line.at[b];
		if (lies(ours, &place->ours) & lies(theirs, &place->theirs))
			continue;
		grows |= reach(merging, &merging->ours, place, ours->from,
			ours->to);
		grows |= reach(merging, &merging->theirs, place,
			theirs->from, theirs->to);
	}
	return grows;
}

/* All of it each time: what it comes to must not hang on which side is
 * looked at first. */
static bool
grow(struct merging *merging, const struct place *place)
{
	bool grows = grow_over_kept(merging, place);

	grows |= grow_over_spans(merging, &merging->ours, place,
		&place->ours);
	grows |= grow_over_spans(merging, &merging->theirs, place,
		&place->theirs);
	grows |= grow_over_links(merging, &merging->ours, place,
		&place->ours);
	grows |= grow_over_links(merging, &merging->theirs, place,
		&place->theirs);
	return grows;
}

/* What stands in a place can be put in brackets, cell by cell. */
static bool
is_balanced(const struct merging *merging, const struct half *half,
	const struct range *here)
{
	struct str words = half_words(half, here);

	if (parted_loose(&half->line, here->from, here->to))
		return false;
	for (size_t i = 0; i < words.len; i++)
		if (words.at[i] == PARTED_NODE || (merging->lines->cells &&
		    words.at[i] == '|' && !(i && words.at[i - 1] == '\\')))
			return false;
	return true;
}

/* A new pair whose words somebody wants out. */
static bool
is_wanted_out(const struct span *span)
{
	for (size_t i = 1; i < span->who.len; i++)
		if (span->who.at[i] == '-' &&
		    (span->who.at[i - 1] == '{' || span->who.at[i - 1] == ' '))
			return true;
	return false;
}

/* The new pair that stands right behind another; PARTED_NONE. */
static size_t
next_beside(const struct half *half, size_t index)
{
	const struct parted *line = &half->line;

	for (size_t i = index + 1; i < line->n; i++)
		if (line->at[i].twin == PARTED_NONE && parted_is_seam(
		    buf_str(&line->words), line->at[index].to,
		    line->at[i].from))
			return i;
	return PARTED_NONE;
}

static bool
is_edited(const struct half *half, const struct range *base)
{
	for (size_t i = 0; i < half->edits.n; i++)
		if (half->edits.at[i].from < base->to &&
		    half->edits.at[i].to > base->from)
			return true;
	return false;
}

/*
 * Wordings side by side that a side put in are one place: who changes words in
 * one of them speaks to all.
 */
static void
force_groups(struct merging *merging, const struct half *half,
	const struct half *other)
{
	for (size_t i = 0; i < half->line.n; i++) {
		const struct span *span = &half->line.at[i];
		size_t last = i, next;
		struct range base;

		if (span->twin != PARTED_NONE)
			continue;
		while ((next = next_beside(half, last)) != PARTED_NONE)
			last = next;
		base.from = base_of(half, span->from, false);
		base.to = base_of(half, half->line.at[last].to, true);
		if ((last > i || is_wanted_out(span)) && is_edited(other,
		    &base))
			places_force(merging, base.from, base.to);
	}
}

/* A pair that one side has around all of a place and the other within it
 * belongs to the words of both. */
static void
mark_inner(struct merging *merging, size_t index)
{
	struct span *ours = &merging->ours.line.at[merging->in_ours[index]];
	struct span *theirs =
		&merging->theirs.line.at[merging->in_theirs[index]];

	ours->inner = theirs->inner = false;
	for (size_t i = 0; i < merging->places_n; i++) {
		const struct place *place = &merging->places[i];
		unsigned how = lies(ours, &place->ours) &
			lies(theirs, &place->theirs);

		if (place->meet && (how & INSIDE) && !(how & AROUND))
			ours->inner = theirs->inner = true;
	}
}

/* Whether a place cuts no pair, and one that both have lies alike to it. */
static bool
is_settled(const struct merging *merging, const struct place *place)
{
	for (size_t i = 0; i < merging->ours.line.n; i++)
		if (crosses(&merging->ours.line.at[i], &place->ours))
			return false;
	for (size_t i = 0; i < merging->theirs.line.n; i++)
		if (crosses(&merging->theirs.line.at[i], &place->theirs))
			return false;
	for (size_t i = 0; i < merging->base.n; i++) {
		size_t a = merging->in_ours[i], b = merging->in_theirs[i];

		if (a != PARTED_NONE && b != PARTED_NONE &&
		    !(lies(&merging->ours.line.at[a], &place->ours) &
		      lies(&merging->theirs.line.at[b], &place->theirs)))
			return false;
	}
	return true;
}

static void
mark_all_inner(struct merging *merging)
{
	for (size_t i = 0; i < merging->base.n; i++)
		if (merging->in_ours[i] != PARTED_NONE &&
		    merging->in_theirs[i] != PARTED_NONE)
			mark_inner(merging, i);
}

bool
places_find(struct merging *merging)
{
	bool grows = true;

	force_groups(merging, &merging->ours, &merging->theirs);
	force_groups(merging, &merging->theirs, &merging->ours);
	for (int round = 0; grows; round++) {
		if (round == MERGE_ROUNDS_MAX || !places_list(merging))
			return false;
		grows = false;
		for (size_t i = 0; i < merging->places_n; i++)
			grows |= merging->places[i].meet &&
				grow(merging, &merging->places[i]);
	}
	mark_all_inner(merging);
	for (size_t i = 0; i < merging->places_n; i++) {
		const struct place *place = &merging->places[i];

		if (place->meet && (!is_settled(merging, place) ||
		    !is_balanced(merging, &merging->ours,
		    &place->ours) || !is_balanced(merging, &merging->theirs,
		    &place->theirs)))
			return false;
	}
	return true;
}
