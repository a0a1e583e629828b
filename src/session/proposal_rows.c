/*
 * Which proposals a list shows, in which order, and where each of them stands
 * now. One pass over each text that has some; what a row reads is written when
 * it is looked at (proposal_list.c).
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/party.h"
#include "adref/doc/proposal_order.h"
#include "proposal_list.h"

struct doc *
listed_doc(const struct listed *listed, const struct listed_place *place)
{
	struct session *session = listed->session;
	struct err ignored = ERR_INIT;
	struct doc *doc = NULL;

	if (strcmp(place->doc, session->doc_name) == 0)
		return session->doc;
	if (!record_has(session->record, place->doc) ||
	    record_doc(session->record, place->doc, &doc, &ignored) < 0)
		return NULL;
	return doc;
}

/* The places as they are called here: those of other texts by their names, those
 * that are gone in brackets. */
static void
take_places(struct listed *out, const struct proposal_order *order)
{
	out->places = mem_new(order->spots_n, sizeof(*out->places));
	out->places_n = order->spots_n;
	for (size_t i = 0; i < order->spots_n; i++) {
		const struct proposal_spot *spot = &order->spots[i];
		bool gone = node_id_is_none(&spot->node);
		struct buf text = BUF_INIT;
		size_t spoken;

		if (strcmp(spot->doc, out->session->doc_name) != 0)
			buf_add_format(&text, "%s ", spot->doc);
		buf_add_text(&text, gone ? "(" : "");
		spoken = text.len;
		buf_add_format(&text, "%s%s", spot->address, gone ? ")" : "");
		out->places[i] = (struct listed_place){ .doc = spot->doc,
			.node = spot->node, .address = buf_take(&text),
			.spoken = spoken };
	}
}

/* Whether it stands among the open ones. */
static bool
is_open(const struct proposal *proposal, const struct map *was_open)
{
	struct buf name = BUF_INIT;
	bool open = proposal->fate == FATE_OPEN;

	if (open || !was_open)
		return open;
	proposal_add_name(&name, proposal);
	open = map_get(was_open, buf_str(&name)) != NULL;
	buf_release(&name);
	return open;
}

static void
take_rows(struct listed *out, const struct proposal_order *order,
	const struct map *was_open, bool open)
{
	for (size_t i = 0; i < order->n; i++) {
		const struct proposal *of = order->at[i].of;

		if (is_open(of, was_open) != open)
			continue;
		out->rows[out->n++] = (struct listed_row){ .of = of,
			.place = order->at[i].spot, .open = open };
		out->open += of->fate == FATE_OPEN;
	}
}

/* This text, the others behind it; then those whose place is gone. */
static int
put_in_order(struct proposal_order *order, struct session *session,
	struct err *err)
{
	const char *const *names;
	size_t n = record_names(session->record, &names);
	struct doc *doc;

	proposal_order_doc(order, session->doc_name, session->doc);
	for (size_t i = 0; i < n && order->n < order->all->n; i++) {
		if (strcmp(names[i], session->doc_name) == 0)
			continue;
		if (record_doc(session->record, names[i], &doc, err) < 0)
			return -1;
		proposal_order_doc(order, names[i], doc);
	}
	proposal_order_rest(order);
	return 0;
}

static void
widen(struct listed *listed, enum listed_column column, size_t width)
{
	if (width > listed->width[column])
		listed->width[column] = width;
}

static size_t
digits(size_t n)
{
	return n < 10 ? 1 : 1 + digits(n / 10);
}

/* Columns are as wide as what is in them; those of a party are together, so
 * that its name is looked up once. */
static void
measure(struct listed *listed, const struct proposals *all)
{
	size_t most = listed->session->cols < 100 ? 10 : 24;

	for (size_t i = 0; i < all->n; i++) {
		const struct proposal *proposal = &all->at[i];
		size_t against = proposal_against(proposal);

		widen(listed, LISTED_NAME, strlen(proposal->party) + 1 +
			digits(proposal->number));
		widen(listed, LISTED_STANDS, strlen(" for") +
			digits(proposal_for(proposal)) + (against
			? strlen(",  against") + digits(against) : 0));
		if (!i || strcmp(proposal->party, proposal[-1].party) != 0)
			widen(listed, LISTED_WHO, utf8_columns(str_of(
				party_room_name(proposal->party))));
	}
	for (size_t i = 0; i < listed->places_n; i++)
		widen(listed, LISTED_WHERE, utf8_columns(str_of(
			listed->places[i].address)));
	if (listed->width[LISTED_WHO] > most)
		listed->width[LISTED_WHO] = most;
	if (listed->width[LISTED_WHERE] > most)
		listed->width[LISTED_WHERE] = most;
}

int
listed_read(struct listed *out, const struct map *was_open, struct err *err)
{
	struct session *session = out->session;
	const struct proposals *all;
	struct proposal_order order;
	int rc;

	if (record_proposals(session->record, &all, err) < 0)
		return -1;
	proposal_order_init(&order, all);
	rc = put_in_order(&order, session, err);
	out->rows = mem_new(all->n + 1, sizeof(*out->rows));
	out->rows[out->n++] = (struct listed_row){ .of = NULL };
	take_places(out, &order);
	take_rows(out, &order, was_open, true);
	take_rows(out, &order, was_open, false);
	measure(out, all);
	out->tip = *record_tip(session->record);
	proposal_order_release(&order);
	return rc;
}
