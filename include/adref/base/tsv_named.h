/*
 * Tables whose columns are known by their names, in whatever order somebody
 * has put them; columns of other names are kept as they are. The first column
 * is always the key.
 */
#ifndef ADREF_BASE_TSV_NAMED_H
#define ADREF_BASE_TSV_NAMED_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/tsv.h"

struct tsv_names {
	const char *const *at;	/* the key's first */
	size_t n;		/* at most TSV_CELLS */
};

/* The column of a header row that a name has; TSV_CELLS when none has. */
size_t tsv_column(const struct tsv_row *header, const char *name);
/* The row of a key, with the table's header; false when there is none. */
bool tsv_find(struct str table, struct str key, struct tsv_row *header,
	struct tsv_row *row);
/*
 * Append the table with a row for the key cells[0], the cells in the order of
 * the names: NULL leaves what the row said before, and what it says in columns
 * of other names stays. A column that the table lacks and a cell needs comes
 * behind the others; a table that is empty gets a header of all names.
 */
void tsv_put_named(struct buf *out, struct str table, struct tsv_names names,
	const char *const *cells);

#endif
