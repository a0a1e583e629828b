/*
 * Footnotes by command: a mark behind words and a note, which is a node, as
 * one act.
 */
#include "adref/doc/address.h"
#include "adref/doc/notes.h"
#include "inside.h"

/* The first number that no footnote has. */
static void
add_free_label(struct buf *out, const struct doc *doc)
{
	for (size_t n = doc->notes->first ? 1 : 0;; n++) {
		buf_clear(out);
		buf_add_format(out, "%zu", n ? n : 1);
		if (!doc_find_note(doc, buf_str(out)))
			return;
	}
}

int
run_footnote_add(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct buf label = BUF_INIT, mark = BUF_INIT, subject = BUF_INIT;
	struct change changes[2] = { { .kind = CHANGE_TEXT, .gone = "" },
		{ .kind = CHANGE_ADD, .as = NODE_NOTE } };
	struct deed deed = { .kind = "footnote-add", .changes = changes,
		.n = 2 };
	struct hit hit;
	struct node *node;
	int rc;

	if (args->n != 3 || !args->at[1].quoted || !args->at[2].quoted)
		return usage("footnote-add", err);
	if (argument_node(session, &args->at[0], &node, err) < 0 ||
	    hit_exact(&hit, node, &args->at[1], err) < 0)
		return -1;
	add_free_label(&label, session->doc);
	buf_add_format(&mark, "[^%s]", buf_text(&label));
	changes[0].node = node->id;
	changes[0].off = hit.to;
	changes[0].come = buf_text(&mark);
	changes[1].come = args->at[2].text;
	changes[1].label = buf_text(&label);
	address_add(&subject, node);
	buf_add_format(&subject, ": footnote %s ", buf_text(&label));
	deed_add_quoted(&subject, str_of(args->at[2].text));
	deed.subject = deed.done = buf_text(&subject);
	rc = session_act(session, &deed, err);
	buf_release(&label);
	buf_release(&mark);
	buf_release(&subject);
	return rc;
}

int
run_footnote_start(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct change change = { .kind = CHANGE_NUMBERING,
		.was = session->doc->notes_from };
	struct deed deed = { .kind = "footnote-start", .changes = &change,
		.n = 1 };
	struct buf subject = BUF_INIT;
	unsigned was = change.was ? change.was : 1;
	size_t n;
	int rc;

	if (args->n != 1)
		return usage("footnote-start", err);
	if (argument_count(&args->at[0], &n, err) < 0)
		return -1;
	if (n == was)
		return err_set(err, ERR_REFUSED, "the footnotes are numbered "
			"from %u already", was);
	if (n > NOTES_FROM_MAX)
		return err_set(err, ERR_REFUSED, "footnotes are numbered from "
			"%d at most", NOTES_FROM_MAX);
	change.start = n > 1 ? (unsigned)n : 0;
	buf_add_format(&subject, "Number the footnotes from %zu, not from %u",
		n, was);
	deed.subject = deed.done = buf_text(&subject);
	rc = session_act(session, &deed, err);
	buf_release(&subject);
	return rc;
}
