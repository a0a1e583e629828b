/*
 * "Chair, that was not us": saying whose an act was, of the last one or of one
 * in the list of changes. What is recorded is record/act_for.h's.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/record/act_for.h"
#include "inside.h"

static int
find_revision(struct session *session, const char *change, store_id *out,
	struct err *err)
{
	if (strcmp(change, "last") == 0)
		return record_act_last(session->record, out, err);
	return record_point(session->record, change, out, err);
}

static int
read_wish(struct session *session, const struct arguments *args,
	struct act_for_wish *out, struct err *err)
{
	struct buf said = BUF_INIT;
	int rc;

	for (size_t i = 1; i < args->n; i++)
		buf_add_format(&said, "%s%s", i > 1 ? " " : "",
			args->at[i].text);
	rc = voice_read(&out->voice, buf_str(&said), err);
	out->meeting = session->meeting;
	out->reason = session->reason;
	buf_release(&said);
	return rc;
}

static void
say(struct session *session, const struct act_for_done *done)
{
	struct buf text = BUF_INIT;

	buf_add_text(&text, done->subject);
	if (done->left)
		buf_add_format(&text, "; in %zu paragraph%s brackets still "
			"have the old name: they were changed since, or are "
			"agreed", done->left, done->left == 1 ? "" : "s");
	session_say(session, MESSAGE_DONE, "%s", buf_text(&text));
	session->back = "undo";
	buf_release(&text);
}

static int
act_for(struct session *session, const struct act_for_wish *wish,
	struct err *err)
{
	struct act_for_done done = { NULL, 0 };

	if (record_act_for(session->record, wish, &done, err) < 0) {
		session_take_doc(session, &(struct err)ERR_INIT);
		return -1;
	}
	session_moved(session);
	past_settle(session);
	say(session, &done);
	act_for_done_release(&done);
	return 0;
}

/* `D1+14`, and its subject, of the act that is asked about. */
static int
ask(struct session *session, const store_id *revision, struct err *err)
{
	struct history history = { 0 };
	struct buf label = BUF_INIT, command = BUF_INIT;
	char id[STORE_HEX + 1];

	if (record_history(session->record, revision, NULL, 1, &history,
		err) < 0 || !history.n)
		return -1;
	store_id_text(revision, id);
	buf_add_format(&label, "%s was not for ", history.at[0].change);
	voice_add(&label, history.at[0].party, history.at[0].speaker);
	buf_add_text(&label, ", but for");
	buf_add_format(&command, "act-for %s", id);
	prompt_open(session, PROMPT_PARTY, buf_text(&label),
		buf_text(&command));
	session->prompt.about = mem_text(history.at[0].subject);
	prompt_hint(session);
	buf_release(&label);
	buf_release(&command);
	history_release(&history);
	return 0;
}

/* Of the change the list stands on, else the last act of one's own. */
static int
ask_here(struct session *session, struct err *err)
{
	const struct list *list = session->list;
	store_id revision = { { 0 } };

	if (session->mode == SESSION_LIST && list && list->n)
		revision = list->at[list->cursor].revision;
	if (store_id_is_none(&revision) &&
	    record_act_last(session->record, &revision, err) < 0)
		return -1;
	return ask(session, &revision, err);
}

int
run_act_for(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct act_for_wish wish = { .revision = NULL };
	store_id revision;

	if (!args->n && session->keys)
		return ask_here(session, err);
	if (args->n < 2)
		return usage("act-for", err);
	if (find_revision(session, args->at[0].text, &revision, err) < 0 ||
	    read_wish(session, args, &wish, err) < 0)
		return -1;
	wish.revision = &revision;
	return act_for(session, &wish, err);
}
