/*
 * The circulated repository: what the Chair puts out of the working one, for
 * delegations and readers, and what delegations file there. Nothing else
 * crosses: each revision there is made anew, by nobody but the Chair, and
 * holds the text as of one point. Where it is, is said in the adref.conf of
 * the working repository: `circulated = DIR`.
 */
#ifndef ADREF_RECORD_CIRCULATED_H
#define ADREF_RECORD_CIRCULATED_H

#include "adref/record/record.h"

struct publish_wish {
	const char *point;	/* as record_point() takes it */
	const char *to;		/* the folder; NULL: as adref.conf says */
	bool unnamed;		/* without who stands how to brackets */
};
struct published {
	char *to, *title;
	char *drafts;		/* `draft-1`: tagged there; or "" */
	bool again;		/* it was there: nothing was made */
};
/*
 * Put the text as of a point into the circulated repository, which is made,
 * bare, where there is none: the documents but for letters, the registers of
 * meetings and parties, and what became of proposals that were taken in from
 * there (not when unnamed). What was filed there stays. A draft is tagged
 * there, too; ERR_REFUSED when it is there with another text or title.
 */
int record_publish(struct record *record, const struct publish_wish *wish,
	struct published *out, struct err *err);
void published_release(struct published *published);

/* A line each, for the person; what comes from there may hold anything. */
struct collected {
	char **taken;		/* `IND/4: change A.1.2 (IND/3 there)` */
	size_t taken_n, taken_cap;
	char **left;		/* `proposals/IND/5.md: it is not UTF-8 text` */
	size_t left_n, left_cap;
	char *from;		/* the folder */
};
/*
 * Take in, as one act, what was filed there since the last time: proposals,
 * versions of them, withdrawals, whom the parties support and oppose. One
 * whose number is taken here gets the next one, and keeps its name there
 * (proposal.h, circulated). A file that is not as it must be is left there as
 * a whole, and named. Nothing new is no error, and no act.
 */
int record_collect(struct record *record, struct collected *out,
	struct err *err);
void collected_release(struct collected *collected);

#endif
