/*
 * The changes that put a proposal into the text: as an alternative beside the
 * words there are, in brackets word by word, or clean. Its author wants the
 * words it brings (+) and not those it takes out (-). Nothing is changed here.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/doc/address.h"
#include "adref/doc/enclose.h"
#include "adref/doc/proposal_text.h"
#include "adref/text/join.h"
#include "adref/text/words.h"
#include "proposal.h"
#include "structure.h"
#include "wordings.h"

struct placing {
	struct changes *changes;
	struct session *session;
	const struct proposal *proposal;
	enum proposal_form form;
	struct node *node;
	node_id at;
};

static void
add_text(struct placing *placing, size_t off, struct str gone,
	struct str come)
{
	changes_add(placing->changes, (struct change){ .kind = CHANGE_TEXT,
		.node = placing->node->id, .off = off,
		.gone = changes_text(placing->changes, gone),
		.come = changes_text(placing->changes, come) });
}

/* The words it is about: those named, or all behind the number. */
static int
find_words(const struct placing *placing, struct hit *out, struct err *err)
{
	const struct proposal *proposal = placing->proposal;

	out->node = placing->node;
	if (proposal_find_words(proposal, node_str(placing->node), &out->from,
		&out->to))
		return 0;
	return err_set(err, ERR_REFUSED, "%s/%u is about \"%.100s\", which is "
		"not in %s any more: merge it, or say why it is not taken up",
		proposal->party, proposal->number, proposal->words,
		proposal->address);
}

/* `[words]{+IND}` */
static void
add_wanted(struct buf *out, const struct placing *placing, struct str words)
{
	buf_add_char(out, '[');
	buf_add_str(out, words);
	buf_add_format(out, "]{+%s}", placing->proposal->party);
}

/* Words that the party wants out, each piece in brackets of its own. */
static void
take_out(struct placing *placing, size_t from, size_t to)
{
	struct enclosures where = { 0 };
	struct buf close = BUF_INIT;

	buf_add_format(&close, "]{-%s}", placing->proposal->party);
	enclose_words(&where, placing->node, from, to);
	for (size_t i = 0; i < where.n; i++) {
		add_text(placing, where.at[i].from, str_of(""), str_of("["));
		add_text(placing, where.at[i].to, str_of(""),
			buf_str(&close));
	}
	enclosures_release(&where);
	buf_release(&close);
}

/* Blanks at the ends of a run stay outside of brackets. */
static size_t
blanks_before(struct str text)
{
	size_t n = 0;

	while (n < text.len && text.at[n] == ' ')
		n++;
	return n;
}

/* One place where the wording differs. */
static void
bracket_edit(struct placing *placing, size_t base,
	const struct words_edit *edit)
{
	struct str line = node_str(placing->node);
	struct str gone = str_part(line, base + edit->off, edit->gone);
	struct str was = str_trim(gone), words = str_trim(edit->come);
	size_t from = base + edit->off + (was.len ? blanks_before(gone) : 0);
	struct buf come = BUF_INIT;

	if (!words.len) {
		take_out(placing, from, from + was.len);
		return;
	}
	if (was.len) {
		add_text(placing, from, str_of(""), str_of("["));
		buf_add_char(&come, ']');
		from += was.len;
	} else {
		buf_add_fill(&come, ' ', blanks_before(edit->come));
	}
	add_wanted(&come, placing, words);
	if (!was.len && str_ends(edit->come, " "))
		buf_add_char(&come, ' ');
	add_text(placing, from, str_of(""), buf_str(&come));
	buf_release(&come);
}

/* Whether brackets stand where the wordings differ: then the pieces would
 * part pairs. */
static bool
touches_brackets(const struct words_edits *edits, struct str words)
{
	for (size_t i = 0; i < edits->n; i++) {
		struct str gone = str_part(words, edits->at[i].off,
			edits->at[i].gone);

		if (strcspn(gone.at ? gone.at : "", "[]") < gone.len ||
		    strcspn(edits->at[i].come.at ? edits->at[i].come.at : "",
			"[]") < edits->at[i].come.len)
			return true;
	}
	return false;
}

static int
plan_alternative(struct placing *placing, const struct hit *hit,
	struct str wording, struct err *err)
{
	const struct offered offered = { wording, placing->proposal->party };

	return alternative_plan(placing->changes, placing->session, hit,
		&offered, err);
}

static int
plan_bracketed(struct placing *placing, const struct hit *hit,
	struct str wording, struct err *err)
{
	struct str words = str_part(node_str(hit->node), hit->from,
		hit->to - hit->from);
	struct words_edits edits = WORDS_EDITS_INIT;
	int rc = 0;

	words_edits(&edits, words, wording);
	if (touches_brackets(&edits, words)) {
		rc = plan_alternative(placing, hit, wording, err);
	} else {
		for (size_t i = 0; i < edits.n; i++)
			bracket_edit(placing, hit->from, &edits.at[i]);
	}
	words_edits_release(&edits);
	return rc;
}

static int
plan_clean(struct placing *placing, const struct hit *hit,
	struct str wording)
{
	struct str line = node_str(hit->node);
	struct buf now = BUF_INIT;

	buf_add_str(&now, str_part(line, 0, hit->from));
	buf_add_str(&now, wording);
	buf_add_str(&now, str_from(line, hit->to));
	changes_add_words(placing->changes, &hit->node->id, line,
		buf_str(&now));
	buf_release(&now);
	return 0;
}

