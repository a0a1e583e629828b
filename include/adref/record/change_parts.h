/*
 * What a change did to the text, without reading all of it: of each document
 * the files that differ, as they were and as they are, each side as a part of
 * the document.
 */
#ifndef ADREF_RECORD_CHANGE_PARTS_H
#define ADREF_RECORD_CHANGE_PARTS_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/doc/node.h"
#include "adref/record/record.h"

struct change_part {
	char *name;			/* of the document */
	struct doc *from, *to;
	bool whole;			/* both are: sections changed places */
};
struct change_parts {
	struct change_part *at;		/* the main document first */
	size_t n, cap;
};
/* Of the documents that there are now. */
int record_change_parts(struct record *record, const store_id *from,
	const store_id *to, struct change_parts *out, struct err *err);
void change_parts_release(struct change_parts *parts);

#endif
