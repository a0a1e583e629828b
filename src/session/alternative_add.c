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
struct offer {
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
find_group(struct offer *offer)
{
	struct brackets all = BRACKETS_INIT;
	struct pair pair;

	brackets_read_line(&all, node_str(offer->hit.node));
	for (size_t i = 0; i < all.n && !offer->group.n; i++) {
		pair_of(&pair, offer->hit.node, &all, i);
		if (all.at[i].opens && holds_words(&pair, &offer->hit))
			wordings_read(&offer->group, &pair);
	}
	brackets_release(&all);
}

/* `[other]{+IND}`; the Chair's wording is not attributed. */
static void
add_wording(struct buf *out, const struct offer *offer)
{
	struct attribution by = ATTRIBUTION_INIT;

	buf_add_char(out, '[');
	buf_add_str(out, offer->wording);
	buf_add_char(out, ']');
	if (*offer->party)
		attribution_add(&by, '+', str_of(offer->party));
	attribution_write(&by, out);
	attribution_release(&by);
}

/* A group gets the wording behind its last; other words are put in brackets
 * first. */
static void
add_changes(struct changes *changes, const struct offer *offer)
{
	struct change change = { .kind = CHANGE_TEXT, .gone = "",
		.node = offer->hit.node->id };
	struct buf come = BUF_INIT;

	if (!offer->group.n) {
		change.off = offer->hit.from;
		change.come = "[";
		changes_add(changes, change);
		buf_add_char(&come, ']');
	}
	add_wording(&come, offer);
	change.off = offer->group.n ? wording_to(&offer->group,
		offer->group.n) : offer->hit.to;
	change.come = changes_text(changes, buf_str(&come));
	changes_add(changes, change);
	buf_release(&come);
}

/* Whether the line reads afterwards as it is meant to: as many brackets more,
 * and nothing else paired otherwise. */
static bool
reads_well(const struct changes *changes, const struct offer *offer)
{
	struct brackets was = BRACKETS_INIT, now = BRACKETS_INIT;
	struct brackets own = BRACKETS_INIT;
	struct buf line = BUF_INIT;
	bool well;

	buf_add_str(&line, node_str(offer->hit.node));
	for (size_t i = changes->n; i-- > 0;)
		buf_splice(&line, changes->at[i].off, 0,
			str_of(changes->at[i].come));
	brackets_read_line(&was, node_str(offer->hit.node));
	brackets_read_line(&now, buf_str(&line));
	brackets_read_line(&own, offer->wording);
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
check(const struct offer *offer, struct err *err)
{
	const struct hit *hit = &offer->hit;
	struct enclosures where = { 0 };
	bool one;

	if (!str_trim(offer->wording).len)
		return err_set(err, ERR_REFUSED, "the other wording is empty: "
			"to want words out, bracket them and say so");
	if (hit->node->kind == NODE_ROW && memchr(offer->wording.at, '|',
		offer->wording.len))
		return err_set(err, ERR_REFUSED, "a | would begin another "
			"cell of the table");
	enclose_words(&where, hit->node, hit->from, hit->to);
	one = offer->group.n || (where.n == 1 &&
		where.at[0].from == hit->from && where.at[0].to == hit->to);
	enclosures_release(&where);
	return one ? 0 : err_set(err, ERR_REFUSED, "these words cross a "
		"bracket: take words on one side of it");
}

/* Who comes with a wording that stands there wants it kept. */
static int
support(struct offer *offer, size_t k, struct err *err)
{
	const struct wordings *group = &offer->group;
	struct buf line = BUF_INIT;
	size_t first = 0;
	int rc;

	if (!*offer->party)
		return err_set(err, ERR_REFUSED,
			"this wording stands there already");
	for (size_t i = 0; i < group->all.n && group->all.at[i].off <=
	     wording_from(group, k); i++)
		first += group->all.at[i].opens;
	buf_add_format(&line, "bracket-stance %s %zu +%s",
		group->node->id.text, first, offer->party);
	rc = command_do(offer->session, buf_str(&line), err);
	buf_release(&line);
	return rc;
}

/* The wording stands there: its party wants it kept. */
static int
add_keeping(struct changes *changes, const struct offer *offer, size_t k)
{
	struct str gone = wording_attribution(&offer->group, k);
	struct attribution who = ATTRIBUTION_INIT;
	struct buf come = BUF_INIT;

	attribution_read(&who, gone);
	attribution_add(&who, '+', str_of(offer->party));
	attribution_write(&who, &come);
	changes_add(changes, (struct change){ .kind = CHANGE_TEXT,
		.node = offer->hit.node->id,
		.off = wording_to(&offer->group, k) - gone.len,
		.gone = changes_text(changes, gone),
		.come = changes_text(changes, buf_str(&come)) });
	attribution_release(&who);
	buf_release(&come);
	return 0;
}

static void
say(struct buf *out, const struct offer *offer)
{
	const struct hit *hit = &offer->hit;

	address_add(out, hit->node);
	buf_add_text(out, ": other wording for ");
	deed_add_quoted(out, str_part(node_str(hit->node), hit->from,
		hit->to - hit->from));
	buf_add_text(out, ": ");
	deed_add_quoted(out, offer->wording);
	if (*offer->party)
		buf_add_format(out, ", from %s",
			party_room_name(offer->party));
}

static int
save(struct offer *offer, struct err *err)
{
	struct changes changes = { 0 };
	struct buf subject = BUF_INIT;
	struct deed deed = { .kind = "alternative-add",
		.party = offer->party };
	node_id id = offer->hit.node->id;
	size_t off;
	int rc;

	add_changes(&changes, offer);
	if (!reads_well(&changes, offer)) {
		changes_release(&changes);
		return err_set(err, ERR_REFUSED, "this wording does not read "
			"as one here: look at its brackets, ^ and {");
	}
	say(&subject, offer);
	deed.subject = deed.done = buf_text(&subject);
	deed.changes = changes.at;
	deed.n = changes.n;
	/* behind the `]` that closes the words, and the `[` before them */
	off = changes.at[changes.n - 1].off + 2 * (changes.n - 1);
	rc = session_act(offer->session, &deed, err);
	if (rc == 0 && node_id_same(&id, &offer->session->place)) {
		selection_clear(offer->session);
		place_at_bracket(offer->session, session_place(
			offer->session), off);
	}
	changes_release(&changes);
	buf_release(&subject);
	return rc;
}

static int
add(struct offer *offer, struct err *err)
{
	size_t same;
	int rc;

	find_group(offer);
	same = offer->group.n ? wording_find(&offer->group,
		offer->wording) : 0;
	if (check(offer, err) < 0)
		rc = -1;
	else if (same)
		rc = support(offer, same, err);
	else
		rc = save(offer, err);
	wordings_release(&offer->group);
	return rc;
}

int
alternative_plan(struct changes *changes, struct session *session,
	const struct hit *hit, const struct offered *offered, struct err *err)
{
	struct offer offer = { .session = session, .hit = *hit,
		.wording = offered->wording };
	size_t same;
	int rc = -1;

	memcpy(offer.party, offered->party, strlen(offered->party) + 1);
	find_group(&offer);
	same = offer.group.n ? wording_find(&offer.group, offer.wording) : 0;
	if (check(&offer, err) < 0)
		goto out;
	if (same) {
		rc = add_keeping(changes, &offer, same);
		goto out;
	}
	add_changes(changes, &offer);
	if (reads_well(changes, &offer))
		rc = 0;
	else
		err_set(err, ERR_REFUSED, "this wording does not read as one "
			"here: look at its brackets, ^ and {");
out:
	wordings_release(&offer.group);
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
	struct offer offer = { .session = session };
	size_t at = args->n && !args->at[0].quoted ? 2 : 0;
	struct node *node;

	if (args->n <= at || args->n > at + 2 || !args->at[at].quoted ||
	    (at && !args->at[1].quoted))
		return usage("alternative-add", err);
	memcpy(offer.party, session->party, sizeof(offer.party));
	offer.wording = str_of(args->at[at].text);
	if (args->n == at + 2 && argument_party(&args->at[at + 1],
		offer.party, err) < 0)
		return -1;
	if (!at)
		return words_here(session, &offer.hit, err) < 0 ? -1
			: add(&offer, err);
	if (argument_node(session, &args->at[0], &node, err) < 0 ||
	    hit_exact(&offer.hit, node, &args->at[1], err) < 0)
		return -1;
	return add(&offer, err);
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
