/*
 * What agreed text was reopened between two points: from the trailers of the
 * acts that stand, as far back as they can be read.
 */
#include <stdlib.h>

#include "adref/base/mem.h"
#include "inside.h"
#include "walk.h"

/* At whose request, as it was corrected. */
static char *
party_of(struct record *record, struct str message)
{
	struct str act = message_trailer(message, "Act-Id");
	char *id = mem_text_len(act.at, act.len);
	const struct voice *voice = corrected_voice(record, id);

	free(id);
	return voice ? mem_text(voice->party)
		: safe_text(message_trailer(message, "Party"));
}

void
reopened_look(struct looking *looking, struct str message)
{
	struct reopened *out = &looking->out;
	struct str act = message_trailer(message, "Act-Id");
	struct str undoes = message_trailer(message, "Undoes"), value;
	size_t at = str_find(message, 0, str_of("\n\n"));

	if (map_get(&looking->gone, act))
		return;
	if (undoes.len)
		map_put(&looking->gone, undoes, looking);
	while (message_next(message, "Reopens", &at, &value)) {
		if (!node_id_is_valid(value) ||
		    map_put(&looking->seen, value, looking))
			continue;
		out->at = mem_grow(out->at, &out->cap, out->n + 1,
			sizeof(*out->at));
		out->at[out->n++] = (struct reopening){
			.node = node_id_of(value),
			.party = party_of(looking->record, message),
			.meeting = safe_text(message_trailer(message,
				"Meeting")),
			.reason = safe_text(message_trailer(message,
				"Reason")),
		};
	}
}

void
looking_release(struct looking *looking)
{
	reopened_release(&looking->out);
	map_release(&looking->seen);
	map_release(&looking->gone);
}

void
record_reopened(struct record *record, const store_id *from,
	const store_id *to, struct reopened *out)
{
	struct looking looking = { record, { 0 }, MAP_INIT, MAP_INIT };
	struct store_revision raw = { 0 };
	struct err why = ERR_INIT;
	struct walk walk;
	int rc;

	walk_begin(&walk, record, to ? to : &record->tip, from);
	while ((rc = walk_next(&walk, &raw, &why)) > 0) {
		reopened_look(&looking, str_of(raw.message));
		store_revision_release(&raw);
	}
	if (rc < 0)
		record_tell(record, "%s", why.text);
	if (!walk.met)
		reopened_release(&looking.out);
	walk_end(&walk);
	*out = looking.out;
	looking.out = (struct reopened){ 0 };
	looking_release(&looking);
}

void
reopened_release(struct reopened *reopened)
{
	for (size_t i = 0; i < reopened->n; i++) {
		free(reopened->at[i].party);
		free(reopened->at[i].meeting);
		free(reopened->at[i].reason);
	}
	free(reopened->at);
	*reopened = (struct reopened){ 0 };
}

void
reopened_mark(struct diff *diff, const struct reopened *reopened,
	const struct doc *from, const struct doc *to)
{
	for (size_t i = 0; i < reopened->n; i++) {
		const struct node *a = doc_find(from, &reopened->at[i].node);
		const struct node *b = doc_find(to, &reopened->at[i].node);

		if (a || b)
			diff_add_reopened(diff, a, b);
	}
	diff_sort_reopened(diff);
}
