/*
 * Folders below <gitdir>/adref in which programs leave files while they run,
 * and the locks that say which of them still run: flock(2), which goes with
 * the process however it ends. Nothing in them is part of any history.
 */
#ifndef ADREF_SRC_RECORD_LIVE_H
#define ADREF_SRC_RECORD_LIVE_H

#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

#include "adref/base/err.h"
#include "adref/record/record.h"

/* The name of a program among the others that run. */
enum { LIVE_NAME = 16 };

/*
 * Descriptor of <gitdir>/adref/NAME; -1 and no message when there is none yet
 * and make is false, or the negotiation is in memory.
 */
int live_folder(struct record *record, const char *name, bool make,
	struct err *err);
/* What files of the folder are made with: as the repository is shared. */
mode_t live_mode(int folder);
/* A new name: 16 hexadecimal digits of chance. */
void live_name(char out[LIVE_NAME + 1], const struct env *env);
/* Whether a file's name is such a name with this ending; it is in out. */
bool live_is_name(const char *file, const char *ending,
	char out[LIVE_NAME + 1]);
/*
 * Open and lock a file, made when it is missing; -1 when another has it, or
 * with a message when it cannot be had.
 */
int live_lock(int folder, const char *file, mode_t mode, struct err *err);
/* Whether a program that runs has the file; it is opened for reading only. */
bool live_is_locked(int folder, const char *file);
/* Append a file's bytes, at most `most` and one more; false when there is no
 * such file. */
bool live_read(int folder, const char *file, size_t most, struct buf *out);

#endif
