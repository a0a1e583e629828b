/*
 * Choosing the acts of a report: those of a stretch and a meeting that stand,
 * each with the item that it was about.
 */
#include "adref/record/report.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "index.h"

/* The section at the top that a node stands in; none when it has gone. */
static node_id
item_of(const struct doc *doc, const struct history_entry *entry)
{
	for (size_t i = 0; i < entry->nodes_n; i++) {
		const struct node *node = doc_find(doc, &entry->nodes[i]);

		if (!node || node->kind == NODE_NOTE)
			continue;
		while (node->parent && node->parent->parent)
			node = node->parent;
		return node->id;
	}
	return (node_id){ "" };
}

/*
 * Whether an act stands: no later one took it back. Undo and redo are no acts
 * of their own in an account. The newest are looked at first.
 */
static bool
stands(struct map *gone, const struct history_entry *entry)
{
	bool is_gone = *entry->act_id && map_get(gone,
		str_of(entry->act_id));

	if (*entry->undoes && !is_gone)
		map_put(gone, str_of(entry->undoes), gone);
	return !is_gone && !*entry->undoes;
}

static void
keep(struct report *out, struct history_entry *entry, const struct doc *doc)
{
	struct report_entry *kept;

	out->at = mem_grow(out->at, &out->cap, out->n + 1, sizeof(*out->at));
	kept = &out->at[out->n++];
	kept->item = doc ? item_of(doc, entry) : (node_id){ "" };
	kept->entry = *entry;
	*entry = (struct history_entry){ 0 };
}

static void
turn_around(struct report *report)
{
	for (size_t i = 0; i < report->n / 2; i++) {
		struct report_entry entry = report->at[i];

		report->at[i] = report->at[report->n - 1 - i];
		report->at[report->n - 1 - i] = entry;
	}
}

/* Taken back after the stretch is taken back all the same. */
static int
choose(struct record *record, const struct report_wish *wish,
	struct history *history, struct report *out, struct err *err)
{
	struct index *index;
	struct doc *doc = NULL;
	struct map gone = MAP_INIT;
	unsigned char *before = NULL, *reached;
	const store_id *to = wish->to ? wish->to : &record->tip;
	struct err ignored = ERR_INIT;

	if (record_index_to(record, to, &index, err) < 0)
		return -1;
	record_doc_at(record, to, wish->name, &doc, &ignored);
	reached = index_reach(index, to);
	if (wish->from && !store_id_is_none(wish->from))
		before = index_reach(index, wish->from);
	for (size_t i = 0; i < history->n; i++) {
		struct history_entry *entry = &history->at[i];
		size_t at = index_find(index, &entry->revision);
		bool stand = stands(&gone, entry);

		if (at == index_n(index) || !reached[at] || (before &&
		    before[at]) || (wish->meeting && strcmp(wish->meeting,
		    entry->meeting) != 0))
			continue;
		if (stand)
			keep(out, entry, doc);
		else
			out->taken_back += !*entry->undoes;
	}
	free(reached);
	free(before);
	map_release(&gone);
	doc_free(doc);
	return 0;
}

int
record_report(struct record *record, const struct report_wish *wish,
	struct report *out, struct err *err)
{
	struct history history = { 0 };
	int rc;

	*out = (struct report){ 0 };
	rc = record_history(record, NULL, NULL, 0, &history, err);
	if (rc == 0)
		rc = choose(record, wish, &history, out, err);
	turn_around(out);
	history_release(&history);
	return rc;
}

void
report_release(struct report *report)
{
	for (size_t i = 0; i < report->n; i++)
		entry_release(&report->at[i].entry);
	free(report->at);
	*report = (struct report){ 0 };
}
