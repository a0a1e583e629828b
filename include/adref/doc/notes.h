/*
 * Footnotes by number. The label in the file stays; the number is given when a
 * note is shown: by the order of the first marks in the body, from the number
 * the document starts at. Notes without a mark come last, by label.
 *
 * What always holds: after reading, importing and doc_apply() each note has
 * its number (node->number) and knows how many marks the body has of it
 * (node->marked). While a document is built they are 0.
 */
#ifndef ADREF_DOC_NOTES_H
#define ADREF_DOC_NOTES_H

#include "adref/base/buf.h"
#include "adref/base/str.h"
#include "adref/doc/change.h"
#include "adref/doc/node.h"

/* The number a document starts at, when it says so at all. */
enum { NOTES_FROM_MAX = 99999 };

/* Number the notes anew when marks or notes have changed. */
void notes_number(struct doc *doc);
/*
 * Of a document just imported: start at the number printed there, when the
 * labels are numbers that follow one another from it. Numbers the notes.
 */
void notes_take_start(struct doc *doc);

/* Append what a note is called: its number, else its label. */
void note_add_name(struct buf *out, const struct node *note);
/* Append what a mark is shown as: its note's number; of a mark without a note
 * its label, with `-no-note` where another note has that number. */
void notes_add_mark(struct buf *out, const struct doc *doc, struct str label);
/* Append a line of source with the shown numbers in its marks. */
void notes_add_line(struct buf *out, const struct doc *doc, struct str line);
/* Append its plain reading, the marks as the text shows them: `^9`. */
void notes_add_plain(struct buf *out, const struct doc *doc, struct str line);
/* In the order they are shown: the first one, and that behind and before one;
 * NULL at the ends. */
struct node *notes_first(const struct doc *doc);
struct node *notes_next(const struct doc *doc, const struct node *note);
struct node *notes_prev(const struct doc *doc, const struct node *note);
/* The first node of the body at or behind node that has a mark of note; *off
 * is the mark's byte. NULL when none follows. */
struct node *notes_find_mark(struct node *node, const struct node *note,
	size_t from, size_t *off);

/*
 * Where a mark goes that is wanted at off: at the end of a word, behind the
 * punctuation there or before it, as the other marks of the document stand or
 * else as its language has it; never inside a token.
 */
size_t notes_place(const struct doc *doc, struct str line, size_t off);
/* The number a new note would have whose mark stands at off of node. */
unsigned notes_number_at(const struct doc *doc, const struct node *node,
	size_t off);
/* Append a label that no note has: the highest number among them and one. */
void notes_add_label(struct buf *out, const struct doc *doc);

/* Notes that lose their last mark by these changes and stay, in their order. */
struct note_left {
	struct node *note;
	bool with_node;		/* all its marks stand in nodes that go */
};
struct notes_left {
	struct note_left *at;
	size_t n, cap;
};
void notes_left(struct notes_left *out, const struct doc *doc,
	const struct change *changes, size_t n);
void notes_left_release(struct notes_left *left);

#endif
