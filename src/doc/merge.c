/*
 * Merging two changes of a document: the door, what was left, and what both
 * did to nodes that both have.
 */
#include "adref/doc/merge.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/guard.h"
#include "merge_inside.h"

/* So often is something of theirs left out singly, to make no new slip. */
enum { TRIES = 12 };

void
merger_tell(struct merger *merger, enum merge_event_kind kind,
	const node_id *node, struct str ours, struct str theirs)
{
	struct doc_merge *out = merger->out;

	out->events = mem_grow(out->events, &out->events_cap,
		out->events_n + 1, sizeof(*out->events));
	out->events[out->events_n++] = (struct merge_event){ kind, *node,
		mem_text_len(ours.at ? ours.at : "", ours.len),
		mem_text_len(theirs.at ? theirs.at : "", theirs.len) };
}

/* A change that keeps its texts for as long as the list lives. */
static struct change
keep_texts(struct changes *changes, struct change change)
{
	if (change.gone)
		change.gone = changes_text(changes, str_of(change.gone));
	if (change.come)
		change.come = changes_text(changes, str_of(change.come));
	if (change.label)
		change.label = changes_text(changes, str_of(change.label));
	if (change.file)
		change.file = changes_text(changes, str_of(change.file));
	return change;
}

bool
merger_apply(struct merger *merger, struct change change)
{
	struct err ignored = ERR_INIT;

	/* Its texts may be those of the node that goes. */
	change = keep_texts(&merger->out->changes, change);
	if (doc_apply(merger->work, &change, 1, merger->sides->env, NULL,
		&ignored) < 0)
		return false;
	changes_add(&merger->out->changes, change);
	return true;
}

static size_t
steps_of(const struct doc_hands *hands, const node_id *node,
	const struct merge_step **out)
{
	return hands->steps ? hands->steps(hands->ctx, node, out) : 0;
}

const char *
merger_party(const struct doc_hands *hands, const node_id *node)
{
	const struct merge_step *steps;
	size_t n = steps_of(hands, node, &steps);
	const char *party = n ? steps[n - 1].party : hands->party;

	return party && *party ? party : "CHAIR";
}

struct merge_side
merger_side(const struct doc_hands *hands, const node_id *node,
	struct str line, struct merge_step *one)
{
	const struct merge_step *steps;
	size_t n = steps_of(hands, node, &steps);

	if (n && str_same(steps[n - 1].line, line))
		return (struct merge_side){ steps, n };
	*one = (struct merge_step){ line, merger_party(hands, node) };
	return (struct merge_side){ one, 1 };
}

static struct merge_left *
add_left(struct merger *merger, const node_id *id, struct str line)
{
	struct doc_merge *out = merger->out;
	struct merge_left *left;

	out->left = mem_grow(out->left, &out->left_cap, out->left_n + 1,
		sizeof(*out->left));
	left = &out->left[out->left_n++];
	*left = (struct merge_left){ .node = *id,
		.line = mem_text_len(line.at ? line.at : "", line.len),
		.party = mem_text(merger_party(&merger->sides->their_hands,
			id)) };
	map_put(&merger->left, str_of(id->text), (char *)NULL + out->left_n);
	return left;
}

void
merger_leave_change(struct merger *merger, const struct node *theirs)
{
	add_left(merger, &theirs->id, node_str(theirs))->kind = LEFT_CHANGE;
}

void
merger_leave_drop(struct merger *merger, const struct node *base)
{
	add_left(merger, &base->id, str_of(""))->kind = LEFT_DROP;
}

/* What stands below one that was left goes with it. */
static bool
add_to_left(struct merger *merger, const struct node *theirs)
{
	size_t index = !theirs->parent->parent ? 0 : (size_t)((char *)map_get(
		&merger->left, str_of(theirs->parent->id.text)) - (char *)NULL);
	struct merge_left *left;
	struct buf lines = BUF_INIT;

	if (!index)
		return false;
	left = &merger->out->left[index - 1];
	buf_add_format(&lines, "%s\n", left->line);
	buf_add_str(&lines, node_str(theirs));
	free(left->line);
	left->line = buf_take(&lines);
	map_put(&merger->left, str_of(theirs->id.text),
		(char *)NULL + index);
	return true;
}

