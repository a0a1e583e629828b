/*
 * Foreign text into documents: a whole letter with annexes, Markdown, plain
 * text (also what a PDF left). No word is lost or doubled: the words of the
 * input and of what was made of it are the same multiset once markers
 * (bullets, numbers' places, note marks, link targets, page numbers and
 * running heads) are set aside. What is not understood is kept as paragraph
 * text and counted.
 */
#ifndef ADREF_FORMAT_IMPORT_H
#define ADREF_FORMAT_IMPORT_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/err.h"
#include "adref/base/str.h"
#include "adref/doc/meeting.h"
#include "adref/doc/node.h"

enum import_form { IMPORT_LETTER, IMPORT_MARKDOWN, IMPORT_TEXT };

struct import_warning {
	size_t line;		/* of the input, from 1 */
	char *text;
};

struct import {
	struct doc **docs;	/* `outcome`, `agenda`, `letter`, …; no ids */
	size_t docs_n, docs_cap;
	size_t kept_as_text;
	struct import_warning *warnings;
	size_t warnings_n, warnings_cap;
	struct meetings meetings;	/* those that a letter announces */
	char *zone;		/* whose time a letter is written in, or NULL */
	struct import_warning *remarks;	/* what was guessed: nothing is wrong */
	size_t remarks_n, remarks_cap;
	char *draft;		/* `Draft 1` as the text says, or NULL */
	char *date;		/* `2021-06-10`, or NULL */
	char *symbol;		/* or NULL */
	char *page_words;	/* page numbers and running heads set aside,
				 * blanks between: for the account of words */
};

#define IMPORT_INIT { .docs = NULL }

/* What the text looks like. */
enum import_form import_guess(struct str text);

/*
 * Check and prepare bytes: BOM off, CRLF to LF; NUL and invalid UTF-8 are
 * refused with line and byte (ERR_REFUSED); encoding "latin1" converts, "utf-8"
 * or NULL does not. *out is replaced.
 */
int import_decode(struct buf *out, struct str bytes, const char *encoding,
	struct err *err);

/*
 * Read prepared text. `main` names the main document (`outcome` when NULL).
 * progress (may be NULL) is called now and then with lines done and all lines;
 * when it returns non-zero the import stops with ERR_STOPPED.
 */
struct import_options {
	const char *main;
	int (*progress)(void *ctx, size_t done, size_t all);
	void *ctx;
};
int import_text(struct import *out, struct str text, enum import_form form,
	const struct import_options *options, struct err *err);
void import_release(struct import *import);

#endif
