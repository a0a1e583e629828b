/*
 * What the files of the journal share: its folder and the names in it.
 * journal.c notes and writes, journal_text.c has the file's bytes,
 * journal_left.c finds what was left behind.
 */
#ifndef ADREF_SRC_RECORD_JOURNAL_H
#define ADREF_SRC_RECORD_JOURNAL_H

#include <sys/types.h>

#include "adref/record/journal.h"
#include "inside.h"

/* More than the two longest lines and what stands before them. */
enum { JOURNAL_MAX = 2 * 1024 * 1024 + 8192, JOURNAL_FILE = 32 };

/* The folder's descriptor; -1 and no message when there is none yet and make
 * is false. */
int journal_folder(struct record *record, bool make, struct err *err);
/* `NAME.text`; kind: text, live, new or last. */
void journal_file(char out[JOURNAL_FILE], const char *name, const char *kind);
/*
 * Open and lock NAME.live, made when it is missing; -1 when another has it, or
 * with a message when it cannot be had.
 */
int journal_lock(int folder, const char *name, mode_t mode, struct err *err);
/* What files of the folder are made with: as the repository is shared. */
mode_t journal_mode(int folder);

#endif
