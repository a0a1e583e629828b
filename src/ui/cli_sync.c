/*
 * The call that takes in what another desk has, and gives it what is here.
 */
#include "adref/record/sync.h"

#include <unistd.h>

#include "adref/base/json.h"
#include "cli.h"

/* Whether somebody wants to know how far it is, and what they were told last. */
struct waiting {
	bool shows, shown;
	const char *what;
	size_t percent;
};

/* Said when it is another percentage, not at each piece. */
static bool
go_on(void *ctx, const char *what, size_t done, size_t all)
{
	struct waiting *waiting = ctx;
	size_t percent = all ? done * 100 / all : 0;

	if (waiting->shows && all && (!waiting->shown || waiting->what != what
	    || waiting->percent != percent)) {
		waiting->shown = true;
		waiting->what = what;
		waiting->percent = percent;
		cli_progress(done, all, what);
	}
	return !cli_stopped();
}

static const char *
plural(size_t n)
{
	return n == 1 ? "" : "s";
}

static void
add_said(struct cli *cli, const struct synced *synced)
{
	struct buf *out = &cli->out;

	if (synced->taken)
		buf_add_format(out, "Taken in: %zu change%s from %s\n",
			synced->taken, plural(synced->taken), synced->from);
	else if (synced->begins && synced->joined)
		buf_add_format(out, "Joined with %s\n", synced->from);
	for (size_t i = 0; i < synced->n; i++)
		buf_add_format(out, "%s\n", synced->lines[i]);
	if (synced->given)
		buf_add_format(out, "Given: %zu change%s to %s\n",
			synced->given, plural(synced->given), synced->from);
}

static void
add_json(struct cli *cli, const struct synced *synced)
{
	char revision[STORE_HEX + 1];
	struct json json;

	store_id_text(record_tip(cli->record), revision);
	json_init(&json, &cli->out);
	json_open(&json, NULL, '{');
	json_text(&json, "from", str_of(synced->from));
	json_int(&json, "taken", (int64_t)synced->taken);
	json_int(&json, "given", (int64_t)synced->given);
	json_bool(&json, "joined", synced->joined);
	json_text(&json, "revision", str_of(revision));
	json_open(&json, "said", '[');
	for (size_t i = 0; i < synced->n; i++)
		json_text(&json, NULL, str_of(synced->lines[i]));
	json_close(&json, ']');
	json_close(&json, '}');
	buf_add_char(&cli->out, '\n');
}

/* What was taken in before something failed is said all the same. */
int
call_sync(struct cli *cli, struct err *err)
{
	struct waiting waiting = { .shows = cli->given.progress ||
		isatty(STDERR_FILENO) };
	const struct store_going going = { go_on, &waiting };
	struct synced synced = { .taken = 0 };
	int rc;

	if (cli_open(cli, true, err) < 0)
		return -1;
	cli_watch_stop("stopped: what is saved stays, and nothing is half "
		"done");
	rc = record_sync(cli->record, cli->n ? cli->args[0] : "",
		&going, &synced, err);
	cli_watch_stop_end();
	if (waiting.shown)
		cli_progress_end();
	if (cli->given.json && rc == 0)
		add_json(cli, &synced);
	else
		add_said(cli, &synced);
	if (rc == 0 && !cli->out.len)
		buf_add_format(&cli->out, "Nothing new, here or in %s\n",
			synced.from);
	synced_release(&synced);
	return rc;
}
