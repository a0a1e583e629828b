/*
 * Tagging the present text as a draft: what is printed with it, and a reason
 * where something that was asked has no fate yet.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/record/audit.h"
#include "inside.h"

/* A word that names an option, and where its value goes. */
static const char **
field_of(struct draft_wish *wish, const char *word)
{
	const struct {
		const char *word;
		const char **field;
	} fields[] = {
		{ "title", &wish->title }, { "symbol", &wish->symbol },
		{ "date", &wish->date }, { "reason", &wish->reason },
		{ "without-prejudice", &wish->prejudice },
		{ "deadline", &wish->deadline }, { "names", &wish->names },
	};

	for (size_t i = 0; i < sizeof(fields) / sizeof(*fields); i++)
		if (strcmp(fields[i].word, word) == 0)
			return fields[i].field;
	return NULL;
}

/* N ["title"] [OPTION VALUE…] */
static int
read_wish(struct draft_wish *wish, const struct arguments *args,
	struct err *err)
{
	size_t at = 1;

	if (!args->n || !*args->at[0].text)
		return usage("draft", err);
	wish->number = args->at[0].text;
	if (args->n > 1 && (args->at[1].quoted || args->n == 2))
		wish->title = args->at[at++].text;
	for (; at < args->n; at += 2) {
		const char **field = field_of(wish, args->at[at].text);

		if (!field || at + 1 == args->n)
			return usage("draft", err);
		*field = args->at[at + 1].text;
	}
	return 0;
}

/* The line again, for the reason to stand behind it. */
static void
ask_reason(struct session *session, const struct arguments *args,
	const struct audit *audit)
{
	struct buf line = BUF_INIT, label = BUF_INIT;

	buf_add_format(&line, "draft %s", args->at[0].text);
	for (size_t i = 1; i < args->n; i++)
		if (args->at[i].quoted)
			argument_add(&line, args->at[i].text);
		else
			buf_add_format(&line, " %s", args->at[i].text);
	buf_add_text(&line, " reason");
	audit_add_said(&label, audit);
	buf_add_text(&label, ". Tag it all the same, why?");
	prompt_open(session, PROMPT_TEXT, buf_text(&label), buf_text(&line));
	buf_release(&line);
	buf_release(&label);
}

/* At the keyboard a reason that is missing is asked for: 1. */
static int
ask(struct session *session, const struct draft_wish *wish,
	const struct arguments *args, struct err *err)
{
	struct audit audit;
	int asked;

	if (!session->keys || wish->reason)
		return 0;
	if (record_draft_audit(session->record, wish->number, &audit,
		err) < 0)
		return -1;
	asked = audit.n != 0;
	if (asked)
		ask_reason(session, args, &audit);
	audit_release(&audit);
	return asked;
}

int
run_draft(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct draft_wish wish = { .reason = session->reason };
	char *name = NULL;
	int rc;

	if (session_may_edit(session, err) < 0 ||
	    read_wish(&wish, args, err) < 0)
		return -1;
	rc = ask(session, &wish, args, err);
	if (rc)
		return rc < 0 ? -1 : 0;
	if (record_draft(session->record, &wish, &name, err) < 0)
		return -1;
	session_moved(session);
	/* Several drafts may be of one text: the latest is where it stands. */
	session_say(session, MESSAGE_DONE, "the text is tagged as %s",
		strcmp(session->standing.name, name) == 0
		? session->standing.draft : name);
	free(name);
	return 0;
}
