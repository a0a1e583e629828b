/*
 * Which paragraph of one text became which of another: the same one by its id,
 * what was split off another one, what was joined to another one, and what is
 * gone or new. Ids say the first; the others are told from the words, so that
 * it does not matter by which keys they were made.
 */
#ifndef ADREF_DOC_CONCORDANCE_H
#define ADREF_DOC_CONCORDANCE_H

#include "adref/doc/node.h"

enum concordance_kind {
	CONCORDANCE_SAME,	/* from and to are one paragraph */
	CONCORDANCE_NEW,	/* from is NULL */
	CONCORDANCE_GONE,	/* to is NULL */
	CONCORDANCE_SPLIT,	/* to has words that were from's, which goes on */
	CONCORDANCE_JOINED	/* from's words stand in to, which was there */
};
struct concordance_row {
	enum concordance_kind kind;
	const struct node *from, *to;	/* of the documents given */
};
struct concordance {
	struct concordance_row *at;
	size_t n, cap;
};
/*
 * A row for each node of either text but notes: in the order of the later one,
 * and what is gone behind what stood before it. Split or joined is said when
 * at least three words in a row went along, and all of the part.
 */
void doc_concordance(struct concordance *out, const struct doc *from,
	const struct doc *to);
void concordance_release(struct concordance *concordance);

#endif
