/*
 * Correcting for whom an act was. What was recorded is never rewritten: a new
 * act says whose it was, and whoever looks an act up is told the corrected
 * one. attributions.tsv, at the top of the negotiation, has them by the act's
 * id, so that taking a correction back takes its row.
 */
#ifndef ADREF_RECORD_ACT_FOR_H
#define ADREF_RECORD_ACT_FOR_H

#include "adref/doc/voice.h"
#include "adref/record/history.h"
#include "adref/record/record.h"

struct act_for_wish {
	const store_id *revision;	/* of the act */
	struct voice voice;		/* whose it was */
	const char *meeting, *reason;	/* of the correction; or NULL */
};
struct act_for_done {
	char *subject;
	size_t left;	/* paragraphs whose brackets still name the wrong
			 * party: they were changed since, or are agreed */
};
/*
 * The stances that the act put into brackets are the right party's in the same
 * act, where they still stand; so is whom it stood with on a proposal. What it
 * filed is filed for the right party, under a name of its own, with all that
 * became of it; the filing of the wrong party is withdrawn and says so.
 * ERR_REFUSED when the act was for nobody (an import).
 */
int record_act_for(struct record *record, const struct act_for_wish *wish,
	struct act_for_done *out, struct err *err);
void act_for_done_release(struct act_for_done *done);
/*
 * One's own latest act on a text that stands, for whomever it was; of a
 * correction the act that it corrected. ERR_MISSING: there is none.
 */
int record_act_last(struct record *record, store_id *out, struct err *err);

#endif
