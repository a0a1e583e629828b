/*
 * Walking back: on one line from parent to parent, and from the first joint of
 * two lines on in the order of the index.
 */
#include <stdlib.h>
#include <string.h>

#include "walk.h"

void
walk_begin(struct walk *walk, struct record *record, const store_id *from,
	const store_id *until)
{
	*walk = (struct walk){ .record = record, .at = *from,
		.until = until ? *until : (store_id){ { 0 } } };
	walk->met = store_id_is_none(&walk->until);
}

/* What leads to the end of the walk is not walked. */
static void
hide(struct walk *walk)
{
	unsigned char *before;
	size_t end;

	if (store_id_is_none(&walk->until))
		return;
	end = index_find(walk->index, &walk->until);
	walk->met = end < index_n(walk->index) && walk->reached[end];
	if (!walk->met)
		return;
	before = index_reach(walk->index, &walk->until);
	for (size_t i = 0; i < index_n(walk->index); i++)
		walk->reached[i] &= !before[i];
	free(before);
}

/* From the revision that joins two lines on. */
static int
join(struct walk *walk, const store_id *joint, struct err *err)
{
	if (record_index(walk->record, &walk->index, err) < 0 ||
	    record_index_to(walk->record, joint, &walk->index, err) < 0)
		return -1;
	walk->reached = index_reach(walk->index, joint);
	walk->place = index_find(walk->index, joint);
	walk->joined = true;
	hide(walk);
	return 0;
}

/* The next place of the index; false at the end. */
static bool
next_place(struct walk *walk)
{
	while (walk->place-- > 0)
		if (walk->reached[walk->place])
			return true;
	walk->place = 0;
	return false;
}

int
walk_next(struct walk *walk, struct store_revision *out, struct err *err)
{
	store_id at = walk->at;

	if (walk->joined) {
		if (!next_place(walk))
			return 0;
		at = index_id(walk->index, walk->place);
	} else if (store_id_is_none(&at)) {
		return 0;
	} else if (!walk->met && store_id_same(&at, &walk->until)) {
		walk->met = true;
		walk->at = (store_id){ { 0 } };
		return 0;
	}
	if (store_revision(walk->record->store, &at, out, err) < 0)
		return -1;
	if (walk->joined)
		return 1;
	walk->at = out->parents_n ? out->parents[0] : (store_id){ { 0 } };
	if (out->parents_n < 2)
		return 1;
	if (join(walk, &at, err) == 0)
		return 1;
	store_revision_release(out);
	return -1;
}

void
walk_end(struct walk *walk)
{
	free(walk->reached);
	walk->reached = NULL;
}
