/*
 * A record that is open for a delegation. What it may write is limited in the
 * store; here is what the store cannot know: whose an act is, and that what
 * was filed stays.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/party.h"
#include "inside.h"

const char *
record_delegate(const struct record *record)
{
	return record->delegate;
}

/* The parties are known when the negotiation was looked into. */
int
record_open_named(struct record **out, const char *path, const char *said,
	const struct env *env, struct err *err)
{
	struct record *record;
	const char *code;
	char *party;
	int rc;

	if (record_open(&record, path, RECORD_READ_ONLY, env, err) < 0)
		return -1;
	code = party_find(str_of(said), err);
	party = code ? mem_text(code) : NULL;
	record_close(record);
	rc = party ? record_open_delegate(out, path, party, env, err) : -1;
	free(party);
	return rc;
}

void
delegate_limit(struct record *record)
{
	struct buf below = BUF_INIT, email = BUF_INIT, why = BUF_INIT;

	buf_add_format(&below, "proposals/%s/", record->delegate);
	buf_add_format(&email, "%s@party.invalid", record->delegate);
	buf_add_format(&why, "who files for %s writes only what %s files",
		party_room_name(record->delegate),
		party_room_name(record->delegate));
	store_limit(record->store, &(struct store_limit){
		.below = buf_text(&below), .email = buf_text(&email),
		.why = buf_text(&why) });
	buf_release(&below);
	buf_release(&email);
	buf_release(&why);
}

int
delegate_check(const struct record *record, const char *party,
	const char *speaker, struct err *err)
{
	const char *own = record->delegate;

	if (!own || (party && strcmp(party, own) == 0 &&
	    (!speaker || !*speaker || strcmp(speaker, own) == 0)))
		return 0;
	return err_set(err, ERR_REFUSED, "this is open for %s: nothing is "
		"filed in another's name", party_room_name(own));
}

int
delegate_check_undo(const struct record *record,
	const struct history_entry *entry, struct err *err)
{
	static const char *const taken_back[] = { "proposal-support",
		"proposal-oppose", "proposal-withdraw", "undo", "redo" };
	enum { KINDS = sizeof(taken_back) / sizeof(*taken_back) };

	if (!record->delegate)
		return 0;
	if (delegate_check(record, entry->party, entry->speaker, err) < 0)
		return -1;
	for (size_t i = 0; i < KINDS; i++)
		if (strcmp(entry->act, taken_back[i]) == 0)
			return 0;
	return err_set(err, ERR_REFUSED, "what was filed stays: "
		"proposal-reword gives it other words, proposal-withdraw "
		"withdraws it");
}
