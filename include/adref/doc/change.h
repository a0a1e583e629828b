/*
 * The one door: a document changes through a list of change values, all of
 * them or none. Offsets refer to the text before the call; what is expected to
 * be there is compared with what is, so a stale change is ERR_STALE and never
 * damage.
 */
#ifndef ADREF_DOC_CHANGE_H
#define ADREF_DOC_CHANGE_H

#include <stddef.h>

#include "adref/base/err.h"
#include "adref/doc/node.h"

enum change_kind {
	CHANGE_TEXT,	/* at off of node: gone goes, come comes */
	CHANGE_STATUS,	/* node's status: from -> to */
	CHANGE_ADD,	/* a new node under parent, behind after */
	CHANGE_DROP,	/* node, with nothing below it; gone = its line */
	CHANGE_MOVE,	/* node with all below it to parent, behind after */
	CHANGE_NUMBERING	/* the first footnote's number: was -> start */
};

struct change {
	enum change_kind kind;
	node_id node;		/* ADD: the new node's id, or none: drawn */
	size_t off;
	const char *gone, *come;	/* ADD: come is the line */
	enum node_status from, to;	/* ADD: to is the new node's */
	node_id parent;		/* none: the top (notes: the notes' root) */
	node_id after;		/* none: as first child */
	enum node_kind as;	/* ADD */
	unsigned level;		/* ADD of a section; MOVE of one: the level it
				 * gets, its sub-sections as many up or down
				 * as it; 0: as it is */
	const char *label;	/* ADD of a note */
	unsigned was, start;	/* NUMBERING; 0: 1, as nothing is said */
	const char *file;	/* ADD: name of the file that starts there;
				 * NULL: none, or chosen */
	node_id same_as;	/* ADD: or none */
};

/*
 * Apply n changes. On failure nothing has changed: ERR_STALE when the text is
 * not what they expect (the message shows what is there), ERR_REFUSED when a
 * node would come to stand where it cannot. Nodes added get ids from env. The
 * changes of text come first, then the others in the order of the list.
 * Files that the changes touch are told to `touched` (may be NULL), once per
 * change, as the node whose file it is (NULL: the front); for a drop or move
 * both places.
 */
struct touched {
	struct node **at;	/* starting nodes; NULL entries: the front */
	size_t n, cap;
	bool notes;		/* the notes' file */
	bool order;		/* some ORDER changes too: write them anew */
};
int doc_apply(struct doc *doc, const struct change *changes, size_t n,
	const struct env *env, struct touched *touched, struct err *err);
/*
 * The same for changes that stand only when somebody keeps them: keep() is
 * called when all are made, and when it fails all are taken back. What they
 * touched is told to it, and gone behind it.
 */
struct changes_kept {
	const struct change *changes;
	size_t n;
	int (*keep)(void *ctx, const struct touched *touched,
		struct err *err);
	void *ctx;
};
int doc_apply_kept(struct doc *doc, const struct changes_kept *kept,
	const struct env *env, struct err *err);
void touched_release(struct touched *touched);

/*
 * What changes of structure would do to the brackets that pair across nodes:
 * they are made, looked at and taken back; the document is as it was. The
 * pairs that would be none any more, in the order of their openers, the outer
 * before the inner. Not for changes of text, but for the count of slips.
 */
struct parted {
	struct node *open, *close;
	size_t open_end, close_end;	/* in their residues */
};
struct trial {
	struct parted *at;
	size_t n, cap;
	size_t slips_before, slips;
};
int doc_try(struct doc *doc, const struct change *changes, size_t n,
	const struct env *env, struct trial *out, struct err *err);
void trial_release(struct trial *trial);
/*
 * Call visit for each node whose text the changes touch, with the line as they
 * would make it; nothing is changed. Changes that do not fit are left out.
 */
void change_each_line(const struct doc *doc, const struct change *changes,
	size_t n, void (*visit)(void *ctx, const struct node *node,
		struct str line), void *ctx);
/* The node whose file holds node: the nearest before it with a file. */
struct node *node_file_start(const struct node *node);

#endif
