/*
 * Proposing by keys: what is asked by its letter, then the wording, then the
 * reasons; it is filed with the last answer, as one act. On the words selected
 * when there are some, else on the paragraph.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/enclose.h"
#include "adref/doc/party.h"
#include "proposal.h"

/* What it is on: words [from, to) of a node, or all behind its number. */
struct subject {
	struct node *node;
	size_t from, to;
	bool words;
};

static int
find_subject(struct subject *out, const struct session *session,
	struct err *err)
{
	const struct selection *selection = &session->selection;
	struct node *node = session_place(session);
	struct nodes marked = { NULL, 0, 0 };
	bool several;

	*out = (struct subject){ node, node_text_start(node), node->len,
		false };
	marks_take(&marked, session, false);
	several = marked.n > 1;
	nodes_release(&marked);
	if (several)
		return err_set(err, ERR_REFUSED, "a proposal is on one "
			"paragraph: forget the marks, and propose on each");
	if (!selection->is)
		return 0;
	if (!node_id_same(&selection->node, &selection->to_node))
		return err_set(err, ERR_REFUSED, "a proposal is on one "
			"paragraph, or on words of it: propose on each");
	out->node = doc_find(session->doc, &selection->node);
	if (selection->whole || !out->node)
		return 0;
	*out = (struct subject){ out->node, selection->from, selection->to,
		true };
	return 0;
}

static struct str
subject_str(const struct subject *subject)
{
	return str_part(node_str(subject->node), subject->from,
		subject->to - subject->from);
}

/* An argument as it was written. */
static void
add_argument(struct buf *line, const struct argument *arg)
{
	size_t from = line->len + 1;

	if (!arg->quoted) {
		buf_add_format(line, " %s", arg->text);
		return;
	}
	argument_add(line, arg->text);
	if (arg->nth) {
		struct buf nth = BUF_INIT;

		buf_add_format(&nth, "%zu:", arg->nth);
		buf_splice(line, from, 0, buf_str(&nth));
		buf_release(&nth);
	}
}

/* ` 2:"shall"` of words; nothing of a paragraph. */
static void
add_words(struct buf *line, const struct subject *subject)
{
	struct str words = subject_str(subject);
	struct argument arg = { .quoted = true, .nth = 1 + str_count(str_part(
		node_str(subject->node), 0, subject->from), words) };

	if (!subject->words)
		return;
	arg.text = mem_text_len(words.at, words.len);
	add_argument(line, &arg);
	free(arg.text);
}

/* The verbs by their letters; what is added goes behind a paragraph and under
 * a heading, unless another place is chosen. */
static void
ask_verb(struct session *session, const struct subject *subject)
{
	bool section = subject->node->kind == NODE_SECTION;
	const struct prompt_choice choices[] = {
		{ "a", section ? "add under it" : "add after it", section
			? "propose add under" : "propose add after" },
		{ "b", "before it", "propose add before" },
		{ "u", section ? "after it" : "under it", section
			? "propose add after" : "propose add under" },
		{ "c", "change", "propose change" },
		{ "d", "delete", "propose delete" },
		{ "k", "keep", "propose keep" },
	};
	struct buf label = BUF_INIT;

	buf_add_format(&label, "%s on ", party_room_name(session->party));
	address_add(&label, subject->node);
	buf_add_char(&label, ':');
	prompt_choose(session, buf_text(&label), choices,
		sizeof(choices) / sizeof(*choices));
	buf_release(&label);
}

bool
propose_asks(struct session *session)
{
	struct err err = ERR_INIT;
	struct subject subject;

	if (!*session->party) {
		prompt_open(session, PROMPT_PARTY, "who proposes?",
			"party-set");
		session->prompt.then = mem_text("propose who");
		return true;
	}
	if (find_subject(&subject, session, &err) < 0)
		session_refuse(session, &err);
	else
		ask_verb(session, &subject);
	return true;
}

