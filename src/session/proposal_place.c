/*
 * Placing proposals in the text, and merging several into one wording: each
 * one act with the text it makes, so that one undo takes both back.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/doc/address.h"
#include "adref/doc/enclose.h"
#include "adref/doc/proposal_text.h"
#include "adref/text/number.h"
#include "proposal.h"
#include "structure.h"

/* Place one; what it does to the text joins the act. */
static int
place_one(struct proposal_act *act, const struct proposal *proposal,
	enum proposal_form form, struct err *err)
{
	struct proposal now;
	int rc = proposal_must_be_open(proposal, err);

	proposal_copy(&now, proposal);
	if (rc == 0)
		rc = proposal_plan(&act->changes, act->session, &now, form,
			&now.at, err);
	if (rc == 0) {
		proposal_decide(&now, act->session, FATE_PLACED);
		now.form = form;
		rc = proposal_edits_fate(&act->edits, act->session->record,
			&now, err);
	}
	proposal_act_about(act, &now.node);
	proposal_release(&now);
	return rc;
}

/* Several on one paragraph would each be planned on the text before. */
static int
check_apart(const struct chosen *chosen, struct err *err)
{
	for (size_t i = 0; i < chosen->n; i++)
		for (size_t k = 0; k < i; k++)
			if (node_id_same(&chosen->at[i]->node,
				&chosen->at[k]->node))
				return err_set(err, ERR_REFUSED, "%s/%u and "
					"%s/%u are on one paragraph: place "
					"one after the other, or merge them",
					chosen->at[k]->party,
					chosen->at[k]->number,
					chosen->at[i]->party,
					chosen->at[i]->number);
	return 0;
}

/* More places than these are only counted. */
enum { PLACES_MAX = 4 };

/* `in`, or on which side of its place it stands. */
static const char *
side_of(const struct proposal *proposal)
{
	return proposal->verb == PROPOSAL_ADD ? proposal->where : "in";
}

static void
add_address(struct buf *out, const struct session *session,
	const struct proposal *proposal)
{
	const struct node *node = doc_find(session->doc, &proposal->node);

	if (node)
		address_add(out, node);
	else
		buf_add_text(out, proposal->address);
}

/* `in A.1.6, A.2.1 and after A.2.2`; of those that are kept, without `in`. */
static void
add_places(struct buf *out, const struct session *session,
	const struct chosen *chosen, bool kept)
{
	const char *side = "", *before = "";

	for (size_t i = 0; i < chosen->n; i++) {
		if (i)
			buf_add_text(out, i + 1 == chosen->n ? " and " : ", ");
		side = side_of(chosen->at[i]);
		if (!kept && strcmp(side, before) != 0)
			buf_add_format(out, "%s ", side);
		add_address(out, session, chosen->at[i]);
		before = side;
	}
}

/* `IND/1 and FRA/2: placed in A.1.6 and A.2.1 in brackets`, of those that
 * bring words, or want them out; of the others, `KEN/1: A.1.6 kept as it is`. */
static void
say_placed(struct buf *out, const struct session *session,
	const struct chosen *chosen, enum proposal_form form, bool kept)
{
	struct chosen some = { NULL, 0, 0 };

	for (size_t i = 0; i < chosen->n; i++)
		if ((chosen->at[i]->verb == PROPOSAL_NOC) == kept)
			chosen_add(&some, chosen->at[i]);
	if (!some.n)
		return;
	buf_add_text(out, out->len ? "; " : "");
	chosen_add_names(out, &some);
	buf_add_text(out, kept ? ": " : ": placed ");
	if (some.n > PLACES_MAX)
		buf_add_format(out, kept ? "%zu places" : "in %zu places",
			some.n);
	else
		add_places(out, session, &some, kept);
	buf_add_format(out, " %s", !kept ? proposal_form_said(form)
		: some.n > 1 ? "kept as they are" : "kept as it is");
	chosen_release(&some);
}

int
run_proposal_place(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct proposal_act act = { .session = session,
		.kind = "proposal-place" };
	enum proposal_form form;
	struct chosen chosen;
	int rc;

	if (args->n != 2)
		return usage("proposal-place", err);
	if (!proposal_form_of(str_of(args->at[1].text), &form))
		return err_set(err, ERR_USAGE, "\"%.40s\" is none of "
			"alternative, bracketed, clean", args->at[1].text);
	if (chosen_read(&chosen, session, &args->at[0], err) < 0)
		return -1;
	rc = check_apart(&chosen, err);
	for (size_t i = 0; i < chosen.n && rc == 0; i++)
		rc = place_one(&act, chosen.at[i], form, err);
	say_placed(&act.subject, session, &chosen, form, false);
	say_placed(&act.subject, session, &chosen, form, true);
	chosen_release(&chosen);
	return proposal_act_end(&act, rc, err);
}

/* Where the merged wording goes: in the place of a paragraph's own, or as a
 * new one beside it. */
struct merging {
	struct proposal_act act;
	struct chosen chosen;
	struct node *node;
	bool beside;
	enum place_word word;
	struct str wording;
	node_id at;
};

static int
plan_text(struct merging *merging, struct err *err)
{
	struct session *session = merging->act.session;
	struct added added = { .by = merging->node, .word = merging->word,
		.text = merging->wording };
	struct buf line = BUF_INIT;

	merging->at = merging->node->id;
	if (merging->beside) {
		merging->at = added.id = doc_new_id(session->doc,
			record_env(session->record));
		return structure_plan_add(&merging->act.changes, session,
			&added, err);
	}
	buf_add_str(&line, str_part(node_str(merging->node), 0,
		node_text_start(merging->node)));
	buf_add_str(&line, merging->wording);
	changes_add_words(&merging->act.changes, &merging->node->id,
		node_str(merging->node), buf_str(&line));
	buf_release(&line);
	return 0;
}

