/*
 * Acts on proposals: which are meant, and saving what was planned. One act may
 * be on several.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "proposal.h"

void
chosen_add(struct chosen *chosen, const struct proposal *proposal)
{
	for (size_t i = 0; i < chosen->n; i++)
		if (chosen->at[i] == proposal)
			return;
	chosen->at = mem_grow(chosen->at, &chosen->cap, chosen->n + 1,
		sizeof(*chosen->at));
	chosen->at[chosen->n++] = proposal;
}

static int
add_named(struct chosen *out, const struct proposals *all, struct str name,
	struct err *err)
{
	const struct proposal *found = proposals_find(all, name);

	if (!found)
		return err_set(err, ERR_MISSING, "there is no proposal %.*s",
			(int)(name.len > 40 ? 40 : name.len), name.at);
	if (*found->moved)
		return err_set(err, ERR_REFUSED, "%s/%u was another party's: "
			"it is %.20s now", found->party, found->number,
			found->moved);
	chosen_add(out, found);
	return 0;
}

int
chosen_read(struct chosen *out, struct session *session,
	const struct argument *arg, struct err *err)
{
	const struct proposals *all;
	struct str rest = str_of(arg->text);

	*out = (struct chosen){ 0 };
	if (record_proposals(session->record, &all, err) < 0)
		return -1;
	while (rest.len) {
		size_t comma = str_find(rest, 0, str_of(","));
		struct str name = str_trim(str_part(rest, 0, comma));

		rest = str_from(rest, comma + 1);
		if (name.len && add_named(out, all, name, err) < 0)
			goto failed;
	}
	if (out->n)
		return 0;
	err_set(err, ERR_USAGE, "name a proposal: IND/3, or several: "
		"IND/3,FRA/1");
failed:
	chosen_release(out);
	return -1;
}

void
chosen_release(struct chosen *chosen)
{
	free(chosen->at);
	*chosen = (struct chosen){ 0 };
}

void
chosen_add_names(struct buf *out, const struct chosen *chosen)
{
	for (size_t i = 0; i < chosen->n; i++) {
		if (i)
			buf_add_text(out, i + 1 == chosen->n ? " and " : ", ");
		proposal_add_name(out, chosen->at[i]);
	}
}

void
proposal_act_about(struct proposal_act *act, const node_id *node)
{
	for (size_t i = 0; i < act->about_n; i++)
		if (node_id_same(&act->about[i], node))
			return;
	act->about = mem_grow(act->about, &act->about_cap, act->about_n + 1,
		sizeof(*act->about));
	act->about[act->about_n++] = *node;
}

int
proposal_act_end(struct proposal_act *act, int rc, struct err *err)
{
	struct deed deed = { .kind = act->kind, .party = act->party,
		.changes = act->changes.at, .n = act->changes.n,
		.edits = &act->edits, .about = act->about,
		.about_n = act->about_n, .exact = true };

	deed.subject = buf_text(&act->subject);
	deed.done = act->done.len ? buf_text(&act->done) : deed.subject;
	if (rc == 0)
		rc = session_act(act->session, &deed, err);
	if (rc == 0)
		list_unmark(act->session);
	proposal_edits_release(&act->edits);
	changes_release(&act->changes);
	free(act->about);
	buf_release(&act->subject);
	buf_release(&act->done);
	return rc;
}

char *
proposal_now(const struct session *session)
{
	return proposal_time(session->record);
}

void
proposal_decide(struct proposal *proposal, const struct session *session,
	enum proposal_fate fate)
{
	char *now = proposal_now(session);

	proposal->fate = fate;
	proposal_set(&proposal->decided_on, str_of(now));
	proposal_set(&proposal->decided_by, str_of(*session->party
		? session->party : "CHAIR"));
	proposal_set(&proposal->decided_in, str_of(session->meeting));
	free(now);
}

int
proposal_must_be_open(const struct proposal *proposal, struct err *err)
{
	if (proposal->fate == FATE_OPEN)
		return 0;
	return err_set(err, ERR_REFUSED, "%s/%u is %s already: proposal-reopen "
		"%s/%u opens it again", proposal->party, proposal->number,
		proposal_fate_said(proposal->fate), proposal->party,
		proposal->number);
}

int
proposal_node(struct session *session, const struct proposal *proposal,
	struct node **out, struct err *err)
{
	if (strcmp(proposal->doc, session->doc_name) != 0)
		return err_set(err, ERR_REFUSED, "%s/%u is on another text, "
			"%s: open that first", proposal->party,
			proposal->number, proposal->doc);
	*out = doc_find(session->doc, &proposal->node);
	return *out ? 0 : err_set(err, ERR_REFUSED, "%s/%u was on %s, which "
		"is not in the text any more: merge it into another paragraph,"
		" or say why it is not taken up", proposal->party,
		proposal->number, *proposal->address ? proposal->address
			: "a paragraph");
}
