/*
 * Finding and writing the rows of tables by the names of their columns.
 */
#include "adref/base/tsv_named.h"

#include <stdlib.h>

size_t
tsv_column(const struct tsv_row *header, const char *name)
{
	for (size_t i = 0; i < header->n; i++)
		if (str_is_any_case(str_trim(header->cells[i]), name))
			return i;
	return TSV_CELLS;
}

bool
tsv_find(struct str table, struct str key, struct tsv_row *header,
	struct tsv_row *row)
{
	*header = *row = (struct tsv_row){ .number = 0 };
	if (!tsv_next(&table, header))
		return false;
	row->number = header->number;
	while (tsv_next(&table, row))
		if (str_same(row->cells[0], key))
			return true;
	*row = (struct tsv_row){ .number = 0 };
	return false;
}

static bool
needs(const char *cell)
{
	return cell && *cell;
}

/* The table with the columns that the cells need and it lacks. */
static void
add_wide(struct buf *out, struct str table, struct tsv_names names,
	const char *const *cells)
{
	struct tsv_row header = { .number = 0 };

	if (!tsv_next(&table, &header)) {
		tsv_add_row(out, names.at, names.n);
		return;
	}
	buf_add_str(out, header.line);
	for (size_t i = 0; i < names.n; i++)
		if (needs(cells[i]) && tsv_column(&header, names.at[i]) ==
		    TSV_CELLS)
			buf_add_format(out, "\t%s", names.at[i]);
	buf_add_char(out, '\n');
	buf_add_str(out, table);
}

/* Put the cells that are given in the places of those that were. */
static void
fill(const char *now[TSV_CELLS], const struct tsv_row *header,
	struct tsv_names names, const char *const *cells)
{
	for (size_t i = 0; i < names.n; i++) {
		size_t at = tsv_column(header, names.at[i]);

		if (cells[i] && at < TSV_CELLS)
			now[at] = cells[i];
	}
	now[0] = cells[0];
}

void
tsv_put_named(struct buf *out, struct str table, struct tsv_names names,
	const char *const *cells)
{
	struct str key = str_of(cells[0]);
	const char *now[TSV_CELLS];
	char *were[TSV_CELLS];
	struct buf wide = BUF_INIT, row = BUF_INIT;
	struct tsv_row header, before;

	add_wide(&wide, table, names, cells);
	tsv_find(buf_str(&wide), key, &header, &before);
	for (size_t i = 0; i < TSV_CELLS; i++)
		now[i] = were[i] = tsv_take_cell(&before, i);
	fill(now, &header, names, cells);
	tsv_add_row(&row, now, TSV_CELLS);
	tsv_put(out, buf_str(&wide), key, buf_str(&row), str_of(""));
	for (size_t i = 0; i < TSV_CELLS; i++)
		free(were[i]);
	buf_release(&wide);
	buf_release(&row);
}
