/*
 * What the files of the session floor share. Not for other floors.
 */
#ifndef ADREF_SRC_SESSION_INSIDE_H
#define ADREF_SRC_SESSION_INSIDE_H

#include "adref/base/day.h"
#include "adref/doc/changes.h"
#include "adref/doc/diff.h"
#include "adref/doc/find.h"
#include "adref/doc/guard.h"
#include "adref/doc/notes.h"
#include "adref/record/proposals.h"
#include "adref/session/command.h"
#include "adref/session/session.h"

/* session.c: messages and the document. */
void session_say(struct session *session, enum session_message kind,
	const char *format, ...) __attribute__((format(printf, 3, 4)));
/* Show an error as a refusal. */
void session_refuse(struct session *session, const struct err *err);
/* Take the document at the tip again; keeps the place when it can. */
int session_take_doc(struct session *session, struct err *err);
/*
 * unsaved.c: what was typed could not be saved: when it is the disk that says
 * no, put behind the reason what helps.
 */
void unsaved_note(struct session *session, struct err *err);
/* Before leaving: ask, and true, when words would be lost. */
bool unsaved_asks(struct session *session);
/* The tip has moved: read again where it stands. */
void session_moved(struct session *session);

/* place.c: going somewhere. */
void place_go(struct session *session, const struct node *node, size_t off);
/* To the beginning of what an act has made, where it is there. */
void place_go_made(struct session *session, const node_id *id);
/* place_rows.c: the rows of the place, as the view has them; of what is typed
 * there while typing. */
struct layout;
void place_lay(struct layout *layout, struct session *session);
/* Go a page on or back in the place; false when there is none left in it, or
 * the screen holds it all. */
bool place_page(struct session *session, bool down);
/* As session_next() and _prev() where nothing is folded. */
struct node *place_next(const struct session *session,
	const struct node *node);
struct node *place_prev(const struct session *session,
	const struct node *node);
void place_at_bracket(struct session *session, const struct node *node,
	size_t off);
void selection_clear(struct session *session);
/* Select [from, to) of a node and go there. */
void selection_words(struct session *session, const struct node *node,
	size_t from, size_t to);

/* marks.c: paragraphs marked for one act. */
struct nodes {
	struct node **at;
	size_t n, cap;
};
void nodes_add(struct nodes *nodes, struct node *node);
/* Into reading order, each once; tops: without those below another one. */
void nodes_sort(struct nodes *nodes, bool tops);
void nodes_release(struct nodes *nodes);
/* Append the marked ones that are there, in reading order. */
void marks_take(struct nodes *out, const struct session *session, bool tops);
void marks_clear(struct session *session);
/*
 * What a command of whole paragraphs acts on at the keyboard: the marked ones,
 * else those selected, else the one the cursor is on; without what stands
 * below another of them. Empty in an empty document.
 */
void targets_take(struct nodes *out, const struct session *session);

/* search.c: looking for words through the text, around its end. */
struct seek {
	struct find *find;
	struct find_range range;
};
/* -1 when the words or the pattern are none; seek_end() all the same. */
int seek_begin(struct seek *out, struct session *session, struct str words,
	const struct search_options *options, struct err *err);
/* The first place behind what is selected, or at or behind the cursor; or the
 * last one before. 1, or 2 when it is found around the end; 0, none; -1. */
int seek_place(struct seek *seek, const struct session *session,
	bool forward, struct hit *out, struct err *err);
void seek_end(struct seek *seek);
/* Go to a place and select it; of a note to its mark. */
int search_go(struct session *session, const struct hit *hit,
	struct err *err);
/* Where these options have one look. */
struct find_range search_range(const struct session *session,
	const struct search_options *options);
/* `"x" is nowhere in A.1 or its notes`, of what is looked for. */
int search_refuse_nowhere(const struct session *session, struct err *err);
/* search_options.c: take the option that the *at-th argument is, and put *at
 * behind it; -1 when it is none. */
