/*
 * What the two files about mentions share.
 */
#ifndef TEXT_MENTION_OWNER_H
#define TEXT_MENTION_OWNER_H

#include "adref/text/mention.h"

struct mention_said {
	const char *text;
	enum mention_word word;
	bool many;		/* a list may follow */
};
/* The word at off, and where the number behind it would begin; or NULL. */
const struct mention_said *mention_word_at(struct str line, size_t off,
	size_t *behind);
/* Whether text, in lower case, stands at off in whatever case. */
bool mention_says(struct str line, size_t off, const char *text);

/* Look at what follows a list of mentions, those from `from` on. */
void mentions_find_owner(struct mentions *out, size_t from, struct str line,
	size_t off);
/* When all of a line are read: what stands before them, and who shares it. */
void mentions_settle_owners(struct mentions *all, struct str line);

#endif
