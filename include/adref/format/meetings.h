/*
 * meetings.tsv: a negotiation's meetings as a table, a row each, the first row
 * naming the columns (see adref-format(5)). Columns of other names, and what
 * stands in them, are kept.
 */
#ifndef ADREF_FORMAT_MEETINGS_H
#define ADREF_FORMAT_MEETINGS_H

#include "adref/base/buf.h"
#include "adref/base/str.h"
#include "adref/doc/meeting.h"

#define MEETINGS_FILE "meetings.tsv"

/* Told what is wrong, with the line it is in. */
struct table_troubles {
	void (*wrong)(void *ctx, size_t line, const char *why);
	void *ctx;
};

/*
 * Read the table into an empty list. A row whose key is none, or there
 * already, is told and passed over; any other value that is wrong is told and
 * kept as it stands.
 */
void meetings_read(struct meetings *out, struct str table,
	const struct table_troubles *troubles);
/* Append the table with these fields (NULL: as they were) in the row of the
 * key fields[MEETING_KEY]. */
void meetings_put(struct buf *out, struct str table,
	const char *const fields[MEETING_FIELDS]);
/* The same for the meeting that has this key until now: fields may give it
 * another one. */
void meetings_change(struct buf *out, struct str table, const char *key,
	const char *const fields[MEETING_FIELDS]);
/* Append the table without that row. */
void meetings_drop(struct buf *out, struct str table, struct str key);

#endif
