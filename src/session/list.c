/*
 * Lists: rows one stands on, filters and enters. Lists open over one another
 * and close in turn.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "filter_words.h"
#include "history.h"

struct list *
list_open(struct session *session, enum list_kind kind, const char *title)
{
	struct list *list = mem_new(1, sizeof(*list));

	list->kind = kind;
	list->title = mem_text(title);
	list->under = session->list;
	session->list = list;
	session->mode = SESSION_LIST;
	return list;
}

struct list_row *
list_add(struct list *list, const char *text)
{
	struct list_row *row;

	list->at = mem_grow(list->at, &list->cap, list->n + 1,
		sizeof(*list->at));
	row = &list->at[list->n++];
	*row = (struct list_row){ .text = text ? mem_text(text) : NULL };
	return row;
}

void
list_add_cell(struct buf *out, const char *text, size_t cols)
{
	struct str str = str_of(text);
	size_t width;

	while (utf8_columns(str) > cols)
		str.len = utf8_prev(str, str.len);
	width = utf8_columns(str);
	buf_add_str(out, str);
	buf_add_fill(out, ' ', cols - width + 2);
}

bool
list_compares(enum list_kind kind)
{
	return kind == LIST_CHANGE || kind == LIST_LEFT ||
		kind == LIST_TAKE_BACK || kind == LIST_REPAIRS ||
		kind == LIST_ALIKE || kind == LIST_LIFE ||
		kind == LIST_COMPARE || kind == LIST_PROPOSAL;
}

bool
list_marks_points(enum list_kind kind)
{
	return kind == LIST_HISTORY || kind == LIST_DRAFTS;
}

void
list_rows_free(struct list *list)
{
	for (size_t i = 0; i < list->n; i++) {
		free(list->at[i].text);
		free(list->at[i].plain);
		free(list->at[i].beside);
		free(list->at[i].command);
		free(list->at[i].also);
		free(list->at[i].drop);
		free(list->at[i].raise);
		free(list->at[i].lower);
		free(list->at[i].back);
		free(list->at[i].proposal);
		free(list->at[i].bare);
	}
	free(list->at);
	list->at = NULL;
	list->n = list->cap = 0;
}

void
list_free(struct list *list)
{
	list_rows_free(list);
	free(list->title);
	listed_free(list->listed);
	past_free(list->past);
	buf_release(&list->filter);
	free(list);
}

void
list_close(struct session *session)
{
	struct list *list = session->list;

	if (!list)
		return;
	session->list = list->under;
	list_free(list);
	if (!session->list && session->mode == SESSION_LIST)
		session->mode = session->typing.before ? SESSION_TYPING
			: SESSION_OUTLINE;
}

const char *
list_text(const struct list *list, size_t row)
{
	if (!list->at[row].text)
		list->at[row].text = list->past ? past_take_text(list,
			row) : listed_take_text(list, row);
	return list->at[row].text;
}

size_t
list_lines(const struct list *list)
{
	size_t n = 0;

	if (list->past && !list->filtered)
		return pick_n(list->past->pick);
	for (size_t i = 0; i < list->n; i++)
		n += list_shows(list, i) && !list->at[i].heading;
	return n;
}

static bool
can_stand(const struct list *list, size_t row)
{
	return row < list->n && !list->at[row].heading &&
		list_shows(list, row);
}

/* The cursor stands on a row that is shown, the first one if need be. */
void
list_settle(struct session *session)
{
	struct list *list = session->list;

	if (can_stand(list, list->cursor))
		return;
	for (size_t i = 0; i < list->n; i++)
		if (can_stand(list, i)) {
			list->cursor = i;
			return;
		}
}

/* The rows that a move comes to, and those shown below them. */
static void
fill(const struct session *session, size_t steps)
{
	struct list *list = session->list;
	size_t below = list->cursor + session->rows;

	if (list->past)
		past_fill(list, steps < SIZE_MAX / 4 ? below + 2 * steps
			: SIZE_MAX);
}

