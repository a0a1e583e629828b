/*
 * Drawing counts over drafts. What it must not do: count.
 */
#include "cli_plot.h"

#include <string.h>

#include "adref/base/bars.h"
#include "adref/base/json.h"
#include "adref/base/utf8.h"
#include "cli.h"
#include "cli_table.h"

enum { NAME_COLUMNS = 26, WIDTH = 640, HEIGHT = 360, EDGE = 48,
	LABEL_COLUMNS = 16 };

static size_t
most_of(const struct convergence *counts, const size_t *row)
{
	size_t most = 0;

	for (size_t i = 0; i < counts->points_n; i++)
		if (row[i] > most)
			most = row[i];
	return most;
}

static void
add_name(struct buf *out, const struct converge_row *row)
{
	if (*row->name)
		buf_add_format(out, "%s ", row->name);
	buf_add_text(out, row->title);
}

static void
add_cut(struct buf *out, const char *text, size_t columns)
{
	struct str str = str_of(text);

	while (utf8_columns(str) > columns)
		str.len = utf8_prev(str, str.len);
	buf_add_str(out, str);
	buf_add_fill(out, ' ', columns - utf8_columns(str) + 1);
}

static void
add_table_row(struct buf *out, const struct convergence *counts,
	const char *name, const size_t *row, bool ascii)
{
	add_cut(out, name, NAME_COLUMNS);
	bars_add(out, row, counts->points_n, ascii);
	for (size_t i = 0; i < counts->points_n; i++)
		buf_add_format(out, " %9zu", row[i]);
	buf_add_char(out, '\n');
}

static void
add_table_rows(struct buf *out, const struct convergence *counts,
	const struct converge_row *rows, size_t n, bool ascii)
{
	for (size_t i = 0; i < n; i++) {
		struct buf name = BUF_INIT;

		add_name(&name, &rows[i]);
		add_table_row(out, counts, buf_text(&name), rows[i].counts,
			ascii);
		buf_release(&name);
	}
}

static void
add_table(struct buf *out, const struct convergence *counts, bool ascii)
{
	add_cut(out, "brackets", NAME_COLUMNS);
	buf_add_fill(out, ' ', counts->points_n);
	for (size_t i = 0; i < counts->points_n; i++)
		buf_add_format(out, " %9.9s", counts->points[i]);
	buf_add_char(out, '\n');
	add_table_rows(out, counts, counts->sections, counts->sections_n,
		ascii);
	add_table_row(out, counts, "in all", counts->total, ascii);
	if (counts->parties_n)
		buf_add_text(out, "asked for by\n");
	add_table_rows(out, counts, counts->parties, counts->parties_n,
		ascii);
}

static void
add_csv_row(struct buf *out, const struct convergence *counts,
	const char *kind, const struct converge_row *row)
{
	buf_add_format(out, "%s,", kind);
	table_add_csv(out, row->name);
	buf_add_char(out, ',');
	table_add_csv(out, row->title);
	for (size_t i = 0; i < counts->points_n; i++)
		buf_add_format(out, ",%zu", row->counts[i]);
	buf_add_char(out, '\n');
}

static void
add_csv_table(struct buf *out, const struct convergence *counts)
{
	buf_add_text(out, "kind,name,title");
	for (size_t i = 0; i < counts->points_n; i++) {
		buf_add_char(out, ',');
		table_add_csv(out, counts->points[i]);
	}
	buf_add_char(out, '\n');
	for (size_t i = 0; i < counts->sections_n; i++)
		add_csv_row(out, counts, "section", &counts->sections[i]);
	for (size_t i = 0; i < counts->parties_n; i++)
		add_csv_row(out, counts, "party", &counts->parties[i]);
}

static void
add_md_rows(struct buf *out, const struct convergence *counts,
	const struct converge_row *rows, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		struct buf name = BUF_INIT;

		add_name(&name, &rows[i]);
		buf_add_char(out, '|');
		table_add_md(out, buf_text(&name));
		for (size_t k = 0; k < counts->points_n; k++)
			buf_add_format(out, " %zu |", rows[i].counts[k]);
		buf_add_char(out, '\n');
		buf_release(&name);
	}
}

static void
add_md_table(struct buf *out, const struct convergence *counts)
{
	buf_add_text(out, "| brackets |");
	for (size_t i = 0; i < counts->points_n; i++)
		table_add_md(out, counts->points[i]);
	buf_add_text(out, "\n|---|");
	for (size_t i = 0; i < counts->points_n; i++)
		buf_add_text(out, "---:|");
	buf_add_char(out, '\n');
	add_md_rows(out, counts, counts->sections, counts->sections_n);
	add_md_rows(out, counts, counts->parties, counts->parties_n);
	buf_add_text(out, "| in all |");
	for (size_t i = 0; i < counts->points_n; i++)
		buf_add_format(out, " %zu |", counts->total[i]);
	buf_add_char(out, '\n');
}

