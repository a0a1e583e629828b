/*
 * What the importers share: the import under way, the text cut into blocks,
 * notes with superscript marks, what hangs below what, tables. For import*.c
 * alone.
 */
#ifndef ADREF_SRC_FORMAT_IMPORT_PARTS_H
#define ADREF_SRC_FORMAT_IMPORT_PARTS_H

#include "adref/base/map.h"
#include "adref/format/import.h"

/* One import under way. */
struct import_job {
	struct import *out;
	const struct import_options *options;
	struct err *err;
	size_t done, all;	/* lines read, lines there are */
	struct buf page_words;
	struct buf folded, quoted;	/* scratch */
	struct map labels;	/* `document label` -> how many notes */
	size_t notes_n;
};

/* The next line; 1, 0 at the end, -1 when the person stopped it. */
int import_line(struct import_job *job, struct str *rest, struct str *line);
void import_warn(struct import_job *job, size_t line, const char *format, ...)
	__attribute__((format(printf, 3, 4)));
/* The same of what was guessed. */
void import_remark(struct import_job *job, size_t line, const char *format,
	...) __attribute__((format(printf, 3, 4)));
/* A new document of this name, or `name-2` … when there is one already. */
struct doc *import_new_doc(struct import_job *job, const char *name);
/* Words that leave the text and are not lost: page numbers. */
void import_set_aside(struct import_job *job, struct str words);

/*
 * A node of source: blanks folded, what would begin another kind of block
 * quoted. parent NULL: the last section.
 */
struct node *import_add(struct import_job *job, struct doc *doc,
	struct node *parent, enum node_kind kind, struct str source);
struct node *import_add_section(struct import_job *job, struct doc *doc,
	unsigned level, struct str source);
void import_add_note(struct import_job *job, struct doc *doc, struct str label,
	struct str source, size_t line);

/* Draft, date and symbol from a line that gives them; the first one wins. */
void import_see_draft(struct import_job *job, struct str text);
void import_see_date(struct import_job *job, struct str text);
void import_see_symbol(struct import_job *job, struct str text);

/* Tables. Cells are source; `|` in them is quoted here. */
struct import_row {
	struct str *cells;
	size_t n, cap;
};
void import_row_add(struct import_row *row, struct str cell);
void import_row_release(struct import_row *row);
/* Append `| a | b |`, with empty cells up to columns. */
void import_row_write(struct buf *out, const struct import_row *row,
	size_t columns);
struct node *import_add_table(struct doc *doc, struct node *parent,
	size_t columns);
void import_add_row(struct doc *doc, struct node *table,
	const struct import_row *row, size_t columns);

/* What a line looks like. */
size_t import_indent(struct str line, struct str *rest);
size_t import_columns(struct str line);
bool import_is_digits(struct str text);
/* Whether the whole line is a page's number: `7`, `- 7 -`, `Page 7`, `7/12`. */
bool import_is_page_number(struct str trimmed);
/* A bullet and its blank at the start of text: bytes; *sub for an `o`. */
size_t import_bullet(struct str text, bool *sub);
/* Whether the first letter is lower case, in scripts that have the case. */
bool import_starts_lower(struct str text);
/* Whether text has no lower-case letter and some upper-case ones. */
bool import_is_capitals(struct str text);
/* Without the brackets, stars and superscripts that stand at its end. */
struct str import_without_marks(struct str text);
/* ASCII letters alike in either case. */
bool import_starts_word(struct str text, const char *word);

/* Text in blocks, notes apart: what letters and plain texts become first. */
enum block_kind { BLOCK_PARAGRAPH, BLOCK_ITEM, BLOCK_ROW, BLOCK_HEADING };

struct block {
	enum block_kind kind;
	size_t off, len;	/* of blocks.text */
	size_t line;		/* of the input, from 1 */
	size_t indent;		/* columns before it */
	size_t part;
	unsigned level;		/* of a heading; 1 for an `o` bullet */
	bool gap;		/* a blank line stands before it */
};

enum { IMPORT_LABEL_MAX = 12 };

struct block_note {
	char label[IMPORT_LABEL_MAX];
	size_t off, len;	/* of blocks.note_text */
	size_t line;
	size_t part;
	bool used;		/* its mark was met */
};

struct blocks {
	struct buf text, note_text;
	struct block *at;
	size_t n, cap;
	struct block_note *notes;
	size_t notes_n, notes_cap;
	struct map labels;	/* `part/label` of every note */
	bool plain;		/* the text has no markup of its own */
};

#define BLOCKS_INIT { BUF_INIT, BUF_INIT, NULL, 0, 0, NULL, 0, 0, MAP_INIT, \
	false }

void blocks_release(struct blocks *blocks);
struct block *blocks_begin(struct blocks *blocks, enum block_kind kind,
	size_t line, struct str text);
/* More text for the last block, behind a blank. */
void blocks_go_on(struct blocks *blocks, struct str text);
void blocks_begin_note(struct blocks *blocks, struct str label, size_t line,
	struct str text);
void blocks_note_goes_on(struct blocks *blocks, struct str text);
struct str blocks_text(const struct blocks *blocks, size_t i);
/* Give every note to the part in which its mark stands. */
void blocks_place_notes(struct blocks *blocks);
/* Append the block's text as source, its marks as `[^8]`. */
void blocks_add_source(struct buf *out, const struct blocks *blocks,
	struct str text, size_t part);
void blocks_add_notes(struct import_job *job, const struct blocks *blocks,
	size_t part, struct doc *doc);

/*
 * An `o` with nothing before it is a bullet only right below another one.
 * Bytes of the bullet and its blank at the start of text, or 0; *sub as above.
 */
size_t blocks_bullet(const struct blocks *blocks, struct str text,
	size_t indent, bool gap, bool *sub);

/* What the next block may hang below; empty at the start of a section. */
enum { HANG_MAX = 32 };
struct hanging {
	size_t rank;		/* of its number, or of its bullet */
	size_t indent;
	char letter;		/* of `(h)`, else NUL */
	struct node *node;
};
struct hang {
	struct hanging at[HANG_MAX];
	size_t n;
};
/* Add a block's node, a bullet or a paragraph, below what it hangs at. */
struct node *hang_add(struct import_job *job, struct doc *doc,
	struct hang *hang, const struct block *block, struct str source);

/* The superscript digits at off as digits in label; their bytes, or 0. */
size_t superscript_read(struct str text, size_t off,
	char label[IMPORT_LABEL_MAX]);
/* Bytes of the superscript digit that text ends with, or 0. */
size_t superscript_at_end(struct str text);
void superscript_add(struct buf *out, struct str digits);

/* The forms. */
int import_letter(struct import_job *job, struct str text);
int import_markdown(struct import_job *job, struct str text);
int import_plain(struct import_job *job, struct str text);

#endif
