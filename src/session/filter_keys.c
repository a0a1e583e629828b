/*
 * The keys that filters of lists have: `party:`, `section:` … For each, whether a
 * value means something, and what could stand there.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "filter_words.h"

enum { OFFERS = 8 };

static void
offer(struct filter_offers *out, const char *text)
{
	if (out->n == OFFERS)
		return;
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = mem_text(text);
}

static int
check_party(struct session *session, struct str value, struct err *err)
{
	(void)session;
	return party_typed(value) ? 0 : err_set(err, ERR_REFUSED, "no party "
		"is called \"%.*s\"", (int)(value.len < 60 ? value.len : 60),
		value.at);
}

static void
offer_parties(struct session *session, struct str value,
	struct filter_offers *out)
{
	const struct party *found[OFFERS];
	size_t n = party_complete(value, found, OFFERS);

	if (!value.len && *session->party)
		offer(out, session->party);
	for (size_t i = 0; value.len && i < n && i < OFFERS; i++)
		offer(out, found[i]->code);
}

static int
check_place(struct session *session, struct str value, struct err *err)
{
	return address_near(session->doc, value, session_place(session)) ? 0
		: err_set(err, ERR_REFUSED, "no place is called \"%.*s\"",
		(int)(value.len < 60 ? value.len : 60), value.at);
}

/* Where the cursor is: the paragraph, and the sections around it. */
static void
offer_places(struct session *session, struct str value,
	struct filter_offers *out)
{
	const struct node *at = value.len ? NULL : session_place(session);

	for (; at && at->parent; at = at->parent) {
		struct buf address = BUF_INIT;

		address_add(&address, at);
		offer(out, buf_text(&address));
		buf_release(&address);
	}
}

static const struct filter_key compare_keys[] = {
	{ "party", "PARTY", check_party, offer_parties },
	{ "section", "PLACE", check_place, offer_places },
	{ NULL, NULL, NULL, NULL }
};

const struct filter_key *
filter_keys(enum list_kind kind)
{
	return kind == LIST_COMPARE ? compare_keys : NULL;
}
