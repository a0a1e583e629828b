/*
 * Which proposals were there at another revision: by the names of files alone,
 * and of a party whose folder is the same without looking at those.
 */
#include <string.h>

#include "adref/base/map.h"
#include "adref/format/proposal_file.h"
#include "held_proposals.h"
#include "inside.h"

struct marking {
	const struct held_proposals *held;
	const struct held_source *source;
	bool *there;
};

/* All of a party, from index `from` up to `to`. */
static void
mark_all(struct marking *marking, size_t from, size_t to)
{
	for (; from < to; from++)
		marking->there[from] = true;
}

static void
mark_number(struct marking *marking, size_t from, size_t to, unsigned number)
{
	for (; from < to; from++)
		if (marking->held->all.at[from].number == number)
			marking->there[from] = true;
}

static int
mark_named(struct marking *marking, const struct held_party *party,
	size_t from, size_t to, struct err *err)
{
	struct store_entries entries = { 0 };
	struct buf path = BUF_INIT;
	unsigned number;
	int rc;

	buf_add_format(&path, "proposals/%s", party->code);
	rc = held_list(marking->source, buf_text(&path), &entries, err);
	for (size_t i = 0; i < entries.n && rc == 0; i++)
		if (proposal_file_number(str_of(entries.at[i].name), &number))
			mark_number(marking, from, to, number);
	store_entries_release(&entries);
	buf_release(&path);
	return rc;
}

int
record_filed_at(struct record *record, const store_id *revision,
	bool *there, struct err *err)
{
	const struct held_source source = { record, revision, false };
	const struct held_proposals *held;
	const struct proposals *all;
	struct marking marking = { .source = &source, .there = there };
	struct store_entries folders = { 0 };
	size_t at = 0;
	int rc = record_proposals(record, &all, err);

	marking.held = held = record->proposals;
	if (rc == 0)
		rc = held_list(&source, "proposals", &folders, err);
	for (size_t i = 0; rc == 0 && i < held->parties_n; i++) {
		const struct held_party *party = &held->parties[i];
		store_id then = held_entry(&folders, party->code,
			STORE_FOLDER);
		size_t from = at;

		while (at < all->n && strcmp(all->at[at].party,
		       party->code) == 0)
			at++;
		if (store_id_same(&then, &party->folder))
			mark_all(&marking, from, at);
		else if (!store_id_is_none(&then))
			rc = mark_named(&marking, party, from, at, err);
	}
	store_entries_release(&folders);
	return rc;
}
