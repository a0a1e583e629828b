/*
 * The highest number that each party's proposals ever had. Not for other
 * floors.
 */
#ifndef ADREF_SRC_RECORD_PROPOSAL_NUMBERS_H
#define ADREF_SRC_RECORD_PROPOSAL_NUMBERS_H

#include "adref/base/map.h"
#include "adref/store/store.h"

struct proposal_numbers {
	store_id upto;		/* read from the beginning up to this */
	struct map highest;	/* by code; the number as a pointer */
};
void numbers_release(struct proposal_numbers *numbers);

#endif
