/*
 * The shortest way from one line to another, token by token.
 *
 * Myers' O(ND) in linear space (Algorithmica 1 (1986), section 4b): the two
 * fronts meet in the middle of a shortest script, and each half is done alike.
 * Among scripts of one length those are preferred that a reader would write;
 * the bytes of either line are never normalised. Likeness is in words_bag.c.
 */
#include "adref/text/words.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/text/token.h"

/* Of 4,000 differences each front walks half. */
enum { COST_MAX = 2000 };

struct side {
	struct str line;
	struct tokens tokens;
	bool *changed;		/* only on this side */
};

/* The furthest column of a on each diagonal reached so far. */
struct front {
	ptrdiff_t *at;
	ptrdiff_t mid;		/* the diagonal it began on */
	ptrdiff_t reach;	/* room on each side of it */
	ptrdiff_t min, max;	/* the diagonals of this step */
};

struct search {
	struct side a, b;
	struct front forward, backward;
};

/* Tokens [a, a_end) against [b, b_end). */
struct box {
	size_t a, a_end, b, b_end;
};

static void
side_read(struct side *side, struct str line)
{
	*side = (struct side){ .line = line, .tokens = TOKENS_INIT };
	tokens_read(&side->tokens, line);
	side->changed = mem_new(side->tokens.n, sizeof(*side->changed));
}

static void
side_release(struct side *side)
{
	tokens_release(&side->tokens);
	free(side->changed);
}

static bool
is_same(const struct side *a, size_t i, const struct side *b, size_t j)
{
	const struct token *left = a->tokens.at + i, *right = b->tokens.at + j;

	return left->len == right->len && !memcmp(a->line.at + left->off,
		b->line.at + right->off, left->len);
}

static ptrdiff_t *
furthest(const struct front *front, ptrdiff_t diagonal)
{
	return front->at + (diagonal - front->mid + front->reach);
}

/*
 * One diagonal more on each side; at the edge of the box one less instead.
 * What lies outside gets a value that is never the better one.
 */
static void
widen(struct front *front, ptrdiff_t least, ptrdiff_t most, ptrdiff_t never)
{
	if (front->min > least)
		*furthest(front, --front->min - 1) = never;
	else
		front->min++;
	if (front->max < most)
		*furthest(front, ++front->max + 1) = never;
	else
		front->max--;
}

static bool
holds(const struct front *front, ptrdiff_t diagonal)
{
	return diagonal >= front->min && diagonal <= front->max;
}

/* One step from the beginning; true, and where, when the fronts meet. */
static bool
step_forward(struct search *search, const struct box *box, bool odd,
	ptrdiff_t *x, ptrdiff_t *y)
{
	struct front *front = &search->forward;
	ptrdiff_t width = (ptrdiff_t)(box->a_end - box->a);
	ptrdiff_t height = (ptrdiff_t)(box->b_end - box->b);

	for (ptrdiff_t d = front->max; d >= front->min; d -= 2) {
		ptrdiff_t left = *furthest(front, d - 1) + 1;

		*x = *furthest(front, d + 1);
		if (left > *x)
			*x = left;
		*y = *x - d;
		while (*x < width && *y < height &&
		       is_same(&search->a, box->a + (size_t)*x,
				&search->b, box->b + (size_t)*y)) {
			++*x;
			++*y;
		}
		*furthest(front, d) = *x;
		if (odd && holds(&search->backward, d) &&
		    *furthest(&search->backward, d) <= *x)
			return true;
	}
	return false;
}

static bool
step_backward(struct search *search, const struct box *box, bool odd,
	ptrdiff_t *x, ptrdiff_t *y)
{
	struct front *front = &search->backward;

	for (ptrdiff_t d = front->max; d >= front->min; d -= 2) {
		ptrdiff_t right = *furthest(front, d + 1) - 1;

		*x = *furthest(front, d - 1);
		if (right < *x)
			*x = right;
		*y = *x - d;
		while (*x > 0 && *y > 0 &&
		       is_same(&search->a, box->a + (size_t)*x - 1,
				&search->b, box->b + (size_t)*y - 1)) {
			--*x;
			--*y;
		}
		*furthest(front, d) = *x;
		if (!odd && holds(&search->forward, d) &&
		    *x <= *furthest(&search->forward, d))
			return true;
	}
	return false;
}

