/*
 * The program: reads the command line, runs a call or the editor, and says in
 * one line what went wrong.
 */
#include <signal.h>
#include <stdlib.h>

#include "adref/base/mem.h"
#include "cli.h"
#include "editor.h"
#include "pager.h"
#include "sync_beside.h"

/* A fixed clock and chance for tests, when both are given. */
static void
choose_env(struct env *env)
{
	const char *clock = getenv("ADREF_TEST_CLOCK");
	const char *seed = getenv("ADREF_TEST_SEED");

	if (clock && seed)
		env_fixed(env, strtoll(clock, NULL, 10),
			strtoull(seed, NULL, 10));
	else
		env_system(env);
}

/* A full disk or a reader that went away is an answer, not a death. */
static void
ignore_signals(void)
{
	signal(SIGPIPE, SIG_IGN);
	signal(SIGXFSZ, SIG_IGN);
}

static int
fail(const struct err *err)
{
	cli_complain(err->text);
	return err->code == ERR_USAGE ? STATUS_USAGE : STATUS_NO;
}

static int
run_editor(struct cli *cli)
{
	struct err err = ERR_INIT;

	return cli_edit(cli, &err) < 0 ? fail(&err) : cli->status;
}

/* What was printed is read while it is packed. */
static int
run_call(struct cli *cli)
{
	int status = cli_run(cli);

	cli_pack_when_due(cli);
	return status;
}

int
main(int argc, char **argv)
{
	struct cli cli = { .status = STATUS_DONE, .page = pager_show,
		.sync = &sync_beside };
	struct err err = ERR_INIT;
	int status;

	ignore_signals();
	mem_on_exhaustion(editor_abandon);
	choose_env(&cli.env);
	if (cli_read(&cli, argc, argv, &err) < 0)
		status = fail(&err);
	else if (cli.call || cli.given.help || cli.given.version)
		status = run_call(&cli);
	else
		status = run_editor(&cli);
	cli_proposals_release(&cli.proposals);
	record_close(cli.record);
	free(cli.args);
	buf_release(&cli.out);
	return status;
}
