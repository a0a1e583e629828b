/*
 * Whom the parties stand with: rows of their tables, sorted by the proposal, so
 * that giving each proposal its own is one walk. A row may name a proposal that
 * is not there, or that comes later.
 */
#include "held_proposals.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/format/proposal_file.h"
#include "inside.h"

void
held_stand_release(struct held_stand *stand)
{
	if (stand->lent)
		return;
	free(stand->is.party);
	free(stand->is.on);
	free(stand->is.meeting);
}

/* The rows of parties that are read anew go: those behind move up. */
static void
drop_stands(struct held_reading *reading)
{
	struct held_proposals *held = reading->held;
	size_t kept = 0;

	if (!reading->dropped.n)
		return;
	for (size_t i = 0; i < held->stands_n; i++) {
		if (map_get(&reading->dropped,
			str_of(held->stands[i].is.party)))
			held_stand_release(&held->stands[i]);
		else
			held->stands[kept++] = held->stands[i];
	}
	held->stands_n = kept;
}

static void
add_stand(struct held_reading *reading, const struct stand_row *row)
{
	struct held_stand *stand;

	reading->stands = mem_grow(reading->stands, &reading->stands_cap,
		reading->stands_n + 1, sizeof(*reading->stands));
	stand = &reading->stands[reading->stands_n++];
	*stand = (struct held_stand){ .number = row->number,
		.line = row->line };
	memcpy(stand->party, row->party, sizeof(stand->party));
	stand->is.party = mem_text(reading->party->code);
	stand->is.against = row->against;
	stand->is.on = mem_text_len(row->on.at, row->on.len);
	stand->is.meeting = mem_text_len(row->meeting.at, row->meeting.len);
}

void
held_read_stands(struct held_reading *reading,
	const struct store_entries *entries)
{
	struct held_party *party = reading->party;
	struct buf path = BUF_INIT, text = BUF_INIT;
	const struct table_trouble trouble = { held_tell_row, reading };
	struct tsv_row row = { .number = 0 };
	struct stand_row stand;
	struct str rest;
	bool same;

	party->stands = held_entry(entries, "stands.tsv", STORE_FILE);
	same = reading->was && store_id_same(&reading->was->stands,
		&party->stands);
	if (same && reading->was->whole)
		return;
	map_put(&reading->dropped, str_of(party->code), reading);
	stands_add_path(&path, party->code);
	reading->path = buf_text(&path);
	if (!store_id_is_none(&party->stands) &&
	    held_read_text(reading, &party->stands, &text)) {
		rest = buf_str(&text);
		while (stands_next(&rest, &row, &stand, &trouble))
			add_stand(reading, &stand);
	}
	reading->held->fresh += !same;
	buf_release(&path);
	buf_release(&text);
}

/* By the proposal, then by who stands so. */
static int
by_proposal(const void *left, const void *right)
{
	const struct held_stand *a = left, *b = right;
	int order = strcmp(a->party, b->party);

	if (order == 0)
		order = (a->number > b->number) - (a->number < b->number);
	return order ? order : strcmp(a->is.party, b->is.party);
}

/* The stands that were read take their places among the others. */
void
held_merge_stands(struct held_reading *reading)
{
	struct held_proposals *held = reading->held;
	size_t old, new = reading->stands_n;

	drop_stands(reading);
	old = held->stands_n;
	if (!new)
		return;
	qsort(reading->stands, new, sizeof(*reading->stands), by_proposal);
	held->stands = mem_grow(held->stands, &held->stands_cap, old + new,
		sizeof(*held->stands));
	held->stands_n = old + new;
	while (new) {
		struct held_stand *to = &held->stands[old + new - 1];

		if (old && by_proposal(&held->stands[old - 1],
			&reading->stands[new - 1]) > 0)
			*to = held->stands[--old];
		else
			*to = reading->stands[--new];
	}
}

static void
tell_dangling(const struct held_source *source,
	const struct held_stand *stand)
{
	struct buf path = BUF_INIT;

	stands_add_path(&path, stand->is.party);
	if (source->tells)
		record_tell(source->record, "%s, line %zu: there is no such "
			"proposal", buf_text(&path), stand->line);
	buf_release(&path);
}

/* Both lists are sorted, so they are walked in step. */
void
held_join_stands(struct held_proposals *held, const struct held_source *source)
{
	size_t at = 0;

	free(held->joined);
	held->joined = mem_new(held->stands_n, sizeof(*held->joined));
	for (size_t i = 0; i < held->all.n; i++) {
		struct proposal *proposal = &held->all.at[i];
		int order = -1;

		proposal->stands = held->joined + at;
		proposal->stands_n = proposal->stands_cap = 0;
		for (; at < held->stands_n; at++) {
			const struct held_stand *stand = &held->stands[at];

			order = strcmp(stand->party, proposal->party);
			if (order == 0)
				order = (stand->number > proposal->number) -
					(stand->number < proposal->number);
			if (order > 0)
				break;
			if (order < 0) {
				tell_dangling(source, stand);
				proposal->stands = held->joined + at + 1;
				continue;
			}
			held->joined[at] = stand->is;
			proposal->stands_n++;
		}
	}
	for (; at < held->stands_n; at++)
		tell_dangling(source, &held->stands[at]);
}

