/*
 * Who stands how to a bracket.
 */
#include <string.h>

#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "bracket_inside.h"

/* What a word of the command line says: a sign and whose it is. */
static int
stance_split(const struct argument *arg, char *sign, char code[CODE_MAX + 1],
	struct err *err)
{
	struct argument party = *arg;

	*sign = arg->text[0];
	if (*sign && strchr("+-?~", *sign))
		party.text++;
	else
		*sign = '\0';
	if (*sign == '~' && code_is_valid(str_of(party.text)) &&
	    !party_by_code(str_of(party.text)))
		memcpy(code, party.text, strlen(party.text) + 1);
	else if (argument_party(&party, code, err) < 0)
		return -1;
	if (!*code && *sign)
		memcpy(code, "CHAIR", sizeof("CHAIR"));
	return 0;
}

int
stance_read(struct attribution *out, const struct argument *arg,
	struct err *err)
{
	char code[CODE_MAX + 1], sign;

	if (stance_split(arg, &sign, code, err) < 0)
		return -1;
	if (sign == '~')
		attribution_forget(out, str_of(code));
	else if (*code)
		attribution_add(out, sign, str_of(code));
	return 0;
}

static const char *
sign_words(char sign)
{
	switch (sign) {
	case '+':
		return "wants the words kept";
	case '-':
		return "wants the words out";
	case '?':
		return "reserves";
	case '~':
		return "takes back what it said";
	default:
		return "asks for the brackets";
	}
}

/* What becomes of the brackets, said behind what was said. */
static void
add_outcome(struct stance_act *act, const struct attribution *now, bool lifts,
	bool beside)
{
	if (lifts) {
		buf_add_text(&act->subject, "; the brackets go");
		buf_add_text(&act->done, "; the brackets have gone");
	} else if (stances_hold(now)) {
		buf_add_text(&act->done, "; ");
		holders_add(&act->done, now, true);
	} else if (beside) {
		buf_add_text(&act->done, "; they stay: another wording "
			"stands beside");
	}
}

static void
attribution_change(struct changes *changes, const struct pair *pair,
	const struct attribution *now)
{
	struct buf come = BUF_INIT;

	attribution_write(now, &come);
	changes_add(changes, (struct change){ .kind = CHANGE_TEXT,
		.node = pair->close->id,
		.off = pair->closer.off + pair->closer.len,
		.gone = changes_text(changes, pair_attribution(pair)),
		.come = changes_text(changes, buf_str(&come)) });
	buf_release(&come);
}

int
stances_save(struct session *session, const struct pair *pair,
	const struct attribution *now, struct stance_act *act,
	struct err *err)
{
	struct attribution was = ATTRIBUTION_INIT;
	bool beside = pair_alternatives(pair, NULL) > 1, lifts;
	struct changes changes = { 0 };
	struct deed deed = { .kind = act->kind, .party = act->party };
	int rc;

	attribution_read(&was, pair_attribution(pair));
	lifts = act->gives_up && stances_hold(&was) && !stances_hold(now) &&
		!beside;
	if (lifts)
		lift_changes(&changes, pair);
	else
		attribution_change(&changes, pair, now);
	if (act->gives_up)
		add_outcome(act, now, lifts, beside);
	deed.subject = buf_text(&act->subject);
	deed.done = buf_text(&act->done);
	deed.changes = changes.at;
	deed.n = changes.n;
	rc = strcmp(changes.at[0].gone, changes.at[0].come)
		? session_act(session, &deed, err)
		: err_set(err, ERR_REFUSED, "so it stands already");
	changes_release(&changes);
	attribution_release(&was);
	return rc;
}

/* `: on "words": India asks for the brackets, EU wants the words kept`. */
static int
say(struct stance_act *act, const struct pair *pair,
	const struct arguments *args, char party[CODE_MAX + 1],
	struct err *err)
{
	char code[CODE_MAX + 1], sign;

	address_add(&act->subject, pair->open);
	buf_add_text(&act->subject, ": on ");
	deed_add_quoted(&act->subject, pair_words(pair));
	for (size_t i = 2; i < args->n; i++) {
		if (stance_split(&args->at[i], &sign, code, err) < 0)
			return -1;
		if (i == 2 && strcmp(code, "CHAIR") != 0)
			memcpy(party, code, sizeof(code));
		act->gives_up |= sign == '~';
		buf_add_format(&act->subject, "%s%s %s", i == 2 ? ": " : ", ",
			*code ? party_room_name(code) : "the Chair",
			sign_words(sign));
	}
	buf_add_str(&act->done, buf_str(&act->subject));
	return 0;
}

/* NODE N STANCE...; the act is for the first one named. */
int
run_bracket_stance(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct attribution now = ATTRIBUTION_INIT;
	struct stance_act act = { .kind = "bracket-stance" };
	char party[CODE_MAX + 1] = "";
	struct pair pair;
	int rc;

	if (args->n < 3)
		return usage("bracket-stance", err);
	if (pair_named(&pair, session, args, err) < 0)
		return -1;
	if (!pair.close)
		return err_set(err, ERR_REFUSED,
			"this bracket has no mate: mend that first");
	attribution_read(&now, pair_attribution(&pair));
	rc = say(&act, &pair, args, party, err);
	for (size_t i = 2; i < args->n && rc == 0; i++)
		rc = stance_read(&now, &args->at[i], err);
	act.party = party;
	if (rc == 0)
		rc = stances_save(session, &pair, &now, &act, err);
	attribution_release(&now);
	buf_release(&act.subject);
	buf_release(&act.done);
	return rc;
}
