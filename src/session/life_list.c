/*
 * A paragraph's life: the list of its wordings, the change behind each, where
 * each run of its words came from, and putting it back as it was.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/record/life.h"
#include "adref/text/words.h"
#include "inside.h"

/* `D1+14   17 June 10:42  India`; what an import brought has its draft. */
static void
add_origin(struct buf *out, const struct history_entry *entry)
{
	struct buf time = BUF_INIT, whom = BUF_INIT;

	entry_add_for(&whom, entry);
	day_add_time(&time, entry->time, entry->zone);
	list_add_cell(out, entry->change, 7);
	list_add_cell(out, buf_text(&time), 15);
	list_add_cell(out, buf_text(&whom), 12);
	buf_release(&whom);
	buf_release(&time);
}

static void
add_meeting(struct buf *also, const struct history_entry *entry)
{
	buf_add_format(also, "%s %s %s %s", entry->meeting, entry->committer,
		entry->party, entry->subject);
}

static void
add_wording(struct list *list, const struct wording *wording,
	const struct wording *before)
{
	struct buf text = BUF_INIT, also = BUF_INIT, line = BUF_INIT;
	struct list_row *row;

	add_origin(&text, &wording->entry);
	add_meeting(&also, &wording->entry);
	if (!wording->line)
		buf_add_text(&text, "(taken out)");
	else if (before && before->line)
		words_add_marked(&text, str_of(before->line),
			str_of(wording->line));
	else
		words_add_plain(&text, str_of(wording->line));
	if (wording->line && wording->status != STATUS_OPEN &&
	    (!before || before->status != wording->status))
		buf_add_format(&text, "  %s", status_word(wording->status));
	row = list_add(list, buf_text(&text));
	row->revision = wording->entry.revision;
	row->also = buf_take(&also);
	if (wording->line) {
		buf_add_format(&line, "put-back %s %s", wording->node.text,
			wording->entry.change);
		row->back = buf_take(&line);
	}
	buf_release(&text);
}

/* The place's life, the caller's to release. */
static int
life_here(struct session *session, struct life *out, struct err *err)
{
	const struct node *node = session_place(session);

	if (!node)
		return err_set(err, ERR_REFUSED, "there is no text yet");
	return record_life(session->record, NULL, &node->id, out, err);
}

int
run_node_life(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct life life;
	struct buf title = BUF_INIT;
	struct list *list;

	if (args->n)
		return usage("node-life", err);
	if (life_here(session, &life, err) < 0)
		return -1;
	address_add(&title, session_place(session));
	buf_add_format(&title, "   %zu wording%s", life.n, life.n == 1 ? ""
		: "s");
	list = list_open(session, LIST_LIFE, buf_text(&title));
	for (size_t i = life.n; i-- > 0;)
		add_wording(list, &life.at[i], i ? &life.at[i - 1] : NULL);
	list_settle(session);
	life_release(&life);
	buf_release(&title);
	return 0;
}

int
run_blame(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct life life;
	struct blame blame;
	struct buf title = BUF_INIT;
	const struct node *node = session_place(session);
	struct list *list;

	if (args->n)
		return usage("blame", err);
	if (life_here(session, &life, err) < 0)
		return -1;
	life_blame(&blame, &life);
	address_add(&title, node);
	buf_add_text(&title, "   where its words came from");
	list = list_open(session, LIST_BLAME, buf_text(&title));
	for (size_t i = 0; i < blame.n; i++) {
		const struct blame_run *run = &blame.at[i];
		const struct wording *by = &life.at[run->by];
		struct str words = str_part(node_str(node), run->from,
			run->to - run->from);
		struct buf text = BUF_INIT;
		struct list_row *row;

		add_origin(&text, &by->entry);
		buf_add_str(&text, str_trim(words));
		row = list_add(list, buf_text(&text));
		row->node = node->id;
		row->from = run->from;
		row->to = run->to;
		buf_release(&text);
	}
	list_settle(session);
	blame_release(&blame);
	life_release(&life);
	buf_release(&title);
	return 0;
}

/* The line it had behind that change; the change's own is the last up to it. */
static int
wording_then(struct session *session, const struct node *node,
	const char *point, char **out, struct err *err)
{
	struct life life;
	store_id then;

	*out = NULL;
	if (record_point(session->record, point, &then, err) < 0 ||
	    record_life(session->record, &then, &node->id, &life, err) < 0)
		return -1;
	if (life.at[life.n - 1].line)
		*out = mem_text(life.at[life.n - 1].line);
	life_release(&life);
	return *out ? 0 : err_set(err, ERR_REFUSED, "it was not in the text "
		"at %s", point);
}

int
run_list_put_back(struct session *session, const struct arguments *args,
	struct err *err)
{
	const struct list *list = session->list;
	const struct list_row *row = list->cursor < list->n
		? &list->at[list->cursor] : NULL;

	if (args->n)
		return usage("list-put-back", err);
	if (!row || !row->back)
		return err_set(err, ERR_REFUSED, "this line is no wording of a "
			"paragraph");
	return list_run(session, row->back, err);
}

/* NODE POINT */
int
run_put_back(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct changes changes = { 0 };
	struct buf subject = BUF_INIT;
	struct deed deed = { .kind = "put-back" };
	struct node *node;
	char *line;
	int rc;

	if (args->n != 2)
		return usage("put-back", err);
	if (argument_node(session, &args->at[0], &node, err) < 0 ||
	    wording_then(session, node, args->at[1].text, &line, err) < 0)
		return -1;
	changes_add_words(&changes, &node->id, node_str(node), str_of(line));
	address_add(&subject, node);
	buf_add_format(&subject, ": as it was at %s: ", args->at[1].text);
	deed_add_quoted(&subject, str_of(line));
	deed.subject = deed.done = buf_text(&subject);
	deed.changes = changes.at;
	deed.n = changes.n;
	rc = changes.n ? session_act(session, &deed, err)
		: err_set(err, ERR_REFUSED, "it reads so now");
	changes_release(&changes);
	buf_release(&subject);
	free(line);
	return rc;
}
