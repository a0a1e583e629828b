/*
 * What the files of spelling share: spelling_words.c has the rules for one
 * word, spelling_line.c looks at lines, spelling.c has the commands.
 */
#ifndef ADREF_SRC_SESSION_SPELLING_H
#define ADREF_SRC_SESSION_SPELLING_H

#include "adref/base/spell.h"
#include "adref/session/spelling.h"
#include "inside.h"

/* Open the dictionary unless it is open; refused with the reason. */
int spelling_open(struct session *session, struct err *err);
/* Gather names anew: of the registry, of the document, taught ones stay. */
void spelling_learn_names(struct session *session);
void spelling_know_trade(struct spelling *spelling);
/* Know words that are written in text, in any case. */
void spelling_know(struct spelling *spelling, struct str text);
/* Whether a word of letters, hyphens and apostrophes is known. */
bool spelling_knows(const struct spelling *spelling, struct str word);
/* Append what was probably meant. */
void spelling_suggest(const struct spelling *spelling, struct str word,
	struct buf *out);

#endif