static void
front_start(struct front *front, ptrdiff_t diagonal, ptrdiff_t x)
{
	front->mid = front->min = front->max = diagonal;
	*furthest(front, diagonal) = x;
}

/*
 * A point on a shortest script through the box, which neither begins nor ends
 * with a token both have. False when it is too long a search.
 */
static bool
find_middle(struct search *search, const struct box *box, ptrdiff_t *x,
	ptrdiff_t *y)
{
	ptrdiff_t width = (ptrdiff_t)(box->a_end - box->a);
	ptrdiff_t height = (ptrdiff_t)(box->b_end - box->b);
	bool odd = (width - height) & 1;

	front_start(&search->forward, 0, 0);
	front_start(&search->backward, width - height, width);
	for (int cost = 0; cost < COST_MAX; cost++) {
		widen(&search->forward, -height, width, -1);
		if (step_forward(search, box, odd, x, y))
			return true;
		widen(&search->backward, -height, width, PTRDIFF_MAX);
		if (step_backward(search, box, odd, x, y))
			return true;
	}
	return false;
}

static struct box
trim(const struct search *search, struct box box)
{
	const struct side *a = &search->a, *b = &search->b;

	while (box.a < box.a_end && box.b < box.b_end &&
	       is_same(a, box.a, b, box.b)) {
		box.a++;
		box.b++;
	}
	while (box.a < box.a_end && box.b < box.b_end &&
	       is_same(a, box.a_end - 1, b, box.b_end - 1)) {
		box.a_end--;
		box.b_end--;
	}
	return box;
}

static void
mark_box(struct search *search, const struct box *box)
{
	for (size_t i = box->a; i < box->a_end; i++)
		search->a.changed[i] = true;
	for (size_t j = box->b; j < box->b_end; j++)
		search->b.changed[j] = true;
}

/* Each half has half the differences: the calls nest a dozen deep. */
static void
mark_changes(struct search *search, struct box whole)
{
	struct box box = trim(search, whole), rest;
	ptrdiff_t x, y;

	if (box.a == box.a_end || box.b == box.b_end ||
	    !find_middle(search, &box, &x, &y)) {
		mark_box(search, &box);
		return;
	}
	rest = box;
	box.a_end = rest.a = box.a + (size_t)x;
	box.b_end = rest.b = box.b + (size_t)y;
	mark_changes(search, box);
	mark_changes(search, rest);
}

/* How many tokens in a row from i on are changed. */
static size_t
changed_at(const struct side *side, size_t i)
{
	size_t end = i;

	while (end < side->tokens.n && side->changed[end])
		end++;
	return end - i;
}

static bool
is_pair(const struct side *side, size_t from, size_t to)
{
	enum token_kind last = side->tokens.at[to - 1].kind;

	return side->tokens.at[from].kind == TOKEN_OPEN &&
		(last == TOKEN_CLOSE || last == TOKEN_ATTRIBUTION);
}

/*
 * A third alternative put between two is `[c]`, though `c][` would do as well:
 * move the change back over at most `room` tokens until it is whole. By how
 * many it was moved.
 */
static size_t
slide_change(struct side *side, size_t from, size_t to, size_t room)
{
	size_t back = 0;

	while (!is_pair(side, from - back, to - back)) {
		if (back == room || !is_same(side, from - back - 1, side,
				to - back - 1))
			return 0;
		back++;
	}
	for (size_t i = 0; i < back; i++) {
		side->changed[to - 1 - i] = false;
		side->changed[from - 1 - i] = true;
	}
	return back;
}

static void
slide_changes(struct side *a, struct side *b)
{
	size_t i = 0, j = 0, same = 0;

	while (i < a->tokens.n || j < b->tokens.n) {
		size_t gone = changed_at(a, i), come = changed_at(b, j);
		size_t back = 0;

		if (!gone && !come) {
			i++;
			j++;
			same++;
			continue;
		}
		if (!come)
			back = slide_change(a, i, i + gone, same);
		else if (!gone)
			back = slide_change(b, j, j + come, same);
		i += gone;
		j += come;
		same = back;
	}
}

