/*
 * Tables, joined row by row: where both changed a row, ours stays, and it is
 * said which. Proposals of ours that got another number are named by that.
 */
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/tsv.h"
#include "syncing.h"

/* A cell with the new names: one name, or several with commas between. */
static bool
rename_cell(const struct syncing *syncing, struct str cell, struct buf *out)
{
	bool changed = false, more = false;

	do {
		size_t comma = str_find(cell, 0, str_of(","));
		struct str name = str_part(cell, 0, comma);
		const char *now = map_get(&syncing->renamed, name);

		if (now)
			buf_add_text(out, now);
		else
			buf_add_str(out, name);
		changed |= now != NULL;
		more = comma < cell.len;
		if (more)
			buf_add_char(out, ',');
		cell = str_from(cell, comma + 1);
	} while (more);
	return changed;
}

/* Put a row into the table as it is to be called now. */
static void
put_renamed(const struct syncing *syncing, const struct tsv_row *row,
	struct str header, struct buf *table)
{
	struct buf line = BUF_INIT, key = BUF_INIT, without = BUF_INIT,
		with = BUF_INIT;
	bool changed = false;

	for (size_t i = 0; i < row->n; i++) {
		if (i)
			buf_add_char(&line, '\t');
		changed |= rename_cell(syncing, row->cells[i], &line);
		if (i == 0)
			buf_add_str(&key, buf_str(&line));
	}
	buf_add_char(&line, '\n');
	if (changed) {
		tsv_put(&without, buf_str(table), row->cells[0], str_of(""),
			str_of(""));
		tsv_put(&with, buf_str(&without), buf_str(&key),
			buf_str(&line), header);
		buf_release(table);
		*table = with;
		with = (struct buf)BUF_INIT;
	}
	buf_release(&line);
	buf_release(&key);
	buf_release(&without);
	buf_release(&with);
}

static void
rename_in(const struct syncing *syncing, struct buf *table)
{
	struct buf was = BUF_INIT, header = BUF_INIT;
	struct tsv_row row = { .number = 0 };
	struct str rest;

	if (!syncing->renamed.n)
		return;
	buf_add_str(&was, buf_str(table));
	rest = buf_str(&was);
	if (tsv_next(&rest, &row)) {
		buf_add_str(&header, row.line);
		buf_add_char(&header, '\n');
	}
	while (tsv_next(&rest, &row))
		put_renamed(syncing, &row, buf_str(&header), table);
	buf_release(&was);
	buf_release(&header);
}

/* The row that a table has under a key, with its end; or nothing. */
static void
add_row_of(struct buf *out, struct str table, struct str key)
{
	struct tsv_row row = { .number = 0 };

	if (!tsv_next(&table, &row))
		return;
	while (tsv_next(&table, &row))
		if (str_same(row.cells[0], key)) {
			buf_add_str(out, row.line);
			buf_add_char(out, '\n');
			return;
		}
}

/* Their row becomes that of the base: nothing was changed there. */
static void
pass_over(struct buf *theirs, const struct buf *base, struct str key)
{
	struct buf row = BUF_INIT, now = BUF_INIT;
	struct str header = str_part(buf_str(base), 0, str_find(buf_str(base),
		0, str_of("\n")) + 1);

	add_row_of(&row, buf_str(base), key);
	tsv_put(&now, buf_str(theirs), key, buf_str(&row), header);
	buf_release(theirs);
	buf_release(&row);
	*theirs = now;
}

static void
join(struct syncing *syncing, const char *path, struct buf states[3],
	struct buf *out)
{
	struct str key;

	while (!tsv_join(out, buf_str(&states[0]), buf_str(&states[2]),
		buf_str(&states[1]), &key)) {
		struct buf name = BUF_INIT;

		buf_add_str(&name, key);
		sync_say(syncing->out, "%s: %s was changed here and in %s: it "
			"stays as it is here", path, buf_text(&name),
			syncing->from);
		pass_over(&states[2], &states[0], buf_str(&name));
		buf_release(&name);
	}
}

int
sync_table(struct syncing *syncing, const char *path, struct err *err)
{
	const struct store_difference *here = side_file(&syncing->ours, path);
	const struct store_difference *there = side_file(&syncing->theirs,
		path);
	const store_id *base = here ? &here->from : &there->from;
	const store_id *ids[3] = { base, here ? &here->to : base,
		there ? &there->to : base };
	struct buf states[3] = { BUF_INIT, BUF_INIT, BUF_INIT };
	struct buf was = BUF_INIT, now = BUF_INIT;
	int rc = 0;

	for (size_t i = 0; i < 3 && rc == 0; i++)
		rc = sync_read(syncing, ids[i], &states[i], err);
	if (rc == 0) {
		buf_add_str(&was, buf_str(&states[1]));
		rename_in(syncing, &states[1]);
		join(syncing, path, states, &now);
		if (!str_same(buf_str(&was), buf_str(&now)))
			puts_add(&syncing->puts, "", path, now.len
				? buf_str(&now) : str_make(NULL, 0));
	}
	for (size_t i = 0; i < 3; i++)
		buf_release(&states[i]);
	buf_release(&was);
	buf_release(&now);
	return rc;
}
