/*
 * Filing: a proposal on a paragraph, on words of it, or at a place beside it;
 * another version of what was filed; taking it back.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "proposal.h"

enum { TRIES = 20 };

/* What the arguments say of a proposal. */
struct filing {
	struct session *session;
	struct proposal *out;
	struct node *node;
	const struct argument *texts[2];
	size_t texts_n;
	struct str reasons;
	bool role_said;
};

/* Options that take one more argument, into a field. */
static char **
field_of(struct proposal *out, const char *name)
{
	if (strcmp(name, "paper") == 0)
		return &out->paper;
	if (strcmp(name, "title") == 0)
		return &out->paper_title;
	if (strcmp(name, "date") == 0)
		return &out->paper_date;
	if (strcmp(name, "with") == 0)
		return &out->paper_parties;
	return NULL;
}

static int
read_from(struct filing *filing, const struct argument *arg, struct err *err)
{
	if (proposal_how_of(str_of(arg->text), &filing->out->how))
		return 0;
	return err_set(err, ERR_USAGE, "\"%.40s\" is no way it came: write "
		"floor, writing, bilateral or informal", arg->text);
}

static int
read_role(struct filing *filing, const struct argument *arg, struct err *err)
{
	bool facilitator = strcmp(arg->text, "facilitator") == 0;

	if (!facilitator && strcmp(arg->text, "delegation") != 0)
		return err_set(err, ERR_USAGE, "\"%.40s\" is no role: write as "
			"facilitator, or as delegation", arg->text);
	filing->role_said = true;
	proposal_set(&filing->out->role, str_of(facilitator ? arg->text
		: ""));
	return 0;
}

/*
 * A facilitator who proposes something in the meeting that he facilitates does
 * it as that; outside any meeting, on a section of his. What comes in writing
 * is his delegation's, unless it is said otherwise.
 */
static void
find_role(struct filing *filing)
{
	const struct session *session = filing->session;
	struct proposal *out = filing->out;
	const struct meeting *meeting = *out->meeting
		? meetings_of_key(&session->meetings, str_of(out->meeting))
		: out->how != HOW_WRITING ? meetings_facilitated(
			&session->meetings, filing->node) : NULL;

	if (!filing->role_said && meeting && meeting_is_facilitated_by(
		meeting, out->party))
		proposal_set(&out->role, str_of("facilitator"));
}

/* `letters/ind-2021-05-28` or `letters/ind-2021-05-28#k3f9x2d7`. */
static int
read_letter(struct filing *filing, const struct argument *arg,
	struct err *err)
{
	struct str all = str_of(arg->text);
	size_t hash = str_find(all, 0, str_of("#"));
	struct buf name = BUF_INIT;
	bool there;

	buf_add_str(&name, str_part(all, 0, hash));
	there = record_has(filing->session->record, buf_text(&name));
	proposal_set(&filing->out->letter, buf_str(&name));
	filing->out->letter_node = node_id_of(str_from(all, hash + 1));
	filing->out->how = HOW_WRITING;
	buf_release(&name);
	return there ? 0 : err_set(err, ERR_MISSING, "there is no letter %s",
		filing->out->letter);
}

static bool
is_place(const char *word)
{
	return strcmp(word, "before") == 0 || strcmp(word, "after") == 0 ||
		strcmp(word, "under") == 0;
}

/* One option, and what belongs to it; returns how many arguments, or -1. */
static int
read_option(struct filing *filing, const struct arguments *args, size_t at,
	struct err *err)
{
	const struct argument *arg = &args->at[at];
	const struct argument *next = at + 1 < args->n ? arg + 1 : NULL;
	char **field = field_of(filing->out, arg->text);

	if (is_place(arg->text)) {
		proposal_set(&filing->out->where, str_of(arg->text));
		return 1;
	}
	if (!next)
		return usage("proposal-add", err);
	if (field)
		proposal_set(field, str_of(next->text));
	else if (strcmp(arg->text, "reasons") == 0)
		filing->reasons = str_of(next->text);
	else if (strcmp(arg->text, "from") == 0)
		return read_from(filing, next, err) < 0 ? -1 : 2;
	else if (strcmp(arg->text, "as") == 0)
		return read_role(filing, next, err) < 0 ? -1 : 2;
	else if (strcmp(arg->text, "letter") == 0)
		return read_letter(filing, next, err) < 0 ? -1 : 2;
	else
		return usage("proposal-add", err);
	return 2;
}

static int
read_rest(struct filing *filing, const struct arguments *args,
	struct err *err)
{
	for (size_t at = 2; at < args->n;) {
		int step = 1;

		if (args->at[at].quoted && filing->texts_n < 2)
			filing->texts[filing->texts_n++] = &args->at[at];
		else
			step = args->at[at].quoted
				? usage("proposal-add", err)
				: read_option(filing, args, at, err);
		if (step < 0)
			return -1;
		at += (size_t)step;
	}
	return 0;
}

