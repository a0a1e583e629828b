/*
 * Lifting brackets. The Chair lifts them for all; a party takes back its own
 * request, and they go when nobody holds them any more: those who want the
 * words out, or reserve, hold them too.
 */
#include <string.h>

#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "bracket_inside.h"

/* Lifting `a [ b` leaves one blank, not two: the one behind goes too. */
static size_t
blank_behind(const struct node *node, const struct bracket *one)
{
	size_t end = one->off + one->len + one->attr_len;

	return one->off && node->line[one->off - 1] == ' ' &&
		end < node->len && node->line[end] == ' ';
}

static void
take_out(struct changes *changes, const struct node *node,
	const struct bracket *one)
{
	struct str gone;

	if (!node)
		return;
	gone = str_part(node_str(node), one->off, one->len + one->attr_len +
		blank_behind(node, one));
	changes_add(changes, (struct change){ .kind = CHANGE_TEXT,
		.node = node->id, .off = one->off, .come = "",
		.gone = changes_text(changes, gone) });
}

void
lift_changes(struct changes *changes, const struct pair *pair)
{
	take_out(changes, pair->open, &pair->opener);
	take_out(changes, pair->close, &pair->closer);
}

/* ` that India and EU asked for`: whose brackets the Chair lifts is kept. */
static void
add_asked(struct buf *out, const struct attribution *who)
{
	struct buf names = BUF_INIT;

	if (names_add(&names, who, '\0'))
		buf_add_format(out, " that %s asked for", buf_text(&names));
	buf_release(&names);
}

/* For all, whoever holds them. */
static int
lift(struct session *session, const struct pair *pair,
	const struct attribution *who, struct err *err)
{
	struct buf subject = BUF_INIT, done = BUF_INIT, rest = BUF_INIT;
	struct changes changes = { 0 };
	struct deed deed = { .kind = "bracket-drop", .party = "" };
	int rc;

	lift_changes(&changes, pair);
	address_add(&subject, pair->open ? pair->open : pair->close);
	buf_add_str(&done, buf_str(&subject));
	buf_add_text(&rest, " the brackets of ");
	deed_add_quoted(&rest, pair_words(pair));
	add_asked(&rest, who);
	buf_add_format(&subject, ": lift%s", buf_text(&rest));
	buf_add_format(&done, ": lifted%s", buf_text(&rest));
	deed.subject = buf_text(&subject);
	deed.done = buf_text(&done);
	deed.changes = changes.at;
	deed.n = changes.n;
	rc = session_act(session, &deed, err);
	changes_release(&changes);
	buf_release(&subject);
	buf_release(&done);
	buf_release(&rest);
	return rc;
}

/* Why a party cannot take back what it never asked for. */
static int
not_asked(const struct attribution *who, const char *party, struct err *err)
{
	struct buf text = BUF_INIT;
	const char *name = party_room_name(party);

	buf_add_format(&text, "%s did not ask for these brackets; ", name);
	if (names_add(&text, who, '\0'))
		buf_add_text(&text, " did");
	else
		buf_add_text(&text, "no party did: the Chair lifts them");
	if (attribution_has(who, '-', str_of(party)))
		buf_add_format(&text, " (%s wants the words out)", name);
	if (attribution_has(who, '?', str_of(party)))
		buf_add_format(&text, " (%s reserves)", name);
	if (attribution_has(who, '+', str_of(party)))
		buf_add_format(&text, " (%s wants the words kept)", name);
	err_set(err, ERR_REFUSED, "%s", buf_text(&text));
	buf_release(&text);
	return -1;
}

/* ` India's request for the brackets of "words"`. */
static void
add_request(struct buf *out, const struct pair *pair, const char *party)
{
	const char *name = party_room_name(party);
	struct str str = str_of(name);

	buf_add_format(out, " %s%s request for the brackets of ", name,
		str_ends(str, "s") ? "'" : "'s");
	deed_add_quoted(out, pair_words(pair));
}

/* A party's request goes, and with it that it wanted the words out or had a
 * reservation; that it wants them kept may stand. */
static int
take_back(struct session *session, const struct pair *pair,
	struct attribution *who, const char *party, struct err *err)
{
	struct stance_act act = { .kind = "bracket-drop", .party = party,
		.gives_up = true };
	int rc;

	if (!attribution_has(who, '\0', str_of(party)))
		return not_asked(who, party, err);
	attribution_drop(who, '\0', str_of(party));
	attribution_drop(who, '-', str_of(party));
	attribution_drop(who, '?', str_of(party));
	address_add(&act.subject, pair->open);
	buf_add_str(&act.done, buf_str(&act.subject));
	buf_add_text(&act.subject, ": take back");
	buf_add_text(&act.done, ": took back");
	add_request(&act.subject, pair, party);
	add_request(&act.done, pair, party);
	rc = stances_save(session, pair, who, &act, err);
	buf_release(&act.subject);
	buf_release(&act.done);
	return rc;
}

/* [NODE N [PARTY]] */
int
run_bracket_drop(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct attribution who = ATTRIBUTION_INIT;
	char party[CODE_MAX + 1];
	struct pair pair;
	int rc;

	if (args->n == 1 || args->n > 3)
		return usage("bracket-drop", err);
	memcpy(party, session->party, sizeof(party));
	if ((args->n == 3 && argument_party(&args->at[2], party, err) < 0) ||
	    (args->n ? pair_named(&pair, session, args, err)
		: pair_here(&pair, session, err)) < 0)
		return -1;
	attribution_read(&who, pair_attribution(&pair));
	if (!*party)
		rc = lift(session, &pair, &who, err);
	else if (!pair.open || !pair.close)
		rc = err_set(err, ERR_REFUSED, "this bracket has no mate: it "
			"is a slip, and nobody's request");
	else
		rc = take_back(session, &pair, &who, party, err);
	if (rc == 0)
		selection_clear(session);
	session->at_bracket = session->at_bracket && rc < 0;
	attribution_release(&who);
	return rc;
}