int search_option(struct session *session, const struct arguments *args,
	size_t *at, struct search_options *options, struct err *err);
/* The question for words is to be asked how; a letter that answers; what is
 * chosen, as a person reads it, and as arguments. */
void search_hint_options(struct session *session);
void search_choose(struct session *session, struct str letter);
void search_add_options(struct buf *out, const struct search_options *options);
void search_add_arguments(struct buf *line,
	const struct search_options *options);
/* Whether the question takes options. */
bool search_has_options(const struct prompt *prompt);

/* replace_walk.c: leave the places that are shown one by one, if any are. */
void replace_leave(struct session *session);
/* replace.c */
void replacing_free(struct replacing *replacing);

/* find.c: going to the next bracket or blank, or the one before. */
int mark_go_bracket(struct session *session, bool forward, struct err *err);
int mark_go_blank(struct session *session, bool forward, struct err *err);

/* hit.c: finding words, as one hears them. */
/*
 * The first place in node at or behind off where words stand, brackets and
 * emphasis overlooked, case not minded; `first..last` reaches from one to the
 * other. False when there is none.
 */
bool hit_in(struct hit *out, struct node *node, size_t off,
	struct str words);
/* From node (behind off of it) on, around the end of the text. */
bool hit_next(struct hit *out, struct session *session, struct str words);
/* How many places there are, up to max. */
size_t hit_count(struct session *session, struct str words, size_t max);
/*
 * The place that quoted words name in a node: exactly as in the source, else
 * as hit_in() finds them; the nth of several, or refused with their count.
 */
int hit_exact(struct hit *out, struct node *node,
	const struct argument *words, struct err *err);

/* act.c: saving an act and saying what it did. */
/*
 * changes of the session's document. subject: `A.1: bracket "words"`; done:
 * the same in the past tense for the message line.
 */
struct deed {
	const char *kind;
	const char *subject, *done;
	const char *party;	/* NULL: who speaks */
	const struct change *changes;
	size_t n;
	const struct proposal_edits *edits;	/* or NULL */
	const struct act_file *files;	/* without them */
	size_t files_n;
	const node_id *about;	/* nodes beyond those it changes */
	size_t about_n;
	bool exact;		/* as of struct act */
	bool reopens;		/* to set agreed text back is what it is for */
};
int session_act(struct session *session, const struct deed *deed,
	struct err *err);
/*
 * Save an act that was put together elsewhere: on files beside the documents,
 * or on another document than the one shown. For whom, where and why are
 * filled in where nothing is said; done is what the message says.
 */
int session_save(struct session *session, struct act *act, const char *done,
	struct err *err);
/* Refuse when nothing may be written. */
int session_may_edit(const struct session *session, struct err *err);
/* Whether proposals may be filed here: not in a letter, which stays as it
 * came. */
int session_may_file(const struct session *session, struct err *err);
/* What a delegation may not do: the refusal. */
int refuse_delegate(const struct session *session, struct err *err);
/* The same where the text may be a letter; and where it may be seen otherwise
 * than it stands. */
int session_may_act(const struct session *session, struct err *err);
int session_may_write(const struct session *session, struct err *err);
/*
 * Refuse where there is nothing yet, and name what would make some: `there is
 * no draft yet: D tags the text as one`, by the key or the command's name. On
 * the command line keys are not named.
 */
int teach(const struct session *session, const char *why, const char *command,
	const char *does, struct err *err);
/* clip.c: nothing to put in. */
int clip_refuse_empty(const struct session *session, struct err *err);
/* Append words as a subject quotes them: `"Risk … controls"`. */
void deed_add_quoted(struct buf *out, struct str words);
/* The same of words or a pattern that one looks for: all of it. */
void deed_add_sought(struct buf *out, struct str words);
/* Append ` at India's request`, nothing for the Chair. */
void deed_add_request(struct buf *out, const char *party);

