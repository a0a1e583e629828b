/*
 * Which proposals a list shows, in which order, and where each of them stands
 * now. One pass over each text that has some; what a row reads is written when
 * it is looked at (proposal_list.c).
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "proposal_list.h"

/* Proposals being gathered in reading order. */
struct gathering {
	struct listed *out;
	const struct proposals *all;
	const struct map *was_open;
	bool *taken;		/* of all */
	struct listed_row *found;
	size_t n;
};

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

/* Where it stands now: where it was placed or merged, if that is there. */
static const node_id *
home_of(const struct doc *doc, const struct proposal *proposal)
{
	bool in_text = proposal->fate == FATE_PLACED ||
		proposal->fate == FATE_MERGED;

	return in_text && doc_find(doc, &proposal->at) ? &proposal->at
		: &proposal->node;
}

static size_t
add_place(struct gathering *gathering, const char *doc, const node_id *node,
	struct str address)
{
	struct listed *out = gathering->out;
	struct buf text = BUF_INIT;

	if (strcmp(doc, out->session->doc_name) != 0)
		buf_add_format(&text, "%s ", doc);
	if (!node)
		buf_add_char(&text, '(');
	buf_add_str(&text, address);
	if (!node)
		buf_add_char(&text, ')');
	out->places = mem_grow(out->places, &out->places_cap,
		out->places_n + 1, sizeof(*out->places));
	out->places[out->places_n] = (struct listed_place){ .doc = doc,
		.node = node ? *node : (node_id){ "" },
		.address = buf_take(&text) };
	return out->places_n++;
}

static void
add_found(struct gathering *gathering, const struct proposal *proposal,
	size_t place)
{
	struct buf name = BUF_INIT;
	bool open = proposal->fate == FATE_OPEN;

	gathering->taken[proposal - gathering->all->at] = true;
	if (!open && gathering->was_open) {
		proposal_add_name(&name, proposal);
		open = map_get(gathering->was_open, buf_str(&name)) != NULL;
		buf_release(&name);
	}
	gathering->found[gathering->n++] = (struct listed_row){
		.of = proposal, .place = place, .open = open };
}

static void
gather_node(struct gathering *gathering, const struct proposal_places *places,
	const struct doc *doc, const struct address_walk *walk)
{
	const struct node *node = walk->node;
	const struct proposal_place *at;
	size_t n, place = 0;
	bool known = false;

	at = proposal_places_on(places, &node->id, &n);
	for (size_t i = 0; i < n; i++) {
		const struct proposal *proposal = at[i].proposal;

		if (!node_id_same(home_of(doc, proposal), &node->id))
			continue;
		if (!known)
			place = add_place(gathering, proposal->doc,
				&node->id, address_walk_text(walk));
		known = true;
		add_found(gathering, proposal, place);
	}
}

static void
gather_doc(struct gathering *gathering, const char *name,
	const struct doc *doc)
{
	struct proposal_places places;
	struct address_walk walk;

	proposal_places_read(&places, gathering->all, name);
	address_walk_init(&walk, doc);
	while (places.n && address_walk_next(&walk))
		gather_node(gathering, &places, doc, &walk);
	address_walk_release(&walk);
	proposal_places_release(&places);
}

/* The other texts behind this one; then those whose place is gone. */
static int
gather_others(struct gathering *gathering, struct err *err)
{
	struct session *session = gathering->out->session;
	const struct proposals *all = gathering->all;
	const char *const *names;
	size_t n = record_names(session->record, &names);
	struct doc *doc;

	for (size_t i = 0; i < n && gathering->n < all->n; i++) {
		if (strcmp(names[i], session->doc_name) == 0)
			continue;
		if (record_doc(session->record, names[i], &doc, err) < 0)
			return -1;
		gather_doc(gathering, names[i], doc);
	}
	for (size_t i = 0; i < all->n; i++)
		if (!gathering->taken[i])
			add_found(gathering, &all->at[i], add_place(
				gathering, all->at[i].doc, NULL,
				str_of(all->at[i].address)));
	return 0;
}

static void
keep_rows(struct gathering *gathering, bool open)
{
	struct listed *out = gathering->out;

	for (size_t i = 0; i < gathering->n; i++) {
		const struct listed_row *row = &gathering->found[i];

		if (row->open != open)
			continue;
		out->rows[out->n++] = *row;
		out->open += row->of->fate == FATE_OPEN;
	}
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
	struct gathering gathering = { .out = out, .was_open = was_open };
	int rc;

	if (record_proposals(session->record, &gathering.all, err) < 0)
		return -1;
	gathering.taken = mem_new(gathering.all->n + 1, sizeof(bool));
	gathering.found = mem_new(gathering.all->n + 1,
		sizeof(*gathering.found));
	out->rows = mem_new(gathering.all->n + 1, sizeof(*out->rows));
	out->rows[out->n++] = (struct listed_row){ .of = NULL };
	gather_doc(&gathering, session->doc_name, session->doc);
	rc = gather_others(&gathering, err);
	keep_rows(&gathering, true);
	keep_rows(&gathering, false);
	measure(out, gathering.all);
	out->tip = *record_tip(session->record);
	free(gathering.taken);
	free(gathering.found);
	return rc;
}
