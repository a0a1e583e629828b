/*
 * Writing a negotiation's own parties: a row of its table put in, changed or
 * taken out. What a person has written into the table stays, columns too that
 * mean nothing here.
 */
#include "adref/base/tsv_named.h"
#include "adref/doc/parties.h"

static const char *const column_words[PARTY_COLUMNS] = {
	"code", "name", "room", "aliases", "group", "kind", "members"
};

enum party_column
party_column_of(struct str word)
{
	enum party_column column = PARTY_CODE;

	while (column < PARTY_COLUMNS &&
	       !str_is_any_case(word, column_words[column]))
		column++;
	return column;
}

void
parties_put(struct buf *out, struct str table,
	const char *const cells[PARTY_COLUMNS])
{
	tsv_put_named(out, table, (struct tsv_names){ column_words,
		PARTY_COLUMNS }, cells);
}

bool
parties_drop(struct buf *out, struct str table, struct str code)
{
	struct tsv_row header, row;

	if (!tsv_find(table, code, &header, &row))
		return false;
	tsv_put(out, table, code, str_of(""), str_of(""));
	return true;
}
