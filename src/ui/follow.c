/*
 * The loop of a screen that goes along: look, draw, wait until something has
 * changed or a key comes. What it must not do: ask the disk while nothing
 * happens, or write.
 */
#include "follow.h"

#include "adref/base/watch.h"
#include "terminal.h"

enum {
	LOOK = 1000,		/* ms at most between looks in any case: what
				 * no notice is sent of, as a lock that goes */
	POLL = 250,		/* ms between looks at times, without notices */
	SETTLE = 20		/* ms for what comes together */
};

struct follow {
	struct session *session;
	struct view *view;
	struct terminal *terminal;
	struct watch *watch;
	struct frame frame;
};

static void
name_path(void *ctx, const char *path)
{
	watch_add(ctx, path);
}

/* Before the look: what changes behind it is noticed. */
static void
look(struct follow *follow)
{
	watch_begin(follow->watch);
	session_follow_paths(follow->session, name_path, follow->watch);
	watch_end(follow->watch);
	watch_changed(follow->watch);
	session_follow_look(follow->session);
}

static void
draw(struct follow *follow)
{
	if (follow->session->redraw)
		terminal_forget(follow->terminal);
	follow->session->redraw = false;
	view_frame(follow->view, follow->session, &follow->frame);
	/* Nobody types here. */
	follow->frame.cursor_shown = false;
	terminal_paint(follow->terminal, &follow->frame);
}

static void
resize(struct follow *follow)
{
	size_t rows, cols;

	terminal_size(follow->terminal, &rows, &cols);
	session_resize(follow->session, rows, cols);
}

static void
take_key(struct follow *follow, key_code key)
{
	if (key.code == KEYS_RESIZE)
		resize(follow);
	else if (key.code != KEYS_PASTE)
		session_key(follow->session, key);
	if (follow->session->suspend) {
		follow->session->suspend = false;
		terminal_suspend(follow->terminal);
		resize(follow);
	}
}

/* Until a key has come, something has changed, or it is time to look. */
static void
wait(struct follow *follow)
{
	bool told = watch_fd(follow->watch) >= 0;
	int step = told ? LOOK : POLL;

	for (int waited = 0; waited < LOOK; waited += step) {
		key_code key = terminal_read(follow->terminal, step);

		if (key.code != KEYS_NONE) {
			take_key(follow, key);
			return;
		}
		if (terminal_left(follow->terminal))
			return;
		if (!watch_changed(follow->watch))
			continue;
		if (told) {
			key = terminal_read(follow->terminal, SETTLE);
			if (key.code != KEYS_NONE)
				take_key(follow, key);
		}
		return;
	}
}

int
follow_run(struct session *session, struct view *view, const char *look_name,
	struct err *err)
{
	struct follow follow = { .session = session, .view = view };
	int left;

	if (terminal_open(&follow.terminal, false, look_name, err))
		return 1;
	view->ascii = view->ascii || !terminal_is_utf8(follow.terminal);
	follow.watch = watch_new(false);
	terminal_also(follow.terminal, watch_fd(follow.watch));
	resize(&follow);
	while (!session->quit && !terminal_left(follow.terminal)) {
		look(&follow);
		draw(&follow);
		wait(&follow);
	}
	left = session->quit ? 0 : terminal_left(follow.terminal);
	terminal_close(follow.terminal);
	watch_free(follow.watch);
	frame_release(&follow.frame);
	return left ? 128 + left : 0;
}
