/*
 * Asking terminfo. What it must not do: write to the terminal; painting and
 * modes are the others'.
 */
#include "terminal_info.h"

#include <stdlib.h>
#include <unistd.h>

#include <curses.h>
#include <term.h>

#include "adref/base/mem.h"

/* An owned copy without padding, `$<5>`; "" for what is not there. */
static char *
string_of(const char *name)
{
	/* ncurses before 7 wants a plain pointer and does not write. */
	const char *at = tigetstr((char *)(size_t)name);
	struct buf text = BUF_INIT;
	const char *end;

	if (!at || at == (const char *)-1)
		at = "";
	while (*at) {
		end = at[0] == '$' && at[1] == '<' ? strchr(at, '>') : NULL;
		if (end)
			at = end + 1;
		else
			buf_add_char(&text, *at++);
	}
	return buf_take(&text);
}

static int
number_of(const char *name)
{
	int number = tigetnum((char *)(size_t)name);

	return number > 0 ? number : 0;
}

static bool
has(const char *name)
{
	return tigetflag((char *)(size_t)name) > 0;
}

/*
 * Back to plain. Most entries also leave the alternate character set there;
 * it is never entered, and each change of look would pay for it.
 */
static char *
plain_string(void)
{
	char *plain = string_of("sgr0");

	if (!strstr(plain, "\033[m") && !strstr(plain, "\033[0m"))
		return plain;
	free(plain);
	return mem_text("\033[m");
}

static void
read_strings(struct terminal_info *info)
{
	info->place = string_of("cup");
	info->clear = string_of("clear");
	info->clear_line = string_of("el");
	info->plain = plain_string();
	info->bold = string_of("bold");
	info->underline = string_of("smul");
	info->reverse = string_of("rev");
	info->colour = string_of("setaf");
	info->enter = string_of("smcup");
	info->leave = string_of("rmcup");
	info->hide = string_of("civis");
	info->show = string_of("cnorm");
	info->region = string_of("csr");
	info->scroll = string_of("ind");
	info->scroll_back = string_of("ri");
}

bool
terminal_info_read(struct terminal_info *info, const char *name)
{
	int problem;

	memset(info, 0, sizeof(*info));
	if (!*name || setupterm((char *)(size_t)name, STDOUT_FILENO,
			&problem) == ERR)
		return false;
	read_strings(info);
	info->colours = number_of("colors");
	info->rows = (size_t)number_of("lines");
	info->cols = (size_t)number_of("cols");
	info->sticks = !has("am") || has("xenl");
	if (*info->place && *info->clear)
		return true;
	terminal_info_release(info);
	return false;
}

void
terminal_info_release(struct terminal_info *info)
{
	char **strings[] = {
		&info->place, &info->clear, &info->clear_line, &info->plain,
		&info->bold, &info->underline, &info->reverse, &info->colour,
		&info->enter, &info->leave, &info->hide, &info->show,
		&info->region, &info->scroll, &info->scroll_back
	};
	size_t i;

	for (i = 0; i < sizeof(strings) / sizeof(strings[0]); i++) {
		free(*strings[i]);
		*strings[i] = NULL;
	}
	if (cur_term)
		del_curterm(cur_term);
}

void
terminal_info_add(struct buf *out, const char *text, size_t a, size_t b)
{
	const char *made = tparm(text, (long)a, (long)b, 0L, 0L, 0L, 0L, 0L,
		0L, 0L);

	if (made)
		buf_add_text(out, made);
}
