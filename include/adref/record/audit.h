/*
 * What has no fate: proposals that are open, and paragraphs of letters received
 * that are unread. Nothing that was asked may be dropped silently, so a draft
 * is not tagged over any of it without a reason.
 */
#ifndef ADREF_RECORD_AUDIT_H
#define ADREF_RECORD_AUDIT_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/doc/node.h"
#include "adref/record/record.h"

/* All texts are never NULL. */
struct audit_row {
	char *name;		/* `IND/3`; "" of a paragraph of a letter */
	char *party;		/* whose: a code */
	char *doc;		/* the text it is about; of a paragraph, the */
	node_id node;		/* letter, and the paragraph */
	char *where;		/* how that was called: `A.1.6` */
	char *since;		/* the day it was filed; the letter's */
	char *words;		/* what is asked, plain: `delete: Keep …` */
	bool before;		/* it was there at the earlier point already */
};
struct audit {
	struct audit_row *at;	/* proposals first; by party and number */
	size_t n, cap;
	size_t open;		/* how many of them are proposals */
	size_t proposals, parts;	/* there were, with a fate or without */
};
/*
 * What was filed or received by the point `to` (none: the tip) and has no fate
 * now; from: an earlier point, or NULL. What was taken back since is not asked
 * any more.
 */
int record_audit(struct record *record, const store_id *from,
	const store_id *to, struct audit *out, struct err *err);
/* What has no fate and a draft of this number would be tagged over: of another
 * document than the main one only what is about that. */
int record_draft_audit(struct record *record, const char *number,
	struct audit *out, struct err *err);
void audit_release(struct audit *audit);
/* 0 when it is empty, else ERR_REFUSED: what has no fate, and what helps. */
int audit_refuse(const struct audit *audit, struct err *err);
/* Append `2 proposals and 1 paragraph of a letter`. */
void audit_add_count(struct buf *out, const struct audit *audit);
/* Append `2 proposals and 1 paragraph of a letter have no fate yet: IND/3, …`,
 * the first few by name; the audit is not empty. */
void audit_add_said(struct buf *out, const struct audit *audit);

#endif
