/*
 * Planning what a form makes: proposals on the nodes of the draft it was
 * printed from, and support of others'. Nothing is written here.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/session/form.h"
#include "proposal.h"

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
	doc_free(plan->rest);
	free(plan->dated);
	free(plan->received);
	free(plan->rest_name);
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
	form_leave(form, filing->line, &filing->node,
		str_of(filing->reasons), buf_text(&why));
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
		form_leave(planning->form, filing->line, &filing->node,
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
		form_leave(planning->form, support->line, &support->node,
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
