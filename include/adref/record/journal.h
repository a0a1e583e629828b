/*
 * The journal: text in progress, outside history. What is being typed is on
 * the disk within a second, so that a dropped line or `kill -9` loses at most
 * the last second of it, and the next start offers it back.
 *
 * One file for each program that types, in <gitdir>/adref/journal (see
 * adref-format(5)): NAME.text holds what is typed, replaced as a whole each
 * time; NAME.live is locked with flock(2) as long as the program runs, so that
 * nobody takes for left what somebody still types. NAME is 16 hexadecimal
 * digits.
 *
 * Writing is done by a thread of its own: no key waits for the disk.
 */
#ifndef ADREF_RECORD_JOURNAL_H
#define ADREF_RECORD_JOURNAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/str.h"
#include "adref/doc/node.h"
#include "adref/record/record.h"

enum { JOURNAL_NAME = 16 };

/* What is typed, where, and by whom. Owns its strings. */
struct journal_entry {
	char *person;		/* the committer's name, safe to show */
	char party[13];		/* for whom; "" = the Chair */
	char *doc;		/* the document's name */
	node_id node;		/* none: it had gone while typing */
	node_id after;		/* what stood before it, or none */
	enum node_kind kind;
	bool is_new;		/* it was not in the text yet: it would stand */
	node_id parent;		/* under this one, none: the top, behind after, */
	unsigned level;		/* a section of this level */
	int64_t time;		/* when it was noted */
	size_t cursor;		/* a byte of line, at a character */
	char *before, *line;	/* the node's line, and as it is typed */
};
/* Append the file's bytes. */
void journal_write(struct buf *out, const struct journal_entry *entry);
/*
 * Read them: they may be anybody's, so sizes, names, ids and UTF-8 are
 * checked. ERR_DAMAGED says what is wrong.
 */
int journal_read(struct journal_entry *out, struct str bytes,
	struct err *err);
void journal_entry_release(struct journal_entry *entry);

struct journal;

/*
 * A journal to note in; *out is NULL, and that is no error, for a negotiation
 * in memory or open for reading only. No file is made before the first note.
 */
int journal_open(struct journal **out, struct record *record,
	struct err *err);
/* This is what is typed now; it is on the disk within a second. Cheap. */
void journal_note(struct journal *journal, const struct journal_entry *entry);
/* It was kept or left: the file goes. */
void journal_clear(struct journal *journal);
/* Returns when the last note is on the disk. */
void journal_sync(struct journal *journal);
/* Why notes could not be written, once; NULL: they are. Borrowed. What could
 * not be is tried again, without another note. */
const char *journal_trouble(struct journal *journal);
/* Whether they are, or nothing was to be noted yet. */
bool journal_is_safe(struct journal *journal);
/* What is noted stays behind, to be offered at the next start. */
void journal_close(struct journal *journal);
/* In a crash or without memory: the last note of the journal that is open is
 * written with nothing but what a signal handler may call. */
void journal_abandon(void);

/* Its name among those of the negotiation; "" before the first note, and of
 * NULL. Borrowed. */
const char *journal_name(const struct journal *journal);

/* What others note, and what was left by those that run no more. */
struct journal_found {
	char name[JOURNAL_NAME + 1];
	bool live;		/* its program runs */
	bool damaged;		/* the entry is empty: it cannot be read */
	struct journal_entry entry;
};
struct journal_list {
	struct journal_found *at;
	size_t n, cap;
};
/* All of a negotiation, the oldest first. Nothing for one in memory. */
int journal_find(struct record *record, struct journal_list *out,
	struct err *err);
/*
 * What the journal of this name holds now, for reading only: nothing is locked
 * or taken. ERR_MISSING when nothing is typed.
 */
int journal_peek(struct record *record, const char *name,
	struct journal_entry *out, struct err *err);
void journal_list_release(struct journal_list *list);

/*
 * A document as it would be if what a person types were kept now: a copy, the
 * caller's to doc_free(). What others did to the same lines meanwhile stays
 * where it can. typed: what is typed in this program, or NULL: all that the
 * journal has of the committer. *n: how many entries there were.
 */
int record_doc_unsaved(struct record *record, const char *name,
	const struct journal_entry *typed, struct doc **out, size_t *n,
	struct err *err);
/* How the point is called that is later than now: `unsaved`. */
bool point_is_unsaved(const char *point);

/*
 * Take what was left as one's own: nobody else gets it until it is dropped or
 * put back. ERR_MISSING when it has gone, ERR_REFUSED when its program runs or
 * somebody else has it.
 */
struct journal_claim {
	struct journal_entry entry;
	char name[JOURNAL_NAME + 1];
	int folder, lock;	/* descriptors */
};
int journal_claim(struct record *record, const char *name,
	struct journal_claim *out, struct err *err);
/* The file goes. */
void journal_claim_drop(struct journal_claim *claim);
/* The file stays, to be offered again. */
void journal_claim_put_back(struct journal_claim *claim);

#endif
