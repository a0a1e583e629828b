/*
 * Finding a pair of brackets from a place in a line. The pairing itself is
 * pair.c's, and nothing is paired here.
 */
#include "adref/doc/pair.h"

#include "adref/text/attribution.h"

static const struct residue_end *
residue_of(const struct node *node, size_t index)
{
	for (size_t i = 0; i < node->residue_n; i++)
		if (node->residue[i].index == index)
			return &node->residue[i];
	return NULL;
}

/* An end of a pair across nodes as a bracket of its line. */
static struct bracket
bracket_of(const struct node *node, const struct residue_end *end)
{
	return (struct bracket){
		.off = end->off, .len = end->len, .mate = BRACKET_NONE,
		.attr_len = end->opens ? 0 : attribution_len(str_from(
			node_str(node), end->off + end->len)),
		.depth = 1, .opens = end->opens, .wide = end->wide,
	};
}

/* The pair of an opener that has its closer in another node. */
static void
pair_across(struct pair *out, struct node *node,
	const struct residue_end *opener)
{
	*out = (struct pair){
		.open = node, .close = opener->mate,
		.opener = bracket_of(node, opener),
		.closer = bracket_of(opener->mate,
			&opener->mate->residue[opener->mate_index]),
	};
}

void
pair_of(struct pair *out, struct node *node, const struct brackets *all,
	size_t index)
{
	const struct bracket *here = &all->at[index];
	const struct residue_end *end = residue_of(node, index);

	*out = (struct pair){ NULL };
	if (here->mate != BRACKET_NONE) {
		out->open = out->close = node;
		out->opener = all->at[here->opens ? index : here->mate];
		out->closer = all->at[here->opens ? here->mate : index];
	} else if (end && end->mate) {
		pair_across(out, end->opens ? node : end->mate, end->opens
			? end : &end->mate->residue[end->mate_index]);
	} else if (here->opens) {
		out->open = node;
		out->opener = *here;
	} else {
		out->close = node;
		out->closer = *here;
	}
}

/* An opener of another node that is open somewhere in this one. */
struct outer {
	struct node *node;
	size_t index;		/* in its residue */
};

/* Down to the first that has a mate; node NULL: there is none. */
static struct outer
with_mate(struct outer outer)
{
	while (outer.node && !outer.node->residue[outer.index].mate)
		outer = (struct outer){
			outer.node->residue[outer.index].below,
			outer.node->residue[outer.index].below_index,
		};
	return outer;
}

static struct outer
outer_of(const struct node *node)
{
	return with_mate((struct outer){ node->outer, node->outer_index });
}

static struct outer
outer_below(struct outer outer)
{
	const struct residue_end *end = &outer.node->residue[outer.index];

	return with_mate((struct outer){ end->below, end->below_index });
}

bool
pair_around(struct pair *out, struct node *node,
	const struct brackets *all, size_t off)
{
	size_t index = brackets_around(all, off);
	const struct residue_end *opener = NULL;
	struct outer outer = outer_of(node);

	if (index != BRACKET_NONE) {
		pair_of(out, node, all, index);
		return true;
	}
	for (size_t i = 0; i < node->residue_n; i++) {
		const struct residue_end *end = &node->residue[i];
		struct bracket one = bracket_of(node, end);

		if (!end->mate || end->off > off)
			continue;
		if (end->opens)
			opener = end;
		else if (one.off + one.len + one.attr_len <= off)
			outer = outer_below(outer);
	}
	if (opener)
		pair_across(out, node, opener);
	else if (outer.node)
		pair_across(out, outer.node, &outer.node->residue[
			outer.index]);
	return opener || outer.node;
}

/* The pairs across nodes that are open at off of a line. */
static size_t
depth_across(const struct node *node, size_t off)
{
	size_t depth = 0;

	for (struct outer at = outer_of(node); at.node; at = outer_below(at))
		depth++;
	for (size_t i = 0; i < node->residue_n; i++)
		if (node->residue[i].mate && node->residue[i].off < off)
			depth += node->residue[i].opens ? 1 : (size_t)-1;
	return depth;
}

size_t
pair_depth(const struct pair *pair)
{
	const struct node *node = pair->open ? pair->open : pair->close;
	size_t off = pair->open ? pair->opener.off : pair->closer.off;
	struct brackets all = BRACKETS_INIT;
	size_t depth = 1 + depth_across(node, off);

	brackets_read_line(&all, node_str(node));
	for (size_t i = 0; i < all.n && all.at[i].off < off; i++)
		if (all.at[i].mate != BRACKET_NONE)
			depth += all.at[i].opens ? 1 : (size_t)-1;
	brackets_release(&all);
	return depth;
}

struct str
pair_words(const struct pair *pair)
{
	const struct node *node = pair->open ? pair->open : pair->close;
	size_t from = pair->open ? pair->opener.off + pair->opener.len : 0;
	size_t to = pair->close == node ? pair->closer.off : node->len;

	return str_part(node_str(node), from, to - from);
}

struct str
pair_attribution(const struct pair *pair)
{
	if (!pair->close)
		return str_of("");
	return str_part(node_str(pair->close), pair->closer.off +
		pair->closer.len, pair->closer.attr_len);
}

bool
pair_is_inside(const struct pair *pair)
{
	return pair->open == pair->close;
}

/* How many openers stand up to off. */
static size_t
openers_to(const struct brackets *all, size_t off)
{
	size_t n = 0;

	for (size_t i = 0; i < all->n && all->at[i].off <= off; i++)
		n += all->at[i].opens;
	return n;
}

size_t
pair_ordinal(const struct pair *pair)
{
	struct brackets all = BRACKETS_INIT;
	size_t n = 0;

	if (!pair->open)
		return 0;
	brackets_read_line(&all, node_str(pair->open));
	n = openers_to(&all, pair->opener.off);
	brackets_release(&all);
	return n;
}

size_t
pair_alternatives(const struct pair *pair, size_t *first)
{
	struct brackets all = BRACKETS_INIT;
	size_t n = 1, at = 0;

	if (!pair->open)
		return n;
	brackets_read_line(&all, node_str(pair->open));
	while (all.at[at].off != pair->opener.off)
		at++;
	n = brackets_alternatives(&all, at, &at);
	if (first)
		*first = openers_to(&all, all.at[at].off);
	brackets_release(&all);
	return n;
}