/*
 * follow.c: what an act brings with it. The marks of a note that goes go too;
 * what is agreed is set back to open; a note that loses its last mark goes or
 * stays. ERR_ASKED when a person has to say (consent.c asks), ERR_REFUSED
 * where nobody can be asked.
 */
struct following {
	struct changes changes;
	node_id *reopens;
	size_t reopens_n;
	const char *party, *reason;	/* of the act */
	struct buf subject, done;
};
/* Whether it is an act on numbers, which agreed text does not mind. */
bool deed_renumbers(const struct deed *deed);
int follow_plan(struct following *out, struct session *session,
	const struct deed *deed, struct err *err);
void follow_release(struct following *following);

/* consent.c */
/* Remember what has to be asked; returns -1 with ERR_ASKED. */
int consent_ask_notes(struct session *session, const struct notes_left *left,
	struct err *err);
int consent_ask_reopen(struct session *session,
	const struct guarded_list *agreed, struct err *err);
/* A command line begins: what was answered for another one is forgotten. */
void consent_begin(struct session *session, const struct command *command);
/* It came back with ERR_ASKED: open the question, keep the line. */
void consent_open(struct session *session, struct str line);
void consent_release(struct session *session);

/* status.c: ask which status the place is to have. */
bool status_ask(struct session *session);

/* proposals_seen.c: session_proposals() from now on. */
void proposals_seen_start(struct session *session);
void proposals_seen_release(struct session *session);

/* same.c: a heading and its agenda item hold one text twice. */
/* An item was agreed: offer its heading the agreed words, where it has others
 * or brackets. */
void same_offer(struct session *session, const node_id *item);
/* Look up how the place stands to its agenda item, for the panel. */
void same_look(struct session *session);

/* agreed.c: look up since when the place is agreed, for the panel. */
void agreed_look(struct session *session);
/* Append `agreed ad ref, 17 June` of a node, with the meeting. */
void agreed_add(struct buf *out, struct session *session,
	const struct node *node, bool meeting);

/* reword.c: append what was done to words, and the same in the past tense:
 * `reword "shall" to "should", add "annually"`. */
void deed_add_reword(struct buf *subject, struct buf *done, struct str from,
	struct str to);

/* args.c */
/* The node an argument names. */
int argument_node(struct session *session, const struct argument *arg,
	struct node **out, struct err *err);
/* The code of the party an argument names. */
int argument_party(const struct argument *arg, char out[13],
	struct err *err);
int argument_count(const struct argument *arg, size_t *out,
	struct err *err);
/* Append a blank and text in double quotes, as a command line has it. */
void argument_add(struct buf *line, const char *text);
int usage(const char *name, struct err *err);

/* speaker.c */
/* Who speaks from now on; holds: until somebody else is named. */
void speaker_set(struct session *session, const struct voice *voice,
	bool holds);
/* The one who speaks for this party, NULL when it does itself. */
const char *speaker_of(const struct session *session, const char *party);
/* An act was made for a party: its item is the speaker's. */
void speaker_acted(struct session *session, const char *party);
/* After a key: another item or meeting ends it. */
void speaker_look(struct session *session);
void speaker_release(struct session *session);

/* prompt_party.c: what is asked for a party, and who speaks. */
void party_hint(struct session *session);
/* The code of the one who is meant by what was typed, or comes first of those
 * that begin so; NULL: nobody is called so. */
const char *party_typed(struct str typed);
/* What the key for the next suggestion does there. */
void party_next(struct session *session);

/* prompt.c */
/* Ask for what a command lacks; false when it lacks nothing we can ask. */
bool prompt_for(struct session *session, const char *command);
/* prompt_lacks.c: whether the answer would only be refused; that is said. */
bool prompt_lacks(struct session *session);
void prompt_open(struct session *session, enum prompt_kind kind,
	const char *label, const char *command);
/*
 * A question with answers, each given by its letter: `Lift for all? y / only
 * India i / Esc`. Of one answer anything else is no; of several a wrong letter
 * leaves the question standing. Nothing is kept of the arguments.
 */
