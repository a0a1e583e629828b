/*
 * A node that is typed before it is in the text. Until it is kept, the document
 * on the screen is a copy that has it; keeping it is one act, and leaving it
 * leaves no trace. Whoever reads the document anew puts it in again, so that
 * it stays where it belongs while others write.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/numbering.h"
#include "adref/text/number.h"
#include "typing.h"

static void
forget(struct pending *pending)
{
	free(pending->come);
	*pending = (struct pending){ .is = false };
}

void
typing_new_end(struct session *session)
{
	struct err ignored = ERR_INIT;

	if (!session->typing.pending.is)
		return;
	forget(&session->typing.pending);
	session_take_doc(session, &ignored);
}

int
typing_new_show(struct session *session, struct err *err)
{
	struct pending *pending = &session->typing.pending;
	const struct node *after = doc_find(session->doc, &pending->add.after);
	struct doc *copy;

	if (doc_find(session->doc, &pending->add.node)) {
		forget(pending);	/* it was kept */
		return 0;
	}
	if (after)
		pending->add.parent = after->parent->parent
			? after->parent->id : (node_id){ "" };
	copy = doc_copy(session->doc);
	if (doc_apply(copy, &pending->add, 1, record_env(session->record),
		NULL, err) < 0) {
		doc_free(copy);
		forget(pending);
		return -1;
	}
	session->seen_doc = session->doc = copy;
	return 0;
}

/* Behind its number one types after a blank; an option's words go when one
 * types; in a row in its first cell. */
static void
place_cursor(struct typing *typing, const struct node *node)
{
	struct number number;

	if (node->kind == NODE_ROW) {
		typing->cursor = 2;
	} else if (typing->pending.keeps) {
		number_read(&number, buf_str(&typing->line));
		typing->mark = number.end;
		typing->marking = true;
	} else if (node->len) {
		buf_add_char(&typing->line, ' ');
		typing->text = typing->cursor = typing->line.len;
	}
}

int
typing_begin_new(struct session *session, const struct pending *what,
	struct err *err)
{
	struct typing *typing = &session->typing;
	struct pending *pending = &typing->pending;
	struct pending new = *what;
	const struct node *node;

	new.is = true;
	new.add.come = new.come = mem_text(what->add.come);
	new.from = session->place;
	new.off = session->off;
	new.at_bracket = session->at_bracket;
	typing_end(session);
	*pending = new;
	if (typing_new_show(session, err) < 0)
		return -1;
	doc_pair(session->doc);
	node = doc_find(session->doc, &pending->add.node);
	place_go(session, node, 0);
	typing_start(session, node, node->len);
	place_cursor(typing, node);
	return 0;
}

/* Whether nothing stands in a line but its number, or empty cells. */
static bool
says_nothing(const struct session *session, struct str line)
{
	struct number number;

	line = str_trim(line);
	if (session->typing.pending.add.as == NODE_ROW)
		return strspn(buf_text(&session->typing.line), "| ") ==
			session->typing.line.len;
	return !line.len || (number_read(&number, line) &&
		number.end >= line.len);
}

bool
typing_new_is_empty(const struct session *session)
{
	const struct pending *pending = &session->typing.pending;

	if (!pending->is)
		return false;
	return typing_is_changed(session)
		? says_nothing(session, typing_line(session))
		: !pending->keeps;
}

/* The line; with another number where somebody took this one meanwhile. */
static void
add_line(struct buf *out, struct session *session, struct str line)
{
	const struct pending *pending = &session->typing.pending;
	struct buf number = BUF_INIT;
	struct err ignored = ERR_INIT;
	const struct node *by = NULL;
	struct doc *doc;

	if (pending->numbered && str_starts(line, pending->come) &&
	    record_doc(session->record, session->doc_name, &doc,
		&ignored) == 0)
		by = doc_find(doc, &pending->by);
	if (by && number_beside(&number, by, (enum number_way)pending->way)) {
		buf_add_str(out, buf_str(&number));
		line = str_trim(str_from(line, strlen(pending->come)));
	}
	buf_add_str(out, line);
	buf_release(&number);
}

int
typing_new_change(struct change *out, struct buf *come,
	struct session *session, struct str line, struct err *err)
{
	const struct pending *pending = &session->typing.pending;
	struct buf whole = BUF_INIT;
	int rc;

	*out = pending->add;
	add_line(&whole, session, str_trim(line));
	rc = typing_source(come, doc_find(session->doc, &out->node),
		buf_str(&whole), err);
	out->come = buf_text(come);
	buf_release(&whole);
	return rc;
}

void
typing_new_leave(struct session *session)
{
	const struct pending was = session->typing.pending;
	bool empty = typing_new_is_empty(session);
	const struct node *from;

	typing_end(session);
	from = doc_find(session->doc, &was.from);
	if (from && was.at_bracket)
		place_at_bracket(session, from, was.off);
	else if (from)
		place_go(session, from, was.off);
	session_say(session, MESSAGE_DONE, empty
		? "nothing was typed: all is as it was"
		: "left as it was; what you typed can be brought back in a "
		"new one");
}
