/*
 * What the files on forms share (form_*.c). Not for others.
 */
#ifndef ADREF_SRC_FORMAT_FORM_INSIDE_H
#define ADREF_SRC_FORMAT_FORM_INSIDE_H

#include <stdbool.h>

#include "adref/base/map.h"
#include "adref/format/form.h"

enum form_label {
	LABEL_CHANGE, LABEL_ADD, LABEL_DELETE, LABEL_KEEP, LABEL_REASONS,
	LABEL_SUPPORT
};
enum { FORM_LABELS = LABEL_SUPPORT + 1 };
/* `add after` */
extern const char *const form_labels[FORM_LABELS];
extern const char form_end[];	/* `[end of form]` */

/* form_print.c */
/* Append all that stands before the first paragraph. */
void form_add_top(struct buf *out, const struct form_about *about,
	const char *title);
/* How many characters of an id tell the paragraphs of a draft apart. */
size_t form_id_length(const struct doc *draft);
/* The first node of a draft, and the next one, that has lines to fill. */
const struct node *form_first(const struct doc *draft);
const struct node *form_next(const struct doc *draft,
	const struct node *node);

/*
 * form_clean.c. Append text as it would have been typed, line by line: marks
 * of quoting, hard blanks and invisible characters gone, quotes and dashes
 * those of the keyboard.
 */
void form_clean(struct buf *out, struct str text);
/* The words of a draft that typography changes: as typed, as they stand. */
void form_typography(struct map *out, const struct doc *draft);
/* Append typed text with the draft's own typography where `line`, or else
 * the draft, has the word. */
void form_add_set(struct buf *out, struct str typed, struct str line,
	const struct map *typography);

/*
 * form_compare.c. Which words of `now` are not in `was`, both as typed:
 * told run by run, a run for each line at most. True when words of `was` are
 * missing.
 */
struct form_teller {
	void (*tell)(void *ctx, size_t off, struct str words);
	void *ctx;
};
bool form_compare(struct str was, struct str now,
	const struct form_teller *teller);
/* Whether both have the same words. */
bool form_same_words(struct str a, struct str b);
/* The bytes of text that the words of `expected` take, when it begins with
 * them; 0 when it does not. */
size_t form_skip(struct str text, struct str expected);

struct form_reader {
	struct form *out;
	const struct doc *draft;
	struct buf flat;	/* the text as typed */
	struct map typography;
	struct map texts;	/* a paragraph as typed: its node */
	size_t width;		/* of the longest line that may be full */
	/* Of the paragraph that is read; NULL between them. */
	const struct node *node;
	struct buf plain, typed, clean;	/* its text, as one reads it; as one
				 * types it, with its brackets and without */
	size_t first_filing;	/* those that reasons belong to */
	bool astray;		/* another paragraph's text was met in it */
};
/* form_field.c. What stands behind a word to fill, and where. */
void form_take_field(struct form_reader *reader, enum form_label label,
	size_t off, struct str value);
/* form_block.c. What stands behind the line of a paragraph, up to the next. */
void form_read_block(struct form_reader *reader, size_t from, size_t to);
/* form_read.c */
/* Whether a program has broken the line before off: it has no room for the
 * first word that stands there. */
bool form_seems_broken(const struct form_reader *reader, size_t off);
size_t form_line_of(const struct form_reader *reader, size_t off);
/* Name words as left. */
void form_name(struct form_reader *reader, size_t off, struct str words,
	const char *why);

#endif