void prompt_choose(struct session *session, const char *label,
	const struct prompt_choice *choices, size_t n);
/* choice.c, for prompt.c: the hint, what is typed, the end. */
void choice_hint(struct session *session);
void choice_answer(struct session *session, struct str text);
void choices_release(struct prompt *prompt);
void prompt_close(struct session *session);
void prompt_type(struct session *session, struct str text);
void prompt_hint(struct session *session);
/* prompt_edit.c: what is typed has changed. */
void prompt_changed(struct session *session);
/*
 * prompt_wording.c, of a PROMPT_WORDING: words that Tab comes to, the first of
 * them at once; the same or no words are not offered again.
 */
void prompt_offer(struct session *session, const char *name,
	struct str text);
void prompt_drop_offers(struct prompt *prompt);
void wording_offer(struct session *session);
/* The next of them; what was written instead takes its turn, too. */
void wording_next(struct session *session);
void wording_hint(struct session *session);
/* prompt_near.c: keep the words of a hit, and those around it, to be shown. */
struct hit;
void prompt_near(struct session *session, const struct hit *hit);
/* The same into out: [*from, *to) of it are the words. */
void hit_add_near(struct buf *out, const struct doc *doc,
	const struct hit *hit, size_t *from, size_t *to);

/* Append the words of a hit with a few around them, those that go and those
 * that come in its place marked. */
void hit_add_compared(struct buf *out, const struct hit *hit,
	const char *come);

/* counts.c: run what a key is bound to, as often as was counted. */
int counts_run(struct session *session, struct str line, struct err *err);
/* stay.c: note where one is before others' acts are read, and stay there. */
struct stay {
	node_id place;
	size_t off;
	bool at_bracket;
	struct selection selection;
	char *line, *words;	/* of the place and the selection, or NULL */
};
void stay_note(struct stay *stay, const struct session *session);
void stay_keep(const struct stay *stay, struct session *session);
void stay_release(struct stay *stay);
/* news.c: what others did since that revision waits to be read. */
void news_add(struct session *session, const store_id *since);
/* spoken.c: text becomes the message, however long; it is released. */
int spoken_say(struct session *session, struct buf *text);

/* footnote.c: put a note with its mark at, or nearly at, a byte of a node. */
int footnote_put(struct session *session, const struct node *node,
	size_t off, const char *text, struct err *err);
/* letter.c: which letter the document is, and what stands beside. Look after
 * each key and whenever the document was read. */
void letter_look(struct session *session);
/* Another document is open than `was`: who speaks is the letter's sender in
 * one, and who spoke before behind it. */
void letter_switched(struct session *session, const char *was,
	const node_id *place);
/* The document that is open is not there any more: the one beside, or the
 * main one, takes its place; false when there is none. */
bool letter_fall_back(struct session *session);
void letter_release(struct letter_beside *beside);
void letter_speak(struct session *session, const char *party);
/* letter_propose.c: ask for the place when a key asks to file; what is offered
 * for it, and the document it is looked for in. */
bool letter_asks(struct session *session, const char *command);
bool letter_is_asked(const struct prompt *prompt);
void letter_hint_place(struct session *session);
/* The document that a place asked for is in. */
struct doc *prompt_doc(const struct session *session);

/* bracket_ask.c: what is to be asked about the brackets at the cursor before
 * a command that came from a key; false: nothing is. */
bool bracket_asks(struct session *session, const char *command);
/* slip_repair.c: list the repairs of the slip here, or of the next one. */
bool slip_asks(struct session *session);
/* alternative_add.c: ask for the other wording; false: nothing to ask. */
bool alternative_asks(struct session *session);

/* seeing.c: ask how the text shall be seen, unless it is seen otherwise
 * already: then the key goes back to how it stands. */
bool ask_view(struct session *session);

/* typing.c */
/* Type in node from now on, the cursor at a byte of its line. */
void typing_begin(struct session *session, const struct node *node,
	size_t cursor);
