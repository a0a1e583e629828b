/*
 * Putting in and moving nodes while two changes of a document are merged: each
 * behind the sibling that stands before it in theirs, of two that were put in
 * at one place the one first whose party's code comes first.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "merge_inside.h"
#include "tree.h"

/* What ours put in: neither the base nor theirs has it. */
static bool
is_new_of_ours(const struct merger *merger, const struct node *node)
{
	return !doc_find(merger->base, &node->id) &&
		!doc_find(merger->theirs, &node->id);
}

/* Whether what theirs put in comes behind what ours did at the same place. */
static bool
comes_behind(const struct merger *merger, const struct node *theirs,
	const struct node *ours)
{
	struct buf party = BUF_INIT;
	int order;

	/* The second answer may lie where the first one did. */
	buf_add_text(&party, merger_party(&merger->sides->their_hands,
		&theirs->id));
	order = strcmp(buf_text(&party), merger_party(
		&merger->sides->our_hands, &ours->id));
	buf_release(&party);
	return order ? order > 0 : strcmp(theirs->id.text, ours->id.text) > 0;
}

/* Past what ours put in at the same place, when that comes first. */
static struct node *
pass_ours(const struct merger *merger, const struct node *theirs,
	struct node *parent, struct node *after)
{
	struct node *next = after ? after->next : parent->first;

	if (theirs->prev && !doc_find(merger->base, &theirs->prev->id))
		return after;
	if (!next || !is_new_of_ours(merger, next) ||
	    (next->kind == NODE_SECTION) != (theirs->kind == NODE_SECTION) ||
	    !comes_behind(merger, theirs, next))
		return after;
	while (next && is_new_of_ours(merger, next) &&
	       (next->kind == NODE_SECTION) ==
			(theirs->kind == NODE_SECTION)) {
		after = next;
		next = next->next;
	}
	return after;
}

/* The last of the text under parent, before its sections. */
static struct node *
last_text(struct node *parent)
{
	struct node *at = parent->last;

	while (at && at->kind == NODE_SECTION)
		at = at->prev;
	return at;
}

/* The nearest sibling before it that stands beside it by now. */
static struct node *
find_after(const struct merger *merger, const struct node *theirs,
	struct node *parent)
{
	for (const struct node *at = theirs->prev; at; at = at->prev) {
		struct node *here = doc_find(merger->work, &at->id);

		if (here && here->parent == parent)
			return here;
	}
	return theirs->kind == NODE_SECTION ? last_text(parent) : NULL;
}

/* The parent it wants, brought back when ours took it out. */
static struct node *
find_parent(struct merger *merger, const struct node *theirs)
{
	struct node *parent;

	if (node_is_top(theirs))
		return merger->work->root;
	parent = doc_find(merger->work, &theirs->parent->id);
	if (!parent && doc_find(merger->base, &theirs->parent->id))
		parent = merge_bring_back(merger, theirs->parent);
	return parent;
}

static node_id
id_of(const struct node *node)
{
	return node && node->parent ? node->id : (node_id){ "" };
}

/* Try the place that theirs has, then the nearest where it may stand. */
static bool
apply_at(struct merger *merger, struct change change,
	const struct node *theirs)
{
	struct node *parent = find_parent(merger, theirs);
	struct node *after, *there = doc_find(merger->work, &change.node);

	if (!parent)
		return false;
	after = pass_ours(merger, theirs, parent, find_after(merger, theirs,
		parent));
	if (after && after == there)
		after = after->prev;
	change.parent = id_of(parent);
	change.after = id_of(after);
	if (merger_apply(merger, change))
		return true;
	after = theirs->kind == NODE_SECTION ? parent->last
		: last_text(parent);
	if (after && after == there)
		after = after->prev;
	change.after = id_of(after);
	return merger_apply(merger, change);
}

static struct node *
add(struct merger *merger, const struct node *theirs, const char *line)
{
	struct change change = { .kind = CHANGE_ADD, .node = theirs->id,
		.as = theirs->kind, .to = theirs->status, .come = line,
		.level = theirs->level, .same_as = theirs->same_as,
		.label = theirs->label, .file = theirs->file };

	if (theirs->kind == NODE_NOTE ? !merger_apply(merger, change)
	    : !apply_at(merger, change, theirs))
		return NULL;
	return doc_find(merger->work, &theirs->id);
}

