/*
 * What is typed into a question: a line with a cursor in it. A wording may be
 * long: it is laid out over several rows, and offered words are in it to begin
 * with, which what is typed takes the place of.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "inside.h"

enum { TEXT_MAX = 10000 };

static size_t
prompt_cursor(const struct prompt *prompt)
{
	return prompt->text.len - prompt->behind;
}

/* What was offered is edited from now on. */
static void
touch(struct prompt *prompt)
{
	prompt->fresh = false;
	if (prompt->kind == PROMPT_FILTER)
		prompt->turn = 0;
	if (prompt->behind > prompt->text.len)
		prompt->behind = 0;
}

void
prompt_changed(struct session *session)
{
	if (session->prompt.kind == PROMPT_FILTER && session->list)
		list_filter(session, buf_str(&session->prompt.text));
	prompt_hint(session);
}

/* `@` again in the question who speaks is the Chair. */
static bool
is_chair(const struct session *session, struct str text)
{
	return session->prompt.kind == PROMPT_PARTY &&
		strcmp(session->prompt.command, "party-set") == 0 &&
		!session->prompt.text.len && str_is(text, "@");
}

void
prompt_type(struct session *session, struct str text)
{
	struct err err = ERR_INIT;

	if (is_chair(session, text)) {
		prompt_close(session);
		if (command_run(session, str_of("party-clear"), &err) < 0)
			session_refuse(session, &err);
		return;
	}
	if (session->prompt.kind == PROMPT_CHOICE) {
		choice_answer(session, text);
		return;
	}
	if (session->prompt.choosing) {
		search_choose(session, text);
		prompt_changed(session);
		return;
	}
	if (session->prompt.fresh)
		buf_clear(&session->prompt.text);
	if (session->prompt.text.len + text.len > TEXT_MAX)
		return;
	touch(&session->prompt);
	buf_splice(&session->prompt.text, prompt_cursor(&session->prompt), 0,
		text);
	if (session->prompt.kind == PROMPT_PARTY)
		session->prompt.turn = 0;
	prompt_changed(session);
}

/* Take out bytes before the cursor. */
static void
rub(struct prompt *prompt, size_t from)
{
	size_t cursor = prompt_cursor(prompt);

	buf_splice(&prompt->text, from, cursor - from, str_of(""));
}

int
run_prompt_rub(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct prompt *prompt = &session->prompt;
	size_t cursor = prompt_cursor(prompt);

	(void)args;
	(void)err;
	if (prompt->choosing) {
		prompt->choosing = false;
		prompt_changed(session);
		return 0;
	}
	if (!prompt->text.len) {
		prompt_close(session);
		replace_leave(session);
		return 0;
	}
	touch(prompt);
	if (cursor)
		rub(prompt, utf8_prev(buf_str(&prompt->text), cursor));
	prompt->turn = 0;
	prompt_changed(session);
	return 0;
}

static size_t
word_before(struct str text, size_t off)
{
	while (off && text.at[off - 1] == ' ')
		off--;
	while (off && text.at[off - 1] != ' ')
		off--;
	return off;
}

int
run_prompt_rub_word(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct prompt *prompt = &session->prompt;

	(void)args;
	(void)err;
	touch(prompt);
	rub(prompt, word_before(buf_str(&prompt->text),
		prompt_cursor(prompt)));
	prompt_changed(session);
	return 0;
}

int
run_prompt_delete(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct prompt *prompt = &session->prompt;
	size_t cursor = prompt_cursor(prompt), next;

	(void)args;
	(void)err;
	touch(prompt);
	if (!prompt->behind)
		return 0;
	next = utf8_next(buf_str(&prompt->text), cursor);
	buf_splice(&prompt->text, cursor, next - cursor, str_of(""));
	prompt->behind -= next - cursor;
	prompt_changed(session);
	return 0;
}

int
run_prompt_clear(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	buf_clear(&session->prompt.text);
	session->prompt.behind = 0;
	touch(&session->prompt);
	prompt_changed(session);
	return 0;
}

static int
move_to(struct session *session, size_t off)
{
	struct prompt *prompt = &session->prompt;

	touch(prompt);
	prompt->behind = prompt->text.len - off;
	return 0;
}

int
run_prompt_left(struct session *session, const struct arguments *args,
	struct err *err)
{
	size_t cursor = prompt_cursor(&session->prompt);

	(void)args;
	(void)err;
	return move_to(session, cursor ? utf8_prev(buf_str(
		&session->prompt.text), cursor) : 0);
}

int
run_prompt_right(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct str text = buf_str(&session->prompt.text);
	size_t cursor = prompt_cursor(&session->prompt);

	(void)args;
	(void)err;
	return move_to(session, cursor < text.len ? utf8_next(text, cursor)
		: cursor);
}

int
run_prompt_home(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return move_to(session, 0);
}

int
run_prompt_end(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return move_to(session, session->prompt.text.len);
}

void
session_lay_prompt(const struct session *session, struct layout *out,
	size_t *first)
{
	size_t edge = session->cols >= 10, width = session->cols - 2 * edge;
	size_t label = utf8_columns(str_of(session->prompt.label)) + 1;
	struct layout_style style = { .lens = LENS_SOURCE, .width = width };

	style.first = *first = label < width / 2 ? label : width / 2;
	layout_line(out, buf_str(&session->prompt.text), &style);
}

/* Of several suggestions another one. */
static int
turn(struct session *session, bool on)
{
	struct prompt *prompt = &session->prompt;

	if (on || prompt->turn)
		prompt->turn += on ? 1 : (size_t)-1;
	prompt_changed(session);
	return 0;
}

/* A row of the screen up or down. */
static int
move_row(struct session *session, bool down)
{
	struct layout layout = LAYOUT_INIT;
	size_t row, col, first, off = down ? session->prompt.text.len : 0;

	if (session->prompt.kind == PROMPT_PARTY)
		return turn(session, down);
	session_lay_prompt(session, &layout, &first);
	layout_cell(&layout, prompt_cursor(&session->prompt), &row, &col);
	if (down && row + 1 < layout.rows)
		off = layout_off(&layout, row + 1, col);
	else if (!down && row)
		off = layout_off(&layout, row - 1, col);
	layout_release(&layout);
	return move_to(session, off);
}

int
run_prompt_up(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return move_row(session, false);
}

int
run_prompt_down(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return move_row(session, true);
}
