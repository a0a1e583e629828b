/*
 * Publishing: one revision in the circulated repository, by the Chair, and the
 * draft's name on it. Start at record_publish(). What must not happen here:
 * that anything of the working history gets there; so nothing is taken from
 * revisions of acts but the time of the text, and nothing from a draft's tag
 * but what is printed.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/day.h"
#include "adref/base/mem.h"
#include "adref/base/utf8.h"
#include "adref/doc/party.h"
#include "circulated.h"
#include "message.h"
#include "person.h"

enum { TRIES = 20 };

struct publishing {
	struct record *record, *there;
	struct edition edition;
	struct drafts drafts, circulated;	/* here; there */
	struct buf title, person;
	struct store_person chair;
};

/* `Text of 17 June 2021, 10:42`. */
static int
add_text_title(struct publishing *publishing, struct err *err)
{
	struct store_revision is = { 0 };
	struct tm tm = { 0 };
	int zone;

	if (store_revision(publishing->record->store,
		&publishing->edition.point, &is, err) < 0)
		return -1;
	zone = record_zone(publishing->record, is.time);
	day_local(is.time, zone, &tm);
	buf_add_format(&publishing->title, "Text of %d %s %d, %02d:%02d",
		tm.tm_mday, day_month((unsigned)tm.tm_mon + 1),
		tm.tm_year + 1900, tm.tm_hour, tm.tm_min);
	store_revision_release(&is);
	return 0;
}

static bool
is_on(const struct publishing *publishing, const struct draft *draft)
{
	return store_id_same(&draft->revision, &publishing->edition.point);
}

static int
find_title(struct publishing *publishing, struct err *err)
{
	const struct drafts *drafts = &publishing->drafts;
	const struct draft *draft;

	if (record_drafts(publishing->record, &publishing->drafts, err) < 0)
		return -1;
	draft = drafts_on(drafts, &publishing->edition.point);
	for (size_t i = 0; i < drafts->n && !draft; i++)
		if (is_on(publishing, &drafts->at[i]))
			draft = &drafts->at[i];
	if (!draft)
		return add_text_title(publishing, err);
	buf_add_text(&publishing->title, draft->title);
	return 0;
}

/* Drop what is there already. */
static int
drop_same(struct puts *puts, const struct record *there,
	const store_id *revision, struct err *err)
{
	size_t kept = 0;
	int rc = 0;

	for (size_t i = 0; i < puts->n; i++) {
		struct store_put put = puts->at[i];
		struct buf is = BUF_INIT;
		struct err why = ERR_INIT;
		bool is_there = rc == 0 && !store_id_is_none(revision) &&
			store_read(there->store, revision, put.path, &is,
				&why) == 0;

		if (!is_there && why.code && why.code != ERR_MISSING)
			rc = err_set(err, why.code, "%s", why.text);
		if (put.bytes.at ? is_there && str_same(put.bytes,
			buf_str(&is)) : !is_there) {
			free((char *)put.path);
			free((char *)put.bytes.at);
		} else {
			puts->at[kept++] = put;
		}
		buf_release(&is);
	}
	puts->n = kept;
	return rc;
}

/* Whether the edition's text is that of a revision there. */
static int
is_text_of(const struct publishing *publishing, const store_id *revision,
	bool *out, struct err *err)
{
	struct puts puts = { 0 };
	int rc = edition_add(&puts, &publishing->edition, publishing->there,
		err);

	if (rc == 0)
		rc = drop_same(&puts, publishing->there, revision, err);
	*out = !puts.n;
	puts_release(&puts);
	return rc;
}

static const struct draft *
find_there(const struct publishing *publishing, const char *name)
{
	const struct drafts *there = &publishing->circulated;

	for (size_t i = 0; i < there->n; i++)
		if (strcmp(there->at[i].name, name) == 0)
			return &there->at[i];
	return NULL;
}