void
merger_leave_add(struct merger *merger, const struct node *theirs)
{
	const struct node *near = theirs->prev;
	struct merge_left *left;

	if (add_to_left(merger, theirs))
		return;
	while (near && !doc_find(merger->work, &near->id))
		near = near->prev;
	left = add_left(merger, &theirs->id, node_str(theirs));
	left->kind = LEFT_ADD;
	left->under = !near;
	if (!near && theirs->parent->parent)
		near = theirs->parent;
	left->node = near ? near->id : doc_first(merger->work)
		? doc_first(merger->work)->id : (node_id){ "" };
}

/* Of a table's own line there is one. */
static void
merge_delimiter(struct merger *merger, const struct node *base,
	const struct node *theirs, struct node *here)
{
	if (str_same(node_str(here), node_str(base)))
		doc_set_line(merger->work, here, node_str(theirs));
}

static void
tell_met(struct merger *merger, const struct node *here,
	enum merged_how how, const struct merge_met *met)
{
	if (how == MERGED_BESIDE)
		merger_tell(merger, EVENT_BESIDE, &here->id,
			buf_str(&met->ours), buf_str(&met->theirs));
	if (met->numbers)
		merger_tell(merger, EVENT_NUMBER, &here->id, str_of(""),
			str_of(""));
}

static void
merge_lines_of(struct merger *merger, const struct node *base,
	const struct node *theirs, struct node *here)
{
	struct merge_step one[2];
	struct merge_met met = MERGE_MET_INIT;
	struct buf line = BUF_INIT;
	struct merge_lines lines = { .base = node_str(base),
		.cells = base->kind == NODE_ROW };
	enum merged_how how;

	if (!str_same(node_str(here), node_str(base)))
		lines.ours = merger_side(&merger->sides->our_hands,
			&base->id, node_str(here), &one[0]);
	lines.theirs = merger_side(&merger->sides->their_hands, &base->id,
		node_str(theirs), &one[1]);
	how = words_merge(&line, &lines, &met);
	if (how == MERGED_NOT) {
		merger_leave_change(merger, theirs);
	} else {
		doc_set_line(merger->work, here, str_trim(buf_str(&line)));
		tell_met(merger, here, how, &met);
	}
	merge_met_release(&met);
	buf_release(&line);
}

/* Whether ours agreed on it as it read before. */
static bool
is_agreed_since(const struct node *base, const struct node *here)
{
	return status_is_agreed(here->status) &&
		!status_is_agreed(base->status);
}

static void
merge_text(struct merger *merger, const struct node *base,
	const struct node *theirs, struct node *here)
{
	const char *settled = map_get(&merger->lines,
		str_of(here->id.text));

	if (settled)
		doc_set_line(merger->work, here, str_of(settled));
	else if (merger_has(merger->leave, here) || (is_agreed_since(base,
		here) && !guard_same(node_str(base), node_str(theirs))))
		merger_leave_change(merger, theirs);
	else if (here->kind == NODE_TABLE)
		merge_delimiter(merger, base, theirs, here);
	else
		merge_lines_of(merger, base, theirs, here);
}

/* Of two the lesser one; and words that changed are not agreed by who has not
 * seen them. */
static void
merge_status(struct merger *merger, const struct node *base,
	const struct node *theirs, struct node *here)
{
	enum node_status to = theirs->status;
	const struct node *ours = doc_find(merger->ours, &here->id);
	bool changed = !guard_same(node_str(ours), node_str(base));

	if (here->status != base->status && here->status < to)
		to = here->status;
	if (to > base->status && changed)
		to = here->status;
	if (to != theirs->status)
		merger_tell(merger, EVENT_STATUS, &here->id,
			str_of(status_word(to)),
			str_of(status_word(theirs->status)));
	if (to != here->status)
		merger_apply(merger, (struct change){ .kind = CHANGE_STATUS,
			.node = here->id, .from = here->status, .to = to });
}

