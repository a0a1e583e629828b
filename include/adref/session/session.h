/*
 * A session: one document of a negotiation, a place in it, who speaks, what
 * is selected, and the mode the keys are in. It knows neither frame nor
 * terminal. Views read it; only session_key(), session_paste() and
 * command_do() change it.
 *
 * What always holds: `doc` is the document at the tip, or as it was when that
 * could be read last, or a copy of it as somebody sees it, valid until the next call that changes the session; `place`
 * is a node of it, or none when the document is empty; selection offsets lie
 * within the node's line.
 */
#ifndef ADREF_SESSION_SESSION_H
#define ADREF_SESSION_SESSION_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/map.h"
#include "adref/doc/change.h"
#include "adref/doc/node.h"
#include "adref/doc/pair.h"
#include "adref/doc/proposal_places.h"
#include "adref/doc/seen.h"
#include "adref/doc/voice.h"
#include "adref/record/history.h"
#include "adref/record/journal.h"
#include "adref/record/meetings.h"
#include "adref/record/pack.h"
#include "adref/record/presence.h"
#include "adref/record/record.h"
#include "adref/session/sync.h"
#include "adref/session/key.h"
#include "adref/session/keymap.h"
#include "adref/session/spelling.h"
#include "adref/text/layout.h"

enum session_message {
	MESSAGE_NONE, MESSAGE_DONE, MESSAGE_REFUSED, MESSAGE_HINT
};

/* Words of one node, or whole nodes from `node` to `to_node`. */
struct selection {
	bool is;
	node_id node, to_node;	/* the same: words [from, to) of the line */
	size_t from, to;
	bool growing;		/* moving takes the end along */
	bool whole;		/* whole nodes */
};

/* One step of typing, to be taken back or done again: at off gone went and
 * come came; the cursor was at before, then at after. */
struct typing_step {
	size_t off, before, after;
	char *gone, *come;
	int kind;		/* which others it goes on from */
};
struct typing_steps {
	struct typing_step *at;
	size_t n, cap;
	size_t done;		/* those behind are taken back */
	bool closed;		/* the next one does not go on in the last */
};

/*
 * A node that is typed and is in the text only when it is kept: until then the
 * document shown is a copy that has it (typing_new.c).
 */
struct pending {
	bool is;
	struct change add;	/* come: the line that it begins with */
	char *come;
	node_id by;		/* the one that it is put beside or under */
	bool numbered;		/* it begins with a number made for it */
	int way;		/* how that was made: enum number_way */
	bool keeps;		/* it says something as it is: `No text` */
	node_id from;		/* where the cursor was, to go back there */
	size_t off;
	bool at_bracket;
};

/* Typing in a node: the line as it stands on the screen. */
struct typing {
	node_id node;
	struct buf line;
	size_t cursor;		/* byte of line */
	size_t mark;		/* where a selection began */
	bool marking;
	char *before;		/* the line as it was when typing began; NULL:
				 * nobody types */
	struct typing_steps steps;
	size_t goal, goal_at;	/* column of moves by row, and the cursor for
				 * which it holds */
	size_t text;		/* where the text begins behind a number that
				 * came with a new paragraph, or 0 */
	struct pending pending;
	struct buf left;	/* what was typed and not saved, of left_node; */
	node_id left_node;	/* none: of a new one, without its number */
	bool refused;		/* the disk did not take it; */
	bool left_refused;	/* nor what was left */
	bool told;		/* how to leave was said once */
	bool command;		/* the next key is a command of the text */
	bool goes_on;		/* an act was done meanwhile */
	bool parted;		/* this began as the second part of another: */
	struct buf seam;	/* the blanks that stood between the two */
};

/* What the journal was told last. */
struct journaling {
	struct journal *journal;	/* NULL: nothing is journaled */
	struct buf line;
	size_t cursor;
	bool noted;
	bool unsafe;		/* it could not be written */
};

/*
 * Where others can see one to be (presence.h), and what the screen that the
 * room follows shows while it is held.
 */
struct attending {
	struct present *own;	/* NULL: nobody can see it */
	bool holds;
	store_id revision;	/* the text, and where in it, as it was then */
	char *doc;
	node_id node;
	size_t off;
};

