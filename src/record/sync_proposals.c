/*
 * Proposals of two desks. Each gave its own the next number, so that two may
 * have one name: then ours, which nobody else can have seen, gets another.
 * What both did to one proposal is put together; a wording is never lost.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/format/proposal_file.h"
#include "syncing.h"

bool
sync_is_proposal(const char *path, char party[13], unsigned *number)
{
	static const char top[] = "proposals/";
	const char *code = path + sizeof(top) - 1, *slash;

	if (!str_starts(str_of(path), top))
		return false;
	slash = strchr(code, '/');
	if (!slash || slash - code > 12 || !proposal_file_number(
		str_of(slash + 1), number))
		return false;
	memcpy(party, code, (size_t)(slash - code));
	party[slash - code] = '\0';
	return true;
}

/* A proposal as a blob has it; false when it cannot be read as one. */
static bool
read_proposal(const struct syncing *syncing, const char *path,
	const store_id *blob, struct proposal *out)
{
	struct buf text = BUF_INIT;
	struct err ignored = ERR_INIT;
	char party[13];
	bool good;

	proposal_init(out);
	if (!sync_is_proposal(path, party, &out->number))
		return false;
	proposal_set(&out->party, str_of(party));
	good = sync_read(syncing, blob, &text, &ignored) == 0 &&
		proposal_file_read(out, buf_str(&text), &ignored) == 0;
	buf_release(&text);
	return good;
}

static void
put_proposal(struct syncing *syncing, const struct proposal *proposal)
{
	struct buf path = BUF_INIT, bytes = BUF_INIT;

	proposal_add_path(&path, proposal);
	proposal_file_write(&bytes, proposal);
	puts_add(&syncing->puts, "", buf_text(&path), buf_str(&bytes));
	buf_release(&path);
	buf_release(&bytes);
}

/* Both collected it from the circulated text: it is one. */
static bool
is_one(const struct proposal *ours, const struct proposal *theirs)
{
	return *ours->circulated && strcmp(ours->circulated,
		theirs->circulated) == 0;
}

/* Ours goes by another number from now on. */
static int
renumber(struct syncing *syncing, struct proposal *ours, struct err *err)
{
	struct buf was = BUF_INIT, now = BUF_INIT;
	int rc;

	proposal_add_name(&was, ours);
	rc = record_next_proposal(syncing->record, ours->party,
		&ours->number, err);
	if (rc == 0) {
		numbers_use(syncing->record, ours->party, ours->number);
		proposal_add_name(&now, ours);
		if (!*ours->filed_as)
			proposal_set(&ours->filed_as, buf_str(&was));
		put_proposal(syncing, ours);
		sync_say(syncing->out, "%s here is %s now: %s has another %s",
			buf_text(&was), buf_text(&now), syncing->from,
			buf_text(&was));
		message_add_trailer(&syncing->trailers, "Proposal",
			buf_text(&now));
		map_put(&syncing->renamed, buf_str(&was), buf_take(&now));
	}
	buf_release(&was);
	buf_release(&now);
	return rc;
}

static int
look_at(struct syncing *syncing, const struct store_difference *there,
	struct err *err)
{
	const struct store_difference *here = side_file(&syncing->ours,
		there->path);
	struct proposal ours, theirs;
	int rc = 0;

	if (!here || !store_id_is_none(&there->from) ||
	    store_id_is_none(&there->to) || store_id_is_none(&here->to) ||
	    store_id_same(&here->to, &there->to))
		return 0;
	if (read_proposal(syncing, here->path, &here->to, &ours)) {
		bool good = read_proposal(syncing, there->path, &there->to,
			&theirs);

		if (!good || !is_one(&ours, &theirs)) {
			rc = renumber(syncing, &ours, err);
			if (rc == 0)
				rc = sync_take(syncing, there, err);
		}
		proposal_release(&theirs);
	}
	proposal_release(&ours);
	return rc;
}

int
sync_renumber(struct syncing *syncing, struct err *err)
{
	const struct store_differences *files = &syncing->theirs.files;
	int rc = numbers_also(syncing->record, &syncing->theirs.revision,
		&syncing->base, err);

	for (size_t i = 0; i < files->n && rc == 0; i++) {
		char party[13];
		unsigned number;

		if (!sync_is_proposal(files->at[i].path, party, &number))
			continue;
		numbers_use(syncing->record, party, number);
	}
	for (size_t i = 0; i < files->n && rc == 0; i++) {
		char party[13];
		unsigned number;

		if (sync_is_proposal(files->at[i].path, party, &number))
			rc = look_at(syncing, &files->at[i], err);
	}
	return rc;
}

static bool
is_renamed(const struct syncing *syncing, const char *path)
{
	struct buf name = BUF_INIT;
	char party[13];
	unsigned number;
	bool renamed = false;

	if (sync_is_proposal(path, party, &number)) {
		buf_add_format(&name, "%s/%u", party, number);
		renamed = map_get(&syncing->renamed, buf_str(&name)) != NULL;
	}
	buf_release(&name);
	return renamed;
}

int
sync_proposal(struct syncing *syncing, const struct store_difference *there,
	struct err *err)
{
	const struct store_difference *here = side_file(&syncing->ours,
		there->path);
	struct proposal ours, theirs;

	if (is_renamed(syncing, there->path) || store_id_is_none(&there->to))
		return 0;
	if (store_id_is_none(&here->to))
		return sync_take(syncing, there, err);
	if (!read_proposal(syncing, there->path, &there->to, &theirs)) {
		sync_say(syncing->out, "%s: changed here and in %s, where it "
			"cannot be read: it stays as it is here",
			there->path, syncing->from);
	} else if (!read_proposal(syncing, here->path, &here->to, &ours)) {
		sync_say(syncing->out, "%s: changed here and in %s: it cannot "
			"be read here, and stays", there->path,
			syncing->from);
		proposal_release(&ours);
	} else {
		if (proposal_take(&ours, &theirs))
			put_proposal(syncing, &ours);
		proposal_release(&ours);
	}
	proposal_release(&theirs);
	return 0;
}
