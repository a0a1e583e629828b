/*
 * Points in time as people write them, and where the tip stands.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "change_names.h"
#include "inside.h"
#include "walk.h"

/* The number behind a last `+`; false when there is none. */
static bool
split_count(struct str point, struct str *draft, size_t *count)
{
	size_t plus = point.len;

	while (plus && point.at[plus - 1] != '+')
		plus--;
	if (!plus || plus == point.len || point.len - plus > 9)
		return false;
	*count = 0;
	for (size_t i = plus; i < point.len; i++) {
		if (point.at[i] < '0' || point.at[i] > '9')
			return false;
		*count = *count * 10 + (size_t)(point.at[i] - '0');
	}
	*draft = str_trim(str_part(point, 0, plus - 1));
	return true;
}

static int
find_draft(struct record *record, struct str said, store_id *out,
	struct err *err)
{
	struct drafts drafts = { 0 };
	struct buf name = BUF_INIT;
	int rc = -1;

	draft_add_name(&name, said);
	if (record_drafts(record, &drafts, err) < 0)
		goto out;
	for (size_t i = 0; i < drafts.n && rc < 0; i++)
		if (strcmp(drafts.at[i].name, buf_text(&name)) == 0) {
			*out = drafts.at[i].revision;
			rc = 0;
		}
	if (rc < 0)
		err_set(err, ERR_MISSING, "there is no %s", buf_text(&name));
out:
	drafts_release(&drafts);
	buf_release(&name);
	return rc;
}

static int
find_change(struct record *record, struct str draft, size_t count,
	store_id *out, struct err *err)
{
	struct change_names names;
	struct index_revision found;
	unsigned char *reached;
	struct index *index;
	size_t at;
	int rc;

	if (record_index(record, &index, err) < 0)
		return -1;
	reached = index_reach(index, &record->tip);
	if (change_names_read(&names, record, index, reached, err) < 0) {
		free(reached);
		return -1;
	}
	at = change_names_find(&names, reached, draft, count);
	if (at < names.n) {
		index_at(index, at, &found);
		*out = found.revision;
		rc = 0;
	} else {
		rc = err_set(err, ERR_MISSING, "there is no change %.*s+%zu",
			(int)draft.len, draft.at, count);
	}
	change_names_release(&names);
	free(reached);
	return rc;
}

int
record_point(struct record *record, const char *point, store_id *out,
	struct err *err)
{
	struct str said = str_trim(str_of(point)), draft;
	struct err ignored = ERR_INIT;
	size_t count;

	if (str_is(said, "now")) {
		*out = record->tip;
		return store_id_is_none(out) ? err_set(err, ERR_MISSING,
			"there is no text yet: adref import FILE brings one "
			"in") : 0;
	}
	if (split_count(said, &draft, &count))
		return find_change(record, draft, count, out, err);
	if (find_draft(record, said, out, &ignored) == 0)
		return store_id_is_none(out) ? err_set(err, ERR_DAMAGED,
			"%s points to nothing", point) : 0;
	if (store_resolve(record->store, point, out, &ignored) == 0)
		return 0;
	return err_set(err, ERR_MISSING, "there is no point \"%.100s\": "
		"write a draft (D1), a change (D1+14), a revision, or now",
		point);
}

static void
standing_take(struct standing *out, const struct draft *draft)
{
	out->draft = mem_text(draft ? draft->title : "");
	out->name = mem_text(draft ? draft->name : "");
	out->date = mem_text(draft ? draft->date : "");
	out->symbol = mem_text(draft ? draft->symbol : "");
	out->printed.prejudice = mem_text(draft ? draft->printed.prejudice
		: "");
	out->printed.deadline = mem_text(draft ? draft->printed.deadline
		: "");
	out->printed.unnamed = draft && draft->printed.unnamed;
}

/* The way back from the tip to the draft. */
struct way {
	struct drafts drafts;
	const struct draft *draft;
	struct looking looking;
	size_t since;
	bool plain;		/* nothing was reopened or taken back on it */
};

/* One change on the way. */
static void
pass(struct way *way, const struct store_revision *raw)
{
	struct str message = str_of(raw->message);

	way->since++;
	way->plain &= !message_trailer(message, "Undoes").len &&
		!message_trailer(message, "Reopens").len;
	reopened_look(&way->looking, message);
}

/* Whether the rest of the way is the one that was gone before. */
static bool
is_known(const struct record *record, const struct way *way,
	const store_id *at)
{
	return way->plain && store_id_same(at, &record->standing.tip) &&
		record->standing.drafts_n == way->drafts.n;
}

static void
take_known(const struct record *record, struct way *way, size_t *reopened)
{
	way->since += record->standing.since;
	*reopened = record->standing.reopened;
	way->draft = store_id_is_none(&record->standing.draft) ? NULL
		: drafts_on(&way->drafts, &record->standing.draft);
}

/* Go back; the time is that of the tip. Returns what was reopened. */
static size_t
go_back(struct record *record, struct way *way, struct standing *out)
{
	struct store_revision raw = { 0 };
	struct err ignored = ERR_INIT;
	size_t reopened = SIZE_MAX;
	struct walk walk;

	walk_begin(&walk, record, &record->tip, NULL);
	while (reopened == SIZE_MAX && !way->draft &&
	       walk_next(&walk, &raw, &ignored) > 0) {
		if (!out->saved) {
			out->saved = raw.time;
			out->zone = raw.zone;
		}
		way->draft = drafts_on(&way->drafts, &raw.id);
		if (!way->draft)
			pass(way, &raw);
		store_revision_release(&raw);
		if (!way->draft && !walk.joined &&
		    is_known(record, way, &walk.at))
			take_known(record, way, &reopened);
	}
	walk_end(&walk);
	return reopened == SIZE_MAX ? way->looking.out.n : reopened;
}

int
record_standing(struct record *record, struct standing *out,
	struct err *err)
{
	struct way way = { .looking = { record, { 0 }, MAP_INIT, MAP_INIT },
		.plain = true };

	*out = (struct standing){ 0 };
	if (record_drafts(record, &way.drafts, err) < 0)
		return -1;
	out->reopened = go_back(record, &way, out);
	out->since = way.since;
	standing_take(out, way.draft);
	record->standing = (struct standing_known){ record->tip,
		way.draft ? way.draft->revision : (store_id){ { 0 } },
		way.drafts.n, out->since, out->reopened };
	looking_release(&way.looking);
	drafts_release(&way.drafts);
	return 0;
}

void
standing_release(struct standing *standing)
{
	free(standing->draft);
	free(standing->name);
	free(standing->date);
	free(standing->symbol);
	free(standing->printed.prejudice);
	free(standing->printed.deadline);
	*standing = (struct standing){ 0 };
}
