/*
 * The proposals of a negotiation: read from its files, and the files of an act
 * that changes them.
 */
#ifndef ADREF_RECORD_PROPOSALS_H
#define ADREF_RECORD_PROPOSALS_H

#include "adref/doc/proposal.h"
#include "adref/record/record.h"

/*
 * Those at the tip, borrowed until the next call that writes or refreshes.
 * Files that cannot be read are told as notices, with what is wrong.
 */
int record_proposals(struct record *record, const struct proposals **out,
	struct err *err);
/* Those at a revision, the caller's to proposals_release(). */
int record_proposals_at(struct record *record, const store_id *revision,
	struct proposals *out, struct err *err);
/*
 * Which of those at the tip were there at a revision already, whatever was
 * done to them since: there has room for all of record_proposals().
 */
int record_filed_at(struct record *record, const store_id *revision,
	bool *there, struct err *err);
/*
 * The number that the next proposal of a party gets: one more than was ever
 * used, by those that were taken back as well.
 */
int record_next_proposal(struct record *record, const char *party,
	unsigned *out, struct err *err);

/* The time as filings have it, `2021-06-17T08:52+00:00`; the caller frees. */
char *proposal_time(const struct record *record);

/*
 * The files of one act on proposals, with what they hold at the tip; give them
 * to struct act. Several proposals of a party share its table.
 */
struct proposal_edits {
	struct act_file *files;
	size_t n, cap;
	char **names;		/* `IND/3`, each once */
	size_t names_n, names_cap;
};
/* What the party filed is this now; NULL versions: it goes. */
int proposal_edits_filed(struct proposal_edits *edits, struct record *record,
	const struct proposal *now, struct err *err);
/* What became of it is this now. */
int proposal_edits_fate(struct proposal_edits *edits, struct record *record,
	const struct proposal *now, struct err *err);
/* A party stands so on it; NULL: it does not any more. */
int proposal_edits_stand(struct proposal_edits *edits, struct record *record,
	const struct proposal *proposal, const char *party,
	const struct proposal_stand *stand, struct err *err);
/* A file that goes with them holds this now. */
int proposal_edits_file(struct proposal_edits *edits, struct record *record,
	const char *path, struct str text, struct err *err);
void proposal_edits_release(struct proposal_edits *edits);

#endif
