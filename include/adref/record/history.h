/*
 * The past: changes and drafts. A change is one act, numbered since the draft
 * before it: `D1+14`; before the first draft `+3`.
 */
#ifndef ADREF_RECORD_HISTORY_H
#define ADREF_RECORD_HISTORY_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/doc/diff.h"
#include "adref/doc/node.h"
#include "adref/record/record.h"

/* What is printed with a draft beside its title, date and symbol. */
struct printed {
	char *prejudice;	/* the line that says without prejudice to
				 * what it is; or "" */
	char *deadline;		/* a day, for inputs; or "" */
	bool unnamed;		/* without names */
};
/* Whether there is any of it. */
bool printed_is(const struct printed *printed);
/* Append it, each with `between` before all but the first: the line without
 * prejudice; `Inputs by 1 July 2021`; `Names are left out`. */
void printed_add(struct buf *out, const struct printed *printed,
	const char *between);

struct draft {
	char *name;		/* `draft-1`, `draft-1-rev-1`, `agenda/draft-1` */
	char *title;		/* `Draft 1` when none was given */
	char *date;		/* `2021-06-10`; the tag's day when none */
	char *symbol;		/* or "" */
	struct printed printed;
	char *without_fate;	/* what it was tagged over: `2 proposals`; */
	char *reason;		/* and why; or "" */
	store_id revision;	/* none: the tag points to nothing */
};
struct drafts {
	struct draft *at;
	size_t n, cap;
};
/* All drafts, the oldest first. */
int record_drafts(struct record *record, struct drafts *out, struct err *err);
void drafts_release(struct drafts *drafts);

/*
 * Tag the present text. number: `1`, `1-rev-1`, `Draft 1`, `draft-1`, or
 * `agenda/draft-1`. The others may be NULL; names: `yes` or `no`. ERR_REFUSED
 * when there is such a draft, and without a reason when something has no fate
 * (record_draft_audit()). *name (may be NULL): the tag's name, the caller
 * frees.
 */
struct draft_wish {
	const char *number, *title, *symbol, *date;
	const char *prejudice, *deadline, *names;	/* what is printed */
	const char *reason;
};
int record_draft(struct record *record, const struct draft_wish *wish,
	char **name, struct err *err);

struct history_entry {
	store_id revision, parent;	/* parent: none for the first */
	bool joins;			/* two lines: it has another parent */
	char *change;			/* `D1+14`, `+3`, `D1` for a draft's */
	int64_t time;
	int zone;
	char *author, *committer;	/* names, safe to show */
	char *party;			/* code; "" when none was recorded */
	char *speaker;			/* on its behalf: a code, or "" */
	char *recorded;			/* `IND`, `BRA/G77`, `CHAIR`: for whom
					 * it was recorded, when that was
					 * corrected (act_for.h); or "" */
	char *corrects;			/* the act whose party it corrects */
	char *meeting;			/* or "" */
	char *act;			/* or "" for a revision of plain git */
	char *act_id, *undoes;		/* or "" */
	char *subject;			/* safe to show */
	node_id *nodes;			/* as recorded, or as compared */
	size_t nodes_n;
	node_id *reopens;		/* agreed nodes that it reopened */
	size_t reopens_n;
	char *reason;			/* or "" */
	char **drafts;			/* names of drafts on this revision */
	size_t drafts_n;
};
struct history {
	struct history_entry *at;	/* newest first */
	size_t n, cap;
};
/* Append for whom an act was: `G77 (Brazil)`, `India`; the author when nobody
 * is recorded. */
void entry_add_for(struct buf *out, const struct history_entry *entry);
/*
 * The changes up to `point` (none: the tip), newest first, at most max (0:
 * all); only those of one node when node is not NULL.
 */
int record_history(struct record *record, const store_id *point,
	const node_id *node, size_t max, struct history *out,
	struct err *err);
/* One's own acts that stand, newest first, at most max: those that can be
 * taken back. */
int record_undo_list(struct record *record, size_t max, struct history *out,
	struct err *err);
void history_release(struct history *history);

/*
 * The agreed nodes that acts behind `from` (none: from the beginning) up to
 * `to` (none: the tip) have reopened, each once, the latest first. Acts that
 * were taken back do not count. Empty when `to` is not behind `from`; where a
 * revision cannot be read it ends, and record_notice() tells.
 */
struct reopening {
	node_id node;
	char *party;		/* at whose request: a code; "": the Chair */
	char *meeting, *reason;	/* or "" */
};
struct reopened {
	struct reopening *at;
	size_t n, cap;
};
void record_reopened(struct record *record, const store_id *from,
	const store_id *to, struct reopened *out);
void reopened_release(struct reopened *reopened);
/* Mark in what differs between two states what was reopened between them. */
void reopened_mark(struct diff *diff, const struct reopened *reopened,
	const struct doc *from, const struct doc *to);

/* POINT: `draft-1`, `D1`, `Draft 1`, `D1+14`, `+3`, a revision, `now`. */
int record_point(struct record *record, const char *point, store_id *out,
	struct err *err);

/* Whether one revision is another, or leads to it. */
int record_leads(struct record *record, const store_id *from,
	const store_id *to, bool *out, struct err *err);

/*
 * The point one step before or behind another, on the way to the tip: a
 * change, the nearest one of another meeting, a draft of the main document.
 * ERR_MISSING when there is none.
 */
enum history_step { STEP_CHANGE, STEP_MEETING, STEP_DRAFT };
int record_step(struct record *record, const store_id *from,
	enum history_step by, bool back, store_id *out, struct err *err);

/* Where the tip is: the last draft and how many changes since. */
struct standing {
	char *draft;		/* title, or "" before the first draft */
	char *name;		/* `draft-1`, or "" */
	char *date, *symbol;
	struct printed printed;	/* with that draft */
	size_t since;
	size_t reopened;	/* agreed nodes reopened since */
	int64_t saved;		/* time of the tip */
	int zone;
};
int record_standing(struct record *record, struct standing *out,
	struct err *err);
void standing_release(struct standing *standing);

#endif
