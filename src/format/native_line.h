/*
 * What one line of a native file is: kind, indentation, text, id.
 */
#ifndef ADREF_SRC_FORMAT_NATIVE_LINE_H
#define ADREF_SRC_FORMAT_NATIVE_LINE_H

#include "adref/doc/node.h"

struct native_line {
	enum node_kind kind;	/* PARAGRAPH also for what goes on */
	size_t indent;		/* blanks before it */
	unsigned level;		/* of a section */
	struct str label;	/* of a note */
	struct str text;	/* native source, trimmed */
	bool delimiter;		/* a row: the delimiter row of a table */
	node_id id;		/* or none */
	enum node_status status;
	node_id same_as;
};

/* False when the line is blank. Slices are borrowed from the line. */
bool native_line_read(struct native_line *out, struct str line);

#endif
