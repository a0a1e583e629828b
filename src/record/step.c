/*
 * Stepping through the past: the change before or behind a point, the last one
 * of another meeting, the next draft.
 */
#include <stdlib.h>
#include <string.h>

#include "index.h"

struct stepping {
	struct index *index;
	struct drafts drafts;
	unsigned char *reached;
	enum history_step by;
};

/* Whether the step may end at a place, coming from another one. */
static bool
may_end(const struct stepping *stepping, size_t from, size_t at)
{
	struct index_revision was, is;

	if (!stepping->reached[at])
		return false;
	index_at(stepping->index, at, &is);
	if (stepping->by == STEP_DRAFT)
		return drafts_on(&stepping->drafts, &is.revision);
	index_at(stepping->index, from, &was);
	return stepping->by == STEP_CHANGE || (is.meeting != was.meeting &&
		*index_word(stepping->index, is.meeting));
}

static int
find_step(const struct stepping *stepping, const store_id *from, bool back,
	store_id *out, struct err *err)
{
	static const char *const what[] = {
		[STEP_CHANGE] = "change", [STEP_MEETING] = "meeting",
		[STEP_DRAFT] = "draft",
	};
	size_t n = index_n(stepping->index);
	size_t start = index_find(stepping->index, from), at = start;

	while (at < n) {
		struct index_revision found;

		if (back ? at == 0 : at + 1 == n)
			break;
		at = back ? at - 1 : at + 1;
		if (!may_end(stepping, start, at))
			continue;
		index_at(stepping->index, at, &found);
		*out = found.revision;
		return 0;
	}
	return err_set(err, ERR_MISSING, "there is no %s %s", back ? "earlier"
		: "later", what[stepping->by]);
}

int
record_step(struct record *record, const store_id *from,
	enum history_step by, bool back, store_id *out, struct err *err)
{
	struct stepping stepping = { .by = by };
	int rc;

	if (record_drafts(record, &stepping.drafts, err) < 0)
		return -1;
	rc = record_index(record, &stepping.index, err);
	if (rc == 0) {
		stepping.reached = index_reach(stepping.index, &record->tip);
		rc = find_step(&stepping, from, back, out, err);
	}
	free(stepping.reached);
	drafts_release(&stepping.drafts);
	return rc;
}

int
record_leads(struct record *record, const store_id *from,
	const store_id *to, bool *out, struct err *err)
{
	unsigned char *reached;
	struct index *index;
	size_t at;

	if (record_index_to(record, to, &index, err) < 0)
		return -1;
	reached = index_reach(index, to);
	at = index_find(index, from);
	*out = at < index_n(index) && reached[at];
	free(reached);
	return 0;
}
