/*
 * Tables as files: rows of cells with tabs between, the first row names the
 * columns, the first cell of a row is its key. `\t`, `\n` and `\\` stand for a
 * tab, a line end and a backslash inside a cell. Rows stand in the order of
 * their keys, numbers in them by their worth: IND/3 before IND/10.
 */
#ifndef ADREF_BASE_TSV_H
#define ADREF_BASE_TSV_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/str.h"

enum { TSV_CELLS = 24 };

struct tsv_row {
	struct str line;	/* the row as it stands, without its end */
	struct str cells[TSV_CELLS];	/* as they stand, escapes and all */
	size_t n;		/* further ones are in the last */
	size_t number;		/* of the line, from 1 */
};

/*
 * The next row of *rest and *rest moved past it; blank rows are passed over.
 * row->number goes up from what it was: 0 before the first. False at the end.
 */
bool tsv_next(struct str *rest, struct tsv_row *row);
/* A cell without its escapes, appended; nothing for one that is not there. */
void tsv_cell(struct buf *out, const struct tsv_row *row, size_t n);
/* The same, the caller's to free(); "" for one that is not there. */
char *tsv_take_cell(const struct tsv_row *row, size_t n);
/* A row with a line end; NULL is an empty cell. Empty ones at the end are
 * left out. */
void tsv_add_row(struct buf *out, const char *const *cells, size_t n);
/* The order of two keys. */
int tsv_order(struct str a, struct str b);

/*
 * Put a row (with its line end, or empty: take it out) in the place of the one
 * with this key, or where it belongs; the result is appended to out. A table
 * without rows begins with header, a row too. A table that would be left with
 * its header alone is empty.
 */
void tsv_put(struct buf *out, struct str table, struct str key,
	struct str row, struct str header);

/*
 * What made `base` of `theirs`, done to `ours`, appended to out: rows are
 * joined by their keys. False, and *key the row in the way (borrowed from one
 * of them), when ours changed the same row otherwise.
 */
bool tsv_join(struct buf *out, struct str base, struct str theirs,
	struct str ours, struct str *key);

#endif
