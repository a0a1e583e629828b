/*
 * Filters of lists that know more than words: `shall party: ind section: a.1`.
 * What stands behind a key is about it, until the next key.
 */
#ifndef ADREF_SRC_SESSION_FILTER_WORDS_H
#define ADREF_SRC_SESSION_FILTER_WORDS_H

#include "inside.h"

/* What could stand behind a key, as it would be typed. */
struct filter_offers {
	char **at;
	size_t n, cap;
};
struct filter_key {
	const char *name, *takes;	/* `party`, `PARTY`; name NULL: the
					 * end */
	/* Whether the value means something; -1 says why not. */
	int (*check)(struct session *session, struct str value,
		struct err *err);
	/* What begins so; the best first. */
	void (*offer)(struct session *session, struct str value,
		struct filter_offers *out);
};
/* filter_keys.c: those of a list of this kind; NULL: its filter is words
 * alone. */
const struct filter_key *filter_keys(enum list_kind kind);

/* filter_words.c. Borrowed from the filter. */
struct filter_word {
	const struct filter_key *key;	/* NULL: words to be found in rows */
	struct str value;		/* may be empty */
	size_t off, value_off;		/* where the key, and what stands
					 * behind it, begin */
};
/* The next key with its value, or the words before the first, behind *off, and *off behind it; false at the end. */
bool filter_next(struct str filter, size_t *off, const struct filter_key *keys,
	struct filter_word *out);
/* Append the words that are looked for in the rows. */
void filter_add_plain(struct buf *out, const struct list *list);
/* What stands behind the first such key that has something behind it. */
bool filter_find(const struct list *list, const char *key, struct str *value);

/*
 * filter_ask.c, while the filter is typed: what the last word means and could
 * become; what the key for the next suggestion makes of it; what is wrong when
 * it is to be taken, -1.
 */
/* The one that is in force is there to be edited, and stays when nothing comes
 * of it. */
void filter_ask(struct session *session);
bool filter_is_asked(const struct session *session);
void filter_hint(struct session *session);
void filter_complete(struct session *session);
int filter_check(struct session *session, struct err *err);

/* history_list.c: find anew what the list of changes is asked for. */
void past_filter(struct session *session);
/* compare_only.c: of a comparison, show what the filter's keys leave. */
void compare_filter(struct session *session);

#endif