static int
move(struct session *session, bool down, size_t steps)
{
	struct list *list = session->list;
	size_t at = list->cursor;

	if (down)
		fill(session, steps);

	while (steps) {
		if (down ? at + 1 >= list->n : at == 0)
			break;
		at = down ? at + 1 : at - 1;
		if (!can_stand(list, at))
			continue;
		list->cursor = at;
		steps--;
	}
	return 0;
}

int
run_list_down(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return move(session, true, 1);
}

int
run_list_up(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return move(session, false, 1);
}

static size_t
page(const struct session *session)
{
	return session->rows > 8 ? session->rows - 6 : 2;
}

int
run_list_page_down(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return move(session, true, page(session));
}

int
run_list_page_up(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return move(session, false, page(session));
}

int
run_list_first(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return move(session, false, session->list->n);
}

int
run_list_last(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	return move(session, true, SIZE_MAX);
}

int
run_list_filter(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	prompt_open(session, PROMPT_FILTER, "only lines with", "filter");
	filter_ask(session);
	return 0;
}

int
run_list_leave(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	(void)err;
	if (past_stop(session))
		return 0;
	if (session->list->filter.len) {
		list_filter(session, str_of(""));
		return 0;
	}
	list_close(session);
	return 0;
}

/* Whether what became of one's proposals is all that was asked for: the first
 * screen of who only reads. */
bool
list_is_first(const struct session *session)
{
	return session->read_only && session->list &&
		session->list->kind == LIST_OURS && !session->list->under;
}

int
run_list_quit(struct session *session, const struct arguments *args,
	struct err *err)
{
	if (!list_is_first(session))
		return run_list_leave(session, args, err);
	return run_quit(session, args, err);
}

void
lists_close(struct session *session)
{
	while (session->list)
		list_close(session);
}

int
lists_leave(struct session *session, struct err *err)
{
	lists_close(session);
	return session->mode == SESSION_TYPING ? command_run(session,
		str_of("type-save"), err) : 0;
}

int
list_run(struct session *session, const char *command, struct err *err)
{
	char *line = mem_text(command);
	int rc = lists_leave(session, err);

	if (rc == 0)
		rc = command_run(session, str_of(line), err);
	free(line);
	return rc;
}

int
list_run_row(struct session *session, struct err *err)
{
	struct list *list = session->list;
	struct list_row *row;
	struct node *node;

	if (!can_stand(list, list->cursor)) {
		if (list->kind == LIST_PALETTE)
			list_close(session);
		return err_set(err, ERR_REFUSED, "nothing here to enter");
	}
	row = &list->at[list->cursor];
	if (list->kind == LIST_UNDO)
		return undo_show(session, err);
	if (row->proposal)
		return proposal_row_enter(session, row, err);
	if (row->command && list->kind == LIST_CONVERGENCE)
		return command_run(session, str_of(row->command), err);
	if (row->command)
		return list_run(session, row->command, err);
	node = doc_find(session->doc, &row->node);
	if (list->kind == LIST_HITS && node) {
		struct hit hit = { node, row->from, row->to };

		lists_close(session);
		return search_go(session, &hit, err);
	}
	if (node) {
		struct list_row to = *row;

		if (lists_leave(session, err) < 0)
			return -1;
		node = doc_find(session->doc, &to.node);
		if (!node)
			return 0;
		place_go(session, node, to.from < node->len ? to.from : 0);
		session->at_bracket = to.at_bracket;
		if (to.to && to.to <= node->len)
			selection_words(session, node, to.from, to.to);
		return 0;
	}
	if (!store_id_is_none(&row->revision))
		return list_change(session, &row->revision, err);
	return err_set(err, ERR_REFUSED, "there is no place behind this line");
}

int
run_list_enter(struct session *session, const struct arguments *args,
	struct err *err)
{
	(void)args;
	return list_run_row(session, err);
}
