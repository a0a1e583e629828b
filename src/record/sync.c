/*
 * Taking in what another desk has, and giving it what is here. The order: bring
 * what is there, let the branch go forward or join both in one change, then
 * give. A refusal because somebody was first begins it anew. What it must not
 * do: give what is not saved here, or leave either side behind with half.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "index.h"
#include "syncing.h"

enum { TRIES = 6, TRIES_FREE = 2 };

/* One meeting with the other side. */
struct meeting_of_two {
	struct record *record;
	const char *remote;
	const struct store_going *going;
	struct store_fetched fetched;
	struct store_parting parting;
	struct synced *out;
};

static bool
is_begin(struct record *record, const store_id *revision)
{
	struct store_revision is = { 0 };
	struct err ignored = ERR_INIT;
	bool begins;

	if (store_revision(record->store, revision, &is, &ignored) < 0)
		return false;
	begins = !is.parents_n && str_is(message_trailer(str_of(is.message),
		"Act"), "init");
	store_revision_release(&is);
	return begins;
}

/* A side on which nothing was done yet is joined as if all began there. */
static int
find_base(struct meeting_of_two *two, struct err *err)
{
	struct record *record = two->record;
	const store_id *there = &two->fetched.tip;

	if (store_part(record->store, &record->tip, there, &two->parting,
		err) < 0)
		return -1;
	if (!store_id_is_none(&two->parting.base) ||
	    store_id_is_none(there) || store_id_is_none(&record->tip))
		return 0;
	if (is_begin(record, &record->tip))
		two->parting.base = record->tip;
	else if (is_begin(record, there))
		two->parting = (struct store_parting){ *there,
			two->parting.a, 0 };
	else
		return err_set(err, ERR_REFUSED, "%s has another text: the "
			"two have no beginning in common; nothing was changed",
			two->fetched.called);
	two->out->begins = true;
	return 0;
}

static int
save_joined(struct syncing *syncing, size_t n, struct err *err)
{
	struct buf subject = BUF_INIT, trailers = BUF_INIT;
	struct act act = { .kind = "sync" };
	struct saving saving = { .act = &act, .puts = &syncing->puts,
		.also = &syncing->theirs.revision };
	int rc;

	if (n)
		buf_add_format(&subject, "Take in %zu change%s from %s", n,
			n == 1 ? "" : "s", syncing->from);
	else
		buf_add_format(&subject, "Begin together with %s",
			syncing->from);
	message_add_trailer(&trailers, "Sync", syncing->from);
	buf_add_str(&trailers, buf_str(&syncing->trailers));
	act.subject = buf_text(&subject);
	saving.trailers = buf_text(&trailers);
	rc = record_save(syncing->record, &saving, err);
	record_forget(syncing->record);
	buf_release(&subject);
	buf_release(&trailers);
	return rc;
}

static void
side_release(struct side *side)
{
	store_differences_release(&side->files);
	map_release(&side->by_path);
	store_paths_release(&side->names);
}

static void
forget_lines(struct synced *out)
{
	for (size_t i = 0; i < out->n; i++)
		free(out->lines[i]);
	out->n = 0;
}

/* Both have changed: one change with two parents. */
static int
join(struct meeting_of_two *two, struct err *err)
{
	struct record *record = two->record;
	struct syncing syncing = { .record = record,
		.from = two->fetched.called, .base = two->parting.base,
		.ours.revision = record->tip,
		.theirs.revision = two->fetched.tip, .out = two->out };
	int rc = sync_join(&syncing, err);

	if (rc == 0)
		rc = save_joined(&syncing, two->parting.b, err);
	else
		record_forget(record);
	two->out->joined |= rc == 0;
	side_release(&syncing.ours);
	side_release(&syncing.theirs);
	puts_release(&syncing.puts);
	proposal_edits_release(&syncing.left);
	map_release_all(&syncing.renamed);
	buf_release(&syncing.trailers);
	return rc;
}

