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
struct record;
struct err;
/* Those that another revision knows behind `base` are used, too; this one is. */
int numbers_also(struct record *record, const store_id *revision,
	const store_id *base, struct err *err);
void numbers_use(struct record *record, const char *party, unsigned number);

#endif
