/*
 * A negotiation as it is recorded: documents at the branch's tip, and the one
 * way to change them: an act, which is a list of changes with a subject and
 * for whom, and becomes a revision before record_act() returns.
 *
 * What always holds:
 * - the documents in memory are those of the tip that was last read;
 * - when record_act() returns 0 the act is on the disk; when it returns -1
 *   neither the disk nor the documents have changed (they may have been read
 *   again: nodes found before are not valid after any call that writes or
 *   refreshes; keep ids).
 */
#ifndef ADREF_RECORD_RECORD_H
#define ADREF_RECORD_RECORD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "adref/base/env.h"
#include "adref/base/err.h"
#include "adref/doc/change.h"
#include "adref/doc/node.h"
#include "adref/store/store.h"

struct record;

enum record_flags {
	RECORD_READ_ONLY = 1,
	RECORD_CACHES = 2,	/* though nothing is changed, derived files
				 * may be written; not by a reader's process */
	RECORD_ELSE_LOOK = 4,	/* where there is no branch to write to, as
				 * with RECORD_READ_ONLY; record_notice() says
				 * so */
	RECORD_AS_IT_IS = 8	/* what was edited outside is not taken up, and
				 * nothing is put in order */
};

/*
 * Make a negotiation in path and leave it with its first revision
 * (adref.conf). main_name: name of the main document, NULL for `outcome`.
 */
int record_make(const char *path, bool bare, const char *main_name,
	const struct env *env, struct err *err);
/*
 * Open the negotiation at path. Files of the work tree that were edited
 * outside are taken up as a change of their own (record_notice() tells).
 * ERR_REFUSED when it is none: the message says `adref init`.
 */
int record_open(struct record **out, const char *path, unsigned flags,
	const struct env *env, struct err *err);
/*
 * Open it for a delegation, of this code: acts are its own, and write nothing
 * but what it files, below proposals/CODE (the store refuses the rest). Files
 * that were edited outside are told as to a reader.
 */
int record_open_delegate(struct record **out, const char *path,
	const char *party, const struct env *env, struct err *err);
/* The same for a party by any of the names that it has there. */
int record_open_named(struct record **out, const char *path,
	const char *said, const struct env *env, struct err *err);
/* A negotiation in memory, for tests and `play` without a repository. */
int record_open_memory(struct record **out, const struct env *env,
	struct err *err);
void record_close(struct record *record);

struct store *record_store(struct record *record);
const struct env *record_env(const struct record *record);
/* The time zone of adref.conf at the tip, or ""; borrowed until the next call
 * that writes or refreshes. */
const char *record_zone_name(struct record *record);
/* Minutes east of UTC in the negotiation's zone at a moment; without one,
 * where the program runs. Acts are stamped with it. */
int record_zone(struct record *record, int64_t seconds);
/* An act that sets it. */
int record_set_zone(struct record *record, const char *zone,
	struct err *err);
bool record_is_read_only(const struct record *record);
/* The code of the delegation that this is open for; NULL: it is not. */
const char *record_delegate(const struct record *record);
const store_id *record_tip(const struct record *record);
/*
 * The next thing a person should be told (files taken up or left alone, what
 * is wrong with a document's files, work tree behind), borrowed until the next
 * call; NULL when all was told. Nothing is told twice.
 */
const char *record_notice(struct record *record);
/* How many are left to be told. */
size_t record_notices(const struct record *record);
/*
 * The registry in use (doc/parties.h) is this negotiation's from now on, as
 * its parties.tsv has it at the tip (NULL: what is built in). Opening it and
 * saving say so too; whoever
 * has two of them open says it before speaking of parties.
 */
void record_use_parties(struct record *record);
/* Name of the committer. */
const char *record_committer(const struct record *record);

/* Names of the documents at the tip, the main one first. Borrowed. */
size_t record_names(struct record *record, const char *const **names);
const char *record_main(const struct record *record);
/* Whether a document may be given this name: a folder's, or one's in it. */
bool record_is_name(const char *name);
/* Whether there is a document of this name at the tip. */
bool record_has(struct record *record, const char *name);
/*
 * A document that lies inside the folder this name would have, or whose own
 * folder this one would lie in, or NULL: of such two one is never found.
 */
const char *record_in_the_way(struct record *record, const char *name);
/*
 * A document at the tip (NULL name: the main one), borrowed until the next
 * call that writes or refreshes. ERR_MISSING lists the names there are.
 */
int record_doc(struct record *record, const char *name, struct doc **out,
	struct err *err);
/*
 * It as it was when it could be read last, for who shows it though it cannot
 * be read any more; NULL when it can, or never was. Nothing is to be saved from
 * it. Borrowed until it is read again.
 */
struct doc *record_doc_former(const struct record *record, const char *name);
/* A document at a revision, the caller's to doc_free(). */
int record_doc_at(struct record *record, const store_id *revision,
	const char *name, struct doc **out, struct err *err);
/*
 * Stand at an older revision, as a slow editor would: the next act is built
 * on it and meets what has come since.
 */
void record_stand_at(struct record *record, const store_id *revision);
/* Look whether the tip has moved; 1 when it has, and the documents with it. */
int record_refresh(struct record *record, struct err *err);

