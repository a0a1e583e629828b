/*
 * Repairing a slip: what may be done about a bracket without a mate, offered
 * with what the line would read, and done as one act. Nothing is repaired
 * that was not chosen.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "adref/doc/lint.h"
#include "adref/doc/repair.h"
#include "inside.h"

enum { AROUND = 34 };	/* bytes of the line shown on either side */

/* A bracket that has no mate. */
struct lone {
	struct node *node;
	size_t end;		/* in the node's residue */
	size_t nth;		/* among the slips of its line, from 1 */
};

/* The first slip of a line that stands at or behind off. */
static bool
slip_behind(struct lone *out, struct node *node, size_t off)
{
	size_t nth = 0;

	for (size_t i = 0; i < node->residue_n; i++) {
		if (node->residue[i].mate)
			continue;
		nth++;
		if (node->residue[i].off < off)
			continue;
		*out = (struct lone){ node, i, nth };
		return true;
	}
	return false;
}

/* At the cursor, in this paragraph, else the next one of the text. */
static int
slip_here(struct lone *out, struct session *session, struct err *err)
{
	struct node *start = session_place(session), *at = start;

	if (slip_behind(out, at, session->off))
		return 0;
	do {
		if (slip_behind(out, at, 0))
			return 0;
		at = place_next(session, at);
		if (!at)
			at = doc_first(session->doc);
	} while (at != start);
	return err_set(err, ERR_REFUSED, "there is no slip in this text");
}

static int
slip_named(struct lone *out, struct session *session,
	const struct arguments *args, struct err *err)
{
	struct node *node;
	size_t n, off = 0;

	if (argument_node(session, &args->at[0], &node, err) < 0 ||
	    argument_count(&args->at[1], &n, err) < 0)
		return -1;
	while (slip_behind(out, node, off) && out->nth < n)
		off = node->residue[out->end].off + 1;
	if (!slip_behind(out, node, off) || out->nth != n)
		return err_set(err, ERR_REFUSED,
			"there is no slip %zu in this paragraph", n);
	return 0;
}

/* The ways as an answer: `1 put [ before "x"; 2 take the ] out`. */
static int
tell_ways(const struct repairs *repairs, struct err *err)
{
	struct buf text = BUF_INIT;

	for (size_t i = 0; i < repairs->n; i++)
		buf_add_format(&text, "%s%zu %s", i ? "; " : "", i + 1,
			repairs->at[i].words);
	err_set(err, ERR_REFUSED, "which repair? %s", buf_text(&text));
	buf_release(&text);
	return -1;
}

/* By its place in the list, or by its words. */
static int
choose(const struct repair **out, const struct repairs *repairs,
	const struct argument *arg, struct err *err)
{
	size_t k = 0;

	if (arg->quoted) {
		while (k < repairs->n && strcmp(repairs->at[k].words,
			arg->text) != 0)
			k++;
	} else {
		if (argument_count(arg, &k, err) < 0)
			return -1;
		k--;
	}
	if (k >= repairs->n)
		return err_set(err, ERR_REFUSED, "that is not offered for "
			"this slip: the text has gone on, or there are %zu "
			"ways only", repairs->n);
	*out = &repairs->at[k];
	return 0;
}

static void
add_left(struct buf *out, size_t left)
{
	if (left)
		buf_add_format(out, "; %zu slip%s left", left,
			left == 1 ? " is" : "s are");
	else
		buf_add_text(out, "; no slip is left");
}

