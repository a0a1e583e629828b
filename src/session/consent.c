/*
 * Asking for the word that an act needs. The act is refused where it is made
 * (follow.c), its command line waits, and once the question is answered it is
 * run again: nothing that was selected or typed is touched meanwhile, and
 * whoever leaves the question finds all as it was.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/text/words.h"
#include "inside.h"

enum { NOTE_SHOWN = 40 };

static int
ask(struct session *session, int what, struct err *err)
{
	session->consent.asks = what;
	return err_set(err, ERR_ASKED, "%s",
		buf_text(&session->consent.question));
}

/* `note 8, "Based on the …", has no mark then: take it out too?` */
int
consent_ask_notes(struct session *session, const struct notes_left *left,
	struct err *err)
{
	struct buf *out = &session->consent.question;

	buf_clear(out);
	address_add(out, left->at[0].note);
	if (left->n > 1) {
		buf_add_format(out, " and %zu more lose their last mark: take "
			"them out too?", left->n - 1);
	} else {
		buf_add_char(out, ' ');
		deed_add_quoted(out, node_str(left->at[0].note));
		buf_add_text(out, " loses its last mark: take it out too?");
	}
	return ask(session, CONSENT_NOTES, err);
}

/* `Agreed ad ref, 17 June. Reopen at whose request?` */
int
consent_ask_reopen(struct session *session,
	const struct guarded_list *agreed, struct err *err)
{
	const struct node *node = doc_find(session->doc, &agreed->at[0].id);
	struct buf *out = &session->consent.question;

	buf_clear(out);
	agreed_add(out, session, node, false);
	if (out->len)
		out->data[0] = 'A';
	if (agreed->n > 1)
		buf_add_format(out, ", and %zu more", agreed->n - 1);
	buf_add_text(out, ". Reopen at whose request?");
	return ask(session, CONSENT_REOPEN, err);
}

static void
forget(struct session *session)
{
	struct consent *consent = &session->consent;

	free(consent->line);
	consent->line = NULL;
	consent->asks = CONSENT_NONE;
	consent->notes = NOTES_ASK;
	if (consent->always)
		return;
	free(consent->reason);
	consent->reason = NULL;
	consent->reopens = false;
}

/* Answers, and keys of the question itself but the one that leaves it. */
void
consent_begin(struct session *session, const struct command *command)
{
	bool answers = strcmp(command->name, "reopen") == 0 ||
		strcmp(command->name, "notes-left") == 0 ||
		(session->mode == SESSION_PROMPT &&
		 strcmp(command->name, "prompt-leave") != 0);

	if (session->running || answers)
		return;
	if (session->consent.line)
		session_say(session, MESSAGE_HINT, "nothing was changed%s",
			session->mode_under == SESSION_TYPING
			? "; what you typed is still here" : "");
	forget(session);
}

void
consent_open(struct session *session, struct str line)
{
	static const struct prompt_choice notes[] = {
		{ "y", "", "notes-left go" },
		{ "k", "keep it", "notes-left stay" },
	};
	struct consent *consent = &session->consent;

	if (consent->asks == CONSENT_NONE)
		return;
	free(consent->line);
	consent->line = mem_text_len(line.at, line.len);
	if (consent->asks == CONSENT_NOTES)
		prompt_choose(session, buf_text(&consent->question), notes, 2);
	else
		prompt_open(session, PROMPT_PARTY,
			buf_text(&consent->question), "reopen");
	consent->asks = CONSENT_NONE;
}

/* The act that waits is made, or asks the next question. */
static int
go_on(struct session *session, struct err *err)
{
	char *line = session->consent.line;
	int rc;

	if (!line)
		return err_set(err, ERR_REFUSED, "nothing waits for this");
	session->consent.line = NULL;
	rc = command_run(session, str_of(line), err);
	free(line);
	if (rc == 0)
		forget(session);
	return rc;
}

int
run_notes_left(struct session *session, const struct arguments *args,
	struct err *err)
{
	bool go = args->n == 1 && strcmp(args->at[0].text, "go") == 0;

	if (!go && (args->n != 1 || strcmp(args->at[0].text, "stay") != 0))
		return usage("notes-left", err);
	session->consent.notes = go ? NOTES_GO : NOTES_STAY;
	return go_on(session, err);
}

static void
ask_reason(struct session *session, const char *code)
{
	struct buf command = BUF_INIT;

	buf_add_format(&command, "reopen \"%s\"", *code ? code : "CHAIR");
	prompt_open(session, PROMPT_TEXT, "Reason:", buf_text(&command));
	buf_release(&command);
}

/* Without an act that waits: the paragraph is open again. */
static int
reopen_place(struct session *session, struct err *err)
{
	struct buf line = BUF_INIT;
	int rc;

	buf_add_format(&line, "status-set %s open alone", session->place.text);
	rc = command_run(session, buf_str(&line), err);
	buf_release(&line);
	if (rc == 0)
		forget(session);
	return rc;
}

int
run_reopen(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct consent *consent = &session->consent;
	const struct node *place = session_place(session);
	char code[13];

	if (!args->n || args->n > 2)
		return usage("reopen", err);
	if (!consent->line && !status_is_agreed(place->status))
		return err_set(err, ERR_REFUSED, "this is not agreed: there is "
			"nothing to reopen");
	memcpy(code, session->party, sizeof(code));
	if (*args->at[0].text && argument_party(&args->at[0], code, err) < 0)
		return -1;
	if (args->n == 1 || !str_trim(str_of(args->at[1].text)).len) {
		ask_reason(session, code);
		if (args->n > 1)
			session_say(session, MESSAGE_HINT,
				"a few words of why, please");
		return 0;
	}
	memcpy(consent->party, code, sizeof(code));
	free(consent->reason);
	consent->reason = mem_text(args->at[1].text);
	consent->reopens = true;
	return consent->line ? go_on(session, err)
		: reopen_place(session, err);
}

void
consent_release(struct session *session)
{
	session->consent.always = false;
	forget(session);
	buf_release(&session->consent.question);
}
