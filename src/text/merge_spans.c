/*
 * The brackets of a merged line: those of the base that neither lifted, or
 * that one lifted while the other changed who stands how to them; and those
 * that either put in. That they nest is merge_nest.c's.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/attribution.h"
#include "merge_inside.h"

struct gathering {
	struct merged_spans *out;
	struct merging *merging;
	const struct pieces *pieces;
	bool lost;		/* a request whose words went */
};

struct merged_span *
merged_spans_add(struct merged_spans *spans)
{
	spans->at = mem_grow(spans->at, &spans->cap, spans->n + 1,
		sizeof(*spans->at));
	spans->at[spans->n] = (struct merged_span){ .who = BUF_INIT,
		.ours = PARTED_NONE, .theirs = PARTED_NONE };
	return &spans->at[spans->n++];
}

void
merged_spans_release(struct merged_spans *spans)
{
	for (size_t i = 0; i < spans->n; i++)
		buf_release(&spans->at[i].who);
	free(spans->at);
	*spans = (struct merged_spans){ NULL, 0, 0 };
}

static const struct range *
side_of(const struct piece *piece, char side)
{
	return side == 'o' ? &piece->ours : &piece->theirs;
}

/* The first piece of which a side's part ends at off or behind it. */
static size_t
piece_at(const struct pieces *pieces, char side, size_t off)
{
	size_t low = 0, high = pieces->n;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (side_of(&pieces->at[middle], side)->to < off)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Whether the merged words have a side's own words there. */
static bool
is_own(const struct piece *piece, char side)
{
	return piece->kind == PIECE_SAME || piece->kind == PIECE_BOTH ||
		piece->kind == (side == 'o' ? PIECE_OURS : PIECE_THEIRS);
}

/*
 * Where a place between two bytes of a side may be in the merged words: at the
 * edge of what the other one put in, before it or behind it. *within: it is
 * somewhere in the words that the other one put in for those around it.
 */
static struct range
place_of(const struct pieces *pieces, char side, size_t off, bool *within)
{
	struct range out = { PARTED_NONE, 0 };

	*within = false;
	for (size_t i = piece_at(pieces, side, off); i < pieces->n; i++) {
		const struct piece *piece = &pieces->at[i];
		const struct range *part = side_of(piece, side);
		size_t least = piece->out.from, most = piece->out.to;

		if (part->from > off)
			break;
		*within |= !is_own(piece, side) && part->from < off &&
			off < part->to;
		if (is_own(piece, side))
			least = most = piece->out.from + (off - part->from);
		else if (part->from == off && part->to > off)
			most = least;
		else if (part->to == off && part->from < off)
			least = most;
		if (least < out.from)
			out.from = least;
		if (most > out.to)
			out.to = most;
	}
	if (out.from == PARTED_NONE)
		out.from = out.to = pieces->words.len;
	return out;
}

static struct range
both(struct range a, struct range b)
{
	struct range out = { a.from > b.from ? a.from : b.from,
		a.to < b.to ? a.to : b.to };

	if (out.from <= out.to)
		return out;
	return a.from < b.from ? a : b;
}

static const struct span *
span_of(const struct gathering *all, char side, size_t index)
{
	const struct half *half = side == 'o' ? &all->merging->ours
		: &all->merging->theirs;

	return index == PARTED_NONE ? NULL : &half->line.at[index];
}

/* One end of a span: tight around its words, what the other one put in at its
 * edges outside; but words that were changed across its end are inside. */
static size_t
end_of(const struct gathering *all, const struct merged_span *span, bool end)
{
	const struct span *ours = span_of(all, 'o', span->ours);
	const struct span *theirs = span_of(all, 't', span->theirs);
	struct range here = { 0, PARTED_NONE }, more = here;
	bool in_ours = true, in_theirs = true;

	if (ours)
		here = place_of(all->pieces, 'o', end ? ours->to : ours->from,
			&in_ours);
	if (theirs)
		more = place_of(all->pieces, 't', end ? theirs->to
			: theirs->from, &in_theirs);
	here = both(here, more);
	return end == (in_ours && in_theirs) ? here.to : here.from;
}

/* Whether a side that has it has no blank at this end. */
static bool
is_tight(const struct gathering *all, const struct merged_span *span,
	bool end)
{
	const struct span *ours = span_of(all, 'o', span->ours);
	const struct span *theirs = span_of(all, 't', span->theirs);
	const char *a = all->merging->ours.line.words.data;
	const char *b = all->merging->theirs.line.words.data;

	return (ours && a[end ? ours->to - 1 : ours->from] != ' ') ||
		(theirs && b[end ? theirs->to - 1 : theirs->from] != ' ');
}

/* Blanks that are left at its ends as words went stay outside. */
static void
trim_ends(const struct gathering *all, struct span *span, bool from, bool to)
{
	const char *words = all->pieces->words.data;

	while (from && span->from < span->to && words[span->from] == ' ')
		span->from++;
	while (to && span->from < span->to && words[span->to - 1] == ' ')
		span->to--;
}

/* False when its words went. */
static bool
set_place(const struct gathering *all, struct merged_span *span)
{
	span->is.from = end_of(all, span, false);
	span->is.to = end_of(all, span, true);
	if (span->is.from < span->is.to)
		trim_ends(all, &span->is, is_tight(all, span, false),
			is_tight(all, span, true));
	return span->is.from < span->is.to;
}

static bool
stands_in_place(const struct gathering *all, char side,
	const struct span *span)
{
	for (size_t i = 0; i < all->merging->places_n; i++) {
		const struct place *place = &all->merging->places[i];

		if (place->meet && span_is_inside(span, side == 'o'
			? &place->ours : &place->theirs))
			return true;
	}
	return false;
}

static bool
has(const struct attribution *all, const struct stance *stance)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].sign == stance->sign &&
		    strcmp(all->at[i].code, stance->code) == 0)
			return true;
	return false;
}

