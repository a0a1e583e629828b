/*
 * New paragraphs at the keyboard: each begins empty but for its number, and is
 * in the text when what was typed in it is kept (typing_new.c). An empty bullet
 * to be filled later is asked for by a command of its own.
 */
#include "adref/doc/numbering.h"
#include "adref/text/number.h"
#include "structure.h"
#include "typing.h"

static int
open_new(struct session *session, enum place_word word, struct err *err)
{
	struct adding adding = { .session = session, .word = word,
		.by = session_place(session),
		.change = { .kind = CHANGE_ADD } };
	struct number number;
	int rc = session_may_edit(session, err);

	if (rc == 0)
		rc = adding_plan(&adding, str_of(""), err);
	if (rc == 0) {
		struct pending new = { .add = adding.change,
			.by = adding.by->id, .keeps = word == PLACE_OPTION };

		new.numbered = word != PLACE_OPTION &&
			number_read(&number, buf_str(&adding.line));
		new.way = word == PLACE_ALT ? NUMBER_ALT
			: word == PLACE_BEFORE ? NUMBER_SUPRA : NUMBER_AFTER;
		marks_clear(session);
		rc = typing_begin_new(session, &new, err);
	}
	if (rc == 0)
		typing_say_how(session);
	adding_release(&adding);
	return rc;
}

#define OPEN(function, word) \
	int \
	function(struct session *session, const struct arguments *args, \
		struct err *err) \
	{ \
		(void)args; \
		return open_new(session, word, err); \
	}
OPEN(run_new_after, PLACE_AFTER)
OPEN(run_new_before, PLACE_BEFORE)
OPEN(run_new_under, PLACE_UNDER)
OPEN(run_new_alt, PLACE_ALT)
OPEN(run_new_option, PLACE_OPTION)

int
run_placeholder_add(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct adding adding = { .session = session, .word = PLACE_AFTER,
		.by = session_place(session),
		.change = { .kind = CHANGE_ADD } };
	const struct node *node;
	int rc;

	(void)args;
	if (adding.by->kind == NODE_SECTION)
		adding.word = PLACE_UNDER;
	rc = adding_plan(&adding, str_of(""), err);
	adding.change.come = "";
	if (rc == 0 && adding.change.as == NODE_ROW)
		rc = err_set(err, ERR_REFUSED,
			"only rows stand in a table");
	adding.change.as = NODE_ITEM;
	if (rc == 0)
		rc = adding_act(session, &adding.change, adding.by, err);
	node = doc_find(session->doc, &adding.change.node);
	if (node)
		place_go(session, node, 0);
	adding_release(&adding);
	return rc;
}
