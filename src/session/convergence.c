/*
 * How the brackets go down from draft to draft: for each section and each
 * party how many stood at each, as bars and as numbers, and the oldest that
 * stands. What it must not do: follow each bracket through the past, which
 * takes time; the ledger does.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/bars.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/record/converge.h"
#include "adref/text/words.h"
#include "bracket_inside.h"

enum {
	WIDE = 100,		/* columns of a screen with room for titles */
	NAME = 11, NAME_WIDE = 28,
	BARS_MOST = 12, COUNT = 8, SINCE = 8, OLDEST_LEAST = 18,
	BETWEEN = 2, EDGES = 2
};

/* What stands where, while the rows are made. */
struct converging {
	struct session *session;
	struct list *list;
	struct convergence counts;
	struct pairs pairs;
	struct drafts drafts;
	size_t *since;		/* for each pair: brackets_since() */
	size_t name, bars, shown, oldest;	/* columns; shown: points */
};

/* The section at the top that a node stands in, or none. */
static node_id
section_of(const struct node *node)
{
	while (node->parent && node->parent->parent)
		node = node->parent;
	return node->kind == NODE_SECTION ? node->id : (node_id){ "" };
}

static bool
asks(const struct pair *pair, const char *code)
{
	struct attribution who = ATTRIBUTION_INIT;
	bool is = false;

	if (attribution_read(&who, pair_attribution(pair)))
		for (size_t i = 0; i < who.n && !is; i++)
			is = !who.at[i].sign &&
				strcmp(who.at[i].code, code) == 0;
	attribution_release(&who);
	return is;
}

/* Whether a pair is one of a row's: of a section, or a party's. */
static bool
is_of(const struct pair *pair, const struct converge_row *row, bool party)
{
	node_id section;

	if (party)
		return asks(pair, row->name);
	section = section_of(pair->open);
	return node_id_same(&section, &row->node);
}

/* The first of those that stand since the oldest draft; pairs.n: none. */
static size_t
find_oldest(const struct converging *all, const struct converge_row *row,
	bool party)
{
	size_t best = all->pairs.n;

	for (size_t i = 0; i < all->pairs.n; i++) {
		if (row && !is_of(&all->pairs.at[i].pair, row, party))
			continue;
		if (best == all->pairs.n || all->since[i] < all->since[best])
			best = i;
	}
	return best;
}

/* A cell; where it is cut, dots say so. */
static void
add_cell(struct buf *out, struct str text, size_t cols, bool ascii)
{
	const char *dots = ascii ? "..." : "…";
	size_t least = utf8_columns(str_of(dots));
	struct buf cell = BUF_INIT;

	if (utf8_columns(text) > cols && cols > least) {
		while (utf8_columns(text) > cols - least)
			text.len = utf8_prev(text, text.len);
		buf_add_str(&cell, text);
		buf_add_text(&cell, dots);
	} else {
		buf_add_str(&cell, text);
	}
	list_add_cell(out, buf_text(&cell), cols);
	buf_release(&cell);
}

/* `A.1.1 India: export controls`. */
static void
add_oldest(struct buf *out, const struct converging *all, size_t n, bool ascii)
{
	const struct pair *pair = &all->pairs.at[n].pair;
	struct attribution who = ATTRIBUTION_INIT;
	struct buf text = BUF_INIT, words = BUF_INIT;

	address_add(&text, pair->open);
	buf_add_char(&text, ' ');
	if (attribution_read(&who, pair_attribution(pair)) && who.n &&
	    !who.at[0].sign)
		buf_add_format(&text, "%s: ", party_room_name(
			who.at[0].code));
	words_add_plain(&words, pair_words(pair));
	utf8_add_safe(&text, buf_str(&words));
	add_cell(out, buf_str(&text), all->oldest, ascii);
	buf_add_text(out, all->since[n] < all->drafts.n
		? all->drafts.at[all->since[n]].title : "new");
	attribution_release(&who);
	buf_release(&text);
	buf_release(&words);
}

/* At the right end of its columns, cut at the left one. */
static void
add_right(struct buf *out, const char *text)
{
	struct str str = str_of(text);
	size_t width;

	while (utf8_columns(str) > COUNT - 1)
		str.len = utf8_prev(str, str.len);
	width = utf8_columns(str);
	buf_add_fill(out, ' ', COUNT - width);
	buf_add_str(out, str);
}

static char *
make_row(const struct converging *all, const char *name, const size_t *counts,
	size_t oldest, bool ascii)
{
	size_t points = all->counts.points_n;
	struct buf out = BUF_INIT;

	add_cell(&out, str_of(name), all->name, ascii);
	bars_add(&out, counts + points - all->bars, all->bars, ascii);
	for (size_t i = points - all->shown; i < points; i++)
		buf_add_format(&out, "%*zu", (int)COUNT, counts[i]);
	if (oldest < all->pairs.n) {
		buf_add_fill(&out, ' ', BETWEEN);
		add_oldest(&out, all, oldest, ascii);
	}
	return buf_take(&out);
}

