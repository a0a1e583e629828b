/*
 * The ledger of brackets: each bracket that ever stood in a document, since
 * which change, for whom, and, when it stands no more, which change lifted it.
 * A bracket is followed through the wordings of its paragraph, and with the
 * paragraph wherever it goes.
 */
#ifndef ADREF_RECORD_LEDGER_H
#define ADREF_RECORD_LEDGER_H

#include "adref/record/history.h"

struct ledger_row {
	node_id node;
	char *words;		/* native source, at most 10,000 bytes between
				 * it and its mate, or 200 of what follows */
	char *owners;		/* `{IND +EU}` as it stood last, or "" */
	size_t opened;		/* the change, an index of history */
	size_t closed;		/* history.n: it stands */
	bool dropped;		/* its paragraph was taken out with it */
	size_t nth;		/* of what stands: the n-th `[` of the line,
				 * from 1 */
};
struct ledger {
	struct ledger_row *at;	/* in the order they were opened */
	size_t n, cap;
	struct history history;	/* the oldest first */
};
/* Of a document (NULL: the main one) up to a point (NULL: the tip). */
int record_ledger(struct record *record, const store_id *point,
	const char *name, struct ledger *out, struct err *err);
void ledger_release(struct ledger *ledger);

#endif
