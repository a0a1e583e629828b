/*
 * Reading and writing bureau.tsv, which anybody may have edited.
 */
#include "adref/format/bureau.h"

#include <stdlib.h>

#include "adref/base/tsv_named.h"
#include "adref/base/utf8.h"
#include "adref/doc/party.h"

static const char *const words[BUREAU_FIELDS] = {
	"party", "name", "group", "role"
};
static const struct tsv_names names = { words, BUREAU_FIELDS };

static const char *
wrong_with(const struct tsv_row *row)
{
	if (utf8_check(row->line) < row->line.len)
		return "this is not UTF-8 text";
	if (!party_by_code(row->cells[0]))
		return "the first cell is no code of a party";
	return NULL;
}

static void
read_row(struct bureau *out, const struct tsv_row *header,
	const struct tsv_row *row, const struct table_troubles *troubles)
{
	char *fields[BUREAU_FIELDS];
	const char *wrong = wrong_with(row);

	for (int i = 0; i < BUREAU_FIELDS; i++)
		fields[i] = tsv_take_cell(row, tsv_column(header, words[i]));
	if (!wrong && !bureau_add(out, (const char *const *)fields))
		wrong = "this party is there already: the first row counts";
	if (wrong)
		troubles->wrong(troubles->ctx, row->number, wrong);
	for (int i = 0; i < BUREAU_FIELDS; i++)
		free(fields[i]);
}

void
bureau_read(struct bureau *out, struct str table,
	const struct table_troubles *troubles)
{
	struct tsv_row header = { .number = 0 }, row = { .number = 0 };

	if (!tsv_next(&table, &header))
		return;
	if (tsv_column(&header, words[0]) != 0) {
		troubles->wrong(troubles->ctx, header.number, "the first row "
			"names the columns, and the first of them is "
			"\"party\"");
		return;
	}
	row.number = header.number;
	while (tsv_next(&table, &row))
		read_row(out, &header, &row, troubles);
}

void
bureau_put(struct buf *out, struct str table,
	const char *const fields[BUREAU_FIELDS])
{
	tsv_put_named(out, table, names, fields);
}

void
bureau_drop(struct buf *out, struct str table, struct str code)
{
	tsv_put(out, table, code, str_of(""), str_of(""));
}
