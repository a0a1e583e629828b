/*
 * Wordings side by side, where the two sides meet. A side that is a group of
 * wordings there already brings each of them. Each wording of one side is put
 * together with each of the other: where they can stand together they are one,
 * else both are kept; so it does not matter who came first.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/attribution.h"
#include "adref/text/number.h"
#include "adref/text/words.h"
#include "merge_inside.h"

struct beside {
	struct merging *merging;
	struct buf base;	/* the text that the place had, trimmed */
	struct voice ours, theirs;
	struct wordings out;
	struct attribution against;	/* who took the words out */
	bool both_plain;
};

static struct merge_lines
lines_of(const struct beside *beside, struct merge_step steps[2])
{
	return (struct merge_lines){ .base = buf_str(&beside->base),
		.ours = { &steps[0], 1 }, .theirs = { &steps[1], 1 },
		.cells = beside->merging->lines->cells };
}

/* How often a word is there, of sorted ones; *at moves past it. */
static size_t
count_word(const struct words_bag *bag, size_t *at, uint64_t word)
{
	size_t n = 0;

	while (*at < bag->words && bag->at[*at] < word)
		++*at;
	for (; *at < bag->words && bag->at[*at] == word; ++*at)
		n++;
	return n;
}

static uint64_t
next_word(const struct words_bag *bag, size_t at, uint64_t least)
{
	return at < bag->words && bag->at[at] < least ? bag->at[at] : least;
}

/* Whether what one changed of the base, word by word, the other did too. */
static bool
changes_no_more(const struct words_bag *base, const struct words_bag *one,
	const struct words_bag *other)
{
	size_t i = 0, j = 0, k = 0;

	while (i < base->words || j < one->words || k < other->words) {
		uint64_t word = next_word(base, i, next_word(one, j,
			next_word(other, k, UINT64_MAX)));
		size_t was = count_word(base, &i, word);
		size_t a = count_word(one, &j, word);
		size_t b = count_word(other, &k, word);

		if ((a > was && b < a) || (a < was && b > a))
			return false;
		if (word == UINT64_MAX)
			break;
	}
	return true;
}

/* Whether all that the one changed the other has as well. */
static bool
is_part_of(const struct beside *beside, const struct wording *one,
	const struct wording *other)
{
	struct words_bag bags[3] = { WORDS_BAG_INIT, WORDS_BAG_INIT,
		WORDS_BAG_INIT };
	bool is;

	words_bag_read(&bags[0], buf_str(&beside->base));
	words_bag_read(&bags[1], buf_str(&one->text));
	words_bag_read(&bags[2], buf_str(&other->text));
	is = changes_no_more(&bags[0], &bags[1], &bags[2]);
	for (int i = 0; i < 3; i++)
		words_bag_release(&bags[i]);
	return is;
}

/* Two wordings: one when they can stand together, else both. */
static void
put_together(struct beside *beside, const struct wording *ours,
	const struct wording *theirs)
{
	struct merge_step steps[2] = { { buf_str(&ours->text), NULL },
		{ buf_str(&theirs->text), NULL } };
	struct merge_lines lines = lines_of(beside, steps);
	struct buf left = BUF_INIT, right = BUF_INIT;
	int deep = beside->merging->deep + 1;

	if (beside->both_plain || deep > MERGE_DEEP_MAX || !ours->text.len ||
	    !theirs->text.len ||
	    merge_picking(&left, &lines, 'o', deep) == MERGED_NOT ||
	    merge_picking(&right, &lines, 't', deep) == MERGED_NOT) {
		merge_wordings_add_like(&beside->out, ours,
			buf_str(&ours->text));
		merge_wordings_add_like(&beside->out, theirs,
			buf_str(&theirs->text));
	} else {
		merge_wordings_add_like(&beside->out, ours,
			str_trim(buf_str(&left)));
		merge_wordings_add_like(&beside->out, theirs,
			str_trim(buf_str(&right)));
	}
	buf_release(&left);
	buf_release(&right);
}

/* Of a group, words as they were before stay beside what comes; how many are
 * left to be put together. */
static size_t
keep_the_old(struct beside *beside, struct wordings *all, unsigned first_bit)
{
	size_t left = 0;

	for (size_t i = 0; i < all->n; i++) {
		struct wording *one = &all->at[i];

		one->of = (uint64_t)1 << (first_bit + (i < 31 ? i : 31));
		one->stays = one->bracketed && str_same(buf_str(&one->text),
			buf_str(&beside->base));
		if (one->stays)
			merge_wordings_add_like(&beside->out, one,
				buf_str(&one->text));
		left += !one->stays;
	}
	return left;
}