/* Which place of several with the same words it is; 0: the only one. */
static unsigned
place_of(const struct hit *hit)
{
	struct str line = node_str(hit->node);
	struct str words = str_part(line, hit->from, hit->to - hit->from);

	if (str_count(line, words) < 2)
		return 0;
	return 1 + (unsigned)str_count(str_part(line, 0, hit->from), words);
}

/* The words it is about are there, and kept as they stand in the source. */
static int
take_words(struct filing *filing, const struct argument *words,
	struct err *err)
{
	struct hit hit;

	if (!*words->text)
		return 0;
	if (hit_exact(&hit, filing->node, words, err) < 0)
		return -1;
	proposal_set(&filing->out->words, str_part(node_str(filing->node),
		hit.from, hit.to - hit.from));
	filing->out->nth = place_of(&hit);
	return 0;
}

/* Add and change have a wording, change and the others may name words. */
static int
take_texts(struct filing *filing, struct err *err)
{
	struct proposal *out = filing->out;
	bool words_only = out->verb == PROPOSAL_SUP ||
		out->verb == PROPOSAL_NOC;
	size_t most = out->verb == PROPOSAL_MOD ? 2 : 1;
	const struct argument *wording = words_only || !filing->texts_n
		? NULL : filing->texts[filing->texts_n - 1];

	if (filing->texts_n > most || (!words_only && !wording))
		return err_set(err, ERR_USAGE, words_only
			? "to %s, name at most the words that are meant"
			: "to %s, write the wording in quotes",
			proposal_verb_said(out->verb));
	if (wording && !str_trim(str_of(wording->text)).len)
		return err_set(err, ERR_REFUSED, "the wording is empty: to "
			"want words out, say delete");
	proposal_set(&proposal_add_version(out)->wording, wording
		? str_trim(str_of(wording->text)) : str_of(""));
	if (words_only && filing->texts_n)
		return take_words(filing, filing->texts[0], err);
	return filing->texts_n == 2 ? take_words(filing, filing->texts[0],
		err) : 0;
}

static int
check(struct filing *filing, struct err *err)
{
	struct proposal *out = filing->out;

	if (!*filing->session->party)
		return err_set(err, ERR_REFUSED, "whose proposal is it? Say "
			"who speaks first: @, or --for PARTY");
	if (out->verb == PROPOSAL_ADD && !*out->where)
		proposal_set(&out->where, str_of(filing->node->kind ==
			NODE_SECTION ? "under" : "after"));
	if (out->verb != PROPOSAL_ADD && *out->where)
		return err_set(err, ERR_USAGE, "before, after and under are "
			"places to add something at");
	return 0;
}

/* NODE VERB [PLACE] ["words"] ["wording"] [OPTION…] */
static int
read_filing(struct filing *filing, const struct arguments *args,
	struct err *err)
{
	struct session *session = filing->session;
	struct proposal *out = filing->out;
	struct buf address = BUF_INIT;

	if (args->n < 2)
		return usage("proposal-add", err);
	if (argument_node(session, &args->at[0], &filing->node, err) < 0)
		return -1;
	if (!proposal_verb_of(str_of(args->at[1].text), &out->verb))
		return err_set(err, ERR_USAGE, "\"%.40s\" is none of add, "
			"change, delete, keep", args->at[1].text);
	if (read_rest(filing, args, err) < 0 || take_texts(filing, err) < 0 ||
	    check(filing, err) < 0)
		return -1;
	proposal_set(&out->party, str_of(session->party));
	proposal_set(&out->speaker, str_of(session->speaker));
	proposal_set(&out->doc, str_of(session->doc_name));
	out->node = filing->node->id;
	proposal_set(&out->was, node_str(filing->node));
	address_add(&address, filing->node);
	proposal_set(&out->address, buf_str(&address));
	buf_release(&address);
	if (session->meeting && out->how != HOW_WRITING)
		proposal_set(&out->meeting, str_of(session->meeting));
	find_role(filing);
	proposal_set(&out->versions[0].reasons, filing->reasons);
	return 0;
}

/* `IND/3: change A.1.6 to "…"`. */
static void
say_filed(struct buf *out, const struct proposal *proposal)
{
	proposal_add_name(out, proposal);
	buf_add_format(out, ": %s", proposal_verb_said(proposal->verb));
	if (proposal->verb == PROPOSAL_ADD)
		buf_add_format(out, " %s", proposal->where);
	buf_add_format(out, " %s", proposal->address);
	if (*proposal->words) {
		buf_add_char(out, ' ');
		deed_add_quoted(out, str_of(proposal->words));
	}
	if (*proposal_wording(proposal)) {
		buf_add_text(out, proposal->verb == PROPOSAL_MOD ? " to "
			: ": ");
		deed_add_quoted(out, str_of(proposal_wording(proposal)));
	}
	if (*proposal->role)
		buf_add_format(out, ", as %s", proposal->role);
}

