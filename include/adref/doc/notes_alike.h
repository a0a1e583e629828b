/*
 * Footnotes that say the same, or nearly: copied from one document to another
 * they drift apart.
 */
#ifndef ADREF_DOC_NOTES_ALIKE_H
#define ADREF_DOC_NOTES_ALIKE_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/doc/node.h"

struct alike {
	const struct doc *doc, *other_doc;	/* may be the same one */
	size_t place;		/* of doc in the list */
	const struct node *note, *other;
	bool same;		/* to the byte */
};
struct alikes {
	struct alike *at;
	size_t n, cap;
};

/*
 * Of documents 0 to n - 1, by document and number of the note: the pairs
 * across two documents, each note in one of them, the most alike first served;
 * and within a document each note with the earlier one most like it. A note
 * stands in the earlier document of the list, or behind `other` in its own.
 */
void notes_alike(struct alikes *out, struct doc *const *docs, size_t n);
void alikes_release(struct alikes *alikes);
/* Append how the note's words differ: `{-chair's-}{+chair-designate's+}`. */
void alike_add_differences(struct buf *out, const struct alike *alike);
/* Append `note 3`, or `note 3 of agenda` where that is another document. */
void alike_add_other(struct buf *out, const struct alike *alike);

#endif
