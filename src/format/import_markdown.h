/*
 * Markdown between its three parts: what the file defines
 * (import_markdown_names.c), what stands inside a line
 * (import_markdown_inline.c), and its blocks (import_markdown.c).
 */
#ifndef ADREF_SRC_FORMAT_IMPORT_MARKDOWN_H
#define ADREF_SRC_FORMAT_IMPORT_MARKDOWN_H

#include "import_parts.h"

/* `[label]: url`, anywhere in the file. */
struct markdown_link {
	struct str label, url;	/* of the input */
	size_t line;
	bool used;
};

/* What a file defines: links, notes, levels of headings. */
struct markdown_names {
	struct markdown_link **links;
	size_t links_n, links_cap;
	struct map by_label;	/* folded label -> link */
	struct map notes;	/* label as written -> label of ours */
	struct map taken;	/* our labels */
	size_t front;		/* lines of front matter, 0: none */
	size_t shallowest;	/* level of headings below the title */
	bool title;		/* one heading of level 1, before all */
};

/* before: lines of the file that stand before the text. */
void markdown_names_read(struct markdown_names *names, struct str text,
	size_t before);
void markdown_names_release(struct markdown_names *names);
/* The link that this line defines, NULL when the line is none. */
struct markdown_link *markdown_link_on(struct markdown_names *names,
	struct str line);
struct markdown_link *markdown_link_find(struct markdown_names *names,
	struct str label);

/* A line's level as a heading and its text; 0 for none. */
unsigned markdown_heading(struct str text, struct str *heading);
/*
 * The level of a line that the next one in rest, `===` or `---`, underlines as
 * a heading; 0 for none. For lines behind a blank one. A long line, and one
 * that ends as sentences do, is text above a rule.
 */
unsigned markdown_underlined(struct str text, struct str rest);
/* `[^label]: text`: the label and the text behind it. */
bool markdown_note(struct str text, struct str *label, struct str *rest);
/* ``` or ~~~: the fence's character, 0 for none. */
char markdown_fence(struct str text);
/* The first line of a file, when it says where the file is from. */
bool markdown_is_source(struct str line);

/* Append text as source: reference links inline, note marks as ours. */
void markdown_add_inline(struct buf *out, struct markdown_names *names,
	struct str text);

/* Tables of pipes: whether the line is a delimiter row; its cells. */
bool markdown_is_delimiter(struct str line);
void markdown_cells(struct import_row *row, struct str line);

#endif