/* For whom the screen is: a room sees it large, and without what is not for it
 * (view_room.c); with names when it is to have them. */
enum for_room { ROOM_NONE, ROOM_UNNAMED, ROOM_NAMED };

/*
 * Another editor that this session goes along with (mirror.c), and what is
 * typed there and not in the text yet.
 */
struct mirror {
	bool is;		/* it goes along with somebody */
	char *whom;		/* a part of their name; NULL: who came last */
	char name[17];		/* of their presence; "": nobody is there */
	bool held;		/* it stands still */
	bool typed;		/* line is typed in node now, */
	struct journal_entry entry;	/* as their journal has it */
};

/* What was cut or copied: words, or nodes with what stands below them. */
struct clip_node {
	node_id id;		/* as it was */
	enum node_kind kind;
	unsigned level;		/* of a section */
	size_t depth;		/* below the first one */
	char *line;
};
struct clip {
	struct clip_node *at;
	size_t n, cap;
	bool nodes;		/* else the words of at[0] */
	bool cut;		/* nodes that go where they are put */
	char *doc;		/* the document they are of */
};

/* How words are looked for. */
struct search_options {
	unsigned flags;		/* enum find_flags */
	bool section;		/* only in one section, with all below it */
	node_id within;		/* that section */
	bool notes;		/* in the footnotes, too */
};
/* What was looked for last. */
struct search {
	struct buf words;
	struct search_options options;
	node_id note;		/* of a place in a note, while the cursor is */
	size_t note_from, note_to;	/* on its mark: the note, its bytes */
};

enum prompt_kind {
	PROMPT_TEXT, PROMPT_WORDS, PROMPT_PARTY, PROMPT_PLACE, PROMPT_FILTER,
	PROMPT_CHOICE, PROMPT_WORDING
};
/* Words that can be taken for an answer, and edited: of a PROMPT_WORDING. */
struct prompt_offer {
	char *name;		/* `IND/3`: whose they are */
	char *text;
};
/* An answer: its letter, what it means and the line that it runs. */
struct prompt_choice {
	const char *letter;	/* one character, lower case */
	const char *words;	/* `only India`; "" where the question says */
	const char *command;
};
struct prompt {
	enum prompt_kind kind;
	char *label;		/* `bracket which words?` */
	bool compares;		/* the label marks words gone and come */
	struct buf text;	/* typed so far */
	size_t behind;		/* bytes of it behind the cursor */
	bool fresh;		/* it was offered, and is not touched: what is
				 * typed takes its place */
	bool may_be_empty;	/* PROMPT_WORDING: no words are an answer */
	bool edits;		/* PROMPT_WORDING: what is offered is meant to
				 * be edited, and not to be written over */
	char *command;		/* the line that waits: what was typed is
				 * its last argument */
	char *then;		/* what runs when that is done, or NULL */
	struct buf hint;	/* `1 place, A.1.6`; `Germany  Ghana` */
	char *about;		/* what it is asked about, or NULL */
	char *suggestion;	/* what Enter would take, or NULL */
	size_t turn;		/* which suggestion Tab has come to */
	struct buf stem;	/* of a filter: what was typed before Tab */
	struct buf takes;	/* what Enter does: `Bracket at India's
				 * request`; "" where there is no more to say */
	const char *turns;	/* what the next suggestion is; NULL: none */
	struct search_options options;	/* of words that are looked for */
	const char *other;	/* the suggestion behind; NULL: none */
	bool choosing;		/* the next letter is one of those */
	struct buf near;	/* the words found, among those around them */
	size_t near_from, near_to;	/* of near: the words found */
	struct prompt_choice *choices;	/* PROMPT_CHOICE: owned, like its
					 * words */
	size_t choices_n;
	struct prompt_offer *offers;	/* PROMPT_WORDING: owned */
	size_t offers_n;
};

/*
 * A letter that was received, read beside the text it is about. The node is
 * the one that the letter's words name, else the one that was shown before.
 */
struct letter;
struct letter_beside {
	const struct letter *letter;	/* the document is this one; NULL: it
					 * is none. Borrowed like doc */
	struct doc *text;	/* the document beside, borrowed; or NULL */
	char *name;		/* its name; NULL: nothing was read yet */
	node_id node;		/* a node of it, or none */
	enum { NAMED_NOWHERE, NAMED_HERE, NAMED_BEFORE } named;
				/* in the paragraph, or in one before it */
	node_id place;		/* where one was in it */
	char party[13], speaker[13];	/* who spoke there */
};

