/*
 * The keys that filters of lists have: `party:`, `section:` … For each, whether a
 * value means something, and what could stand there.
 */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "adref/base/mem.h"
#include "adref/base/rx.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/record/meetings.h"
#include "adref/record/pick.h"
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

static int
check_meeting(struct session *session, struct str value, struct err *err)
{
	char *said = mem_text_len(value.at, value.len), *key;
	int rc = record_meeting_key(session->record, said, &key, err);

	if (rc == 0)
		free(key);
	free(said);
	return rc;
}

static bool
begins(const char *text, struct str with)
{
	return strlen(text) >= with.len &&
		strncasecmp(text, with.at, with.len) == 0;
}

/* The register's, the latest first. */
static void
offer_meetings(struct session *session, struct str value,
	struct filter_offers *out)
{
	for (size_t i = session->meetings.n; i-- > 0;) {
		struct buf said = BUF_INIT;

		meeting_add_key_when(&said, session->meetings.at[i].at[
			MEETING_KEY]);
		if (begins(buf_text(&said), value) || begins(
			session->meetings.at[i].at[MEETING_KEY], value))
			offer(out, session->meetings.at[i].at[MEETING_KEY]);
		buf_release(&said);
	}
}

/* Whatever is said: what there is not finds nothing. */
static int
check_nothing(struct session *session, struct str value, struct err *err)
{
	(void)session;
	(void)value;
	(void)err;
	return 0;
}

static void
offer_acts(struct session *session, struct str value,
	struct filter_offers *out)
{
	struct words_known known;
	struct err ignored = ERR_INIT;

	if (record_words_known(session->record, &known, &ignored) < 0)
		return;
	for (size_t i = 0; i < known.acts_n; i++)
		if (begins(known.acts[i], value))
			offer(out, known.acts[i]);
	words_known_release(&known);
}

static void
offer_hands(struct session *session, struct str value,
	struct filter_offers *out)
{
	struct words_known known;
	struct err ignored = ERR_INIT;

	if (begins("me", value))
		offer(out, "me");
	if (begins("others", value))
		offer(out, "others");
	if (record_words_known(session->record, &known, &ignored) < 0)
		return;
	for (size_t i = 0; i < known.hands_n; i++)
		if (begins(known.hands[i], value))
			offer(out, known.hands[i]);
	words_known_release(&known);
}

static int
check_since(struct session *session, struct str value, struct err *err)
{
	char *said = mem_text_len(value.at, value.len);
	struct pick_since since;
	int rc = pick_since_read(&since, session->record, said, err);

	free(said);
	return rc;
}

static void
offer_since(struct session *session, struct str value,
	struct filter_offers *out)
{
	struct drafts drafts = { 0 };
	struct err ignored = ERR_INIT;

	if (record_drafts(session->record, &drafts, &ignored) < 0)
		return;
	for (size_t i = drafts.n; i-- > 0;) {
		struct buf name = BUF_INIT;

		if (!str_starts(str_of(drafts.at[i].name), "draft-"))
			continue;
		buf_add_format(&name, "D%s", drafts.at[i].name +
			strlen("draft-"));
		if (begins(buf_text(&name), value))
			offer(out, buf_text(&name));
		buf_release(&name);
	}
	drafts_release(&drafts);
}

static int
check_pattern(struct session *session, struct str value, struct err *err)
{
	struct rx *rx = NULL;
	int rc = rx_new(&rx, value, RX_FOLD, err);

	(void)session;
	rx_free(rx);
	return rc;
}

static void
offer_nothing(struct session *session, struct str value,
	struct filter_offers *out)
{
	(void)session;
	(void)value;
	(void)out;
}

static const struct filter_key compare_keys[] = {
	{ "party", "PARTY", check_party, offer_parties },
	{ "section", "PLACE", check_place, offer_places },
	{ NULL, NULL, NULL, NULL }
};
static const struct filter_key history_keys[] = {
	{ "party", "PARTY", check_party, offer_parties },
	{ "section", "PLACE", check_place, offer_places },
	{ "meeting", "MEETING", check_meeting, offer_meetings },
	{ "act", "what was done: bracket, node-move", check_nothing,
		offer_acts },
	{ "since", "D1, D1+14, 17 June", check_since, offer_since },
	{ "by", "me, others or a name", check_nothing, offer_hands },
	{ "subject", "a pattern, in what changes say", check_pattern,
		offer_nothing },
	{ "changed", "a pattern, in the words they changed", check_pattern,
		offer_nothing },
	{ NULL, NULL, NULL, NULL }
};

const struct filter_key *
filter_keys(enum list_kind kind)
{
	return kind == LIST_COMPARE ? compare_keys : kind == LIST_HISTORY
		? history_keys : NULL;
}
