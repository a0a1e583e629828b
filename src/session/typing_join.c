/*
 * Paragraphs joined while typing: the words of the second go behind those of
 * the first, which keeps its id; what stood below the second stays behind
 * them. What was typed and the joining are one act.
 */
#include "adref/text/number.h"
#include "typing.h"

/* One of the two that are joined. */
struct part {
	struct node *node;
	struct str words;	/* as typed, or as they stand */
	bool typed;
};

static struct part
part_of(const struct session *session, struct node *node)
{
	struct part part = { .node = node };

	part.typed = node_id_same(&node->id, &session->typing.node);
	part.words = str_trim(part.typed ? typing_line(session)
		: node_str(node));
	return part;
}

static bool
is_text(const struct node *node)
{
	return node->kind == NODE_PARAGRAPH || node->kind == NODE_ITEM;
}

static int
may_join(const struct part *first, const struct part *second,
	struct err *err)
{
	static const char *const words[] = {
		[NODE_SECTION] = "a heading", [NODE_PARAGRAPH] = "a paragraph",
		[NODE_ITEM] = "a bullet", [NODE_TABLE] = "a table",
		[NODE_ROW] = "a row of a table", [NODE_NOTE] = "a footnote",
	};
	static const char *const many[] = {
		[NODE_SECTION] = "headings", [NODE_PARAGRAPH] = "paragraphs",
		[NODE_ITEM] = "bullets", [NODE_TABLE] = "tables",
		[NODE_ROW] = "rows of a table", [NODE_NOTE] = "footnotes",
	};
	const struct node *a = first->node, *b = second->node;
	struct number number;

	if (!is_text(a) && a->kind == b->kind)
		return err_set(err, ERR_REFUSED, "two %s are not joined",
			many[a->kind]);
	if (!is_text(a) || !is_text(b) || a->kind != b->kind)
		return err_set(err, ERR_REFUSED, "%s and %s are not joined",
			words[a->kind], words[b->kind]);
	if (a->status != b->status)
		return err_set(err, ERR_REFUSED, "one of the two is %s, the "
			"other %s: they are joined when both are the same",
			status_word(a->status), status_word(b->status));
	if (number_read(&number, second->words))
		return err_set(err, ERR_REFUSED, "the second has a number of "
			"its own: take \"%.*s\" out first",
			(int)(number.end > 40 ? 40 : number.end),
			second->words.at);
	return 0;
}

/* What the document has must be what typing began with. */
static int
is_as_before(const struct session *session, const struct part *part,
	struct err *err)
{
	if (!part->typed || str_is(node_str(part->node),
		session->typing.before))
		return 0;
	return err_set(err, ERR_STALE, "somebody changed this paragraph "
		"meanwhile: keep what you typed first");
}

static void
add_drop(struct changes *changes, const struct node *node)
{
	changes_add(changes, (struct change){ .kind = CHANGE_DROP,
		.node = node->id,
		.gone = changes_text(changes, node_str(node)) });
}

/* One of the two holds nothing: it goes, the other stays as it is. */
static int
drop_empty(struct session *session, const struct part *empty,
	const struct part *other, size_t cursor, struct err *err)
{
	struct buf subject = BUF_INIT;
	struct changes changes = { 0 };
	bool typed = other->typed;
	node_id id = other->node->id;
	int rc;

	if (!is_text(other->node) && other->node->kind != NODE_SECTION)
		return err_set(err, ERR_REFUSED, "a table stands beside this: "
			"keep what you typed, then take the paragraph out");
	add_drop(&changes, empty->node);
	if (empty->node->len) {
		buf_add_text(&subject, "drop ");
		deed_add_quoted(&subject, node_str(empty->node));
	} else {
		buf_add_format(&subject, "take out an empty %s",
			typing_kind_word(empty->node->kind));
	}
	rc = typing_act(session, "node-drop", empty->node, &changes, &subject,
		&subject, err);
	if (rc == 0 && !typed)
		typing_go_on(session, &id, cursor);
	if (rc == 0)
		session->typing.goes_on = true;
	changes_release(&changes);
	buf_release(&subject);
	return rc;
}

static int
join_words(struct session *session, const struct part *first,
	const struct part *second, struct err *err)
{
	struct changes changes = { 0 };
	struct buf line = BUF_INIT, come = BUF_INIT, subject = BUF_INIT;
	struct buf done = BUF_INIT;
	node_id id = first->node->id;
	size_t cursor;
	int rc;

	buf_add_str(&line, first->words);
	if (second->typed && session->typing.parted)
		buf_add_str(&line, buf_str(&session->typing.seam));
	else if (first->words.len && second->words.len)
		buf_add_char(&line, ' ');
	cursor = line.len;
	buf_add_str(&line, second->words);
	rc = typing_source(&come, first->node, buf_str(&line), err);
	changes_add_words(&changes, &id, node_str(first->node),
		buf_str(&come));
	typing_add_moves(&changes, second->node, &id);
	add_drop(&changes, second->node);
	buf_add_text(&subject, "join ");
	deed_add_quoted(&subject, second->words);
	buf_add_text(&done, "joined ");
	deed_add_quoted(&done, second->words);
	if (rc == 0)
		rc = typing_act(session, "node-join", first->node, &changes,
			&subject, &done, err);
	if (rc == 0)
		typing_go_on(session, &id, cursor);
	changes_release(&changes);
	buf_release(&line);
	buf_release(&come);
	buf_release(&subject);
	buf_release(&done);
	return rc;
}

/* Without the number that came with a new paragraph and nobody asked for. */
static void
leave_number_out(const struct session *session, struct part *part)
{
	const struct typing *typing = &session->typing;

	if (part->typed && typing->text)
		part->words = str_trim(str_from(typing_line(session),
			typing->text));
}

static int
join(struct session *session, struct part *first, struct part *second,
	struct err *err)
{
	if (is_as_before(session, first, err) < 0 ||
	    is_as_before(session, second, err) < 0)
		return -1;
	if (!second->words.len && !second->node->first &&
	    is_text(second->node))
		return drop_empty(session, second, first,
			first->node->len, err);
	if (!first->words.len && !first->node->first && is_text(first->node))
		return drop_empty(session, first, second, 0, err);
	if (may_join(first, second, err) < 0)
		return -1;
	return join_words(session, first, second, err);
}

/* A new one that says nothing is none: typing goes on in the other. */
static int
go_over(struct session *session, const struct node *other, bool before,
	struct err *err)
{
	const node_id id = other->id;

	if (other->kind == NODE_TABLE)
		return err_set(err, ERR_REFUSED,
			"a table is changed row by row: go to a row");
	typing_end(session);
	typing_go_on(session, &id, before ? LINE_MAX_BYTES : 0);
	session->typing.goes_on = false;
	return 0;
}

int
typing_join(struct session *session, bool before, struct err *err)
{
	struct node *node = doc_find(session->doc, &session->typing.node);
	struct node *other = !node || node->kind == NODE_NOTE ? NULL
		: before ? node_prev(node) : node_next(node);
	struct part here, there;
	bool new = session->typing.pending.is;

	if (!other)
		return err_set(err, ERR_REFUSED, before
			? "nothing stands before this" : "nothing comes "
			"behind this");
	if (typing_new_is_empty(session))
		return go_over(session, other, before, err);
	if (new)
		return typing_keep_on(session, err) < 0 ? -1
			: typing_join(session, before, err);
	here = part_of(session, node);
	there = part_of(session, other);
	leave_number_out(session, &here);
	return before ? join(session, &there, &here, err)
		: join(session, &here, &there, err);
}