enum list_kind {
	LIST_HISTORY, LIST_CHANGE, LIST_DRAFTS, LIST_HELP, LIST_PALETTE,
	LIST_DOCUMENTS, LIST_LETTERS, LIST_SLIPS, LIST_LEFT, LIST_WORDINGS,
	LIST_UNDO,
	LIST_TAKE_BACK, LIST_SPELLING, LIST_REPAIRS,
	LIST_BRACKETS, LIST_RENUMBER, LIST_NOTES, LIST_ALIKE, LIST_HITS,
	LIST_MEETINGS, LIST_BUREAU,
	LIST_LIFE, LIST_BLAME, LIST_COMPARE,
	LIST_PROPOSALS, LIST_PROPOSAL,
	LIST_OURS, LIST_AUDIT, LIST_CONVERGENCE, LIST_LEDGER, LIST_WATCHES,
	LIST_OTHERS
};
struct list_row {
	char *text;		/* plain text; with {+ +} {- -} where words
				 * are compared: list_compares(). NULL: made
				 * when list_text() is asked for it */
	char *beside;		/* text is how it read, this how it reads: side
				 * by side, or one below the other; either may
				 * be ""; or NULL */
	char *plain;		/* text in plain characters; NULL: it is */
	bool heading;		/* no place to stand: a draft's line, a group */
	bool leads;		/* a heading of the next row alone */
	bool rule;		/* a heading drawn across the screen */
	node_id node;		/* where Enter goes, or none */
	size_t from, to;	/* words to select there; to 0: none, the cursor
				 * goes to from */
	bool at_bracket;	/* a bracket stands there */
	size_t strong, strong_to;	/* the bytes of text that matter most */
	store_id revision;	/* what Enter shows, or none */
	char *command;		/* what Enter runs, or NULL */
	char *also;		/* not shown, but found by the filter; or NULL */
	char *drop, *raise, *lower;	/* what dropping it, or moving it up or
				 * down, runs; or NULL */
	char *back;		/* what makes the text read as it says, or
				 * NULL */
	char *proposal;		/* that it is about: `IND/3`; or NULL */
	bool marked;		/* for one act on several */
	bool hidden;		/* by the filter */
	char *bare;		/* what the filter finds it by, once made */
};
struct listed;			/* of LIST_PROPOSALS: proposal_list.c */
struct past;			/* of LIST_HISTORY: history_list.c */
struct list {
	enum list_kind kind;
	char *title;
	struct list_row *at;
	size_t n, cap;
	size_t cursor;		/* row */
	struct buf filter;	/* only rows that hold these words */
	bool filtered;		/* the rows know which are hidden */
	size_t marked;		/* how many are */
	struct listed *listed;	/* or NULL */
	struct past *past;	/* or NULL */
	struct list *under;	/* the list it was opened from */
};

/*
 * Five different letters within half a second that no prompt took are a person
 * who thinks this is typing: what the first four did is taken back, and what
 * follows without a pause does nothing either (guard.c).
 */
enum {
	GUARD_LETTERS = 5, GUARD_MILLIS = 500,
	GUARD_QUIT_MILLIS = 200	/* a word goes on sooner than this */
};
/* A letter of what may be a word, and how things stood before it. */
struct guard_step {
	uint32_t letter;
	int64_t millis;
	bool answered;		/* it was typed into a question or paragraph */
	bool moved;		/* all it did was going to another place */
	store_id tip;
	char *doc_name;
	node_id place;
	size_t off;
	bool at_bracket, names, zoom;
	enum seen seen;
	char seen_party[13];
	int searched;
	struct selection selection;
	struct map *folded, *marked;	/* NULL: the letter changed none */
	size_t lists;		/* how many were open */
};
struct guard {
	struct guard_step steps[GUARD_LETTERS];
	size_t n;
	bool letter;		/* a letter of them was the last to act */
	int64_t deaf_until;	/* millis; 0: every key acts */
};

/*
 * An act that needs a person's word: to reopen what is agreed, to take out a
 * note that loses its last mark. Its command waits here until the questions
 * are answered, and is then run again.
 */
