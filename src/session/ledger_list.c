/*
 * The ledger as a list: every bracket that ever stood, those that stand first
 * and the oldest of them on top, then those that were lifted or went with
 * their paragraph, the latest on top. Enter goes to the bracket, or to where
 * it stood; of a paragraph that is gone to the change that took it out.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/day.h"
#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/record/ledger.h"
#include "adref/text/words.h"
#include "bracket_inside.h"

enum { PLACE = 9, CHANGE = 6, DAY = 6, WHO = 18, LIFTED = 13, BY = 12 };

struct keeping {
	struct session *session;
	struct list *list;
	struct ledger ledger;
	const char *party;	/* only those of this one, or NULL */
	struct map places;	/* by id: struct place */
	size_t stand, gone;
};

/* Of a node of the text: its turn in reading order, and its address. */
struct place {
	size_t turn;
	char *address;
};

static void
read_places(struct keeping *keeping)
{
	struct address_walk walk;
	const struct node *node;
	size_t turn = 0;

	address_walk_init(&walk, keeping->session->doc);
	while ((node = address_walk_next(&walk))) {
		struct place *place = mem_new(1, sizeof(*place));
		struct str address = address_walk_text(&walk);

		place->turn = turn++;
		place->address = mem_text_len(address.at, address.len);
		map_put(&keeping->places, str_of(node->id.text), place);
	}
	address_walk_release(&walk);
}

static void
places_release(struct map *places)
{
	for (size_t i = 0; i < places->cap; i++) {
		struct place *place = places->slots[i].key
			? places->slots[i].value : NULL;

		if (place)
			free(place->address);
		free(place);
	}
	map_release(places);
}

static const struct place *
place_of(const struct keeping *keeping, const struct ledger_row *row)
{
	return map_get(&keeping->places, str_of(row->node.text));
}

static bool
is_wanted(const struct keeping *keeping, const struct ledger_row *row)
{
	struct attribution who = ATTRIBUTION_INIT;
	bool is = !keeping->party;

	if (!is && attribution_read(&who, str_of(row->owners)))
		for (size_t i = 0; i < who.n && !is; i++)
			is = strcmp(who.at[i].code, keeping->party) == 0;
	attribution_release(&who);
	return is;
}

static bool
stands(const struct keeping *keeping, const struct ledger_row *row)
{
	return row->closed == keeping->ledger.history.n;
}

/* The byte of the n-th opener of a line, from 1; 0 when it has not as many. */
static size_t
opener_at(struct str line, size_t nth)
{
	struct brackets all = BRACKETS_INIT;
	size_t off = 0;

	brackets_read_line(&all, line);
	for (size_t i = 0; i < all.n && nth; i++)
		if (all.at[i].opens && !--nth)
			off = all.at[i].off;
	brackets_release(&all);
	return off;
}

static void
add_place(struct buf *out, const struct keeping *keeping,
	const struct ledger_row *row)
{
	const struct place *place = place_of(keeping, row);

	list_add_cell(out, place ? place->address : "(gone)", PLACE);
}

/* `17 Jun`. */
static void
add_day(struct buf *out, const struct history_entry *entry)
{
	struct buf cell = BUF_INIT;
	struct tm tm = { .tm_mday = 1 };

	day_local(entry->time, entry->zone, &tm);
	buf_add_format(&cell, "%d %.3s", tm.tm_mday,
		day_month((unsigned)tm.tm_mon + 1));
	list_add_cell(out, buf_text(&cell), DAY);
	buf_release(&cell);
}

static void
add_words(struct buf *out, const struct ledger_row *row)
{
	struct buf plain = BUF_INIT;

	words_add_plain(&plain, str_of(row->words));
	utf8_add_safe(out, buf_str(&plain));
	buf_release(&plain);
}

/* `A.1.1   D1+3   17 Jun  India; EU: keep    export controls`. */
static void
add_standing(struct keeping *keeping, const struct ledger_row *row)
{
	const struct history_entry *by =
		&keeping->ledger.history.at[row->opened];
	const struct node *node = doc_find(keeping->session->doc, &row->node);
	struct buf text = BUF_INIT, cell = BUF_INIT;
	struct list_row *out;

	add_place(&text, keeping, row);
	list_add_cell(&text, by->change, CHANGE);
	add_day(&text, by);
	party_add_stances(&cell, str_of(row->owners));
	list_add_cell(&text, buf_text(&cell), WHO);
	add_words(&text, row);
	out = list_add(keeping->list, buf_text(&text));
	out->also = brackets_who(str_of(row->owners));
	out->node = row->node;
	out->from = node ? opener_at(node_str(node), row->nth) : 0;
	out->at_bracket = true;
	buf_release(&text);
	buf_release(&cell);
}

