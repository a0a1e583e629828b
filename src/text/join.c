/*
 * Three states of a line into one. The edits of both sides are walked in the
 * order of the base; those that overlap make a region, which must come out
 * the same from both, or be a set of stances.
 */
#include "adref/text/join.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/attribution.h"
#include "adref/text/words.h"

static struct words_edit *
add_edit(struct words_edits *out, size_t off)
{
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n] = (struct words_edit){ .off = off };
	return &out->at[out->n++];
}

void
words_edits(struct words_edits *out, struct str from, struct str to)
{
	struct words_diff diff = WORDS_DIFF_INIT;
	struct words_edit *edit = NULL;
	size_t off = 0;

	out->n = 0;
	words_diff(&diff, from, to);
	for (size_t i = 0; i < diff.n; i++) {
		const struct words_run *run = &diff.at[i];

		if (run->op == '=') {
			edit = NULL;
			off += run->len;
			continue;
		}
		if (!edit)
			edit = add_edit(out, off);
		if (run->op == '-') {
			edit->gone += run->len;
			off += run->len;
		} else {
			edit->come = str_part(to, run->off, run->len);
		}
	}
	words_diff_release(&diff);
}

void
words_edits_release(struct words_edits *edits)
{
	free(edits->at);
	*edits = (struct words_edits)WORDS_EDITS_INIT;
}

struct side {
	struct words_edits edits;
	size_t next;		/* the first edit that is not done */
	size_t first;		/* of the present region */
	size_t gone, come;	/* bytes of the edits before `first` */
};

/* Bytes of the base that both sides' edits from `first` to `next` reach. */
struct region {
	size_t from, to;
};

/* Stances go with the closer that they stand behind. */
static bool
parts_stances(const struct words_edit *edit, const struct region *region,
	struct str base)
{
	struct str gone = str_part(base, region->from,
		region->to - region->from);

	return edit->off == region->to &&
		(str_ends(gone, "]") || str_ends(gone, "\xEF\xBC\xBD")) &&
		(attribution_len(edit->come) ||
		 attribution_len(str_part(base, edit->off, edit->gone)));
}

/* A place between two bytes meets only what it lies inside of, or itself. */
static bool
meets(const struct words_edit *edit, const struct region *region,
	struct str base)
{
	size_t end = edit->off + edit->gone;

	if (!edit->gone && region->from == region->to)
		return edit->off == region->from;
	return (edit->off < region->to && region->from < end) ||
		parts_stances(edit, region, base);
}

/* Take in what overlaps; true when something did. */
static bool
grow(struct side *side, struct region *region, struct str base)
{
	size_t was = side->next;

	for (; side->next < side->edits.n; side->next++) {
		const struct words_edit *edit = &side->edits.at[side->next];

		if (!meets(edit, region, base))
			break;
		if (edit->off < region->from)
			region->from = edit->off;
		if (edit->off + edit->gone > region->to)
			region->to = edit->off + edit->gone;
	}
	return side->next > was;
}

/* The side whose next edit comes first; what is put in before what goes. */
static struct side *
first_of(struct side *a, struct side *b)
{
	const struct words_edit *left, *right;

	if (a->next == a->edits.n)
		return b->next == b->edits.n ? NULL : b;
	if (b->next == b->edits.n)
		return a;
	left = &a->edits.at[a->next];
	right = &b->edits.at[b->next];
	if (left->off != right->off)
		return left->off < right->off ? a : b;
	return left->gone <= right->gone ? a : b;
}

/* By how much two edits overlap, the first one's end in the second. */
static size_t
overlap(const struct words_edit *first, const struct words_edit *second)
{
	return first->off + first->gone - second->off;
}

/*
 * ` a33` taken out of `b23 a33 b34` is `a33 ` as well. Put an edit `by` bytes
 * forward or back where that is the same; only what goes or comes can be.
 */
static bool
slide(struct words_edit *edit, struct str base, size_t by, bool back)
{
	size_t end = edit->off + edit->gone;
	const char *go = back ? base.at + edit->off - by : base.at + end;
	const char *stay;

	if ((edit->gone && edit->come.len) ||
	    by > edit->gone + edit->come.len)
		return false;
	if (edit->gone)
		stay = back ? base.at + end - by : base.at + edit->off;
	else
		stay = back ? edit->come.at + edit->come.len - by
			: edit->come.at;
	if (memcmp(go, stay, by) != 0)
		return false;
	edit->off = back ? edit->off - by : edit->off + by;
	if (edit->come.len)
		edit->come.at = back ? edit->come.at - by
			: edit->come.at + by;
	return true;
}

/*
 * Two edits of the two sides that overlap only as they were read: slide one of
 * them away. at: what is before that is done.
 */
static void
part_edits(struct side *one, struct side *other, struct str base, size_t at)
{
	struct words_edit *first = &one->edits.at[one->next];
	struct words_edit *second = other->next < other->edits.n
		? &other->edits.at[other->next] : NULL;
	size_t by, end = base.len;

	if (!second || first->off == second->off ||
	    first->off + first->gone <= second->off)
		return;
	by = overlap(first, second);
	if (first->off >= at + by && slide(first, base, by, true))
		return;
	if (other->next + 1 < other->edits.n)
		end = other->edits.at[other->next + 1].off;
	if (second->off + second->gone + by <= end &&
	    slide(second, base, by, false))
		return;
	if (!second->gone)
		slide(second, base, second->off - first->off, true);
}

