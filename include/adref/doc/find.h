/*
 * Looking for words in a document as a person hears them (text/heard.h):
 * brackets and emphasis do not stand in the way, nor does case unless asked;
 * `first..last` reaches from one to the other within a node. Or for a pattern,
 * over the same text, with the limits of base/rx.h.
 *
 * Each node keeps what is heard of its line until it changes, so that looking
 * again copies nothing.
 */
#ifndef ADREF_DOC_FIND_H
#define ADREF_DOC_FIND_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/err.h"
#include "adref/base/str.h"
#include "adref/doc/node.h"
#include "adref/text/heard.h"

enum find_flags {
	FIND_CASE = 1,		/* case matters */
	FIND_WORDS = 2,		/* whole words only */
	FIND_PATTERN = 4,	/* a regular expression */
	FIND_SOURCE = 8		/* over the line as it is written, with its
				 * brackets and marks */
};

/* Words that stand in a node: [from, to) of its line. */
struct hit {
	struct node *node;
	size_t from, to;
};

struct find;

/* -1 when there is nothing to look for, or the pattern is bad: the text says
 * where. The caller frees *out with find_free(). */
int find_new(struct find **out, struct str what, unsigned flags,
	struct err *err);
void find_free(struct find *find);
/* Another search begins: the time that a pattern may take counts anew. */
void find_start(struct find *find);

/*
 * The first place at or behind off of node's line: 1, 0 when there is none,
 * -1 with ERR_STOPPED when a limit of the pattern was reached.
 */
int find_in(struct find *find, struct node *node, size_t off,
	struct hit *out, struct err *err);
/* The last one that begins before `before`. */
int find_last_in(struct find *find, struct node *node, size_t before,
	struct hit *out, struct err *err);

/* Where to look, and how far. */
struct find_range {
	struct doc *doc;
	const struct node *within;	/* with all below it; NULL: the body */
	bool notes;			/* the footnotes, too */
	size_t max;			/* places; 0: no limit */
};
struct find_counts {
	size_t hits, nodes;		/* nodes that have some */
	bool more;			/* max was reached: there may be more */
};
int find_count(struct find *find, const struct find_range *range,
	struct find_counts *out, struct err *err);
/* The node looked at next, or the one before; NULL at the ends, and the first
 * or last one for NULL. */
struct node *find_next_node(const struct find_range *range,
	const struct node *node);
struct node *find_prev_node(const struct find_range *range,
	const struct node *node);

/* What was heard of the line in which find_in() found a place last, and that
 * place: [*from, *to) of its text. Borrowed. */
const struct heard *find_match_heard(const struct find *find, size_t *from,
	size_t *to);
/* A group of the pattern in that place, 0 being the place itself; false when
 * it took no part. */
bool find_match_group(const struct find *find, size_t group, size_t *from,
	size_t *to);
size_t find_match_groups(const struct find *find);
/* The number of the group of that name; false when there is none. */
bool find_match_named(const struct find *find, struct str name,
	size_t *group);

#endif