/* Who stands how: what either gave, less what either took back. */
static void
join_stances(struct buf *out, struct str base, struct str ours,
	struct str theirs)
{
	struct attribution was = ATTRIBUTION_INIT, a = ATTRIBUTION_INIT,
		b = ATTRIBUTION_INIT;

	attribution_read(&was, base);
	attribution_read(&a, ours);
	attribution_read(&b, theirs);
	for (size_t i = 0; i < was.n; i++)
		if (!has(&b, &was.at[i]))
			attribution_drop(&a, was.at[i].sign,
				str_of(was.at[i].code));
	for (size_t i = 0; i < b.n; i++)
		if (!has(&was, &b.at[i]))
			merge_add_stance(&a, &b.at[i]);
	attribution_write(&a, out);
	attribution_release(&was);
	attribution_release(&a);
	attribution_release(&b);
}

static void
set_who(struct merged_span *span, struct str base, struct str ours,
	struct str theirs)
{
	if (str_same(ours, theirs) || str_same(theirs, base))
		buf_add_str(&span->who, ours);
	else if (str_same(ours, base))
		buf_add_str(&span->who, theirs);
	else
		join_stances(&span->who, base, ours, theirs);
}

/* The bracket itself, where one of them may be full-width. */
static struct str
glyph(struct str base, struct str ours, struct str theirs)
{
	if (str_same(ours, theirs) || str_same(theirs, base))
		return ours;
	if (str_same(ours, base))
		return theirs;
	return ours.len < theirs.len ? ours : theirs;
}

static void
set_glyphs(struct span *out, const struct span *base, const struct span *ours,
	const struct span *theirs)
{
	out->opener = glyph(base->opener, ours->opener, theirs->opener);
	out->closer = glyph(base->closer, ours->closer, theirs->closer);
}

/* One that the base has: kept by both, or by one who changed it. */
static void
gather_kept(struct gathering *all, size_t index)
{
	const struct span *base = &all->merging->base.at[index];
	size_t a = all->merging->in_ours[index];
	size_t b = all->merging->in_theirs[index];
	const struct span *ours = span_of(all, 'o', a);
	const struct span *theirs = span_of(all, 't', b);
	const struct span *one = ours ? ours : theirs;
	struct merged_span *span;

	if (!one || (!(ours && theirs) && str_same(one->who, base->who)))
		return;
	if (stands_in_place(all, ours ? 'o' : 't', one))
		return;
	span = merged_spans_add(all->out);
	span->ours = a;
	span->theirs = b;
	span->base = index;
	span->is = *one;
	set_glyphs(&span->is, base, ours ? ours : theirs,
		theirs ? theirs : ours);
	set_who(span, base->who, ours ? ours->who : theirs->who,
		theirs ? theirs->who : ours->who);
	if (set_place(all, span))
		return;
	all->lost |= places_force(all->merging, base->from, base->to);
	buf_release(&span->who);
	all->out->n--;
}

