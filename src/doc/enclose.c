/*
 * Cutting a range of paragraphs so that brackets around each part nest with
 * what is there. Within one line that is bracket_cut()'s work; here are the
 * ranges that open in one paragraph and close in another.
 *
 * A run of nodes in one section is one stack: what is left on it, and what
 * finds it empty, are the edges the run is cut at.
 */
#include "adref/doc/enclose.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/bracket.h"
#include "adref/text/number.h"
#include "adref/text/token.h"

/* A line is tried at so many places, a part cut anew so often: a hostile text
 * has no good ones. */
enum { TRIES_MAX = 8 };

/* A bracket of a run, by where it stands. */
struct end {
	struct node *node;
	size_t off, end;	/* behind it and its attribution */
	size_t mate;		/* among the ends, or NO_MATE: an edge */
	bool opens;
};
static const size_t NO_MATE = (size_t)-1;

struct ends {
	struct end *at;
	size_t n, cap;
};

/* A place in a line. */
struct spot {
	struct node *node;
	size_t off;
};

static void
add(struct enclosures *out, const struct node *open, size_t from,
	const struct node *close, size_t to)
{
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = (struct enclosure){ open, close, from, to };
}

size_t
node_text_start(const struct node *node)
{
	struct number number;

	if (number_read(&number, node_str(node)) && number.end < node->len)
		return number.end;
	return 0;
}

void
enclose_words(struct enclosures *out, const struct node *node, size_t from,
	size_t to)
{
	struct bracket_pieces pieces = { 0 };

	if (node->kind == NODE_TABLE || from >= to ||
	    (node->kind == NODE_ROW && memchr(node->line + from, '|',
		to - from)))
		return;
	bracket_cut(&pieces, node_str(node), from, to);
	for (size_t i = 0; i < pieces.n; i++)
		add(out, node, pieces.at[i].from, node, pieces.at[i].to);
	bracket_pieces_release(&pieces);
}

/* Whether a pair may begin or end here: a cell is not left, an empty bullet
 * stays one to fill. */
static bool
may_hold_end(const struct node *node)
{
	return node->len && node->kind != NODE_TABLE && node->kind != NODE_ROW;
}

static void
read_line(struct ends *ends, struct node *node, size_t from, size_t to)
{
	struct brackets all = BRACKETS_INIT;

	if (node->pairs || node->residue_n)
		brackets_read_line(&all, node_str(node));
	for (size_t i = 0; i < all.n; i++) {
		const struct bracket *one = &all.at[i];

		if (one->off < from || one->off >= to)
			continue;
		ends->at = mem_grow(ends->at, &ends->cap, ends->n + 1,
			sizeof(*ends->at));
		ends->at[ends->n++] = (struct end){
			.node = node, .off = one->off, .opens = one->opens,
			.end = one->off + one->len + one->attr_len,
			.mate = NO_MATE,
		};
	}
	brackets_release(&all);
}

/* The brackets between two places, each with its mate among them. */
static void
read_ends(struct ends *ends, const struct spot *from, const struct spot *to)
{
	size_t *open = NULL, n = 0, cap = 0;

	for (struct node *at = from->node;; at = node_next(at)) {
		read_line(ends, at, at == from->node ? from->off : 0,
			at == to->node ? to->off : at->len);
		if (at == to->node)
			break;
	}
	for (size_t i = 0; i < ends->n; i++) {
		struct end *here = &ends->at[i];

		if (here->opens) {
			open = mem_grow(open, &cap, n + 1, sizeof(*open));
			open[n++] = i;
		} else if (n) {
			here->mate = open[--n];
			ends->at[here->mate].mate = i;
		}
	}
	free(open);
}

/* Whether [from, to) of a line has a word, or is all the text there is. */
static bool
is_worth_it(const struct node *node, size_t from, size_t to)
{
	struct tokens tokens = TOKENS_INIT;
	bool word = from <= node_text_start(node) && to == node->len;

	tokens_read(&tokens, node_str(node));
	for (size_t i = 0; i < tokens.n && !word; i++)
		word = tokens.at[i].kind == TOKEN_WORD &&
			tokens.at[i].off >= from &&
			tokens.at[i].off + tokens.at[i].len <= to;
	tokens_release(&tokens);
	return word && from < to;
}

/*
 * Whether a bracket put in at off reads as one and as nothing more: it makes
 * no link, mark or escape, and no `][` where none was.
 */
static bool
stands_well(const struct node *node, size_t off, const char *bracket)
{
	struct brackets was = BRACKETS_INIT, now = BRACKETS_INIT;
	struct buf line = BUF_INIT;
	bool ends = false, begins = false, well = false;

	buf_add_str(&line, node_str(node));
	buf_splice(&line, off, 0, str_of(bracket));
	brackets_read_line(&was, node_str(node));
	brackets_read_line(&now, buf_str(&line));
	for (size_t i = 0; i < was.n; i++) {
		const struct bracket *one = &was.at[i];

		ends |= !one->opens &&
			one->off + one->len + one->attr_len == off;
		begins |= one->opens && one->off == off;
	}
	for (size_t i = 0; i < now.n; i++)
		well |= now.at[i].off == off;
	well = well && now.n == was.n + 1 && (ends == begins ||
		(*bracket == '[' ? begins : ends));
	brackets_release(&was);
	brackets_release(&now);
	buf_release(&line);
	return well;
}

/* The next place behind a blank; the line's end when there is none. */
static size_t
behind_blank(const struct node *node, size_t off)
{
	while (off < node->len && node->line[off] != ' ')
		off++;
	while (off < node->len && node->line[off] == ' ')
		off++;
	return off;
}