static void
add_rest(struct beside *beside, const struct wordings *all)
{
	for (size_t i = 0; i < all->n; i++)
		if (!all->at[i].stays)
			merge_wordings_add_like(&beside->out, &all->at[i],
				buf_str(&all->at[i].text));
}

/* Whether another wording is made of all that this one is made of, and more. */
static bool
is_less(const struct beside *beside, const struct wording *one,
	const struct wording *other)
{
	if ((one->of | other->of) != other->of)
		return false;
	return one->of != other->of || is_part_of(beside, one, other);
}

/* What another wording holds as a whole is not said twice. */
static void
drop_parts(struct beside *beside)
{
	struct wordings *all = &beside->out;

	for (size_t i = 0; i < all->n;) {
		struct wording *one = &all->at[i];
		size_t other = 0;

		while (other < all->n && (other == i || one->stays ||
		       !one->text.len || !all->at[other].text.len ||
		       !is_less(beside, one, &all->at[other])))
			other++;
		if (other == all->n) {
			i++;
			continue;
		}
		merge_add_stances(&all->at[other].who, &one->who);
		merge_wordings_drop(all, i);
	}
}

/* No words at all: who said so wants those of the others out. */
static void
take_against(struct beside *beside)
{
	struct wordings *all = &beside->out;

	for (size_t i = 0; i < all->n;) {
		struct wording *one = &all->at[i];

		if (one->text.len) {
			i++;
			continue;
		}
		for (size_t k = 0; k < one->who.n; k++)
			attribution_add(&beside->against, '-',
				str_of(one->who.at[k].code));
		merge_wordings_drop(all, i);
	}
	for (size_t i = 0; i < all->n && beside->against.n; i++) {
		merge_add_stances(&all->at[i].who, &beside->against);
		all->at[i].bracketed = true;
	}
}

static void
combine(struct beside *beside)
{
	struct wordings *ours = &beside->ours.all,
		*theirs = &beside->theirs.all;
	size_t left = keep_the_old(beside, ours, 0);
	size_t right = keep_the_old(beside, theirs, 32);

	beside->both_plain = ours->n == 1 && theirs->n == 1;
	if (!left || !right) {
		add_rest(beside, ours);
		add_rest(beside, theirs);
	}
	for (size_t i = 0; left && right && i < ours->n; i++)
		for (size_t k = 0; k < theirs->n; k++)
			if (!ours->at[i].stays && !theirs->at[k].stays)
				put_together(beside, &ours->at[i],
					&theirs->at[k]);
	if (!beside->both_plain && beside->merging->deep < MERGE_DEEP_MAX)
		drop_parts(beside);
	take_against(beside);
}

/* By the code of who wants it first; of nobody before all. */
static const char *
sort_code(const struct wording *wording)
{
	for (size_t i = 0; i < wording->who.n; i++)
		if (wording->who.at[i].sign == '+')
			return wording->who.at[i].code;
	return wording->who.n && wording->who.at[0].sign != '-'
		? wording->who.at[0].code : "";
}

static int
by_code(const void *left, const void *right)
{
	const struct wording *a = left, *b = right;
	int order = strcmp(sort_code(a), sort_code(b));

	return order ? order : str_order(buf_str(&a->text),
		buf_str(&b->text));
}

static bool
has_blank(const struct beside *beside, bool end)
{
	struct str a = buf_str(&beside->ours.text);
	struct str b = buf_str(&beside->theirs.text);

	return end ? str_ends(a, " ") || str_ends(b, " ")
		: str_starts(a, " ") || str_starts(b, " ");
}

/* Whether the group reads as the wordings in it, each in its brackets. */
static bool
reads_so(const struct wordings *all, bool alone, struct str group)
{
	struct parted read = PARTED_INIT, one = PARTED_INIT;
	struct buf want = BUF_INIT, have = BUF_INIT;
	size_t pairs = alone ? 0 : all->n;
	bool so;

	for (size_t i = 0; i < all->n; i++) {
		parted_read(&one, buf_str(&all->at[i].text));
		parted_add_seamless(&want, buf_str(&one.words));
		pairs += one.n;
	}
	parted_read(&read, group);
	parted_add_seamless(&have, buf_str(&read.words));
	so = read.n == pairs && !read.loose_n &&
		str_same(buf_str(&want), buf_str(&have));
	parted_release(&read);
	parted_release(&one);
	buf_release(&want);
	buf_release(&have);
	return so;
}