/* Have the base's words meet that a new pair of a side was put around. */
static bool
force_around(struct gathering *all, char side, const struct span *span)
{
	size_t from = PARTED_NONE, to = 0;

	for (size_t i = 0; i < all->pieces->n; i++) {
		const struct piece *piece = &all->pieces->at[i];
		const struct range *part = side_of(piece, side);

		if (part->from >= span->to || part->to <= span->from)
			continue;
		if (piece->base.from < from)
			from = piece->base.from;
		if (piece->base.to > to)
			to = piece->base.to;
	}
	return from < to && places_force(all->merging, from, to);
}

/* Whether the other side wrote anew all that a span holds, and more. */
static bool
is_rewritten(const struct gathering *all, char side, const struct span *span)
{
	size_t from = span->from, to = span->to;

	for (size_t i = piece_at(all->pieces, side, span->from + 1);
	     i < all->pieces->n; i++) {
		const struct piece *piece = &all->pieces->at[i];
		const struct range *part = side_of(piece, side);

		if (part->from >= span->to)
			break;
		if (is_own(piece, side) || piece->kind == PIECE_MEET)
			return false;
		from = part->from < from ? part->from : from;
		to = part->to > to ? part->to : to;
	}
	return from < span->from || to > span->to;
}

static void
gather_new(struct gathering *all, char side)
{
	const struct half *half = side == 'o' ? &all->merging->ours
		: &all->merging->theirs;

	for (size_t i = 0; i < half->line.n; i++) {
		const struct span *one = &half->line.at[i];
		struct merged_span *span;
		bool stands;

		if (one->twin != PARTED_NONE ||
		    stands_in_place(all, side, one))
			continue;
		span = merged_spans_add(all->out);
		*(side == 'o' ? &span->ours : &span->theirs) = i;
		span->is = *one;
		span->fresh = true;
		buf_add_str(&span->who, one->who);
		stands = set_place(all, span);
		if (stands && !is_rewritten(all, side, one))
			continue;
		all->lost |= force_around(all, side, one);
		if (stands)
			continue;
		buf_release(&span->who);
		all->out->n--;
	}
}

static void
drop_span(struct merged_spans *spans, size_t i)
{
	buf_release(&spans->at[i].who);
	memmove(&spans->at[i], &spans->at[i + 1],
		(spans->n - i - 1) * sizeof(*spans->at));
	spans->n--;
}

/* New ones that both put around the same words are one. */
static void
unite(struct merged_spans *spans, size_t ours, size_t theirs)
{
	for (size_t i = ours; i < theirs; i++) {
		struct merged_span *a = &spans->at[i];

		for (size_t k = theirs; k < spans->n; k++) {
			struct merged_span *b = &spans->at[k];
			struct buf who = BUF_INIT;

			if (b->is.from != a->is.from || b->is.to != a->is.to)
				continue;
			join_stances(&who, str_of(""), buf_str(&a->who),
				buf_str(&b->who));
			if (str_same(buf_str(&a->who), buf_str(&b->who))) {
				buf_clear(&who);
				buf_add_str(&who, buf_str(&a->who));
			}
			set_glyphs(&a->is, &(struct span){ .from = 0 },
				&a->is, &b->is);
			buf_release(&a->who);
			a->who = who;
			a->theirs = b->theirs;
			drop_span(spans, k);
			break;
		}
	}
}

bool
spans_merge(struct merged_spans *out, struct merging *merging,
	const struct pieces *pieces)
{
	struct gathering all = { .out = out, .merging = merging,
		.pieces = pieces };
	size_t ours, theirs;

	for (size_t i = 0; i < merging->base.n; i++)
		gather_kept(&all, i);
	ours = out->n;
	gather_new(&all, 'o');
	theirs = out->n;
	gather_new(&all, 't');
	if (all.lost)
		return false;
	unite(out, ours, theirs);
	spans_nest(out, merging, pieces);
	return true;
}
