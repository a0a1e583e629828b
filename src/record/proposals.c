/*
 * The proposals of a record: those at the tip are held, and made those of
 * another tip by reading what differs; so are those in the cache, which spares
 * a new process the reading. What is in the cache is never more than a
 * beginning: the ids in the repository say what holds.
 */
#include "adref/record/proposals.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "held_proposals.h"
#include "inside.h"

static const char cache[] = "proposals";

/* When one in so many files was read anew the cache is written anew. */
enum { WORTH_WRITING = 64 };

/* The proposals in the cache, of whatever revision; none when it is not good.
 */
static void
read_cache(struct record *record, struct held_proposals *out)
{
	size_t len;
	char *bytes = store_cache_read(record->store, cache, &len);

	if (bytes && !held_unpack(out, bytes, len))
		held_release(out);
}

static void
write_cache(struct record *record, struct held_proposals *held)
{
	struct buf bytes = BUF_INIT;

	if (!record->caches || !held->fresh ||
	    held->fresh < held->all.n / WORTH_WRITING)
		return;
	held->fresh = 0;
	held_pack(&bytes, held);
	store_cache_write(record->store, cache, buf_str(&bytes));
	buf_release(&bytes);
}

void
proposals_forget(struct record *record)
{
	if (record->proposals)
		held_release(record->proposals);
	free(record->proposals);
	record->proposals = NULL;
}

int
record_proposals(struct record *record, const struct proposals **out,
	struct err *err)
{
	const struct held_source source = { record, &record->tip, true };

	if (!record->proposals) {
		record->proposals = mem_new(1, sizeof(*record->proposals));
		read_cache(record, record->proposals);
	}
	*out = &record->proposals->all;
	if (held_refresh(record->proposals, &source, err) < 0)
		return -1;
	write_cache(record, record->proposals);
	return 0;
}

static void
release_lender(void *lender)
{
	held_release(lender);
	free(lender);
}

int
record_proposals_at(struct record *record, const store_id *revision,
	struct proposals *out, struct err *err)
{
	const struct held_source source = { record, revision, false };
	struct held_proposals *held = mem_new(1, sizeof(*held));

	*out = (struct proposals){ 0 };
	read_cache(record, held);
	if (held_refresh(held, &source, err) < 0) {
		release_lender(held);
		return -1;
	}
	*out = held->all;
	held->all = (struct proposals){ 0 };
	out->lender = held;
	out->release = release_lender;
	return 0;
}
