/*
 * Where the words of a paragraph come from, as a footnote says it: the
 * proposals that were placed or merged there, and who asked for brackets or
 * gave other words since.
 */
#ifndef ADREF_RECORD_PROVENANCE_H
#define ADREF_RECORD_PROVENANCE_H

#include <stdbool.h>

#include "adref/base/buf.h"
#include "adref/record/record.h"
#include "adref/text/attribution.h"

struct provenance_wish {
	const char *doc;
	node_id node;
	const struct attribution *who;	/* only of those who stand to this
					 * bracket; NULL: of all */
	bool all;		/* what was said bilaterally and in
				 * informal-informals, too */
};
/*
 * Append the sentence. ERR_MISSING when the record has nothing to tell; the
 * text says whether something was left out.
 */
int record_provenance(struct record *record,
	const struct provenance_wish *wish, struct buf *out, struct err *err);

#endif