struct consent {
	char *line;		/* the command that waits, or NULL */
	enum { CONSENT_NONE, CONSENT_REOPEN, CONSENT_NOTES } asks;
	struct buf question;
	bool reopens;		/* at whose request, and why, is known */
	bool always;		/* told with the call: for all its acts */
	char party[13];
	char *reason;
	enum { NOTES_ASK, NOTES_GO, NOTES_STAY } notes;
};

/* The proposals of the document, as they were when they were last looked up. */
struct proposals_seen {
	struct proposal_places places;
	store_id tip;
	char *doc_name;		/* NULL: never yet */
};

struct reader;

/* What is compared, and what of it is shown. */
struct comparing {
	char *from, *to;	/* points as they were given */
	unsigned off;		/* kinds that are not shown */
	bool apart;		/* before and after by themselves */
	char party[13];		/* only what was done for it; or "" */
	char *in;		/* only in this place; or NULL */
};

/* How long the one who speaks does. */
struct turn {
	struct voice voice;	/* who spoke last but for the Chair */
	bool holds;		/* until somebody else is named */
	bool away;		/* another item is looked at: speaks again on
				 * the way back */
	char *doc;		/* in which the item is; NULL: no act yet */
	node_id item;		/* of the first act; none: before the items */
	char *meeting;		/* in which, or NULL */
};

/* Write a file of the person's; 1 and nothing written when there is one
 * already and it is not to be written over. */
typedef int session_write(const char *path, struct str bytes, bool over,
	struct err *err);

/* Syncing with another desk while the work goes on. */
struct syncing_now {
	const struct sync_verbs *verbs;	/* NULL: there is none */
	void *ctx;
	struct sync_job *job;	/* or NULL */
	bool stops;		/* that was wished */
	char *remote;		/* the last one; NULL: none yet */
	struct buf said;	/* how far it is */
};

enum session_mode {
	SESSION_OUTLINE, SESSION_TYPING, SESSION_PROMPT, SESSION_LIST
};

struct session {
	struct record *record;
	struct doc *doc;
	bool unread;			/* it cannot be read: doc is as it was
					 * when it could be */
	char *doc_name;
	struct keymap keymap;
	enum session_mode mode, mode_under;	/* under a prompt */

	node_id place;
	size_t off;			/* byte of the place's line */
	node_id near[8];		/* those before it, the nearest first:
					 * where to stand when it is gone */
	bool at_bracket;		/* off stands on a bracket */
	struct selection selection;
	struct typing typing;
	struct journaling journaling;
	struct attending attending;
	struct mirror mirror;
	struct presence_list others;	/* there too, as last looked */
	struct {
		struct packing_thread *thread;	/* or NULL */
		unsigned percent;	/* of what it is at */
	} packing;
	struct syncing_now syncing;
	enum for_room room;
	struct clip clip;
	struct spelling spelling;
	struct prompt prompt;
	struct list *list;		/* the one on top, or NULL */
	struct map folded;		/* ids of folded nodes */
	struct map marked;		/* ids of marked nodes, some perhaps
					 * gone: session_is_marked() */
	struct buf pasted;		/* lines that wait for an answer */
	struct search search;
	struct replacing *replacing;	/* places shown one by one, or NULL */
	enum { SEARCH_WORDS, SEARCH_BRACKET, SEARCH_BLANK } searched;

	char party[13];			/* for whom; "" = the Chair */
	char speaker[13];		/* on its behalf; "" = it speaks */
	struct turn turn;
	char *meeting, *reason;		/* or NULL; the meeting by its key */
	struct meetings meetings;	/* the register, at the tip */
	int64_t meeting_used;		/* the last key while it was current */
	int64_t meeting_noted;		/* when it was kept last */
	char *meeting_file;		/* where, or NULL */
	bool names, zoom;
	enum seen seen;			/* how the text is seen; as others do:
					 * for reading only */
	char seen_party[13];		/* as whom, or without whose brackets */
	struct doc *seen_doc;		/* doc, when it is not as it stands */
	struct {
		store_id revision;	/* none: now */
		char *name;		/* `D1+3, 17 June 10:42` */
		struct doc *doc;
	} then;				/* the text is seen as it was then */
	struct letter_beside beside;
	struct standing standing;
	struct proposals_seen *proposals;	/* session_proposals() */
	struct comparing comparing;
	struct reader *reader;		/* what the person has read; NULL:
					 * nobody asks (reader.c) */
	struct consent consent;
	struct buf same;		/* `the same as agenda A` of a heading
					 * that is tied to an item; else
					 * empty */
	struct buf agreed;		/* `agreed ad ref, 17 June, …` of a
					 * place that is; else empty */
	node_id agreed_of;		/* whose that is */
	enum node_status agreed_as;
	bool keys;			/* a command of a key runs: questions
					 * may be asked */
	size_t running;			/* commands within commands */

