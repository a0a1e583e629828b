/*
 * What keys do to the line being typed: characters in and out, the selection,
 * cutting, copying and putting in what was cut.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/text/words.h"
#include "typing.h"

bool
typing_selection(const struct session *session, size_t *from, size_t *to)
{
	const struct typing *typing = &session->typing;

	if (!typing->marking || typing->mark == typing->cursor)
		return false;
	*from = typing->mark < typing->cursor ? typing->mark : typing->cursor;
	*to = typing->mark < typing->cursor ? typing->cursor : typing->mark;
	return true;
}

void
typing_splice(struct session *session, size_t from, size_t to,
	struct str come, enum step_kind kind)
{
	struct typing *typing = &session->typing;
	char *gone = mem_text_len(buf_text(&typing->line) + from, to - from);
	char *text = mem_text_len(come.at ? come.at : "", come.len);
	struct typing_step step = { .off = from, .before = typing->cursor,
		.after = from + come.len, .gone = gone, .come = text,
		.kind = kind };

	buf_splice(&typing->line, from, to - from, str_of(text));
	typing->cursor = step.after;
	if (from < typing->text)
		typing->text = 0;
	if (from != to || come.len)
		steps_note(&typing->steps, &step);
	free(gone);
	free(text);
}

/* With a selection `[` and `]` act on it instead of replacing it. */
static bool
bracket_selection(struct session *session, struct str text)
{
	struct str line = typing_line(session);
	struct buf come = BUF_INIT, gone = BUF_INIT;
	size_t from, to;

	if (!typing_selection(session, &from, &to))
		return false;
	if (str_is(text, "[")) {
		buf_add_char(&come, '[');
		buf_add_str(&come, str_part(line, from, to - from));
		buf_add_char(&come, ']');
		typing_splice(session, from, to, buf_str(&come), STEP_OTHER);
	} else if (str_is(text, "]") && from && line.at[from - 1] == '[' &&
		to < line.len && line.at[to] == ']') {
		size_t end = typing_next(line, to);

		buf_add_str(&come, str_part(line, from, to - from));
		buf_add_str(&gone, str_part(line, to, end - to));
		typing_splice(session, from - 1, end, buf_str(&come),
			STEP_OTHER);
		typing_say_names(session, buf_str(&gone));
	} else {
		return false;
	}
	session->typing.marking = false;
	buf_release(&come);
	buf_release(&gone);
	return true;
}

/* In the place of the selection, else at the cursor. */
static void
put(struct session *session, struct str text, enum step_kind kind)
{
	struct typing *typing = &session->typing;
	size_t from = typing->cursor, to = typing->cursor;

	if (typing->line.len + text.len > LINE_MAX_BYTES) {
		session_say(session, MESSAGE_REFUSED,
			"a paragraph holds one megabyte at most");
		return;
	}
	typing_selection(session, &from, &to);
	typing->marking = false;
	typing_splice(session, from, to, text, kind);
}

void
typing_insert(struct session *session, struct str text)
{
	if (!bracket_selection(session, text))
		put(session, text, STEP_TYPED);
}

void
typing_put(struct session *session, struct str text)
{
	put(session, text, STEP_OTHER);
}

static int
take_out(struct session *session, size_t from, size_t to,
	enum step_kind kind)
{
	struct buf gone = BUF_INIT;

	if (typing_selection(session, &from, &to))
		kind = STEP_OTHER;
	session->typing.marking = false;
	buf_add_str(&gone, str_part(typing_line(session), from, to - from));
	typing_splice(session, from, to, str_of(""), kind);
	typing_say_names(session, buf_str(&gone));
	buf_release(&gone);
	return 0;
}

/* Where a paragraph's own words begin, behind a number that came with it. */
static bool
at_start(const struct session *session)
{
	const struct typing *typing = &session->typing;
	size_t from, to;

	return !typing_selection(session, &from, &to) &&
		(typing->cursor == typing->text || !typing->cursor);
}

int
run_type_rub(struct session *session, const struct arguments *args,
	struct err *err)
{
	size_t cursor = session->typing.cursor;

	(void)args;
	if (at_start(session))
		return typing_join(session, true, err);
	return take_out(session, typing_prev(typing_line(session), cursor),
		cursor, STEP_RUBBED);
}

int
run_type_delete(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct str line = typing_line(session);
	size_t cursor = session->typing.cursor, from, to;

	(void)args;
	if (cursor == line.len && !typing_selection(session, &from, &to))
		return typing_join(session, false, err);
	return take_out(session, cursor, typing_next(line, cursor),
		STEP_DELETED);
}

int
run_type_rub_word(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct str line = typing_line(session);
	size_t cursor = session->typing.cursor;

	(void)args;
	(void)err;
	return take_out(session, typing_edge(line, utf8_prev_word(line,
		cursor), false), cursor, STEP_OTHER);
}

int
run_type_delete_word(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct str line = typing_line(session);
	size_t cursor = session->typing.cursor;

	(void)args;
	(void)err;
	return take_out(session, cursor, typing_edge(line, utf8_next_word(
		line, cursor), true), STEP_OTHER);
}

int
run_type_mark(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	session->typing.marking = !session->typing.marking;
	session->typing.mark = session->typing.cursor;
	return 0;
}

static int
copy_selection(struct session *session, bool cut, struct err *err)
{
	size_t from, to;

	if (!typing_selection(session, &from, &to)) {
		struct buf key = BUF_INIT;

		keymap_add_key(&key, &session->keymap, KEYS_TYPING,
			"type-mark");
		err_set(err, ERR_REFUSED, "nothing is selected: %s begins a "
			"selection, moving takes its end along",
			buf_text(&key));
		buf_release(&key);
		return -1;
	}
	clip_words(session, str_part(typing_line(session), from, to - from));
	session->typing.marking = false;
	if (cut)
		typing_splice(session, from, words_cut_end(typing_line(
			session), from, to), str_of(""), STEP_OTHER);
	return 0;
}

int
run_type_cut(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return copy_selection(session, true, err);
}

int
run_type_copy(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return copy_selection(session, false, err);
}

/* Of nodes their words, one behind the other. */
int
run_type_paste(struct session *session, const struct arguments *args,
	struct err *err)
{
	const struct clip *clip = &session->clip;
	struct buf words = BUF_INIT;

	(void)args;
	if (!clip->n)
		return clip_refuse_empty(session, err);
	for (size_t i = 0; i < clip->n; i++) {
		buf_add_text(&words, i ? " " : "");
		buf_add_text(&words, clip->at[i].line);
	}
	typing_put(session, buf_str(&words));
	buf_release(&words);
	return 0;
}