static bool
is_unnamed(const struct publishing *publishing, const struct draft *draft)
{
	return draft->printed.unnamed || publishing->edition.unnamed;
}

static bool
is_printed_so(const struct publishing *publishing, const struct draft *draft,
	const struct draft *there)
{
	return strcmp(draft->title, there->title) == 0 &&
		strcmp(draft->date, there->date) == 0 &&
		strcmp(draft->symbol, there->symbol) == 0 &&
		strcmp(draft->printed.prejudice,
			there->printed.prejudice) == 0 &&
		strcmp(draft->printed.deadline,
			there->printed.deadline) == 0 &&
		is_unnamed(publishing, draft) == there->printed.unnamed;
}

/* A draft that is there is never moved: it is this one, or it is refused. */
static int
check_draft(const struct publishing *publishing, const struct draft *draft,
	bool *is_there, struct err *err)
{
	const struct draft *there = find_there(publishing, draft->name);
	bool same = true;

	*is_there = there != NULL;
	if (!there)
		return 0;
	if (is_text_of(publishing, &there->revision, &same, err) < 0)
		return -1;
	if (same && is_printed_so(publishing, draft, there))
		return 0;
	return err_set(err, ERR_REFUSED, "%s is circulated already, with "
		"another %s: a draft that is out is never changed; tag a "
		"revision of it (1-rev-1) and publish that", draft->name,
		same ? "title, date or printed line" : "text");
}

/* *left: how many drafts on the point are not there. */
static int
check_drafts(const struct publishing *publishing, size_t *there,
	size_t *left, struct err *err)
{
	const struct drafts *drafts = &publishing->drafts;
	bool is_there;

	*there = *left = 0;
	for (size_t i = 0; i < drafts->n; i++) {
		if (!is_on(publishing, &drafts->at[i]))
			continue;
		if (check_draft(publishing, &drafts->at[i], &is_there,
			err) < 0)
			return -1;
		*(is_there ? there : left) += 1;
	}
	return 0;
}

static void
tag_message(struct buf *out, const struct publishing *publishing,
	const struct draft *draft)
{
	const struct printed *printed = &draft->printed;

	buf_add_format(out, "%s\n\n", draft->title);
	message_add_trailer(out, "Date", draft->date);
	message_add_trailer(out, "Symbol", draft->symbol);
	message_add_trailer(out, "Without-Prejudice", printed->prejudice);
	message_add_trailer(out, "Deadline", printed->deadline);
	message_add_trailer(out, "Names", is_unnamed(publishing, draft)
		? "no" : NULL);
}

static int
tag(const struct publishing *publishing, struct published *out,
	struct err *err)
{
	const struct drafts *drafts = &publishing->drafts;
	struct buf names = BUF_INIT;
	int rc = 0;

	for (size_t i = 0; rc == 0 && i < drafts->n; i++) {
		const struct draft *draft = &drafts->at[i];
		struct buf message = BUF_INIT;

		if (!is_on(publishing, draft) ||
		    find_there(publishing, draft->name))
			continue;
		tag_message(&message, publishing, draft);
		rc = store_tag(publishing->there->store, draft->name,
			&publishing->there->tip, &publishing->chair,
			buf_text(&message), err);
		buf_add_format(&names, "%s%s", names.len ? ", " : "",
			draft->name);
		buf_release(&message);
	}
	out->drafts = buf_take(&names);
	return rc;
}

static int
save(const struct publishing *publishing, const struct puts *puts,
	struct err *err)
{
	struct record *there = publishing->there;
	struct buf message = BUF_INIT;
	char id[ACT_ID_TEXT + 1];
	store_id revision;
	int rc;

	draw_act_id(there, id);
	utf8_add_safe(&message, buf_str(&publishing->title));
	buf_add_format(&message, "\n\nAct-Id: %s\n", id);
	rc = store_save(there->store, &(struct store_save){
		.parent = there->tip, .tree_of = there->tip,
		.puts = puts->at, .n = puts->n,
		.author = publishing->chair, .committer = publishing->chair,
		.message = buf_text(&message), .act_id = id,
	}, &revision, err);
	if (rc == 0) {
		record_forget(there);
		there->tip = revision;
	}
	buf_release(&message);
	return rc;
}

