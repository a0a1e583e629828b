/*
 * What a command on proposals lacks when it comes from a key: which are meant,
 * those marked in the list, the one under its cursor, or the one that is open
 * on the paragraph; then who, how, where, why.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "proposal.h"

static void
add_one(struct names *names, const char *name)
{
	names->at = mem_grow(names->at, &names->cap, names->n + 1,
		sizeof(*names->at));
	names->at[names->n++] = mem_text(name);
}

void
names_release(struct names *names)
{
	for (size_t i = 0; i < names->n; i++)
		free(names->at[i]);
	free(names->at);
	*names = (struct names){ NULL, 0, 0 };
}

void
names_say(struct buf *out, const struct names *names)
{
	for (size_t i = 0; i < names->n; i++)
		buf_add_format(out, "%s%s", !i ? "" : i + 1 == names->n
			? " and " : ", ", names->at[i]);
}

/* `IND/1,FRA/1`, as arguments have them. */
static void
add_argument(struct buf *line, const struct names *names)
{
	buf_add_char(line, ' ');
	for (size_t i = 0; i < names->n; i++)
		buf_add_format(line, "%s%s", i ? "," : "", names->at[i]);
}

static void
choose_listed(struct names *out, const struct list *list)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->at[i].marked && list->at[i].proposal)
			add_one(out, list->at[i].proposal);
	if (!out->n && list->cursor < list->n &&
	    list->at[list->cursor].proposal &&
	    list_shows(list, list->cursor))
		add_one(out, list->at[list->cursor].proposal);
}

static void
choose_here(struct names *out, const struct session *session)
{
	const struct proposal_places *places = session_proposals(session);
	const struct proposal_place *at;
	struct buf name = BUF_INIT;
	size_t n;

	if (!places)
		return;
	at = proposal_places_on(places, &session->place, &n);
	for (size_t i = 0; i < n && at[i].proposal->fate == FATE_OPEN; i++) {
		buf_clear(&name);
		proposal_add_name(&name, at[i].proposal);
		add_one(out, buf_text(&name));
	}
	buf_release(&name);
}

void
names_chosen(struct names *out, const struct session *session)
{
	if (session->list)
		choose_listed(out, session->list);
	else
		choose_here(out, session);
}

/* A command with all its arguments, or its refusal. */
static void
run(struct session *session, struct buf *line)
{
	struct err err = ERR_INIT;

	if (command_run(session, buf_str(line), &err) < 0)
		session_refuse(session, &err);
}

/* What is asked: the label ends with the names, and the line begins so. */
struct asked {
	struct session *session;
	const char *command;
	const struct names *names;
	const struct proposals *all;
	struct buf line;
	struct buf label;
};

static void
ask_who(struct asked *asked)
{
	bool for_it = strcmp(asked->command, "proposal-support") == 0;

	if (*asked->session->party) {
		run(asked->session, &asked->line);
		return;
	}
	buf_add_format(&asked->label, "who is %s ", for_it ? "for"
		: "against");
	names_say(&asked->label, asked->names);
	buf_add_char(&asked->label, '?');
	prompt_open(asked->session, PROMPT_PARTY, buf_text(&asked->label),
		buf_text(&asked->line));
}

/* What is to be kept is kept, whatever the form. */
static bool
are_kept(const struct names *names, const struct proposals *all)
{
	for (size_t i = 0; i < names->n; i++) {
		const struct proposal *proposal = proposals_find(all,
			str_of(names->at[i]));

		if (!proposal || proposal->verb != PROPOSAL_NOC)
			return false;
	}
	return true;
}

static void
ask_form(struct asked *asked)
{
	static const char *const letters[] = { "a", "b", "c" };
	struct prompt_choice choices[3];
	struct buf lines[3] = { BUF_INIT, BUF_INIT, BUF_INIT };

	if (are_kept(asked->names, asked->all)) {
		buf_add_text(&asked->line, " clean");
		run(asked->session, &asked->line);
		return;
	}
	for (int i = 0; i < 3; i++) {
		enum proposal_form form = (enum proposal_form)i;

		buf_add_format(&lines[i], "%s %s", buf_text(&asked->line),
			proposal_form_word(form));
		choices[i] = (struct prompt_choice){ letters[i],
			proposal_form_said(form), buf_text(&lines[i]) };
	}
	buf_add_text(&asked->label, "place ");
	names_say(&asked->label, asked->names);
	prompt_choose(asked->session, buf_text(&asked->label), choices, 3);
	for (int i = 0; i < 3; i++)
		buf_release(&lines[i]);
}

