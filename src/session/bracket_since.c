/*
 * Since which draft brackets stand. Drafts are compared with the text one by
 * one, the newest first, as long as a bracket is left that stood in all of
 * them.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/doc/party.h"
#include "bracket_inside.h"
#include "since.h"

void
pairs_take(struct pairs *out, const struct session *session)
{
	const struct doc *doc = session->doc;
	size_t depth = 0;

	for (struct node *at = doc_first(doc); at; at = node_next(at))
		pairs_add_line(out, at, &depth);
	for (struct node *at = doc->notes->first; at; at = at->next) {
		depth = 0;
		pairs_add_line(out, at, &depth);
	}
}

/* What is compared, and what came of it so far. */
struct ageing {
	struct session *session;
	const struct pairs *pairs;
	const struct drafts *drafts;
	size_t *since;
};

/* Compare with the d-th draft; false when no bracket stood in it. */
static bool
compare(const struct ageing *ageing, size_t d, size_t newer)
{
	const struct draft *draft = &ageing->drafts->at[d];
	const struct session *session = ageing->session;
	struct err ignored = ERR_INIT;
	struct doc *old = NULL;
	bool any = false;

	if (record_doc_at(session->record, &draft->revision,
		session->doc_name, &old, &ignored) < 0)
		return false;
	doc_pair(old);
	for (size_t i = 0; i < ageing->pairs->n; i++) {
		if (ageing->since[i] != newer || !pair_stood_in(
			&ageing->pairs->at[i].pair, old))
			continue;
		ageing->since[i] = d;
		any = true;
	}
	doc_free(old);
	return any;
}

int
brackets_since(struct session *session, const struct pairs *pairs,
	struct drafts *drafts, size_t **since, struct err *err)
{
	struct ageing ageing = { session, pairs, drafts, NULL };
	size_t newer;

	if (record_drafts(session->record, drafts, err) < 0)
		return -1;
	*since = ageing.since = mem_new(pairs->n, sizeof(size_t));
	newer = drafts->n;
	for (size_t i = 0; i < pairs->n; i++)
		ageing.since[i] = newer;
	for (size_t d = newer; d-- > 0;) {
		if (!draft_is_of(session, &drafts->at[d]))
			continue;
		if (!compare(&ageing, d, newer))
			break;
		newer = d;
	}
	return 0;
}

char *
brackets_who(struct str attribution)
{
	struct attribution who = ATTRIBUTION_INIT;
	struct buf out = BUF_INIT;

	attribution_read(&who, attribution);
	for (size_t i = 0; i < who.n; i++)
		buf_add_format(&out, "%s %s ", who.at[i].code,
			party_room_name(who.at[i].code));
	attribution_release(&who);
	return buf_take(&out);
}
