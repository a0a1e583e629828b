/*
 * Proposals at two points, joined by their names, in which both are sorted.
 */
#include "adref/record/proposal_changes.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/proposal_said.h"
#include "adref/record/proposals.h"

const char *
proposal_turn_word(enum proposal_turn turn)
{
	switch (turn) {
	case TURN_FILED: return "filed";
	case TURN_FATE: return "fate";
	case TURN_WORDING: return "wording";
	case TURN_STANDS: return "stands";
	case TURN_GONE: return "gone";
	case TURNS: break;
	}
	return "";
}

static bool
other_fate(const struct proposal *a, const struct proposal *b)
{
	return a->fate != b->fate || strcmp(a->reason, b->reason) != 0 ||
		strcmp(a->withdrawn_reason, b->withdrawn_reason) != 0 ||
		(a->fate != FATE_OPEN && (a->form != b->form ||
		!node_id_same(&a->at, &b->at) ||
		strcmp(a->with, b->with) != 0));
}

static bool
other_stands(const struct proposal *a, const struct proposal *b)
{
	if (a->stands_n != b->stands_n)
		return true;
	for (size_t i = 0; i < a->stands_n; i++)
		if (a->stands[i].against != b->stands[i].against ||
		    strcmp(a->stands[i].party, b->stands[i].party) != 0)
			return true;
	return false;
}

static unsigned
turns_of(const struct proposal *from, const struct proposal *to)
{
	unsigned turns = 0;

	if (!from)
		return TURN_FILED;
	if (!to)
		return TURN_GONE;
	if (other_fate(from, to))
		turns |= TURN_FATE;
	if (from->versions_n != to->versions_n)
		turns |= TURN_WORDING;
	if (other_stands(from, to))
		turns |= TURN_STANDS;
	return turns;
}

/* Where it was put, when that is in one of the two, else where it was filed. */
static const node_id *
home_of(const struct proposal *proposal, const struct doc *old,
	const struct doc *now)
{
	bool in_text = proposal->fate == FATE_PLACED ||
		proposal->fate == FATE_MERGED;

	return in_text && (doc_find(now, &proposal->at) ||
		doc_find(old, &proposal->at)) ? &proposal->at
		: &proposal->node;
}

static int
by_node(const void *left, const void *right)
{
	const struct proposal_change *a = left, *b = right;
	int by = strcmp(a->node.text, b->node.text);

	if (by)
		return by;
	/* Both are in the later list, or one of them only in the earlier. */
	if (!a->to != !b->to)
		return a->to ? -1 : 1;
	return a->to ? (a->to > b->to) - (a->to < b->to)
		: (a->from > b->from) - (a->from < b->from);
}

static void
join(struct proposal_changes *out, const struct proposal *from,
	const struct proposal *to, const struct doc *old,
	const struct doc *now)
{
	const struct proposal *of = to ? to : from;
	unsigned turns = turns_of(from, to);
	const node_id *home;

	if (!turns || strcmp(of->doc, now->name) != 0)
		return;
	home = home_of(of, old, now);
	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	out->at[out->n++] = (struct proposal_change){ from, to, turns, *home };
	map_put(&out->nodes, str_of(home->text), out);
}

static int
by_name(const struct proposal *a, const struct proposal *b)
{
	int order = strcmp(a->party, b->party);

	return order ? order : (a->number > b->number) -
		(a->number < b->number);
}

static void
join_all(struct proposal_changes *out, const struct doc *old,
	const struct doc *now)
{
	size_t a = 0, b = 0;

	while (a < out->old.n || b < out->now.n) {
		const struct proposal *from = a < out->old.n
			? &out->old.at[a] : NULL;
		const struct proposal *to = b < out->now.n
			? &out->now.at[b] : NULL;
		int order = !from ? 1 : !to ? -1 : by_name(from, to);

		join(out, order <= 0 ? from : NULL, order >= 0 ? to : NULL,
			old, now);
		a += order <= 0;
		b += order >= 0;
	}
	if (out->n > 1)
		qsort(out->at, out->n, sizeof(*out->at), by_node);
}

int
record_proposal_changes(struct record *record, const store_id *from,
	const store_id *to, const struct doc *old, const struct doc *now,
	struct proposal_changes *out, struct err *err)
{
	*out = (struct proposal_changes){ .nodes = MAP_INIT };
	if (store_id_same(from, to))
		return 0;
	if (record_proposals_at(record, from, &out->old, err) < 0 ||
	    record_proposals_at(record, to, &out->now, err) < 0) {
		proposal_changes_release(out);
		return -1;
	}
	join_all(out, old, now);
	return 0;
}

void
proposal_changes_release(struct proposal_changes *changes)
{
	free(changes->at);
	map_release(&changes->nodes);
	proposals_release(&changes->old);
	proposals_release(&changes->now);
	*changes = (struct proposal_changes){ .nodes = MAP_INIT };
}

const struct proposal_change *
proposal_changes_on(const struct proposal_changes *changes,
	const node_id *node, size_t *n)
{
	size_t from = 0, to = changes->n;

	while (from < to) {
		size_t middle = from + (to - from) / 2;

		if (strcmp(changes->at[middle].node.text, node->text) < 0)
			from = middle + 1;
		else
			to = middle;
	}
	for (*n = 0; from + *n < changes->n && node_id_same(
	     &changes->at[from + *n].node, node); ++*n)
		;
	return *n ? &changes->at[from] : NULL;
}

/* `open -> placed in brackets by the Chair, 17 June` */
static void
add_fates(struct buf *out, const struct proposal_change *change,
	const char *arrow)
{
	buf_add_format(out, "%s %s ", proposal_became(change->from), arrow);
	proposal_add_fate(out, change->to, str_of(""));
}

static void
add_wordings(struct buf *out, const struct proposal_change *change,
	const char *arrow)
{
	buf_add_format(out, "version %zu %s %zu", change->from->versions_n,
		arrow, change->to->versions_n);
}

void
proposal_change_add(struct buf *out, const struct proposal_change *change,
	const char *arrow)
{
	const struct proposal *of = change->to ? change->to : change->from;

	proposal_add_verb(out, of);
	buf_add_char(out, ' ');
	proposal_add_gist(out, of);
	buf_add_text(out, ": ");
	if (change->turns & TURN_GONE)
		buf_add_text(out, "not there");
	if (change->turns & TURN_FILED) {
		buf_add_text(out, "filed, ");
		proposal_add_fate(out, of, str_of(""));
	}
	if (change->turns & TURN_WORDING)
		add_wordings(out, change, arrow);
	if (change->turns & TURN_FATE) {
		buf_add_text(out, change->turns & TURN_WORDING ? "; " : "");
		add_fates(out, change, arrow);
	}
	if (change->turns & TURN_STANDS) {
		buf_add_text(out, change->turns & (TURN_WORDING | TURN_FATE)
			? "; " : "");
		proposal_add_counts(out, change->from);
		buf_add_format(out, " %s ", arrow);
		proposal_add_counts(out, change->to);
	}
}