/* `FRA/1,USA/4`: the others that go into one wording with it. */
static void
name_others(struct proposal *now, const struct chosen *chosen)
{
	struct buf with = BUF_INIT;

	for (size_t i = 0; i < chosen->n; i++) {
		if (strcmp(chosen->at[i]->party, now->party) == 0 &&
		    chosen->at[i]->number == now->number)
			continue;
		if (with.len)
			buf_add_char(&with, ',');
		proposal_add_name(&with, chosen->at[i]);
	}
	proposal_set(&now->with, buf_str(&with));
	buf_release(&with);
}

static int
merge_one(struct merging *merging, const struct proposal *proposal,
	struct err *err)
{
	struct session *session = merging->act.session;
	struct proposal now;
	int rc = proposal_must_be_open(proposal, err);

	proposal_copy(&now, proposal);
	proposal_decide(&now, session, FATE_MERGED);
	now.at = merging->at;
	name_others(&now, &merging->chosen);
	if (rc == 0)
		rc = proposal_edits_fate(&merging->act.edits,
			session->record, &now, err);
	proposal_act_about(&merging->act, &now.node);
	proposal_release(&now);
	return rc;
}

/* LIST NODE [before|after|under] "wording" */
static int
read_merging(struct merging *merging, const struct arguments *args,
	struct err *err)
{
	const struct argument *last = args->n ? &args->at[args->n - 1] : NULL;

	if (args->n < 3 || args->n > 4 || !last->quoted)
		return usage("proposal-merge", err);
	merging->beside = args->n == 4;
	if (merging->beside && (!place_word_of(args->at[2].text,
		&merging->word) || merging->word > PLACE_UNDER))
		return usage("proposal-merge", err);
	merging->wording = str_trim(str_of(last->text));
	if (!merging->wording.len)
		return err_set(err, ERR_REFUSED, "the wording is empty");
	return argument_node(merging->act.session, &args->at[1],
		&merging->node, err);
}

/* The text behind a number, with a proposal made in it. */
static void
offer_made(struct session *session, const struct proposal *proposal)
{
	struct node *node = doc_find(session->doc, &proposal->node);
	struct buf made = BUF_INIT, name = BUF_INIT;
	struct str line = node ? node_str(node) : str_of(proposal->was);
	struct number number;

	proposal_add_name(&name, proposal);
	if (proposal->verb != PROPOSAL_NOC &&
	    proposal_add_made(&made, proposal, line))
		prompt_offer(session, buf_text(&name), str_from(buf_str(
			&made), proposal->verb == PROPOSAL_MOD && number_read(
			&number, line) ? number.end : 0));
	buf_release(&made);
	buf_release(&name);
}

/* At the keyboard, where the wording goes is known: nothing was said when it is
 * where the first one stands. */
static int
ask_wording(struct merging *merging, const struct arguments *args,
	struct err *err)
{
	struct session *session = merging->act.session;
	const char *place = args->at[1].text;
	struct buf line = BUF_INIT, label = BUF_INIT;
	struct node *node;

	if (chosen_read(&merging->chosen, session, &args->at[0], err) < 0)
		return -1;
	node = *place ? address_near(session->doc, str_of(place),
		session_place(session)) : doc_find(session->doc,
		&merging->chosen.at[0]->node);
	if (!node) {
		chosen_release(&merging->chosen);
		return err_set(err, ERR_MISSING, *place ? "there is no place "
			"called %.80s" : "where it was is not in the text any "
			"more: name a place%s", place);
	}
	buf_add_format(&line, "proposal-merge %s %s", args->at[0].text,
		node->id.text);
	if (args->n == 3)
		buf_add_format(&line, " %s", args->at[2].text);
	buf_add_format(&label, "one wording %s ", args->n == 3
		? args->at[2].text : "in");
	address_add(&label, node);
	buf_add_char(&label, ':');
	prompt_open(session, PROMPT_WORDING, buf_text(&label),
		buf_text(&line));
	for (size_t i = 0; i < merging->chosen.n; i++)
		offer_made(session, merging->chosen.at[i]);
	prompt_offer(session, "as it stands", str_from(node_str(node),
		node_text_start(node)));
	chosen_release(&merging->chosen);
	buf_release(&line);
	buf_release(&label);
	return 0;
}

int
run_proposal_merge(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct merging merging = { .act = { .session = session,
		.kind = "proposal-merge" } };
	struct buf where = BUF_INIT;
	int rc;

	if (session->keys && args->n > 1 && args->n < 4 &&
	    !(args->n > 2 && args->at[args->n - 1].quoted))
		return ask_wording(&merging, args, err);
	if (read_merging(&merging, args, err) < 0 ||
	    chosen_read(&merging.chosen, session, &args->at[0], err) < 0)
		return -1;
	rc = plan_text(&merging, err);
	for (size_t i = 0; i < merging.chosen.n && rc == 0; i++)
		rc = merge_one(&merging, merging.chosen.at[i], err);
	address_add(&where, merging.node);
	chosen_add_names(&merging.act.subject, &merging.chosen);
	buf_add_format(&merging.act.subject, ": merged into %s%s",
		merging.beside ? "a new paragraph beside " : "",
		buf_text(&where));
	buf_release(&where);
	chosen_release(&merging.chosen);
	return proposal_act_end(&merging.act, rc, err);
}
