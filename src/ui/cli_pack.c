/*
 * Packing: the call, and what other calls do by themselves when it is time.
 */
#include <stdlib.h>
#include <unistd.h>

#include "adref/record/pack.h"
#include "cli.h"

/* What it is at, for a person who waits; Ctrl-C stops it without harm. */
static bool
goes_on(void *ctx, const char *what, size_t done, size_t of)
{
	enum { OFTEN = 100 };

	if (*(bool *)ctx && done % OFTEN == 0)
		cli_progress(done, of, what);
	return !cli_stopped();
}

static void
add_size(struct buf *out, size_t bytes)
{
	enum { KB = 1000, MB = KB * KB };

	if (bytes < MB)
		buf_add_format(out, "%zu KB", (bytes + KB - 1) / KB);
	else
		buf_add_format(out, "%zu.%zu MB", bytes / MB,
			bytes % MB * 10 / MB);
}

static void
say_packed(struct cli *cli, const struct store_packed *packed)
{
	if (!packed->objects) {
		buf_add_text(&cli->out, cli_stopped() ? "Stopped: all is where it "
			"was\n" : "Nothing lies loose\n");
		return;
	}
	buf_add_format(&cli->out, "%zu files are in one pack now, ",
		packed->objects);
	add_size(&cli->out, packed->before);
	buf_add_text(&cli->out, " as ");
	add_size(&cli->out, packed->after);
	buf_add_text(&cli->out, cli_stopped() ? "; stopped before all were\n"
		: "\n");
}

int
call_pack(struct cli *cli, struct err *err)
{
	bool shows = isatty(STDERR_FILENO);
	struct store_pack_watch watch = { goes_on, &shows };
	struct store_packed packed;
	int rc = cli_open(cli, true, err);

	cli_watch_stop("");
	if (rc == 0)
		rc = store_pack(record_store(cli->record), &watch, &packed,
			err);
	cli_watch_stop_end();
	if (shows)
		cli_progress_end();
	if (rc == 0)
		say_packed(cli, &packed);
	return rc;
}

void
cli_pack_when_due(struct cli *cli)
{
	struct store_packed packed;
	struct err ignored = ERR_INIT;

	if (cli->record && pack_is_due(cli->record))
		store_pack(record_store(cli->record), NULL, &packed,
			&ignored);
}