	struct buf news;		/* what others did, a line each, until
					 * it is read */
	struct buf message;
	enum session_message message_kind;
	const char *back;		/* the command that takes back the act
					 * that message tells of, or NULL */
	size_t rows, cols;		/* of the screen */
	int64_t millis;			/* set before a key by who knows the
					 * time; 0: no guard against typing */
	struct guard guard;
	bool alt;			/* the last key was an Esc that found
					 * nothing to close, and the next one
					 * came with it */
	int paged;			/* +1, -1: a page down or up in a long
					 * paragraph, to paged_off */
	size_t paged_off;
	size_t count;			/* typed before a motion; 0: none */
	bool quit, suspend, redraw;
	bool tour;			/* left for the tour, to come back */
	bool read_only;
	bool served;			/* there is nothing beside it: no shell
					 * to stop for, no tour to make */
	session_write *write_file;	/* or NULL */
	bool delegate;			/* open for a delegation: the party
					 * that speaks, for good */
};

struct session_options {
	const char *document;		/* NULL: the main one */
	const char *party, *reason;
	const char *meeting;		/* as it is said; NULL: the one kept */
	bool keeps_meeting;		/* for the next call, too */
	struct str meetings_kept;	/* the text of this file of the */
	const char *meeting_file;	/* person's own; NULL: there is none */
	bool reopens;			/* agreed text, for party and reason */
	const char *keymap;		/* built-in name; NULL: default */
	struct str own_keys;		/* the person's own keymap text */
	const char *own_file;		/* its name */
	struct str words;		/* the person's own words */
	const char *words_file;		/* where they are kept, or NULL */
	const char *dictionaries;	/* folders, or NULL for the usual */
	enum for_room room;
	bool served;			/* struct session's, as */
	session_write *write_file;	/* this; NULL: no file is written */
	const char *bookmark_file;	/* where what was read is kept; NULL:
					 * nowhere */
	bool keeps_bookmark;		/* what is read in this session, too */
	const char *since;		/* as if one had read last at this
					 * point or day; NULL: as it is kept */
};
int session_open(struct session **out, struct record *record,
	const struct session_options *options, struct err *err);
void session_close(struct session *session);

/* One key; always leaves the session in order. A key that means nothing
 * changes nothing but the message. */
void session_key(struct session *session, key_code key);
/*
 * How long to wait for one more key before `quit` is final, in milliseconds;
 * 0: it is. A word with a letter in it that leaves is no wish to leave.
 */
int session_quits_in(const struct session *session);
/* What was pasted: text as it came, made safe here. */
void session_paste(struct session *session, struct str text);
void session_resize(struct session *session, size_t rows, size_t cols);
/* Columns that are left free at both sides of the text, for a room. */
size_t session_margin(const struct session *session);
/*
 * For the one who looks at a screen: say what is printed with the draft, when
 * nothing else is to be said; who reads for a party sees what became of its
 * proposals.
 */
void session_greet(struct session *session);
/*
 * From now on what is typed is noted in the journal, and others can see where
 * one is; -1 when one of them cannot be, and the other is.
 */
int session_attend(struct session *session, struct err *err);
/*
 * For the one who sits at a terminal: session_attend(), and open the list of what was left behind, if anything was.
 */
int session_offer(struct session *session, struct err *err);
/* What is being typed is in the journal, on the disk, when this returns;
 * false: it could not be. */
bool session_keep(struct session *session);
/* Append the words that were typed and are not saved, to be read elsewhere. */
void session_add_unsaved(struct buf *out, const struct session *session);
/*
 * Long work is done in pieces between keys: whether there is some, and a piece
 * of it, true when there was one and the screen should be drawn.
 */