static void
merge_kept(struct merger *merger, const struct diff_entry *entry)
{
	const struct node *base = entry->from, *theirs = entry->to;
	struct node *here = doc_find(merger->work, &base->id);

	if (!here && merger_has(merger->leave, base)) {
		merger_leave_add(merger, theirs);
		return;
	}
	if (!here) {
		if (!merger_has(&merger->joined, base))
			merge_bring_back(merger, theirs);
		return;
	}
	if (!str_same(node_str(base), node_str(theirs)))
		merge_text(merger, base, theirs, here);
	if (base->status != theirs->status)
		merge_status(merger, base, theirs, here);
	if (entry->kinds & DIFF_MOVED)
		merge_moved(merger, base, theirs);
}

static void
mark_moved(struct merger *merger)
{
	struct diff diff = { 0 };

	doc_diff(&diff, merger->base, merger->ours);
	for (size_t i = 0; i < diff.n; i++)
		if (diff.at[i].kinds & DIFF_MOVED)
			merger_mark(&merger->moved, diff.at[i].to);
	diff_release(&diff);
}

static void
merge_numbering(struct merger *merger)
{
	unsigned was = merger->ours->notes_from;
	unsigned start = merger->theirs->notes_from;

	if (merger->base->notes_from != start && was != start &&
	    was == merger->base->notes_from)
		merger_apply(merger, (struct change){
			.kind = CHANGE_NUMBERING, .was = was,
			.start = start });
}

/* Parted ones have their lines now, whoever parted them. */
static void
set_parted(struct merger *merger)
{
	for (struct node *at = doc_first(merger->work); at;
	     at = node_next(at)) {
		const char *line = map_get(&merger->lines,
			str_of(at->id.text));

		if (line && !str_is(node_str(at), line))
			doc_set_line(merger->work, at, str_of(line));
	}
}

static void
merge_all(struct merger *merger)
{
	struct diff diff = { 0 };

	merge_fit(merger);
	doc_pair(merger->theirs);
	mark_moved(merger);
	merge_parts(merger);
	merge_numbering(merger);
	doc_diff(&diff, merger->base, merger->theirs);
	for (size_t i = 0; i < diff.n; i++) {
		if (!diff.at[i].from)
			merge_added(merger, diff.at[i].to);
		else if (diff.at[i].to)
			merge_kept(merger, &diff.at[i]);
	}
	set_parted(merger);
	for (size_t i = 0; i < diff.n; i++)
		if (!diff.at[i].to)
			merge_needed(merger, diff.at[i].from);
	for (size_t i = diff.n; i > 0; i--)
		if (!diff.at[i - 1].to)
			merge_dropped(merger, diff.at[i - 1].from);
	merge_notes(merger);
	diff_release(&diff);
}

/* What was put in has the line that it came to have; what goes, that of
 * ours. */
static void
finish_lines(struct merger *merger)
{
	struct changes *changes = &merger->out->changes;

	for (size_t i = 0; i < changes->n; i++) {
		struct change *change = &changes->at[i];
		const struct node *node = doc_find(change->kind == CHANGE_ADD
			? merger->work : merger->ours, &change->node);

		if (change->kind == CHANGE_ADD && node)
			change->come = changes_text(changes, node_str(node));
		else if (change->kind == CHANGE_DROP)
			change->gone = node ? changes_text(changes,
				node_str(node)) : NULL;
	}
}

static void
add_text_of(struct merger *merger, const struct node *node)
{
	const struct node *ours = doc_find(merger->ours, &node->id);

	if (ours && ours->kind == node->kind &&
	    !str_same(node_str(ours), node_str(node)))
		changes_add_words(&merger->out->changes, &node->id,
			node_str(ours), node_str(node));
}

static void
finish(struct merger *merger)
{
	finish_lines(merger);
	for (const struct node *at = doc_first(merger->work); at;
	     at = node_next(at))
		add_text_of(merger, at);
	for (const struct node *at = merger->work->notes->first; at;
	     at = at->next)
		add_text_of(merger, at);
}

static void
merger_release(struct merger *merger)
{
	doc_free(merger->theirs);
	doc_free(merger->work);
	map_release(&merger->moved);
	map_release(&merger->placed);
	map_release_all(&merger->lines);
	map_release(&merger->joined);
	map_release(&merger->needed);
	map_release(&merger->left);
}

