/*
 * When and where a paragraph was agreed: the latest act on its status.
 */
#ifndef ADREF_RECORD_AGREED_H
#define ADREF_RECORD_AGREED_H

#include <stdint.h>

#include "adref/doc/node.h"
#include "adref/record/record.h"

struct agreed {
	int64_t time;		/* 0: not known */
	int zone;		/* minutes */
	char *meeting;		/* or "" */
};
/*
 * Looks back over the acts that stand, a thousand at most; what is older,
 * or came with an imported text, is not known.
 */
void record_agreed(struct record *record, const node_id *node,
	struct agreed *out);
void agreed_release(struct agreed *agreed);

#endif
