/*
 * Joining lines that are similar. A count of common word hashes rules out most
 * pairs; the windows below keep the work near linear, at the price of missing
 * a line that was both rewritten and carried far away.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/text/words.h"
#include "match.h"

enum {
	WINDOW = 24,		/* places on either side that are looked at */
	RARE_WORDS = 4,		/* words of a line that are looked up */
	POSTINGS_MAX = 64	/* a word in more lines than this says little */
};

static const double LEAST_NEAR = 0.5, LEAST_FAR = 0.75, NUMBER_BONUS = 0.1;

struct candidate {
	size_t from, to;
	double score;
	size_t distance;
};

static size_t
common_words(const struct match_node *a, const struct match_node *b)
{
	size_t i = 0, j = 0, n = 0;

	while (i < a->words_n && j < b->words_n) {
		if (a->words[i] < b->words[j]) {
			i++;
		} else if (a->words[i] > b->words[j]) {
			j++;
		} else {
			n++;
			i++;
			j++;
		}
	}
	return n;
}

double
match_likeness(const struct match_node *a, const struct match_node *b,
	double least)
{
	size_t all = a->words_n + b->words_n;
	double score;

	if (!all || 2.0 * (double)common_words(a, b) / (double)all <
	    least - 0.15)
		return 0;
	score = words_likeness(node_str(a->node), node_str(b->node));
	return score >= least ? score : 0;
}

static bool
same_number(const struct match_node *a, const struct match_node *b)
{
	return a->key.len && str_same(a->key, b->key);
}

/* In one place: a section that keeps its number is the same retitled. */
static double
score_near(const struct match_node *a, const struct match_node *b)
{
	double score;

	if (a->node->kind != b->node->kind || !a->node->len != !b->node->len)
		return 0;
	score = match_likeness(a, b, LEAST_NEAR);
	if (!same_number(a, b))
		return score;
	if (!score && a->node->kind == NODE_SECTION)
		score = LEAST_NEAR;
	return score ? score + NUMBER_BONUS : 0;
}

static int
order_candidates(const void *left, const void *right)
{
	const struct candidate *a = left, *b = right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	if (a->distance != b->distance)
		return a->distance < b->distance ? -1 : 1;
	if (a->to != b->to)
		return a->to < b->to ? -1 : 1;
	return (a->from > b->from) - (a->from < b->from);
}

struct candidates {
	struct candidate *at;
	size_t n, cap;
};

static void
add_candidates(struct candidates *out, struct match *match, size_t to,
	const size_t *from, size_t from_n, size_t place)
{
	size_t at = place > WINDOW ? place - WINDOW : 0;

	for (; at < from_n && at <= place + WINDOW; at++) {
		double score = match->from.at[from[at]].mate != MATCH_NONE ? 0
			: score_near(&match->from.at[from[at]],
				&match->to.at[to]);

		if (score <= 0)
			continue;
		out->at = mem_grow(out->at, &out->cap, out->n + 1,
			sizeof(*out->at));
		out->at[out->n++] = (struct candidate){
			from[at], to, score,
			at > place ? at - place : place - at
		};
	}
}

void
match_lists(struct match *match, const size_t *from, size_t from_n,
	const size_t *to, size_t to_n)
{
	struct candidates all = { NULL, 0, 0 };

	for (size_t i = 0; i < to_n && from_n; i++)
		if (match->to.at[to[i]].mate == MATCH_NONE)
			add_candidates(&all, match, to[i], from, from_n,
				i * from_n / to_n);
	if (all.n)
		qsort(all.at, all.n, sizeof(*all.at), order_candidates);
	for (size_t i = 0; i < all.n; i++)
		if (match->from.at[all.at[i].from].mate == MATCH_NONE &&
		    match->to.at[all.at[i].to].mate == MATCH_NONE)
			match_join(match, all.at[i].from, all.at[i].to);
	free(all.at);
}

/* A word of an unmatched line of the former state. */
struct posting {
	uint32_t word;
	size_t from;
};

static int
order_postings(const void *left, const void *right)
{
	const struct posting *a = left, *b = right;

	if (a->word != b->word)
		return a->word < b->word ? -1 : 1;
	return (a->from > b->from) - (a->from < b->from);
}

/* Each word of a line once. */
static size_t
collect_postings(const struct match_side *side, struct posting *out)
{
	size_t n = 0;

	for (size_t i = 0; i < side->n; i++) {
		const struct match_node *node = &side->at[i];

		if (node->mate != MATCH_NONE)
			continue;
		for (size_t k = 0; k < node->words_n; k++)
			if (!k || node->words[k] != node->words[k - 1])
				out[n++] = (struct posting){
					node->words[k], i
				};
	}
	if (n)
		qsort(out, n, sizeof(*out), order_postings);
	return n;
}

/* The first posting of a word, and how many there are. */
static size_t
find_postings(const struct posting *postings, size_t n, uint32_t word,
	size_t *count)
{
	size_t from = 0, to = n;

	while (from < to) {
		size_t mid = from + (to - from) / 2;

		if (postings[mid].word < word)
			from = mid + 1;
		else
			to = mid;
	}
	*count = 0;
	while (from + *count < n && *count <= POSTINGS_MAX &&
	       postings[from + *count].word == word)
		++*count;
	return from;
}

/* The rarest words that the former state has: where their postings are. */
static size_t
rarest(const struct match_node *node, const struct posting *postings, size_t n,
	size_t at[RARE_WORDS], size_t count[RARE_WORDS])
{
	size_t found = 0;

	for (size_t k = 0; k < node->words_n; k++) {
		size_t many, first, to;

		if (k && node->words[k] == node->words[k - 1])
			continue;
		first = find_postings(postings, n, node->words[k], &many);
		if (!many || many > POSTINGS_MAX)
			continue;
		to = found < RARE_WORDS ? found++ : RARE_WORDS;
		while (to && count[to - 1] > many) {
			if (to < RARE_WORDS) {
				at[to] = at[to - 1];
				count[to] = count[to - 1];
			}
			to--;
		}
		if (to < RARE_WORDS) {
			at[to] = first;
			count[to] = many;
		}
	}
	return found;
}

static void
match_far(struct match *match, size_t to, const struct posting *postings,
	size_t n)
{
	const struct match_node *node = &match->to.at[to];
	size_t at[RARE_WORDS], count[RARE_WORDS], best = MATCH_NONE;
	size_t words = rarest(node, postings, n, at, count);
	double most = 0;

	for (size_t k = 0; k < words; k++)
		for (size_t i = at[k]; i < at[k] + count[k]; i++) {
			const struct match_node *other =
				&match->from.at[postings[i].from];
			double score = other->mate != MATCH_NONE ||
				other->node->kind != node->node->kind ? 0
				: match_likeness(other, node, LEAST_FAR);

			if (score > most) {
				most = score;
				best = postings[i].from;
			}
		}
	if (best != MATCH_NONE)
		match_join(match, best, to);
}

void
match_anywhere(struct match *match)
{
	struct posting *postings = mem_new(match->from.words_n,
		sizeof(*postings));
	size_t n = collect_postings(&match->from, postings);

	for (size_t i = 0; i < match->to.n; i++)
		if (match->to.at[i].mate == MATCH_NONE)
			match_far(match, i, postings, n);
	free(postings);
}
