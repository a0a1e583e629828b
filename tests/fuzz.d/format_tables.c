/* The tables and the files of proposals, as anybody may have written them. */
#include "fuzz.h"

#include "adref/doc/parties.h"
#include "adref/format/bureau.h"
#include "adref/format/meetings.h"
#include "adref/format/proposal_file.h"

static void
wrong(void *ctx, size_t line, const char *why)
{
	(void)ctx;
	must(line > 0 && *why);
}

static void
wrong_party(void *ctx, const char *why)
{
	(void)ctx;
	must(*why);
}

/* What was written is read as it was. */
static void
check_proposal(struct str bytes)
{
	struct proposal proposal, again;
	struct buf once = BUF_INIT, twice = BUF_INIT;
	struct err err = ERR_INIT;

	proposal_init(&proposal);
	proposal_init(&again);
	if (proposal_file_read(&proposal, bytes, &err) == 0) {
		proposal_file_write(&once, &proposal);
		must(proposal_file_read(&again, buf_str(&once), &err) == 0);
		proposal_file_write(&twice, &again);
		must(str_same(buf_str(&once), buf_str(&twice)));
	}
	proposal_release(&again);
	proposal_release(&proposal);
	buf_release(&once);
	buf_release(&twice);
}

static void
check_stands(struct str bytes)
{
	struct table_trouble trouble = { wrong, NULL };
	struct proposals proposals = { 0 };
	struct str rest = bytes;
	struct tsv_row row = { .n = 0 };
	struct stand_row stand;

	fates_read(&proposals, bytes, &trouble);
	proposals_release(&proposals);
	while (stands_next(&rest, &row, &stand, &trouble))
		must(*stand.party && stand.number);
}

static void
check_tables(struct str bytes)
{
	struct table_troubles troubles = { wrong, NULL };
	struct meetings meetings = { 0 };
	struct bureau bureau = { 0 };
	struct buf table = BUF_INIT;
	struct parties *parties = parties_read(bytes, wrong_party, NULL);

	parties_drop(&table, bytes, str_of("IND"));
	parties_free(parties);
	meetings_read(&meetings, bytes, &troubles);
	meetings_release(&meetings);
	bureau_read(&bureau, bytes, &troubles);
	bureau_release(&bureau);
	buf_release(&table);
}

static void
check_join(struct str bytes)
{
	struct str base = fuzz_part(&bytes), theirs = fuzz_part(&bytes), key;
	struct buf out = BUF_INIT;

	tsv_join(&out, base, theirs, bytes, &key);
	buf_release(&out);
}

void
fuzz_one(struct str bytes)
{
	if (utf8_check(bytes) == bytes.len)
		check_proposal(bytes);
	check_stands(bytes);
	check_tables(bytes);
	check_join(bytes);
}
