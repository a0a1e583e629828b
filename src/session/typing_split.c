/*
 * A paragraph parted while typing: what was typed and the parting are one act,
 * and typing goes on in the new one. The reading order never changes: what
 * stands below a paragraph stays behind its last words.
 */
#include "adref/doc/address.h"
#include "adref/doc/numbering.h"
#include "adref/text/number.h"
#include "adref/text/quote.h"
#include "typing.h"

/* A parting as planned: the changes, and what is said of them. */
struct split {
	struct changes changes;
	struct buf come, line, subject, done;
	node_id made;		/* the new node, and where its words begin */
	size_t text;
};

static node_id
id_or_none(const struct node *node)
{
	return node && node->parent ? node->id : (node_id){ "" };
}

int
typing_act(struct session *session, const char *kind, const struct node *node,
	struct changes *changes, const struct buf *subject,
	const struct buf *done, struct err *err)
{
	struct deed deed = { .kind = kind, .changes = changes->at,
		.n = changes->n };
	struct buf texts[2] = { BUF_INIT, BUF_INIT };
	int rc;

	for (size_t i = 0; i < 2; i++) {
		address_add(&texts[i], node);
		buf_add_text(&texts[i], ": ");
		buf_add_str(&texts[i], buf_str(i ? done : subject));
	}
	deed.subject = buf_text(&texts[0]);
	deed.done = buf_text(&texts[1]);
	rc = session_act(session, &deed, err);
	buf_release(&texts[0]);
	buf_release(&texts[1]);
	return rc;
}

void
typing_go_on(struct session *session, const node_id *id, size_t cursor)
{
	const struct node *node = doc_find(session->doc, id);

	if (!node) {
		typing_end(session);
		return;
	}
	place_go(session, node, 0);
	typing_begin(session, node, cursor < node->len ? cursor : node->len);
}

/* Behind a number that came with a new paragraph one types after a blank. */
static void
go_on_in_new(struct session *session, const struct split *split, bool empty)
{
	struct typing *typing = &session->typing;

	typing_go_on(session, &split->made, split->text);
	typing->fresh = empty;
	typing->text = split->text;
	if (!empty || !split->text || typing->text < typing->line.len)
		return;
	buf_add_char(&typing->line, ' ');
	typing->text = typing->cursor = typing->line.len;
}

void
typing_add_moves(struct changes *changes, const struct node *from,
	const node_id *to)
{
	node_id after = { "" };

	for (const struct node *at = from->first; at; at = at->next) {
		changes_add(changes, (struct change){ .kind = CHANGE_MOVE,
			.node = at->id, .parent = *to, .after = after });
		after = at->id;
	}
}

const char *
typing_kind_word(enum node_kind kind)
{
	return kind == NODE_ITEM ? "bullet" : "paragraph";
}

static int
may_split(const struct session *session, const struct node *node,
	struct err *err)
{
	const struct typing *typing = &session->typing;
	size_t behind = str_trim(str_from(typing_line(session),
		typing->cursor)).len;

	if (!node)
		return err_set(err, ERR_STALE, "somebody took this paragraph "
			"out: keep your words first");
	if (node->kind == NODE_ROW || node->kind == NODE_NOTE)
		return err_set(err, ERR_REFUSED, node->kind == NODE_ROW
			? "a row of a table is one line"
			: "a footnote is one paragraph");
	if (node->kind == NODE_SECTION && (behind || !typing->cursor))
		return err_set(err, ERR_REFUSED, "a heading is not parted: at "
			"its end this makes a paragraph below it");
	if (typing->fresh && !typing_is_changed(session))
		return err_set(err, ERR_REFUSED,
			"this %s is still empty: type in it first",
			typing_kind_word(node->kind));
	return 0;
}

void
typing_place(struct change *add, const struct node *node, bool empty)
{
	const struct node *like = node;
	bool below = node->kind == NODE_SECTION || (empty && node->first);

	if (below)
		like = node->first;
	add->as = like && (like->kind == NODE_ITEM) ? NODE_ITEM
		: NODE_PARAGRAPH;
	add->parent = id_or_none(below ? node : node->parent);
	add->after = below ? (node_id){ "" } : node->id;
}