/* With the next number; when another took it meanwhile, the one after. */
static int
file(struct session *session, struct proposal *proposal, struct err *err)
{
	int rc = -1;

	for (int i = 0; rc < 0 && i < TRIES; i++) {
		struct proposal_act act = { .session = session,
			.kind = "proposal-add" };

		err_clear(err);
		rc = record_next_proposal(session->record, proposal->party,
			&proposal->number, err);
		if (rc == 0)
			rc = proposal_edits_filed(&act.edits, session->record,
				proposal, err);
		say_filed(&act.subject, proposal);
		proposal_act_about(&act, &proposal->node);
		rc = proposal_act_end(&act, rc, err);
		if (rc < 0 && err->code != ERR_STALE)
			break;
	}
	return rc;
}

int
run_proposal_add(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct proposal proposal;
	struct filing filing = { .session = session, .out = &proposal };
	char *now = proposal_now(session);
	int rc;

	proposal_init(&proposal);
	rc = read_filing(&filing, args, err);
	if (rc == 0) {
		proposal_set(&proposal.versions[0].filed, str_of(now));
		rc = file(session, &proposal, err);
	}
	free(now);
	proposal_release(&proposal);
	return rc;
}

/* Only the party itself, or the Chair's team for it, changes its filing. */
static int
check_own(const struct session *session, const struct proposal *proposal,
	struct err *err)
{
	if (!*session->party || strcmp(session->party, proposal->party) == 0)
		return 0;
	return err_set(err, ERR_REFUSED, "%s/%u is %s's: only they change "
		"what they filed", proposal->party, proposal->number,
		party_room_name(proposal->party));
}

/* Change a copy of what was filed, and save it as one act. */
static int
save_filed(struct session *session, struct proposal *now, const char *kind,
	struct buf *subject, struct err *err)
{
	struct proposal_act act = { .session = session, .kind = kind,
		.party = now->party };
	int rc = proposal_edits_filed(&act.edits, session->record, now, err);

	act.subject = *subject;
	*subject = (struct buf)BUF_INIT;
	proposal_act_about(&act, &now->node);
	return proposal_act_end(&act, rc, err);
}

int
run_proposal_reword(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct chosen chosen;
	struct proposal now;
	struct proposal_version *version;
	struct buf subject = BUF_INIT;
	char *time;
	int rc;

	if (args->n < 2 || args->n > 3 || !args->at[1].quoted)
		return usage("proposal-reword", err);
	if (chosen_read(&chosen, session, &args->at[0], err) < 0)
		return -1;
	if (chosen.n != 1 || check_own(session, chosen.at[0], err) < 0) {
		rc = chosen.n == 1 ? -1 : usage("proposal-reword", err);
		chosen_release(&chosen);
		return rc;
	}
	proposal_copy(&now, chosen.at[0]);
	time = proposal_now(session);
	version = proposal_add_version(&now);
	proposal_set(&version->wording, str_trim(str_of(args->at[1].text)));
	proposal_set(&version->reasons, args->n == 3
		? str_of(args->at[2].text) : str_of(""));
	proposal_set(&version->filed, str_of(time));
	proposal_add_name(&subject, &now);
	buf_add_format(&subject, ": version %zu: ", now.versions_n);
	deed_add_quoted(&subject, str_of(version->wording));
	rc = save_filed(session, &now, "proposal-reword", &subject, err);
	free(time);
	proposal_release(&now);
	chosen_release(&chosen);
	return rc;
}

static int
withdraw_one(struct proposal_act *act, const struct proposal *proposal,
	struct str reason, struct err *err)
{
	struct proposal now;
	char *time = proposal_now(act->session);
	int rc = check_own(act->session, proposal, err);

	proposal_copy(&now, proposal);
	if (rc == 0 && *proposal->withdrawn)
		rc = err_set(err, ERR_REFUSED, "%s/%u is withdrawn already",
			proposal->party, proposal->number);
	proposal_set(&now.withdrawn, str_of(time));
	proposal_set(&now.withdrawn_reason, reason);
	if (rc == 0)
		rc = proposal_edits_filed(&act->edits, act->session->record,
			&now, err);
	proposal_act_about(act, &now.node);
	proposal_release(&now);
	free(time);
	return rc;
}

int
run_proposal_withdraw(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct proposal_act act = { .session = session,
		.kind = "proposal-withdraw" };
	struct chosen chosen;
	int rc = 0;

	if (!args->n || args->n > 2)
		return usage("proposal-withdraw", err);
	if (chosen_read(&chosen, session, &args->at[0], err) < 0)
		return -1;
	for (size_t i = 0; i < chosen.n && rc == 0; i++)
		rc = withdraw_one(&act, chosen.at[i], args->n == 2
			? str_of(args->at[1].text) : str_of(""), err);
	chosen_add_names(&act.subject, &chosen);
	buf_add_text(&act.subject, ": withdrawn");
	chosen_release(&chosen);
	return proposal_act_end(&act, rc, err);
}
