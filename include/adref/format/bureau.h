/*
 * bureau.tsv: who is nominated to the Bureau, a row each, by party.
 */
#ifndef ADREF_FORMAT_BUREAU_H
#define ADREF_FORMAT_BUREAU_H

#include "adref/base/buf.h"
#include "adref/doc/bureau.h"
#include "adref/format/meetings.h"

#define BUREAU_FILE "bureau.tsv"

/* Read the table into an empty Bureau; what is wrong is told, and a row
 * without a party passed over. */
void bureau_read(struct bureau *out, struct str table,
	const struct table_troubles *troubles);
/* Append the table with this row (NULL: as it was); with that party's row
 * taken out. */
void bureau_put(struct buf *out, struct str table,
	const char *const fields[BUREAU_FIELDS]);
void bureau_drop(struct buf *out, struct str table, struct str code);

#endif
