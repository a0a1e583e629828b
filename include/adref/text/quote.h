/*
 * Making foreign text native source: `\` before what would be read otherwise.
 */
#ifndef ADREF_TEXT_QUOTE_H
#define ADREF_TEXT_QUOTE_H

#include "adref/base/buf.h"
#include "adref/base/str.h"

/*
 * Append plain text (no markup in it, brackets are negotiation brackets) as
 * source: backslashes before ASCII punctuation doubled, `*` quoted, text that
 * would read as a mark, link or attribution quoted. Blanks are folded.
 */
void quote_add_plain(struct buf *out, struct str plain);
/*
 * Append source so that it can stand as the line of a node: a beginning that
 * would read as another kind of block (`- `, `#`, `|`, `[^x]:`) and an end
 * that would read as an id (` {#…}`) are quoted. Line ends become blanks.
 */
void quote_add_line(struct buf *out, struct str source);

#endif
