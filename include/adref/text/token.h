/*
 * One line of native source as tokens. This is the only place where the
 * characters of a line get a meaning; everything else asks for tokens.
 *
 * Order of reading: escape, footnote mark, link, bracket.
 * - `\` before ASCII punctuation makes it literal (one ESCAPE token).
 * - `[^label]`, label = [a-z0-9-]+, is a MARK.
 * - a link is `](dest)` closing the nearest open `[` of the same line, dest
 *   without blanks and beginning `#`, `/`, `http:`, `https:` or `mailto:`;
 *   its `[` is LINK_OPEN, its `](dest)` LINK_CLOSE. Parentheses inside dest
 *   balance. So what stands inside a link is balanced in itself, and no pair
 *   of brackets crosses a link's edge.
 * - every other `[` `]` and the full-width U+FF3B U+FF3D are OPEN and CLOSE.
 * - `{item( item)*}` right after a CLOSE, item = sign? CODE with CODE =
 *   [A-Z][A-Z0-9-]{1,11} and sign one of + - ?, is an ATTRIBUTION; any other
 *   brace is plain text.
 * - `*` and `**` (a run of one or two) are STAR: emphasis when paired.
 * - WORD: a run of letters, marks and digits, with an apostrophe (ASCII or
 *   U+2019), or a hyphen (ASCII, U+2010, U+2011), between two of them inside
 *   it. Ideographs are a WORD each. BLANK: a run of white space. SIGN: any
 *   other single cluster.
 *
 * Always: the tokens cover the line without gap or overlap, in order.
 */
#ifndef ADREF_TEXT_TOKEN_H
#define ADREF_TEXT_TOKEN_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/str.h"

enum token_kind {
	TOKEN_WORD, TOKEN_BLANK, TOKEN_SIGN, TOKEN_STAR, TOKEN_ESCAPE,
	TOKEN_MARK, TOKEN_LINK_OPEN, TOKEN_LINK_CLOSE,
	TOKEN_OPEN, TOKEN_CLOSE, TOKEN_ATTRIBUTION
};

struct token {
	enum token_kind kind;
	size_t off, len;	/* bytes of the line */
};

struct tokens {
	struct token *at;
	size_t n, cap;
};

#define TOKENS_INIT { NULL, 0, 0 }

/* Read line into tokens (what they held is replaced). Linear in its length. */
void tokens_read(struct tokens *tokens, struct str line);
void tokens_release(struct tokens *tokens);

/* The label of a MARK token: "8" of `[^8]`. */
struct str token_label(struct str line, const struct token *token);
/* Whether str is a label: [a-z0-9-]+. */
bool label_is_valid(struct str str);
/* Whether str begins as a link's `(dest)` does; it may still lack its end. */
bool token_is_destination(struct str str);

#endif
