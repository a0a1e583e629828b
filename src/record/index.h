/*
 * The index of revisions: of each one its nodes, act, party, meeting, hands
 * and time, without reading it from the repository. It is a derived file,
 * <gitdir>/adref/cache/index, that may be deleted at any time.
 *
 * What always holds:
 * - parents come before their children; what is indexed is reachable from the
 *   last one, and index_open() goes on to the tip;
 * - what does not check out is not believed: each record ends with a check
 *   over all that stands before it, and from the first that is wrong on the
 *   revisions are read again;
 * - from the tip down the order is the one in which changes are numbered: what
 *   came in with a second parent stands right before the change that joined it
 *   (walk.h);
 * - of a change with two parents the nodes are those that are as in neither;
 * - acts (with an Act-Id) have the nodes that their trailers name; of others,
 *   and of those that only say how many, the files are compared.
 */
#ifndef ADREF_SRC_RECORD_INDEX_H
#define ADREF_SRC_RECORD_INDEX_H

#include <stdint.h>

#include "inside.h"

struct index;

enum { INDEX_ACT_ID = 8 };	/* bytes of an act's id */

/* One revision. Words are numbers of index_word(), 0 is "". */
struct index_revision {
	store_id revision;
	size_t parents[2];	/* places in the index */
	size_t parents_n;	/* may be more than 2 */
	int64_t time;
	int zone;
	unsigned author, party, meeting, act, committer;
	bool plain;		/* of plain git: it has no Act-Id */
	unsigned char act_id[INDEX_ACT_ID], undoes[INDEX_ACT_ID];
	size_t nodes_n;
};

/*
 * The index of a record, brought up to the tip; borrowed. What cannot be
 * written is kept in memory; a reader writes nothing. It may hold revisions
 * that no branch leads to any more. A revision that cannot be read is told as
 * a notice, and what stands above it is indexed as if it had no parent.
 */
int record_index(struct record *record, struct index **out, struct err *err);
/* The same, up to another point. */
int record_index_to(struct record *record, const store_id *point,
	struct index **out, struct err *err);
/* An act was saved: it is put behind what the file has, if that is there. */
void index_note(struct record *record, const store_id *revision);
void index_close(struct index *index);
size_t index_n(const struct index *index);
void index_at(const struct index *index, size_t at,
	struct index_revision *out);
store_id index_id(const struct index *index, size_t at);
/* Whether a revision changed a node. */
bool index_has_node(const struct index *index, size_t at,
	const node_id *node);
node_id index_node(const struct index *index, size_t at, size_t n);
const char *index_word(const struct index *index, unsigned word);
/* For whom a revision was, as it was corrected: a code, or "". */
const char *index_party(struct record *record, const struct index *index,
	const struct index_revision *revision);
/* Where a revision stands; index_n() when it is not there. */
size_t index_find(struct index *index, const store_id *revision);

/* A mark for each place: whether `from` leads there, or is it. The caller's. */
unsigned char *index_reach(struct index *index, const store_id *from);

/* index_build.c: what the index keeps of one revision. */
struct index_entry {
	store_id revision, parents[2];
	size_t parents_n;
	int64_t time;
	int zone;
	unsigned author, party, meeting, act, committer;
	bool plain;
	unsigned char act_id[INDEX_ACT_ID], undoes[INDEX_ACT_ID];
	node_id *nodes;
	size_t nodes_n, nodes_cap;
};
/* Where words get their numbers; text is as the repository has it. */
struct index_words {
	unsigned (*number)(void *ctx, struct str text);
	void *ctx;
};
int index_entry_read(struct index_entry *out, struct record *record,
	const store_id *revision, const struct index_words *words,
	struct err *err);
/* The nodes of one whose trailers do not name them. */
int index_entry_compare(struct index_entry *entry, struct record *record,
	struct err *err);
void index_entry_release(struct index_entry *entry);
/*
 * Read all revisions up to `from` that `known` does not know, parents first,
 * and hand each to `add`.
 */
struct index_walk {
	bool (*known)(void *ctx, const store_id *revision);
	int (*add)(void *ctx, struct index_entry *entry, struct err *err);
	struct index_words words;
	void *ctx;
};
int index_walk(struct record *record, const store_id *from,
	const struct index_walk *walk, struct err *err);

#endif
