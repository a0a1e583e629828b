/*
 * Last touches, from the index alone.
 */
#include "adref/record/touches.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "index.h"

/* For whom it was, as it was corrected. */
static const char *
party_of(struct record *record, const struct index *index,
	const struct index_revision *revision)
{
	char act_id[2 * INDEX_ACT_ID + 1];
	const struct voice *corrected;

	for (size_t i = 0; i < INDEX_ACT_ID; i++)
		snprintf(act_id + 2 * i, 3, "%02x", revision->act_id[i]);
	corrected = corrected_voice(record, act_id);
	return corrected ? corrected->party
		: index_word(index, revision->party);
}

/* The nodes of one change that no later one touched. */
static void
add_touch(struct touches *out, struct record *record,
	const struct index *index, size_t at)
{
	struct index_revision revision;

	index_at(index, at, &revision);
	for (size_t i = 0; i < revision.nodes_n; i++) {
		node_id node = index_node(index, at, i);
		struct touch *touch;

		if (map_get(&out->by_node, str_of(node.text)))
			continue;
		touch = mem_new(1, sizeof(*touch));
		touch->revision = revision.revision;
		touch->time = revision.time;
		touch->zone = revision.zone;
		snprintf(touch->party, sizeof(touch->party), "%s",
			party_of(record, index, &revision));
		map_put(&out->by_node, str_of(node.text), touch);
	}
}

int
record_touches(struct record *record, const store_id *from,
	const store_id *to, struct touches *out, struct err *err)
{
	struct index *index;
	unsigned char *before = NULL, *reached;

	*out = (struct touches){ MAP_INIT };
	if (record_index_to(record, to, &index, err) < 0)
		return -1;
	reached = index_reach(index, to);
	if (!store_id_is_none(from))
		before = index_reach(index, from);
	for (size_t at = index_n(index); at-- > 0;)
		if (reached[at] && !(before && before[at]))
			add_touch(out, record, index, at);
	free(reached);
	free(before);
	return 0;
}

const struct touch *
touches_of(const struct touches *touches, const node_id *node)
{
	return map_get(&touches->by_node, str_of(node->text));
}

void
touches_release(struct touches *touches)
{
	map_release_all(&touches->by_node);
}
