/*
 * Nodes by command: added, dropped, moved, split. A node takes with it what
 * stands below; its id, notes and brackets stay with it wherever it goes.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/numbering.h"
#include "adref/text/number.h"
#include "adref/text/quote.h"
#include "inside.h"

enum place_word { PLACE_BEFORE, PLACE_AFTER, PLACE_UNDER, PLACE_AFTER_SECTION };

static int
read_place(const struct argument *arg, enum place_word *out, struct err *err)
{
	static const char *const words[] = {
		[PLACE_BEFORE] = "before", [PLACE_AFTER] = "after",
		[PLACE_UNDER] = "under",
		[PLACE_AFTER_SECTION] = "after-section",
	};

	for (size_t i = 0; i < 4; i++)
		if (strcmp(arg->text, words[i]) == 0) {
			*out = (enum place_word)i;
			return 0;
		}
	return err_set(err, ERR_USAGE, "\"%.40s\" is no place: write before, "
		"after, under or after-section", arg->text);
}

static node_id
id_or_none(const struct node *node)
{
	return node && node->parent ? node->id : (node_id){ "" };
}

/* The last child that text may stand behind: before any sub-section. */
static const struct node *
last_text_child(const struct node *node)
{
	const struct node *at = node->last;

	while (at && at->kind == NODE_SECTION)
		at = at->prev;
	return at;
}

/* Parent and neighbour of a place beside or under a node. */
static void
set_place(struct change *change, const struct node *by, enum place_word word,
	bool section)
{
	if (word == PLACE_UNDER) {
		change->parent = id_or_none(by);
		change->after = id_or_none(section ? by->last
			: last_text_child(by));
		return;
	}
	change->parent = id_or_none(by->parent);
	change->after = id_or_none(word == PLACE_BEFORE ? by->prev : by);
}

static int
act_on(struct session *session, const char *kind, const struct node *node,
	const char *did, struct change *changes, size_t n, struct err *err)
{
	struct buf subject = BUF_INIT;
	struct deed deed = { .kind = kind, .changes = changes, .n = n };
	int rc;

	address_add(&subject, node);
	buf_add_format(&subject, ": %s", did);
	deed.subject = deed.done = buf_text(&subject);
	rc = session_act(session, &deed, err);
	buf_release(&subject);
	return rc;
}

/* A new node is of the kind of the one beside it, or of those under it. */
static void
set_kind(struct change *change, const struct node *by, enum place_word word)
{
	const struct node *like = by;

	change->as = like->kind;
	change->level = by->level;
	if (word == PLACE_UNDER && by->kind == NODE_SECTION) {
		like = last_text_child(by);
		change->as = like && like->kind != NODE_TABLE ? like->kind
			: NODE_PARAGRAPH;
	} else if (word == PLACE_UNDER) {
		like = last_text_child(by);
		change->as = like && like->kind != NODE_TABLE ? like->kind
			: NODE_ITEM;
	}
	if (change->as == NODE_TABLE)
		change->as = NODE_PARAGRAPH;
}

/*
 * Behind a numbered paragraph comes its number with the next suffix that no
 * neighbour has, unless the text brings a number of its own.
 */
static void
add_line(struct buf *out, const struct node *by, enum place_word word,
	struct str text)
{
	struct number number;
	struct buf line = BUF_INIT;

	if ((word == PLACE_AFTER || word == PLACE_AFTER_SECTION) &&
	    text.len && !number_read(&number, text))
		number_after(&line, by);
	buf_add_str(&line, text);
	quote_add_line(out, str_trim(buf_str(&line)));
	buf_release(&line);
}

int
run_node_add(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct change change = { .kind = CHANGE_ADD };
	struct buf line = BUF_INIT, did = BUF_INIT;
	enum place_word word = PLACE_AFTER;
	struct node *by;
	int rc;

	if (args->n != 3 || !args->at[2].quoted)
		return usage("node-add", err);
	if (argument_node(session, &args->at[0], &by, err) < 0 ||
	    read_place(&args->at[1], &word, err) < 0)
		return -1;
	if (by->kind == NODE_NOTE)
		return err_set(err, ERR_REFUSED,
			"a footnote is added where its mark is");
	if (word == PLACE_AFTER_SECTION) {
		by = node_section(by);
		if (!by)
			return err_set(err, ERR_REFUSED,
				"this stands in no section");
	}
	if (word == PLACE_BEFORE || word == PLACE_AFTER)
		if (by->kind == NODE_SECTION && word == PLACE_AFTER)
			word = PLACE_AFTER_SECTION;
	set_kind(&change, by, word);
	set_place(&change, by, word, change.as == NODE_SECTION);
	add_line(&line, by, word, str_of(args->at[2].text));
	change.come = buf_text(&line);
	buf_add_text(&did, "add ");
	deed_add_quoted(&did, buf_str(&line));
	rc = act_on(session, "node-add", by, buf_text(&did), &change, 1, err);
	buf_release(&line);
	buf_release(&did);
	return rc;
}

