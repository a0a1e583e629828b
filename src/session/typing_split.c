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
	struct buf come, line, subject;
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
	session->typing.goes_on = true;
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
	if (typing_new_is_empty(session))
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
}


static int
plan_split(struct split *out, struct session *session, struct node *node,
	struct str rest, struct err *err)
{
	struct typing *typing = &session->typing;
	struct str first = str_part(typing_line(session), 0, typing->cursor);
	struct change add = { .kind = CHANGE_ADD };

	if (typing_source(&out->come, node, first, err) < 0 ||
	    typing_changes(&out->changes, session, node, buf_str(&out->come),
		err) < 0)
		return -1;
	typing_place(&add, node, false);
	add_new_line(&out->line, &add, node, rest, &out->text);
	add.node = out->made = doc_new_id(session->doc,
		record_env(session->record));
	add.come = buf_text(&out->line);
	changes_add(&out->changes, add);
	if (node_id_same(&add.after, &node->id))
		typing_add_moves(&out->changes, node, &add.node);
	buf_add_text(&out->subject, "split before ");
	deed_add_quoted(&out->subject, rest);
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

/* At the end of a paragraph nothing is parted: a new one is begun behind it,
 * or first below it. */
static int
begin_behind(struct session *session, const struct node *node,
	struct err *err)
{
	struct pending new = { .add = { .kind = CHANGE_ADD },
		.by = node->id, .way = NUMBER_AFTER };
	struct buf line = BUF_INIT;
	size_t text;
	int rc;

	typing_place(&new.add, node, true);
	add_new_line(&line, &new.add, node, str_of(""), &text);
	new.add.node = doc_new_id(session->doc, record_env(session->record));
	new.add.come = buf_text(&line);
	new.numbered = line.len > 0;
	place_go(session, node, node->len);
	rc = typing_begin_new(session, &new, err);
	buf_release(&line);
	return rc;
}

/* Keep the blanks around off, should the two be joined again. */
static void
keep_seam(struct session *session, struct str line, size_t off)
{
	struct buf *seam = &session->typing.seam;
	size_t from = off, to = off;

	while (from && line.at[from - 1] == ' ')
		from--;
	while (to < line.len && line.at[to] == ' ')
		to++;
	buf_clear(seam);
	buf_add_str(seam, str_part(line, from, to - from));
}

static int
split(struct session *session, struct node *node, struct str rest,
	struct err *err)
{
	struct split split = { .made = { "" } };
	int rc = plan_split(&split, session, node, rest, err);

	keep_seam(session, typing_line(session), session->typing.cursor);
	if (rc == 0)
		rc = typing_act(session, "node-split", node, &split.changes,
			&split.subject, &split.subject, err);
	if (rc == 0) {
		typing_go_on(session, &split.made, split.text);
		session->typing.text = split.text;
		session->typing.parted = true;
	}
	split_release(&split);
	return rc;
}

static int
split_here(struct session *session, struct err *err)
{
	struct typing *typing = &session->typing;
	struct node *node = doc_find(session->doc, &typing->node);
	struct str rest;

	if (may_split(session, node, err) < 0)
		return -1;
	rest = str_trim(str_from(typing_line(session), typing->cursor));
	if ((typing->pending.is || (!rest.len && typing_is_changed(session)))
	    && typing_keep_on(session, err) < 0)
		return -1;
	node = doc_find(session->doc, &typing->node);
	rest = str_trim(str_from(typing_line(session), typing->cursor));
	if (!typing->cursor && node->len)
		return add_before(session, node, err);
	return rest.len ? split(session, node, rest, err)
		: begin_behind(session, node, err);
}

int
run_type_split(struct session *session, const struct arguments *args,
	struct err *err)
{
	int rc = split_here(session, err);

	(void)args;
	return rc < 0 && typing_clashes(session, err) ? 0 : rc;
}