/* `A.1.1   D1+3   lifted D1+9   India   export controls`. */
static void
add_gone(struct keeping *keeping, const struct ledger_row *row)
{
	const struct history *history = &keeping->ledger.history;
	const struct history_entry *by = &history->at[row->closed];
	struct buf text = BUF_INIT, cell = BUF_INIT;
	struct list_row *out;
	char *who = brackets_who(str_of(row->owners));

	add_place(&text, keeping, row);
	list_add_cell(&text, history->at[row->opened].change, CHANGE);
	buf_add_format(&cell, "%s %s", row->dropped ? "gone" : "lifted",
		by->change);
	list_add_cell(&text, buf_text(&cell), LIFTED);
	buf_clear(&cell);
	entry_add_for(&cell, by);
	list_add_cell(&text, buf_text(&cell), BY);
	add_words(&text, row);
	out = list_add(keeping->list, buf_text(&text));
	buf_add_format(&cell, " %s %s", by->party, who);
	out->also = buf_take(&cell);
	out->revision = by->revision;
	if (doc_find(keeping->session->doc, &row->node))
		out->node = row->node;
	free(who);
	buf_release(&text);
	buf_release(&cell);
}

static void
add_heading(struct keeping *keeping, const char *what, const char *who)
{
	struct buf text = BUF_INIT;

	list_add_cell(&text, "where", PLACE);
	list_add_cell(&text, "since", CHANGE);
	list_add_cell(&text, what, *what ? LIFTED : DAY);
	list_add_cell(&text, who, *what ? BY : WHO);
	buf_add_text(&text, "words");
	list_add(keeping->list, buf_text(&text))->heading = true;
	buf_release(&text);
}

/* A row of the ledger, and what it is put in order by: changes, and places in
 * reading order, those that are gone behind. */
struct ordered {
	const struct ledger_row *row;
	size_t change, turn;
};

static int
by_change(const void *left, const void *right)
{
	const struct ordered *a = left, *b = right;

	if (a->change != b->change)
		return a->change < b->change ? -1 : 1;
	if (a->turn != b->turn)
		return a->turn < b->turn ? -1 : 1;
	return (a->row->nth > b->row->nth) - (a->row->nth < b->row->nth);
}

/* Those that stand, the oldest first; or the others, the last one first. The
 * caller frees. */
static struct ordered *
put_in_order(const struct keeping *keeping, bool stand, size_t *n)
{
	const struct ledger *ledger = &keeping->ledger;
	struct ordered *all = mem_new(ledger->n + 1, sizeof(*all));

	*n = 0;
	for (size_t i = 0; i < ledger->n; i++) {
		const struct ledger_row *row = &ledger->at[i];
		const struct place *place = place_of(keeping, row);

		if (stands(keeping, row) != stand || !is_wanted(keeping, row))
			continue;
		all[(*n)++] = (struct ordered){ row, stand ? row->opened
			: ledger->history.n - row->closed,
			place ? place->turn : keeping->places.n };
	}
	if (*n)
		qsort(all, *n, sizeof(*all), by_change);
	return all;
}

static void
add_all_standing(struct keeping *keeping)
{
	struct ordered *all = put_in_order(keeping, true, &keeping->stand);

	if (keeping->stand)
		add_heading(keeping, "", "at whose request");
	for (size_t i = 0; i < keeping->stand; i++)
		add_standing(keeping, all[i].row);
	free(all);
}

static void
add_all_gone(struct keeping *keeping)
{
	struct ordered *all = put_in_order(keeping, false, &keeping->gone);

	if (keeping->gone)
		add_heading(keeping, "until", "for whom");
	for (size_t i = 0; i < keeping->gone; i++)
		add_gone(keeping, all[i].row);
	free(all);
}

static void
add_title(struct keeping *keeping)
{
	struct buf title = BUF_INIT;

	if (keeping->party)
		buf_add_format(&title, "Brackets that %s has a word in: ",
			party_room_name(keeping->party));
	else
		buf_add_text(&title, "All brackets there ever were: ");
	buf_add_format(&title, "%zu %s, %zu lifted or gone", keeping->stand,
		keeping->stand == 1 ? "stands" : "stand", keeping->gone);
	free(keeping->list->title);
	keeping->list->title = buf_take(&title);
	buf_release(&title);
}

int
run_ledger(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct keeping keeping = { .session = session };
	char party[13];

	if (args->n > 1)
		return usage("ledger", err);
	if (args->n && argument_party(&args->at[0], party, err) < 0)
		return -1;
	keeping.party = args->n ? party : NULL;
	if (record_ledger(session->record, session_is_then(session)
		? &session->then.revision : NULL, session->doc_name,
		&keeping.ledger, err) < 0)
		return -1;
	keeping.list = list_open(session, LIST_LEDGER, "");
	read_places(&keeping);
	add_all_standing(&keeping);
	add_all_gone(&keeping);
	add_title(&keeping);
	list_settle(session);
	places_release(&keeping.places);
	ledger_release(&keeping.ledger);
	return 0;
}
