/*
 * Whether a dictionary of the system knows words: hunspell's, when adref was
 * built with it (<hunspell.h> in one file). Words are Unicode in UTF-8.
 */
#ifndef ADREF_BASE_SPELL_H
#define ADREF_BASE_SPELL_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/str.h"

struct spell;

/* Where dictionaries are looked for: folders with `:` between. */
extern const char spell_folders[];

/*
 * Open the first dictionary of folders (NULL: spell_folders), British English
 * before any other English: the spelling of the United Nations is British,
 * with -ize. ERR_MISSING when there is none, or adref was built without
 * hunspell: the text says so. Takes a tenth of a second.
 */
int spell_open(struct spell **out, const char *folders, struct err *err);
void spell_close(struct spell *spell);
/* Its name: `en_GB`. */
const char *spell_name(const struct spell *spell);
/* Remembers what it was asked. A word too long to be one is known. */
bool spell_knows(struct spell *spell, struct str word);
/* Know the word from now on. */
void spell_add(struct spell *spell, struct str word);
/* Append at most max likely words, `, ` between. Takes milliseconds. */
void spell_suggest(struct spell *spell, struct str word, size_t max,
	struct buf *out);

#endif