static void
ask_place(struct asked *asked)
{
	buf_add_text(&asked->label, "merge ");
	names_say(&asked->label, asked->names);
	buf_add_text(&asked->label, " into");
	prompt_open(asked->session, PROMPT_PLACE, buf_text(&asked->label),
		buf_text(&asked->line));
}

/* Words behind the names; what is there already is offered. */
static void
ask_words(struct asked *asked, const char *label, const char *offer,
	bool may_be_empty)
{
	names_say(&asked->label, asked->names);
	buf_add_text(&asked->label, label);
	prompt_open(asked->session, PROMPT_WORDING, buf_text(&asked->label),
		buf_text(&asked->line));
	asked->session->prompt.may_be_empty = may_be_empty;
	prompt_offer(asked->session, "as it was", str_of(offer));
}

static void
ask_more(struct asked *asked, const struct proposal *first)
{
	const char *command = asked->command;
	bool one = asked->names->n == 1;

	if (strcmp(command, "proposal-support") == 0 ||
	    strcmp(command, "proposal-oppose") == 0)
		ask_who(asked);
	else if (strcmp(command, "proposal-place") == 0)
		ask_form(asked);
	else if (strcmp(command, "proposal-merge") == 0)
		ask_place(asked);
	else if (strcmp(command, "proposal-decline") == 0)
		ask_words(asked, ": not taken up, because:", "", false);
	else if (strcmp(command, "proposal-withdraw") == 0)
		ask_words(asked, ": withdrawn, because (or nothing):", "",
			true);
	else if (strcmp(command, "proposal-note") == 0)
		ask_words(asked, ": note:", one ? first->note : "", true);
	else if (strcmp(command, "proposal-reword") == 0)
		ask_words(asked, ": another wording:",
			proposal_wording(first), false);
	else
		run(asked->session, &asked->line);
}

/* Before anything is asked in vain. */
static int
check(const char *command, const struct names *names, bool listed,
	const struct proposals *all, struct err *err)
{
	bool decides = strcmp(command, "proposal-place") == 0 ||
		strcmp(command, "proposal-merge") == 0 ||
		strcmp(command, "proposal-decline") == 0;

	if (!names->n)
		return err_set(err, ERR_REFUSED, listed
			? "there is no proposal on this line"
			: "no proposal is open on this paragraph");
	if (names->n > 1 && strcmp(command, "proposal-reword") == 0)
		return err_set(err, ERR_REFUSED,
			"one wording at a time: mark one only");
	for (size_t i = 0; decides && i < names->n; i++) {
		const struct proposal *proposal = proposals_find(all,
			str_of(names->at[i]));

		if (proposal && proposal_must_be_open(proposal, err) < 0)
			return -1;
	}
	return 0;
}

static void
ask(struct session *session, const char *command, const struct names *names)
{
	struct asked asked = { .session = session, .command = command,
		.names = names };
	struct err err = ERR_INIT;

	if (record_proposals(session->record, &asked.all, &err) < 0 ||
	    check(command, names, session->list != NULL, asked.all,
		&err) < 0) {
		session_refuse(session, &err);
		return;
	}
	buf_add_text(&asked.line, command);
	add_argument(&asked.line, names);
	ask_more(&asked, proposals_find(asked.all,
		str_of(names->at[0])));
	buf_release(&asked.line);
	buf_release(&asked.label);
}

/* Several are open here: one is chosen in the list. */
static void
ask_which(struct session *session)
{
	struct err err = ERR_INIT;

	if (command_run(session, str_of("proposals"), &err) < 0)
		session_refuse(session, &err);
	else
		session_say(session, MESSAGE_HINT, "which of them? mark some, "
			"or stand on one, and press the key again");
}

bool
proposal_asks(struct session *session, const char *command)
{
	struct names names = { NULL, 0, 0 };

	if (strcmp(command, "propose") == 0)
		return propose_asks(session);
	if (strncmp(command, "proposal-", 9) != 0 ||
	    strcmp(command, "proposal-show") == 0 ||
	    strcmp(command, "proposal-add") == 0)
		return false;
	names_chosen(&names, session);
	if (!session->list && names.n > 1)
		ask_which(session);
	else
		ask(session, command, &names);
	names_release(&names);
	return true;
}
