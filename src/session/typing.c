/*
 * Typing in a node: a line of its own until it is left. Motions are by
 * grapheme and word; rows are those of the layout with every byte shown.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/text/layout.h"
#include "adref/text/quote.h"
#include "inside.h"

enum { LINE_MAX_BYTES = 1024 * 1024 };

void
typing_end(struct session *session)
{
	free(session->typing.before);
	session->typing.before = NULL;
	buf_clear(&session->typing.line);
	session->typing.marking = session->typing.command = false;
	if (session->mode == SESSION_TYPING)
		session->mode = SESSION_OUTLINE;
}

static void
add_key(struct buf *out, const struct session *session, const char *command)
{
	const struct binding *binding = keymap_key_of(&session->keymap,
		KEYS_TYPING, command);

	if (binding)
		key_add_name(out, binding->key);
	else
		buf_add_text(out, command);
}

/* The first time, and when there is something to bring back. */
static void
say_how_to_leave(struct session *session)
{
	struct typing *typing = &session->typing;
	struct buf text = BUF_INIT;

	if (typing->left.len && node_id_same(&typing->left_node,
		&typing->node)) {
		add_key(&text, session, "type-again");
		buf_add_text(&text, " brings back what you typed here before");
	} else if (!typing->told) {
		add_key(&text, session, "type-save");
		buf_add_text(&text, " keeps what you type, ");
		add_key(&text, session, "type-leave");
		buf_add_text(&text, " leaves the paragraph as it was");
	}
	typing->told = true;
	if (text.len)
		session_say(session, MESSAGE_HINT, "%s", buf_text(&text));
	buf_release(&text);
}

int
run_text_edit(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *node = session_place(session);
	struct typing *typing = &session->typing;

	(void)args;
	if (session_may_edit(session, err) < 0)
		return -1;
	if (node->kind == NODE_TABLE)
		return err_set(err, ERR_REFUSED,
			"a table is changed row by row: go to a row");
	typing_end(session);
	typing->node = node->id;
	typing->before = mem_text_len(node->line, node->len);
	buf_add_str(&typing->line, node_str(node));
	typing->cursor = session->off ? session->off : node->len;
	typing->marking = false;
	if (session->selection.is && !session->selection.whole) {
		typing->marking = true;
		typing->mark = session->selection.from;
		typing->cursor = session->selection.to;
	}
	selection_clear(session);
	session->at_bracket = false;
	session->mode = SESSION_TYPING;
	say_how_to_leave(session);
	return 0;
}

static struct str
line_of(const struct session *session)
{
	return buf_str(&session->typing.line);
}

/* Take out the selection; true when there was one. */
static bool
take_out_selection(struct session *session)
{
	struct typing *typing = &session->typing;
	size_t from = typing->mark < typing->cursor ? typing->mark
		: typing->cursor;
	size_t to = typing->mark < typing->cursor ? typing->cursor
		: typing->mark;

	if (!typing->marking)
		return false;
	typing->marking = false;
	buf_splice(&typing->line, from, to - from, str_of(""));
	typing->cursor = from;
	return to > from;
}

/* With a selection `[` and `]` act on it instead of replacing it. */
static bool
bracket_selection(struct session *session, struct str text)
{
	struct typing *typing = &session->typing;
	size_t from = typing->mark < typing->cursor ? typing->mark
		: typing->cursor;
	size_t to = typing->mark < typing->cursor ? typing->cursor
		: typing->mark;

	if (!typing->marking || from == to)
		return false;
	if (str_is(text, "[")) {
		buf_splice(&typing->line, to, 0, str_of("]"));
		buf_splice(&typing->line, from, 0, str_of("["));
		typing->cursor = to + 2;
	} else if (str_is(text, "]") && from && typing->line.data[from - 1]
		== '[' && typing->line.data[to] == ']') {
		buf_splice(&typing->line, to, 1, str_of(""));
		buf_splice(&typing->line, from - 1, 1, str_of(""));
		typing->cursor = to - 1;
	} else {
		return false;
	}
	typing->marking = false;
	return true;
}

