/*
 * Packing beside the work (store_pack()): each act leaves a few small files,
 * and thousands of them make a repository large and slow to copy. A thread
 * puts them together while the editor goes on.
 */
#ifndef ADREF_RECORD_PACK_H
#define ADREF_RECORD_PACK_H

#include <stdbool.h>

#include "adref/record/record.h"

/* Whether so much lies loose that it is time; cheap. Never for a delegation or
 * a reader. */
bool pack_is_due(struct record *record);

struct packing_thread;
/* Begin, until pack_end(), with which it stops soon and harmlessly and which
 * must come before the record is closed. NULL when no thread can be had. */
struct packing_thread *pack_begin(struct record *record);
/* How far the step is that it is at, 0 to 100; false: it has ended. */
bool pack_look(struct packing_thread *packing, unsigned *percent);
void pack_end(struct packing_thread *packing);	/* may be NULL */

#endif