static int
change_words(struct placing *placing, struct err *err)
{
	struct str wording = proposal_own_wording(placing->proposal,
		node_str(placing->node));
	struct buf come = BUF_INIT;
	struct hit hit;

	if (find_words(placing, &hit, err) < 0)
		return -1;
	if (str_find(wording, 0, str_of("\n")) < wording.len)
		return err_set(err, ERR_REFUSED, "%s/%u has several "
			"paragraphs in place of one: merge it",
			placing->proposal->party,
			placing->proposal->number);
	placing->at = placing->node->id;
	if (placing->form == FORM_CLEAN)
		return plan_clean(placing, &hit, wording);
	if (hit.from == hit.to) {
		add_wanted(&come, placing, wording);
		add_text(placing, hit.from, str_of(""), buf_str(&come));
		buf_release(&come);
		return 0;
	}
	return placing->form == FORM_ALTERNATIVE
		? plan_alternative(placing, &hit, wording, err)
		: plan_bracketed(placing, &hit, wording, err);
}

/* Each line of the wording is a paragraph of its own. */
static int
add_paragraphs(struct placing *placing, struct err *err)
{
	struct str rest = str_of(proposal_wording(placing->proposal)), line;
	struct added added = { .by = placing->node };
	struct buf text = BUF_INIT;
	size_t first = placing->changes->n;
	int rc = 0;

	if (!place_word_of(placing->proposal->where, &added.word))
		added.word = PLACE_AFTER;
	while (rc == 0 && str_line(&rest, &line)) {
		if (!str_trim(line).len)
			continue;
		buf_clear(&text);
		if (placing->form == FORM_CLEAN)
			buf_add_str(&text, str_trim(line));
		else
			add_wanted(&text, placing, str_trim(line));
		added.text = buf_str(&text);
		added.id = doc_new_id(placing->session->doc,
			record_env(placing->session->record));
		rc = structure_plan_add(placing->changes, placing->session,
			&added, err);
		if (rc == 0 && placing->changes->n > first + 1)
			placing->changes->at[placing->changes->n - 1].after =
				placing->changes->at[placing->changes->n - 2]
					.node;
	}
	if (rc == 0)
		placing->at = placing->changes->at[first].node;
	buf_release(&text);
	return rc;
}

static void
drop_below(struct placing *placing, const struct node *node)
{
	for (const struct node *at = node->last; at; at = at->prev)
		drop_below(placing, at);
	changes_add(placing->changes, (struct change){ .kind = CHANGE_DROP,
		.node = node->id, .gone = changes_text(placing->changes,
			node_str(node)) });
}

/* The whole of it, with what stands below. */
static int
drop_whole(struct placing *placing, struct err *err)
{
	struct trial trial = { 0 };
	int rc;

	placing->at = placing->node->parent ? placing->node->parent->id
		: placing->at;
	drop_below(placing, placing->node);
	rc = doc_try(placing->session->doc, placing->changes->at,
		placing->changes->n, record_env(placing->session->record),
		&trial, err);
	if (rc == 0 && trial.n)
		rc = err_set(err, ERR_REFUSED, "one end of a bracket would go "
			"with %s: place the deletion in brackets",
			placing->proposal->address);
	trial_release(&trial);
	return rc;
}

static void
bracket_whole(struct placing *placing)
{
	struct enclosures where = { 0 };
	struct node *last = placing->node;
	struct buf close = BUF_INIT;

	while (last->last)
		last = last->last;
	buf_add_format(&close, "]{-%s}", placing->proposal->party);
	enclose_nodes(&where, placing->node, last);
	for (size_t i = 0; i < where.n; i++) {
		struct change change = { .kind = CHANGE_TEXT, .gone = "",
			.node = where.at[i].open->id,
			.off = where.at[i].from, .come = "[" };

		changes_add(placing->changes, change);
		change.node = where.at[i].close->id;
		change.off = where.at[i].to;
		change.come = changes_text(placing->changes,
			buf_str(&close));
		changes_add(placing->changes, change);
	}
	enclosures_release(&where);
	buf_release(&close);
}

static int
delete_words(struct placing *placing, struct err *err)
{
	struct str line;
	struct hit hit;

	if (find_words(placing, &hit, err) < 0)
		return -1;
	placing->at = placing->node->id;
	line = node_str(hit.node);
	if (*placing->proposal->words && placing->form == FORM_CLEAN)
		add_text(placing, hit.from, str_part(line, hit.from,
			words_cut_end(line, hit.from, hit.to) - hit.from),
			str_of(""));
	else if (*placing->proposal->words)
		take_out(placing, hit.from, hit.to);
	else if (placing->form == FORM_CLEAN)
		return drop_whole(placing, err);
	else
		bracket_whole(placing);
	return 0;
}

int
proposal_plan(struct changes *changes, struct session *session,
	const struct proposal *proposal, enum proposal_form form, node_id *at,
	struct err *err)
{
	struct placing placing = { .changes = changes, .session = session,
		.proposal = proposal, .form = form };
	int rc = proposal_node(session, proposal, &placing.node, err);

	if (rc < 0)
		return -1;
	placing.at = placing.node->id;
	if (proposal->verb == PROPOSAL_MOD)
		rc = change_words(&placing, err);
	else if (proposal->verb == PROPOSAL_ADD)
		rc = add_paragraphs(&placing, err);
	else if (proposal->verb == PROPOSAL_SUP)
		rc = delete_words(&placing, err);
	*at = placing.at;
	return rc;
}