/*
 * A file beside the documents that an act writes: a register (meetings.tsv),
 * a proposal. What it held when the act was planned is compared with what it
 * holds: of a table (.tsv) what others did to other rows stays; for the rest,
 * and for the same rows, it is ERR_STALE.
 */
struct act_file {
	const char *path;	/* from the top of the negotiation */
	const char *was;	/* NULL: it must not be there */
	const char *now;	/* NULL: it goes */
};

/* One act. Strings are borrowed for the call. */
struct act {
	const char *doc;	/* name of the document; NULL: the main one */
	const char *kind;	/* `bracket-add` */
	const char *subject;	/* one line a delegate can read */
	const char *party;	/* for whom: a code; NULL: CHAIR */
	const char *speaker;	/* on its behalf: a code; NULL: it speaks */
	const char *meeting;	/* or NULL */
	const char *reason;	/* or NULL */
	const char *undoes;	/* an act's id, or NULL */
	const char *zone;	/* record_put_docs() sets it, unless NULL */
	const char *corrects;	/* the same, of one whose party was wrong */
	const struct change *changes;
	size_t n;
	const struct act_file *files;
	size_t files_n;
	const char *const *proposals;	/* it is about these: `IND/3` */
	size_t proposals_n;
	const node_id *about;	/* nodes it is about beyond those it changes */
	size_t about_n;
	const node_id *reopens;	/* agreed nodes it is allowed to change */
	size_t reopens_n;
	bool renumbers;		/* changes numbers, agreed text's too */
	bool exact;		/* a line that went on meanwhile is ERR_STALE:
				 * the caller plans anew; else the act is
				 * merged with what others wrote */
};
/* How it was put in where somebody else was first. */
enum act_how {
	ACT_PUT_IN,	/* as it was meant */
	ACT_BESIDE,	/* wordings stand side by side */
	ACT_STAYS,	/* what it takes out others changed: it stays */
	ACT_BACK,	/* what it changes others took out: it is back */
	ACT_SAME	/* others did the same: nothing was saved */
};
struct act_done {
	store_id revision;
	bool again;		/* somebody else was first */
	enum act_how how;
	char met[80];		/* ACT_BESIDE: the first words of others */
	char kept[80];		/* what could not be put in is kept as open
				 * proposals: `IND/4, IND/5`; "": all is in */
};
/*
 * Append what a file beside the documents holds at the tip. *there: whether
 * it is there.
 */
int record_file(struct record *record, const char *path, struct buf *out,
	bool *there, struct err *err);
/*
 * Apply and save. When somebody else was first, the act is merged with what is
 * there (doc/merge.h), done says how; ERR_STALE with the reason when nothing is
 * left to be done. ERR_REFUSED when it changes
 * agreed text (guard.h) that it does not say it reopens; taking an act back is
 * free.
 */
int record_act(struct record *record, const struct act *act,
	struct act_done *done, struct err *err);

/*
 * Births and new drafts: put whole documents (the caller keeps them; they get
 * ids and file names) in place of those of the same names, as one revision.
 * act->changes are not looked at.
 */
int record_put_docs(struct record *record, struct doc **docs, size_t n,
	const struct act *act, struct act_done *done, struct err *err);

/*
 * Taking back. An act is taken back by a new act, which puts its parent's text
 * in the place of its own in what there is now (doc/three_way.h): what others
 * did since stays. Where that cannot be, nothing is changed, and ERR_STALE
 * names the act in the way. One's own acts are those of the same committer,
 * for whomever they were made; what came in as a whole (an import) and what
 * came from outside is not taken back.
 */
struct undone {
	char *subject;		/* `Taken back: …`; of a look: the act's own */
	char *party;		/* for whom it was: a code, or "" */
	char *change;		/* the act's, `D1+14`; "" unless it was named */
	int64_t time;		/* when it was made */
	int zone;
	bool nothing;		/* others had taken all of it back before */
};
/* Take back the latest act of one's own that stands. ERR_MISSING: none. */
int record_undo(struct record *record, const char *meeting,
	struct undone *out, struct err *err);
/* Take back one's latest undo that stands; none behind a newer act. */
int record_redo(struct record *record, const char *meeting,
	struct undone *out, struct err *err);
/* What record_undo() would take back, without doing it. */
int record_undo_look(struct record *record, struct undone *out,
	struct err *err);
/*
 * Take back one act, whenever it was made; of an undo that is doing again.
 * ERR_REFUSED when it is taken back already, or is somebody else's and
 * `anybody` is not set.
 */
struct undo_wish {
	const store_id *revision;
	bool anybody;
	const char *meeting;
};
int record_undo_act(struct record *record, const struct undo_wish *wish,
	struct undone *out, struct err *err);
/*
 * The document that an act touched, as it would be without the act, and as it
 * is: the first is the caller's to doc_free(), the second borrowed.
 */
int record_undo_try(struct record *record, const struct undo_wish *wish,
	struct doc **without, struct doc **now, struct err *err);
/*
 * Take back all acts of this committer since a revision, undo and redo too,
 * the newest first; 0 when there are none. A failure leaves the older ones.
 */
int record_undo_since(struct record *record, const store_id *revision,
	const char *meeting, struct err *err);
void undone_release(struct undone *undone);

#endif