static void
write_wordings(struct buf *out, const struct wordings *all, bool alone)
{
	for (size_t i = 0; i < all->n; i++) {
		if (!alone)
			buf_add_char(out, '[');
		buf_add_str(out, buf_str(&all->at[i].text));
		if (!alone)
			buf_add_char(out, ']');
		if (!alone)
			attribution_write(&all->at[i].who, out);
	}
}

static bool
write_group(struct buf *out, struct beside *beside)
{
	struct wordings *all = &beside->out;
	bool alone = all->n == 1 && !all->at[0].bracketed, so;
	struct buf group = BUF_INIT;

	if (all->n > 1)
		qsort(all->at, all->n, sizeof(*all->at), by_code);
	if (has_blank(beside, false))
		buf_add_char(out, ' ');
	write_wordings(&group, all, alone);
	so = reads_so(all, alone, buf_str(&group));
	buf_add_str(out, buf_str(&group));
	if (has_blank(beside, true) && (all->n || !has_blank(beside, false)))
		buf_add_char(out, ' ');
	buf_release(&group);
	return so;
}

static bool
is_blank(struct str text)
{
	for (size_t i = 0; i < text.len; i++)
		if (!parted_is_blank(text.at[i]))
			return false;
	return true;
}

/* Blanks only: the longer ones, a parting of two paragraphs before all. */
static bool
write_blanks(struct buf *out, const struct beside *beside)
{
	struct str ours = buf_str(&beside->ours.text);
	struct str theirs = buf_str(&beside->theirs.text);

	if (!is_blank(ours) || !is_blank(theirs))
		return false;
	buf_add_str(out, str_order(ours, theirs) > 0 ? ours : theirs);
	return true;
}

/* Whether a range lies in the numbers that a line begins with. */
static bool
is_in_number(const struct half *half, const struct range *range)
{
	struct number number;
	struct str words = buf_str(&half->line.words);

	return number_read(&number, words) && range->to <= number.end &&
		str_trim(str_part(words, range->from,
		range->to - range->from)).len;
}

static void
note_met(struct beside *beside)
{
	struct merge_met *met = beside->merging->met;

	if (met->places++ == 0) {
		buf_add_str(&met->ours, str_trim(
			buf_str(&beside->ours.text)));
		buf_add_str(&met->theirs, str_trim(
			buf_str(&beside->theirs.text)));
	}
}

static bool
write_both(struct buf *out, struct beside *beside)
{
	struct merging *merging = beside->merging;

	if (is_in_number(&merging->ours, &beside->ours.range) &&
	    is_in_number(&merging->theirs, &beside->theirs.range)) {
		merging->met->numbers = true;
		buf_add_str(out, buf_str(&beside->ours.text));
		return true;
	}
	note_met(beside);
	if (merging->pick) {
		buf_add_str(out, buf_str(merging->pick == 'o'
			? &beside->ours.text : &beside->theirs.text));
		return true;
	}
	merge_voice_list(&beside->ours);
	merge_voice_list(&beside->theirs);
	combine(beside);
	return write_group(out, beside);
}

/* The base's own words there, with the pairs that lie in them; one around
 * all of them does not belong to them. */
static void
write_base(struct buf *out, const struct merging *merging,
	const struct range *range)
{
	const struct parted *base = &merging->base;
	struct span *spans = mem_new(base->n + 1, sizeof(*spans));
	struct buf text = BUF_INIT;
	size_t n = 0;

	for (size_t i = 0; i < base->n; i++)
		if (base->at[i].from != range->from ||
		    base->at[i].to != range->to)
			spans[n++] = base->at[i];
	spans_write(&text, buf_str(&base->words), spans, n, range->from,
		range->to);
	buf_add_str(out, str_trim(buf_str(&text)));
	buf_release(&text);
	free(spans);
}

bool
beside_write(struct buf *out, struct merging *merging,
	const struct place *place)
{
	struct beside beside = { .merging = merging };
	bool written = true;

	merge_voice_read(&beside.ours, &merging->ours, &place->ours,
		place->our_hands);
	merge_voice_read(&beside.theirs, &merging->theirs, &place->theirs,
		place->their_hands);
	write_base(&beside.base, merging, &place->base);
	if (str_same(buf_str(&beside.ours.text),
		buf_str(&beside.theirs.text)))
		buf_add_str(out, buf_str(&beside.ours.text));
	else if (!write_blanks(out, &beside))
		written = write_both(out, &beside);
	buf_release(&beside.base);
	merge_voice_release(&beside.ours);
	merge_voice_release(&beside.theirs);
	merge_wordings_release(&beside.out);
	attribution_release(&beside.against);
	return written;
}
