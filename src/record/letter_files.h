/*
 * The tables that tell of letters: the register of all, and of each letter a
 * table of the parts that ask nothing. Their grammar is in adref-format(5).
 */
#ifndef ADREF_SRC_RECORD_LETTER_FILES_H
#define ADREF_SRC_RECORD_LETTER_FILES_H

#include "adref/base/buf.h"

enum register_column {
	REGISTER_DOCUMENT, REGISTER_PARTY, REGISTER_DATED, REGISTER_RECEIVED,
	REGISTER_COLUMNS
};
enum read_column {
	READ_NODE, READ_WORD, READ_ON, READ_BY, READ_COLUMNS
};

extern const char letters_path[];	/* `letters.tsv` */
extern const char letter_nothing[];	/* `nothing-asked` */
/* Append `letters/ind-2021-05-28.tsv`. */
void letter_add_read_path(struct buf *out, const char *document);

#endif
