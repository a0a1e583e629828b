/*
 * Proposals on the command line: those of a point, by the node they stand on.
 */
#include "adref/record/proposals.h"
#include "cli.h"

int
cli_proposals(struct cli *cli, const char *at, const char *doc,
	struct err *err)
{
	struct cli_proposals *out = &cli->proposals;
	store_id point;

	cli_proposals_release(out);
	if (cli_open(cli, false, err) < 0 ||
	    record_point(cli->record, at ? at : "now", &point, err) < 0)
		return -1;
	out->all = &out->own;
	if (store_id_same(&point, record_tip(cli->record))
		? record_proposals(cli->record, &out->all, err) < 0
		: record_proposals_at(cli->record, &point, &out->own, err) < 0)
		return -1;
	proposal_places_read(&out->places, out->all, doc);
	return 0;
}

void
cli_proposals_release(struct cli_proposals *proposals)
{
	proposal_places_release(&proposals->places);
	proposals_release(&proposals->own);
	*proposals = (struct cli_proposals){ .all = NULL };
}
