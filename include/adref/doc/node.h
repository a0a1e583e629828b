/*
 * A document: a tree of nodes in reading order, each one line of native
 * source, each with an id that stays.
 *
 * What always holds:
 * - a node's line is valid UTF-8, without NUL and without line ends;
 * - every id in a document is met once, in the body or among the notes;
 * - sections stand under the root or under sections of a lower level; rows
 *   under tables only; notes under the notes' root only;
 * - the document changes only through doc_apply() (change.h). The builders
 *   below are for readers and importers, before the document is in use.
 */
#ifndef ADREF_DOC_NODE_H
#define ADREF_DOC_NODE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "adref/base/buf.h"
#include "adref/base/env.h"
#include "adref/base/map.h"
#include "adref/base/str.h"
#include "adref/text/bracket.h"
#include "adref/text/token.h"

/* Eight lower-case characters of Crockford base32 and a NUL; "" is none. */
typedef struct { char text[9]; } node_id;

bool node_id_is_none(const node_id *id);
bool node_id_same(const node_id *a, const node_id *b);
/* Whether str is exactly eight characters of the alphabet. */
bool node_id_is_valid(struct str str);
node_id node_id_of(struct str str);	/* none when it is not valid */

enum node_kind {
	NODE_SECTION, NODE_PARAGRAPH, NODE_ITEM, NODE_TABLE, NODE_ROW, NODE_NOTE
};
enum node_status {
	STATUS_OPEN, STATUS_RESERVED, STATUS_AD_REF, STATUS_AGREED
};
/* `open`, `reserved`, `ad-ref`, `agreed`; false when the word is none. */
const char *status_word(enum node_status status);
bool status_of(struct str word, enum node_status *out);
/* `section`, `paragraph`, `item`, `placeholder`, `table`, `row`, `note`. */
struct node;
const char *node_kind_word(const struct node *node);

/* The brackets of a line that have no mate inside it, in order. */
struct residue_end {
	size_t off, len;	/* bytes of the line */
	size_t index;		/* among the line's brackets, from 0 */
	bool opens;
	bool wide;
	/* Filled by doc_pair(): the other end, or NULL for a slip. */
	struct node *mate;
	size_t mate_index;	/* in the mate's residue */
	struct node *below;	/* of an opener: the one still open before it */
	size_t below_index;	/* in its node's residue */
};

struct node {
	node_id id;
	enum node_kind kind;
	enum node_status status;
	unsigned level;		/* sections: the count of `#` */
	bool derived;		/* the id is a stand-in: none was in the file */
	node_id same_as;	/* or none */
	char *line;		/* native source; a row's with its outer pipes,
				 * a table's is its delimiter row */
	size_t len;
	char *label;		/* notes only */
	char *file;		/* name of the file that starts here, or NULL */
	struct node *parent, *first, *last, *next, *prev;
	const char *heard;	/* what is heard of the line (find.h), or
				 * NULL: nobody asked yet */
	size_t heard_len;
	bool heard_own;		/* it is the node's, not a part of the doc's */

	/* Kept by the doc floor: what the line's brackets come to. */
	struct residue_end *residue;
	size_t residue_n;
	struct node *outer;	/* the opener still open where the line */
	size_t outer_index;	/* begins, with a mate or without; or NULL */
	unsigned pairs, blanks;	/* pairs inside the line; blanks to fill */
	unsigned alternatives;	/* adjacent pairs `][` */
	unsigned marks;		/* footnote marks in the line */
	/* Notes only, kept by notes.c: the number it is shown under, and how
	 * many marks the body has of it. */
	unsigned number, marked;

	/* Kept by address.c until names_changed() (tree.h): the siblings
	 * before this one by how they are called, whether that is known for
	 * the children, and the places whose names numbers have. */
	unsigned sections_before, paragraphs_before, others_before;
	bool counted;
	bool *taken;
	size_t taken_n;
};