bool session_works(const struct session *session);
bool session_work(struct session *session);
/* Look whether others have written, or stand or type elsewhere; true when the
 * screen should be drawn. */
bool session_tick(struct session *session);
/* Who else types in a node now, borrowed until the next tick, or NULL; *n: how
 * many do. */
const struct presence *session_typed_by(const struct session *session,
	const node_id *node, size_t *n);

/*
 * Go along with another editor from now on, for reading: its text, the place
 * in it, and the words that are typed there. whom: a part of their name; NULL:
 * the one who came to their place last, and goes on being the one.
 */
void session_follow(struct session *session, const char *whom);
/* Look where they are now. */
void session_follow_look(struct session *session);
/* What changes when they move, type or save: each path, for whoever waits. */
void session_follow_paths(struct session *session,
	void (*each)(void *ctx, const char *path), void *ctx);

/* Show another document; the place is its beginning. */
int session_switch(struct session *session, const char *name,
	struct err *err);
/*
 * See the text as somebody does (seen.h) from now on; party: a code or NULL.
 * The place stays, or the nearest before it that is left.
 */
int session_see(struct session *session, enum seen seen, const char *party,
	struct err *err);

/* See the text as it was at a point, for reading; NULL: as it is now. */
int session_then(struct session *session, const store_id *revision,
	struct err *err);
bool session_is_then(const struct session *session);

/* The node the cursor is on; NULL in an empty document. */
struct node *session_place(const struct session *session);
bool session_is_folded(const struct session *session,
	const struct node *node);
/* Whether a node is marked for an act of several. */
bool session_is_marked(const struct session *session,
	const struct node *node);
/* Whether a node is new to who reads; *old (may be NULL): as it was read, NULL
 * for one that was put in since. */
bool session_is_new(const struct session *session, const struct node *node,
	const struct node **old);
/* Append which patterns that the reader watches came into a new node or went
 * from it, `"ammunition" added`; false: none did. */
bool session_add_watched(struct buf *out, const struct session *session,
	const struct node *node);
/* Whether a node is on the outline now (not below a folded one). */
bool session_shows(const struct session *session, const struct node *node);
/* Next and previous on the outline, where the footnotes stand behind the body
 * in the order of their numbers; NULL at the ends. */
struct node *session_next(const struct session *session,
	const struct node *node);
struct node *session_prev(const struct session *session,
	const struct node *node);
/* Whether [off, off + 1) of node is selected; whole for whole nodes. */
bool session_selects(const struct session *session, const struct node *node,
	size_t off);
/*
 * The brackets that the keys act on: those the cursor or what is selected
 * stands on, else the innermost around it, in other paragraphs too. At the
 * beginning of a paragraph the only pair there is; of several, none.
 */
bool session_bracket(const struct session *session, struct pair *out);
/*
 * The document's proposals by the node they stand on, borrowed until the next
 * call that changes the session; read when they are first asked for. NULL when
 * they cannot be read.
 */
const struct proposal_places *session_proposals(
	const struct session *session);
/*
 * How the question is laid out in rows of the screen when what is typed may
 * fill several: layout_release() it. What is typed begins at *first, behind
 * the label.
 */
void session_lay_prompt(const struct session *session, struct layout *out,
	size_t *first);
/* Whether leaving the question keeps what was written: a wording. */
bool prompt_keeps(const struct prompt *prompt);
/* Whether the rows of a list of this kind mark words gone and come. */
bool list_compares(enum list_kind kind);
/* Whether the list on top is the first screen of who reads for a party: there
 * is nothing behind it to go back to but the text. */
bool list_is_first(const struct session *session);
/* Where keys in the list on top are looked up. */
enum key_mode session_list_keys(const struct session *session);
/* From so many columns on texts that are compared stand side by side. */
enum { SIDES_FROM = 100 };
/* What a row reads, borrowed. */
const char *list_text(const struct list *list, size_t row);
/* How many of its lines one can stand on; rows are made of them as the cursor
 * comes near. */
size_t list_lines(const struct list *list);
/* Whether the list's row is shown under its filter. */
bool list_shows(const struct list *list, size_t row);

#endif
