/*
 * What a form makes: proposals on the nodes of the draft it was printed from,
 * and support of others', all filed as one act.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "adref/session/form.h"
#include "proposal.h"

enum { TRIES = 20 };

void
form_plan_release(struct form_plan *plan)
{
	for (size_t i = 0; i < plan->filings_n; i++) {
		proposal_release(&plan->filings[i].proposal);
		free(plan->filings[i].already);
	}
	for (size_t i = 0; i < plan->supports_n; i++)
		free(plan->supports[i].proposal);
	free(plan->filings);
	free(plan->supports);
	*plan = (struct form_plan){ 0 };
}

/* Whether somebody has filed the same, in any of its versions. */
static bool
is_same(const struct proposal *filed, const struct proposal *new)
{
	if (filed->verb != new->verb || strcmp(filed->doc, new->doc) != 0 ||
	    strcmp(filed->party, new->party) != 0 ||
	    !node_id_same(&filed->node, &new->node) ||
	    strcmp(filed->where, new->where) != 0 ||
	    strcmp(filed->words, new->words) != 0)
		return false;
	for (size_t i = 0; i < filed->versions_n; i++)
		if (strcmp(filed->versions[i].wording,
			proposal_wording(new)) == 0)
			return true;
	return false;
}

static const struct proposal *
find_same(const struct proposals *all, const struct proposal *new)
{
	for (size_t i = 0; i < all->n; i++)
		if (is_same(&all->at[i], new))
			return &all->at[i];
	return NULL;
}

/* Other reasons for what is filed already are not lost: they are named. */
static void
check_reasons(struct form *form, const struct form_filing *filing,
	const struct proposal *filed)
{
	struct buf why = BUF_INIT;

	for (size_t i = 0; i < filed->versions_n; i++)
		if (!*filing->reasons || strcmp(filed->versions[i].reasons,
			filing->reasons) == 0)
			return;
	buf_add_format(&why, "%s/%u is filed already with other reasons: "
		"proposal-reword %s/%u gives it these", filed->party,
		filed->number, filed->party, filed->number);
	form_leave(form, filing->line, str_of(filing->reasons),
		buf_text(&why));
	buf_release(&why);
}

/* The words as they stand in the draft's source. */
static int
take_words(struct proposal *out, struct node *node, const char *words,
	struct err *err)
{
	const struct argument argument = { .text = (char *)words,
		.quoted = true };
	struct hit hit;

	if (!*words)
		return 0;
	if (hit_exact(&hit, node, &argument, err) < 0)
		return -1;
	proposal_set(&out->words, str_part(node_str(node), hit.from,
		hit.to - hit.from));
	return 0;
}

static int
make_proposal(struct proposal *out, const struct form_filing *filing,
	struct node *node, const struct form_about *about, struct err *err)
{
	struct proposal_version *version = proposal_add_version(out);
	struct buf address = BUF_INIT;

	out->verb = filing->verb;
	out->how = HOW_WRITING;
	out->node = filing->node;
	proposal_set(&out->party, str_of(about->party));
	proposal_set(&out->doc, str_of(about->document));
	if (out->verb == PROPOSAL_ADD)
		proposal_set(&out->where, str_of(node->kind == NODE_SECTION
			? "under" : "after"));
	address_add(&address, node);
	proposal_set(&out->address, buf_str(&address));
	buf_release(&address);
	proposal_set(&out->was, node_str(node));
	proposal_set(&version->wording, str_of(filing->wording));
	proposal_set(&version->reasons, str_of(filing->reasons));
	return take_words(out, node, filing->words, err);
}

struct planning {
	struct form_plan *out;
	struct form *form;
	const struct form_about *about;
	const struct form_source *source;
	const struct proposals *all;
	const struct doc *now;	/* NULL: the document is not there any more */
};

static void
plan_filing(struct planning *planning, const struct form_filing *filing)
{
	struct form_plan *out = planning->out;
	struct node *node = doc_find(planning->source->doc, &filing->node);
	const struct node *now = planning->now ? doc_find(planning->now,
		&filing->node) : NULL;
	struct form_plan_filing *plan;
	const struct proposal *same;
	struct err why = ERR_INIT;

	out->filings = mem_grow(out->filings, &out->filings_cap,
		out->filings_n + 1, sizeof(*out->filings));
	plan = &out->filings[out->filings_n];
	*plan = (struct form_plan_filing){ .line = filing->line,
		.gone = !now };
	proposal_init(&plan->proposal);
	if (make_proposal(&plan->proposal, filing, node, planning->about,
		&why) < 0) {
		form_leave(planning->form, filing->line,
			str_of(filing->words), why.text);
		proposal_release(&plan->proposal);
		return;
	}
	plan->changed = now && !str_same(node_str(now), node_str(node));
	same = find_same(planning->all, &plan->proposal);
	if (same) {
		struct buf name = BUF_INIT;

		proposal_add_name(&name, same);
		plan->already = buf_take(&name);
		check_reasons(planning->form, filing, same);
	}
	out->news += !same;
	out->filings_n++;
}

/* 1: it is to be filed; 0: it is already; -1: why it cannot be. */
static int
check_support(const struct proposal *proposal, const char *party,
	const char **why)
{
	if (!proposal)
		*why = "there is no such proposal";
	else if (strcmp(proposal->party, party) == 0)
		*why = "it is the party's own";
	if (*why)
		return -1;
	for (size_t i = 0; i < proposal->stands_n; i++)
		if (strcmp(proposal->stands[i].party, party) == 0 &&
		    !proposal->stands[i].against)
			return 0;
	return 1;
}

static void
plan_support(struct planning *planning, const struct form_support *support)
{
	struct form_plan *out = planning->out;
	const char *why = NULL;
	int new = check_support(proposals_find(planning->all,
		str_of(support->proposal)), planning->about->party, &why);

	if (new < 0) {
		form_leave(planning->form, support->line,
			str_of(support->proposal), why);
		return;
	}
	out->supports = mem_grow(out->supports, &out->supports_cap,
		out->supports_n + 1, sizeof(*out->supports));
	out->supports[out->supports_n++] = (struct form_plan_support){
		mem_text(support->proposal), support->line, !new };
	out->news += (size_t)new;
}

int
form_plan_make(struct form_plan *out, struct record *record,
	struct form *form, const struct form_about *about,
	const struct form_source *source, struct err *err)
{
	struct planning planning = { out, form, about, source, NULL, NULL };
	struct doc *now = NULL;

	*out = (struct form_plan){ 0 };
	if (record_proposals(record, &planning.all, err) < 0 ||
	    (record_has(record, about->document) &&
	     record_doc(record, about->document, &now, err) < 0))
		return -1;
	planning.now = now;
	for (size_t i = 0; i < form->filings_n; i++)
		plan_filing(&planning, &form->filings[i]);
	for (size_t i = 0; i < form->supports_n; i++)
		plan_support(&planning, &form->supports[i]);
	return 0;
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
