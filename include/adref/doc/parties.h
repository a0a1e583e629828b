/*
 * A negotiation's registry: the built-in one, and joined over it the table
 * parties.tsv: parties that are new, and corrections of those that are known.
 *
 * Which registry the functions of party.h speak of is set with parties_use(),
 * as uselocale() sets the language: whoever comes into a negotiation (a key, a
 * command, a frame to be drawn) says which it is, so that two of them can be
 * open at once and no caller needs to carry a registry along.
 *
 * What always holds: a registry never changes; names that it gave out are
 * valid until parties_free().
 */
#ifndef ADREF_DOC_PARTIES_H
#define ADREF_DOC_PARTIES_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"
#include "adref/doc/party.h"

/* The file's name. */
#define PARTIES_FILE "parties.tsv"
/* Its columns, in the order in which they are written. */
enum party_column {
	PARTY_CODE, PARTY_NAME, PARTY_ROOM, PARTY_ALIASES, PARTY_REGION,
	PARTY_SORT, PARTY_MEMBERS, PARTY_COLUMNS
};

struct parties;

/*
 * Read a table. The first row names the columns: code, then any of the others
 * in any order. A cell that is empty or not there leaves what is built in, `-`
 * makes it empty. What cannot be understood is told to wrong (`line 3: …`) and
 * passed over; the rest counts.
 */
struct parties *parties_read(struct str table,
	void (*wrong)(void *ctx, const char *why), void *ctx);
void parties_free(struct parties *parties);
/* From now on this registry is in use (NULL: the built-in one alone); returns
 * the one that was. */
const struct parties *parties_use(const struct parties *parties);
/* Whether a party of the registry in use is not, or not all, built in. */
bool party_is_own(const struct party *party);

/*
 * Append the table with a row for the party of cells[PARTY_CODE], the cells by
 * column: NULL leaves what the row said before. A column that the table lacks
 * is added to it.
 */
void parties_put(struct buf *out, struct str table,
	const char *const cells[PARTY_COLUMNS]);
/* Append the table without a party's row; false when it has none. */
bool parties_drop(struct buf *out, struct str table, struct str code);
/* The column that a word names, or PARTY_COLUMNS. */
enum party_column party_column_of(struct str word);

#endif
