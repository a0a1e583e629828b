/*
 * Reading and writing tables, and putting two changes of one together, row by
 * row. What it must not do: know what a column means.
 */
#include "adref/base/tsv.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"

bool
tsv_next(struct str *rest, struct tsv_row *row)
{
	size_t at = 0;

	do {
		if (!str_line(rest, &row->line))
			return false;
		row->number++;
	} while (!str_trim(row->line).len);
	/* The last cell takes the rest. */
	for (row->n = 0; ; row->n++) {
		size_t tab = row->n + 1 == TSV_CELLS ? row->line.len
			: str_find(row->line, at, str_of("\t"));

		row->cells[row->n] = str_part(row->line, at, tab - at);
		at = tab + 1;
		if (tab == row->line.len)
			break;
	}
	row->n++;
	return true;
}

void
tsv_cell(struct buf *out, const struct tsv_row *row, size_t n)
{
	struct str cell = n < row->n ? row->cells[n] : str_of("");

	for (size_t i = 0; i < cell.len; i++) {
		char c = cell.at[i];

		if (c == '\\' && i + 1 < cell.len) {
			c = cell.at[++i];
			c = c == 't' ? '\t' : c == 'n' ? '\n' : c;
		}
		buf_add_char(out, c);
	}
}

char *
tsv_take_cell(const struct tsv_row *row, size_t n)
{
	struct buf out = BUF_INIT;

	tsv_cell(&out, row, n);
	return buf_take(&out);
}

static void
add_cell(struct buf *out, const char *cell)
{
	for (; cell && *cell; cell++) {
		const char *special = strchr("\t\n\\", *cell);

		if (*cell == '\r')
			continue;
		if (special)
			buf_add_char(out, '\\');
		buf_add_char(out, !special ? *cell : *cell == '\t' ? 't'
			: *cell == '\n' ? 'n' : '\\');
	}
}

void
tsv_add_row(struct buf *out, const char *const *cells, size_t n)
{
	while (n > 1 && !(cells[n - 1] && *cells[n - 1]))
		n--;
	for (size_t i = 0; i < n; i++) {
		if (i)
			buf_add_char(out, '\t');
		add_cell(out, cells[i]);
	}
	buf_add_char(out, '\n');
}

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

/* The run of digits at a key's beginning, without zeros in front. */
static struct str
digits_of(struct str *key)
{
	size_t n = 0, zeros = 0;
	struct str run;

	while (n < key->len && is_digit(key->at[n]))
		n++;
	while (zeros + 1 < n && key->at[zeros] == '0')
		zeros++;
	run = str_part(*key, zeros, n - zeros);
	*key = str_from(*key, n);
	return run;
}

int
tsv_order(struct str a, struct str b)
{
	while (a.len && b.len) {
		if (is_digit(a.at[0]) && is_digit(b.at[0])) {
			struct str x = digits_of(&a), y = digits_of(&b);
			int order = str_order(x, y);

			if (x.len != y.len)
				return x.len < y.len ? -1 : 1;
			if (order)
				return order;
			continue;
		}
		if (a.at[0] != b.at[0])
			return (unsigned char)a.at[0] < (unsigned char)b.at[0]
				? -1 : 1;
		a = str_from(a, 1);
		b = str_from(b, 1);
	}
	return a.len ? 1 : b.len ? -1 : 0;
}

static void
add_line(struct buf *out, struct str line)
{
	buf_add_str(out, line);
	buf_add_char(out, '\n');
}

void
tsv_put(struct buf *out, struct str table, struct str key, struct str row,
	struct str header)
{
	struct tsv_row at = { .number = 0 };
	size_t begin = out->len, rows = 0;
	bool placed = !row.len;

	if (tsv_next(&table, &at))
		add_line(out, at.line);
	else
		buf_add_str(out, header);
	while (tsv_next(&table, &at)) {
		int order = tsv_order(at.cells[0], key);

		if (!placed && order >= 0) {
			buf_add_str(out, row);
			placed = true;
			rows++;
		}
		if (order == 0)
			continue;
		add_line(out, at.line);
		rows++;
	}
	if (!placed)
		buf_add_str(out, row);
	else if (!rows)
		buf_cut(out, begin);
}

/* The rows of a table by their keys: pointers into `rows`. */
struct table {
	struct map by_key;
	struct tsv_row *rows;
	size_t n, cap;
	struct str header;
};

static void
table_read(struct table *table, struct str text)
{
	struct tsv_row row = { .number = 0 };

	*table = (struct table){ 0 };
	if (tsv_next(&text, &row))
		table->header = row.line;
	while (tsv_next(&text, &row)) {
		table->rows = mem_grow(table->rows, &table->cap,
			table->n + 1, sizeof(*table->rows));
		table->rows[table->n++] = row;
	}
	for (size_t i = 0; i < table->n; i++)
		map_put(&table->by_key, table->rows[i].cells[0],
			&table->rows[i]);
}

static void
table_release(struct table *table)
{
	map_release(&table->by_key);
	free(table->rows);
}

/* The line of a key; empty when there is none. */
static struct str
line_of(const struct table *table, struct str key)
{
	const struct tsv_row *row = map_get(&table->by_key, key);

	return row ? row->line : str_of("");
}

struct joining {
	struct table base, theirs, ours;
	struct buf text;	/* ours, as far as it was changed */
	struct str way;
	bool clash;
};

/* What became of one key on their side is done to ours. */
static void
join_key(struct joining *joining, struct str key)
{
	struct str was = line_of(&joining->base, key);
	struct str now = line_of(&joining->theirs, key);
	struct str ours = line_of(&joining->ours, key);
	struct buf row = BUF_INIT, after = BUF_INIT, header = BUF_INIT;

	if (str_same(was, now) || str_same(ours, now))
		return;
	if (!str_same(ours, was)) {
		joining->way = key;
		joining->clash = true;
		return;
	}
	if (now.len)
		add_line(&row, now);
	add_line(&header, joining->theirs.header.len
		? joining->theirs.header : joining->base.header);
	tsv_put(&after, buf_str(&joining->text), key, buf_str(&row),
		buf_str(&header));
	buf_release(&joining->text);
	joining->text = after;
	buf_release(&row);
	buf_release(&header);
}

bool
tsv_join(struct buf *out, struct str base, struct str theirs,
	struct str ours, struct str *key)
{
	struct joining joining = { .clash = false };

	table_read(&joining.base, base);
	table_read(&joining.theirs, theirs);
	table_read(&joining.ours, ours);
	buf_add_str(&joining.text, ours);
	for (size_t i = 0; i < joining.base.n && !joining.clash; i++)
		join_key(&joining, joining.base.rows[i].cells[0]);
	for (size_t i = 0; i < joining.theirs.n && !joining.clash; i++)
		join_key(&joining, joining.theirs.rows[i].cells[0]);
	if (!joining.clash)
		buf_add_str(out, buf_str(&joining.text));
	*key = joining.way;
	table_release(&joining.base);
	table_release(&joining.theirs);
	table_release(&joining.ours);
	buf_release(&joining.text);
	return !joining.clash;
}