static void
add_json_rows(struct json *json, const char *key,
	const struct convergence *counts, const struct converge_row *rows,
	size_t n)
{
	json_open(json, key, '[');
	for (size_t i = 0; i < n; i++) {
		json_open(json, NULL, '{');
		json_text(json, "name", str_of(rows[i].name));
		json_text(json, "title", str_of(rows[i].title));
		json_text(json, "node", str_of(rows[i].node.text));
		json_open(json, "brackets", '[');
		for (size_t k = 0; k < counts->points_n; k++)
			json_int(json, NULL, (int64_t)rows[i].counts[k]);
		json_close(json, ']');
		json_close(json, '}');
	}
	json_close(json, ']');
}

static void
add_json(struct buf *out, const struct convergence *counts)
{
	struct json json;

	json_init(&json, out);
	json_open(&json, NULL, '{');
	json_open(&json, "points", '[');
	for (size_t i = 0; i < counts->points_n; i++)
		json_text(&json, NULL, str_of(counts->points[i]));
	json_close(&json, ']');
	json_open(&json, "brackets", '[');
	for (size_t i = 0; i < counts->points_n; i++)
		json_int(&json, NULL, (int64_t)counts->total[i]);
	json_close(&json, ']');
	add_json_rows(&json, "sections", counts, counts->sections,
		counts->sections_n);
	add_json_rows(&json, "parties", counts, counts->parties,
		counts->parties_n);
	json_close(&json, '}');
	buf_add_char(out, '\n');
}

static void
add_xml(struct buf *out, const char *text)
{
	for (; *text; text++) {
		const char *entity = *text == '<' ? "&lt;" : *text == '&'
			? "&amp;" : *text == '>' ? "&gt;" : NULL;

		if (entity)
			buf_add_text(out, entity);
		else
			buf_add_char(out, *text);
	}
}

/* Where a point and a count stand in the drawing. */
static size_t
across(const struct convergence *counts, size_t point)
{
	return counts->points_n < 2 ? WIDTH / 2
		: EDGE + point * (WIDTH - 4 * EDGE) / (counts->points_n - 1);
}

static size_t
down(size_t most, size_t count)
{
	return HEIGHT - EDGE - (most ? count * (HEIGHT - 2 * EDGE) / most
		: 0);
}

static void
add_svg_line(struct buf *out, const struct convergence *counts,
	const char *name, const size_t *row, size_t nth)
{
	/* Told apart by dashes as well as by shade. */
	static const char *const dashes[] = { "", "6 3", "2 3", "8 3 2 3" };
	size_t most = most_of(counts, counts->total);
	size_t last = counts->points_n - 1;
	struct buf label = BUF_INIT;

	buf_add_format(out, "<polyline fill=\"none\" stroke=\"#%02x%02x%02x\" "
		"stroke-width=\"2\" stroke-dasharray=\"%s\" points=\"",
		(unsigned)(40 + nth * 53 % 160),
		(unsigned)(60 + nth * 97 % 120),
		(unsigned)(90 + nth * 31 % 150), dashes[nth % 4]);
	for (size_t i = 0; i < counts->points_n; i++)
		buf_add_format(out, "%s%zu,%zu", i ? " " : "",
			across(counts, i), down(most, row[i]));
	buf_add_format(out, "\"/>\n<text x=\"%zu\" y=\"%zu\">",
		across(counts, last) + 6, down(most, row[last]) + 4);
	add_cut(&label, name, LABEL_COLUMNS);
	buf_cut(&label, str_trim(buf_str(&label)).len);
	add_xml(out, buf_text(&label));
	buf_add_format(out, " %zu</text>\n", row[last]);
	buf_release(&label);
}

static void
add_svg(struct buf *out, const struct convergence *counts)
{
	buf_add_format(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" "
		"width=\"%d\" height=\"%d\" font-family=\"sans-serif\" "
		"font-size=\"12\">\n<title>Brackets from draft to draft"
		"</title>\n", WIDTH, HEIGHT);
	for (size_t i = 0; i < counts->points_n; i++) {
		buf_add_format(out, "<text x=\"%zu\" y=\"%d\" "
			"text-anchor=\"middle\">", across(counts, i),
			HEIGHT - EDGE / 2);
		add_xml(out, counts->points[i]);
		buf_add_text(out, "</text>\n");
	}
	for (size_t i = 0; i < counts->sections_n; i++)
		add_svg_line(out, counts, *counts->sections[i].name
			? counts->sections[i].name : counts->sections[i].title,
			counts->sections[i].counts, i + 1);
	add_svg_line(out, counts, "in all", counts->total, 0);
	buf_add_text(out, "</svg>\n");
}

int
plot_add(struct buf *out, const struct convergence *counts,
	const char *format, bool ascii, struct err *err)
{
	if (!counts->points_n)
		return err_set(err, ERR_MISSING, "there is no text yet");
	if (strcmp(format, "table") == 0)
		add_table(out, counts, ascii);
	else if (strcmp(format, "csv") == 0)
		add_csv_table(out, counts);
	else if (strcmp(format, "md") == 0)
		add_md_table(out, counts);
	else if (strcmp(format, "json") == 0)
		add_json(out, counts);
	else if (strcmp(format, "svg") == 0)
		add_svg(out, counts);
	else
		return err_set(err, ERR_USAGE, "counts are written as table, "
			"csv, md or svg, not \"%.40s\"", format);
	return 0;
}
