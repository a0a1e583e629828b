/*
 * The list of all brackets: where, how deep, since which draft, at whose
 * request, and the words.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/text/words.h"
#include "bracket_inside.h"

enum { COLS_PLACE = 9, COLS_SINCE = 8, COLS_WHO = 22 };

/* The brackets while their list is made. */
struct listing {
	struct session *session;
	struct list *list;
	struct pairs pairs;
	struct drafts drafts;
	size_t *since;		/* for each pair: the oldest draft it stands
				 * in since; drafts.n: none */
	size_t unnamed;
};

static void
add_row(struct listing *listing, size_t i, struct str address)
{
	const struct pair_row *row = &listing->pairs.at[i];
	struct str attribution = pair_attribution(&row->pair);
	struct buf text = BUF_INIT, cell = BUF_INIT, words = BUF_INIT;
	struct list_row *out;

	buf_add_str(&cell, address);
	list_add_cell(&text, buf_text(&cell), COLS_PLACE);
	buf_add_format(&text, "%2zu  ", row->depth);
	if (listing->drafts.n)
		list_add_cell(&text, listing->since[i] < listing->drafts.n
			? listing->drafts.at[listing->since[i]].title : "new",
			COLS_SINCE);
	buf_clear(&cell);
	party_add_stances(&cell, attribution);
	list_add_cell(&text, buf_text(&cell), COLS_WHO);
	notes_add_plain(&words, listing->session->doc, pair_words(&row->pair));
	utf8_add_safe(&text, buf_str(&words));
	if (!pair_is_inside(&row->pair)) {
		buf_add_text(&text, " … to ");
		address_add(&text, row->pair.close);
	}
	out = list_add(listing->list, buf_text(&text));
	out->also = brackets_who(attribution);
	out->node = row->pair.open->id;
	out->from = row->pair.opener.off;
	out->at_bracket = true;
	listing->unnamed += !attribution.len;
	buf_release(&text);
	buf_release(&cell);
	buf_release(&words);
}

static void
add_head(struct listing *listing)
{
	struct buf text = BUF_INIT;

	list_add_cell(&text, "where", COLS_PLACE - 2);
	buf_add_text(&text, "deep  ");
	if (listing->drafts.n)
		list_add_cell(&text, "since", COLS_SINCE);
	list_add_cell(&text, "at whose request", COLS_WHO);
	buf_add_text(&text, "words");
	list_add(listing->list, buf_text(&text))->heading = true;
	buf_release(&text);
}

/* In reading order; the cursor on the one that the keys act on, else on the
 * first from the place on. */
static void
add_rows(struct listing *listing)
{
	const struct session *session = listing->session;
	struct address_walk walk;
	const struct node *at;
	struct pair here = { NULL };
	bool reached = false;
	size_t i = 0;

	session_bracket(session, &here);
	address_walk_init(&walk, session->doc);
	while ((at = address_walk_next(&walk))) {
		reached |= node_id_same(&at->id, &session->place);
		for (; i < listing->pairs.n &&
		     listing->pairs.at[i].pair.open == at; i++) {
			size_t off = listing->pairs.at[i].pair.opener.off;

			if ((reached && !listing->list->cursor) ||
			    (at == here.open && off == here.opener.off))
				listing->list->cursor = listing->list->n;
			add_row(listing, i, address_walk_text(&walk));
		}
	}
	address_walk_release(&walk);
}

static void
add_title(struct listing *listing)
{
	struct buf title = BUF_INIT;
	size_t n = listing->pairs.n;

	buf_add_format(&title, "%zu bracket%s", n, n == 1 ? "" : "s");
	if (listing->unnamed)
		buf_add_format(&title, ", %zu with no name on %s",
			listing->unnamed, listing->unnamed == 1 ? "it"
			: "them");
	free(listing->list->title);
	listing->list->title = buf_take(&title);
	buf_release(&title);
}

int
run_brackets(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct listing listing = { .session = session };
	int rc = 0;

	(void)args;
	pairs_take(&listing.pairs, session);
	if (!listing.pairs.n)
		rc = teach(session, "there are no brackets in this text",
			"bracket-add", "puts words in brackets", err);
	if (rc == 0)
		rc = brackets_since(session, &listing.pairs,
			&listing.drafts, &listing.since, err);
	if (rc == 0) {
		listing.list = list_open(session, LIST_BRACKETS, "");
		add_head(&listing);
		add_rows(&listing);
		add_title(&listing);
		list_settle(session);
	}
	pairs_release(&listing.pairs);
	drafts_release(&listing.drafts);
	free(listing.since);
	return rc;
}
