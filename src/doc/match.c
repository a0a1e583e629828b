/*
 * The next draft came as text: which node of it is which of the last one.
 * Equal lines first, in order; then what is alike between the same neighbours
 * or under the same heading; then what is very alike anywhere. What is joined
 * takes over id, status and file name.
 */
#include "match.h"

#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/diff.h"
#include "adref/text/words.h"
#include "order.h"

enum { FAR = 200 };	/* how far a repeated line may be skipped to */

void
match_join(struct match *match, size_t from, size_t to)
{
	match->from.at[from].mate = to;
	match->to.at[to].mate = from;
}

/* Lines that are the same, on both sides. */
struct class {
	size_t from_n, to_n;	/* how many */
	size_t from, to;	/* the last of each */
	size_t *list, listed;	/* those of from, in order */
	size_t next;		/* in list: the first not passed */
};

struct classes {
	struct class *at;
	size_t n, cap;
	struct map index;	/* text -> number + 1 */
	size_t *of_to;		/* class of each node of to, or MATCH_NONE */
};

/* By which text lines are the same: with brackets and number, or clean. */
static void
add_text(struct buf *out, const struct match_node *at, bool exact)
{
	struct buf plain = BUF_INIT;
	enum node_kind kind = at->node->kind;

	buf_add_char(out, kind == NODE_ITEM ? (char)NODE_PARAGRAPH
		: (char)kind);
	if (exact) {
		words_add_plain(&plain, node_str(at->node));
		utf8_add_folded(out, str_trim(buf_str(&plain)));
	} else {
		buf_add_str(out, at->clean);
	}
	buf_release(&plain);
}

/* The class of a node that is not matched and not empty, or MATCH_NONE. */
static size_t
class_of(struct classes *classes, const struct match_node *at, bool exact)
{
	struct buf text = BUF_INIT;
	size_t number;

	if (at->mate != MATCH_NONE || !at->clean.len)
		return MATCH_NONE;
	add_text(&text, at, exact);
	number = (size_t)(uintptr_t)map_get(&classes->index, buf_str(&text));
	if (!number) {
		classes->at = mem_grow(classes->at, &classes->cap,
			classes->n + 1, sizeof(*classes->at));
		classes->at[classes->n++] = (struct class){ .next = 0 };
		number = classes->n;
		map_put(&classes->index, buf_str(&text),
			(void *)(uintptr_t)number);
	}
	buf_release(&text);
	return number - 1;
}

static void
classes_read(struct classes *classes, struct match *match, bool exact)
{
	size_t *of_from = mem_new(match->from.n, sizeof(*of_from));

	classes->of_to = mem_new(match->to.n, sizeof(*classes->of_to));
	for (size_t i = 0; i < match->from.n; i++) {
		of_from[i] = class_of(classes, &match->from.at[i], exact);
		if (of_from[i] == MATCH_NONE)
			continue;
		classes->at[of_from[i]].from_n++;
		classes->at[of_from[i]].from = i;
	}
	for (size_t i = 0; i < match->to.n; i++) {
		size_t class = class_of(classes, &match->to.at[i], exact);

		classes->of_to[i] = class;
		if (class == MATCH_NONE)
			continue;
		classes->at[class].to_n++;
		classes->at[class].to = i;
	}
	for (size_t i = 0; i < classes->n; i++)
		classes->at[i].list = mem_new(classes->at[i].from_n,
			sizeof(size_t));
	for (size_t i = 0; i < match->from.n; i++)
		if (of_from[i] != MATCH_NONE) {
			struct class *class = &classes->at[of_from[i]];

			class->list[class->listed++] = i;
		}
	free(of_from);
}

static void
classes_release(struct classes *classes)
{
	for (size_t i = 0; i < classes->n; i++)
		free(classes->at[i].list);
	free(classes->at);
	free(classes->of_to);
	map_release(&classes->index);
}

/* Between matches that kept their order: [from, from_end), [to, to_end). */
struct gap {
	size_t from, from_end, to, to_end;
};

static void
fill_equal(struct match *match, struct classes *classes,
	const struct gap *gap)
{
	size_t from = gap->from;

	for (size_t i = gap->to; i < gap->to_end; i++) {
		struct class *class;

		if (match->to.at[i].mate != MATCH_NONE ||
		    classes->of_to[i] == MATCH_NONE)
			continue;
		class = &classes->at[classes->of_to[i]];
		while (class->next < class->listed &&
		       (class->list[class->next] < from ||
			match->from.at[class->list[class->next]].mate !=
			MATCH_NONE))
			class->next++;
		if (class->next == class->listed ||
		    class->list[class->next] >= gap->from_end ||
		    class->list[class->next] > from + FAR)
			continue;
		from = class->list[class->next] + 1;
		match_join(match, class->list[class->next++], i);
	}
}