static int
go_forward(struct meeting_of_two *two, struct err *err)
{
	struct record *record = two->record;

	if (store_forward(record->store, &record->tip, &two->fetched.tip,
		err) < 0)
		return -1;
	if (store_behind(record->store))
		record_tell(record, "%s", store_behind(record->store));
	return 0;
}

/* All that led to the text. */
static size_t
count_all(struct record *record)
{
	struct err ignored = ERR_INIT;
	struct index *index;
	unsigned char *reached;
	size_t n = 0;

	if (record_index(record, &index, &ignored) < 0)
		return 0;
	reached = index_reach(index, &record->tip);
	for (size_t i = 0; i < index_n(index); i++)
		n += reached[i];
	free(reached);
	return n;
}

/* What is there comes in, in whichever way. */
static int
take_in(struct meeting_of_two *two, struct err *err)
{
	const struct store_parting *parting = &two->parting;
	bool unborn = store_id_is_none(&two->record->tip);
	int rc;

	forget_lines(two->out);
	if (find_base(two, err) < 0)
		return -1;
	if (store_id_is_none(&two->fetched.tip) ||
	    (!two->out->begins && !unborn && !parting->b))
		return 0;
	if (unborn || (!two->out->begins && !parting->a))
		rc = go_forward(two, err);
	else
		rc = join(two, err);
	if (rc == 0) {
		rc = record_reread(two->record, err);
		two->out->taken += unborn ? count_all(two->record)
			: parting->b;
		two->out->begins |= unborn;
	}
	return rc;
}

/* Second to somebody here: without a lock first, as much may be to be read. */
static int
take_in_until_done(struct meeting_of_two *two, struct err *err)
{
	for (int i = 0; i < TRIES; i++) {
		struct err why = ERR_INIT;
		int rc;

		if (i >= TRIES_FREE && store_keep(two->record->store, true,
			err) < 0)
			return -1;
		rc = i ? record_reread(two->record, &why) : 0;
		if (rc == 0)
			rc = take_in(two, &why);
		store_keep(two->record->store, false, NULL);
		if (rc == 0)
			return 0;
		if (why.code != ERR_MOVED)
			return err_set(err, why.code, "%s", why.text);
	}
	return err_set(err, ERR_SYSTEM,
		"others write without a pause: nothing was changed, try again");
}

static const struct store_tag *
find_tag(const struct store_tags *tags, const char *name)
{
	for (size_t i = 0; i < tags->n; i++)
		if (strcmp(tags->at[i].name, name) == 0)
			return &tags->at[i];
	return NULL;
}

/* Whether a draft is on what leads to the text as it is now. */
static bool
is_ours(struct record *record, const store_id *revision)
{
	struct err ignored = ERR_INIT;
	bool leads = false;

	return !store_id_is_none(revision) && record_leads(record, revision,
		&record->tip, &leads, &ignored) == 0 && leads;
}

/* Drafts that are only there come here; those of one name each stay. */
static int
take_drafts(struct meeting_of_two *two, const struct store_tags *ours,
	struct err *err)
{
	const struct store_tags *there = &two->fetched.tags;
	int rc = 0;

	for (size_t i = 0; i < there->n && rc == 0; i++) {
		const struct store_tag *tag = &there->at[i];
		const struct store_tag *own = find_tag(ours, tag->name);

		if (own && !store_id_same(&own->object, &tag->object))
			sync_say(two->out, "%s here is not %s of %s: each "
				"stays where it is", tag->name, tag->name,
				two->fetched.called);
		else if (!own && !is_ours(two->record, &tag->revision))
			sync_say(two->out, "%s of %s is not in the past of "
				"this text: it is left there", tag->name,
				two->fetched.called);
		else if (!own)
			rc = store_take_tag(two->record->store, tag, err);
	}
	return rc;
}