static bool
is_changed_word(const struct side *side, size_t i)
{
	return i < side->tokens.n && side->changed[i] &&
		side->tokens.at[i].kind == TOKEN_WORD;
}

/* `{-a b-}{+c d+}` reads better than two replacements around a blank. */
static void
join_words(struct side *a, struct side *b)
{
	size_t i = 0, j = 0;

	while (i < a->tokens.n || j < b->tokens.n) {
		size_t gone = changed_at(a, i), come = changed_at(b, j);

		i += gone;
		j += come;
		if (gone || come)
			continue;
		/* What is before the first is not there: i - 1 wraps. */
		if (a->tokens.at[i].kind == TOKEN_BLANK &&
		    (is_changed_word(a, i - 1) || is_changed_word(b, j - 1)) &&
		    (is_changed_word(a, i + 1) || is_changed_word(b, j + 1)))
			a->changed[i] = b->changed[j] = true;
		i++;
		j++;
	}
}

/* Add n tokens of side from i on, to the last run if it is of that op. */
static void
add_run(struct words_diff *out, char op, const struct side *side, size_t i,
	size_t n)
{
	const struct token *first, *last;
	size_t len;

	if (!n)
		return;
	first = side->tokens.at + i;
	last = first + n - 1;
	len = last->off + last->len - first->off;
	if (out->n && out->at[out->n - 1].op == op) {
		out->at[out->n - 1].len += len;
		return;
	}
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = (struct words_run){ op, first->off, len };
}

static void
add_runs(struct words_diff *out, const struct side *a, const struct side *b)
{
	size_t i = 0, j = 0;

	while (i < a->tokens.n || j < b->tokens.n) {
		size_t gone = changed_at(a, i), come = changed_at(b, j);

		if (gone || come) {
			add_run(out, '-', a, i, gone);
			add_run(out, '+', b, j, come);
			i += gone;
			j += come;
		} else {
			add_run(out, '=', b, j, 1);
			i++;
			j++;
		}
	}
}

static void
front_init(struct front *front, size_t tokens)
{
	size_t reach = tokens < COST_MAX ? tokens : COST_MAX;

	*front = (struct front){ .reach = (ptrdiff_t)reach + 1 };
	front->at = mem_new(2 * reach + 3, sizeof(*front->at));
}

void
words_diff(struct words_diff *out, struct str a, struct str b)
{
	struct search search;
	struct box all = { 0 };

	side_read(&search.a, a);
	side_read(&search.b, b);
	all.a_end = search.a.tokens.n;
	all.b_end = search.b.tokens.n;
	front_init(&search.forward, all.a_end + all.b_end);
	front_init(&search.backward, all.a_end + all.b_end);
	mark_changes(&search, all);
	slide_changes(&search.a, &search.b);
	join_words(&search.a, &search.b);
	out->n = 0;
	add_runs(out, &search.a, &search.b);
	free(search.forward.at);
	free(search.backward.at);
	side_release(&search.a);
	side_release(&search.b);
}

void
words_diff_release(struct words_diff *diff)
{
	free(diff->at);
	*diff = (struct words_diff)WORDS_DIFF_INIT;
}

static void
add_marked(struct buf *out, struct str text, const struct words_run *run)
{
	if (run->op != '=')
		buf_add_format(out, "{%c", run->op);
	buf_add_str(out, str_part(text, run->off, run->len));
	if (run->op != '=')
		buf_add_format(out, "%c}", run->op);
}

void
words_add_marked(struct buf *out, struct str a, struct str b)
{
	struct words_diff diff = WORDS_DIFF_INIT;

	words_diff(&diff, a, b);
	for (size_t i = 0; i < diff.n; i++)
		add_marked(out, diff.at[i].op == '-' ? a : b, &diff.at[i]);
	words_diff_release(&diff);
}

void
words_add_side(struct buf *out, struct str a, struct str b, char side)
{
	struct words_diff diff = WORDS_DIFF_INIT;

	words_diff(&diff, a, b);
	for (size_t i = 0; i < diff.n; i++)
		if (diff.at[i].op == '=' || diff.at[i].op == side)
			add_marked(out, diff.at[i].op == '-' ? a : b,
				&diff.at[i]);
	words_diff_release(&diff);
}
