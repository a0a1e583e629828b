/*
 * Who stands with a proposal, and who against it: one of the two a party.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/doc/party.h"
#include "proposal.h"

static const struct proposal_stand *
find_stand(const struct proposal *proposal, const char *party)
{
	for (size_t i = 0; i < proposal->stands_n; i++)
		if (strcmp(proposal->stands[i].party, party) == 0)
			return &proposal->stands[i];
	return NULL;
}

static int
check(const struct proposal *proposal, const char *party, bool against,
	struct err *err)
{
	const struct proposal_stand *stand = find_stand(proposal, party);

	if (!*party)
		return err_set(err, ERR_REFUSED, "who %s it? Say who speaks "
			"first: @, or --for PARTY", against ? "opposes"
			: "supports");
	if (strcmp(party, proposal->party) == 0)
		return err_set(err, ERR_REFUSED, "%s/%u is their own: "
			"proposal-withdraw takes it back", proposal->party,
			proposal->number);
	if (stand && stand->against == against)
		return err_set(err, ERR_REFUSED, "%s %s %s/%u already",
			party_room_name(party), against ? "opposes"
			: "supports", proposal->party, proposal->number);
	return 0;
}

/* `DEU/2: supported by India (3 for, 0 against)`. */
static void
say(struct buf *out, const struct chosen *chosen, const char *party,
	bool against)
{
	const struct proposal *proposal = chosen->at[0];
	const struct proposal_stand *was = find_stand(proposal, party);
	size_t with = proposal_for(proposal), not =
		proposal_against(proposal);

	chosen_add_names(out, chosen);
	buf_add_format(out, ": %s by %s", against ? "opposed" : "supported",
		party_room_name(party));
	if (chosen->n > 1)
		return;
	with += against ? 0 : 1;
	not += against ? 1 : 0;
	if (was && was->against)
		not--;
	else if (was)
		with--;
	buf_add_format(out, " (%zu for, %zu against)", with, not);
}

static int
stand(struct session *session, const struct arguments *args, bool against,
	struct err *err)
{
	struct proposal_act act = { .session = session,
		.kind = against ? "proposal-oppose" : "proposal-support" };
	char party[13], *now = proposal_now(session);
	struct proposal_stand stand = { .party = party, .against = against,
		.on = now, .meeting = session->meeting ? session->meeting
			: (char *)"" };
	struct chosen chosen = { 0 };
	int rc = -1;

	memcpy(party, session->party, sizeof(party));
	if (!args->n || args->n > 2)
		rc = usage(act.kind, err);
	else if (args->n < 2 || argument_party(&args->at[1], party, err) == 0)
		rc = chosen_read(&chosen, session, &args->at[0], err);
	for (size_t i = 0; i < chosen.n && rc == 0; i++) {
		rc = check(chosen.at[i], party, against, err);
		if (rc == 0)
			rc = proposal_edits_stand(&act.edits, session->record,
				chosen.at[i], party, &stand, err);
		proposal_act_about(&act, &chosen.at[i]->node);
	}
	if (rc == 0)
		say(&act.subject, &chosen, party, against);
	act.party = party;
	rc = proposal_act_end(&act, rc, err);
	chosen_release(&chosen);
	free(now);
	return rc;
}

int
run_proposal_support(struct session *session, const struct arguments *args,
	struct err *err)
{
	return stand(session, args, false, err);
}

int
run_proposal_oppose(struct session *session, const struct arguments *args,
	struct err *err)
{
	return stand(session, args, true, err);
}
