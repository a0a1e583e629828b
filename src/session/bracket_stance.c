/*
 * Who stands how to a bracket.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "bracket_inside.h"

int
stance_read(struct attribution *out, const struct argument *arg,
	struct err *err)
{
	char sign = arg->text[0];
	struct argument party = *arg;
	char code[13];

	if (sign && strchr("+-?~", sign))
		party.text++;
	else
		sign = 0;
	if (sign == '~' && code_is_valid(str_of(party.text)) &&
	    !party_by_code(str_of(party.text)))
		memcpy(code, party.text, strlen(party.text) + 1);
	else if (argument_party(&party, code, err) < 0)
		return -1;
	if (!*code && !sign)
		return 0;
	if (!*code)
		memcpy(code, "CHAIR", sizeof("CHAIR"));
	if (sign != '~') {
		attribution_add(out, sign, str_of(code));
		return 0;
	}
	for (const char *each = "+-?"; *each; each++)
		attribution_drop(out, *each, str_of(code));
	attribution_drop(out, 0, str_of(code));
	return 0;
}

static int
save_stance(struct session *session, const struct pair *pair,
	const struct arguments *args, const struct attribution *now,
	struct err *err)
{
	struct buf come = BUF_INIT, subject = BUF_INIT;
	size_t off = pair->closer.off + pair->closer.len;
	char *gone = mem_text_len(pair->close->line + off,
		pair->closer.attr_len);
	struct change change = { .kind = CHANGE_TEXT, .gone = gone,
		.node = pair->close->id, .off = off };
	struct deed deed = { .kind = "bracket-stance", .changes = &change,
		.n = 1 };
	int rc;

	attribution_write(now, &come);
	change.come = buf_text(&come);
	address_add(&subject, pair->open);
	buf_add_text(&subject, ": on ");
	deed_add_quoted(&subject, pair_words(pair));
	for (size_t i = 2; i < args->n; i++)
		buf_add_format(&subject, " %s", args->at[i].text);
	deed.subject = deed.done = buf_text(&subject);
	rc = strcmp(gone, buf_text(&come)) == 0
		? err_set(err, ERR_REFUSED, "so it stands already")
		: session_act(session, &deed, err);
	free(gone);
	buf_release(&come);
	buf_release(&subject);
	return rc;
}

int
run_bracket_stance(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct attribution now = ATTRIBUTION_INIT;
	struct pair pair;
	int rc = 0;

	if (args->n < 3)
		return usage("bracket-stance", err);
	if (pair_named(&pair, session, args, err) < 0)
		return -1;
	if (!pair.close)
		return err_set(err, ERR_REFUSED,
			"this bracket has no mate: mend that first");
	attribution_read(&now, pair_attribution(&pair));
	for (size_t i = 2; i < args->n && rc == 0; i++)
		rc = stance_read(&now, &args->at[i], err);
	if (rc == 0)
		rc = save_stance(session, &pair, args, &now, err);
	attribution_release(&now);
	return rc;
}
