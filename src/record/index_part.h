/*
 * The files of the index: records that check out one after the other, in a file
 * that is mapped, and behind them what is to be added. For index*.c alone.
 */
#ifndef ADREF_SRC_RECORD_INDEX_PART_H
#define ADREF_SRC_RECORD_INDEX_PART_H

#include <stdint.h>

#include "inside.h"

enum {
	INDEX_HEADER = 24,
	INDEX_CHECK = 8, INDEX_ENDING = 4 + INDEX_CHECK	/* of a record */
};

/* One of the two files: its bytes, as far as they check out. */
struct part {
	char name[20];
	const unsigned char *mapped;	/* or NULL */
	size_t mapped_len;
	struct buf own;		/* what stands behind that */
	size_t kept;		/* of own: it is on the disk */
	size_t good;		/* of mapped: it checks out up to here */
	uint64_t check;		/* over all there is */
};


/* Numbers as files have them, the lowest byte first. */
void index_put(struct buf *out, uint64_t number, size_t len);
/* Here, as with a length that is known it is one load, done a million times. */
static inline uint64_t
index_get(const unsigned char *at, size_t len)
{
	uint64_t number = 0;

	for (size_t i = 0; i < len; i++)
		number |= (uint64_t)at[i] << (8 * i);
	return number;
}

/* An empty one. The same number stands in both files of an index. */
void part_begin(struct part *part, uint64_t pair);
/* Map what is there; false when it is none, and part_begin() is to follow. */
bool part_map(struct part *part, int folder);
/* The next record's body that checks out; false at the end of those. */
bool part_next(struct part *part, const unsigned char **body, size_t *len);
/* Whether the file holds nothing else. */
bool part_is_whole(const struct part *part);
void part_add(struct part *part, const struct buf *body);
void part_release(struct part *part);

/* <gitdir>/adref/cache, opened; -1 when there is none and it is not made. */
int index_folder(struct record *record, bool make);
/* Held until it is closed; -1 when it cannot be had. */
int index_lock(int folder);
/* Write it in place of the file; or what was added, at the end of the file.
 * False, and nothing is harmed, when the file is not as it was read. */
bool part_replace(int folder, struct part *part);
bool part_append(int folder, struct part *part);

#endif