void
merge_added(struct merger *merger, const struct node *theirs)
{
	const char *line = map_get(&merger->lines, str_of(theirs->id.text));

	if (doc_find(merger->work, &theirs->id))
		return;
	if (merger_has(merger->leave, theirs) ||
	    !add(merger, theirs, line ? line : theirs->line))
		merger_leave_add(merger, theirs);
	else
		merger_mark(&merger->placed, theirs);
}

/* A bracket of it has its mate in another one that went: that comes, too. */
static void
bring_mates(struct merger *merger, const struct node *theirs)
{
	for (size_t i = 0; i < theirs->residue_n; i++)
		if (theirs->residue[i].mate)
			merge_bring_back(merger, theirs->residue[i].mate);
}

struct node *
merge_bring_back(struct merger *merger, const struct node *theirs)
{
	struct node *here = doc_find(merger->work, &theirs->id);

	if (here)
		return here;
	here = add(merger, theirs, theirs->line);
	if (!here) {
		merger_leave_add(merger, theirs);
		return NULL;
	}
	merger_mark(&merger->placed, theirs);
	merge_want_out(merger, here, merger_party(
		&merger->sides->our_hands, &theirs->id));
	merger_tell(merger, EVENT_BACK, &here->id, str_of(""), str_of(""));
	bring_mates(merger, theirs);
	return here;
}

/* Only its level changed, and it changes with that of the section above. */
static bool
rides_along(const struct merger *merger, const struct node *base,
	const struct node *theirs)
{
	return !node_is_top(theirs) && node_same_parent(base, theirs) &&
		node_same_prev(base, theirs) &&
		merger_has(&merger->placed, theirs->parent) &&
		theirs->level - theirs->parent->level ==
			base->level - base->parent->level;
}

/*
 * Ours put it elsewhere, too. One who only changed the order of siblings does
 * not stand against one who took it from among them.
 */
static bool
both_moved(const struct merger *merger, const struct node *base,
	const struct node *theirs, const struct node *ours)
{
	bool stayed = node_same_parent(base, theirs) &&
		node_same_rank(base, theirs);

	if (!node_same_rank(base, ours) ||
	    (stayed && !node_same_parent(base, ours)))
		return true;
	return merger_has(&merger->moved, ours) &&
		node_same_parent(base, theirs) == node_same_parent(base, ours);
}

/* It became another kind: it goes and comes as the other one. */
static bool
change_kind(struct merger *merger, const struct node *theirs)
{
	struct node *here = doc_find(merger->work, &theirs->id);
	enum node_status status = here->status;
	struct change back = { .kind = CHANGE_ADD, .node = here->id,
		.as = theirs->kind, .to = status, .level = theirs->level,
		.parent = id_of(here->parent), .after = id_of(here->prev),
		.same_as = here->same_as };
	char *line;
	bool done = false;

	if (here->first || here->kind == NODE_SECTION ||
	    theirs->kind == NODE_SECTION)
		return false;
	line = mem_text_len(here->line, here->len);
	back.come = line;
	if (merger_apply(merger, (struct change){ .kind = CHANGE_DROP,
	    .node = here->id })) {
		done = merger_apply(merger, back);
		back.as = doc_find(merger->ours, &theirs->id)->kind;
		done = done || (merger_apply(merger, back) && false);
	}
	free(line);
	return done;
}

void
merge_moved(struct merger *merger, const struct node *base,
	const struct node *theirs)
{
	struct node *here = doc_find(merger->work, &theirs->id);
	const struct node *ours = doc_find(merger->ours, &theirs->id);
	struct change change = { .kind = CHANGE_MOVE, .node = here->id,
		.level = theirs->kind == NODE_SECTION ? theirs->level : 0 };
	struct node *parent;

	if (rides_along(merger, base, theirs) ||
	    (node_same_rank(here, theirs) && node_same_parent(here, theirs) &&
	     node_same_prev(here, theirs)))
		return;
	if (base->kind != theirs->kind && base->kind == ours->kind &&
	    change_kind(merger, theirs))
		here = doc_find(merger->work, &theirs->id);
	parent = merger_has(merger->leave, theirs) || both_moved(merger, base,
		theirs, ours) ? NULL : find_parent(merger, theirs);
	if (!parent || node_is_under(parent, here) ||
	    !apply_at(merger, change, theirs))
		merger_tell(merger, EVENT_STAYS, &here->id, str_of(""),
			str_of(""));
	else
		merger_mark(&merger->placed, theirs);
}
