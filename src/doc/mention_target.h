/*
 * What the numbers that a text mentions name in it: each is resolved to a node
 * as a reader would, by its word, in the article it is said to stand in, else
 * in the section nearest to where it is said. For the doc floor alone.
 */
#ifndef ADREF_SRC_DOC_MENTION_TARGET_H
#define ADREF_SRC_DOC_MENTION_TARGET_H

#include "adref/base/map.h"
#include "adref/doc/node.h"
#include "adref/text/mention.h"

/* How many numbers there are of a word: digits, and letters or numerals. */
enum mention_row { MENTION_DIGITS, MENTION_LETTERS, MENTION_ROWS };

/* All that a document calls by a number. */
struct targets {
	const struct doc *doc;
	struct map named;	/* key of a number */
	struct buf key;
	size_t have[MENTION_OP + 1][MENTION_ROWS];
};
void targets_init(struct targets *targets, const struct doc *doc);
void targets_release(struct targets *targets);

/* A mention and what it comes to. */
struct target {
	/* As it was read; `Article 6.1.2` in two parts where 6.1 is one. */
	struct mention mention;
	struct node *node[MENTION_PARTS];	/* of its parts, as far as each
						 * is exactly one */
	size_t could;		/* how many there could be of the first that is
				 * not; 1: all are found */
	size_t part;		/* which part that is */
	bool title;		/* it names the node that it stands in */
	bool lost;		/* in an article that is not found itself */
	bool done;
};
struct target_list {
	struct target *at;
	size_t n, cap;
	struct mentions mentions;
};
/* Those of a node's line, each with what it comes to; replaces. */
void targets_read(struct target_list *out, struct targets *targets,
	struct node *node);
void target_list_release(struct target_list *list);

/* Whether a part of a mention would be among numbers that there are: by its
 * word, or below the part before it. */
bool target_is_of_a_row(const struct targets *targets,
	const struct target *target, struct str line);

#endif