void
typing_insert(struct session *session, struct str text)
{
	struct typing *typing = &session->typing;

	if (bracket_selection(session, text))
		return;
	take_out_selection(session);
	if (typing->line.len + text.len > LINE_MAX_BYTES) {
		session_say(session, MESSAGE_REFUSED,
			"a paragraph holds one megabyte at most");
		return;
	}
	buf_splice(&typing->line, typing->cursor, 0, text);
	typing->cursor += text.len;
}

static int
go(struct session *session, size_t off)
{
	session->typing.cursor = off;
	return 0;
}

int
run_type_left(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return go(session, utf8_prev(line_of(session),
		session->typing.cursor));
}

int
run_type_right(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return go(session, utf8_next(line_of(session),
		session->typing.cursor));
}

int
run_type_word_left(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return go(session, utf8_prev_word(line_of(session),
		session->typing.cursor));
}

int
run_type_word_right(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return go(session, utf8_next_word(line_of(session),
		session->typing.cursor));
}

int
run_type_home(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return go(session, 0);
}

int
run_type_end(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return go(session, session->typing.line.len);
}

/* One row up or down, as the view lays the line out (its margin is 7). */
static int
go_row(struct session *session, bool down)
{
	struct layout layout = LAYOUT_INIT;
	struct layout_style style = { .lens = LENS_SOURCE };
	size_t row, col;

	style.width = session->cols > 16 ? session->cols - 7 : 10;
	layout_line(&layout, line_of(session), &style);
	layout_cell(&layout, session->typing.cursor, &row, &col);
	if (down && row + 1 >= layout.rows)
		session->typing.cursor = session->typing.line.len;
	else if (!down && row == 0)
		session->typing.cursor = 0;
	else
		session->typing.cursor = layout_off(&layout,
			down ? row + 1 : row - 1, col);
	layout_release(&layout);
	return 0;
}

int
run_type_up(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return go_row(session, false);
}

int
run_type_down(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return go_row(session, true);
}

static int
take_out(struct session *session, size_t from, size_t to)
{
	if (take_out_selection(session))
		return 0;
	buf_splice(&session->typing.line, from, to - from, str_of(""));
	session->typing.cursor = from;
	return 0;
}

int
run_type_rub(struct session *session, const struct arguments *args,
	struct err *err)
{
	size_t cursor = session->typing.cursor;

	(void)args;
	(void)err;
	return take_out(session, utf8_prev(line_of(session), cursor), cursor);
}

int
run_type_delete(struct session *session, const struct arguments *args,
	struct err *err)
{
	size_t cursor = session->typing.cursor;

	(void)args;
	(void)err;
	return take_out(session, cursor, utf8_next(line_of(session), cursor));
}

int
run_type_rub_word(struct session *session, const struct arguments *args,
	struct err *err)
{
	size_t cursor = session->typing.cursor;

	(void)args;
	(void)err;
	return take_out(session, utf8_prev_word(line_of(session), cursor),
		cursor);
}

int
run_type_delete_word(struct session *session, const struct arguments *args,
	struct err *err)
{
	size_t cursor = session->typing.cursor;

	(void)args;
	(void)err;
	return take_out(session, cursor, utf8_next_word(line_of(session),
		cursor));
}

int
run_type_command(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	session->typing.command = true;
	session_say(session, MESSAGE_HINT, "a command of the text, please");
	return 0;
}

/*
 * The key behind type-command. What does not touch the text runs while typing
 * goes on; before anything else what was typed is kept.
 */