/* One try: what differs from the tip there, as one revision. */
static int
try_put(const struct publishing *publishing, bool *again, struct err *err)
{
	struct puts puts = { 0 };
	int rc = edition_add(&puts, &publishing->edition, publishing->there,
		err);

	if (rc == 0 && !publishing->edition.unnamed)
		rc = edition_add_fates(&puts, &publishing->edition,
			publishing->there, err);
	if (rc == 0)
		rc = drop_same(&puts, publishing->there,
			&publishing->there->tip, err);
	*again = rc == 0 && !puts.n;
	if (rc == 0 && puts.n)
		rc = save(publishing, &puts, err);
	puts_release(&puts);
	return rc;
}

/* A delegation may file meanwhile. */
static int
put(const struct publishing *publishing, bool *again, struct err *err)
{
	int rc = -1;

	for (int i = 0; rc < 0 && i < TRIES; i++) {
		err_clear(err);
		rc = try_put(publishing, again, err);
		if (rc == 0 || err->code != ERR_MOVED)
			break;
		if (record_reread(publishing->there, err) < 0)
			return -1;
	}
	return rc;
}

/* The Chair publishes, whoever sits at the keyboard. */
static void
be_chair(struct publishing *publishing)
{
	const struct record *record = publishing->record;
	int64_t now = env_clock(record->env);

	person_add_clean(&publishing->person, party_room_name("CHAIR"));
	publishing->chair = (struct store_person){
		buf_text(&publishing->person), "CHAIR@party.invalid", now,
		record_zone(publishing->record, now) };
}

static int
publish(struct publishing *publishing, const char *to, bool may_make,
	struct published *out, struct err *err)
{
	size_t there, left;

	if (find_title(publishing, err) < 0 ||
	    edition_read(&publishing->edition, err) < 0 ||
	    circulated_make(&publishing->there, publishing->record, to,
		may_make, err) < 0 ||
	    record_drafts(publishing->there, &publishing->circulated,
		err) < 0 ||
	    check_drafts(publishing, &there, &left, err) < 0)
		return -1;
	be_chair(publishing);
	out->title = mem_text(buf_text(&publishing->title));
	out->again = there && !left;
	if (!out->again && put(publishing, &out->again, err) < 0)
		return -1;
	if (tag(publishing, out, err) < 0)
		return -1;
	out->again = out->again && !*out->drafts;
	return 0;
}

int
record_publish(struct record *record, const struct publish_wish *wish,
	struct published *out, struct err *err)
{
	struct publishing publishing = { .record = record,
		.edition = { .record = record, .unnamed = wish->unnamed } };
	char *place = circulated_place(record);
	const char *to = wish->to ? wish->to : place;
	int rc = -1;

	*out = (struct published){ 0 };
	if (record->read_only || record->delegate)
		err_set(err, ERR_REFUSED, "publishing is for the Chair");
	else if (!to)
		err_set(err, ERR_USAGE, "where is the text circulated? --to "
			"DIR says it the first time, and makes it");
	else if (record_point(record, wish->point, &publishing.edition.point,
		err) == 0)
		rc = publish(&publishing, to, wish->to != NULL, out, err);
	out->to = mem_text(to ? to : "");
	record_close(publishing.there);
	record_use_parties(record);
	edition_release(&publishing.edition);
	drafts_release(&publishing.drafts);
	drafts_release(&publishing.circulated);
	buf_release(&publishing.title);
	buf_release(&publishing.person);
	free(place);
	return rc;
}

void
published_release(struct published *published)
{
	free(published->to);
	free(published->title);
	free(published->drafts);
	*published = (struct published){ 0 };
}
