/*
 * Who holds a bracket, in words: for questions, refusals and subjects.
 */
#include "adref/doc/party.h"
#include "bracket_inside.h"

bool
stances_hold(const struct attribution *who)
{
	return attribution_count(who, '\0') || attribution_count(who, '-') ||
		attribution_count(who, '?');
}

size_t
names_add(struct buf *out, const struct attribution *who, char sign)
{
	size_t all = attribution_count(who, sign), n = 0;

	for (size_t i = 0; i < who->n; i++) {
		if (who->at[i].sign != sign)
			continue;
		n++;
		if (n > 1)
			buf_add_text(out, n == all ? " and " : ", ");
		buf_add_text(out, party_room_name(who->at[i].code));
	}
	return all;
}

/* `; EU wants the words out`, where somebody has that stance. */
static void
add_group(struct buf *out, const struct attribution *who, char sign,
	const char *one, const char *more)
{
	if (!attribution_count(who, sign))
		return;
	if (out->len)
		buf_add_text(out, "; ");
	buf_add_text(out, names_add(out, who, sign) == 1 ? one : more);
}

void
holders_add(struct buf *out, const struct attribution *who, bool still)
{
	struct buf words = BUF_INIT;

	if (still)
		add_group(&words, who, '\0', " still asks for them",
			" still ask for them");
	else
		add_group(&words, who, '\0', " asked for these",
			" asked for these");
	add_group(&words, who, '-', " wants the words out",
		" want the words out");
	add_group(&words, who, '?', " reserves", " reserve");
	buf_add_str(out, buf_str(&words));
	buf_release(&words);
}