/* The place before the last blank before off; 0 when there is none. */
static size_t
before_blank(const struct node *node, size_t off)
{
	while (off && node->line[off - 1] != ' ')
		off--;
	while (off && node->line[off - 1] == ' ')
		off--;
	return off;
}

/* Where a node that is wholly inside may be opened: at its text, or before a
 * bracket that began earlier. */
static size_t
start_of(const struct node *node)
{
	size_t start = node_text_start(node), at = start;
	struct brackets all = BRACKETS_INIT;

	brackets_read_line(&all, node_str(node));
	for (size_t i = all.n; i-- > 0;)
		if (all.at[i].opens && all.at[i].off < at &&
		    (all.at[i].mate == BRACKET_NONE ||
		     all.at[all.at[i].mate].off >= start))
			at = all.at[i].off;
	brackets_release(&all);
	return at;
}

/* The first place from off on where a line may be opened. */
static bool
settle_start(const struct node *node, size_t *off)
{
	for (int i = 0; i < TRIES_MAX && may_hold_end(node); i++) {
		while (*off < node->len && node->line[*off] == ' ')
			++*off;
		if (!is_worth_it(node, *off, node->len))
			return false;
		if (stands_well(node, *off, "["))
			return true;
		*off = behind_blank(node, *off);
	}
	return false;
}

/* The last place up to off where it may be closed. */
static bool
settle_end(const struct node *node, size_t *off)
{
	for (int i = 0; i < TRIES_MAX && may_hold_end(node); i++) {
		while (*off && node->line[*off - 1] == ' ')
			--*off;
		if (!is_worth_it(node, node_text_start(node), *off))
			return false;
		if (stands_well(node, *off, "]"))
			return true;
		*off = before_blank(node, *off);
	}
	return false;
}

/* Forward to where a pair may open; false when it meets the end's line. */
static bool
find_start(struct spot *from, const struct spot *to)
{
	while (from->node != to->node) {
		if (settle_start(from->node, &from->off))
			return true;
		from->node = node_next(from->node);
		from->off = start_of(from->node);
	}
	return false;
}

/* Back to where it may close; false when it meets the beginning's line. */
static bool
find_end(const struct spot *from, struct spot *to)
{
	while (to->node != from->node) {
		if (settle_end(to->node, &to->off))
			return true;
		to->node = node_prev(to->node);
		to->off = to->node->len;
	}
	return false;
}

static void enclose_between(struct enclosures *out, struct spot from,
	struct spot to, int round);

static bool
same_spot(const struct spot *a, const struct spot *b)
{
	return a->node == b->node && a->off == b->off;
}

/*
 * A part with no edge inside it. Where its ends had to give way, they may have
 * left one bracket of a pair outside: then it is cut again.
 */
static void
add_part(struct enclosures *out, struct spot from, struct spot to, int round)
{
	struct spot open = from, close = to;

	if (!find_start(&open, &close) || !find_end(&open, &close)) {
		if (may_hold_end(open.node))
			enclose_words(out, open.node, open.off, close.off);
	} else if (same_spot(&open, &from) && same_spot(&close, &to)) {
		add(out, open.node, open.off, close.node, close.off);
	} else if (round < TRIES_MAX) {
		enclose_between(out, open, close, round + 1);
	}
}

static void
enclose_between(struct enclosures *out, struct spot from, struct spot to,
	int round)
{
	struct ends ends = { NULL, 0, 0 };

	read_ends(&ends, &from, &to);
	for (size_t i = 0; i < ends.n; i++) {
		const struct end *edge = &ends.at[i];

		if (edge->mate != NO_MATE)
			continue;
		add_part(out, from, (struct spot){ edge->node, edge->off },
			round);
		from = (struct spot){ edge->node, edge->end };
	}
	add_part(out, from, to, round);
	free(ends.at);
}

/*
 * A pair that stands before the text of the first node (`[3. States`) and
 * closes behind that beginning, but in the run, is nested as a whole.
 */
static void
enclose_run(struct enclosures *out, struct node *first, struct node *last)
{
	struct spot from = { first, 0 }, to = { last, last->len };
	size_t start = node_text_start(first);
	struct ends ends = { NULL, 0, 0 };

	read_ends(&ends, &from, &to);
	from.off = start;
	for (size_t i = ends.n; i-- > 0;) {
		const struct end *here = &ends.at[i], *mate;

		if (here->node != first || here->off >= from.off ||
		    !here->opens || here->mate == NO_MATE)
			continue;
		mate = &ends.at[here->mate];
		if (mate->node != first || mate->off >= start)
			from.off = here->off;
	}
	free(ends.at);
	enclose_between(out, from, to, 0);
}

static void
enclose_alone(struct enclosures *out, const struct node *node)
{
	if (may_hold_end(node))
		enclose_words(out, node, node_text_start(node), node->len);
}

void
enclose_nodes(struct enclosures *out, struct node *first, struct node *last)
{
	struct node *from = first, *next;

	for (struct node *at = first;; at = next) {
		next = node_next(at);
		if (at != last && next->kind != NODE_SECTION &&
		    at->kind != NODE_SECTION &&
		    node_section(at) == node_section(next))
			continue;
		if (from == at)
			enclose_alone(out, at);
		else
			enclose_run(out, from, at);
		from = next;
		if (at == last)
			break;
	}
}

void
enclosures_release(struct enclosures *enclosures)
{
	free(enclosures->at);
	*enclosures = (struct enclosures){ NULL, 0, 0 };
}
