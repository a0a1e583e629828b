/*
 * Proposals as a matrix: a line for each place in the text, a column for each
 * party, and in it what that party proposed there and what it is for and
 * against.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/party.h"
#include "adref/doc/proposal_said.h"
#include "adref/text/words.h"
#include "cli_asked.h"
#include "cli_table.h"

struct matrix {
	const struct asked *asked;
	const char **parties;	/* by code */
	size_t n, cap;
	size_t *widths;		/* of the columns, the places' first */
	struct buf *cells;	/* of the line that is being written */
};
/* One way of writing a line: the place's cells, then those of the parties. */
typedef void (*write_line)(struct matrix *matrix, size_t spot);

static int
by_code(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static void
add_party(struct matrix *matrix, struct map *known, const char *code)
{
	if (map_put(known, str_of(code), matrix))
		return;
	matrix->parties = mem_grow(matrix->parties, &matrix->cap,
		matrix->n + 1, sizeof(*matrix->parties));
	matrix->parties[matrix->n++] = code;
}

static void
find_parties(struct matrix *matrix)
{
	struct map known = MAP_INIT;

	for (size_t i = 0; i < matrix->asked->n; i++) {
		const struct proposal *of = asked_at(matrix->asked, i)->of;

		add_party(matrix, &known, of->party);
		for (size_t k = 0; k < of->stands_n; k++)
			add_party(matrix, &known, of->stands[k].party);
	}
	if (matrix->n)
		qsort(matrix->parties, matrix->n, sizeof(*matrix->parties),
			by_code);
	map_release(&known);
}

static struct buf *
cell_of(struct matrix *matrix, const char *code)
{
	const char **at = bsearch(&code, matrix->parties, matrix->n,
		sizeof(*matrix->parties), by_code);
	struct buf *cell = &matrix->cells[at - matrix->parties];

	if (cell->len)
		buf_add_text(cell, "; ");
	return cell;
}

/* `IND/3 change: open` in its party's cell, `for IND/3` in others'. */
static void
add_to_cells(struct matrix *matrix, const struct proposal *of)
{
	struct buf *cell = cell_of(matrix, of->party);

	proposal_add_name(cell, of);
	buf_add_format(cell, " %s: %s", proposal_verb_said(of->verb),
		proposal_became(of));
	for (size_t i = 0; i < of->stands_n; i++) {
		cell = cell_of(matrix, of->stands[i].party);
		buf_add_text(cell, of->stands[i].against ? "against "
			: "for ");
		proposal_add_name(cell, of);
	}
}

/* Proposals on one place stand together. */
static void
write_all(struct matrix *matrix, write_line write)
{
	const struct asked *asked = matrix->asked;

	for (size_t i = 0; i < asked->n;) {
		size_t spot = asked_at(asked, i)->spot;

		for (size_t k = 0; k < matrix->n; k++)
			buf_clear(&matrix->cells[k]);
		for (; i < asked->n && asked_at(asked, i)->spot == spot; i++)
			add_to_cells(matrix, asked_at(asked, i)->of);
		write(matrix, spot);
	}
}

static void
add_words(struct buf *out, const struct matrix *matrix, size_t spot)
{
	const struct node *node = asked_node(matrix->asked, spot);

	if (node)
		words_add_plain(out, node_str(node));
}

static void
csv_line(struct matrix *matrix, size_t spot)
{
	const struct proposal_spot *at = &matrix->asked->order.spots[spot];
	struct buf *out = &matrix->asked->cli->out, words = BUF_INIT;

	add_words(&words, matrix, spot);
	table_add_csv(out, at->doc);
	buf_add_char(out, ',');
	table_add_csv(out, at->address);
	buf_add_format(out, ",%s,", at->node.text);
	table_add_csv(out, buf_text(&words));
	for (size_t i = 0; i < matrix->n; i++) {
		buf_add_char(out, ',');
		if (matrix->cells[i].len)
			table_add_csv(out, buf_text(&matrix->cells[i]));
	}
	buf_add_char(out, '\n');
	buf_release(&words);
}

static void
add_csv(struct matrix *matrix)
{
	struct buf *out = &matrix->asked->cli->out;

	buf_add_text(out, "document,address,node,text");
	for (size_t i = 0; i < matrix->n; i++) {
		buf_add_char(out, ',');
		table_add_csv(out, matrix->parties[i]);
	}
	buf_add_char(out, '\n');
	write_all(matrix, csv_line);
}

static void
md_line(struct matrix *matrix, size_t spot)
{
	struct buf *out = &matrix->asked->cli->out, place = BUF_INIT;

	asked_add_where(&place, matrix->asked, spot);
	buf_add_char(out, '|');
	table_add_md(out, buf_text(&place));
	buf_clear(&place);
	add_words(&place, matrix, spot);
	table_add_md(out, buf_text(&place));
	for (size_t i = 0; i < matrix->n; i++)
		table_add_md(out, buf_text(&matrix->cells[i]));
	buf_add_char(out, '\n');
	buf_release(&place);
}

static void
add_md(struct matrix *matrix)
{
	struct buf *out = &matrix->asked->cli->out;

	buf_add_text(out, "| where | text |");
	for (size_t i = 0; i < matrix->n; i++)
		table_add_md(out, party_room_name(matrix->parties[i]));
	buf_add_text(out, "\n|---|---|");
	for (size_t i = 0; i < matrix->n; i++)
		buf_add_text(out, "---|");
	buf_add_char(out, '\n');
	write_all(matrix, md_line);
}

static void
widen(size_t *width, const char *text)
{
	size_t columns = utf8_columns(str_of(text));

	if (columns > *width)
		*width = columns;
}

static void
measure_line(struct matrix *matrix, size_t spot)
{
	struct buf place = BUF_INIT;

	asked_add_where(&place, matrix->asked, spot);
	widen(&matrix->widths[0], buf_text(&place));
	for (size_t i = 0; i < matrix->n; i++)
		widen(&matrix->widths[i + 1], buf_text(&matrix->cells[i]));
	buf_release(&place);
}

/* Blanks at the end of a line are taken off. */
static void
end_line(struct buf *out)
{
	while (out->len && out->data[out->len - 1] == ' ')
		buf_cut(out, out->len - 1);
	buf_add_char(out, '\n');
}

static void
text_line(struct matrix *matrix, size_t spot)
{
	struct buf *out = &matrix->asked->cli->out, place = BUF_INIT;

	asked_add_where(&place, matrix->asked, spot);
	cli_add_column(out, buf_text(&place), matrix->widths[0] + 1);
	for (size_t i = 0; i < matrix->n; i++)
		cli_add_column(out, buf_text(&matrix->cells[i]),
			matrix->widths[i + 1] + 1);
	end_line(out);
	buf_release(&place);
}

static void
add_text(struct matrix *matrix)
{
	struct buf *out = &matrix->asked->cli->out;

	for (size_t i = 0; i < matrix->n; i++)
		widen(&matrix->widths[i + 1],
			party_room_name(matrix->parties[i]));
	write_all(matrix, measure_line);
	cli_add_column(out, "", matrix->widths[0] + 1);
	for (size_t i = 0; i < matrix->n; i++)
		cli_add_column(out, party_room_name(matrix->parties[i]),
			matrix->widths[i + 1] + 1);
	end_line(out);
	write_all(matrix, text_line);
}

int
asked_add_matrix(const struct asked *asked, const char *format,
	struct err *err)
{
	struct matrix matrix = { .asked = asked };
	bool csv = strcmp(format, "csv") == 0, md = strcmp(format, "md") == 0;

	if (!csv && !md && strcmp(format, "text") != 0)
		return err_set(err, ERR_USAGE, "a matrix is written as csv, "
			"md or text, not \"%.40s\"", format);
	find_parties(&matrix);
	matrix.cells = mem_new(matrix.n, sizeof(*matrix.cells));
	matrix.widths = mem_new(matrix.n + 1, sizeof(*matrix.widths));
	if (csv)
		add_csv(&matrix);
	else if (md)
		add_md(&matrix);
	else
		add_text(&matrix);
	for (size_t i = 0; i < matrix.n; i++)
		buf_release(&matrix.cells[i]);
	free(matrix.cells);
	free(matrix.widths);
	free(matrix.parties);
	return 0;
}
