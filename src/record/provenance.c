/*
 * Gathering what stands behind a paragraph: proposals by their fates, acts by
 * the history. What was taken back is not told, nor what was said in
 * confidence unless it is asked for.
 */
#include "provenance.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/day.h"
#include "adref/base/mem.h"
#include "adref/record/meetings.h"

struct gathering {
	struct record *record;
	const struct provenance_wish *wish;
	struct meetings meetings;
	struct events events;
};

static void
events_release(struct events *events)
{
	for (size_t i = 0; i < events->n; i++) {
		free(events->at[i].party);
		free(events->at[i].when);
		free(events->at[i].meeting);
		free(events->at[i].paper);
	}
	for (size_t i = 0; i < events->supporters_n; i++)
		free(events->supporters[i]);
	free(events->at);
	free(events->supporters);
	*events = (struct events){ 0 };
}

/* In confidence: between two, or where nobody keeps a record. */
static bool
is_confidential(const struct gathering *gathering, const struct event *event)
{
	const struct meeting *meeting = meetings_of_key(&gathering->meetings,
		str_of(event->meeting));

	return event->how == HOW_BILATERAL || event->how == HOW_INFORMAL ||
		(meeting && strcmp(meeting->at[MEETING_KIND],
			"informal-informal") == 0);
}

static bool
is_wanted(const struct gathering *gathering, const char *party)
{
	const struct attribution *who = gathering->wish->who;

	for (size_t i = 0; who && i < who->n; i++)
		if (strcmp(who->at[i].code, party) == 0)
			return true;
	return !who;
}

/* The strings are copied; false when it is left out. */
static bool
add_event(struct gathering *gathering, const struct event *event)
{
	struct events *events = &gathering->events;
	struct event *copy;

	if (!is_wanted(gathering, event->party))
		return false;
	if (!gathering->wish->all && is_confidential(gathering, event)) {
		events->left_out++;
		return false;
	}
	events->at = mem_grow(events->at, &events->cap, events->n + 1,
		sizeof(*events->at));
	copy = &events->at[events->n++];
	*copy = *event;
	copy->party = mem_text(event->party);
	copy->when = mem_text(event->when);
	copy->meeting = mem_text(event->meeting);
	copy->paper = mem_text(event->paper);
	return true;
}

static void
add_supporter(struct events *events, const char *party)
{
	for (size_t i = 0; i < events->supporters_n; i++)
		if (strcmp(events->supporters[i], party) == 0)
			return;
	events->supporters = mem_grow(events->supporters,
		&events->supporters_cap, events->supporters_n + 1,
		sizeof(*events->supporters));
	events->supporters[events->supporters_n++] = mem_text(party);
}

static void
add_proposal(struct gathering *gathering, const struct proposal *proposal)
{
	const struct event event = {
		.kind = EVENT_PROPOSAL, .how = proposal->how,
		.party = proposal->party, .meeting = proposal->meeting,
		.when = proposal->versions_n ? proposal->versions[0].filed
			: (char *)"",
		.paper = proposal->paper,
		.facilitator = *proposal->role != '\0',
	};

	if (!add_event(gathering, &event))
		return;
	for (size_t i = 0; i < proposal->stands_n; i++)
		if (!proposal->stands[i].against)
			add_supporter(&gathering->events,
				proposal->stands[i].party);
}

static int
gather_proposals(struct gathering *gathering, struct err *err)
{
	const struct proposals *all;

	if (record_proposals(gathering->record, &all, err) < 0)
		return -1;
	for (size_t i = 0; i < all->n; i++) {
		const struct proposal *proposal = &all->at[i];

		if ((proposal->fate == FATE_PLACED ||
		     proposal->fate == FATE_MERGED) &&
		    proposal->verb != PROPOSAL_NOC &&
		    node_id_same(&proposal->at, &gathering->wish->node) &&
		    strcmp(proposal->doc, gathering->wish->doc) == 0)
			add_proposal(gathering, proposal);
	}
	return 0;
}

static bool
kind_of(const char *act, enum event_kind *out)
{
	*out = strcmp(act, "bracket-add") == 0 ? EVENT_BRACKETS
		: EVENT_WORDING;
	return strcmp(act, "bracket-add") == 0 ||
		strcmp(act, "alternative-add") == 0;
}

static void
add_act(struct gathering *gathering, const struct history_entry *entry)
{
	struct buf when = BUF_INIT;
	struct event event = { .how = HOW_FLOOR, .party = entry->party,
		.meeting = entry->meeting, .paper = (char *)"" };
	struct tm tm = { .tm_mday = 1 };

	if (!kind_of(entry->act, &event.kind) || !*entry->party ||
	    strcmp(entry->party, "CHAIR") == 0)
		return;
	day_local(entry->time, entry->zone, &tm);
	buf_add_format(&when, "%04d-%02d-%02dT%02d:%02d", tm.tm_year + 1900,
		tm.tm_mon + 1, tm.tm_mday, tm.tm_hour, tm.tm_min);
	event.when = (char *)buf_text(&when);
	add_event(gathering, &event);
	buf_release(&when);
}

/* The newest first: what an act names in `Undoes:` is gone, unless that act
 * is gone itself. */
static int
gather_acts(struct gathering *gathering, struct err *err)
{
	struct history history = { 0 };
	struct map gone = MAP_INIT;
	int rc = record_history(gathering->record, NULL,
		&gathering->wish->node, 0, &history, err);

	for (size_t i = 0; rc == 0 && i < history.n; i++) {
		const struct history_entry *entry = &history.at[i];

		if (map_get(&gone, str_of(entry->act_id)))
			continue;
		if (*entry->undoes)
			map_put(&gone, str_of(entry->undoes), &gone);
		else
			add_act(gathering, entry);
	}
	map_release(&gone);
	history_release(&history);
	return rc;
}

static int
by_time(const void *left, const void *right)
{
	const struct event *a = left, *b = right;
	int order = strncmp(a->when, b->when, strlen("2021-06-17T08:52"));

	if (order == 0)
		order = (a->kind > b->kind) - (a->kind < b->kind);
	return order ? order : strcmp(a->party, b->party);
}

static int
refuse(const struct gathering *gathering, struct err *err)
{
	if (gathering->events.left_out)
		return err_set(err, ERR_MISSING, "all that stands behind it "
			"was said bilaterally or in informal-informals: all "
			"tells that too");
	return err_set(err, ERR_MISSING, "the record does not know where this "
		"comes from: no proposal was placed here, and nobody asked "
		"for brackets");
}

int
record_provenance(struct record *record, const struct provenance_wish *wish,
	struct buf *out, struct err *err)
{
	struct gathering gathering = { .record = record, .wish = wish };
	struct events *events = &gathering.events;
	int rc = record_meetings(record, &gathering.meetings, err);

	if (rc == 0)
		rc = gather_proposals(&gathering, err);
	if (rc == 0)
		rc = gather_acts(&gathering, err);
	if (rc == 0 && !events->n)
		rc = refuse(&gathering, err);
	if (rc == 0) {
		qsort(events->at, events->n, sizeof(*events->at), by_time);
		events_add_said(out, events, &gathering.meetings);
	}
	events_release(events);
	meetings_release(&gathering.meetings);
	return rc;
}
