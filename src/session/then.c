/*
 * Time travel: the document as it was at a point, read only, stepped through
 * changes, meetings and drafts. Any way of seeing goes with it.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/party.h"
#include "inside.h"

bool
session_is_then(const struct session *session)
{
	return session->then.doc != NULL;
}

/* `D1+3, 17 June 10:42`; the message has for whom, and what was done. */
static void
say_then(struct session *session, const struct history_entry *entry)
{
	struct buf name = BUF_INIT;

	buf_add_format(&name, "%s, ", entry->change);
	day_add_time(&name, entry->time, entry->zone);
	free(session->then.name);
	session->then.name = buf_take(&name);
	session_say(session, MESSAGE_DONE, "%s for %s: %s",
		session->then.name, *entry->party
		? party_room_name(entry->party) : "the Chair",
		entry->subject);
}

static int
see_now(struct session *session, struct err *err)
{
	doc_free(session->then.doc);
	session->then.doc = NULL;
	session->then.revision = (store_id){ { 0 } };
	session->doc = NULL;
	return session_take_doc(session, err);
}

int
session_then(struct session *session, const store_id *revision,
	struct err *err)
{
	struct history history = { 0 };
	struct doc *doc = NULL;
	int rc;

	selection_clear(session);
	session->at_bracket = false;
	if (!revision || store_id_same(revision, record_tip(session->record)))
		return see_now(session, err);
	rc = record_doc_at(session->record, revision, session->doc_name, &doc,
		err);
	if (rc == 0)
		rc = record_history(session->record, revision, NULL, 1,
			&history, err);
	if (rc == 0 && history.n) {
		doc_free(session->then.doc);
		session->then.doc = doc;
		session->then.revision = *revision;
		say_then(session, &history.at[0]);
		rc = session_take_doc(session, err);
	} else {
		doc_free(doc);
	}
	history_release(&history);
	return rc;
}

int
run_then(struct session *session, const struct arguments *args,
	struct err *err)
{
	store_id revision;

	if (args->n != 1)
		return usage("then", err);
	if (record_point(session->record, args->at[0].text, &revision, err) <
	    0)
		return -1;
	return session_then(session, &revision, err);
}

static int
read_step(const struct arguments *args, enum history_step *out,
	struct err *err)
{
	static const char *const words[] = {
		[STEP_CHANGE] = "change", [STEP_MEETING] = "meeting",
		[STEP_DRAFT] = "draft",
	};

	*out = STEP_CHANGE;
	if (!args->n)
		return 0;
	for (size_t i = 0; i < sizeof(words) / sizeof(words[0]); i++)
		if (strcmp(args->at[0].text, words[i]) == 0) {
			*out = (enum history_step)i;
			return 0;
		}
	return err_set(err, ERR_USAGE, "\"%.40s\" is none of change, meeting, "
		"draft", args->at[0].text);
}

static int
step(struct session *session, const struct arguments *args, bool back,
	struct err *err)
{
	const store_id *from = session_is_then(session)
		? &session->then.revision : record_tip(session->record);
	enum history_step by;
	store_id revision;

	if (read_step(args, &by, err) < 0)
		return -1;
	if (!back && !session_is_then(session))
		return err_set(err, ERR_REFUSED, "this is the text as it is "
			"now");
	if (record_step(session->record, from, by, back, &revision, err) < 0) {
		if (back)
			return -1;
		err_clear(err);
		revision = *record_tip(session->record);
	}
	if (session_then(session, &revision, err) < 0)
		return -1;
	if (!session_is_then(session))
		session_say(session, MESSAGE_DONE, "now");
	return 0;
}

int
run_then_back(struct session *session, const struct arguments *args,
	struct err *err)
{
	return step(session, args, true, err);
}

int
run_then_forth(struct session *session, const struct arguments *args,
	struct err *err)
{
	return step(session, args, false, err);
}
