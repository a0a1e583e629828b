/*
 * What became of a proposal, as one tells it to those whose it is.
 */
#include "became.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/when.h"
#include "adref/doc/address.h"
#include "adref/doc/proposal_said.h"

enum { NAMED = 3 };

/* When the text of each draft was made. */
static int
read_times(struct became *out, struct err *err)
{
	struct store *store = record_store(out->session->record);

	out->times = mem_new(out->drafts.n, sizeof(*out->times));
	for (size_t i = 0; i < out->drafts.n; i++) {
		struct store_revision revision = { 0 };

		if (store_id_is_none(&out->drafts.at[i].revision))
			continue;
		if (store_revision(store, &out->drafts.at[i].revision,
			&revision, err) < 0)
			return -1;
		out->times[i] = revision.time;
		store_revision_release(&revision);
	}
	return 0;
}

int
became_begin(struct became *out, struct session *session, struct err *err)
{
	*out = (struct became){ .session = session };
	if (record_proposals(session->record, &out->all, err) == 0 &&
	    record_drafts(session->record, &out->drafts, err) == 0 &&
	    read_times(out, err) == 0)
		return 0;
	became_end(out);
	return -1;
}

void
became_end(struct became *became)
{
	drafts_release(&became->drafts);
	free(became->times);
	*became = (struct became){ .session = NULL };
}

static bool
is_in_text(const struct proposal *proposal)
{
	return proposal->fate == FATE_PLACED || proposal->fate == FATE_MERGED;
}

struct node *
became_node(const struct became *became, const struct proposal *proposal)
{
	const struct session *session = became->session;
	bool there = is_in_text(proposal) && !node_id_is_none(&proposal->at);

	if (strcmp(proposal->doc, session->doc_name) != 0)
		return NULL;
	return doc_find(session->doc, there ? &proposal->at : &proposal->node);
}

/* Seconds since 1970 of `2021-06-17T08:52+00:00`. */
static int64_t
seconds_of(const char *time)
{
	struct when when = WHEN_INIT;
	int hours = 0, minutes = 0;
	char sign = '+';

	if (!when_read_day(&when, str_of(time)) || strlen(time) < 22)
		return 0;
	if (sscanf(time + 16, "%c%2d:%2d", &sign, &hours, &minutes) != 3)
		return 0;
	return (int64_t)when_days(when.year, when.month, when.day) * 86400 +
		(atoi(time + 11) * 60 + atoi(time + 14)) * 60 -
		(sign == '-' ? -1 : 1) * (hours * 60 + minutes) * 60;
}

/* The first draft of the main document that has what was decided then. */
static const struct draft *
draft_with(const struct became *became, const char *decided)
{
	int64_t then = seconds_of(decided);

	for (size_t i = 0; then && i < became->drafts.n; i++)
		if (!strchr(became->drafts.at[i].name, '/') &&
		    became->times[i] >= then)
			return &became->drafts.at[i];
	return NULL;
}

/* ` (with USA/2, FRA/1)`: those that stand at the same place. */
static void
add_others(struct buf *out, const struct became *became,
	const struct proposal *proposal)
{
	size_t n = 0;

	for (size_t i = 0; i < became->all->n && n <= NAMED; i++) {
		const struct proposal *other = &became->all->at[i];

		if (other == proposal || other->fate != FATE_PLACED ||
		    !node_id_same(&other->at, &proposal->at) ||
		    strcmp(other->doc, proposal->doc) != 0)
			continue;
		buf_add_text(out, n ? ", " : " (with ");
		if (n < NAMED)
			proposal_add_name(out, other);
		else
			buf_add_text(out, "…");
		n++;
	}
	if (n)
		buf_add_char(out, ')');
}

static void
add_placed(struct buf *out, const struct became *became,
	const struct proposal *proposal)
{
	bool there = became_node(became, proposal) != NULL;
	bool here = strcmp(proposal->doc, became->session->doc_name) == 0;

	if (proposal->verb == PROPOSAL_NOC)
		buf_add_text(out, "kept as it is");
	else
		buf_add_text(out, there || !here ? "in the text"
			: "was put into the text");
	if (*proposal->decided_on) {
		buf_add_text(out, there || !here ? " since " : ", ");
		proposal_add_day(out, proposal->decided_on);
	}
	if (proposal->verb != PROPOSAL_NOC)
		buf_add_format(out, ", %s", proposal_form_said(
			proposal->form));
	if (!there && here)
		buf_add_text(out, "; the paragraph is gone since");
	else
		add_others(out, became, proposal);
}

static void
add_declined(struct buf *out, const struct became *became,
	const struct proposal *proposal)
{
	const struct draft *draft = draft_with(became, proposal->decided_on);

	buf_add_text(out, proposal_fate_said(FATE_DECLINED));
	if (draft)
		buf_add_format(out, " in %s", draft->title);
	if (*proposal->reason)
		buf_add_format(out, ": %s", proposal->reason);
}

static void
add_merged(struct buf *out, const struct became *became,
	const struct proposal *proposal)
{
	const struct node *node = became_node(became, proposal);
	struct buf at = BUF_INIT;

	if (node)
		address_add_told(&at, node);
	proposal_add_merged(out, proposal);
	if (at.len)
		buf_add_format(out, " into %s", buf_text(&at));
	buf_release(&at);
}

void
became_add(struct buf *out, const struct became *became,
	const struct proposal *proposal)
{
	switch (proposal->fate) {
	case FATE_PLACED:
		add_placed(out, became, proposal);
		break;
	case FATE_MERGED:
		add_merged(out, became, proposal);
		break;
	case FATE_DECLINED:
		add_declined(out, became, proposal);
		break;
	case FATE_WITHDRAWN:
		proposal_add_fate(out, proposal, str_of(""));
		break;
	case FATE_OPEN:
		buf_add_text(out, "open, ");
		if (proposal->stands_n)
			proposal_add_stands(out, proposal);
		else
			buf_add_text(out, "nobody has spoken to it");
		break;
	}
}