static bool
next_region(struct side *ours, struct side *theirs, struct str base,
	size_t at, struct region *region)
{
	struct side *side = first_of(ours, theirs);
	const struct words_edit *edit;

	ours->first = ours->next;
	theirs->first = theirs->next;
	if (!side)
		return false;
	part_edits(side, side == ours ? theirs : ours, base, at);
	side = first_of(ours, theirs);
	edit = &side->edits.at[side->next++];
	*region = (struct region){ edit->off, edit->off + edit->gone };
	while (grow(ours, region, base) || grow(theirs, region, base))
		continue;
	return true;
}

/* What a side has in place of the region. */
static void
add_side(struct buf *out, const struct side *side, struct str base,
	const struct region *region)
{
	size_t at = region->from;

	for (size_t i = side->first; i < side->next; i++) {
		const struct words_edit *edit = &side->edits.at[i];

		buf_add_str(out, str_part(base, at, edit->off - at));
		buf_add_str(out, edit->come);
		at = edit->off + edit->gone;
	}
	buf_add_str(out, str_part(base, at, region->to - at));
}

static bool
has_stance(const struct attribution *all, const struct stance *stance)
{
	for (size_t i = 0; i < all->n; i++)
		if (all->at[i].sign == stance->sign &&
		    str_same(str_of(all->at[i].code), str_of(stance->code)))
			return true;
	return false;
}

/* What theirs took and gave, done to ours; false when one displaces another. */
static bool
join_stances(struct attribution *ours, const struct attribution *base,
	const struct attribution *theirs)
{
	for (size_t i = 0; i < base->n; i++)
		if (!has_stance(theirs, &base->at[i]))
			attribution_drop(ours, base->at[i].sign,
				str_of(base->at[i].code));
	for (size_t i = 0; i < theirs->n; i++) {
		const struct stance *stance = &theirs->at[i];
		size_t n = ours->n;

		if (!has_stance(base, stance) && !has_stance(ours, stance) &&
		    (!attribution_add(ours, stance->sign,
			str_of(stance->code)) || ours->n != n + 1))
			return false;
	}
	return true;
}

/* Three states of a region. */
struct states {
	struct str base, ours, theirs;
};

static bool
join_plain(struct buf *out, const struct states *states)
{
	if (str_same(states->ours, states->theirs) ||
	    str_same(states->theirs, states->base))
		buf_add_str(out, states->ours);
	else if (str_same(states->ours, states->base))
		buf_add_str(out, states->theirs);
	else
		return false;
	return true;
}

/* The attribution that str begins with, and str past it. */
static void
cut_stances(struct attribution *out, struct str *str)
{
	size_t len = attribution_len(*str);

	attribution_read(out, str_part(*str, 0, len));
	*str = str_from(*str, len);
}

static bool
join_attributed(struct buf *out, struct states states)
{
	struct attribution base = ATTRIBUTION_INIT, ours = ATTRIBUTION_INIT;
	struct attribution theirs = ATTRIBUTION_INIT;
	size_t len = out->len;
	bool joined;

	cut_stances(&base, &states.base);
	cut_stances(&ours, &states.ours);
	cut_stances(&theirs, &states.theirs);
	joined = base.n + ours.n + theirs.n &&
		join_stances(&ours, &base, &theirs);
	if (joined) {
		attribution_write(&ours, out);
		joined = join_plain(out, &states);
	}
	if (!joined)
		buf_cut(out, len);
	attribution_release(&base);
	attribution_release(&ours);
	attribution_release(&theirs);
	return joined;
}

static bool
join_region(struct buf *out, const struct side *ours,
	const struct side *theirs, struct str base,
	const struct region *region)
{
	struct buf left = BUF_INIT, right = BUF_INIT;
	struct states states;
	bool joined;

	add_side(&left, ours, base, region);
	add_side(&right, theirs, base, region);
	states.base = str_part(base, region->from, region->to - region->from);
	states.ours = buf_str(&left);
	states.theirs = buf_str(&right);
	joined = join_plain(out, &states) || join_attributed(out, states);
	buf_release(&left);
	buf_release(&right);
	return joined;
}

/* The region's place in ours, and on to what stands behind it. */
static struct words_clash
pass(struct side *ours, const struct region *region)
{
	struct words_clash place;

	place.from = region->from + ours->come - ours->gone;
	for (size_t i = ours->first; i < ours->next; i++) {
		ours->come += ours->edits.at[i].come.len;
		ours->gone += ours->edits.at[i].gone;
	}
	place.to = region->to + ours->come - ours->gone;
	return place;
}

bool
words_join(struct buf *out, struct str base, struct str ours,
	struct str theirs, struct words_clash *clash)
{
	struct side left = { WORDS_EDITS_INIT, 0, 0, 0, 0 };
	struct side right = { WORDS_EDITS_INIT, 0, 0, 0, 0 };
	struct region region;
	size_t at = 0, len = out->len;
	bool joined = true;

	words_edits(&left.edits, base, ours);
	words_edits(&right.edits, base, theirs);
	while (joined && next_region(&left, &right, base, at, &region)) {
		buf_add_str(out, str_part(base, at, region.from - at));
		joined = join_region(out, &left, &right, base, &region);
		*clash = pass(&left, &region);
		at = region.to;
	}
	if (joined)
		buf_add_str(out, str_from(base, at));
	else
		buf_cut(out, len);
	words_edits_release(&left.edits);
	words_edits_release(&right.edits);
	return joined;
}
