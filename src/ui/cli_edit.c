/*
 * Opening the editor: on a negotiation, on the sample that `make demo` makes,
 * on the tour; and coming back from the tour to where one was.
 */
#include <stdlib.h>
#include <unistd.h>

#include "adref/base/mem.h"
#include "adref/base/own.h"
#include "adref/view/view.h"
#include "cli.h"
#include "editor.h"
#include "tutor.h"

/* Append `t Ten-minute tour`, the key first. */
static void
add_hint(struct buf *out, const struct session *session, const char *command,
	const char *words)
{
	const struct binding *binding = keymap_key_of(&session->keymap,
		KEYS_OUTLINE, command);

	if (!binding)
		return;
	buf_add_text(out, "  ");
	key_add_name(out, binding->key);
	buf_add_format(out, " %s", words);
}

/* A newcomer stands on the second paragraph and is told that it is safe. */
void
cli_begin_sample(struct session *session)
{
	struct node *second = session->doc ? doc_first(session->doc) : NULL;

	second = second ? node_next(second) : NULL;
	if (second)
		session->place = second->id;
	buf_clear(&session->message);
	buf_add_text(&session->message,
		"This is a sample: nothing you do here matters.");
	add_hint(&session->message, session, "tour", "Ten-minute tour");
	add_hint(&session->message, session, "bracket-add", "Bracket");
	add_hint(&session->message, session, "undo", "Take it back");
	session->message_kind = MESSAGE_HINT;
}

enum {
	TRIED_MAX = 9,
	ENDED = 128		/* a status above: a signal did it */
};

/* Where words go that nothing else could take; false: nowhere. */
static bool
write_aside(struct str words, struct buf *path)
{
	struct err ignored = ERR_INIT;
	int rc = 1;

	for (int i = 1; rc > 0 && i <= TRIED_MAX; i++) {
		struct buf name = BUF_INIT;

		buf_add_format(&name, "unsaved-%d.txt", i);
		buf_clear(path);
		own_add_path(path, OWN_STATE, buf_text(&name));
		rc = path->len ? cli_write_new(buf_text(path), words, false,
			&ignored) : -1;
		buf_release(&name);
	}
	return rc == 0;
}

/* The line broke while neither the text nor the journal could be written. */
static void
save_aside(struct session *session)
{
	struct buf words = BUF_INIT, path = BUF_INIT, said = BUF_INIT;

	if (!session_keep(session))
		session_add_unsaved(&words, session);
	if (words.len && write_aside(buf_str(&words), &path)) {
		buf_add_format(&said, "what you typed could not be saved: it "
			"stands in %s", buf_text(&path));
		cli_complain(buf_text(&said));
	}
	buf_release(&words);
	buf_release(&path);
	buf_release(&said);
}

/* What one comes back to. */
struct coming_back {
	bool is;
	node_id place;
	char *doc;
};

static int
edit_once(struct cli *cli, struct coming_back *back, bool *tour,
	struct err *err)
{
	struct session *session = NULL;
	struct err ignored = ERR_INIT;
	struct view view = { .ascii = cli->given.ascii != NULL,
		.marks_left = cli->given.marks != NULL };

	if (cli_session(cli, &session, err) < 0)
		return -1;
	session_give_sync(session, cli->sync, cli);
	if (!back->is)
		session_greet(session);
	if (back->is && session_switch(session, back->doc, &ignored) == 0 &&
	    doc_find(session->doc, &back->place))
		session->place = back->place;
	else if (cli->given.sample)
		cli_begin_sample(session);
	cli->status = editor_run(session, &view, cli->given.linear != NULL,
		cli->given.look, NULL, err);
	if (cli->status > ENDED)
		save_aside(session);
	*tour = session->tour;
	free(back->doc);
	*back = (struct coming_back){ true, session->place,
		mem_text(session->doc_name) };
	session_close(session);
	view_release(&view);
	return err->code ? -1 : 0;
}

/* The tour beside what is open: nothing of it reaches that. */
static int
take_tour(struct cli *cli, struct err *err)
{
	struct cli tour = { .env = cli->env };
	struct coming_back nothing = { .is = false };
	bool again = false;
	int rc = -1;

	tour.given.keymap = cli->given.keymap;
	tour.given.ascii = cli->given.ascii;
	tour.given.marks = cli->given.marks;
	tour.given.linear = cli->given.linear;
	tour.given.look = cli->given.look;
	if (tutor_open(&tour.record, &tour.env, cli->given.keymap, err) == 0)
		rc = edit_once(&tour, &nothing, &again, err);
	free(nothing.doc);
	record_close(tour.record);
	return rc;
}

int
cli_edit(struct cli *cli, struct err *err)
{
	struct coming_back back = { .is = false };
	bool tour;
	int rc;

	do {
		tour = false;
		rc = edit_once(cli, &back, &tour, err);
		if (rc == 0 && tour)
			rc = take_tour(cli, err);
	} while (rc == 0 && tour);
	free(back.doc);
	return rc;
}

/* Without a terminal, its first screen. */
static int
show_tour(struct cli *cli, struct err *err)
{
	struct session *session = NULL;
	struct frame frame = FRAME_INIT;
	struct view view = { .ascii = cli->given.ascii != NULL };
	int rc;

	if (cli_session(cli, &session, err) < 0)
		return -1;
	rc = view_play(&view, session, str_of(""), &frame, err);
	if (rc == 0)
		frame_add_text(&cli->out, &frame);
	frame_release(&frame);
	view_release(&view);
	session_close(session);
	return rc;
}

int
call_tutor(struct cli *cli, struct err *err)
{
	int rc;

	if (cli->n) {
		cli->given.dir = cli->args[0];
		if (record_make(cli->args[0], false, NULL, &cli->env, err) < 0
		    || cli_open(cli, true, err) < 0)
			return -1;
		rc = tutor_fill(cli->record, cli->given.keymap, err);
	} else {
		rc = tutor_open(&cli->record, &cli->env, cli->given.keymap,
			err);
	}
	if (rc < 0)
		return -1;
	return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO)
		? cli_edit(cli, err) : show_tour(cli, err);
}
