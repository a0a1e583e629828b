/*
 * Filing what a form makes, as one act: the proposals, the support of others',
 * the text that came, and, where it is wanted, a letter of what was not filed.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/record/letters.h"
#include "adref/session/form.h"
#include "adref/text/quote.h"
#include "proposal.h"

enum { TRIES = 20 };

/* `C.2.1: ` and the words, as a paragraph that can be read by itself. */
static void
add_rest(struct doc *rest, const struct form_left *left,
	const struct doc *draft)
{
	struct node *node = doc_find(draft, &left->node);
	struct buf text = BUF_INIT, quoted = BUF_INIT, line = BUF_INIT;

	if (node) {
		address_add(&text, node);
		buf_add_text(&text, ": ");
	}
	buf_add_text(&text, left->text);
	quote_add_plain(&quoted, buf_str(&text));
	quote_add_line(&line, buf_str(&quoted));
	doc_add(rest, NULL, NODE_PARAGRAPH, buf_str(&line));
	buf_release(&text);
	buf_release(&quoted);
	buf_release(&line);
}

static bool
same_lines(const struct doc *a, const struct doc *b)
{
	const struct node *one = doc_first(a), *other = doc_first(b);

	while (one && other && str_same(node_str(one), node_str(other))) {
		one = node_next(one);
		other = node_next(other);
	}
	return !one && !other;
}

/* Whether a letter of the party says the same already. */
static int
is_kept(struct record *record, const char *party, const struct doc *rest,
	bool *kept, struct err *err)
{
	const struct letters *all;
	struct doc *doc;

	*kept = false;
	if (record_letters(record, &all, err) < 0)
		return -1;
	for (size_t i = 0; i < all->n && !*kept; i++) {
		if (strcmp(all->at[i].party, party) != 0)
			continue;
		if (record_doc(record, all->at[i].document, &doc, err) < 0)
			return -1;
		*kept = same_lines(doc, rest);
	}
	return 0;
}

int
form_plan_rest(struct form_plan *plan, struct record *record,
	const struct form_rest *wish, struct err *err)
{
	bool kept = false;

	if (!wish->form->left_n)
		return 0;
	plan->rest = doc_new("letter");
	for (size_t i = 0; i < wish->form->left_n; i++)
		add_rest(plan->rest, &wish->form->left[i], wish->draft);
	if (is_kept(record, wish->party, plan->rest, &kept, err) < 0)
		return -1;
	if (kept) {
		doc_free(plan->rest);
		plan->rest = NULL;
		return 0;
	}
	plan->dated = mem_text(wish->dated);
	plan->received = mem_text(wish->received);
	return 0;
}

/* What was not filed, as a letter of the party. */
static int
keep_rest(struct proposal_act *act, struct form_plan *plan,
	const struct form_about *about, struct err *err)
{
	struct record *record = act->session->record;
	struct letter letter = { .party = about->party, .dated = plan->dated,
		.received = plan->received };
	struct buf name = BUF_INIT;

	if (!plan->rest)
		return 0;
	if (record_letter_name(record, about->party, plan->dated, &name, err)
	    < 0) {
		buf_release(&name);
		return -1;
	}
	free(plan->rest_name);
	letter.document = plan->rest_name = buf_take(&name);
	return letter_edits_keep(&act->edits, record, &letter, plan->rest,
		err);
}

/* The path for the text that came: `forms/IND/draft-1.txt`. */
static void
add_path(struct buf *out, const struct form_about *about, unsigned n)
{
	size_t from;

	buf_add_format(out, "forms/%s/", about->party);
	from = out->len;
	buf_add_text(out, about->draft);
	for (size_t i = from; i < out->len; i++)
		if (out->data[i] == '/')
			out->data[i] = '-';
	if (n > 1)
		buf_add_format(out, "-%u", n);
	buf_add_text(out, ".txt");
}

/* Beside others of this party and draft, unless it is one of them. */
static int
keep_text(struct proposal_act *act, const struct form_about *about,
	struct str text, struct buf *path, struct err *err)
{
	for (unsigned n = 1;; n++) {
		struct buf had = BUF_INIT;
		bool there, same;
		int rc;

		buf_clear(path);
		add_path(path, about, n);
		rc = record_file(act->session->record, buf_text(path), &had,
			&there, err);
		same = str_same(buf_str(&had), text);
		buf_release(&had);
		if (rc < 0 || (there && same))
			return rc;
		if (!there)
			return proposal_edits_file(&act->edits,
				act->session->record, buf_text(path), text,
				err);
	}
}