/* The names of drafts that are only here, NULL behind; borrowed. */
static const char **
list_to_give(struct meeting_of_two *two, const struct store_tags *ours,
	size_t *n)
{
	const char **names = mem_new(ours->n + 1, sizeof(*names));

	*n = 0;
	for (size_t i = 0; i < ours->n; i++)
		if (!find_tag(&two->fetched.tags, ours->at[i].name) &&
		    is_ours(two->record, &ours->at[i].revision))
			names[(*n)++] = ours->at[i].name;
	return names;
}

/* What is here goes there. */
static int
give(struct meeting_of_two *two, const struct store_tags *ours,
	struct err *err)
{
	struct record *record = two->record;
	size_t n;
	const char **names = list_to_give(two, ours, &n);
	const struct store_gift gift = { &two->fetched, record->tip, names };
	bool same = store_id_same(&record->tip, &two->fetched.tip);
	int rc = 0;

	if (!store_id_is_none(&record->tip) && (!same || n))
		rc = store_push(record->store, two->remote, &gift,
			two->going, err);
	if (rc == 0 && !same)
		two->out->given = store_id_is_none(&two->fetched.tip)
			? count_all(record) : two->parting.a;
	free(names);
	return rc;
}

static int
meet(struct meeting_of_two *two, struct err *err)
{
	struct store_tags ours = { 0 };
	int rc = take_in_until_done(two, err);

	if (rc == 0)
		rc = store_tags(two->record->store, &ours, err);
	if (rc == 0)
		rc = take_drafts(two, &ours, err);
	if (rc == 0)
		rc = give(two, &ours, err);
	store_tags_release(&ours);
	return rc;
}

/* What a push was refused for: that the branch there has moved meanwhile, which
 * not every server says, or for good. */
static bool
has_moved(struct meeting_of_two *two, const store_id *was)
{
	return !store_id_same(&two->fetched.tip, was);
}

static int
sync_until_given(struct meeting_of_two *two, struct err *err)
{
	store_id was = { { 0 } };
	struct err why = ERR_INIT;

	for (int i = 0; i < TRIES; i++) {
		struct err failed = ERR_INIT;

		store_fetched_release(&two->fetched);
		if (store_fetch(two->record->store, two->remote, two->going,
			&two->fetched, err) < 0)
			return -1;
		if (i && why.code != ERR_MOVED && !has_moved(two, &was))
			break;
		was = two->fetched.tip;
		free(two->out->from);
		two->out->from = mem_text(two->fetched.called);
		if (meet(two, &failed) == 0)
			return 0;
		why = failed;
		if (why.code != ERR_MOVED && why.code != ERR_REFUSED)
			break;
	}
	return err_set(err, why.code, "%s", why.text);
}

static int
refuse(const struct record *record, struct err *err)
{
	if (record->delegate)
		return err_set(err, ERR_REFUSED, "a delegation files in the "
			"circulated text: only drafters sync");
	if (record->read_only)
		return err_set(err, ERR_REFUSED, "this is open for reading "
			"only: nothing was changed");
	if (store_busy(record->store))
		return err_set(err, ERR_REFUSED, "git is in the middle of %s: "
			"nothing is saved until that is ended or taken back "
			"(\"git status\" says how)",
			store_busy(record->store));
	return 0;
}

int
record_sync(struct record *record, const char *remote,
	const struct store_going *going, struct synced *out,
	struct err *err)
{
	struct meeting_of_two two = { .record = record, .remote = remote,
		.going = going, .out = out };
	struct err ignored = ERR_INIT;
	int rc;

	*out = (struct synced){ .taken = 0 };
	if (refuse(record, err) < 0)
		return -1;
	rc = sync_until_given(&two, err);
	store_fetched_release(&two.fetched);
	if (out->taken)
		record_take_up(record, &ignored);
	record_use_parties(record);
	return rc;
}

void
synced_release(struct synced *synced)
{
	forget_lines(synced);
	free(synced->lines);
	free(synced->from);
	*synced = (struct synced){ .taken = 0 };
}
