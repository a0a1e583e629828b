/*
 * Of a comparison only a part: what stands in a place, what was done for a
 * party, as the filter of the list says: `section: a.1 party: ind`.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "compare.h"
#include "filter_words.h"

/* The place as it is called later, else as it was called before. */
static void
only_in(const struct session *session, const struct compared *compared)
{
	struct str spoken = str_of(session->comparing.in);
	const struct node *to = address_near(compared->to, spoken, NULL);
	const struct node *from = to ? doc_find(compared->from, &to->id)
		: address_near(compared->from, spoken, NULL);

	if (from && !to)
		to = doc_find(compared->to, &from->id);
	compared_keep_within(compared, from, to);
}

int
compare_only(struct session *session, const struct compared *compared,
	struct err *err)
{
	if (*session->comparing.party && compared_keep_party(session->record,
		compared, session->comparing.party, err) < 0)
		return -1;
	if (session->comparing.in)
		only_in(session, compared);
	return 0;
}

void
comparing_release(struct comparing *comparing)
{
	free(comparing->from);
	free(comparing->to);
	free(comparing->in);
}

static void
compare_all(struct session *session)
{
	*session->comparing.party = '\0';
	free(session->comparing.in);
	session->comparing.in = NULL;
}

/* What the filter says now; false where that is what is shown. */
static bool
is_new(struct session *session)
{
	const struct list *list = session->list;
	struct str value;
	const char *party = filter_find(list, "party", &value)
		? party_typed(value) : NULL;
	char *in = filter_find(list, "section", &value) && address_near(
		session->doc, value, NULL) ? mem_text_len(value.at, value.len)
		: NULL;
	const char *was = session->comparing.in;
	bool new = strcmp(party ? party : "", session->comparing.party) != 0
		|| strcmp(in ? in : "", was ? was : "") != 0;

	compare_all(session);
	snprintf(session->comparing.party, sizeof(session->comparing.party),
		"%s", party ? party : "");
	session->comparing.in = in;
	return new;
}

void
compare_filter(struct session *session)
{
	struct err err = ERR_INIT;

	if (session->list->kind != LIST_COMPARE || !is_new(session))
		return;
	session->list->cursor = 0;
	if (compare_again(session, &err) < 0)
		session_refuse(session, &err);
}
