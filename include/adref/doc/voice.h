/*
 * Who speaks, and for whom: in "Brazil on behalf of the G77 and China" the act
 * is the G77's (the principal), and Brazil is kept as the speaker.
 */
#ifndef ADREF_DOC_VOICE_H
#define ADREF_DOC_VOICE_H

#include <stdbool.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/str.h"

enum { VOICE_CODE = 13 };	/* a code and its NUL */

struct voice {
	char party[VOICE_CODE];		/* for whom; "" = the Chair */
	char speaker[VOICE_CODE];	/* "" = the party itself */
};

/*
 * Read who is said to speak: a party by any of its names, or `X on behalf of
 * Y`, `X for Y`, `X/Y`. ERR_REFUSED, in words for the person, when one of them
 * is nobody or can be several.
 */
int voice_read(struct voice *out, struct str said, struct err *err);
/*
 * Cut `X on behalf of Y` in two, as far as it was typed: Y may be empty. False
 * when nobody speaks on another's behalf.
 */
bool voice_cut(struct str said, struct str *speaker, struct str *party);
/* Append `India`, `the Chair`, or `G77 (Brazil)`. */
void voice_add(struct buf *out, const char *party, const char *speaker);

#endif