/* The last question: line is all of the command but its answer. */
static void
ask_reasons(struct session *session, struct buf *line, const char *verb)
{
	struct buf label = BUF_INIT;

	buf_add_text(line, " reasons");
	buf_add_format(&label, "reasons to %s it, or nothing:", verb);
	prompt_open(session, PROMPT_WORDING, buf_text(&label),
		buf_text(line));
	buf_release(&label);
	session->prompt.may_be_empty = true;
	prompt_hint(session);
}

/* `NODE change 2:"shall"`, which the wording comes behind. */
static void
add_command(struct buf *line, const struct subject *subject,
	const struct arguments *args)
{
	buf_add_format(line, " %s", subject->node->id.text);
	for (size_t i = 0; i < args->n; i++)
		add_argument(line, &args->at[i]);
	if (strcmp(args->at[0].text, "add") != 0)
		add_words(line, subject);
}

/* What is answered comes back to run_propose(), which asks for the reasons. */
static void
ask_wording(struct session *session, const struct subject *subject,
	const struct arguments *args)
{
	bool change = strcmp(args->at[0].text, "change") == 0;
	struct buf line = BUF_INIT, label = BUF_INIT;

	buf_add_text(&line, "propose reasons");
	add_command(&line, subject, args);
	for (size_t i = 0; i < args->n; i++)
		buf_add_format(&label, "%s ", args->at[i].text);
	address_add(&label, subject->node);
	if (change && subject->words) {
		buf_add_char(&label, ' ');
		deed_add_quoted(&label, subject_str(subject));
	}
	buf_add_text(&label, change ? " to:" : ":");
	prompt_open(session, PROMPT_WORDING, buf_text(&label),
		buf_text(&line));
	if (change)
		prompt_offer(session, "as it reads", subject_str(subject));
	buf_release(&line);
	buf_release(&label);
}

/* reasons NODE VERB … "wording": all that is to be filed but the reasons. */
static int
go_on(struct session *session, const struct arguments *args, struct err *err)
{
	const struct argument *last = &args->at[args->n - 1];
	struct buf line = BUF_INIT;
	struct subject subject;

	if (find_subject(&subject, session, err) < 0)
		return -1;
	if (!str_trim(str_of(last->text)).len)
		return err_set(err, ERR_REFUSED, "the wording is empty: to "
			"want words out, say delete");
	if (strcmp(args->at[2].text, "change") == 0 &&
	    str_is(subject_str(&subject), last->text))
		return err_set(err, ERR_REFUSED, "that is how it reads: "
			"nothing was proposed; to want it so, say keep");
	buf_add_text(&line, "proposal-add");
	for (size_t i = 1; i < args->n; i++)
		add_argument(&line, &args->at[i]);
	ask_reasons(session, &line, args->at[2].text);
	buf_release(&line);
	return 0;
}

/* Who proposes was asked, and is known. */
static int
ask_again(struct session *session, struct err *err)
{
	if (!*session->party)
		return err_set(err, ERR_REFUSED, "the Chair proposes nothing: "
			"say for whom it is filed");
	propose_asks(session);
	return 0;
}

/* VERB [PLACE] */
int
run_propose(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct buf line = BUF_INIT;
	struct subject subject;
	enum proposal_verb verb;

	if (args->n > 3 && strcmp(args->at[0].text, "reasons") == 0)
		return go_on(session, args, err);
	if (args->n == 1 && strcmp(args->at[0].text, "who") == 0)
		return ask_again(session, err);
	if (!args->n || args->n > 2 ||
	    !proposal_verb_of(str_of(args->at[0].text), &verb))
		return usage("propose", err);
	if (find_subject(&subject, session, err) < 0)
		return -1;
	if (verb == PROPOSAL_ADD || verb == PROPOSAL_MOD) {
		ask_wording(session, &subject, args);
		return 0;
	}
	buf_add_text(&line, "proposal-add");
	add_command(&line, &subject, args);
	ask_reasons(session, &line, args->at[0].text);
	buf_release(&line);
	return 0;
}
