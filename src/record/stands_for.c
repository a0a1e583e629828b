/*
 * Moving the rows of an act from one party's stands to another's. What the act
 * did to the table of the one is taken out of it, and done to the other's.
 */
#include "stands_for.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/tsv.h"
#include "adref/doc/party.h"
#include "adref/format/proposal_file.h"

/* The table of one party, before and after the act, and now. */
struct table {
	struct buf before, after, now, joined;
	struct buf path;
	bool there;
};

static void
table_release(struct table *table)
{
	buf_release(&table->before);
	buf_release(&table->after);
	buf_release(&table->now);
	buf_release(&table->joined);
	buf_release(&table->path);
}

static int
read_ends(const struct stands_moving *moving, struct table *table,
	const struct store_difference *acted, struct err *err)
{
	struct store *store = moving->record->store;

	if (!store_id_is_none(&acted->from) && store_read_blob(store,
		&acted->from, &table->before, err) < 0)
		return -1;
	return store_id_is_none(&acted->to) ? 0 : store_read_blob(store,
		&acted->to, &table->after, err);
}

static int
read_now(const struct stands_moving *moving, struct table *table,
	const char *party, struct err *err)
{
	stands_add_path(&table->path, party);
	return record_file(moving->record, buf_text(&table->path),
		&table->now, &table->there, err);
}

static struct str
row_of(struct str table, struct str key)
{
	struct tsv_row row = { .number = 0 };

	while (tsv_next(&table, &row))
		if (row.number > 1 && str_same(row.cells[0], key))
			return row.line;
	return str_of("");
}

/* A party neither supports nor opposes what is its own. */
static int
check_row(const struct stands_moving *moving, struct str key,
	struct err *err)
{
	struct str party = str_part(key, 0, str_find(key, 0, str_of("/")));

	return !str_is(party, moving->right) ? 0 : err_set(err, ERR_REFUSED,
		"%.*s is %s's own: undo %s takes back that %s stood with it",
		(int)key.len, key.at, party_room_name(moving->right),
		moving->entry->change, party_room_name(moving->is));
}

/* The rows that came with the act, put into the table of the right one. */
static int
add_rows(const struct stands_moving *moving, const struct table *from,
	struct table *to, struct err *err)
{
	struct str rest = buf_str(&from->after);
	struct tsv_row row = { .number = 0 };
	int rc = 0;

	buf_add_str(&to->joined, buf_str(&to->now));
	while (rc == 0 && tsv_next(&rest, &row)) {
		struct buf line = BUF_INIT, next = BUF_INIT;

		if (row.number == 1 || str_same(row.line, row_of(
			buf_str(&from->before), row.cells[0])))
			continue;
		rc = check_row(moving, row.cells[0], err);
		buf_add_str(&line, row.line);
		buf_add_char(&line, '\n');
		tsv_put(&next, buf_str(&to->joined), row.cells[0],
			buf_str(&line), str_of(stands_header));
		buf_release(&to->joined);
		to->joined = next;
		buf_release(&line);
	}
	return rc;
}

static int
put(const struct stands_moving *moving, const struct table *table,
	struct proposal_edits *edits, struct err *err)
{
	return proposal_edits_file(edits, moving->record,
		buf_text(&table->path), buf_str(&table->joined), err);
}

static int
move(const struct stands_moving *moving, const struct store_difference *acted,
	struct proposal_edits *edits, struct err *err)
{
	struct table from = { .there = false }, to = { .there = false };
	struct str key = str_of("");
	int rc = -1;

	if (!*moving->right) {
		err_set(err, ERR_REFUSED, "the Chair stands with nobody: "
			"undo %s takes it back", moving->entry->change);
		goto out;
	}
	if (read_ends(moving, &from, acted, err) < 0 ||
	    read_now(moving, &from, moving->is, err) < 0 ||
	    read_now(moving, &to, moving->right, err) < 0 ||
	    add_rows(moving, &from, &to, err) < 0)
		goto out;
	if (!tsv_join(&from.joined, buf_str(&from.after),
		buf_str(&from.before), buf_str(&from.now), &key)) {
		err_set(err, ERR_REFUSED, "how %s stands to %.*s was changed "
			"since", party_room_name(moving->is), (int)key.len,
			key.at);
		goto out;
	}
	rc = put(moving, &from, edits, err);
	if (rc == 0)
		rc = put(moving, &to, edits, err);
out:
	table_release(&from);
	table_release(&to);
	return rc;
}

int
stands_plan(const struct stands_moving *moving,
	struct proposal_edits *edits, struct err *err)
{
	struct buf stands = BUF_INIT;
	int rc = 0;

	stands_add_path(&stands, moving->recorded);
	for (size_t i = 0; i < moving->acted->n && rc == 0 &&
	     *moving->recorded; i++)
		if (strcmp(moving->acted->at[i].path, buf_text(&stands)) == 0)
			rc = move(moving, &moving->acted->at[i], edits, err);
	buf_release(&stands);
	return rc;
}