static struct list_row *
add_row(struct converging *all, const char *name, const size_t *counts,
	size_t oldest)
{
	char *text = make_row(all, name, counts, oldest, false);
	struct list_row *row = list_add(all->list, text);

	free(text);
	row->plain = make_row(all, name, counts, oldest, true);
	return row;
}

static void
add_sections(struct converging *all)
{
	const struct convergence *counts = &all->counts;

	for (size_t i = 0; i < counts->sections_n; i++) {
		const struct converge_row *section = &counts->sections[i];
		struct buf name = BUF_INIT;
		struct list_row *row;

		buf_add_format(&name, "%s%s%s", section->name,
			*section->name ? " " : "", section->title);
		row = add_row(all, buf_text(&name), section->counts,
			find_oldest(all, section, false));
		row->node = section->node;
		row->also = buf_take(&name);
	}
	add_row(all, "in all", counts->total, find_oldest(all, NULL, false))
		->command = mem_text("ledger");
}

static void
add_parties(struct converging *all)
{
	const struct convergence *counts = &all->counts;

	if (counts->parties_n)
		list_add(all->list, "asked for by")->heading = true;
	for (size_t i = 0; i < counts->parties_n; i++) {
		const struct converge_row *party = &counts->parties[i];
		struct buf command = BUF_INIT, also = BUF_INIT;
		struct list_row *row = add_row(all, party->title,
			party->counts, find_oldest(all, party, true));

		buf_add_format(&command, "ledger %s", party->name);
		buf_add_format(&also, "%s %s", party->name, party->title);
		row->command = buf_take(&command);
		row->also = buf_take(&also);
		buf_release(&command);
		buf_release(&also);
	}
}

static void
add_head(struct converging *all)
{
	const struct convergence *counts = &all->counts;
	struct buf text = BUF_INIT;

	list_add_cell(&text, "section", all->name);
	buf_add_fill(&text, ' ', all->bars);
	for (size_t i = counts->points_n - all->shown; i < counts->points_n;
	     i++)
		add_right(&text, counts->points[i]);
	buf_add_fill(&text, ' ', BETWEEN);
	list_add_cell(&text, "oldest", all->oldest);
	buf_add_text(&text, "since");
	list_add(all->list, buf_text(&text))->heading = true;
	buf_release(&text);
}

/* The last points have their numbers, as many as there is room for. */
static void
share_columns(struct converging *all)
{
	size_t points = all->counts.points_n, cols = all->session->cols;
	size_t width = cols > EDGES ? cols - EDGES : 1, used, room;

	all->name = cols < WIDE ? NAME : NAME_WIDE;
	all->bars = points < BARS_MOST ? points : BARS_MOST;
	used = all->name + BETWEEN + all->bars + 2 * BETWEEN + SINCE;
	room = width > used ? width - used : 0;
	all->shown = room > OLDEST_LEAST ? (room - OLDEST_LEAST) / COUNT : 0;
	if (all->shown < 1)
		all->shown = 1;
	if (all->shown > points)
		all->shown = points;
	all->oldest = room > all->shown * COUNT + OLDEST_LEAST
		? room - all->shown * COUNT : OLDEST_LEAST;
}

static bool
is_none(const struct convergence *counts)
{
	for (size_t i = 0; i < counts->points_n; i++)
		if (counts->total[i])
			return false;
	return true;
}

static void
show(struct converging *all)
{
	const struct convergence *counts = &all->counts;
	struct buf title = BUF_INIT;
	size_t now = counts->total[counts->points_n - 1];

	buf_add_format(&title, "Brackets from draft to draft: %zu %s",
		now, now == 1 ? "stands" : "stand");
	all->list = list_open(all->session, LIST_CONVERGENCE,
		buf_text(&title));
	buf_release(&title);
	share_columns(all);
	add_head(all);
	add_sections(all);
	add_parties(all);
	list_settle(all->session);
}

int
run_convergence(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct converging all = { .session = session };
	int rc;

	(void)args;
	rc = record_converge(session->record, session->doc_name, &all.counts,
		err);
	if (rc < 0)
		return -1;
	if (is_none(&all.counts))
		rc = teach(session, "there are no brackets in this text, nor "
			"were there in a draft", "bracket-add",
			"puts words in brackets", err);
	pairs_take(&all.pairs, session);
	if (rc == 0)
		rc = brackets_since(session, &all.pairs, &all.drafts,
			&all.since, err);
	if (rc == 0)
		show(&all);
	convergence_release(&all.counts);
	pairs_release(&all.pairs);
	drafts_release(&all.drafts);
	free(all.since);
	return rc;
}
