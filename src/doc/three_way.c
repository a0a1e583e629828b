/*
 * Planning three states of a document into one. The differences from base to
 * theirs are taken in the reading order of theirs, so that what a node stands
 * under or behind comes before it; what goes, goes last and from the bottom
 * up. Nothing here changes a document.
 */
#include "adref/doc/three_way.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/buf.h"
#include "adref/base/map.h"
#include "adref/base/mem.h"
#include "adref/doc/diff.h"
#include "adref/text/join.h"
#include "tree.h"

struct plan {
	struct three_way *out;
	const struct doc *base, *theirs, *ours;
	struct map moved;	/* what ours put elsewhere */
	struct map placed;	/* what the plan puts where theirs has it */
};

static void
add_clash(struct plan *plan, enum clash_kind kind, const struct node *node)
{
	struct three_way *out = plan->out;

	out->clashes = mem_grow(out->clashes, &out->clashes_cap,
		out->clashes_n + 1, sizeof(*out->clashes));
	out->clashes[out->clashes_n++] = (struct clash){ kind, node->id };
}

static void
mark(struct map *map, const struct node *node)
{
	map_put(map, str_of(node->id.text), map);
}

static bool
is_marked(const struct map *map, const struct node *node)
{
	return map_get(map, str_of(node->id.text)) != NULL;
}

/* The parent a node of theirs wants; NULL when it went. */
static const struct node *
parent_there(const struct plan *plan, const struct node *theirs)
{
	if (node_is_top(theirs))
		return plan->ours->root;
	if (is_marked(&plan->placed, theirs->parent))
		return theirs->parent;
	return doc_find(plan->ours, &theirs->parent->id);
}

/* Text stands before the sections; a section goes behind all of it. */
static node_id
behind_text(const struct plan *plan, const struct node *theirs)
{
	const struct node *parent = node_is_top(theirs) ? plan->ours->root
		: doc_find(plan->ours, &theirs->parent->id);
	const struct node *at = parent ? parent->last : NULL;

	while (at && at->kind == NODE_SECTION)
		at = at->prev;
	return at ? at->id : (node_id){ "" };
}

/* The nearest sibling before it that stands beside it by then. */
static node_id
place_after(const struct plan *plan, const struct node *theirs)
{
	for (const struct node *at = theirs->prev; at; at = at->prev) {
		const struct node *there = doc_find(plan->ours, &at->id);

		if (is_marked(&plan->placed, at) ||
		    (there && node_same_parent(there, at)))
			return at->id;
	}
	return theirs->kind == NODE_SECTION ? behind_text(plan, theirs)
		: (node_id){ "" };
}

static void
plan_place(struct plan *plan, struct change *change,
	const struct node *theirs)
{
	change->parent = node_parent_id(theirs);
	change->after = place_after(plan, theirs);
	change->level = theirs->level;
	mark(&plan->placed, theirs);
}

/* Whether what is to be added is there already; a clash when otherwise. */
static bool
is_there(struct plan *plan, const struct node *theirs)
{
	const struct node *there = doc_find(plan->ours, &theirs->id);
	const struct node *note = theirs->kind == NODE_NOTE
		? doc_find_note(plan->ours, str_of(theirs->label)) : NULL;

	if (there && str_same(node_str(there), node_str(theirs)) &&
	    there->status == theirs->status)
		return true;
	if (there || note)
		add_clash(plan, CLASH_TAKEN, there ? there : note);
	return there || note;
}

static void
plan_added(struct plan *plan, const struct node *theirs)
{
	struct changes *changes = &plan->out->changes;
	struct change change = { .kind = CHANGE_ADD, .node = theirs->id,
		.as = theirs->kind, .to = theirs->status,
		.same_as = theirs->same_as };

	if (is_there(plan, theirs))
		return;
	if (!parent_there(plan, theirs)) {
		add_clash(plan, CLASH_PLACE, theirs->parent);
		return;
	}
	change.come = changes_text(changes, node_str(theirs));
	if (theirs->label)
		change.label = changes_text(changes, str_of(theirs->label));
	if (theirs->file)
		change.file = changes_text(changes, str_of(theirs->file));
	plan_place(plan, &change, theirs);
	changes_add(changes, change);
}

/* A mark of a note that ours put in since. */
static const struct node *
new_mark(const struct plan *plan, const struct node *note)
{
	struct buf mark_text = BUF_INIT;
	const struct node *found = NULL;

	buf_add_format(&mark_text, "[^%s]", note->label);
	for (const struct node *at = doc_first(plan->ours); at && !found;
	     at = node_next(at)) {
		const struct node *was = doc_find(plan->base, &at->id);
		struct str mark = buf_str(&mark_text);

		if (str_count(node_str(at), mark) >
		    (was ? str_count(node_str(was), mark) : 0))
			found = at;
	}
	buf_release(&mark_text);
	return found;
}

/* Text below it that neither goes nor is moved away. */
static const struct node *
text_below(const struct plan *plan, const struct node *ours)
{
	for (const struct node *at = ours->first; at; at = at->next)
		if (!is_marked(&plan->placed, at) &&
		    (!doc_find(plan->base, &at->id) ||
		     doc_find(plan->theirs, &at->id)))
			return at;
	return NULL;
}

