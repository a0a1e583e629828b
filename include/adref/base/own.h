/*
 * Files of the person's own, outside every negotiation: keys, words, what they
 * have read. They are small, belong to one person and are read and written
 * whole; whoever loses one loses no text.
 */
#ifndef ADREF_BASE_OWN_H
#define ADREF_BASE_OWN_H

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/str.h"

/*
 * Where they are (XDG Base Directory Specification): what is chosen below
 * $XDG_CONFIG_HOME or ~/.config, what is remembered below $XDG_STATE_HOME or
 * ~/.local/state, in a folder `adref`.
 */
enum own_place { OWN_CONFIG, OWN_STATE };
/* Append the path of such a file; nothing where there is no HOME either. */
void own_add_path(struct buf *out, enum own_place place, const char *name);

/*
 * Append what a file holds, at most a mebibyte: 1; 0 when it is not there; -1
 * when it cannot be read, ERR_SYSTEM says which and why.
 */
int own_read(struct buf *out, const char *path, struct err *err);
/*
 * Put these bytes in its place: written beside it, on the disk, then renamed,
 * so that it is never half a file, and nobody else can read it. Its folders
 * are made. -1 leaves what was there.
 */
int own_write(const char *path, struct str bytes, struct err *err);
/* Make the folders that it lies in, as far as they are missing. */
void own_make_folders(const char *path);

#endif