struct doc {
	char *name;		/* `outcome`: [a-z0-9][a-z0-9/-]* */
	struct node *root;	/* level 0, no line; the body's parent */
	struct node *notes;	/* no line; the notes' parent, by label */
	size_t n;		/* nodes, both roots left out */
	struct node **ids;	/* open hash by id */
	size_t ids_n, ids_cap;
	bool paired;		/* doc_pair() is up to date */
	size_t slips, spans;	/* unmatched ends; pairs across nodes */
	size_t pairs;		/* pairs inside nodes, notes included */
	size_t blanks, placeholders;
	struct map reasons;	/* placeholder.h: why they are left empty */
	unsigned notes_from;	/* the first note's number; 0: 1 */
	bool numbered;		/* the notes' numbers are up to date */
	struct node **shown;	/* the notes by number, kept by notes.c */
	size_t shown_n;
	struct buf heard;	/* what is heard of all nodes in order, notes
				 * last, each with a line end (find_all.c) */
	size_t *heard_from;	/* where each begins in it, and its length */
	size_t heard_n, heard_body;	/* of how many; 0: to be made anew */
	size_t *heard_beyond;	/* which of them are more than ASCII */
	size_t beyond_n, beyond_cap;
	struct tokens tokens;	/* room for reading lines */
	struct brackets brackets;
};

struct doc *doc_new(const char *name);
void doc_free(struct doc *doc);
/* The same once more, ids too; the caller's to doc_free(). */
struct doc *doc_copy(const struct doc *doc);

/*
 * Builders. A new node under parent (NULL: the root), as its last child;
 * the line is copied. The id is drawn with doc_draw_ids() later, or set by
 * doc_set_id(). The node belongs to the document.
 */
struct node *doc_add(struct doc *doc, struct node *parent, enum node_kind kind,
	struct str line);
/* A section of a level: its parent is found from what stands last. */
struct node *doc_add_section(struct doc *doc, unsigned level, struct str line);
/* The section that what comes next belongs to: the last one, or the root. */
struct node *doc_last_section(const struct doc *doc);
/*
 * A note. A label that is there already gets `-2`, `-3` …; *again (may be
 * NULL) tells.
 */
struct node *doc_add_note(struct doc *doc, struct str label, struct str line,
	bool *again);
/* False when the id is taken in this document. */
bool doc_set_id(struct doc *doc, struct node *node, const node_id *id);
/* Give every node without an id one drawn from chance, none met twice. */
void doc_draw_ids(struct doc *doc, const struct env *env);
/* An id that the document does not have, for a node to be added that others
 * are to stand under. */
node_id doc_new_id(const struct doc *doc, const struct env *env);
/*
 * Give every node without an id its stand-in: hash(document, text, k-th
 * equal), marked as derived.
 */
void doc_derive_ids(struct doc *doc);
/* Replace a line while building. */
void doc_set_line(struct doc *doc, struct node *node, struct str line);

/* Reading. All borrowed. */
struct node *doc_find(const struct doc *doc, const node_id *id);
struct node *doc_find_note(const struct doc *doc, struct str label);
/* Next and previous in reading order, the body only; NULL at the ends. */
struct node *node_next(const struct node *node);
struct node *node_prev(const struct node *node);
/* The first node behind node and all below it. */
struct node *node_skip(const struct node *node);
struct node *doc_first(const struct doc *doc);
struct node *doc_last(const struct doc *doc);
struct str node_str(const struct node *node);
bool node_is_placeholder(const struct node *node);
/* What stands for a placeholder's empty text where people read. */
#define PLACEHOLDER_WORDS "(to fill)"
bool node_is_under(const struct node *node, const struct node *above);
/* Whether a node comes before another in reading order, notes last. */
bool node_comes_before(const struct node *a, const struct node *b);
/* The section a node stands in (itself for a section); NULL: none. */
struct node *node_section(const struct node *node);
/* How many ancestors it has; 0 at the top. */
size_t node_depth(const struct node *node);

/*
 * The pairing rule (DESIGN 3.3): one stack in reading order over the residues;
 * leaving a section discards, as unmatched-open, every opener pushed inside
 * it; a closer on an empty stack is unmatched-close. Each note is paired by
 * itself. Fills the mates, what is open at each line's beginning, doc->slips and
 * doc->spans; does nothing when doc->paired.
 */
void doc_pair(struct doc *doc);

#endif
