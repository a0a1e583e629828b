/*
 * What the commands on proposals share (proposal_*.c). Not for others.
 */
#ifndef ADREF_SRC_SESSION_PROPOSAL_H
#define ADREF_SRC_SESSION_PROPOSAL_H

#include "adref/doc/proposal.h"
#include "inside.h"

/* Those that an argument names, `IND/3,FRA/1`, in that order. Borrowed from
 * the record, until the next act. */
struct chosen {
	const struct proposal **at;
	size_t n, cap;
};
int chosen_read(struct chosen *out, struct session *session,
	const struct argument *arg, struct err *err);
/* One more, unless it is among them. */
void chosen_add(struct chosen *chosen, const struct proposal *proposal);
void chosen_release(struct chosen *chosen);
/* Append `IND/3`, or `IND/3, FRA/1 and USA/4`. */
void chosen_add_names(struct buf *out, const struct chosen *chosen);

/* proposal_ask.c: names of those that a key is about: those marked in the
 * list or the one under its cursor; without a list, those open here. */
struct names {
	char **at;
	size_t n, cap;
};
void names_chosen(struct names *out, const struct session *session);
/* Append `IND/3, FRA/1 and USA/4`. */
void names_say(struct buf *out, const struct names *names);
void names_release(struct names *names);

/* proposal_propose.c: ask what is proposed, and first for whom. */
bool propose_asks(struct session *session);

/* An act on proposals being put together. */
struct proposal_act {
	struct session *session;
	const char *kind;
	struct proposal_edits edits;
	struct changes changes;
	node_id *about;
	size_t about_n, about_cap;
	struct buf subject, done;	/* done empty: as the subject */
	const char *party;		/* NULL: who speaks */
};
/* The act is also about this node. */
void proposal_act_about(struct proposal_act *act, const node_id *node);
/* Save and release it; rc: what was planned went well. */
int proposal_act_end(struct proposal_act *act, int rc, struct err *err);

/* Now, as files have it: `2021-06-17T08:52+00:00`. The caller's. */
char *proposal_now(const struct session *session);
/* Give it a fate, decided now by who speaks, in the present meeting. */
void proposal_decide(struct proposal *proposal,
	const struct session *session, enum proposal_fate fate);
/* Refuse when it has a fate already, with what would help. */
int proposal_must_be_open(const struct proposal *proposal, struct err *err);
/* The node it stands on in the session's document. */
int proposal_node(struct session *session, const struct proposal *proposal,
	struct node **out, struct err *err);

/* proposal_place.c: the changes that put it into the text; *at: where it
 * stands then. */
int proposal_plan(struct changes *changes, struct session *session,
	const struct proposal *proposal, enum proposal_form form,
	node_id *at, struct err *err);

#endif
