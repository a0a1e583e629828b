/*
 * What the two files of provenance share: the events behind a paragraph, in
 * the order of their times. Not for other floors.
 */
#ifndef ADREF_SRC_RECORD_PROVENANCE_H
#define ADREF_SRC_RECORD_PROVENANCE_H

#include "adref/doc/meeting.h"
#include "adref/record/provenance.h"
#include "inside.h"

enum event_kind { EVENT_PROPOSAL, EVENT_BRACKETS, EVENT_WORDING };

struct event {
	enum event_kind kind;
	enum proposal_how how;
	char *party;		/* code */
	char *when;		/* `2021-06-17T08:52…` */
	char *meeting;		/* key, or "" */
	char *paper;		/* symbol, or "" */
	bool facilitator;	/* the party spoke as that */
};
struct events {
	struct event *at;
	size_t n, cap;
	char **supporters;	/* codes, each once */
	size_t supporters_n, supporters_cap;
	size_t left_out;
};

/* provenance_said.c: append the sentence of events, of which there are some. */
void events_add_said(struct buf *out, const struct events *events,
	const struct meetings *meetings);

#endif
