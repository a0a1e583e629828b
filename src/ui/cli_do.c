/*
 * Calls that act: init, do, play, draft. Commands and keys do the same here as
 * in the editor; this file only carries their words in and out.
 */
#include <stdlib.h>

#include "adref/base/utf8.h"
#include "adref/base/zone.h"
#include "adref/session/command.h"
#include "adref/view/linear.h"
#include "adref/view/view.h"
#include "cli.h"

static int
set_zone(struct cli *cli, const char *path, struct err *err)
{
	return record_open(&cli->record, path, 0, &cli->env, err) < 0 ? -1
		: record_set_zone(cli->record, cli->given.zone, err);
}

int
call_init(struct cli *cli, struct err *err)
{
	struct buf path = BUF_INIT;
	int rc;

	if (cli_check_name(cli->given.main_name, err) < 0)
		return -1;
	if (cli->given.zone && !zone_is(str_of(cli->given.zone)))
		return err_set(err, ERR_USAGE, "this machine knows no time "
			"zone \"%.60s\": write America/New_York, -04:00 or "
			"UTC", cli->given.zone);
	if (cli->given.dir && cli->args[0][0] != '/')
		buf_add_format(&path, "%s/", cli->given.dir);
	buf_add_text(&path, cli->args[0]);
	rc = record_make(buf_text(&path), cli->given.bare != NULL,
		cli->given.main_name, &cli->env, err);
	if (rc == 0 && cli->given.zone)
		rc = set_zone(cli, buf_text(&path), err);
	if (rc == 0) {
		buf_add_text(&cli->out, "A negotiation is made in ");
		cli_add_safe(cli, buf_str(&path));
		buf_add_char(&cli->out, '\n');
	}
	buf_release(&path);
	return rc;
}

/* Stand where --at says, as a slow editor would. */
static int
stand(struct cli *cli, struct err *err)
{
	store_id point;

	if (!cli->given.at)
		return 0;
	if (record_point(cli->record, cli->given.at, &point, err) < 0)
		return -1;
	record_stand_at(cli->record, &point);
	return 0;
}

/* A command that lists: its lines. */
static void
add_list(struct cli *cli, const struct list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		cli_add_safe(cli, str_of(list->at[i].text));
		buf_add_char(&cli->out, '\n');
	}
}

int
call_do(struct cli *cli, struct err *err)
{
	struct session *session = NULL;
	const struct list *shown = NULL;
	struct err ignored = ERR_INIT;
	struct doc *doc;
	int rc = 0;

	if (cli->given.reopen && (!cli->given.party || !cli->given.reason ||
	    !*cli->given.reason))
		return err_set(err, ERR_USAGE, "--reopen goes with --for PARTY "
			"(CHAIR for the Chair) and --reason TEXT");
	if (cli_open(cli, true, err) < 0 || stand(cli, err) < 0)
		return -1;
	/* What is met on opening is said here, not by the session. */
	record_doc(cli->record, cli->given.document, &doc, &ignored);
	cli_notices(cli);
	if (cli_session(cli, &session, err) < 0)
		return -1;
	if (session->message.len)
		cli_complain(buf_text(&session->message));
	for (size_t i = 0; i < cli->n && rc == 0; i++) {
		buf_clear(&session->message);
		rc = command_do(session, str_of(cli->args[i]), err);
		if (rc == 0 && session->message.len) {
			utf8_add_safe_lines(&cli->out,
				buf_str(&session->message));
			buf_add_char(&cli->out, '\n');
		}
		if (rc == 0 && session->list != shown)
			add_list(cli, session->list);
		shown = session->list;
	}
	session_close(session);
	return rc;
}

/* `24x80`: rows and columns. */
int
cli_size(const struct cli *cli, size_t *rows, size_t *cols, struct err *err)
{
	const char *text = cli->given.size ? cli->given.size : "24x80";
	char *end;

	*rows = strtoul(text, &end, 10);
	if (*end != 'x')
		*rows = 0;
	else
		*cols = strtoul(end + 1, &end, 10);
	if (*end || !*rows || !*cols || *rows > 500 || *cols > 500)
		return err_set(err, ERR_USAGE, "\"%.40s\" is no size: write "
			"rows and columns from 1 to 500, as 24x80", text);
	return 0;
}

static int
add_strokes(struct buf *out, const char *keys, struct err *err)
{
	struct key_text read;

	if (keys_read(&read, str_of(keys), err) < 0)
		return -1;
	buf_add_format(out, "%zu key%s\n", read.n, read.n == 1 ? "" : "s");
	keys_release(&read);
	return 0;
}

/* The screen that would follow, from a second look at the repository. */
static int
add_followed(struct cli *cli, struct session *session, struct err *err)
{
	struct cli room = { .given = cli->given, .env = cli->env };
	int rc;

	session_keep(session);
	buf_add_text(&cli->out, "the room's screen:\n");
	room.given.party = NULL;
	room.call = "follow";
	rc = cli_follow_once(&room, NULL, err);
	buf_add_str(&cli->out, buf_str(&room.out));
	buf_release(&room.out);
	record_close(room.record);
	/* What was not kept is left, as ever with play. */
	journal_clear(session->journaling.journal);
	return rc;
}

int
call_play(struct cli *cli, struct err *err)
{
	struct view view = { .ascii = cli->given.ascii != NULL,
		.marks_left = cli->given.marks != NULL };
	struct session *session = NULL;
	struct frame frame = FRAME_INIT;
	size_t rows, cols;
	int rc;

	if (cli_size(cli, &rows, &cols, err) < 0)
		return -1;
	if (cli_session(cli, &session, err) < 0)
		return -1;
	session_resize(session, rows, cols);
	session_greet(session);
	if (cli->given.sample)
		cli_begin_sample(session);
	if (cli->given.followed && session_attend(session, err) < 0) {
		session_close(session);
		return -1;
	}
	if (cli->given.linear) {
		rc = linear_play(session, str_of(cli->args[0]), &cli->out,
			err);
		session_close(session);
		return rc;
	}
	rc = view_play(&view, session, str_of(cli->args[0]), &frame, err);
	if (rc == 0)
		frame_add_text(&cli->out, &frame);
	if (rc == 0 && cli->given.cursor)
		buf_add_format(&cli->out, "cursor %zu %zu\n",
			frame.cursor_row, frame.cursor_col);
	if (rc == 0 && cli->given.strokes)
		rc = add_strokes(&cli->out, cli->args[0], err);
	if (rc == 0 && cli->given.followed)
		rc = add_followed(cli, session, err);
	frame_release(&frame);
	view_release(&view);
	session_close(session);
	return rc;
}

struct draft_wish
cli_draft_wish(const struct cli *cli, const char *number)
{
	const struct given *given = &cli->given;

	return (struct draft_wish){ .number = number, .title = given->title,
		.symbol = given->symbol, .date = given->date,
		.prejudice = given->prejudice, .deadline = given->deadline,
		.names = given->names, .reason = given->reason };
}

int
call_draft(struct cli *cli, struct err *err)
{
	struct draft_wish wish;
	char *name = NULL;

	wish = cli_draft_wish(cli, cli->args[0]);
	if (cli_open(cli, true, err) < 0 ||
	    record_draft(cli->record, &wish, &name, err) < 0)
		return -1;
	buf_add_format(&cli->out, "The text is tagged as %s\n", name);
	free(name);
	return 0;
}
