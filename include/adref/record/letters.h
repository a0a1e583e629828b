/*
 * Letters received: each a document of its own, kept as it came, with the
 * party it is from and its date in the register letters.tsv. Every paragraph
 * of a letter is filed as proposals, or asks nothing, or is unread.
 */
#ifndef ADREF_RECORD_LETTERS_H
#define ADREF_RECORD_LETTERS_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/doc/node.h"
#include "adref/record/proposals.h"
#include "adref/record/record.h"

enum letter_state { LETTER_UNREAD, LETTER_NOTHING, LETTER_FILED };
enum { LETTER_STATES = LETTER_FILED + 1 };
/* `unread`, `nothing asked`, `filed`. */
const char *letter_state_said(enum letter_state state);

/* A paragraph of a letter: whatever has words, its headings and notes too. */
struct letter_part {
	node_id node;
	enum letter_state state;
	char *filed;		/* `IND/3,IND/4`: what was filed from it; "" */
};

struct letter {
	char *document;		/* `letters/ind-2021-05-28` */
	char *party;		/* code */
	char *dated, *received;	/* `2021-05-28` */
	struct letter_part *parts;	/* in reading order, notes last */
	size_t parts_n, parts_cap;
	size_t counts[LETTER_STATES];
};
struct letters {
	struct letter *at;	/* by the names of their documents */
	size_t n, cap;
};
void letters_release(struct letters *letters);

/*
 * Those at the tip, borrowed until the next call that writes or refreshes.
 * Rows that cannot be read are told as notices.
 */
int record_letters(struct record *record, const struct letters **out,
	struct err *err);
/* Those at a revision, the caller's to letters_release(). */
int record_letters_at(struct record *record, const store_id *revision,
	struct letters *out, struct err *err);
/* The letter that a document is; NULL when it is none. */
const struct letter *letters_find(const struct letters *letters,
	const char *document);
/* The part that is this node, or NULL. */
const struct letter_part *letter_part_of(const struct letter *letter,
	const node_id *node);

/* Append `India's letter of 28 May 2021`. */
void letter_add_said(struct buf *out, const struct letter *letter);

/*
 * Append the name that a letter of this party and day gets: `letters/ind-
 * 2021-05-28`, a second one with `-2` behind.
 */
int record_letter_name(struct record *record, const char *party,
	const char *dated, struct buf *out, struct err *err);
/*
 * The files of an act that keeps a letter (its parts are not looked at): the
 * document, which gets the letter's name and ids, and its row in the register.
 */
int letter_edits_keep(struct proposal_edits *edits, struct record *record,
	const struct letter *letter, struct doc *doc, struct err *err);
/*
 * Keep one: letter has its party and dates, and is given its name, which the
 * document bears then; act its kind and subject, which `subject` appends once
 * the name is known.
 */
struct letter_keeping {
	struct letter *letter;
	struct doc *doc;
	const struct act *act;
	void (*subject)(struct buf *out, const struct letter *letter,
		const struct doc *doc);
};
int record_keep_letter(struct record *record,
	const struct letter_keeping *keeping, struct err *err);
/* Where it was said that nothing is asked; on NULL: it is unread again. */
struct letter_read {
	const char *document;
	node_id node;
	const char *on;		/* when, as a proposal's `filed` */
};
int letter_edits_read(struct proposal_edits *edits, struct record *record,
	const struct letter_read *read, struct err *err);

#endif
