/*
 * The edits of both sides, walked in the order of the base: those that overlap
 * or touch make one place, where the two meet. Growing it is merge_places.c's.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "merge_inside.h"

/* So many places where two meet are two texts, not two changes of one. */
enum { MEETING_MAX = 256 };

enum who { OURS, THEIRS, FORCED, BOTH };

struct item {
	size_t from, to;	/* of the base */
	struct str gone, come;	/* what a side takes out and puts in */
	enum who who;
	bool soft, greedy;
	uint64_t hands, their_hands;	/* the second of BOTH only */
	ptrdiff_t longer;	/* the side, by this edit */
};

struct items {
	struct item *at;
	size_t n, cap;
};

static struct item *
add_item(struct items *items, size_t from, size_t to, enum who who)
{
	items->at = mem_grow(items->at, &items->cap, items->n + 1,
		sizeof(*items->at));
	items->at[items->n] = (struct item){ .from = from, .to = to,
		.who = who };
	return &items->at[items->n++];
}

static void
add_half(struct items *items, const struct merging *merging,
	const struct half *half, enum who who)
{
	for (size_t i = 0; i < half->edits.n; i++) {
		const struct edit *edit = &half->edits.at[i];
		struct item *item = add_item(items, edit->from, edit->to, who);

		item->gone = str_part(buf_str(&merging->base.words),
			edit->from, edit->to - edit->from);
		item->come = str_part(buf_str(&half->line.words), edit->at,
			edit->end - edit->at);
		item->soft = edit->soft;
		item->hands = edit->hands;
		item->longer = (ptrdiff_t)item->come.len -
			(ptrdiff_t)(edit->to - edit->from);
	}
}

/* What is put in at one place: an opener first, then words, then closers. */
static int
rank(const struct item *item)
{
	if (item->greedy)
		return -1;
	if (item->to > item->from)
		return item->soft ? 4 : 3;
	if (!item->soft)
		return 1;
	return str_starts(item->come, "[") ? 0 : 2;
}

static int
order(const void *left, const void *right)
{
	const struct item *a = left, *b = right;
	int by_rank = rank(a) - rank(b);

	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	if (by_rank)
		return by_rank;
	if (a->to != b->to)
		return a->to < b->to ? -1 : 1;
	by_rank = str_order(a->come, b->come);
	return by_rank ? by_rank : (int)a->who - (int)b->who;
}

static bool
is_same_edit(const struct item *a, const struct item *b)
{
	return a->from == b->from && a->to == b->to && a->who == OURS &&
		b->who == THEIRS && str_same(a->come, b->come);
}

/* What both did alike is one, and in nobody's way. */
static void
unite_items(struct items *items)
{
	size_t kept = 0;

	for (size_t i = 0; i < items->n; i++) {
		struct item *last = kept ? &items->at[kept - 1] : NULL;

		if (last && is_same_edit(last, &items->at[i])) {
			last->who = BOTH;
			last->their_hands = items->at[i].hands;
		} else {
			items->at[kept++] = items->at[i];
		}
	}
	items->n = kept;
}

static void
list_items(struct items *items, const struct merging *merging)
{
	add_half(items, merging, &merging->ours, OURS);
	add_half(items, merging, &merging->theirs, THEIRS);
	for (size_t i = 0; i < merging->forced_n; i++)
		add_item(items, merging->forced[i].base.from,
			merging->forced[i].base.to, FORCED)->greedy =
			merging->forced[i].greedy;
	if (items->n > 1)
		qsort(items->at, items->n, sizeof(*items->at), order);
	unite_items(items);
}

/* A place as its items are taken in. */
struct growing {
	struct place place;
	const struct item *last[4];	/* of each of them */
	bool forced;
	ptrdiff_t ours, theirs;	/* by how much each is longer, up to here */
};

static bool
puts_in(const struct item *item)
{
	return item->from == item->to && item->who != FORCED;
}