/* Those not filed yet, with the next numbers of their party. */
static int
add_filings(struct proposal_act *act, struct form_plan *plan,
	const char *now, const char *kept, struct err *err)
{
	struct record *record = act->session->record;
	unsigned number;
	int rc = record_next_proposal(record, act->session->party, &number,
		err);

	for (size_t i = 0; i < plan->filings_n && rc == 0; i++) {
		struct proposal *proposal = &plan->filings[i].proposal;
		struct buf rest = BUF_INIT;

		if (plan->filings[i].already)
			continue;
		buf_add_format(&rest, "form: %s\n", kept);
		proposal_set(&proposal->rest, buf_str(&rest));
		buf_release(&rest);
		proposal_set(&proposal->versions[0].filed, str_of(now));
		proposal->number = number++;
		rc = proposal_edits_filed(&act->edits, record, proposal, err);
		proposal_act_about(act, &proposal->node);
	}
	return rc;
}

static int
add_supports(struct proposal_act *act, const struct form_plan *plan,
	const char *now, struct err *err)
{
	struct record *record = act->session->record;
	struct proposal_stand stand = { .party = act->session->party,
		.on = (char *)now, .meeting = (char *)"" };
	const struct proposals *all;
	int rc = record_proposals(record, &all, err);

	for (size_t i = 0; i < plan->supports_n && rc == 0; i++) {
		const struct proposal *proposal = proposals_find(all,
			str_of(plan->supports[i].proposal));

		if (!plan->supports[i].already && proposal)
			rc = proposal_edits_stand(&act->edits, record,
				proposal, stand.party, &stand, err);
	}
	return rc;
}

/* `India's form on draft-1: filed IND/1 to IND/4, supported FRA/2` */
static void
add_subject(struct buf *out, const struct form_plan *plan,
	const struct form_about *about)
{
	const char *room = party_room_name(about->party);
	const struct proposal *first = NULL, *last = NULL;
	const char *supported = " supported ";

	buf_add_format(out, "%s'%s form on %s:", room,
		str_ends(str_of(room), "s") ? "" : "s", about->draft);
	for (size_t i = 0; i < plan->filings_n; i++) {
		if (plan->filings[i].already)
			continue;
		last = &plan->filings[i].proposal;
		first = first ? first : last;
	}
	if (first) {
		buf_add_text(out, " filed ");
		proposal_add_name(out, first);
		if (last != first)
			buf_add_text(out, last->number == first->number + 1
				? " and " : " to ");
		if (last != first)
			proposal_add_name(out, last);
	}
	for (size_t i = 0; i < plan->supports_n; i++) {
		if (plan->supports[i].already)
			continue;
		if (first && *supported == ' ')
			buf_add_char(out, ',');
		buf_add_format(out, "%s%s", supported,
			plan->supports[i].proposal);
		supported = ", ";
	}
	if (plan->rest)
		buf_add_format(out, "%s %s", first || *supported == ',' ? ";"
			: "", plan->rest_name);
}

static int
file_once(struct session *session, struct form_plan *plan,
	const struct form_about *about, struct str text, struct err *err)
{
	struct proposal_act act = { .session = session, .kind = "form-file",
		.party = about->party };
	char *now = proposal_now(session);
	struct buf kept = BUF_INIT;
	int rc = keep_text(&act, about, text, &kept, err);

	if (rc == 0)
		rc = add_filings(&act, plan, now, buf_text(&kept), err);
	if (rc == 0)
		rc = add_supports(&act, plan, now, err);
	if (rc == 0)
		rc = keep_rest(&act, plan, about, err);
	add_subject(&act.subject, plan, about);
	buf_release(&kept);
	free(now);
	return proposal_act_end(&act, rc, err);
}

/* When another took a number meanwhile, with those behind it. */
int
form_plan_file(struct session *session, struct form_plan *plan,
	const struct form_about *about, struct str text, struct err *err)
{
	int rc = -1;

	for (int i = 0; rc < 0 && i < TRIES; i++) {
		err_clear(err);
		rc = file_once(session, plan, about, text, err);
		if (rc < 0 && err->code != ERR_STALE)
			break;
	}
	return rc;
}
