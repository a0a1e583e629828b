/*
 * Where the calls of the command line meet the terminal: nothing else prints
 * (tests/check-banned). What others wrote, names, titles and messages of git
 * included, must not reach a terminal as control sequences; a file or a pipe
 * gets the bytes as they are. What it must not do: know what it prints.
 */
#include <errno.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "adref/base/utf8.h"
#include "cli.h"

/* Everything at once; a reader that went away is not an error to tell. */
static int
write_all(struct str bytes)
{
	struct buf why = BUF_INIT;

	if (fwrite(bytes.at, 1, bytes.len, stdout) == bytes.len &&
	    fflush(stdout) == 0)
		return 0;
	if (errno != EPIPE) {
		buf_add_format(&why, "the output could not be written: %s",
			strerror(errno));
		cli_complain(buf_text(&why));
		buf_release(&why);
	}
	return -1;
}

/* What is written as it is, for people at a terminal made safe, with colours
 * where they are wished. */
static struct str
make_ready(const struct cli *cli, struct buf *ready)
{
	if (cli_is_coloured(cli))
		cli_add_coloured(cli, ready);
	else if (isatty(STDOUT_FILENO))
		utf8_add_safe_lines(ready, buf_str(&cli->out));
	else
		return buf_str(&cli->out);
	return buf_str(ready);
}

int
cli_print(const struct cli *cli)
{
	struct buf ready = BUF_INIT;
	struct str bytes = make_ready(cli, &ready);
	int rc = 0;

	if (!(cli_is_paged(cli) && isatty(STDOUT_FILENO) && cli->page(bytes)))
		rc = write_all(bytes);
	buf_release(&ready);
	return rc < 0 ? STATUS_NO : cli->status;
}

bool
cli_ask(struct cli *cli, const char *question)
{
	char answer[16] = "";

	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return false;
	buf_add_text(&cli->out, question);
	if (cli_print(cli) != cli->status)
		return false;
	cli_clear(cli);
	if (!fgets(answer, sizeof(answer), stdin))
		return false;
	return answer[0] == 'y' || answer[0] == 'Y';
}

void
cli_complain(const char *text)
{
	struct buf safe = BUF_INIT;

	utf8_add_safe(&safe, str_of(text));
	fprintf(stderr, "adref: %s\n", buf_text(&safe));
	buf_release(&safe);
}

void
cli_progress(size_t done, size_t all, const char *what)
{
	bool over = isatty(STDERR_FILENO);

	fprintf(stderr, "%sadref: %zu of %zu %s%s", over ? "\r" : "", done,
		all, what, over ? "" : "\n");
}

void
cli_progress_end(void)
{
	if (isatty(STDERR_FILENO))
		fputs("\n", stderr);
}
