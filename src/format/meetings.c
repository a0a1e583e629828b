/*
 * Reading and writing meetings.tsv, which anybody may have edited. Whatever is
 * wrong is told with its line, and what is right counts all the same.
 */
#include "adref/format/meetings.h"

#include <stdlib.h>

#include "adref/base/tsv_named.h"
#include "adref/base/utf8.h"

struct reading {
	struct meetings *out;
	const struct table_troubles *troubles;
	struct tsv_row header, row;
	size_t columns[MEETING_FIELDS];	/* TSV_CELLS: there is none */
};

static struct tsv_names
names(void)
{
	static const char *words[MEETING_FIELDS];

	for (unsigned i = 0; i < MEETING_FIELDS; i++)
		words[i] = meeting_field_word((enum meeting_field)i);
	return (struct tsv_names){ words, MEETING_FIELDS };
}

static void
tell(const struct reading *reading, size_t line, const char *why)
{
	reading->troubles->wrong(reading->troubles->ctx, line, why);
}

/* The key is what a row is found by: it stands there in one form only. */
static bool
check_key(const struct reading *reading, struct str cell, struct str key)
{
	struct buf why = BUF_INIT;

	if (str_same(cell, key))
		return true;
	buf_add_format(&why, "write %.*s for \"%.*s\"", (int)key.len, key.at,
		(int)(cell.len > 60 ? 60 : cell.len), cell.at);
	tell(reading, reading->row.number, buf_text(&why));
	buf_release(&why);
	return false;
}

/* A value as it should be, or as it stands. False for a key that is none. */
static bool
read_field(struct reading *reading, enum meeting_field field, char **out)
{
	struct buf cell = BUF_INIT, value = BUF_INIT;
	struct err err = ERR_INIT;
	bool good;

	tsv_cell(&cell, &reading->row, reading->columns[field]);
	good = meeting_add_value(&value, field, buf_str(&cell), &err) == 0;
	if (!good)
		tell(reading, reading->row.number, err.text);
	else if (field == MEETING_KEY)
		good = check_key(reading, buf_str(&cell), buf_str(&value));
	*out = good ? buf_take(&value) : buf_take(&cell);
	buf_release(&cell);
	buf_release(&value);
	return good || field != MEETING_KEY;
}

static void
read_row(struct reading *reading)
{
	char *fields[MEETING_FIELDS] = { NULL };
	bool good = true;

	if (utf8_check(reading->row.line) < reading->row.line.len) {
		tell(reading, reading->row.number, "this is not UTF-8 text");
		return;
	}
	for (unsigned i = 0; i < MEETING_FIELDS && good; i++)
		good = read_field(reading, (enum meeting_field)i, &fields[i]);
	if (good && !meetings_add(reading->out,
		(const char *const *)fields))
		tell(reading, reading->row.number, "this meeting is there "
			"already: the first row counts");
	for (unsigned i = 0; i < MEETING_FIELDS; i++)
		free(fields[i]);
}

void
meetings_read(struct meetings *out, struct str table,
	const struct table_troubles *troubles)
{
	struct reading reading = { .out = out, .troubles = troubles };

	if (!tsv_next(&table, &reading.header))
		return;
	for (unsigned i = 0; i < MEETING_FIELDS; i++)
		reading.columns[i] = tsv_column(&reading.header,
			meeting_field_word((enum meeting_field)i));
	if (reading.columns[MEETING_KEY] != 0) {
		tell(&reading, reading.header.number, "the first row names "
			"the columns, and the first of them is \"meeting\"");
		return;
	}
	reading.row.number = reading.header.number;
	while (tsv_next(&table, &reading.row))
		read_row(&reading);
}

void
meetings_put(struct buf *out, struct str table,
	const char *const fields[MEETING_FIELDS])
{
	tsv_put_named(out, table, names(), fields);
}

/* The row goes to where its new key belongs, with all that it says. */
static void
add_moved(struct buf *out, struct str table, struct str key, struct str to)
{
	struct tsv_row header, row;
	struct buf without = BUF_INIT, line = BUF_INIT;

	if (!tsv_find(table, key, &header, &row)) {
		buf_add_str(out, table);
		return;
	}
	buf_add_str(&line, to);
	buf_add_str(&line, str_from(row.line, row.cells[0].len));
	buf_add_char(&line, '\n');
	buf_add_str(&without, header.line);
	buf_add_char(&without, '\n');
	tsv_put(out, table, key, str_of(""), str_of(""));
	if (out->len) {
		buf_clear(&without);
		buf_add_str(&without, buf_str(out));
		buf_clear(out);
	}
	tsv_put(out, buf_str(&without), to, buf_str(&line), str_of(""));
	buf_release(&without);
	buf_release(&line);
}

void
meetings_change(struct buf *out, struct str table, const char *key,
	const char *const fields[MEETING_FIELDS])
{
	const char *cells[MEETING_FIELDS];
	struct buf moved = BUF_INIT;

	for (int i = 0; i < MEETING_FIELDS; i++)
		cells[i] = fields[i];
	if (!cells[MEETING_KEY])
		cells[MEETING_KEY] = key;
	add_moved(&moved, table, str_of(key), str_of(cells[MEETING_KEY]));
	meetings_put(out, buf_str(&moved), cells);
	buf_release(&moved);
}

void
meetings_drop(struct buf *out, struct str table, struct str key)
{
	tsv_put(out, table, key, str_of(""), str_of(""));
}
