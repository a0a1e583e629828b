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

int
cli_print(const struct cli *cli)
{
	struct buf safe = BUF_INIT;
	int rc;

	if (isatty(STDOUT_FILENO)) {
		utf8_add_safe_lines(&safe, buf_str(&cli->out));
		rc = write_all(buf_str(&safe));
		buf_release(&safe);
	} else {
		rc = write_all(buf_str(&cli->out));
	}
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
	buf_clear(&cli->out);
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
	fprintf(stderr, "\radref: %zu of %zu %s", done, all, what);
}

void
cli_progress_end(void)
{
	fputs("\n", stderr);
}