void typing_end(struct session *session);
/* A character was typed; or several came at once. */
void typing_insert(struct session *session, struct str text);
void typing_put(struct session *session, struct str text);
/* The document was read again: the paragraph may be gone. */
void typing_settle(struct session *session);
/* The key behind type-command. */
void typing_command(struct session *session, key_code key);

/* paste.c: where what is put in goes: behind place, or first below a
 * heading. */
int paste_place(const struct node *place, struct change *change,
	struct err *err);
/* Append pasted text as one line: controls are blanks. */
void paste_add_line(struct buf *out, struct str text);
/* The next line that has words, without its bullet; false at the end. */
bool paste_next(struct str *rest, struct buf *line);
/* typing_paste.c: ask what becomes of n lines; false where there is no
 * choice. */
bool typing_ask_lines(struct session *session, size_t n);

/* clip.c */
void clip_release(struct clip *clip);
/* Remember words as what was copied. */
void clip_words(struct session *session, struct str words);

/* structure.c */
/*
 * At the keyboard, before a command on whole paragraphs runs: when one end of
 * a bracket would go, ask whether the pair is to be split; true when asked.
 * args may be NULL.
 */
bool structure_asks(struct session *session, const char *command,
	const struct arguments *args);
/*
 * Where what is to be moved goes when by is named: `after` a paragraph, `under`
 * a heading; the next ones in turn.
 */
const char *structure_move_word(const struct session *session,
	const struct node *by, size_t turn);
/* structure_copy.c: refuse what a copy of would be no good. */
int may_copy(const struct node *node, struct err *err);
/* typing_new.c: show the node that is typed and not in the text yet; -1: it has
 * no place any more, and is none of the text. */
int typing_new_show(struct session *session, struct err *err);

/* renumber.c: ask what is to be renumbered; false where it can only be all. */
bool ask_renumber(struct session *session);

/* meeting_act.c: ask what is known of the current meeting; false: there is
 * none. */
bool meeting_asks(struct session *session);

/* guard.c */
/* Look at a key before it acts; true when it must not: it is the last of a
 * typed word, whose other letters have been taken back, or follows one. */
bool guard_stops(struct session *session, key_code key);
/* Before something is folded or unfolded, marked or no more. */
void guard_keep_folds(struct session *session);
void guard_keep_marks(struct session *session);
/* What comes next is no part of a word that was begun. */
void guard_forget(struct session *session);

/* list.c */
struct list *list_open(struct session *session, enum list_kind kind,
	const char *title);
/* text NULL: it is made when it is looked at. */
struct list_row *list_add(struct list *list, const char *text);
/* Append text in so many columns, cut or filled up, and two blanks. */
void list_add_cell(struct buf *out, const char *text, size_t cols);
void list_close(struct session *session);
void list_free(struct list *list);
void list_rows_free(struct list *list);
void list_settle(struct session *session);
void lists_close(struct session *session);
/* The same; what is typed below them is kept before one goes elsewhere. */
int lists_leave(struct session *session, struct err *err);
/* list_filter.c: show only rows with these words; the same when rows were made
 * anew. */
void list_filter(struct session *session, struct str words);
void list_filter_again(struct list *list);
/* proposal_list.c, of a list that has what is listed; all may be NULL. */
char *listed_take_text(const struct list *list, size_t row);
void listed_add_also(struct buf *out, const struct list *list, size_t row);
/* What it appends is in fields, each behind its byte: a filter's `party: ger`
 * looks for what follows in that field only. */
enum listed_field {
	FIELD_PARTY = 1, FIELD_SECTION, FIELD_FATE, FIELD_MEETING,
	FIELD_WORDS, FIELDS
};
/* The field that `party:` names; 0: it is none. */
int listed_field_of(struct str word);
void listed_free(struct listed *listed);
/* The marks of the list on top have served. */
void list_unmark(struct session *session);
/* Go to where the proposal of a row stands. */
int proposal_row_enter(struct session *session, const struct list_row *row,
	struct err *err);
