/*
 * Plain text between its two parts: pages and their notes
 * (import_plain_pages.c), then headings and paragraphs (import_plain.c).
 */
#ifndef ADREF_SRC_FORMAT_IMPORT_PLAIN_H
#define ADREF_SRC_FORMAT_IMPORT_PLAIN_H

#include "import_parts.h"

enum line_role { LINE_TEXT, LINE_PAGE, LINE_NOTE, LINE_NOTE_ON };

/* One line of the input, and what its page makes of it. */
struct plain_line {
	struct str text;
	struct str label;	/* of a LINE_NOTE */
	struct str note;	/* what stands behind the label */
	bool kept_bracket;	/* the note's `[` stands before its label */
	enum line_role role;
};

/* Where a note's mark stands in the text: bytes of its line. */
struct plain_mark {
	size_t line, off, len;
};

struct plain_pages {
	struct plain_line *lines;
	size_t n, cap;
	struct plain_mark *marks;	/* in reading order */
	size_t marks_n, marks_cap;
	size_t page, note;		/* the last numbers met */
	struct import_job *job;
};

int plain_pages_read(struct plain_pages *pages, struct import_job *job,
	struct str text);
void plain_pages_release(struct plain_pages *pages);

#endif
