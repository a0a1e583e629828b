/*
 * What the files of the journal share: the names in its folder (live.h).
 * journal.c notes and writes, journal_text.c has the file's bytes,
 * journal_left.c finds what was left behind.
 */
#ifndef ADREF_SRC_RECORD_JOURNAL_H
#define ADREF_SRC_RECORD_JOURNAL_H

#include <sys/types.h>

#include "adref/record/journal.h"
#include "inside.h"
#include "live.h"

#define JOURNAL_FOLDER "journal"

/* More than the two longest lines and what stands before them. */
enum { JOURNAL_MAX = 2 * 1024 * 1024 + 8192, JOURNAL_FILE = 32 };

/* `NAME.text`; kind: text, live, new or last. */
void journal_file(char out[JOURNAL_FILE], const char *name, const char *kind);
/* Open and lock NAME.live; as live_lock(). */
int journal_lock(int folder, const char *name, mode_t mode, struct err *err);

#endif
