/*
 * Reading proposals: each party's folder, then the tables of what became of
 * them. Those at the tip are held until files of theirs are written, or the
 * tip moves.
 */
#include "adref/record/proposals.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/format/proposal_file.h"
#include "inside.h"

struct reading {
	struct record *record;
	const store_id *revision;
	struct proposals *out;
	const char *path;	/* of the file that is read */
	bool tells;
};

void
proposals_forget(struct record *record)
{
	proposals_release(&record->proposals);
	record->proposals_read = false;
}

void
proposals_saved(struct record *record, const struct puts *puts)
{
	for (size_t i = 0; i < puts->n; i++)
		if (str_starts(str_of(puts->at[i].path), "proposals/") ||
		    str_starts(str_of(puts->at[i].path), "fates/")) {
			proposals_forget(record);
			return;
		}
}

static void
tell(const struct reading *reading, const char *why)
{
	if (reading->tells)
		record_tell(reading->record, "%s: %s", reading->path, why);
}

static void
tell_row(void *ctx, size_t line, const char *why)
{
	const struct reading *reading = ctx;

	if (reading->tells)
		record_tell(reading->record, "%s, line %zu: %s",
			reading->path, line, why);
}

static bool
read_text(const struct reading *reading, struct buf *out)
{
	return record_read_text(reading->record, reading->revision,
		reading->path, reading->tells, out);
}

/* `proposals/IND/3.md` when the path is one. */
static bool
name_of(struct str path, char party[13], unsigned *number)
{
	struct str name = str_from(path, strlen("proposals/"));
	size_t dot = str_find(name, 0, str_of(".md"));

	return dot + 3 == name.len && proposal_name_read(str_part(name, 0,
		dot), party, number) && str_starts(name, party);
}

static void
read_one(struct reading *reading)
{
	struct buf text = BUF_INIT;
	struct err why = ERR_INIT;
	struct proposal *proposal;
	char party[13];
	unsigned number;

	if (!name_of(str_of(reading->path), party, &number) ||
	    !read_text(reading, &text))
		goto out;
	proposal = proposals_add(reading->out);
	proposal_set(&proposal->party, str_of(party));
	proposal->number = number;
	if (proposal_file_read(proposal, buf_str(&text), &why) < 0) {
		tell(reading, why.text);
		proposal_release(proposal);
		reading->out->n--;
	}
out:
	buf_release(&text);
}

typedef void (*entry_reader)(struct reading *reading, const char *path,
	const char *name);

static int
each_entry(struct reading *reading, const char *folder, enum store_kind kind,
	entry_reader read, struct err *err)
{
	struct store_entries entries = { 0 };
	struct buf path = BUF_INIT;
	struct err why = ERR_INIT;
	int rc = store_list(reading->record->store, reading->revision, folder,
		&entries, &why);

	for (size_t i = 0; i < entries.n && rc == 0; i++) {
		if (entries.at[i].kind != kind)
			continue;
		buf_clear(&path);
		buf_add_format(&path, "%s/%s", folder, entries.at[i].name);
		read(reading, buf_text(&path), entries.at[i].name);
	}
	store_entries_release(&entries);
	buf_release(&path);
	if (rc < 0 && why.code == ERR_MISSING)
		return 0;
	return rc < 0 ? err_set(err, why.code, "%s", why.text) : 0;
}

static void
read_file(struct reading *reading, const char *path, const char *name)
{
	(void)name;
	reading->path = path;
	read_one(reading);
}

static void
read_party(struct reading *reading, const char *path, const char *name)
{
	struct err why = ERR_INIT;

	(void)name;
	if (each_entry(reading, path, STORE_FILE, read_file, &why) < 0) {
		reading->path = path;
		tell(reading, why.text);
	}
}

static void
read_stands(struct reading *reading, const char *path, const char *name)
{
	struct buf whole = BUF_INIT, text = BUF_INIT;
	const struct table_trouble trouble = { tell_row, reading };

	buf_add_format(&whole, "%s/stands.tsv", path);
	reading->path = buf_text(&whole);
	if (read_text(reading, &text))
		stands_read(reading->out, name, buf_str(&text), &trouble);
	buf_release(&whole);
	buf_release(&text);
}

static void
read_fates(struct reading *reading, const char *path, const char *name)
{
	struct buf text = BUF_INIT;
	const struct table_trouble trouble = { tell_row, reading };

	reading->path = path;
	if (str_ends(str_of(name), ".tsv") && read_text(reading, &text))
		fates_read(reading->out, buf_str(&text), &trouble);
	buf_release(&text);
}

static int
read_all(struct reading *reading, struct err *err)
{
	if (store_id_is_none(reading->revision))
		return 0;
	if (each_entry(reading, "proposals", STORE_FOLDER, read_party, err)
	    < 0)
		return -1;
	proposals_sort(reading->out);
	if (each_entry(reading, "proposals", STORE_FOLDER, read_stands, err)
	    < 0)
		return -1;
	return each_entry(reading, "fates", STORE_FILE, read_fates, err);
}

int
record_proposals(struct record *record, const struct proposals **out,
	struct err *err)
{
	struct reading reading = { .record = record,
		.revision = &record->tip, .out = &record->proposals,
		.tells = true };

	*out = &record->proposals;
	if (record->proposals_read)
		return 0;
	if (read_all(&reading, err) < 0) {
		proposals_forget(record);
		return -1;
	}
	record->proposals_read = true;
	return 0;
}

int
record_proposals_at(struct record *record, const store_id *revision,
	struct proposals *out, struct err *err)
{
	struct reading reading = { .record = record, .revision = revision,
		.out = out };

	return read_all(&reading, err);
}

/* The highest number that a message says was used. */
static void
note_numbers(struct str message, const char *party, unsigned *out)
{
	size_t at = str_find(message, 0, str_of("\n\n"));
	struct str value;

	while (message_next(message, "Proposal", &at, &value)) {
		char code[13];
		unsigned number;

		if (proposal_name_read(value, code, &number) &&
		    strcmp(code, party) == 0 && number > *out)
			*out = number;
	}
}

int
record_next_proposal(struct record *record, const char *party,
	unsigned *out, struct err *err)
{
	const struct proposals *all;
	store_id at = record->tip;
	unsigned highest = 0;

	if (record_proposals(record, &all, err) < 0)
		return -1;
	for (size_t i = 0; i < all->n; i++)
		if (strcmp(all->at[i].party, party) == 0 &&
		    all->at[i].number > highest)
			highest = all->at[i].number;
	while (!store_id_is_none(&at)) {
		struct store_revision revision = { 0 };

		if (store_revision(record->store, &at, &revision, err) < 0)
			return -1;
		note_numbers(str_of(revision.message), party, &highest);
		at = revision.parents_n ? revision.parents[0]
			: (store_id){ { 0 } };
		store_revision_release(&revision);
	}
	*out = highest + 1;
	return 0;
}
