/*
 * Before and after side by side, for the call diff.
 */
#include <stdlib.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "adref/text/layout.h"
#include "adref/text/words.h"
#include "cli.h"

/* Of the terminal, or as it is said; else enough for two. */
static size_t
columns(void)
{
	const char *said = getenv("COLUMNS");
	struct winsize told = { .ws_col = 0 };
	long n = said ? strtol(said, NULL, 10) : 0;

	if (n > 0)
		return (size_t)n;
	if (isatty(STDOUT_FILENO) && !ioctl(STDOUT_FILENO, TIOCGWINSZ,
		&told) && told.ws_col)
		return told.ws_col;
	return SIDES_FROM;
}

/* Append row n of a layout; returns its columns. */
static size_t
add_row(struct buf *out, const struct layout *layout, size_t n)
{
	size_t cols = 0;

	for (size_t i = 0; i < layout->n; i++) {
		const struct layout_run *run = &layout->at[i];

		if (run->row != n)
			continue;
		buf_add_str(out, str_part(buf_str(&layout->shown),
			run->show_off, run->show_len));
		cols = run->col + run->width;
	}
	return cols;
}

/* Rows of both, in columns; a side without text has none. */
static void
add_columns(struct buf *out, const struct buf sides[2], size_t width)
{
	size_t half = (width - 3) / 2, rows[2] = { 0, 0 };
	struct layout_style style = { .lens = LENS_SOURCE, .width = half };
	struct layout layouts[2] = { LAYOUT_INIT, LAYOUT_INIT };

	for (int i = 0; i < 2; i++) {
		layout_line(&layouts[i], buf_str(&sides[i]), &style);
		rows[i] = sides[i].len ? layouts[i].rows : 0;
	}
	for (size_t n = 0; n < rows[0] || n < rows[1]; n++) {
		size_t cols = n < rows[0] ? add_row(out, &layouts[0], n) : 0;

		buf_add_fill(out, ' ', cols < half ? half - cols : 0);
		buf_add_text(out, n < rows[1] ? " | " : " |");
		if (n < rows[1])
			add_row(out, &layouts[1], n);
		while (out->len && out->data[out->len - 1] == ' ')
			buf_cut(out, out->len - 1);
		buf_add_char(out, '\n');
	}
	for (int i = 0; i < 2; i++)
		layout_release(&layouts[i]);
}

void
cli_add_beside(struct cli *cli, struct str from, struct str to)
{
	static const char *const words[] = { "  was  ", "  is   " };
	struct buf sides[2] = { BUF_INIT, BUF_INIT };
	size_t width = columns();

	words_add_side(&sides[0], from, to, '-');
	words_add_side(&sides[1], from, to, '+');
	if (width >= SIDES_FROM)
		add_columns(&cli->out, sides, width);
	for (int i = 0; i < 2; i++) {
		if (width < SIDES_FROM && sides[i].len) {
			buf_add_text(&cli->out, words[i]);
			cli_add_marked(cli, buf_str(&sides[i]));
			buf_add_char(&cli->out, '\n');
		}
		buf_release(&sides[i]);
	}
}
