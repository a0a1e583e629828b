/*
 * The ten-minute tour: a text one edits while reading it. Its words are
 * src/ui/tutor.md, compiled in; `@{COMMAND}` in it stands for the key that
 * the map in force has for the command.
 */
#ifndef ADREF_SRC_UI_TUTOR_H
#define ADREF_SRC_UI_TUTOR_H

#include "cli.h"

extern const char tutor_text[];		/* ends with a NUL */

/*
 * A negotiation with the tour in it, in memory: nothing of it is kept. keymap:
 * name of a built-in one, or NULL. The caller closes it.
 */
int tutor_open(struct record **out, const struct env *env,
	const char *keymap, struct err *err);
/* Put the tour into a negotiation that has no text yet. */
int tutor_fill(struct record *record, const char *keymap, struct err *err);

#endif
