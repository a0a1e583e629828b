/*
 * What was typed and cannot be saved, as the disk is full or what was saved is
 * gone: that is said with what helps, it can be written to a file elsewhere,
 * and nobody leaves without a word that it would be lost. What it must not do:
 * write anything but that file; only a program that may gives the way to.
 */
#include <string.h>

#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "typing.h"

/* Whether it is the repository or its disk that says no. */
static bool
is_damage(const struct err *err)
{
	return err->code == ERR_SYSTEM || err->code == ERR_DAMAGED ||
		err->code == ERR_NO_BRANCH;
}

void
unsaved_note(struct session *session, struct err *err)
{
	struct buf text = BUF_INIT;

	if (!is_damage(err))
		return;
	session->typing.refused = true;
	buf_add_text(&text, err->text);
	buf_add_text(&text, "; what you type stays here: ");
	keymap_add_key(&text, &session->keymap, KEYS_TYPING, "type-save");
	buf_add_text(&text, " tries again");
	if (session->write_file) {
		buf_add_text(&text, ", ");
		keymap_add_key(&text, &session->keymap, KEYS_TYPING,
			"unsaved-write");
		buf_add_text(&text, " writes it to a file");
	}
	err_set(err, err->code, "%s", buf_text(&text));
	buf_release(&text);
}

static bool
is_typed(const struct session *session)
{
	return session->typing.before && typing_is_changed(session);
}

/* `outcome, A.2, for India: typed and not saved`, and the words. */
static void
add_words(struct buf *out, const struct session *session,
	const node_id *id, struct str words)
{
	const struct node *node = session->doc ? doc_find(session->doc, id)
		: NULL;

	buf_add_format(out, "%s%s, ", out->len ? "\n" : "",
		session->doc_name);
	if (node) {
		address_add(out, node);
		buf_add_text(out, ", ");
	}
	buf_add_format(out, "for %s: typed and not saved\n\n", *session->party
		? party_room_name(session->party) : "the Chair");
	buf_add_str(out, words);
	buf_add_char(out, '\n');
}

void
session_add_unsaved(struct buf *out, const struct session *session)
{
	const struct typing *typing = &session->typing;

	if (is_typed(session))
		add_words(out, session, &typing->node, typing_line(session));
	if (typing->left_refused && typing->left.len)
		add_words(out, session, &typing->left_node,
			buf_str(&typing->left));
}

bool
unsaved_asks(struct session *session)
{
	const struct typing *typing = &session->typing;
	struct prompt_choice choices[] = {
		{ "y", "leave all the same", "quit anyway" },
		{ "w", "write it to a file", "unsaved-write" },
	};

	if (!typing->left_refused && !(typing->refused &&
	    is_typed(session)))
		return false;
	prompt_choose(session, "what you typed could not be saved, and is "
		"lost when you leave:", choices, session->write_file ? 2 : 1);
	return true;
}

static void
ask_over(struct session *session, const char *path)
{
	struct prompt_choice yes = { "y", "", NULL };
	struct buf command = BUF_INIT, label = BUF_INIT;

	buf_add_text(&command, "unsaved-write");
	argument_add(&command, path);
	buf_add_text(&command, " over");
	yes.command = buf_text(&command);
	buf_add_format(&label, "%s is there already: write over it?", path);
	prompt_choose(session, buf_text(&label), &yes, 1);
	buf_release(&command);
	buf_release(&label);
}

static int
write_words(struct session *session, const char *path, bool over,
	struct err *err)
{
	struct buf words = BUF_INIT;
	int rc;

	session_add_unsaved(&words, session);
	if (!words.len) {
		buf_release(&words);
		return err_set(err, ERR_REFUSED, "all that was typed is "
			"saved: there is nothing to write");
	}
	rc = session->write_file(path, buf_str(&words), over, err);
	buf_release(&words);
	if (rc > 0)
		ask_over(session, path);
	if (rc)
		return rc < 0 ? -1 : 0;
	session->typing.refused = session->typing.left_refused = false;
	session_say(session, MESSAGE_DONE, "what you typed stands in %s; in "
		"the text it is not", path);
	return 0;
}

int
run_unsaved_write(struct session *session, const struct arguments *args,
	struct err *err)
{
	bool over = args->n == 2 && strcmp(args->at[1].text, "over") == 0;

	if (!session->write_file)
		return err_set(err, ERR_REFUSED, "no file is written from "
			"here: what you typed can be copied from the screen");
	if (!args->n) {
		prompt_open(session, PROMPT_TEXT,
			"write what you typed to which file?",
			"unsaved-write");
		return 0;
	}
	if (args->n > (size_t)1 + over || !*args->at[0].text)
		return usage("unsaved-write", err);
	return write_words(session, args->at[0].text, over, err);
}