static void
fill_alike(struct match *match, struct classes *classes,
	const struct gap *gap)
{
	size_t *from = mem_new(gap->from_end - gap->from, sizeof(*from));
	size_t *to = mem_new(gap->to_end - gap->to, sizeof(*to));
	size_t from_n = 0, to_n = 0;

	(void)classes;
	for (size_t i = gap->from; i < gap->from_end; i++)
		if (match->from.at[i].mate == MATCH_NONE)
			from[from_n++] = i;
	for (size_t i = gap->to; i < gap->to_end; i++)
		if (match->to.at[i].mate == MATCH_NONE)
			to[to_n++] = i;
	match_lists(match, from, from_n, to, to_n);
	free(from);
	free(to);
}

static void
each_gap(struct match *match, struct classes *classes,
	void (*fill)(struct match *, struct classes *, const struct gap *))
{
	size_t *from = mem_new(match->to.n, sizeof(*from));
	size_t *to = mem_new(match->to.n, sizeof(*to)), n = 0;
	bool *stays = mem_new(match->to.n, sizeof(*stays));
	struct gap gap = { 0, 0, 0, 0 };

	for (size_t i = 0; i < match->to.n; i++)
		if (match->to.at[i].mate != MATCH_NONE) {
			from[n] = match->to.at[i].mate;
			to[n++] = i;
		}
	order_rising(from, n, stays);
	for (size_t i = 0; i <= n; i++) {
		if (i < n && !stays[i])
			continue;
		gap.from_end = i < n ? from[i] : match->from.n;
		gap.to_end = i < n ? to[i] : match->to.n;
		if (gap.from < gap.from_end && gap.to < gap.to_end)
			fill(match, classes, &gap);
		gap.from = gap.from_end + 1;
		gap.to = gap.to_end + 1;
	}
	free(from);
	free(to);
	free(stays);
}

/* What is left of lines that are the same: the first with the first. */
static void
join_left(struct match *match, struct classes *classes)
{
	for (size_t i = 0; i < classes->n; i++)
		classes->at[i].next = 0;
	for (size_t i = 0; i < match->to.n; i++) {
		struct class *class;

		if (match->to.at[i].mate != MATCH_NONE ||
		    classes->of_to[i] == MATCH_NONE)
			continue;
		class = &classes->at[classes->of_to[i]];
		while (class->next < class->listed && match->from.at[
			class->list[class->next]].mate != MATCH_NONE)
			class->next++;
		if (class->next < class->listed)
			match_join(match, class->list[class->next], i);
	}
}

static void
join_equal(struct match *match, bool exact)
{
	struct classes classes = { .at = NULL };

	classes_read(&classes, match, exact);
	for (size_t i = 0; i < classes.n; i++)
		if (classes.at[i].from_n == 1 && classes.at[i].to_n == 1)
			match_join(match, classes.at[i].from,
				classes.at[i].to);
	each_gap(match, &classes, fill_equal);
	join_left(match, &classes);
	classes_release(&classes);
}

/* The unmatched children of a node (MATCH_NONE: the root), in order. */
static size_t *
children(const struct match_side *side, const struct node *first, size_t *n)
{
	size_t cap = 0, *out = NULL;

	*n = 0;
	for (const struct node *at = first; at; at = at->next) {
		uintptr_t index = (uintptr_t)map_get(&side->index,
			str_make((const char *)&at, sizeof(at)));

		if (side->at[index - 1].mate != MATCH_NONE)
			continue;
		out = mem_grow(out, &cap, *n + 1, sizeof(*out));
		out[(*n)++] = (size_t)index - 1;
	}
	return out;
}

/* Empty bullets have only their place: join them in order. */
static void
join_empty(struct match *match, const size_t *from, size_t from_n,
	const size_t *to, size_t to_n)
{
	size_t at = 0;

	for (size_t i = 0; i < to_n; i++) {
		struct match_node *node = &match->to.at[to[i]];

		if (node->mate != MATCH_NONE || node->clean.len)
			continue;
		while (at < from_n && (match->from.at[from[at]].clean.len ||
			match->from.at[from[at]].mate != MATCH_NONE ||
			match->from.at[from[at]].node->kind !=
			node->node->kind))
			at++;
		if (at < from_n)
			match_join(match, from[at++], to[i]);
	}
}