/* What one of them puts in or takes out keeps the words of both apart. */
static bool
is_blank_between(const struct item *first, const struct item *second)
{
	return str_ends(first->gone, " ") || str_ends(first->come, " ") ||
		str_starts(second->gone, " ") ||
		str_starts(second->come, " ");
}

/* Words put in between the same two words, whichever blank is the new one. */
static bool
share_gap(const struct item *first, const struct item *second, struct str base)
{
	return puts_in(first) && puts_in(second) &&
		second->from == first->to + 1 && base.at[first->to] == ' ' &&
		(str_starts(first->come, " ") || str_ends(second->come, " "));
}

/* What only touches meets when nothing keeps its words apart. */
static bool
touches(const struct item *last, const struct item *item, struct str base)
{
	if (item->from == last->to && (last->greedy || item->greedy))
		return true;
	if (last->soft || item->soft)
		return false;
	if (share_gap(last, item, base))
		return true;
	return item->from == last->to && ((puts_in(last) && puts_in(item)) ||
		!is_blank_between(last, item));
}

/* What both did is in the way of nothing but a forced place. */
static bool
may_meet(enum who one, enum who other)
{
	return one != other && ((one != BOTH && other != BOTH) ||
		one == FORCED || other == FORCED);
}

static bool
meets(const struct growing *growing, const struct item *item, struct str base)
{
	if (item->from < growing->place.base.to)
		return true;
	for (int who = OURS; who <= BOTH; who++)
		if (growing->last[who] && may_meet(who, item->who) &&
		    touches(growing->last[who], item, base))
			return true;
	return false;
}

static void
take_item(struct growing *growing, const struct item *item)
{
	struct place *place = &growing->place;

	if (item->to > place->base.to)
		place->base.to = item->to;
	growing->last[item->who] = item;
	growing->forced |= item->who == FORCED;
	if (item->who == OURS || item->who == BOTH) {
		place->ours_is = true;
		place->our_hands |= item->hands;
		growing->ours += item->longer;
	}
	if (item->who == THEIRS || item->who == BOTH) {
		place->theirs_is = true;
		place->their_hands |= item->who == BOTH ? item->their_hands
			: item->hands;
		growing->theirs += item->longer;
	}
}

/* One place: what meets from the item at `i` on. Returns the next. */
static size_t
take_place(struct growing *growing, const struct items *items, size_t i,
	struct str base)
{
	const struct item *first = &items->at[i];
	struct place *place = &growing->place;

	*place = (struct place){ .base = { first->from, first->to } };
	place->ours.from = (size_t)((ptrdiff_t)first->from + growing->ours);
	place->theirs.from =
		(size_t)((ptrdiff_t)first->from + growing->theirs);
	for (int who = OURS; who <= BOTH; who++)
		growing->last[who] = NULL;
	growing->forced = false;
	take_item(growing, first);
	for (i++; i < items->n && meets(growing, &items->at[i],
	     base); i++)
		take_item(growing, &items->at[i]);
	place->ours.to = (size_t)((ptrdiff_t)place->base.to + growing->ours);
	place->theirs.to =
		(size_t)((ptrdiff_t)place->base.to + growing->theirs);
	return i;
}

bool
places_list(struct merging *merging)
{
	struct growing growing = { .ours = 0 };
	struct items items = { NULL, 0, 0 };
	size_t meeting = 0;

	merging->places_n = 0;
	list_items(&items, merging);
	for (size_t i = 0; i < items.n;) {
		struct place *place = &growing.place;

		i = take_place(&growing, &items, i,
			buf_str(&merging->base.words));
		place->meet = growing.forced || (place->ours_is &&
			place->theirs_is && !str_same(
			half_words(&merging->ours, &place->ours),
			half_words(&merging->theirs, &place->theirs)));
		meeting += place->meet;
		merging->places = mem_grow(merging->places,
			&merging->places_cap, merging->places_n + 1,
			sizeof(*merging->places));
		merging->places[merging->places_n++] = *place;
	}
	free(items.at);
	return meeting <= MEETING_MAX;
}
