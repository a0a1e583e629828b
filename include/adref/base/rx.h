/*
 * Regular expressions with limits: a person types the pattern, the text is
 * anybody's. PCRE2 with UTF, UCP, no \C; match limit 100,000, depth 1,000,
 * heap 4 MiB, and a deadline of 200 ms for each search over a document.
 */
#ifndef ADREF_BASE_RX_H
#define ADREF_BASE_RX_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/err.h"
#include "adref/base/str.h"

struct rx;

enum {
	RX_LITERAL = 1,		/* the pattern is plain words */
	RX_FOLD = 2,		/* case does not matter */
	RX_WORDS = 4		/* only at word boundaries */
};

/*
 * Compile. On a bad pattern: -1, ERR_REFUSED, the text says where (character)
 * and why. The caller frees *out with rx_free().
 */
int rx_new(struct rx **out, struct str pattern, unsigned flags,
	struct err *err);
void rx_free(struct rx *rx);

/*
 * Begin a search over a document: the deadline counts the time spent in
 * rx_find() since then. It begins anew by itself after a rest of 100 ms, so
 * only a search that follows another at once needs the call.
 */
void rx_start(struct rx *rx);

/*
 * First match at or after off, never an empty one: 1 and [*from, *to), 0 when
 * there is none, -1 with ERR_STOPPED when a limit was reached (the text names
 * it).
 */
int rx_find(struct rx *rx, struct str text, size_t off, size_t *from,
	size_t *to, struct err *err);

/* How many groups the pattern has. */
size_t rx_groups(const struct rx *rx);
/* What a group held in the match found last; false when it took no part. 0 is
 * the match. */
bool rx_group(const struct rx *rx, size_t group, size_t *from, size_t *to);
/* The number of the group that the pattern gives a name; false when none. */
bool rx_group_named(const struct rx *rx, struct str name, size_t *group);

#endif
