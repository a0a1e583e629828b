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
	const char *text;	/* what the note says; NULL: what is known */
};

/* [NODE [N]] [all] ["note"] */
static int
read_about(struct about *out, struct session *session,
	const struct arguments *args, struct err *err)
{
	struct arguments rest = *args;

	if (rest.n > 1 && rest.at[rest.n - 1].quoted)
		out->text = rest.at[--rest.n].text;
	out->all = rest.n && strcmp(rest.at[rest.n - 1].text, "all") == 0;
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

/* `footnote-provenance NODE N`, which the note comes behind. */
static void
add_command(struct buf *out, const struct about *about)
{
	if (about->pair.open)
		pair_add_command(out, "footnote-provenance", &about->pair);
	else
		buf_add_format(out, "footnote-provenance %s",
			about->node->id.text);
}

/* All of it was said in confidence, or nothing is known. */
static int
ask_for_all(struct session *session, const struct about *about,
	struct err *err)
{
	struct about all = *about;
	struct buf text = BUF_INIT, line = BUF_INIT;
	struct err ignored = ERR_INIT;
	int rc;

	all.all = true;
	rc = write_note(&text, session, &all, &ignored);
	add_command(&line, about);
	buf_add_text(&line, " all");
	if (rc == 0) {
		prompt_choose(session, "all of it was said bilaterally or in "
			"informal-informals: tell it?", &(struct
			prompt_choice){ "y", "", buf_text(&line) }, 1);
		err_clear(err);
	}
	buf_release(&text);
	buf_release(&line);
	return rc;
}

/* The sentence stands there to be edited; Tab brings that with what was said
 * in confidence, where there is such. */
static int
offer_note(struct session *session, const struct about *about,
	struct err *err)
{
	struct about all = *about;
	struct buf text = BUF_INIT, more = BUF_INIT, line = BUF_INIT;
	struct err ignored = ERR_INIT;
	int rc = write_note(&text, session, about, err);

	all.all = true;
	if (rc < 0 && !about->all) {
		rc = ask_for_all(session, about, err);
	} else if (rc == 0) {
		add_command(&line, about);
		prompt_open(session, PROMPT_WORDING, "footnote:",
			buf_text(&line));
		session->prompt.edits = true;
		prompt_offer(session, "without what was said in confidence",
			buf_str(&text));
		if (write_note(&more, session, &all, &ignored) == 0)
			prompt_offer(session, "with what was said in "
				"confidence", buf_str(&more));
	}
	buf_release(&text);
	buf_release(&more);
	buf_release(&line);
	return rc;
}

static int
put_note(struct session *session, const struct about *about, struct err *err)
{
	struct buf text = BUF_INIT;
	int rc = 0;

	if (about->text)
		buf_add_text(&text, about->text);
	else
		rc = write_note(&text, session, about, err);
	if (rc == 0)
		rc = footnote_put(session, about->node, place_of(about),
			buf_text(&text), err);
	buf_release(&text);
	return rc;
}

int
run_footnote_provenance(struct session *session,
	const struct arguments *args, struct err *err)
{
	struct about about = { .node = NULL };

	if (session_may_edit(session, err) < 0 ||
	    read_about(&about, session, args, err) < 0)
		return -1;
	return session->keys && !about.text ? offer_note(session, &about, err)
		: put_note(session, &about, err);
}
