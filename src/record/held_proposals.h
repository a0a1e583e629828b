/*
 * The proposals of one revision with the files they were read from, so that of
 * another revision only what differs is read. Not for other floors.
 *
 * What always holds: the proposals, the parties and the stands are sorted; a
 * party whose ids are those of the revision, and that is whole, is as a fresh
 * reading would have it.
 */
#ifndef ADREF_SRC_RECORD_HELD_PROPOSALS_H
#define ADREF_SRC_RECORD_HELD_PROPOSALS_H

#include "adref/base/map.h"
#include "adref/doc/proposal.h"
#include "adref/record/record.h"
#include "adref/store/store.h"

enum { HELD_CODE = 13 };

/* What a party has, and what that was read from; none: it is not there. */
struct held_party {
	char code[HELD_CODE];
	store_id folder, stands, fates;
	bool whole;		/* nothing in them was wrong, and told */
};

/* How a party stands on a proposal, which may not be there. */
struct held_stand {
	char party[HELD_CODE];	/* of the proposal */
	unsigned number;
	struct proposal_stand is;
	size_t line;		/* of its table */
	bool lent;		/* the texts of `is` are not its own */
};

struct held_proposals {
	struct proposals all;
	store_id *files;	/* of each of them */
	size_t files_cap;
	struct held_party *parties;
	size_t parties_n, parties_cap;
	struct held_stand *stands;
	size_t stands_n, stands_cap;
	struct proposal_stand *joined;	/* lent to the proposals */
	store_id folder, fates;	/* those of all the parties */
	char *bytes;		/* what texts that are lent lie in */
	struct proposal_version *versions;	/* the same */
	size_t fresh;		/* files that were read from the store */
};
void held_release(struct held_proposals *held);

/* Where they are read from. */
struct held_source {
	struct record *record;
	const store_id *revision;
	bool tells;		/* what is wrong, as notices */
};
/* Make them those of the revision. */
int held_refresh(struct held_proposals *held, const struct held_source *source,
	struct err *err);

/* held_party.c: one reading of what differs. */
/*
 * Those that were read before and come behind the party that is read. As long
 * as each party has as many as before they stand where they stood, in `all`;
 * from the first on that has not, they are apart and are taken over in turn.
 */
struct held_rest {
	struct proposal *at;
	store_id *files;
	size_t n;
	bool apart;
};
struct held_reading {
	const struct held_source *source;
	struct held_proposals *held;
	const struct held_party *was;	/* the party before, or NULL */
	struct held_party *party;	/* as it is now; NULL: it is no more */
	struct held_rest rest;
	void *apart[2];			/* what the rest lies in, or NULL */
	struct held_stand *stands;	/* those that were read */
	size_t stands_n, stands_cap;
	struct map dropped;		/* codes whose stands go */
	const char *path;		/* of the file that is read */
};
/* A folder's entries; none when it is not there. */
int held_list(const struct held_source *source, const char *path,
	struct store_entries *out, struct err *err);
/* The entry of this name and kind; none when it is not there. */
store_id held_entry(const struct store_entries *entries, const char *name,
	enum store_kind kind);
/* What the party of this code has is put in the place of what it had, or that
 * stays. Parties come in their order. */
void held_read_party(struct held_reading *reading, const char *code);
void held_keep_party(struct held_reading *reading, const char *code);
/* The text of a file; false when there is none to be read, which is told. */
bool held_read_text(struct held_reading *reading, const store_id *id,
	struct buf *out);
/* Tell what is wrong in a row of the table that is read. */
void held_tell_row(void *reading, size_t line, const char *why);

/* held_stands.c: read those of a party; put them among the others, without those
 * that go; give each proposal its own. */
void held_read_stands(struct held_reading *reading,
	const struct store_entries *entries);
void held_merge_stands(struct held_reading *reading);
void held_join_stands(struct held_proposals *held,
	const struct held_source *source);
void held_stand_release(struct held_stand *stand);

/* proposals_pack.c: as bytes, in an order and at places of this machine. */
void held_pack(struct buf *out, const struct held_proposals *held);
/* Into an empty one; bytes are taken over. False: they are not good. */
bool held_unpack(struct held_proposals *out, char *bytes, size_t len);

#endif
