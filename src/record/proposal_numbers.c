/*
 * Numbers of proposals are never used again, not even those of filings that
 * were taken back: the history knows them all. What was read of it is kept,
 * with the revision it was read up to, so that the next look only reads on.
 */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "adref/format/proposal_file.h"
#include "inside.h"
#include "proposal_numbers.h"
#include "walk.h"

/* What a walk has met. */
struct known {
	struct map highest;
	size_t n;		/* revisions */
	bool met;		/* what was known before */
};

static const char cache[] = "proposal-numbers";

/* So many revisions read make it worth while to write the cache. */
enum { WORTH_WRITING = 64 };

void
numbers_release(struct proposal_numbers *numbers)
{
	map_release(&numbers->highest);
	*numbers = (struct proposal_numbers){ .upto = { { 0 } } };
}

static unsigned
highest(const struct map *of, const char *party)
{
	return (unsigned)(uintptr_t)map_get(of, str_of(party));
}

static void
note(struct map *of, const char *party, unsigned number)
{
	if (number > highest(of, party))
		map_put(of, str_of(party), (void *)(uintptr_t)number);
}

/* A line with the revision, then one for each name: `IND/3`. */
static void
read_cache(struct record *record, struct proposal_numbers *out)
{
	size_t len;
	char *bytes = store_cache_read(record->store, cache, &len);
	struct str rest, line;
	char party[13];
	unsigned number;

	if (!bytes)
		return;
	rest = str_make(bytes, len);
	if (len < sizeof(out->upto))
		goto out;
	memcpy(&out->upto, bytes, sizeof(out->upto));
	rest = str_from(rest, sizeof(out->upto));
	while (str_line(&rest, &line))
		if (proposal_name_read(line, party, &number))
			note(&out->highest, party, number);
out:
	free(bytes);
}

static void
write_cache(struct record *record, const struct proposal_numbers *numbers)
{
	struct buf bytes = BUF_INIT;

	buf_add(&bytes, &numbers->upto, sizeof(numbers->upto));
	for (size_t i = 0; i < numbers->highest.cap; i++) {
		const struct map_slot *slot = &numbers->highest.slots[i];

		if (slot->key)
			buf_add_format(&bytes, "%s/%u\n", slot->key,
				(unsigned)(uintptr_t)slot->value);
	}
	store_cache_write(record->store, cache, buf_str(&bytes));
	buf_release(&bytes);
}

/* The numbers that a message says it is about. */
static void
note_message(struct map *of, struct str message)
{
	size_t at = str_find(message, 0, str_of("\n\n"));
	struct str value;
	char party[13];
	unsigned number;

	while (message_next(message, "Proposal", &at, &value))
		if (proposal_name_read(value, party, &number))
			note(of, party, number);
}

/* Those of the revisions from one back to what is known already. */
static int
read_on(struct record *record, const store_id *from, const store_id *upto,
	struct known *out, struct err *err)
{
	struct store_revision revision = { 0 };
	struct walk walk;
	int rc;

	walk_begin(&walk, record, from, upto);
	while ((rc = walk_next(&walk, &revision, err)) > 0) {
		note_message(&out->highest, str_of(revision.message));
		store_revision_release(&revision);
		out->n++;
	}
	out->met = walk.met;
	walk_end(&walk);
	return rc;
}

static void
take_over(struct map *to, const struct map *from)
{
	for (size_t i = 0; i < from->cap; i++)
		if (from->slots[i].key)
			note(to, from->slots[i].key,
				(unsigned)(uintptr_t)from->slots[i].value);
}

/* What is known of another line of history says nothing of this one. */
static int
bring_up(struct record *record, struct proposal_numbers *numbers,
	struct err *err)
{
	struct known new = { .highest = MAP_INIT };

	if (store_id_is_none(&numbers->upto))
		read_cache(record, numbers);
	if (store_id_same(&numbers->upto, &record->tip))
		return 0;
	if (read_on(record, &record->tip, &numbers->upto, &new, err) < 0) {
		map_release(&new.highest);
		return -1;
	}
	if (!new.met || store_id_is_none(&numbers->upto))
		numbers_release(numbers);
	take_over(&numbers->highest, &new.highest);
	map_release(&new.highest);
	numbers->upto = record->tip;
	if (new.n >= WORTH_WRITING && record->caches)
		write_cache(record, numbers);
	return 0;
}

/* Those that are there, whoever put them there. */
static int
note_files(struct record *record, const char *party, unsigned *out,
	struct err *err)
{
	struct store_entries entries = { 0 };
	struct buf path = BUF_INIT;
	struct err why = ERR_INIT;
	unsigned number;
	int rc;

	buf_add_format(&path, "proposals/%s", party);
	rc = store_list(record->store, &record->tip, buf_text(&path),
		&entries, &why);
	for (size_t i = 0; i < entries.n; i++)
		if (proposal_file_number(str_of(entries.at[i].name),
			&number) && number > *out)
			*out = number;
	store_entries_release(&entries);
	buf_release(&path);
	return rc == 0 || why.code == ERR_MISSING ? 0
		: err_set(err, why.code, "%s", why.text);
}

int
record_next_proposal(struct record *record, const char *party,
	unsigned *out, struct err *err)
{
	*out = 0;
	if (!store_id_is_none(&record->tip) &&
	    (bring_up(record, &record->numbers, err) < 0 ||
	     note_files(record, party, out, err) < 0))
		return -1;
	if (highest(&record->numbers.highest, party) > *out)
		*out = highest(&record->numbers.highest, party);
	++*out;
	return 0;
}

void
numbers_use(struct record *record, const char *party, unsigned number)
{
	note(&record->numbers.highest, party, number);
}

int
numbers_also(struct record *record, const store_id *revision,
	const store_id *base, struct err *err)
{
	struct known new = { .highest = MAP_INIT };
	int rc = bring_up(record, &record->numbers, err);

	if (rc == 0)
		rc = read_on(record, revision, base, &new, err);
	if (rc == 0)
		take_over(&record->numbers.highest, &new.highest);
	map_release(&new.highest);
	return rc;
}