void
typing_command(struct session *session, key_code key)
{
	static const char *const beside[] = {
		"party-set", "party-clear", "zoom", "refresh", "suspend",
	};
	const struct binding *binding = keymap_find(&session->keymap,
		KEYS_OUTLINE, key);
	struct arguments none = { 0 };
	struct err err = ERR_INIT;
	bool keep = true;
	int rc = 0;

	session->typing.command = false;
	if (!binding)
		rc = err_set(&err, ERR_REFUSED,
			"this key is no command of the text");
	for (size_t i = 0; binding && i < sizeof(beside) / sizeof(*beside);
	     i++)
		keep = keep && strcmp(binding->command, beside[i]) != 0;
	if (rc == 0 && keep)
		rc = run_type_save(session, &none, &err);
	if (rc == 0)
		rc = command_run(session, str_of(binding->command), &err);
	if (rc < 0)
		session_refuse(session, &err);
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

/* Give a node another line as one act, made on the line that was there. */
static int
save_line(struct session *session, const struct node *node, struct str line,
	struct err *err)
{
	struct buf come = BUF_INIT, subject = BUF_INIT, done = BUF_INIT;
	char *gone = mem_text_len(node->line, node->len);
	struct change change = { .kind = CHANGE_TEXT, .node = node->id,
		.gone = gone };
	struct deed deed = { .kind = "text-set", .changes = &change, .n = 1 };
	int rc = 0;

	if (node->kind == NODE_ROW)
		buf_add_str(&come, str_trim(line));
	else
		quote_add_line(&come, str_trim(line));
	if (node->kind == NODE_ROW && (come.len < 2 || come.data[0] != '|' ||
	    come.data[come.len - 1] != '|')) {
		free(gone);
		buf_release(&come);
		return err_set(err, ERR_REFUSED, "a row of a table begins and "
			"ends with |, as in | one | two |");
	}
	change.come = buf_text(&come);
	address_add(&subject, node);
	buf_add_str(&done, buf_str(&subject));
	buf_add_text(&subject, node->len ? ": reword " : ": write ");
	buf_add_text(&done, node->len ? ": reworded " : ": wrote ");
	deed_add_quoted(&subject, come.len ? buf_str(&come)
		: node_str(node));
	deed_add_quoted(&done, come.len ? buf_str(&come) : node_str(node));
	deed.subject = buf_text(&subject);
	deed.done = buf_text(&done);
	if (strcmp(gone, buf_text(&come)) == 0)
		session_say(session, MESSAGE_HINT, "nothing was changed");
	else
		rc = session_act(session, &deed, err);
	free(gone);
	buf_release(&come);
	buf_release(&subject);
	buf_release(&done);
	return rc;
}

int
run_text_set(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *node;

	if (args->n != 2 || !args->at[1].quoted)
		return usage("text-set", err);
	if (argument_node(session, &args->at[0], &node, err) < 0)
		return -1;
	if (node->kind == NODE_TABLE)
		return err_set(err, ERR_REFUSED,
			"a table is changed row by row");
	return save_line(session, node, str_of(args->at[1].text), err);
}

/* What was typed stays on the screen when it cannot be saved. */
int
run_type_save(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct typing *typing = &session->typing;
	struct node *node = doc_find(session->doc, &typing->node);

	(void)args;
	if (!node)
		return err_set(err, ERR_STALE, "somebody took this paragraph "
			"out; what you typed is still here");
	if (!str_is(node_str(node), typing->before))
		return err_set(err, ERR_STALE, "somebody changed this "
			"paragraph meanwhile: it reads \"%.300s\"; what you "
			"typed is still here", node->line);
	if (save_line(session, node, line_of(session), err) < 0)
		return -1;
	typing_end(session);
	session->off = 0;
	return 0;
}

int
run_type_leave(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct typing *typing = &session->typing;
	bool changed = strcmp(typing->before, buf_text(&typing->line)) != 0;

	(void)args;
	(void)err;
	if (changed) {
		buf_clear(&typing->left);
		buf_add_str(&typing->left, buf_str(&typing->line));
		typing->left_node = typing->node;
	}
	typing_end(session);
	session_say(session, MESSAGE_DONE, changed
		? "left as it was; what you typed can be brought back here"
		: "left as it was");
	return 0;
}

int
run_type_again(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct typing *typing = &session->typing;

	(void)args;
	if (!typing->left.len || !node_id_same(&typing->left_node,
		&typing->node))
		return err_set(err, ERR_REFUSED,
			"nothing was typed here before and not kept");
	buf_clear(&typing->line);
	buf_add_str(&typing->line, buf_str(&typing->left));
	typing->cursor = typing->line.len;
	typing->marking = false;
	return 0;
}
