/*
 * Colours of what a call prints, by the roles and looks of the screen. They are
 * put in where it is printed, behind all that makes others' text safe, and
 * nowhere else. What it must not do: ask terminfo; a pager behind knows no more
 * than these sequences (ECMA-48).
 */
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "cli.h"
#include "terminal_look.h"

void
cli_look(struct cli *cli, size_t from, enum role role)
{
	size_t end = cli->looks_n ? cli->looks[cli->looks_n - 1].off : 0;

	if (from < end)
		from = end;
	if (from >= cli->out.len)
		return;
	cli->looks = mem_grow(cli->looks, &cli->looks_cap, cli->looks_n + 2,
		sizeof(*cli->looks));
	cli->looks[cli->looks_n++] = (struct cli_look){ from, role };
	cli->looks[cli->looks_n++] = (struct cli_look){ cli->out.len,
		ROLE_PLAIN };
}

void
cli_clear(struct cli *cli)
{
	buf_clear(&cli->out);
	free(cli->looks);
	cli->looks = NULL;
	cli->looks_n = cli->looks_cap = 0;
}

/* Append up to the mark, and what stands between it and its end in a look. */
static struct str
add_part(struct cli *cli, struct str text, size_t begin, const char *end,
	enum role role)
{
	size_t from, to = str_find(text, begin, str_of(end));

	cli_add_safe(cli, str_part(text, 0, begin));
	from = cli->out.len;
	if (to < text.len)
		to += strlen(end);
	cli_add_safe(cli, str_part(text, begin, to - begin));
	cli_look(cli, from, role);
	return str_from(text, to);
}

void
cli_add_marked(struct cli *cli, struct str text)
{
	while (text.len) {
		size_t gone = str_find(text, 0, str_of("{-"));
		size_t come = str_find(text, 0, str_of("{+"));

		text = gone < come
			? add_part(cli, text, gone, "-}", ROLE_DELETED)
			: add_part(cli, text, come, "+}", ROLE_ADDED);
	}
}

void
cli_add_line(struct cli *cli, struct str line)
{
	while (line.len) {
		size_t off = 0, from;

		while (off < line.len && line.at[off] != '[' &&
		       line.at[off] != ']')
			off++;
		cli_add_safe(cli, str_part(line, 0, off));
		from = cli->out.len;
		cli_add_safe(cli, str_part(line, off, 1));
		cli_look(cli, from, ROLE_BRACKET);
		line = str_from(line, off + 1);
	}
}

void
cli_add_looked(struct cli *cli, const char *text, size_t columns,
	enum role role)
{
	size_t from = cli->out.len, end = from + strlen(text);

	cli_add_column(&cli->out, text, columns);
	if (end > from) {
		size_t len = cli->out.len;

		/* Not the blanks behind: they may be underlined. */
		cli->out.len = end;
		cli_look(cli, from, role);
		cli->out.len = len;
	}
}

int
cli_check_colour(const struct cli *cli, struct err *err)
{
	const char *when = cli->given.colour;

	if (!when || strcmp(when, "auto") == 0 || strcmp(when, "always") == 0
	    || strcmp(when, "never") == 0)
		return 0;
	return err_set(err, ERR_USAGE, "colours are always there, never, or "
		"where a terminal has them: write --color auto, always or "
		"never, not \"%.60s\"", when);
}

/* A terminal that is said to have none, or of which nothing is known. */
static bool
is_dumb(void)
{
	const char *term = getenv("TERM");

	return !term || !*term || strcmp(term, "dumb") == 0;
}

bool
cli_is_coloured(const struct cli *cli)
{
	const char *when = cli->given.colour, *none = getenv("NO_COLOR");

	if (when && strcmp(when, "auto") != 0)
		return strcmp(when, "always") == 0;
	return !(none && *none) && !is_dumb() && isatty(STDOUT_FILENO);
}

static int
count_colours(void)
{
	const char *term = getenv("TERM"), *more = getenv("COLORTERM");

	return (more && *more) || (term && strstr(term, "256")) ? 256 : 8;
}

/* What switches a look on, all others off. */
static void
add_switch(struct buf *out, const struct look *look)
{
	buf_add_text(out, "\033[0");
	if (look->attributes & LOOK_BOLD)
		buf_add_text(out, ";1");
	if (look->attributes & LOOK_UNDERLINE)
		buf_add_text(out, ";4");
	if (look->attributes & LOOK_REVERSE)
		buf_add_text(out, ";7");
	if (look->colour < 8)
		buf_add_format(out, ";3%d", look->colour);
	else if (look->colour < LOOK_DEFAULT)
		buf_add_format(out, ";38;5;%d", look->colour);
	buf_add_char(out, 'm');
}

/* The end of a line is never inside: a pager begins each line anew. */
static void
add_text(struct buf *out, struct str text, const struct look *look)
{
	bool plain = look_same(*look, look_plain);

	while (text.len) {
		size_t end = str_find(text, 0, str_of("\n"));

		if (!plain && end)
			add_switch(out, look);
		utf8_add_safe(out, str_part(text, 0, end));
		if (!plain && end)
			buf_add_text(out, "\033[0m");
		if (end < text.len)
			buf_add_char(out, '\n');
		text = str_from(text, end + 1);
	}
}

void
cli_add_coloured(const struct cli *cli, struct buf *out)
{
	struct look looks[ROLE_COUNT];
	struct str all = buf_str(&cli->out);
	struct err ignored = ERR_INIT;
	enum look_set set;
	size_t done = 0;

	if (look_choose(&set, cli->given.look, &ignored) < 0 ||
	    (set == LOOKS_MONO && !cli->given.look))
		set = LOOKS_SAFE;
	looks_make(looks, set, count_colours());
	for (size_t i = 0; i < cli->looks_n; i++) {
		const struct cli_look *at = &cli->looks[i];
		enum role before = i ? at[-1].role : ROLE_PLAIN;

		if (at->off < done || at->off > all.len)
			continue;
		add_text(out, str_part(all, done, at->off - done),
			&looks[before]);
		done = at->off;
	}
	add_text(out, str_from(all, done), &looks[ROLE_PLAIN]);
}