/* Whether a pair reaches out of node and what stands below it. */
static bool
reaches_out(const struct node *node)
{
	const struct node *end = node_skip(node);

	for (const struct node *at = node; at && at != end;
	     at = node_next(at))
		for (size_t i = 0; i < at->residue_n; i++)
			if (at->residue[i].mate &&
			    !node_is_under(at->residue[i].mate, node))
				return true;
	return false;
}

static size_t
count_below(const struct node *node)
{
	const struct node *end = node_skip(node);
	size_t n = 0;

	for (const struct node *at = node; at && at != end;
	     at = node_next(at))
		n++;
	return n;
}

/* From the bottom up: a node goes when nothing stands below it. */
static size_t
drop_changes(struct change *out, const struct node *node, char **lines)
{
	size_t n = count_below(node), at = n;

	for (const struct node *each = node; at; each = node_next(each)) {
		at--;
		lines[at] = mem_text_len(each->line, each->len);
		out[at] = (struct change){ .kind = CHANGE_DROP,
			.node = each->id, .gone = lines[at] };
	}
	return n;
}

int
run_node_drop(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct buf did = BUF_INIT;
	struct change *changes;
	struct node *node;
	char **lines;
	size_t n;
	int rc;

	if (args->n > 1)
		return usage("node-drop", err);
	node = session_place(session);
	if (args->n && argument_node(session, &args->at[0], &node, err) < 0)
		return -1;
	if (reaches_out(node))
		return err_set(err, ERR_REFUSED, "a bracket that opens or "
			"closes here has its mate elsewhere: lift it first");
	n = count_below(node);
	changes = mem_new(n, sizeof(*changes));
	lines = mem_new(n, sizeof(*lines));
	drop_changes(changes, node, lines);
	buf_add_text(&did, node->kind == NODE_NOTE ? "drop the note "
		: "drop ");
	deed_add_quoted(&did, node_str(node));
	rc = act_on(session, "node-drop", node, buf_text(&did), changes, n,
		err);
	for (size_t i = 0; i < n; i++)
		free(lines[i]);
	free(lines);
	free(changes);
	buf_release(&did);
	return rc;
}

int
run_node_move(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct change change = { .kind = CHANGE_MOVE };
	struct buf did = BUF_INIT;
	enum place_word word = PLACE_AFTER;
	struct node *node, *by;
	int rc;

	if (args->n != 3)
		return usage("node-move", err);
	if (argument_node(session, &args->at[0], &node, err) < 0 ||
	    read_place(&args->at[1], &word, err) < 0 ||
	    argument_node(session, &args->at[2], &by, err) < 0)
		return -1;
	if (word == PLACE_AFTER_SECTION)
		return usage("node-move", err);
	if (node->kind == NODE_NOTE || by->kind == NODE_NOTE)
		return err_set(err, ERR_REFUSED,
			"a footnote stands where its label says");
	if (reaches_out(node))
		return err_set(err, ERR_REFUSED, "a bracket that opens or "
			"closes here has its mate elsewhere: lift it first");
	change.node = node->id;
	set_place(&change, by, word, node->kind == NODE_SECTION);
	if (node_id_same(&change.after, &node->id))
		change.after = id_or_none(node->prev);
	buf_add_text(&did, "move ");
	deed_add_quoted(&did, node_str(node));
	buf_add_format(&did, " %s ", args->at[1].text);
	address_add(&did, by);
	rc = act_on(session, "node-move", node, buf_text(&did), &change, 1,
		err);
	buf_release(&did);
	return rc;
}

/* What stands behind the words goes into a node of its own. */
int
run_node_split(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct change changes[2] = { { .kind = CHANGE_TEXT, .come = "" },
		{ .kind = CHANGE_ADD } };
	struct buf rest = BUF_INIT, did = BUF_INIT;
	struct hit hit;
	struct node *node;
	char *gone;
	int rc;

	if (args->n != 2 || !args->at[1].quoted)
		return usage("node-split", err);
	if (argument_node(session, &args->at[0], &node, err) < 0 ||
	    hit_exact(&hit, node, &args->at[1], err) < 0)
		return -1;
	if (node->kind != NODE_PARAGRAPH && node->kind != NODE_ITEM)
		return err_set(err, ERR_REFUSED,
			"only paragraphs and bullets are split");
	gone = mem_text_len(node->line + hit.to, node->len - hit.to);
	quote_add_line(&rest, str_trim(str_of(gone)));
	changes[0].node = node->id;
	changes[0].off = hit.to;
	changes[0].gone = gone;
	changes[1].as = node->kind;
	changes[1].come = buf_text(&rest);
	set_place(&changes[1], node, PLACE_AFTER, false);
	buf_add_text(&did, "split before ");
	deed_add_quoted(&did, buf_str(&rest));
	rc = act_on(session, "node-split", node, buf_text(&did), changes, 2,
		err);
	free(gone);
	buf_release(&rest);
	buf_release(&did);
	return rc;
}
