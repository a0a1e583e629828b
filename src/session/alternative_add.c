/*
 * Another wording beside words: both in brackets, the new one with whose it
 * is. Words that have wordings beside them already get one more.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/enclose.h"
#include "adref/doc/party.h"
#include "bracket_inside.h"
#include "wordings.h"

/* A wording to be put beside words. */
struct proposal {
	struct session *session;
	struct hit hit;		/* the words */
	struct str wording;
	char party[CODE_MAX + 1];
	struct wordings group;	/* where the words are one of it; else n 0 */
};

/* Whether a pair holds exactly the words, with its brackets or without. */
static bool
holds_words(const struct pair *pair, const struct hit *hit)
{
	size_t end = pair->closer.off + pair->closer.len;

	return pair->open && pair_is_inside(pair) &&
		((hit->from == pair->opener.off + pair->opener.len &&
		hit->to == pair->closer.off) ||
		(hit->from == pair->opener.off && (hit->to == end ||
		hit->to == end + pair->closer.attr_len)));
}

/* The group that the words are one wording of. */
static void
find_group(struct proposal *proposal)
{
	struct brackets all = BRACKETS_INIT;
	struct pair pair;

	brackets_read_line(&all, node_str(proposal->hit.node));
	for (size_t i = 0; i < all.n && !proposal->group.n; i++) {
		pair_of(&pair, proposal->hit.node, &all, i);
		if (all.at[i].opens && holds_words(&pair, &proposal->hit))
			wordings_read(&proposal->group, &pair);
	}
	brackets_release(&all);
}

/* `[other]{+IND}`; the Chair's wording is not attributed. */
static void
add_wording(struct buf *out, const struct proposal *proposal)
{
	struct attribution by = ATTRIBUTION_INIT;

	buf_add_char(out, '[');
	buf_add_str(out, proposal->wording);
	buf_add_char(out, ']');
	if (*proposal->party)
		attribution_add(&by, '+', str_of(proposal->party));
	attribution_write(&by, out);
	attribution_release(&by);
}

/* A group gets the wording behind its last; other words are put in brackets
 * first. */
static void
add_changes(struct changes *changes, const struct proposal *proposal)
{
	struct change change = { .kind = CHANGE_TEXT, .gone = "",
		.node = proposal->hit.node->id };
	struct buf come = BUF_INIT;

	if (!proposal->group.n) {
		change.off = proposal->hit.from;
		change.come = "[";
		changes_add(changes, change);
		buf_add_char(&come, ']');
	}
	add_wording(&come, proposal);
	change.off = proposal->group.n ? wording_to(&proposal->group,
		proposal->group.n) : proposal->hit.to;
	change.come = changes_text(changes, buf_str(&come));
	changes_add(changes, change);
	buf_release(&come);
}

/* Whether the line reads afterwards as it is meant to: as many brackets more,
 * and nothing else paired otherwise. */
static bool
reads_well(const struct changes *changes, const struct proposal *proposal)
{
	struct brackets was = BRACKETS_INIT, now = BRACKETS_INIT;
	struct brackets own = BRACKETS_INIT;
	struct buf line = BUF_INIT;
	bool well;

	buf_add_str(&line, node_str(proposal->hit.node));
	for (size_t i = changes->n; i-- > 0;)
		buf_splice(&line, changes->at[i].off, 0,
			str_of(changes->at[i].come));
	brackets_read_line(&was, node_str(proposal->hit.node));
	brackets_read_line(&now, buf_str(&line));
	brackets_read_line(&own, proposal->wording);
	well = own.closers + own.openers == 0 &&
		now.n == was.n + own.n + 2 * changes->n &&
		now.closers == was.closers && now.openers == was.openers;
	brackets_release(&was);
	brackets_release(&now);
	brackets_release(&own);
	buf_release(&line);
	return well;
}

static int
check(const struct proposal *proposal, struct err *err)
{
	const struct hit *hit = &proposal->hit;
	struct enclosures where = { 0 };
	bool one;

	if (!str_trim(proposal->wording).len)
		return err_set(err, ERR_REFUSED, "the other wording is empty: "
			"to want words out, bracket them and say so");
	if (hit->node->kind == NODE_ROW && memchr(proposal->wording.at, '|',
		proposal->wording.len))
		return err_set(err, ERR_REFUSED, "a | would begin another "
			"cell of the table");
	enclose_words(&where, hit->node, hit->from, hit->to);
	one = proposal->group.n || (where.n == 1 &&
		where.at[0].from == hit->from && where.at[0].to == hit->to);
	enclosures_release(&where);
	return one ? 0 : err_set(err, ERR_REFUSED, "these words cross a "
		"bracket: take words on one side of it");
}

