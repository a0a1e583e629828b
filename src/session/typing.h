/*
 * What the files of typing share; nobody else includes this. typing.c begins
 * and ends, typing_move.c moves, typing_unit.c says over what at once,
 * typing_edit.c changes the line, typing_steps.c
 * takes such changes back, typing_save.c keeps them as an act, typing_split.c
 * and typing_join.c part and join paragraphs,
 * typing_paste.c takes in several lines, typing_new.c has what is not in the
 * text yet,
 * typing_clash.c sees to two who change the same words.
 */
#ifndef ADREF_SRC_SESSION_TYPING_H
#define ADREF_SRC_SESSION_TYPING_H

#include "inside.h"

enum { LINE_MAX_BYTES = 1024 * 1024 };

/* Steps of the first three kinds go on in the one before, within a word. */
enum step_kind { STEP_TYPED, STEP_RUBBED, STEP_DELETED, STEP_OTHER };

/* The line as it stands. */
struct str typing_line(const struct session *session);
/* Whether it is another than the one that typing began with. */
bool typing_is_changed(const struct session *session);
/* As typing_begin(), when nothing is typed now. */
void typing_start(struct session *session, const struct node *node,
	size_t cursor);
/* Say how to leave, the first time; and what can be brought back. */
void typing_say_how(struct session *session);
/* What is selected; false, and nothing set, when nothing is. */
bool typing_selection(const struct session *session, size_t *from,
	size_t *to);
/* Put come in the place of [from, to), the cursor behind it, as a step. */
void typing_splice(struct session *session, size_t from, size_t to,
	struct str come, enum step_kind kind);

/* typing_steps.c: what was done last can be taken back, and done again. */
void steps_note(struct typing_steps *steps, const struct typing_step *step);
void steps_clear(struct typing_steps *steps);

/*
 * typing_unit.c: what keys pass over as one. The offset before the unit that
 * ends at off, behind the one that begins there; at the edges of the line off
 * itself. And off moved out of a unit that it is inside of.
 */
size_t typing_prev(struct str line, size_t off);
size_t typing_next(struct str line, size_t off);
size_t typing_edge(struct str line, size_t off, bool behind);
/* Say whose names were on the brackets that were taken out, if any. */
void typing_say_names(struct session *session, struct str gone);

/* typing_split.c, and for joining too: an act on node, said without its
 * address. */
int typing_act(struct session *session, const char *kind,
	const struct node *node, struct changes *changes,
	const struct buf *subject, const struct buf *done, struct err *err);
/* Go on typing in a node at a byte of its line. */
void typing_go_on(struct session *session, const node_id *id, size_t cursor);
/* What stands below `from` goes below `to`, in front of what is there. */
void typing_add_moves(struct changes *changes, const struct node *from,
	const node_id *to);
const char *typing_kind_word(enum node_kind kind);
/* typing_new.c: type a node that is not in the text yet: its change and what
 * it is beside are given, the rest is found. */
int typing_begin_new(struct session *session, const struct pending *what,
	struct err *err);
/* It is not typed any more: the document is the one at the tip again. */
void typing_new_end(struct session *session);
/* Whether a new node is typed and says nothing so far. */
bool typing_new_is_empty(const struct session *session);
/* Without it, back to where the cursor was. */
void typing_new_leave(struct session *session);
/* The change that puts it in with this line; come has its text. */
int typing_new_change(struct change *out, struct buf *come,
	struct session *session, struct str line, struct err *err);
/*
 * Where a node that typing adds stands and of what kind it is: behind the old
 * one, or, to keep the reading order, first below it. empty: it takes no words
 * of the old one along.
 */
void typing_place(struct change *add, const struct node *node, bool empty);

/* typing_clash.c: the node's line was changed where it was typed in: ask what
 * becomes of what was typed. */
void typing_ask_clash(struct session *session, const struct node *node);

/* typing_join.c: join with the paragraph before, or with the next. */
int typing_join(struct session *session, bool before, struct err *err);

/* typing_save.c: keep what was typed, as an act; what it says goes to
 * session->off. Or, and go on typing in it. */
int typing_keep(struct session *session, struct err *err);
int typing_keep_on(struct session *session, struct err *err);
/* Whether err says that others changed the same words meanwhile: then it is
 * asked what becomes of what was typed, and err is clear. */
bool typing_clashes(struct session *session, struct err *err);
/* The line as the document has it: quoted, a row with pipes. */
int typing_source(struct buf *out, const struct node *node, struct str line,
	struct err *err);
/*
 * Add the changes that make `come` of what typing began with, carried over to
 * what the node's line is now. ERR_STALE when somebody changed the same words.
 */
int typing_changes(struct changes *out, const struct session *session,
	const struct node *node, struct str come, struct err *err);

#endif