/* The lists of proposals that are open are made anew when the proposals have
 * changed. */
void proposal_lists_settle(struct session *session);
/*
 * proposal_ask.c: before a command on proposals runs that came from a key
 * without arguments: which are meant, and what else it lacks; false: it is
 * none.
 */
bool proposal_asks(struct session *session, const char *command);
/* recover.c: text in progress. After each key; and at the start, when words
 * were left behind, the list of them. */
void recover_note(struct session *session);
/* Look whether what was noted is safe; true when that has changed. */
bool recover_look(struct session *session);
/* What is typed now, strings borrowed. */
struct journal_entry recover_entry(const struct session *session);
void recover_release(struct session *session);
/* present.c: tell others where one is, when that has changed. */
void present_look(struct session *session);
void present_release(struct session *session);
/* sync.c: how far syncing is; true when that is news. Stop it; false when
 * nobody syncs. */
bool syncing_look(struct session *session);
bool syncing_stop(struct session *session);
/* Ask with which repository, the last one offered; false: not before that. */
bool syncing_asks(struct session *session, const char *command);
void syncing_release(struct session *session);
/* others.c: look who else is there, for the screen; true when that is another
 * picture than before. */
bool others_look(struct session *session);
/* One begins to type in a node: say so when somebody else does. */
void others_say_typed(struct session *session, const node_id *node);
void others_release(struct session *session);
/* mirror.c: put a node that is typed elsewhere and not in the text yet into a
 * copy of the document. */
void mirror_show_new(struct session *session);
void mirror_release(struct mirror *mirror);
/* spelling.c */
void spelling_start(struct session *session,
	const struct session_options *options);
void spelling_release(struct spelling *spelling);
/* Another document is open: its names are known too. */
void spelling_switched(struct session *session);
/* compare_only.c */
void comparing_release(struct comparing *comparing);
/* compare_points.c: what could be answered when two points are asked for; and
 * whether rows of a list are points that can be marked. */
void points_hint(struct session *session);
bool list_marks_points(enum list_kind kind);
/* lists.c: the documents of the negotiation, this one first: an array that is
 * the caller's, of what is not. */
int documents_take(struct session *session, struct doc ***out, size_t *n,
	struct err *err);
/* history_list.c: what a row reads; all may be NULL. */
char *past_take_text(const struct list *list, size_t row);
void past_free(struct past *past);
/* The lists of changes that are open are made anew when others have written. */
void past_settle(struct session *session);
/* Stop looking for changes; false when nothing was looked for. */
bool past_stop(struct session *session);
/* The same filter was given once more: look on where it was stopped. */
void past_go_on(struct session *session);
/* history_rows.c */
/* Rows for changes in the list on top, newest first, below their days and
 * drafts. */
void list_add_history(struct session *session, const struct history *history,
	const struct drafts *drafts);
/* history_change.c: rows for what differs, each below the place it stands at. */
void list_add_diff(struct list *list, const struct diff *diff);
int list_change(struct session *session, const store_id *revision,
	struct err *err);
int list_run_row(struct session *session, struct err *err);
/* Close all lists and run a row's command: on the text, not on the list. */
int list_run(struct session *session, const char *command, struct err *err);

/* reader_watch.c: the list of patterns that are watched. */
int watches_open(struct session *session, struct err *err);

/* undo.c */
/* Ask before an act is taken back that is older than a minute. */
bool undo_ask(struct session *session);
/* Open over the list what taking its row's act back would do. */
int undo_show(struct session *session, struct err *err);

/* command.c: run a command by name with its arguments as written. */
int command_run(struct session *session, struct str line, struct err *err);

#define CMD(function, name, where, takes, flags, group, help) \
	int run_##function(struct session *session, \
		const struct arguments *args, struct err *err);
#include "adref/session/commands.def"
#undef CMD

#endif
