/*
 * Planning promotion and demotion: the order of reading stays, only what
 * stands under what changes. What follows a promoted paragraph under the same
 * one comes to stand under it; a demoted one goes under what stands before it.
 */
#include "adref/doc/address.h"
#include "structure.h"

static int
check_level(const struct plan *plan, struct err *err)
{
	for (size_t i = 0; i < plan->nodes.n; i++) {
		const struct node *node = plan->nodes.at[i];

		if (node->kind == NODE_NOTE || node->kind == NODE_ROW)
			return err_set(err, ERR_REFUSED, node->kind == NODE_ROW
				? "a row stays in its table"
				: "a footnote stands where its label says");
		if (node->kind == NODE_SECTION && i &&
		    plan->nodes.at[0]->kind != NODE_SECTION)
			return err_set(err, ERR_REFUSED, "text and headings "
				"do not change their level together: mark "
				"only one kind");
	}
	return 0;
}

static int
may_promote(const struct node *node, struct err *err)
{
	const struct node *parent = node->parent;

	if (node->kind == NODE_SECTION)
		return node->level > 1 ? 0 : err_set(err, ERR_REFUSED,
			"this heading is at the top already");
	return parent->parent && parent->kind != NODE_SECTION ? 0
		: err_set(err, ERR_REFUSED, "this stands at the top of its "
			"section: move it to another place instead");
}

static bool
is_one_of(const struct nodes *nodes, const struct node *node)
{
	for (size_t i = 0; i < nodes->n; i++)
		if (nodes->at[i] == node)
			return true;
	return false;
}

/* Those that follow node and come to stand under it. */
static void
take_followers(struct plan *plan, const struct node *node,
	const struct node *next)
{
	node_id after = node->last ? node->last->id : (node_id){ "" };

	for (; next && !is_one_of(&plan->nodes, next); next = next->next) {
		struct change *change;

		if (node->kind == NODE_SECTION &&
		    next->level < node->level)
			break;
		change = plan_change(plan, CHANGE_MOVE, next);
		change->parent = node->id;
		change->after = after;
		after = next->id;
	}
}

/*
 * A heading two levels below the one it stands under stays there, one level
 * up; it is put behind those that come to stand under it first.
 */
static void
promote_inside(struct plan *plan, const struct node *node)
{
	struct change *change = plan_change(plan, CHANGE_MOVE, node);
	const struct node *last = node;

	while (last->next && last->next->level >= node->level)
		last = last->next;
	change->parent = id_or_none(node->parent);
	change->after = last->id;
	change->level = node->level - 1;
}

static void
promote_out(struct plan *plan, const struct node *node)
{
	struct change *change = plan_change(plan, CHANGE_MOVE, node);
	const struct node *prev = node->prev;

	while (prev && !is_one_of(&plan->nodes, prev))
		prev = prev->prev;
	change->parent = id_or_none(node->parent->parent);
	change->after = prev ? prev->id : node->parent->id;
	if (node->kind == NODE_SECTION)
		change->level = node->parent->level;
}

int
plan_promote(struct plan *plan, const struct arguments *args,
	struct err *err)
{
	if (args->n)
		return usage("node-promote", err);
	if (check_level(plan, err) < 0)
		return -1;
	for (size_t i = 0; i < plan->nodes.n; i++) {
		struct node *node = plan->nodes.at[i];
		bool inside = node->kind == NODE_SECTION &&
			node->parent->level + 1 < node->level;

		if (may_promote(node, err) < 0)
			return -1;
		if (inside && plan->nodes.n > 1)
			return err_set(err, ERR_REFUSED, "these headings skip "
				"a level: promote them one by one");
		if (inside)
			promote_inside(plan, node);
		else
			promote_out(plan, node);
		take_followers(plan, node, node->next);
		nodes_add(&plan->cuts, node);
	}
	plan->did = "promote";
	plan->done = "promoted";
	plan->keeps_marks = true;
	return 0;
}

/* What a demoted node goes under: the nearest before it that stays. */
static struct node *
demoted_under(const struct plan *plan, const struct node *node)
{
	struct node *prev = node->prev;

	while (prev && is_one_of(&plan->nodes, prev))
		prev = prev->prev;
	return prev;
}

/* The last section below that holds one of this level; a sibling of a deeper
 * level stays one. */
static const struct node *
section_for(const struct node *prev, unsigned level)
{
	if (prev->level >= level)
		return prev->parent;
	while (prev->last && prev->last->kind == NODE_SECTION &&
	       prev->last->level < level)
		prev = prev->last;
	return prev;
}

static int
demote(struct plan *plan, const struct node *node, const node_id *before,
	struct err *err)
{
	const struct node *prev = demoted_under(plan, node), *parent = prev;
	struct change *change;
	bool section = node->kind == NODE_SECTION;

	if (!prev || (prev->kind == NODE_SECTION) != section ||
	    prev->kind == NODE_TABLE)
		return err_set(err, ERR_REFUSED, section
			? "there is no heading before this one that it could "
				"go under"
			: "there is nothing before it that it could go under");
	if (section)
		parent = section_for(prev, node->level + 1);
	change = plan_change(plan, CHANGE_MOVE, node);
	change->parent = id_or_none(parent);
	change->after = prev == node->prev ? id_or_none(parent == prev->parent
		? prev : parent->last) : *before;
	if (section)
		change->level = node->level + 1;
	return 0;
}

int
plan_demote(struct plan *plan, const struct arguments *args,
	struct err *err)
{
	node_id before = { "" };

	if (args->n)
		return usage("node-demote", err);
	if (check_level(plan, err) < 0)
		return -1;
	for (size_t i = 0; i < plan->nodes.n; i++) {
		if (demote(plan, plan->nodes.at[i], &before, err) < 0)
			return -1;
		before = plan->nodes.at[i]->id;
		nodes_add(&plan->cuts, plan->nodes.at[i]);
	}
	plan->did = "demote";
	plan->done = "demoted";
	plan->keeps_marks = true;
	return 0;
}

int
run_node_promote(struct session *session, const struct arguments *args,
	struct err *err)
{
	return structure_run(session, "node-promote", args, err);
}

int
run_node_demote(struct session *session, const struct arguments *args,
	struct err *err)
{
	return structure_run(session, "node-demote", args, err);
}
