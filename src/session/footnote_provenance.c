/*
 * A footnote that says where the words come from, written from the record. At
 * the keyboard it is offered first, to be edited before it stands.
 */
#include <string.h>

#include "adref/record/provenance.h"
#include "adref/text/quote.h"
#include "bracket_inside.h"

/* What it is about: a paragraph, or a bracket of it. */
struct about {
	struct node *node;
	struct pair pair;	/* open NULL: the whole paragraph */
	bool all;
};

/* [NODE [N]] [all] */
static int
read_about(struct about *out, struct session *session,
	const struct arguments *args, struct err *err)
{
	struct arguments rest = *args;

	out->all = args->n && strcmp(args->at[args->n - 1].text, "all") == 0;
	rest.n -= out->all;
	if (rest.n > 2 || (!rest.n && !session->keys))
		return usage("footnote-provenance", err);
	if (rest.n == 2) {
		if (pair_named(&out->pair, session, &rest, err) < 0)
			return -1;
		out->node = out->pair.open;
		return 0;
	}
	if (rest.n)
		return argument_node(session, &rest.at[0], &out->node, err);
	out->node = session_place(session);
	if (session->at_bracket && session_bracket(session, &out->pair) &&
	    out->pair.open)
		out->node = out->pair.open;
	else
		out->pair = (struct pair){ NULL };
	return 0;
}

/* Behind the closer and who stands how to it, when that is in the line. */
static size_t
place_of(const struct about *about)
{
	const struct pair *pair = &about->pair;

	if (!pair->open || pair->close != about->node)
		return about->node->len;
	return pair->closer.off + pair->closer.len + pair->closer.attr_len;
}

static int
write_note(struct buf *out, struct session *session,
	const struct about *about, struct err *err)
{
	struct attribution who = ATTRIBUTION_INIT;
	struct buf plain = BUF_INIT;
	struct provenance_wish wish = { .doc = session->doc_name,
		.node = about->node->id, .all = about->all };
	int rc;

	if (about->pair.open) {
		attribution_read(&who, pair_attribution(&about->pair));
		wish.who = &who;
	}
	rc = record_provenance(session->record, &wish, &plain, err);
	quote_add_plain(out, buf_str(&plain));
	attribution_release(&who);
	buf_release(&plain);
	return rc;
}

int
run_footnote_provenance(struct session *session,
	const struct arguments *args, struct err *err)
{
	struct about about = { .node = NULL };
	struct buf text = BUF_INIT;
	int rc = session_may_edit(session, err);

	if (rc == 0)
		rc = read_about(&about, session, args, err);
	if (rc == 0)
		rc = write_note(&text, session, &about, err);
	if (rc == 0 && session->keys) {
		prompt_open(session, PROMPT_TEXT, "footnote:",
			"footnote-add");
		prompt_type(session, buf_str(&text));
	} else if (rc == 0) {
		rc = footnote_put(session, about.node, place_of(&about),
			buf_text(&text), err);
	}
	buf_release(&text);
	return rc;
}
