/*
 * What `check` finds: slips of brackets, footnotes and mentions. Nothing is ever mended
 * here; a finding says what and where, and the likely repair.
 */
#ifndef ADREF_DOC_LINT_H
#define ADREF_DOC_LINT_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/doc/node.h"
#include "adref/doc/notes_alike.h"

enum finding_kind {
	FIND_UNMATCHED_OPEN, FIND_UNMATCHED_CLOSE, FIND_MIXED_BRACKET,
	FIND_LOOK_ALIKE, FIND_NOTE_WITHOUT_TEXT, FIND_NOTE_WITHOUT_MARK,
	FIND_DUPLICATE_NOTE, FIND_MENTION_WITHOUT_TARGET,
	FIND_DIFFERS_FROM_AGENDA
};
/* `unmatched-open`, …: for programs; people are told the hint. */
const char *finding_word(enum finding_kind kind);

struct finding {
	enum finding_kind kind;
	const struct node *node;
	size_t off, len;		/* bytes of the node's line */
	const struct node *opened;	/* where its other end is, or NULL */
	size_t opened_off;
	char *hint;			/* what is wrong and the likely
					 * repair, as one tells a delegate */
	const struct node *like;	/* what it says the same as, or should,
					 * or NULL, and its document */
	const struct doc *like_doc;
};
struct findings {
	struct finding *at;
	size_t n, cap;
};

/* All findings of a document in reading order, notes last. Pairs it. */
void doc_lint(struct findings *out, struct doc *doc);
/* Add the footnotes of doc that say the same as others, or nearly. */
void doc_lint_alike(struct findings *out, const struct doc *doc,
	const struct alikes *alikes);
/*
 * Add what the text mentions by a number and has not (`section F`, `paragraph
 * 14 bis`, `footnote 99`). others: the other documents of the negotiation, for
 * annexes that became some. The notes' numbers must be up to date.
 */
void doc_lint_mentions(struct findings *out, const struct doc *doc,
	struct doc *const *others, size_t n);
void findings_release(struct findings *findings);
/* Append the hint for a bracket of node that has no mate: the index-th of its
 * line. */
void slip_add_hint(struct buf *out, const struct node *node, size_t index);

/* Counts for `stats`: of a section with all below it, or of the document. */
struct doc_counts {
	size_t nodes, words, brackets, unmatched, depth, alternatives;
	size_t blanks;
	size_t placeholders, explained;	/* to fill; left empty for a reason */
	size_t footnotes;	/* of the document: notes; else the marks */
	size_t status[4];
};
/*
 * of: a node with all below it; NULL: the whole body and the notes. Brackets
 * are pairs, those whose opener lies inside; depth is the deepest nesting,
 * pairs across nodes counted, those not that hold all of it. One pass; pairs
 * the document.
 */
void doc_count(struct doc_counts *out, struct doc *doc,
	const struct node *of);
/*
 * How far what stands below node is agreed: paragraphs, bullets and rows; not
 * headings, nor bullets to fill. agreed counts those agreed ad ref too. False,
 * and nothing counted, when there are more than max nodes.
 */
struct agreed_counts {
	size_t total, agreed, ad_ref;
};
bool doc_count_agreed(struct agreed_counts *out, const struct node *node,
	size_t max);

#endif
