/*
 * Numbers that a text mentions: `see paragraph 14 bis`, `Articles 3, 5 and 7`,
 * `paras 3–5`, `paragraph 2 (a) and (b)`, `section A.2`, `OP3 alt`, `footnote
 * 8`. In English, French and Spanish. What they mean in a document is the doc
 * floor's matter.
 */
#ifndef ADREF_TEXT_MENTION_H
#define ADREF_TEXT_MENTION_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/str.h"

enum mention_word {
	MENTION_PARAGRAPH, MENTION_ARTICLE, MENTION_SECTION, MENTION_ANNEX,
	MENTION_OPTION, MENTION_ITEM, MENTION_NOTE, MENTION_PP, MENTION_OP
};

/* One number on the way down: the 2 and the (a) of `paragraph 2 (a)`. */
struct mention_part {
	size_t core_off, core_len;
	size_t suffix_off, suffix_len;	/* with the gap before it, or 0 */
};
enum { MENTION_PARTS = 6 };
#define MENTION_NONE ((size_t)-1)

struct mention {
	enum mention_word word;
	/* As it stands in the line, its word before it if that is its own. */
	size_t off, len;
	struct mention_part part[MENTION_PARTS];
	size_t n;
	size_t own;	/* the parts before this one stand in the mention
			 * before: the 2 of `2 (a) and (b)` for (b) */
	size_t within;	/* index of the one it stands in: Article 5 for
			 * `paragraph 3 of Article 5` and for `Article 5,
			 * paragraph 3`; or MENTION_NONE */
	bool elsewhere;	/* of another text: `of resolution 60/81` */
	bool open;	/* not all of a number: `Article X`, `Article 2.[6]` */
	bool begins;	/* the text begins with it */
	bool titles;	/* a colon follows it: `Option 2: No text` */
};
struct mentions {
	struct mention *at;
	size_t n, cap;
};

/* Read those from off on; what was in `out` is replaced. */
void mentions_read(struct mentions *out, struct str line, size_t off);
void mentions_release(struct mentions *mentions);

#endif