static int
mend(struct session *session, const struct lone *lone,
	const struct repair *repair, struct err *err)
{
	struct buf subject = BUF_INIT, done = BUF_INIT;
	struct changes changes = { 0 };
	struct deed deed = { .kind = "slip-repair", .n = 1, .exact = true };
	bool opens = lone->node->residue[lone->end].opens;
	node_id id = repair->node->id;
	size_t off = repair->off;
	int rc;

	changes_add(&changes, (struct change){ .kind = CHANGE_TEXT,
		.node = id, .off = off, .come = repair->come,
		.gone = changes_text(&changes, str_part(node_str(repair->node),
			off, repair->gone)) });
	address_add(&subject, lone->node);
	buf_add_format(&subject, ": %s (a %s had no mate)", repair->words,
		opens ? "[" : "]");
	buf_add_str(&done, buf_str(&subject));
	add_left(&done, session->doc->slips - 1);
	deed.subject = buf_text(&subject);
	deed.done = buf_text(&done);
	deed.changes = changes.at;
	rc = session_act(session, &deed, err);
	if (rc == 0 && doc_find(session->doc, &id))
		place_at_bracket(session, doc_find(session->doc, &id), off);
	changes_release(&changes);
	buf_release(&subject);
	buf_release(&done);
	return rc;
}

/* NODE N [K] */
int
run_slip_repair(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct repairs repairs = { NULL, 0, 0 };
	const struct repair *repair = NULL;
	struct lone lone = { NULL, 0, 0 };
	int rc;

	if (args->n < 2 || args->n > 3)
		return usage("slip-repair", err);
	if (slip_named(&lone, session, args, err) < 0)
		return -1;
	doc_repairs(&repairs, session->doc, lone.node, lone.end);
	rc = args->n == 2 ? tell_ways(&repairs, err)
		: choose(&repair, &repairs, &args->at[2], err);
	if (rc == 0)
		rc = mend(session, &lone, repair, err);
	repairs_release(&repairs);
	return rc;
}

/* `put [ before "x":  … {+[+}x and y …`; Enter does it. */
static void
add_row(struct list *list, const struct lone *lone,
	const struct repair *repair)
{
	struct buf text = BUF_INIT, command = BUF_INIT;
	struct list_row *row;

	buf_add_format(&text, "%s:  ", repair->words);
	repair_add_marked(&text, repair, AROUND);
	buf_add_format(&command, "slip-repair %s %zu", lone->node->id.text,
		lone->nth);
	argument_add(&command, repair->words);
	row = list_add(list, buf_text(&text));
	row->command = buf_take(&command);
	buf_release(&text);
}

static void
open_repairs(struct session *session, const struct lone *lone)
{
	const struct residue_end *end = &lone->node->residue[lone->end];
	struct repairs repairs = { NULL, 0, 0 };
	struct buf title = BUF_INIT;
	struct list *list;

	address_add(&title, lone->node);
	buf_add_text(&title, ": ");
	slip_add_hint(&title, lone->node, end->index);
	list = list_open(session, LIST_REPAIRS, buf_text(&title));
	doc_repairs(&repairs, session->doc, lone->node, lone->end);
	for (size_t i = 0; i < repairs.n; i++)
		add_row(list, lone, &repairs.at[i]);
	repairs_release(&repairs);
	buf_release(&title);
}

bool
slip_asks(struct session *session)
{
	struct err err = ERR_INIT;
	struct lone lone = { NULL, 0, 0 };

	if (slip_here(&lone, session, &err) < 0) {
		session_refuse(session, &err);
		return true;
	}
	place_at_bracket(session, lone.node,
		lone.node->residue[lone.end].off);
	open_repairs(session, &lone);
	return true;
}

/* The repairs of the slip that a row of the list of slips tells of. */
int
run_list_repair(struct session *session, const struct arguments *args,
	struct err *err)
{
	const struct list *list = session->list;
	const struct list_row *row = list->cursor < list->n
		? &list->at[list->cursor] : NULL;
	struct node *node = row && list->kind == LIST_SLIPS
		? doc_find(session->doc, &row->node) : NULL;
	struct lone lone = { NULL, 0, 0 };

	(void)args;
	if (session_may_edit(session, err) < 0)
		return -1;
	if (!node || !slip_behind(&lone, node, row->from) ||
	    node->residue[lone.end].off != row->from)
		return err_set(err, ERR_REFUSED, "this line is no bracket "
			"without a mate: nothing can be repaired here");
	open_repairs(session, &lone);
	return 0;
}
