/*
 * The sentence of a provenance note. Events that differ only in whose they are
 * are told together: `the written proposals of India and Nepal`.
 */
#include "provenance.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/base/when.h"
#include "adref/doc/party.h"

/* Further ones are counted. */
enum { PARTIES_NAMED = 5 };

/* Events [from, to) of the same kind and place. */
struct group {
	const struct events *events;
	const struct meetings *meetings;
	size_t from, to;
};

static const struct event *
first(const struct group *group)
{
	return &group->events->at[group->from];
}

static bool
same_day(const struct event *a, const struct event *b)
{
	return strncmp(a->when, b->when, strlen("2021-06-17")) == 0;
}

/* Whether two are told in one breath. */
static bool
goes_with(const struct event *a, const struct event *b)
{
	return a->kind == b->kind && a->how == b->how &&
		a->facilitator == b->facilitator &&
		strcmp(a->meeting, b->meeting) == 0 &&
		strcmp(a->paper, b->paper) == 0 &&
		(*a->meeting || same_day(a, b));
}

static size_t
end_of_group(const struct events *events, size_t from)
{
	size_t to = from + 1;

	while (to < events->n && goes_with(&events->at[from],
	       &events->at[to]))
		to++;
	return to;
}

static void
add_party(struct buf *out, const char *code)
{
	buf_add_format(out, "%s%s", strcmp(code, "CHAIR") == 0 ? "the " : "",
		party_room_name(code));
}

/* `India`, `India and Nepal`, `India, Nepal and 2 others`. */
static void
add_parties(struct buf *out, const char *const *codes, size_t n)
{
	size_t named = n > PARTIES_NAMED ? PARTIES_NAMED : n;

	for (size_t i = 0; i < named; i++) {
		if (i)
			buf_add_text(out, i + 1 == n ? " and " : ", ");
		add_party(out, codes[i]);
	}
	if (n > named)
		buf_add_format(out, " and %zu others", n - named);
}

/* The parties of a group, each once; codes has room for all. */
static size_t
take_parties(const struct group *group, const char **codes)
{
	size_t n = 0;

	for (size_t i = group->from; i < group->to; i++) {
		const char *party = group->events->at[i].party;
		size_t k = 0;

		while (k < n && strcmp(codes[k], party) != 0)
			k++;
		if (k == n)
			codes[n++] = party;
	}
	return n;
}

static void
add_what(struct buf *out, const struct group *group, bool several)
{
	static const char *const words[][2] = {
		[EVENT_PROPOSAL] = { "proposal", "proposals" },
		[EVENT_BRACKETS] = { "request for brackets",
			"requests for brackets" },
		[EVENT_WORDING] = { "other wording", "other wordings" },
	};
	const struct event *event = first(group);

	if (event->kind == EVENT_PROPOSAL && event->how == HOW_WRITING)
		buf_add_text(out, "written ");
	if (event->kind == EVENT_PROPOSAL && event->how == HOW_BILATERAL)
		buf_add_text(out, "bilateral ");
	buf_add_text(out, words[event->kind][several]);
}

static void
add_day(struct buf *out, const char *day)
{
	struct when when = WHEN_INIT;

	if (!when_read_day(&when, str_of(day)))
		return;
	when_add_said(out, &when);
	buf_add_format(out, " %d", when.year);
}

static const char *
sitting(const struct group *group)
{
	const struct meeting *meeting = meetings_of_key(group->meetings,
		str_of(first(group)->meeting));
	const char *kind = meeting ? meeting->at[MEETING_KIND] : "";

	if (strcmp(kind, "informal-informal") == 0 ||
	    first(group)->how == HOW_INFORMAL)
		return "the informal-informal consultations";
	if (strcmp(kind, "open informal") == 0)
		return "the open informal meeting";
	if (strcmp(kind, "plenary") == 0)
		return "the plenary meeting";
	return strcmp(kind, "Bureau") == 0 ? "the meeting of the Bureau"
		: "the meeting";
}

/* ` during the meeting on 17 June 2021`, ` of 28 May 2021`. */
static void
add_where(struct buf *out, const struct group *group)
{
	const struct event *event = first(group);
	bool sat = *event->meeting || event->how == HOW_INFORMAL;

	if (*event->paper)
		buf_add_format(out, " (%s)", event->paper);
	if (sat)
		buf_add_format(out, " during %s on ", sitting(group));
	else
		buf_add_text(out, " of ");
	add_day(out, *event->meeting ? event->meeting : event->when);
}

/* `India's written proposal of 28 May 2021`. */
static void
add_group(struct buf *out, const struct group *group)
{
	const char **codes = mem_new(group->to - group->from, sizeof(*codes));
	size_t n = take_parties(group, codes);
	size_t from = out->len;

	if (first(group)->facilitator) {
		buf_add_text(out, n == 1 ? "the facilitator's "
			: "the facilitators' ");
		add_what(out, group, group->to - group->from > 1);
	} else if (n == 1) {
		add_party(out, codes[0]);
		buf_add_text(out, str_ends(str_from(buf_str(out), from), "s")
			? "' " : "'s ");
		add_what(out, group, group->to - group->from > 1);
	} else {
		buf_add_text(out, "the ");
		add_what(out, group, true);
		buf_add_text(out, " of ");
		add_parties(out, codes, n);
	}
	add_where(out, group);
	free(codes);
}

static bool
is_party_of(const struct events *events, const char *party)
{
	for (size_t i = 0; i < events->n; i++)
		if (strcmp(events->at[i].party, party) == 0)
			return true;
	return false;
}

static void
add_supporters(struct buf *out, const struct events *events)
{
	const char **codes = mem_new(events->supporters_n, sizeof(*codes));
	size_t n = 0;

	for (size_t i = 0; i < events->supporters_n; i++)
		if (!is_party_of(events, events->supporters[i]))
			codes[n++] = events->supporters[i];
	if (n) {
		buf_add_text(out, ", supported by ");
		add_parties(out, codes, n);
	}
	free(codes);
}

void
events_add_said(struct buf *out, const struct events *events,
	const struct meetings *meetings)
{
	struct group group = { .events = events, .meetings = meetings };

	for (; group.from < events->n; group.from = group.to) {
		bool proposal = first(&group)->kind == EVENT_PROPOSAL;

		group.to = end_of_group(events, group.from);
		if (!group.from)
			buf_add_text(out, proposal ? "Based on "
				: "In line with ");
		else if (events->at[0].kind == EVENT_PROPOSAL &&
			 group.from == end_of_group(events, 0))
			buf_add_text(out, ", and revised in line with ");
		else
			buf_add_text(out, group.to == events->n
				? " and with " : ", with ");
		add_group(out, &group);
	}
	add_supporters(out, events);
	buf_add_char(out, '.');
}