static void
plan_dropped(struct plan *plan, const struct node *base)
{
	const struct node *here = doc_find(plan->ours, &base->id), *needs;

	if (!here)
		return;
	needs = text_below(plan, here);
	if (!needs && here->kind == NODE_NOTE)
		needs = new_mark(plan, here);
	if (!needs && (here->status != base->status ||
		!str_same(node_str(here), node_str(base))))
		needs = here;
	if (needs)
		add_clash(plan, CLASH_NEEDED, needs);
	else
		changes_add(&plan->out->changes, (struct change){
			.kind = CHANGE_DROP, .node = here->id,
			.gone = changes_text(&plan->out->changes,
				node_str(here)) });
}

static void
plan_text(struct plan *plan, const struct node *base,
	const struct node *theirs, const struct node *here)
{
	struct buf line = BUF_INIT;
	struct words_clash ignored;

	if (words_join(&line, node_str(base), node_str(here),
		node_str(theirs), &ignored))
		changes_add_words(&plan->out->changes, &here->id,
			node_str(here), buf_str(&line));
	else
		add_clash(plan, CLASH_TEXT, here);
	buf_release(&line);
}

static void
plan_status(struct plan *plan, const struct node *base,
	const struct node *theirs, const struct node *here)
{
	if (here->status == theirs->status)
		return;
	if (here->status != base->status)
		add_clash(plan, CLASH_STATUS, here);
	else
		changes_add(&plan->out->changes, (struct change){
			.kind = CHANGE_STATUS, .node = here->id,
			.from = here->status, .to = theirs->status });
}

/* Only its level changed, and it changes with that of the section above. */
static bool
rides_along(const struct plan *plan, const struct node *base,
	const struct node *theirs)
{
	return !node_is_top(theirs) && node_same_parent(base, theirs) &&
		node_same_prev(base, theirs) &&
		is_marked(&plan->placed, theirs->parent) &&
		theirs->level - theirs->parent->level ==
			base->level - base->parent->level;
}

/*
 * Ours put it elsewhere, too. One who only changed the order of siblings does
 * not stand against one who took it from among them.
 */
static bool
moves_clash(const struct plan *plan, const struct node *base,
	const struct node *theirs, const struct node *here)
{
	return base->kind != theirs->kind || !node_same_rank(base, here) ||
		(is_marked(&plan->moved, here) &&
		 node_same_parent(base, theirs) ==
			node_same_parent(base, here));
}

static void
plan_moved(struct plan *plan, const struct node *base,
	const struct node *theirs, const struct node *here)
{
	const struct node *parent = parent_there(plan, theirs);
	struct change change = { .kind = CHANGE_MOVE, .node = here->id };

	if (rides_along(plan, base, theirs) || (node_same_rank(here, theirs) &&
		node_same_parent(here, theirs) && node_same_prev(here, theirs)))
		return;
	if (moves_clash(plan, base, theirs, here)) {
		add_clash(plan, CLASH_PLACE, here);
		return;
	}
	if (node_same_parent(base, theirs) && !node_same_parent(base, here) &&
	    node_same_rank(base, theirs))
		return;
	if (!parent || (parent != theirs->parent &&
		node_is_under(parent, here))) {
		add_clash(plan, CLASH_PLACE, theirs->parent);
		return;
	}
	plan_place(plan, &change, theirs);
	changes_add(&plan->out->changes, change);
}

static void
plan_kept(struct plan *plan, const struct diff_entry *entry)
{
	const struct node *here = doc_find(plan->ours, &entry->from->id);

	if (!here) {
		add_clash(plan, CLASH_GONE, entry->from);
		return;
	}
	if (!str_same(node_str(entry->from), node_str(entry->to)))
		plan_text(plan, entry->from, entry->to, here);
	if (entry->from->status != entry->to->status)
		plan_status(plan, entry->from, entry->to, here);
	if (entry->kinds & DIFF_MOVED)
		plan_moved(plan, entry->from, entry->to, here);
}

static void
mark_moved(struct plan *plan)
{
	struct diff diff = { 0 };

	doc_diff(&diff, plan->base, plan->ours);
	for (size_t i = 0; i < diff.n; i++)
		if (diff.at[i].kinds & DIFF_MOVED)
			mark(&plan->moved, diff.at[i].to);
	diff_release(&diff);
}

static void
plan_numbering(struct plan *plan)
{
	static const struct node none = { .id = { "" } };
	unsigned was = plan->ours->notes_from, start =
		plan->theirs->notes_from;

	if (plan->base->notes_from == start || was == start)
		return;
	if (was != plan->base->notes_from)
		add_clash(plan, CLASH_NUMBERING, &none);
	else
		changes_add(&plan->out->changes, (struct change){
			.kind = CHANGE_NUMBERING, .was = was,
			.start = start });
}

void
doc_three_way(struct three_way *out, const struct doc *base,
	const struct doc *theirs, const struct doc *ours)
{
	struct plan plan = { .out = out, .base = base, .theirs = theirs,
		.ours = ours };
	struct diff diff = { 0 };

	*out = (struct three_way){ .clashes = NULL };
	plan_numbering(&plan);
	doc_diff(&diff, base, theirs);
	if (diff.n)
		mark_moved(&plan);
	for (size_t i = 0; i < diff.n; i++) {
		const struct diff_entry *entry = &diff.at[i];

		if (!entry->from)
			plan_added(&plan, entry->to);
		else if (entry->to)
			plan_kept(&plan, entry);
	}
	for (size_t i = diff.n; i > 0; i--)
		if (!diff.at[i - 1].to)
			plan_dropped(&plan, diff.at[i - 1].from);
	map_release(&plan.moved);
	map_release(&plan.placed);
	diff_release(&diff);
}

void
three_way_release(struct three_way *three_way)
{
	changes_release(&three_way->changes);
	free(three_way->clashes);
	*three_way = (struct three_way){ .clashes = NULL };
}
