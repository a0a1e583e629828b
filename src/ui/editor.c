/*
 * The loop at the terminal: draw, wait for a key, give it to the session.
 * What it must not do: know a key or a colour, or change the document.
 */
#include "editor.h"

#include <stdint.h>
#include <time.h>

#include "adref/record/journal.h"
#include "adref/view/linear.h"
#include "terminal.h"
#include "terminal_signal.h"

enum {
	TICK = 500,		/* ms between looks at what others wrote */
	KEYS_AT_ONCE = 64	/* taken before the screen is drawn */
};

struct editor {
	struct session *session;
	struct view *view;
	struct terminal *terminal;
	struct frame frame;
	struct linear linear;
	bool lines;		/* no screen: what happens is said */
	const struct editor_stay *stay;	/* or NULL */
	struct err gone;	/* why one may not stay, once that is so */
	int64_t ticked;
};

/* Milliseconds; only differences mean something. */
static int64_t
now(void)
{
	struct timespec time;

	clock_gettime(CLOCK_MONOTONIC, &time);
	return (int64_t)time.tv_sec * 1000 + time.tv_nsec / 1000000;
}

static void
say(struct session *session, const char *text)
{
	buf_clear(&session->message);
	buf_add_text(&session->message, text);
	session->message_kind = MESSAGE_HINT;
}

static void
resize(struct editor *editor)
{
	size_t rows, cols;

	terminal_size(editor->terminal, &rows, &cols);
	session_resize(editor->session, rows, cols);
}

static void
say_lines(struct editor *editor)
{
	struct linear *linear = &editor->linear;
	struct buf lines = BUF_INIT;

	linear_add(linear, editor->session, &lines);
	terminal_say(editor->terminal, buf_str(&lines),
		buf_str(&linear->input), linear->input_cursor);
	buf_release(&lines);
}

static void
draw(struct editor *editor)
{
	if (editor->session->redraw)
		terminal_forget(editor->terminal);
	editor->session->redraw = false;
	view_frame(editor->view, editor->session, &editor->frame);
	terminal_paint(editor->terminal, &editor->frame);
}

static void
take_paste(struct editor *editor)
{
	bool cut;
	struct str text = terminal_pasted(editor->terminal, &cut);

	session_paste(editor->session, text);
	if (cut)
		say(editor->session, "The paste was longer than 1 MiB: only "
			"its beginning was taken");
}

static void
take_key(struct editor *editor, key_code key)
{
	struct session *session = editor->session;

	session->millis = now();
	if (key.code == KEYS_RESIZE)
		resize(editor);
	else if (key.code == KEYS_PASTE)
		take_paste(editor);
	else
		session_key(session, key);
	if (session->suspend) {
		session->suspend = false;
		terminal_suspend(editor->terminal);
		resize(editor);
	}
}

/* The keys that are there, waiting for the first; false when none came. */
static bool
take_keys(struct editor *editor, int wait)
{
	int taken = 0;
	key_code key;

	do {
		key = terminal_read(editor->terminal, wait);
		if (key.code == KEYS_NONE)
			break;
		take_key(editor, key);
		taken++;
		/* What each key did is heard, not only what came of all. */
		if (editor->lines)
			say_lines(editor);
	} while (!editor->session->quit && taken < KEYS_AT_ONCE &&
		terminal_is_waiting(editor->terminal));
	return taken;
}

/* Whether others have written, asked often enough and not at each key. */
static bool
tick(struct editor *editor)
{
	if (now() - editor->ticked < TICK)
		return false;
	editor->ticked = now();
	if (editor->stay && editor->stay->check(editor->stay->ctx,
		&editor->gone) < 0)
		return false;
	return session_tick(editor->session);
}

/* Whether to leave; a key that comes soon may say that it was not meant. */
static bool
quits(struct editor *editor)
{
	while (editor->session->quit) {
		int wait = session_quits_in(editor->session);
		key_code key = { KEYS_NONE };

		if (wait)
			key = terminal_read(editor->terminal, wait);
		if (key.code == KEYS_NONE)
			return true;
		take_key(editor, key);
	}
	return false;
}

static void
run(struct editor *editor)
{
	bool changed = true;

	if (editor->lines)
		say_lines(editor);
	while (!quits(editor) && !terminal_left(editor->terminal) &&
	       !editor->gone.code) {
		/* Lines were said at each key; what others do waits. */
		if (changed && !editor->lines)
			draw(editor);
		/* Behind the drawing: whoever types does not wait for it. */
		changed = tick(editor);
		if (changed || editor->gone.code)
			continue;
		changed = take_keys(editor, session_works(editor->session) ? 0
			: TICK);
		if (!changed)
			changed = session_work(editor->session) ||
				spelling_idle(editor->session);
	}
}

int
editor_run(struct session *session, struct view *view, bool lines,
	const char *look, const struct editor_stay *stay, struct err *err)
{
	struct editor editor = { .session = session, .view = view,
		.lines = lines, .stay = stay };
	struct err remark = ERR_INIT;
	int left;

	if (terminal_open(&editor.terminal, lines, look, err))
		return 1;
	view->ascii = view->ascii || !terminal_is_utf8(editor.terminal);
	if (terminal_remark(editor.terminal))
		say(session, terminal_remark(editor.terminal));
	signals_on_crash(journal_abandon);
	if (session_offer(session, &remark) < 0)
		say(session, remark.text);
	editor.ticked = now();
	resize(&editor);
	run(&editor);
	session_keep(session);
	left = session->quit ? 0 : terminal_left(editor.terminal);
	terminal_close(editor.terminal);
	frame_release(&editor.frame);
	linear_release(&editor.linear);
	if (editor.gone.code) {
		*err = editor.gone;
		return 1;
	}
	return left ? 128 + left : 0;
}

void
editor_abandon(void)
{
	journal_abandon();
	terminal_abandon();
}
