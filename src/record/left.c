/*
 * What of a merge could not be put in, filed as a proposal of whose words they
 * are, with the next number: so nothing that was written is lost.
 */
#include "left.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"

static void
describe(struct proposal *out, const struct left_filing *filing,
	const struct merge_left *left)
{
	static const enum proposal_verb verbs[] = {
		[LEFT_CHANGE] = PROPOSAL_MOD, [LEFT_DROP] = PROPOSAL_SUP,
		[LEFT_ADD] = PROPOSAL_ADD,
	};
	const struct record *record = filing->record;
	const struct act *act = filing->act;
	const struct node *node = doc_find(filing->ours, &left->node);
	struct buf address = BUF_INIT;
	char *now = proposal_time(record);

	out->verb = verbs[left->kind];
	out->node = left->node;
	proposal_set(&out->party, str_of(left->party));
	proposal_set(&out->doc, str_of(filing->ours->name));
	if (left->kind == LEFT_ADD)
		proposal_set(&out->where, str_of(left->under ? "under"
			: "after"));
	if (node) {
		proposal_set(&out->was, node_str(node));
		address_add(&address, node);
		proposal_set(&out->address, buf_str(&address));
	}
	proposal_set(&out->speaker, str_of(act->speaker));
	proposal_set(&out->meeting, str_of(act->meeting));
	proposal_add_version(out);
	proposal_set(&out->versions[0].wording, str_of(left->line));
	proposal_set(&out->versions[0].reasons, str_of(act->reason));
	proposal_set(&out->versions[0].filed, str_of(now));
	buf_release(&address);
	free(now);
}

int
left_file(const struct left_filing *filing, const struct merge_left *left,
	struct err *err)
{
	struct proposal proposal;
	unsigned before = 0;
	int rc;

	proposal_init(&proposal);
	describe(&proposal, filing, left);
	for (size_t i = 0; i < filing->edits->names_n; i++)
		before += strncmp(filing->edits->names[i], proposal.party,
			strlen(proposal.party)) == 0;
	rc = record_next_proposal(filing->record, proposal.party,
		&proposal.number, err);
	proposal.number += before;
	if (rc == 0)
		rc = proposal_edits_filed(filing->edits, filing->record,
			&proposal, err);
	proposal_release(&proposal);
	return rc;
}
