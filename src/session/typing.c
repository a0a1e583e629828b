/*
 * Typing in a node: a line of its own until it is left. Here it begins and
 * ends; the other typing_*.c files say what is done to it meanwhile.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "typing.h"

struct str
typing_line(const struct session *session)
{
	return buf_str(&session->typing.line);
}

bool
typing_is_changed(const struct session *session)
{
	return !str_same(str_trim(typing_line(session)),
		str_trim(str_of(session->typing.before)));
}

void
typing_end(struct session *session)
{
	struct typing *typing = &session->typing;

	free(typing->before);
	typing->before = NULL;
	buf_clear(&typing->line);
	steps_clear(&typing->steps);
	typing->marking = typing->command = false;
	typing->goes_on = typing->parted = typing->refused = false;
	typing->text = 0;
	typing_new_end(session);
	if (session->mode == SESSION_TYPING)
		session->mode = SESSION_OUTLINE;
}

static void
add_key(struct buf *out, const struct session *session, const char *command)
{
	keymap_add_key(out, &session->keymap, KEYS_TYPING, command);
}

/* Whether there is something to bring back here. */
static bool
was_left(const struct typing *typing)
{
	node_id none = { "" };

	return typing->left.len && node_id_same(&typing->left_node,
		typing->pending.is ? &none : &typing->node);
}

void
typing_say_how(struct session *session)
{
	struct typing *typing = &session->typing;
	struct buf text = BUF_INIT;

	if (was_left(typing)) {
		add_key(&text, session, "type-again");
		buf_add_text(&text, " brings back what you typed here before");
	} else if (!typing->told) {
		add_key(&text, session, "type-save");
		buf_add_text(&text, " keeps what you type, ");
		add_key(&text, session, "type-leave");
		buf_add_text(&text, typing->pending.is
			? " leaves the text as it was"
			: " leaves the paragraph as it was");
	}
	typing->told = true;
	if (text.len)
		session_say(session, MESSAGE_HINT, "%s", buf_text(&text));
	buf_release(&text);
}

void
typing_start(struct session *session, const struct node *node, size_t cursor)
{
	struct typing *typing = &session->typing;

	typing->node = node->id;
	typing->before = mem_text_len(node->line, node->len);
	buf_add_str(&typing->line, node_str(node));
	typing->cursor = typing_edge(typing_line(session), cursor, true);
	session->at_bracket = false;
	session->mode = SESSION_TYPING;
}

void
typing_begin(struct session *session, const struct node *node, size_t cursor)
{
	typing_end(session);
	typing_start(session, node, cursor);
}

int
run_text_edit(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct node *node = session_place(session);
	struct typing *typing = &session->typing;
	const struct selection selection = session->selection;

	(void)args;
	if (session_may_edit(session, err) < 0)
		return -1;
	if (node->kind == NODE_TABLE)
		return err_set(err, ERR_REFUSED,
			"a table is changed row by row: go to a row");
	typing_begin(session, node, session->off ? session->off : node->len);
	if (selection.is && !selection.whole) {
		typing->marking = true;
		typing->mark = typing_edge(typing_line(session),
			selection.from, false);
		typing->cursor = typing_edge(typing_line(session),
			selection.to, true);
	}
	selection_clear(session);
	typing_say_how(session);
	others_say_typed(session, &typing->node);
	return 0;
}

/* Its words go on being shown where the paragraph stood. */
void
typing_settle(struct session *session)
{
	struct typing *typing = &session->typing;

	if (typing->before && !node_id_is_none(&typing->node) &&
	    !doc_find(session->doc, &typing->node)) {
		typing->node = (node_id){ "" };
		session_say(session, MESSAGE_REFUSED, "somebody took this "
			"paragraph out while you type: if you keep your words "
			"they become a new one here");
	}
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
		"compare", "unsaved-write",
	};
	const struct binding *binding = keymap_find(&session->keymap,
		KEYS_OUTLINE, key);
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
		rc = command_run(session, str_of("type-save"), &err);
	if (rc == 0)
		rc = command_run(session, str_of(binding->command), &err);
	if (rc < 0)
		session_refuse(session, &err);
}

/* `left as it was; Enter, then ^Y brings back what you typed`. */
static void
say_left(struct session *session, bool changed)
{
	struct buf text = BUF_INIT;

	buf_add_text(&text, "left as it was");
	if (changed) {
		buf_add_text(&text, "; ");
		keymap_add_key(&text, &session->keymap, KEYS_OUTLINE,
			"text-edit");
		buf_add_text(&text, ", then ");
		add_key(&text, session, "type-again");
		buf_add_text(&text, " brings back what you typed");
	}
	session_say(session, MESSAGE_DONE, "%s", buf_text(&text));
	buf_release(&text);
}

int
run_type_leave(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct typing *typing = &session->typing;
	bool changed = typing_is_changed(session);
	bool new = typing->pending.is;

	(void)args;
	(void)err;
	if (changed && !typing_new_is_empty(session)) {
		buf_clear(&typing->left);
		buf_add_str(&typing->left, str_from(buf_str(&typing->line),
			new ? typing->text : 0));
		typing->left_node = new ? (node_id){ "" } : typing->node;
		typing->left_refused = typing->refused;
	}
	if (new) {
		typing_new_leave(session);
		return 0;
	}
	typing_end(session);
	say_left(session, changed);
	return 0;
}

int
run_type_again(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct typing *typing = &session->typing;

	(void)args;
	if (!was_left(typing))
		return err_set(err, ERR_REFUSED,
			"nothing was typed here before and not kept");
	typing->marking = false;
	typing_splice(session, typing->pending.is ? typing->text : 0,
		typing->line.len, buf_str(&typing->left), STEP_OTHER);
	typing->refused |= typing->left_refused;
	typing->left_refused = false;
	return 0;
}
