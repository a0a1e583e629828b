/*
 * What a person has read of a negotiation, and the patterns they watch: kept
 * for them in a small text file outside it (base/own.h), which this reads and
 * writes. Nothing of it is in the repository.
 *
 * A document was looked at last as of `seen`, and was read whole as of `read`;
 * what was read in between is known by node, with what it was then. A document
 * that was never looked at stands where the negotiation was looked at first.
 */
#ifndef ADREF_RECORD_BOOKMARK_H
#define ADREF_RECORD_BOOKMARK_H

#include <stdbool.h>
#include <stddef.h>

#include "adref/base/buf.h"
#include "adref/base/err.h"
#include "adref/base/map.h"
#include "adref/doc/node.h"
#include "adref/store/store.h"

struct bookmark_doc {
	char *name;
	store_id seen, read;
	struct map nodes;	/* those read since: by id, how they were */
};
struct bookmark {
	store_id first;		/* none: nothing was ever looked at */
	struct bookmark_doc *at;
	size_t n, cap;
	char **patterns;
	size_t patterns_n, patterns_cap;
};
#define BOOKMARK_INIT { .at = NULL }

/*
 * Append the name of the file for the negotiation in this folder of the disk:
 * `bookmark-0123456789abcdef`.
 */
void bookmark_add_name(struct buf *out, const char *folder);
/* Read the file's text; ERR_DAMAGED names the line, and *out is empty. */
int bookmark_read(struct bookmark *out, struct str text, struct err *err);
/* Append what the file has to hold. */
void bookmark_add(struct buf *out, const struct bookmark *bookmark);
void bookmark_release(struct bookmark *bookmark);

/* What is known of a document; NULL when it was not looked at. */
struct bookmark_doc *bookmark_find(const struct bookmark *bookmark,
	const char *name);
/* The same; made where it is missing, as of `first`. Others may move. */
struct bookmark_doc *bookmark_put(struct bookmark *bookmark, const char *name);
void bookmark_drop_docs(struct bookmark *bookmark);
/* All of it is read, as of a revision. */
void bookmark_all(struct bookmark_doc *doc, const store_id *revision);
/* What was read of another one is read of this, too. */
void bookmark_add_nodes(struct bookmark_doc *to,
	const struct bookmark_doc *from);
/* A node is read as it is now; whether it was read so. */
void bookmark_put_node(struct bookmark_doc *doc, const struct node *node);
bool bookmark_has_node(const struct bookmark_doc *doc, const struct node *node);

/* Watch a pattern, or no more; false when it is watched, or is not. */
bool bookmark_watch(struct bookmark *bookmark, const char *pattern);
bool bookmark_unwatch(struct bookmark *bookmark, const char *pattern);

#endif
