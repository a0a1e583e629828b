/*
 * Planning where paragraphs go: taken out, to another place, one up or down.
 * Promoting and demoting are in structure_level.c.
 */
#include "adref/base/mem.h"
#include "adref/doc/address.h"
#include "structure.h"

/* Text that goes away from the place it has is cut there. */
static void
cut_around(struct plan *plan)
{
	plan->reorders = true;
	for (size_t i = 0; i < plan->nodes.n; i++) {
		struct node *node = plan->nodes.at[i];

		nodes_add(&plan->cuts, node);
		if (node_skip(node))
			nodes_add(&plan->cuts, node_skip(node));
	}
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
static void
drop_all(struct plan *plan, const struct node *node)
{
	size_t n = node->kind == NODE_NOTE ? 1 : count_below(node);
	size_t from = plan->changes.n, at = n;

	for (size_t i = 0; i < n; i++)
		plan_change(plan, CHANGE_DROP, NULL);
	for (const struct node *each = node; at; each = node_next(each)) {
		struct change *change = &plan->changes.at[from + --at];

		change->node = each->id;
		change->gone = changes_text(&plan->changes, node_str(each));
	}
}

/* The cursor goes to what stands behind, else to what stands before. */
static void
stand_behind(struct plan *plan)
{
	const struct node *last = plan->nodes.at[plan->nodes.n - 1];
	const struct node *first = plan->nodes.at[0];
	const struct node *next = last->kind == NODE_NOTE ? NULL : last->next
		? last->next : first->prev ? first->prev : node_skip(last);

	if (next)
		plan->place = next->id;
}

int
plan_drop(struct plan *plan, const struct arguments *args, struct err *err)
{
	if (args->n)
		return usage("node-drop", err);
	plan->did = "drop";
	plan->done = "dropped";
	if (plan->nodes.at[0]->kind == NODE_NOTE) {
		plan->did = "drop the note";
		plan->done = "dropped the note";
	} else {
		cut_around(plan);
		stand_behind(plan);
	}
	for (size_t i = 0; i < plan->nodes.n; i++)
		drop_all(plan, plan->nodes.at[i]);
	return 0;
}

static bool
is_moved(const struct plan *plan, const struct node *node)
{
	for (size_t i = 0; i < plan->nodes.n; i++)
		if (plan->nodes.at[i] == node)
			return true;
	return false;
}

/* The level of a heading beside or under another; 0: what it has. */
static unsigned
level_at(const struct node *node, const struct node *by,
	enum place_word word)
{
	if (node->kind != NODE_SECTION || by->kind != NODE_SECTION)
		return 0;
	return by->level + (word == PLACE_UNDER);
}

/* Of those that move none can be what another stands behind. */
static node_id
settled(const struct plan *plan, const node_id *after)
{
	const struct node *at = doc_find(plan->session->doc, after);

	while (at && is_moved(plan, at))
		at = at->prev;
	return at ? at->id : (node_id){ "" };
}

static bool
stands_there(const struct node *node, const struct change *change)
{
	node_id parent = id_or_none(node->parent), prev = { "" };

	if (node->prev)
		prev = node->prev->id;
	return node_id_same(&parent, &change->parent) &&
		node_id_same(&prev, &change->after) &&
		(!change->level || change->level == node->level);
}

static int
check_move(const struct plan *plan, const struct node *by,
	enum place_word word, struct err *err)
{
	for (size_t i = 0; i < plan->nodes.n; i++) {
		if (plan->nodes.at[i]->kind == NODE_NOTE ||
		    by->kind == NODE_NOTE)
			return err_set(err, ERR_REFUSED,
				"a footnote stands where its label says");
		if (node_is_under(by, plan->nodes.at[i]))
			return err_set(err, ERR_REFUSED, "a paragraph cannot "
				"go under or beside itself: name another "
				"place");
		if (by->kind == NODE_SECTION && word != PLACE_UNDER &&
		    plan->nodes.at[i]->kind != NODE_SECTION)
			return err_set(err, ERR_REFUSED, "text does not stand "
				"beside a heading, but under one: write under");
	}
	return 0;
}

static int
move_all(struct plan *plan, const struct node *by, enum place_word word,
	struct err *err)
{
	struct change *change = NULL;
	node_id last = { "" };

	if (check_move(plan, by, word, err) < 0)
		return -1;
	cut_around(plan);
	for (size_t i = 0; i < plan->nodes.n; i++) {
		struct node *node = plan->nodes.at[i];

		change = plan_change(plan, CHANGE_MOVE, node);
		set_place(change, by, word, node->kind == NODE_SECTION);
		change->level = level_at(node, by, word);
		change->after = i ? last : settled(plan, &change->after);
		last = node->id;
	}
	if (plan->nodes.n == 1 && stands_there(plan->nodes.at[0], change))
		return err_set(err, ERR_REFUSED, "it stands there already");
	plan->did = "move";
	plan->done = "moved";
	plan->place = plan->nodes.at[0]->id;
	buf_add_format(&plan->where, " %s ", place_word_text(word));
	address_add(&plan->where, by);
	return 0;
}

int
plan_move(struct plan *plan, const struct arguments *args, struct err *err)
{
	enum place_word word;
	struct node *by;

	if (args->n != 2)
		return usage("node-move", err);
	if (!place_word_of(args->at[0].text, &word) || word > PLACE_UNDER)
		return err_set(err, ERR_USAGE, "\"%.40s\" is no place: write "
			"before, after or under", args->at[0].text);
	if (argument_node(plan->session, &args->at[1], &by, err) < 0)
		return -1;
	return move_all(plan, by, word, err);
}

const char *
structure_move_word(const struct session *session, const struct node *by,
	size_t turn)
{
	static const enum place_word turns[] = {
		PLACE_AFTER, PLACE_BEFORE, PLACE_UNDER
	};
	struct nodes nodes = { NULL, 0, 0 };

	targets_take(&nodes, session);
	if (nodes.n && by->kind == NODE_SECTION &&
	    nodes.at[0]->kind != NODE_SECTION)
		turn += 2;
	nodes_release(&nodes);
	return place_word_text(turns[turn % 3]);
}

int
plan_move_to(struct plan *plan, const struct arguments *args,
	struct err *err)
{
	enum place_word word;
	struct node *by;

	if (!args->n || args->n > 2 || !*args->at[0].text)
		return usage("node-move-to", err);
	by = address_near(plan->session->doc, str_of(args->at[0].text),
		session_place(plan->session));
	if (!by)
		return err_set(err, ERR_REFUSED, "there is no place called "
			"%.80s", args->at[0].text);
	if (!place_word_of(args->n == 2 ? args->at[1].text
		: structure_move_word(plan->session, by, 0), &word) ||
	    word > PLACE_UNDER)
		return usage("node-move-to", err);
	return move_all(plan, by, word, err);
}

/* Whether the nodes are siblings without another one between. */
static bool
side_by_side(const struct nodes *nodes)
{
	for (size_t i = 1; i < nodes->n; i++)
		if (nodes->at[i]->prev != nodes->at[i - 1])
			return false;
	return true;
}

/* Past the sibling before or behind them. */
static int
move_past(struct plan *plan, bool down, struct err *err)
{
	struct nodes *nodes = &plan->nodes;
	const struct node *first = nodes->at[0], *last;
	const struct node *by;
	node_id after;

	last = nodes->at[nodes->n - 1];
	if (first->kind == NODE_NOTE)
		return err_set(err, ERR_REFUSED,
			"a footnote stands where its label says");
	if (!side_by_side(nodes))
		return err_set(err, ERR_REFUSED, "the marked ones do not "
			"stand side by side: move them to one place first");
	by = down ? last->next : first->prev;
	if (!by || (by->kind == NODE_SECTION) !=
	    (first->kind == NODE_SECTION))
		return err_set(err, ERR_REFUSED, down
			? "this is the last one here"
			: "this is the first one here");
	cut_around(plan);
	if (!down)
		nodes_add(&plan->cuts, (struct node *)by);
	else if (node_skip(by))
		nodes_add(&plan->cuts, node_skip(by));
	after = down ? by->id : by->prev ? by->prev->id : (node_id){ "" };
	for (size_t i = 0; i < nodes->n; i++) {
		struct change *change = plan_change(plan, CHANGE_MOVE,
			nodes->at[i]);

		change->parent = id_or_none(first->parent);
		change->after = after;
		after = nodes->at[i]->id;
	}
	plan->keeps_marks = true;
	buf_add_text(&plan->where, down ? " down" : " up");
	plan->did = "move";
	plan->done = "moved";
	return 0;
}

int
plan_up(struct plan *plan, const struct arguments *args, struct err *err)
{
	return args->n ? usage("node-up", err) : move_past(plan, false, err);
}

int
plan_down(struct plan *plan, const struct arguments *args, struct err *err)
{
	return args->n ? usage("node-down", err) : move_past(plan, true, err);
}

#define RUN(function, name) \
	int \
	function(struct session *session, const struct arguments *args, \
		struct err *err) \
	{ \
		return structure_run(session, name, args, err); \
	}
RUN(run_node_drop, "node-drop")
RUN(run_node_move, "node-move")
RUN(run_node_up, "node-up")
RUN(run_node_down, "node-down")

int
run_node_move_to(struct session *session, const struct arguments *args,
	struct err *err)
{
	if (session_may_edit(session, err) < 0)
		return -1;
	if (structure_asks(session, "node-move-to", args))
		return 0;
	return structure_run(session, "node-move-to", args, err);
}
