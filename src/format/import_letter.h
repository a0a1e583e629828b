/*
 * A letter between reading (import_letter.c) and building
 * (import_letter_body.c): its blocks and the parts they stand in.
 */
#ifndef ADREF_SRC_FORMAT_IMPORT_LETTER_H
#define ADREF_SRC_FORMAT_IMPORT_LETTER_H

#include "import_parts.h"

/* The letter's body, or one annex: blocks [first, end). */
struct letter_part {
	size_t first, end;
	const char *name;	/* the document's; borrowed */
	bool sections;		/* lettered items are sections here */
};

struct letter {
	struct import_job *job;
	struct blocks blocks;
	struct letter_part *parts;
	size_t parts_n, parts_cap;
};

/* Make the document of a part. */
void letter_build(struct letter *letter, size_t part);

/* import_meetings.c: the meetings that it announces; its documents are made. */
void letter_find_meetings(struct letter *letter);

/* Bytes of `A. ` or `IV. `, with any `[` and `*` before it; 0 for none. */
size_t letter_item_number(struct str text);
/* The same for `1. `, `3 bis. `. */
size_t letter_number(struct str text);

#endif
