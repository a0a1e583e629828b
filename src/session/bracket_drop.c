/*
 * Lifting brackets: both ends of a pair go, and nothing else.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "bracket_inside.h"

/* Lifting `a [ b` leaves one blank, not two: the one behind goes too. */
static size_t
blank_behind(const struct node *node, const struct bracket *one)
{
	size_t end = one->off + one->len + one->attr_len;

	return one->off && node->line[one->off - 1] == ' ' &&
		end < node->len && node->line[end] == ' ';
}

static int
drop_pair(struct session *session, const struct pair *pair, struct err *err)
{
	const struct node *node = pair->open ? pair->open : pair->close;
	struct buf subject = BUF_INIT, done = BUF_INIT, words = BUF_INIT;
	struct change changes[2];
	struct deed deed = { .kind = "bracket-drop", .changes = changes };
	char *gone[2] = { NULL, NULL };
	int rc;

	for (int i = 0; i < 2; i++) {
		const struct node *at = i ? pair->close : pair->open;
		const struct bracket *one = i ? &pair->closer : &pair->opener;

		if (!at)
			continue;
		gone[i] = mem_text_len(at->line + one->off, one->len +
			one->attr_len + blank_behind(at, one));
		changes[deed.n++] = (struct change){
			.kind = CHANGE_TEXT, .node = at->id, .off = one->off,
			.gone = gone[i], .come = "",
		};
	}
	deed_add_quoted(&words, pair_words(pair));
	address_add(&subject, node);
	buf_add_str(&done, buf_str(&subject));
	buf_add_format(&subject, ": lift the brackets of %s",
		buf_text(&words));
	buf_add_format(&done, ": lifted the brackets of %s",
		buf_text(&words));
	deed.subject = buf_text(&subject);
	deed.done = buf_text(&done);
	rc = session_act(session, &deed, err);
	if (rc == 0)
		selection_clear(session);
	session->at_bracket = false;
	free(gone[0]);
	free(gone[1]);
	buf_release(&subject);
	buf_release(&done);
	buf_release(&words);
	return rc;
}

int
run_bracket_drop(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct pair pair;
	int rc;

	if (args->n && args->n != 2)
		return usage("bracket-drop", err);
	rc = args->n ? pair_named(&pair, session, args, err)
		: pair_here(&pair, session, err);
	return rc < 0 ? -1 : drop_pair(session, &pair, err);
}
