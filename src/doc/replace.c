/*
 * Replacing: each place that find.c finds, and what is to stand there. What
 * comes is read once into pieces (replace_with.c); here it is woven into the
 * line around the brackets and marks that stay.
 */
#include "adref/doc/replace.h"

#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/words.h"
#include "replace_with.h"

/* Words of a line without what is overlooked among them, and where each of
 * their bytes stands in the line. */
struct bare {
	struct buf text;
	size_t *at;
	size_t cap;
};

struct planning {
	struct replace_plan *out;
	struct find *find;
	struct with with;
	struct bare gone;
	struct buf come, woven;
};

static void
read_bare(struct bare *bare, struct str line, const struct heard *heard,
	size_t from, size_t to)
{
	buf_clear(&bare->text);
	for (size_t i = from; i < to; i++) {
		if (i > from && heard->from[i] == heard->from[i - 1])
			continue;
		for (size_t at = heard->from[i]; at < heard->to[i]; at++) {
			bare->at = mem_grow(bare->at, &bare->cap,
				bare->text.len + 1, sizeof(*bare->at));
			bare->at[bare->text.len] = at;
			buf_add_char(&bare->text, line.at[at]);
		}
	}
}

/* What is overlooked before the i-th byte of the bare words. */
static struct str
overlooked(const struct bare *bare, struct str line, size_t i)
{
	size_t from;

	if (!i || i >= bare->text.len)
		return str_make("", 0);
	from = bare->at[i - 1] + 1;
	return str_part(line, from, bare->at[i] - from);
}

static bool
overlooks(const struct bare *bare, struct str line, size_t from, size_t to)
{
	for (size_t i = from; i < to; i++)
		if (overlooked(bare, line, i).len)
			return true;
	return false;
}

/* Words that come between two stand before a bracket that opens there, and
 * behind what closes: in nobody's brackets. */
static size_t
first_opener(struct str signs)
{
	size_t off = str_find(signs, 0, str_of("["));

	while (off < signs.len && str_starts(str_from(signs, off), "[^"))
		off = str_find(signs, off + 1, str_of("["));
	return off;
}

/*
 * Put what comes in the place of the bare words, around what is overlooked.
 * False when that stands among words that all go.
 */
static bool
weave(struct planning *planning, struct str line)
{
	const struct bare *gone = &planning->gone;
	struct str come = buf_str(&planning->come);
	struct words_diff diff = WORDS_DIFF_INIT;
	struct buf *out = &planning->woven;
	size_t at = 0, told = 0;	/* told: of what stands before at */
	bool whole = true;

	words_diff(&diff, buf_str(&gone->text), come);
	for (size_t i = 0; i < diff.n && whole; i++) {
		const struct words_run *run = &diff.at[i];
		struct str signs = overlooked(gone, line, at);
		bool alone = !i || run[-1].op == '=';

		if (run->op == '+') {
			told = alone ? first_opener(signs) : 0;
			buf_add_str(out, str_part(signs, 0, told));
			buf_add_str(out, str_part(come, run->off, run->len));
			continue;
		}
		buf_add_str(out, str_from(signs, told));
		told = 0;
		if (run->op == '=')
			buf_add_str(out, str_part(line, gone->at[at],
				gone->at[at + run->len - 1] + 1 -
				gone->at[at]));
		else
			whole = !overlooks(gone, line, at + 1, at + run->len);
		at += run->len;
	}
	words_diff_release(&diff);
	return whole;
}

/* Whether the place begins and ends with whole characters: `f` is found in
 * the one character that joins f and i, but cannot go alone. */
static bool
is_whole(const struct heard *heard, size_t from, size_t to)
{
	return !(from && heard->from[from - 1] == heard->from[from]) &&
		!(to < heard->text.len &&
		  heard->from[to - 1] == heard->from[to]);
}

static void
leave(struct replace_plan *out, const struct node *node)
{
	if (!out->left++)
		out->first_left = node->id;
}

static void
add_place(struct planning *planning, const struct hit *hit, struct str come)
{
	struct replace_plan *out = planning->out;
	struct str line = node_str(hit->node);
	struct replace_place place = { hit->node->id, hit->from, hit->to,
		NULL };

	if (str_same(str_part(line, hit->from, hit->to - hit->from), come)) {
		out->same++;
		return;
	}
	if (!come.len)
		place.to = words_cut_end(line, hit->from, hit->to);
	place.come = mem_text_len(come.at ? come.at : "", come.len);
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = place;
}

/* Returns where to look on. */
static size_t
plan_place(struct planning *planning, const struct hit *hit)
{
	struct str line = node_str(hit->node);
	struct bare *gone = &planning->gone;
	const struct heard *heard;
	size_t from, to, n = planning->out->n;

	heard = find_match_heard(planning->find, &from, &to);
	read_bare(gone, line, heard, from, to);
	buf_clear(&planning->come);
	buf_clear(&planning->woven);
	with_add(&planning->come, &planning->with, planning->find, line,
		buf_str(&gone->text));
	if (!is_whole(heard, from, to))
		leave(planning->out, hit->node);
	else if (!overlooks(gone, line, 0, gone->text.len))
		add_place(planning, hit, buf_str(&planning->come));
	else if (weave(planning, line))
		add_place(planning, hit, buf_str(&planning->woven));
	else
		leave(planning->out, hit->node);
	return planning->out->n > n ? planning->out->at[n].to : hit->to;
}

static int
plan_node(struct planning *planning, struct node *node, struct err *err)
{
	struct hit hit;
	size_t off = 0;
	int found;

	while ((found = find_in(planning->find, node, off, &hit, err)) > 0) {
		if (planning->out->n >= REPLACE_MAX)
			return err_set(err, ERR_REFUSED, "there are more than "
				"%d places: take longer words", REPLACE_MAX);
		off = plan_place(planning, &hit);
	}
	return found;
}

int
replace_plan(struct replace_plan *out, const struct replace_wish *wish,
	const struct find_range *range, struct err *err)
{
	struct planning planning = { .out = out };
	struct node *at = NULL;
	int rc;

	*out = (struct replace_plan){ 0 };
	rc = find_new(&planning.find, wish->what, wish->flags, err);
	if (rc == 0)
		rc = with_read(&planning.with, wish, planning.find, err);
	while (rc == 0 && (at = find_next_node(range, at)))
		rc = plan_node(&planning, at, err);
	with_release(&planning.with);
	find_free(planning.find);
	buf_release(&planning.gone.text);
	free(planning.gone.at);
	buf_release(&planning.come);
	buf_release(&planning.woven);
	return rc;
}

void
replace_plan_release(struct replace_plan *plan)
{
	for (size_t i = 0; i < plan->n; i++)
		free(plan->at[i].come);
	free(plan->at);
	*plan = (struct replace_plan){ 0 };
}

size_t
replace_nodes(const struct replace_place *places, size_t n)
{
	size_t nodes = 0;

	for (size_t i = 0; i < n; i++)
		nodes += !i || !node_id_same(&places[i].node,
			&places[i - 1].node);
	return nodes;
}
