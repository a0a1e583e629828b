/*
 * Last touches, from the index alone.
 */
#include "adref/record/touches.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "index.h"

const char *
index_party(struct record *record, const struct index *index,
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

/* What is looked for: all changes, or those for one party. */
struct touching {
	struct touches *out;
	struct record *record;
	struct index *index;
	const char *party;	/* NULL: all */
};

static bool
is_wanted(const struct touching *touching,
	const struct index_revision *revision)
{
	const char *party;

	if (!touching->party)
		return true;
	if (revision->plain)
		return false;
	party = index_party(touching->record, touching->index,
		revision);
	return strcmp(*party ? party : "CHAIR", touching->party) == 0;
}

/* What an act is about: the text of its nodes, proposals on them, or both;
 * what joins two desks is what was done at each of them. */
static bool
is_on_text(struct str act)
{
	return !str_starts(act, "letter-") && !str_is(act, "form-file") &&
		!str_is(act, "sync") &&
		(!str_starts(act, "proposal-") || str_is(act,
		"proposal-place") || str_is(act, "proposal-merge"));
}

static bool
is_on_proposals(struct str act)
{
	return str_starts(act, "proposal-") || str_is(act, "form-file");
}

static void
put_touch(struct map *out, const struct touching *touching,
	const struct index_revision *revision, const node_id *node)
{
	struct touch *touch;

	if (map_get(out, str_of(node->text)))
		return;
	touch = mem_new(1, sizeof(*touch));
	touch->revision = revision->revision;
	touch->time = revision->time;
	touch->zone = revision->zone;
	touch->author = revision->plain ? index_word(touching->index,
		revision->author) : NULL;
	snprintf(touch->party, sizeof(touch->party), "%s",
		index_party(touching->record, touching->index, revision));
	map_put(out, str_of(node->text), touch);
}

/* The nodes of one change that no later one touched. */
static void
add_touch(const struct touching *touching, size_t at)
{
	const struct index *index = touching->index;
	struct index_revision revision;
	struct str act;

	index_at(index, at, &revision);
	if (!is_wanted(touching, &revision))
		return;
	act = str_of(index_word(index, revision.act));
	for (size_t i = 0; i < revision.nodes_n; i++) {
		node_id node = index_node(index, at, i);

		if (is_on_text(act))
			put_touch(&touching->out->by_node, touching,
				&revision, &node);
		if (is_on_proposals(act))
			put_touch(&touching->out->proposed, touching,
				&revision, &node);
	}
}

/* Those behind `from` that lead to `to`. */
static void
add_touches(const struct touching *touching, const store_id *from,
	const store_id *to)
{
	struct index *index = touching->index;
	unsigned char *reached = index_reach(index, to), *before = NULL;

	if (!store_id_is_none(from))
		before = index_reach(index, from);
	for (size_t at = index_n(index); at-- > 0;)
		if (reached[at] && !(before && before[at]))
			add_touch(touching, at);
	free(reached);
	free(before);
}

int
record_touches(struct record *record, const store_id *from,
	const store_id *to, struct touches *out, struct err *err)
{
	struct touching touching = { .out = out, .record = record };

	*out = (struct touches){ MAP_INIT, MAP_INIT };
	if (record_index_to(record, to, &touching.index, err) < 0)
		return -1;
	add_touches(&touching, from, to);
	return 0;
}

int
record_touches_for(struct record *record, const store_id *from,
	const store_id *to, const char *party, struct touches *out,
	struct err *err)
{
	struct touching touching = { .out = out, .record = record,
		.party = party };

	*out = (struct touches){ MAP_INIT, MAP_INIT };
	if (record_index_to(record, from, &touching.index, err) < 0 ||
	    record_index_to(record, to, &touching.index, err) < 0)
		return -1;
	add_touches(&touching, from, to);
	add_touches(&touching, to, from);
	return 0;
}

const struct touch *
touches_of(const struct touches *touches, const node_id *node)
{
	return map_get(&touches->by_node, str_of(node->text));
}

const struct touch *
touches_of_proposals(const struct touches *touches, const node_id *node)
{
	return map_get(&touches->proposed, str_of(node->text));
}

void
touches_release(struct touches *touches)
{
	map_release_all(&touches->by_node);
	map_release_all(&touches->proposed);
}
