/*
 * The proposals of the document by node, for all that shows them. They are
 * read again when the tip has moved: an act may have filed or placed some.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "inside.h"

static void
forget(struct proposals_seen *seen)
{
	proposal_places_release(&seen->places);
	free(seen->doc_name);
	seen->doc_name = NULL;
}

void
proposals_seen_release(struct session *session)
{
	if (session->proposals)
		forget(session->proposals);
	free(session->proposals);
	session->proposals = NULL;
}

void
proposals_seen_start(struct session *session)
{
	session->proposals = mem_new(1, sizeof(*session->proposals));
}

const struct proposal_places *
session_proposals(const struct session *session)
{
	struct proposals_seen *seen = session->proposals;
	const struct proposals *all;
	struct err ignored = ERR_INIT;

	if (!seen || !session->doc_name)
		return NULL;
	if (seen->doc_name && strcmp(seen->doc_name, session->doc_name) == 0 &&
	    store_id_same(&seen->tip, record_tip(session->record)))
		return &seen->places;
	forget(seen);
	if (record_proposals(session->record, &all, &ignored) < 0)
		return NULL;
	proposal_places_read(&seen->places, all, session->doc_name);
	seen->doc_name = mem_text(session->doc_name);
	seen->tip = *record_tip(session->record);
	return &seen->places;
}