static void
join_below(struct match *match, const struct node *from, const struct node *to)
{
	size_t from_n, to_n;
	size_t *a = children(&match->from, from, &from_n);
	size_t *b = children(&match->to, to, &to_n);

	match_lists(match, a, from_n, b, to_n);
	join_empty(match, a, from_n, b, to_n);
	free(a);
	free(b);
}

/* Under the same parents; a parent joined here comes before its children. */
static void
join_in_place(struct match *match)
{
	if (!match->from.n || !match->to.n)
		return;
	join_below(match, match->from.at[0].node, match->to.at[0].node);
	for (size_t i = 0; i < match->to.n; i++) {
		size_t mate = match->to.at[i].mate;

		if (mate != MATCH_NONE && match->to.at[i].node->first &&
		    match->from.at[mate].node->first)
			join_below(match, match->from.at[mate].node->first,
				match->to.at[i].node->first);
	}
}

/* Notes: label and words; words; label and nearly; nearly. */
static bool
notes_agree(const struct match_node *a, const struct match_node *b, int round)
{
	bool label = str_is(str_of(a->node->label), b->node->label);

	switch (round) {
	case 0: return label && str_same(a->clean, b->clean);
	case 1: return a->clean.len && str_same(a->clean, b->clean);
	case 2: return label && match_likeness(a, b, 0.5) > 0;
	default: return match_likeness(a, b, 0.75) > 0;
	}
}

static void
join_notes(struct match *match)
{
	for (int round = 0; round < 4; round++)
		for (size_t i = 0; i < match->to.n; i++) {
			struct match_node *to = &match->to.at[i];

			for (size_t k = 0; k < match->from.n &&
			     to->mate == MATCH_NONE; k++)
				if (match->from.at[k].mate == MATCH_NONE &&
				    notes_agree(&match->from.at[k], to, round))
					match_join(match, k, i);
		}
}

static bool
may_start_file(const struct node *node)
{
	return !node->parent->parent || node->parent->kind == NODE_SECTION;
}

/* Give what is joined the identity it continues. */
static void
take_over(struct match *match, struct doc *to)
{
	for (size_t i = 0; i < match->to.n; i++) {
		struct node *node = match->to.at[i].node;
		const struct node *old;

		if (match->to.at[i].mate == MATCH_NONE)
			continue;
		old = match->from.at[match->to.at[i].mate].node;
		if (!doc_set_id(to, node, &old->id))
			continue;
		node->status = old->status;
		node->same_as = old->same_as;
		if (old->file && may_start_file(node)) {
			free(node->file);
			node->file = mem_text(old->file);
		}
	}
}

static void
count(const struct doc *from, const struct doc *to,
	struct match_counts *counts)
{
	struct diff diff;
	size_t moved = 0, changed = 0;

	doc_diff(&diff, from, to);
	for (size_t i = 0; i < diff.n; i++) {
		unsigned kinds = diff.at[i].kinds;

		moved += (kinds & DIFF_MOVED) != 0;
		changed += !(kinds & (DIFF_MOVED | DIFF_ADDED | DIFF_REMOVED));
		counts->new += (kinds & DIFF_ADDED) != 0;
		counts->gone += (kinds & DIFF_REMOVED) != 0;
	}
	counts->moved = moved;
	counts->changed = changed;
	counts->kept = to->n - counts->new - moved - changed;
	diff_release(&diff);
}

void
doc_match(const struct doc *from, struct doc *to, const struct env *env,
	struct match_counts *counts)
{
	struct match body = { .from = { .n = 0 } };
	struct match notes = { .from = { .n = 0 } };

	match_read(&body.from, doc_first(from), from->n);
	match_read(&body.to, doc_first(to), to->n);
	join_equal(&body, true);
	join_equal(&body, false);
	each_gap(&body, NULL, fill_alike);
	join_in_place(&body);
	match_anywhere(&body);
	join_in_place(&body);
	match_read(&notes.from, from->notes->first, from->n);
	match_read(&notes.to, to->notes->first, to->n);
	join_notes(&notes);
	take_over(&body, to);
	take_over(&notes, to);
	doc_draw_ids(to, env);
	*counts = (struct match_counts){ 0, 0, 0, 0, 0 };
	count(from, to, counts);
	match_side_release(&body.from);
	match_side_release(&body.to);
	match_side_release(&notes.from);
	match_side_release(&notes.to);
}
