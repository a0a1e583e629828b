/*
 * The call `follow`: a second screen for the room, which goes along with an
 * editor; and for whom a screen is.
 */
#include <string.h>
#include <unistd.h>

#include "adref/view/view.h"
#include "cli.h"
#include "follow.h"

int
cli_room(const struct cli *cli, bool room, enum for_room *out, struct err *err)
{
	const char *names = cli->given.names;
	bool yes = names && strcmp(names, "yes") == 0;

	if (names && !yes && strcmp(names, "no") != 0)
		return err_set(err, ERR_USAGE, "names are shown or not: write "
			"--names yes or no, not \"%.60s\"", names);
	if (names && !room && !cli->given.followed)
		return err_set(err, ERR_USAGE, "--names says how a room's "
			"screen is shown: it goes with --room");
	if (room && cli->given.linear)
		return err_set(err, ERR_USAGE, "a room sees a screen: --room "
			"does not go with --linear");
	*out = !room ? ROOM_NONE : yes ? ROOM_NAMED : ROOM_UNNAMED;
	return 0;
}

/* For reading, and nothing derived is written either. */
static int
open_follower(struct cli *cli, const char *whom, struct session **out,
	struct err *err)
{
	cli->given.read_only = "";
	cli->given.room = "";
	if (cli_session(cli, out, err) < 0)
		return -1;
	(*out)->names = (*out)->room == ROOM_NAMED;
	session_follow(*out, whom);
	return 0;
}

int
cli_follow_once(struct cli *cli, const char *whom, struct err *err)
{
	struct view view = { .ascii = cli->given.ascii != NULL };
	struct frame frame = FRAME_INIT;
	struct session *session = NULL;
	size_t rows, cols;

	if (cli_size(cli, &rows, &cols, err) < 0 ||
	    open_follower(cli, whom, &session, err) < 0)
		return -1;
	session_resize(session, rows, cols);
	view_frame(&view, session, &frame);
	frame_add_text(&cli->out, &frame);
	frame_release(&frame);
	view_release(&view);
	session_close(session);
	return 0;
}

static int
follow(struct cli *cli, const char *whom, struct err *err)
{
	struct view view = { .ascii = cli->given.ascii != NULL };
	struct session *session = NULL;

	if (open_follower(cli, whom, &session, err) < 0)
		return -1;
	cli->status = follow_run(session, &view, cli->given.look, err);
	view_release(&view);
	session_close(session);
	return err->code ? -1 : 0;
}

int
call_follow(struct cli *cli, struct err *err)
{
	const char *whom = cli->n ? cli->args[0] : NULL;

	if (cli->given.linear)
		return err_set(err, ERR_USAGE, "a room sees a screen: follow "
			"does not go with --linear");
	if (cli->given.once)
		return cli_follow_once(cli, whom, err);
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ERR_USAGE, "follow needs a terminal; "
			"follow --once prints one screen");
	return follow(cli, whom, err);
}