/* Who comes with a wording that stands there wants it kept. */
static int
support(struct proposal *proposal, size_t k, struct err *err)
{
	const struct wordings *group = &proposal->group;
	struct buf line = BUF_INIT;
	size_t first = 0;
	int rc;

	if (!*proposal->party)
		return err_set(err, ERR_REFUSED,
			"this wording stands there already");
	for (size_t i = 0; i < group->all.n && group->all.at[i].off <=
	     wording_from(group, k); i++)
		first += group->all.at[i].opens;
	buf_add_format(&line, "bracket-stance %s %zu +%s",
		group->node->id.text, first, proposal->party);
	rc = command_do(proposal->session, buf_str(&line), err);
	buf_release(&line);
	return rc;
}

static void
say(struct buf *out, const struct proposal *proposal)
{
	const struct hit *hit = &proposal->hit;

	address_add(out, hit->node);
	buf_add_text(out, ": other wording for ");
	deed_add_quoted(out, str_part(node_str(hit->node), hit->from,
		hit->to - hit->from));
	buf_add_text(out, ": ");
	deed_add_quoted(out, proposal->wording);
	if (*proposal->party)
		buf_add_format(out, ", from %s",
			party_room_name(proposal->party));
}

static int
save(struct proposal *proposal, struct err *err)
{
	struct changes changes = { 0 };
	struct buf subject = BUF_INIT;
	struct deed deed = { .kind = "alternative-add",
		.party = proposal->party };
	node_id id = proposal->hit.node->id;
	size_t off;
	int rc;

	add_changes(&changes, proposal);
	if (!reads_well(&changes, proposal)) {
		changes_release(&changes);
		return err_set(err, ERR_REFUSED, "this wording does not read "
			"as one here: look at its brackets, ^ and {");
	}
	say(&subject, proposal);
	deed.subject = deed.done = buf_text(&subject);
	deed.changes = changes.at;
	deed.n = changes.n;
	/* behind the `]` that closes the words, and the `[` before them */
	off = changes.at[changes.n - 1].off + 2 * (changes.n - 1);
	rc = session_act(proposal->session, &deed, err);
	if (rc == 0 && node_id_same(&id, &proposal->session->place)) {
		selection_clear(proposal->session);
		place_at_bracket(proposal->session, session_place(
			proposal->session), off);
	}
	changes_release(&changes);
	buf_release(&subject);
	return rc;
}

static int
add(struct proposal *proposal, struct err *err)
{
	size_t same;
	int rc;

	find_group(proposal);
	same = proposal->group.n ? wording_find(&proposal->group,
		proposal->wording) : 0;
	if (check(proposal, err) < 0)
		rc = -1;
	else if (same)
		rc = support(proposal, same, err);
	else
		rc = save(proposal, err);
	wordings_release(&proposal->group);
	return rc;
}

/* The words selected, or those in the brackets at the cursor. */
static int
words_here(struct session *session, struct hit *hit, struct err *err)
{
	const struct selection *selection = &session->selection;
	struct pair pair;

	if (selection->is && selection->whole)
		return err_set(err, ERR_REFUSED, "another wording stands "
			"beside words of one paragraph: select those");
	if (selection->is) {
		*hit = (struct hit){ doc_find(session->doc, &selection->node),
			selection->from, selection->to };
		return 0;
	}
	if (!session_bracket(session, &pair) || !pair.open ||
	    !pair_is_inside(&pair))
		return err_set(err, ERR_REFUSED, "other wording for which "
			"words? find or select them first");
	*hit = (struct hit){ pair.open, pair.opener.off + pair.opener.len,
		pair.closer.off };
	return 0;
}

/* [NODE "words"] "other wording" [PARTY] */
int
run_alternative_add(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct proposal proposal = { .session = session };
	size_t at = args->n && !args->at[0].quoted ? 2 : 0;
	struct node *node;

	if (args->n <= at || args->n > at + 2 || !args->at[at].quoted ||
	    (at && !args->at[1].quoted))
		return usage("alternative-add", err);
	memcpy(proposal.party, session->party, sizeof(proposal.party));
	proposal.wording = str_of(args->at[at].text);
	if (args->n == at + 2 && argument_party(&args->at[at + 1],
		proposal.party, err) < 0)
		return -1;
	if (!at)
		return words_here(session, &proposal.hit, err) < 0 ? -1
			: add(&proposal, err);
	if (argument_node(session, &args->at[0], &node, err) < 0 ||
	    hit_exact(&proposal.hit, node, &args->at[1], err) < 0)
		return -1;
	return add(&proposal, err);
}

/* The words asked for are selected, and the wording is asked for then. */
bool
alternative_asks(struct session *session)
{
	struct buf label = BUF_INIT;
	struct err ignored = ERR_INIT;
	struct hit hit;

	if (session->selection.is && session->selection.whole)
		return false;
	if (words_here(session, &hit, &ignored) < 0) {
		prompt_open(session, PROMPT_WORDS,
			"other wording for which words?", "find");
		session->prompt.then = mem_text("alternative-add");
		return true;
	}
	buf_add_text(&label, "other wording for ");
	deed_add_quoted(&label, str_part(node_str(hit.node), hit.from,
		hit.to - hit.from));
	prompt_open(session, PROMPT_TEXT, buf_text(&label), "alternative-add");
	buf_release(&label);
	return true;
}
