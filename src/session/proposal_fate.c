/*
 * What becomes of proposals without a change of the text: not taken up, for a
 * reason; open again; a note of the drafters.
 */
#include <stdlib.h>
#include <string.h>

#include "proposal.h"

typedef int (*decision)(struct proposal *now, const struct session *session,
	struct str text, struct err *err);

/* Decide on each that the first argument names, as one act. */
static int
decide(struct session *session, const struct arguments *args,
	struct proposal_act *act, decision what, struct err *err)
{
	struct str text = args->n > 1 ? str_trim(str_of(args->at[1].text))
		: str_of("");
	struct chosen chosen;
	int rc = 0;

	if (chosen_read(&chosen, session, &args->at[0], err) < 0)
		return -1;
	for (size_t i = 0; i < chosen.n && rc == 0; i++) {
		struct proposal now;

		proposal_copy(&now, chosen.at[i]);
		rc = what(&now, session, text, err);
		if (rc == 0)
			rc = proposal_edits_fate(&act->edits, session->record,
				&now, err);
		proposal_act_about(act, &now.node);
		proposal_release(&now);
	}
	chosen_add_names(&act->subject, &chosen);
	chosen_release(&chosen);
	return rc;
}

static int
decline_one(struct proposal *now, const struct session *session,
	struct str text, struct err *err)
{
	if (proposal_must_be_open(now, err) < 0)
		return -1;
	proposal_decide(now, session, FATE_DECLINED);
	proposal_set(&now->reason, text);
	return 0;
}

int
run_proposal_decline(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct proposal_act act = { .session = session,
		.kind = "proposal-decline" };
	int rc;

	if (args->n != 2)
		return usage("proposal-decline", err);
	if (!str_trim(str_of(args->at[1].text)).len)
		return err_set(err, ERR_REFUSED, "say why it is not taken up: "
			"they will be told");
	rc = decide(session, args, &act, decline_one, err);
	buf_add_format(&act.subject, ": not taken up: %s",
		args->at[1].text);
	return proposal_act_end(&act, rc, err);
}

static int
reopen_one(struct proposal *now, const struct session *session,
	struct str text, struct err *err)
{
	(void)session;
	(void)text;
	if (now->fate == FATE_OPEN || now->fate == FATE_WITHDRAWN)
		return err_set(err, ERR_REFUSED, "%s/%u is %s", now->party,
			now->number, proposal_fate_said(now->fate));
	if (now->fate == FATE_PLACED && now->verb != PROPOSAL_NOC)
		return err_set(err, ERR_REFUSED, "%s/%u stands in the text: "
			"undo takes its placing back", now->party,
			now->number);
	now->fate = FATE_OPEN;
	return 0;
}

int
run_proposal_reopen(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct proposal_act act = { .session = session,
		.kind = "proposal-reopen" };
	int rc;

	if (args->n != 1)
		return usage("proposal-reopen", err);
	rc = decide(session, args, &act, reopen_one, err);
	buf_add_text(&act.subject, ": open again");
	return proposal_act_end(&act, rc, err);
}

static int
note_one(struct proposal *now, const struct session *session,
	struct str text, struct err *err)
{
	(void)session;
	(void)err;
	proposal_set(&now->note, text);
	return 0;
}

int
run_proposal_note(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct proposal_act act = { .session = session,
		.kind = "proposal-note" };
	int rc;

	if (args->n != 2)
		return usage("proposal-note", err);
	rc = decide(session, args, &act, note_one, err);
	buf_add_format(&act.subject, *args->at[1].text ? ": note: %s"
		: ": no note%s", args->at[1].text);
	return proposal_act_end(&act, rc, err);
}
