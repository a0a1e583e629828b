/*
 * The wordings at the cursor as a list: with whose they are, to be chosen,
 * dropped, or put in another order.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "bracket_inside.h"
#include "meeting.h"
#include "wordings.h"

/* `COMMAND ID N "words"`; behind it a place, when that is not 0. */
static char *
command_of(const char *command, const struct pair *pair,
	const struct wordings *group, size_t k, size_t to)
{
	struct buf line = BUF_INIT, words = BUF_INIT;

	pair_add_command(&line, command, pair);
	buf_add_str(&words, wording_text(group, k));
	argument_add(&line, buf_text(&words));
	if (to)
		buf_add_format(&line, " %zu", to);
	buf_release(&words);
	return buf_take(&line);
}

/* `1  shall endeavour to      India; Kenya: keep` */
static void
add_row(struct list *list, const struct pair *pair,
	const struct wordings *group, size_t k)
{
	struct buf text = BUF_INIT, who = BUF_INIT;
	struct list_row *row;

	party_add_stances(&who, wording_attribution(group, k));
	buf_add_format(&text, "%zu  ", k);
	utf8_add_safe(&text, wording_text(group, k));
	if (who.len)
		buf_add_format(&text, "      %s", buf_text(&who));
	row = list_add(list, buf_text(&text));
	row->command = command_of("alternative-choose", pair, group, k, 0);
	row->drop = command_of("alternative-drop", pair, group, k, 0);
	if (k > 1)
		row->raise = command_of("alternative-move", pair, group, k,
			k - 1);
	if (k < group->n)
		row->lower = command_of("alternative-move", pair, group, k,
			k + 1);
	buf_release(&text);
	buf_release(&who);
}

int
wordings_open(struct session *session, struct err *err)
{
	struct wordings group;
	struct buf title = BUF_INIT;
	struct list *list;
	struct pair pair;

	if (pair_here(&pair, session, err) < 0)
		return -1;
	if (pair_alternatives(&pair, NULL) < 2)
		return teach(session, "no other wording stands beside these "
			"words", "alternative-add", "puts one there", err);
	wordings_read(&group, &pair);
	buf_add_text(&title, "Wordings in ");
	address_add(&title, group.node);
	list = list_open(session, LIST_WORDINGS, buf_text(&title));
	for (size_t k = 1; k <= group.n; k++) {
		add_row(list, &pair, &group, k);
		if (wording_from(&group, k) == pair.opener.off)
			list->cursor = k - 1;
	}
	wordings_release(&group);
	buf_release(&title);
	return 0;
}

int
run_alternatives(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return wordings_open(session, err);
}

/* The list again, of what there is now. */
static int
open_again(struct session *session, enum list_kind kind, struct err *err)
{
	switch (kind) {
	case LIST_MEETINGS:
		return meetings_open(session, err);
	case LIST_BUREAU:
		return bureau_open(session, err);
	case LIST_WATCHES:
		return watches_open(session, err);
	default:
		return wordings_open(session, err);
	}
}

/*
 * Run what a row says, on the text and not on the list, so that what the act
 * has to ask can be asked; then the list again while there is a choice left.
 */
static int
run_row(struct session *session, const char *command, size_t cursor,
	struct err *err)
{
	struct err ignored = ERR_INIT;
	enum list_kind kind = session->list->kind;
	size_t was = session->list->cursor;
	char *line;
	int rc;

	if (!command)
		return err_set(err, ERR_REFUSED, "nothing can be done to this "
			"line with that");
	line = mem_text(command);
	list_close(session);
	rc = command_run(session, str_of(line), err);
	free(line);
	if (session->mode == SESSION_OUTLINE &&
	    open_again(session, kind, &ignored) == 0) {
		session->list->cursor = rc < 0 ? was : cursor;
		if (session->list->cursor >= session->list->n)
			session->list->cursor = session->list->n - 1;
		list_settle(session);
	}
	return rc;
}

static const struct list_row *
row_here(const struct session *session)
{
	const struct list *list = session->list;

	return list->cursor < list->n ? &list->at[list->cursor] : NULL;
}

int
run_list_drop(struct session *session, const struct arguments *args,
	struct err *err)
{
	const struct list_row *row = row_here(session);

	if (session->list->kind == LIST_LEFT)
		return run_recover_drop(session, args, err);
	return run_row(session, row ? row->drop : NULL,
		session->list->cursor, err);
}

int
run_list_raise(struct session *session, const struct arguments *args,
	struct err *err)
{
	const struct list_row *row = row_here(session);

	(void)args;
	return run_row(session, row ? row->raise : NULL,
		session->list->cursor - 1, err);
}

int
run_list_lower(struct session *session, const struct arguments *args,
	struct err *err)
{
	const struct list_row *row = row_here(session);

	(void)args;
	return run_row(session, row ? row->lower : NULL,
		session->list->cursor + 1, err);
}
