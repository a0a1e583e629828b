/*
 * What the files about structure share: an act on whole paragraphs, planned
 * first and then made, so that what it would do to brackets can be looked at
 * before. For the session floor's structure_*.c alone.
 */
#ifndef ADREF_SRC_SESSION_STRUCTURE_H
#define ADREF_SRC_SESSION_STRUCTURE_H

#include "inside.h"

enum place_word {
	PLACE_BEFORE, PLACE_AFTER, PLACE_UNDER, PLACE_AFTER_SECTION,
	PLACE_ALT, PLACE_SUPRA, PLACE_OPTION, PLACES
};
/* `before`, `after` …; false when the word is none. */
bool place_word_of(const char *word, enum place_word *out);
const char *place_word_text(enum place_word word);

/* What is done to a pair of brackets of which one end would go. */
enum parting { PART_REFUSE, PART_SPLIT, PART_ANYWAY };

struct plan {
	struct session *session;
	const char *command;
	struct nodes nodes;		/* what it is done to, tops only */
	struct changes changes;
	struct nodes cuts;		/* split pairs are cut before these */
	const char *did, *done;		/* `move`, `moved` */
	struct buf where;		/* ` after B.1`, behind the words */
	enum parting parting;
	node_id place;			/* where to stand then, or none */
	bool reorders;			/* not only the levels change */
	bool keeps_marks;
};

/* What a command does, into changes, from its nodes and other arguments. */
typedef int (*planner)(struct plan *plan, const struct arguments *args,
	struct err *err);
int plan_drop(struct plan *plan, const struct arguments *args,
	struct err *err);
int plan_move(struct plan *plan, const struct arguments *args,
	struct err *err);
int plan_move_to(struct plan *plan, const struct arguments *args,
	struct err *err);
int plan_up(struct plan *plan, const struct arguments *args,
	struct err *err);
int plan_down(struct plan *plan, const struct arguments *args,
	struct err *err);
int plan_promote(struct plan *plan, const struct arguments *args,
	struct err *err);
int plan_demote(struct plan *plan, const struct arguments *args,
	struct err *err);
int plan_duplicate(struct plan *plan, const struct arguments *args,
	struct err *err);

/* structure.c: plan a command and make it. */
int structure_run(struct session *session, const char *command,
	const struct arguments *args, struct err *err);
/*
 * structure_add.c: a node to be added, its place, kind and number found from
 * the one it is put beside or under; text may be empty. adding_release() it in
 * any case.
 */
struct adding {
	struct session *session;
	struct node *by;
	enum place_word word;
	bool option;
	struct change change;	/* come: line */
	struct buf line;
};
int adding_plan(struct adding *adding, struct str text, struct err *err);
void adding_release(struct adding *adding);
/* Such a change as an act, said of `by`. */
int adding_act(struct session *session, const struct change *change,
	const struct node *by, struct err *err);
/*
 * The change that adds one node, put behind those there are; id is the new
 * one's, and its line is the list's.
 */
struct added {
	struct node *by;
	enum place_word word;
	struct str text;
	node_id id;
};
int structure_plan_add(struct changes *changes, struct session *session,
	const struct added *added, struct err *err);
/* One more change, to be filled in. */
struct change *plan_change(struct plan *plan, enum change_kind kind,
	const struct node *node);
/* Parent and neighbour of a place beside or under a node. */
void set_place(struct change *change, const struct node *by,
	enum place_word word, bool section);
/* The last child that text may stand behind: before any sub-section. */
struct node *last_text_child(const struct node *node);
node_id id_or_none(const struct node *node);

/* structure_part.c */
/* Which pairs the plan would part, or reach over other words with one end;
 * trial_release() it in any case. */
int plan_try(struct plan *plan, struct trial *trial, struct err *err);
/* Add what closes and opens these pairs where the text is cut. */
int plan_split(struct plan *plan, const struct trial *trial, struct err *err);
/* `one end of the bracket that opens in A.2 would go`. */
void parted_add_words(struct buf *out, const struct trial *trial);

#endif
