/*
 * What an act brings with it, worked out before it is made, so that it is one
 * act and one undo. Whatever makes an act comes through here: typing,
 * brackets, replacing, structure.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "inside.h"

bool
deed_renumbers(const struct deed *deed)
{
	return strcmp(deed->kind, "renumber") == 0;
}

/* Whether the deed itself has a change of this kind to a node. */
static bool
has_change(const struct deed *deed, enum change_kind kind, const node_id *id)
{
	for (size_t i = 0; i < deed->n; i++)
		if (deed->changes[i].kind == kind &&
		    node_id_same(&deed->changes[i].node, id))
			return true;
	return false;
}

static void
drop_marks_in(struct following *out, struct node *node,
	const struct node *note)
{
	struct buf mark = BUF_INIT;
	size_t off = 0;

	buf_add_format(&mark, "[^%s]", note->label);
	while (notes_find_mark(node, note, off, &off) == node) {
		changes_add(&out->changes, (struct change){
			.kind = CHANGE_TEXT, .node = node->id, .off = off,
			.gone = changes_text(&out->changes, buf_str(&mark)),
			.come = "" });
		off += mark.len;
	}
	buf_release(&mark);
}

/* A note that goes takes its marks with it. */
static void
drop_marks(struct following *out, const struct session *session,
	const struct deed *deed)
{
	for (size_t i = 0; i < deed->n; i++) {
		const struct node *note = doc_find(session->doc,
			&deed->changes[i].node);
		struct node *at = doc_first(session->doc);
		size_t off;

		if (deed->changes[i].kind != CHANGE_DROP || !note ||
		    note->kind != NODE_NOTE)
			continue;
		for (; note->marked && (at = notes_find_mark(at, note, 0,
		     &off)); at = node_next(at))
			if (!has_change(deed, CHANGE_TEXT, &at->id) &&
			    !has_change(deed, CHANGE_DROP, &at->id))
				drop_marks_in(out, at, note);
	}
}

/* `; note 8 goes with it`, or how to take it out. */
static void
say_note(struct following *out, const struct session *session,
	const struct node *note, bool goes)
{
	struct buf name = BUF_INIT, how = BUF_INIT;

	address_add(&name, note);
	if (goes) {
		buf_add_format(&out->subject, "; %s goes with it",
			buf_text(&name));
		buf_add_format(&out->done, "; %s goes with it",
			buf_text(&name));
	} else {
		if (session->keys)
			keymap_add_key(&how, &session->keymap, KEYS_OUTLINE,
				"node-drop");
		else
			buf_add_format(&how, "node-drop %s", note->id.text);
		buf_add_format(&out->done, "; %s has no mark any more: %s%s "
			"takes it out", buf_text(&name), buf_text(&how),
			session->keys ? " on it" : "");
	}
	buf_release(&name);
	buf_release(&how);
}

/* Where nobody can be asked a note goes with the whole node only. */
static int
follow_notes(struct following *out, struct session *session, struct err *err)
{
	struct notes_left left;
	int rc = 0;

	notes_left(&left, session->doc, out->changes.at, out->changes.n);
	if (left.n && session->keys && session->consent.notes == NOTES_ASK)
		rc = consent_ask_notes(session, &left, err);
	for (size_t i = 0; i < left.n && rc == 0; i++) {
		const struct node *note = left.at[i].note;
		bool goes = session->keys
			? session->consent.notes == NOTES_GO
			: left.at[i].with_node;

		say_note(out, session, note, goes);
		if (goes)
			changes_add(&out->changes, (struct change){
				.kind = CHANGE_DROP, .node = note->id,
				.gone = changes_text(&out->changes,
					node_str(note)) });
	}
	notes_left_release(&left);
	return rc;
}

static int
refuse_agreed(struct session *session, const struct guarded_list *agreed,
	struct err *err)
{
	const struct node *node = doc_find(session->doc, &agreed->at[0].id);
	struct buf what = BUF_INIT;

	address_add(&what, node);
	buf_add_text(&what, " is ");
	agreed_add(&what, session, node, false);
	if (agreed->n > 1)
		buf_add_format(&what, ", and %zu more with it", agreed->n - 1);
	err_set(err, ERR_REFUSED, "%s: to reopen it, say at whose request and "
		"why: --reopen --for PARTY --reason TEXT", buf_text(&what));
	buf_release(&what);
	return -1;
}

/* `; reopened at India's request`, by the subject's end. */
static void
say_reopened(struct following *out, size_t n)
{
	struct buf text = BUF_INIT;

	buf_add_text(&text, "; ");
	if (n > 1)
		buf_add_format(&text, "%zu paragraphs ", n);
	buf_add_text(&text, "reopened");
	if (out->party)
		deed_add_request(&text, out->party);
	else
		buf_add_text(&text, " by the Chair");
	buf_add_str(&out->subject, buf_str(&text));
	buf_add_str(&out->done, buf_str(&text));
	buf_release(&text);
}

static void
reopen(struct following *out, const struct session *session,
	const struct deed *deed, const struct guarded_list *agreed)
{
	const struct consent *consent = &session->consent;

	out->reopens = mem_new(agreed->n, sizeof(*out->reopens));
	for (size_t i = 0; i < agreed->n; i++) {
		const struct guarded *one = &agreed->at[i];

		out->reopens[out->reopens_n++] = one->id;
		if (one->goes || has_change(deed, CHANGE_STATUS, &one->id))
			continue;
		changes_add(&out->changes, (struct change){
			.kind = CHANGE_STATUS, .node = one->id,
			.from = one->was, .to = STATUS_OPEN });
	}
	if (consent->reopens) {
		out->party = *consent->party ? consent->party : NULL;
		out->reason = consent->reason;
	}
	say_reopened(out, agreed->n);
}

static int
follow_agreed(struct following *out, struct session *session,
	const struct deed *deed, struct err *err)
{
	struct guarded_list agreed;
	int rc = 0;

	guard_find(&agreed, session->doc, out->changes.at, out->changes.n);
	if (agreed.n && !session->consent.reopens) {
		if (session->keys)
			rc = consent_ask_reopen(session, &agreed, err);
		else if (!deed->reopens)
			rc = refuse_agreed(session, &agreed, err);
	}
	if (agreed.n && rc == 0)
		reopen(out, session, deed, &agreed);
	guarded_release(&agreed);
	return rc;
}

int
follow_plan(struct following *out, struct session *session,
	const struct deed *deed, struct err *err)
{
	const char *party = deed->party ? deed->party : session->party;

	*out = (struct following){ .party = *party ? party : NULL,
		.reason = session->reason };
	buf_add_text(&out->subject, deed->subject);
	buf_add_text(&out->done, deed->done);
	for (size_t i = 0; i < deed->n; i++)
		changes_add(&out->changes, deed->changes[i]);
	drop_marks(out, session, deed);
	if (follow_notes(out, session, err) < 0)
		return -1;
	if (deed_renumbers(deed))
		return 0;
	return follow_agreed(out, session, deed, err);
}

void
follow_release(struct following *following)
{
	changes_release(&following->changes);
	free(following->reopens);
	buf_release(&following->subject);
	buf_release(&following->done);
}