/* The line of the new node; *text: where its words begin behind a number. */
static void
add_new_line(struct buf *out, const struct change *add,
	const struct node *node, struct str rest, size_t *text)
{
	struct number number;
	struct buf line = BUF_INIT;
	size_t start = 0;

	if (node->kind != NODE_SECTION && node->kind == add->as &&
	    node_id_same(&add->after, &node->id) &&
	    !number_read(&number, rest))
		number_beside(&line, node, NUMBER_AFTER);
	start = line.len;
	buf_add_str(&line, str_trim(rest));
	quote_add_line(out, buf_str(&line));
	*text = start < out->len ? start : out->len;
	buf_release(&line);
}

static void
split_release(struct split *split)
{
	changes_release(&split->changes);
	buf_release(&split->come);
	buf_release(&split->line);
	buf_release(&split->subject);
	buf_release(&split->done);
}

static void
say_split(struct split *split, const struct typing *typing,
	enum node_kind kind, struct str rest)
{
	bool typed = split->changes.n && split->changes.at[0].kind ==
		CHANGE_TEXT && !rest.len;

	if (typed) {
		deed_add_reword(&split->subject, &split->done,
			str_of(typing->before), buf_str(&split->come));
		buf_add_text(&split->subject, ", ");
		buf_add_text(&split->done, ", ");
	}
	if (rest.len) {
		buf_add_text(&split->subject, "split before ");
		deed_add_quoted(&split->subject, rest);
		buf_add_text(&split->done, "split before ");
		deed_add_quoted(&split->done, rest);
	} else {
		buf_add_format(&split->subject, "add a %s",
			typing_kind_word(kind));
		buf_add_format(&split->done, "a new %s",
			typing_kind_word(kind));
	}
}

static int
plan_split(struct split *out, struct session *session, struct node *node,
	struct err *err)
{
	struct typing *typing = &session->typing;
	struct str first = str_part(typing_line(session), 0, typing->cursor);
	struct str rest = str_trim(str_from(typing_line(session),
		typing->cursor));
	struct change add = { .kind = CHANGE_ADD };

	if (typing_source(&out->come, node, first, err) < 0 ||
	    typing_changes(&out->changes, session, node, buf_str(&out->come),
		err) < 0)
		return -1;
	typing_place(&add, node, !rest.len);
	add_new_line(&out->line, &add, node, rest, &out->text);
	add.node = out->made = doc_new_id(session->doc,
		record_env(session->record));
	add.come = buf_text(&out->line);
	changes_add(&out->changes, add);
	if (node_id_same(&add.after, &node->id))
		typing_add_moves(&out->changes, node, &add.node);
	say_split(out, typing, add.as, rest);
	return 0;
}

/* With the cursor at the start the words stay in their node. */
static int
add_before(struct session *session, const struct node *node, struct err *err)
{
	struct changes changes = { 0 };
	struct buf subject = BUF_INIT, done = BUF_INIT;
	int rc;

	changes_add(&changes, (struct change){ .kind = CHANGE_ADD,
		.as = node->kind, .come = "",
		.parent = id_or_none(node->parent),
		.after = id_or_none(node->prev) });
	buf_add_format(&subject, "add an empty %s before",
		typing_kind_word(node->kind));
	buf_add_format(&done, "an empty %s before this",
		typing_kind_word(node->kind));
	rc = typing_act(session, "node-add", node, &changes, &subject, &done,
		err);
	changes_release(&changes);
	buf_release(&subject);
	buf_release(&done);
	return rc;
}

int
run_type_split(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct typing *typing = &session->typing;
	struct node *node = doc_find(session->doc, &typing->node);
	struct split split = { 0 };
	bool empty;
	int rc;

	(void)args;
	if (may_split(session, node, err) < 0)
		return -1;
	if (!typing->cursor && node->len)
		return add_before(session, node, err);
	empty = !str_trim(str_from(typing_line(session), typing->cursor)).len;
	rc = plan_split(&split, session, node, err);
	if (rc == 0)
		rc = typing_act(session, "node-split", node, &split.changes,
			&split.subject, &split.done, err);
	if (rc == 0)
		go_on_in_new(session, &split, empty);
	split_release(&split);
	return rc;
}
