/*
 * Spelling as the United Nations have it: a dictionary's words, -ize where
 * there is a choice, the words of the registry of parties, names of the
 * document, and those that the person has taught. Off, and nothing is marked,
 * until a dictionary was opened.
 */
#ifndef ADREF_SESSION_SPELLING_H
#define ADREF_SESSION_SPELLING_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/map.h"
#include "adref/base/str.h"

struct session;

struct spelling {
	struct spell *spell;	/* NULL: off */
	bool tried;
	struct map known;	/* names and taught words, in small letters */
	char *own_file;		/* the person's words, or NULL */
	char *folders;		/* where dictionaries are, or NULL */
};

/* A word that nobody knows: bytes of the line. */
struct misspelt {
	size_t off, len;
};
enum { MISSPELT_NO_CURSOR = -1 };

/*
 * The words of a line that nobody knows, at most max of them; how many are in
 * out. The word that the cursor's byte touches is still being typed: it is left
 * out. A line that is mostly unknown is in another language: nothing.
 */
size_t spelling_look(const struct session *session, struct str line,
	long cursor, struct misspelt *out, size_t max);
/* When nobody types: opens the dictionary, once; true when the screen should
 * be drawn. */
bool spelling_idle(struct session *session);

#endif
