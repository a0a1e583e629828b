/*
 * Planning a second copy of paragraphs with all that stands below them, right
 * behind the first. The copies are new: open, with ids of their own; they
 * share the footnotes. A copy of `3.` is `3 bis.`.
 */
#include "adref/doc/address.h"
#include "adref/doc/numbering.h"
#include "adref/text/number.h"
#include "structure.h"

/* The line of a copy: the next number for the top one, the same text. */
static const char *
copy_line(struct plan *plan, const struct node *node, bool top)
{
	struct buf line = BUF_INIT;
	struct number number;
	const char *kept;

	if (top && number_beside(&line, node, NUMBER_AFTER) &&
	    number_read(&number, node_str(node)))
		number_add_rest(&line, node_str(node), &number);
	else
		buf_add_str(&line, node_str(node));
	kept = changes_text(&plan->changes, str_trim(buf_str(&line)));
	buf_release(&line);
	return kept;
}

static struct change *
add_copy(struct plan *plan, const struct node *node, bool top)
{
	const char *line = copy_line(plan, node, top);
	struct change *change = plan_change(plan, CHANGE_ADD, NULL);

	change->node = doc_new_id(plan->session->doc,
		record_env(plan->session->record));
	change->as = node->kind;
	change->level = node->level;
	change->come = line;
	return change;
}

/* The last change that copied what stood at this depth below top. */
struct copied {
	node_id id, last;	/* the copy, and its last child so far */
};
enum { DEPTH_MAX = 128 };

/* Copies of all below, each behind the one before it under the same copy. */
static int
copy_below(struct plan *plan, const struct node *node, const node_id *copy,
	struct err *err)
{
	const struct node *end = node_skip(node);
	struct copied open[DEPTH_MAX] = { { *copy, { "" } } };
	size_t top = node_depth(node);

	for (const struct node *at = node_next(node); at && at != end;
	     at = node_next(at)) {
		size_t depth = node_depth(at) - top;
		struct change *change;

		if (depth >= DEPTH_MAX)
			return err_set(err, ERR_REFUSED,
				"this is nested too deep");
		change = add_copy(plan, at, false);
		change->parent = open[depth - 1].id;
		change->after = open[depth - 1].last;
		open[depth - 1].last = change->node;
		open[depth] = (struct copied){ change->node, { "" } };
	}
	return 0;
}

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

int
may_copy(const struct node *node, struct err *err)
{
	if (node->kind == NODE_NOTE)
		return err_set(err, ERR_REFUSED, "a footnote is not copied: "
			"several marks may name the same one");
	if (reaches_out(node))
		return err_set(err, ERR_REFUSED, "a bracket reaches from here "
			"to another paragraph: the copy would have one end of "
			"it; put each paragraph in its own brackets first");
	return 0;
}

int
plan_duplicate(struct plan *plan, const struct arguments *args,
	struct err *err)
{
	const struct node *last = plan->nodes.at[plan->nodes.n - 1];
	node_id after = last->id;

	if (args->n)
		return usage("node-duplicate", err);
	for (size_t i = 0; i < plan->nodes.n; i++) {
		const struct node *node = plan->nodes.at[i];
		struct change *change;
		node_id copy;

		if (may_copy(node, err) < 0)
			return -1;
		change = add_copy(plan, node, true);
		change->parent = id_or_none(last->parent);
		change->after = after;
		after = copy = change->node;
		if (!i)
			plan->place = copy;
		if (copy_below(plan, node, &copy, err) < 0)
			return -1;
	}
	plan->did = "duplicate";
	plan->done = "duplicated";
	return 0;
}

int
run_node_duplicate(struct session *session, const struct arguments *args,
	struct err *err)
{
	return structure_run(session, "node-duplicate", args, err);
}
