/*
 * Lines `word value` of a file that may be anybody's: the journal's and those
 * of presence. Read as if an enemy had written them; the first thing that is
 * wrong is remembered, and all that follows reads as empty or nothing.
 */
#ifndef ADREF_SRC_RECORD_FIELDS_H
#define ADREF_SRC_RECORD_FIELDS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "adref/base/str.h"
#include "adref/doc/node.h"

struct fields {
	struct str rest;	/* what was not read yet */
	const char *wrong;	/* the word, or what else was wrong first */
};

/* What stands behind the word on the next line. */
struct str fields_value(struct fields *fields, const char *word);
/* The line as it must be. */
void fields_line(struct fields *fields, const char *line, const char *what);
uint64_t fields_number(struct fields *fields, const char *word, uint64_t max);
/* An id, or none where that may be. */
node_id fields_id(struct fields *fields, const char *word);
/* A name: one line of text, made safe to show; the caller's to free. */
char *fields_name(struct fields *fields, const char *word);
/* A party's code, or "". */
void fields_party(struct fields *fields, char out[13]);

#endif