/* How many slips there may be: no more than either had, or both brought. */
static size_t
allowed_slips(const struct doc_sides *sides)
{
	size_t ours, theirs, both;

	doc_pair(sides->base);
	doc_pair(sides->ours);
	doc_pair(sides->theirs);
	ours = sides->ours->slips;
	theirs = sides->theirs->slips;
	both = ours + theirs > sides->base->slips
		? ours + theirs - sides->base->slips : 0;
	if (both > ours && both > theirs)
		return both;
	return ours > theirs ? ours : theirs;
}

/* Merge with what is in `leave` left out; the slips it comes to. */
static size_t
merge_once(struct doc_merge *out, const struct doc_sides *sides,
	const struct map *leave)
{
	struct merger merger = { .sides = sides, .out = out,
		.base = sides->base, .ours = sides->ours, .leave = leave };
	size_t slips;

	*out = (struct doc_merge){ .events = NULL };
	merger.theirs = doc_copy(sides->theirs);
	merger.work = doc_copy(sides->ours);
	merge_all(&merger);
	finish(&merger);
	doc_pair(merger.work);
	slips = merger.work->slips;
	merger_release(&merger);
	return slips;
}

/* Whether the ends that a line leaves to others differ. */
static bool
same_residue(const struct node *a, const struct node *b)
{
	size_t n = a ? a->residue_n : 0;

	if (n != (b ? b->residue_n : 0))
		return false;
	for (size_t i = 0; i < n; i++)
		if (a->residue[i].opens != b->residue[i].opens)
			return false;
	return true;
}

/* How much something of theirs is suspected of making a slip. */
enum suspicion { CHANGES_ENDS, HAS_ENDS, ANYTHING };

static bool
has_residue(const struct node *node)
{
	return node && node->residue_n;
}

static bool
is_suspect(const struct doc_sides *sides, const struct diff_entry *entry,
	enum suspicion how)
{
	const struct node *node = entry->to ? entry->to : entry->from;
	bool ends = has_residue(entry->from) || has_residue(entry->to) ||
		has_residue(doc_find(sides->ours, &node->id));

	if (how == CHANGES_ENDS)
		return !same_residue(entry->from, entry->to) ||
			(ends && entry->kinds & DIFF_MOVED);
	return how == ANYTHING || ends;
}

/* What is to be left out of a merge, and what is suspected next. */
struct leaving {
	const struct doc_sides *sides;
	struct diff diff;
	struct map leave;
	enum suspicion how;
	int tries;
};

/* Leave one more thing of theirs, or all that are suspected so, when it was
 * tried often. False when there is none. */
static bool
leave_suspects(struct leaving *leaving)
{
	bool all = leaving->tries++ >= TRIES, found = false;

	for (size_t i = 0; i < leaving->diff.n && (all || !found); i++) {
		const struct diff_entry *entry = &leaving->diff.at[i];
		const struct node *node = entry->to ? entry->to : entry->from;

		if (merger_has(&leaving->leave, node) ||
		    !is_suspect(leaving->sides, entry, leaving->how))
			continue;
		merger_mark(&leaving->leave, node);
		found = true;
	}
	return found;
}

static bool
leave_more(struct leaving *leaving)
{
	while (!leave_suspects(leaving)) {
		if (leaving->how == ANYTHING)
			return false;
		leaving->how++;
		leaving->tries = 0;
	}
	return true;
}

void
doc_merge(struct doc_merge *out, const struct doc_sides *sides)
{
	struct leaving leaving = { .sides = sides };
	size_t allowed = allowed_slips(sides);

	doc_diff(&leaving.diff, sides->base, sides->theirs);
	while (merge_once(out, sides, &leaving.leave) > allowed &&
	       leave_more(&leaving))
		doc_merge_release(out);
	diff_release(&leaving.diff);
	map_release(&leaving.leave);
}

void
doc_merge_release(struct doc_merge *merge)
{
	for (size_t i = 0; i < merge->events_n; i++) {
		free(merge->events[i].ours);
		free(merge->events[i].theirs);
	}
	for (size_t i = 0; i < merge->left_n; i++) {
		free(merge->left[i].line);
		free(merge->left[i].party);
	}
	free(merge->events);
	free(merge->left);
	changes_release(&merge->changes);
	*merge = (struct doc_merge){ .events = NULL };
}
