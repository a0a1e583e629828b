/*
 * Syncing beside the editor by this same program, started once more. main()
 * gives it to the command line.
 */
#ifndef ADREF_SRC_UI_SYNC_SYNC_H
#define ADREF_SRC_UI_SYNC_SYNC_H

#include "adref/session/sync.h"

/* The context of begin() is the struct cli of the editor. */
extern const struct sync_verbs sync_beside;

#endif
