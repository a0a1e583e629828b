/*
 * Collecting: what delegations filed in the circulated repository becomes part
 * of the working one, as one act. A proposal is known again by the name it has
 * there, whatever its number here. Start at record_collect(). What must not
 * happen here: that a wording is lost or written over; a version is added.
 */
#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/party.h"
#include "circulated.h"

enum { TRIES = 20, NAMED = 6, GAP = 1000 };

/* A proposal there, and how it is to stand here. */
struct coming {
	struct proposal now;
	const struct proposal *was;	/* NULL: it is new */
};

struct collecting {
	struct record *record;
	struct filed filed;
	const struct proposals *all;	/* here */
	struct map known;		/* name there -> proposal here */
	struct map names;		/* name there -> coming */
	struct coming *coming;		/* as many as filed.all, in its order */
	size_t coming_n;
	struct proposal_edits edits;
	node_id *about;
	size_t about_n, about_cap;
	struct collected *told;
	unsigned next;			/* number of the party in hand */
	const char *party;
};

static void
add_line(char ***at, size_t *n, size_t *cap, struct buf *line)
{
	*at = mem_grow(*at, cap, *n + 1, sizeof(**at));
	(*at)[(*n)++] = buf_take(line);
}

void
collected_take(struct collected *told, struct buf *line)
{
	add_line(&told->taken, &told->taken_n, &told->taken_cap, line);
}

void
collected_leave(struct collected *told, const char *path, const char *why)
{
	struct buf line = BUF_INIT;

	buf_add_format(&line, "%s: %s; it is left there", path, why);
	add_line(&told->left, &told->left_n, &told->left_cap, &line);
}

static void
drop_lines(char ***at, size_t *n, size_t *cap)
{
	for (size_t i = 0; i < *n; i++)
		free((*at)[i]);
	free(*at);
	*at = NULL;
	*n = *cap = 0;
}

static void
forget_told(struct collected *told)
{
	drop_lines(&told->taken, &told->taken_n, &told->taken_cap);
	drop_lines(&told->left, &told->left_n, &told->left_cap);
}

void
collected_release(struct collected *collected)
{
	forget_told(collected);
	free(collected->from);
	collected->from = NULL;
}

/* Its own number, when that was never used here and is not far off. */
static int
choose_number(struct collecting *collecting, struct proposal *now,
	struct err *err)
{
	if (!collecting->party ||
	    strcmp(collecting->party, now->party) != 0) {
		if (record_next_proposal(collecting->record, now->party,
			&collecting->next, err) < 0)
			return -1;
		collecting->party = now->party;
	}
	if (now->number < collecting->next ||
	    now->number > collecting->next + GAP)
		now->number = collecting->next;
	collecting->next = now->number + 1;
	return 0;
}

static void
say_new(struct collecting *collecting, const struct proposal *now)
{
	struct buf line = BUF_INIT, name = BUF_INIT;

	proposal_add_name(&line, now);
	buf_add_str(&name, buf_str(&line));
	buf_add_format(&line, ": %s", proposal_verb_said(now->verb));
	if (now->verb == PROPOSAL_ADD)
		buf_add_format(&line, " %s", now->where);
	buf_add_format(&line, " %s", now->address);
	if (strcmp(buf_text(&name), now->circulated) != 0)
		buf_add_format(&line, " (%s there)", now->circulated);
	if (now->versions_n > 1)
		buf_add_format(&line, ", version %zu", now->versions_n);
	if (*now->withdrawn)
		buf_add_text(&line, ", withdrawn");
	collected_take(collecting->told, &line);
	buf_release(&name);
}

/* What came there since; false when there is nothing. */
static bool
take_changes(struct collecting *collecting, struct proposal *now,
	const struct proposal *there)
{
	bool withdrawn = *there->withdrawn && !*now->withdrawn;
	size_t before = now->versions_n;
	struct buf line = BUF_INIT;

	if (!proposal_take(now, there))
		return false;
	proposal_add_name(&line, now);
	buf_add_char(&line, ':');
	if (now->versions_n > before)
		buf_add_format(&line, " version %zu%s", now->versions_n,
			withdrawn ? "," : "");
	buf_add_text(&line, withdrawn ? " withdrawn" : "");
	collected_take(collecting->told, &line);
	return true;
}

static void
note_about(struct collecting *collecting, const node_id *node)
{
	for (size_t i = 0; i < collecting->about_n; i++)
		if (node_id_same(&collecting->about[i], node))
			return;
	collecting->about = mem_grow(collecting->about,
		&collecting->about_cap, collecting->about_n + 1,
		sizeof(*collecting->about));
	collecting->about[collecting->about_n++] = *node;
}

static int
plan_filed(struct collecting *collecting, const struct proposal *there,
	struct err *err)
{
	struct coming *coming = &collecting->coming[collecting->coming_n++];
	bool changed = true;

	coming->was = map_get(&collecting->known, str_of(there->circulated));
	proposal_copy(&coming->now, coming->was ? coming->was : there);
	map_put(&collecting->names, str_of(there->circulated), coming);
	if (coming->was) {
		changed = take_changes(collecting, &coming->now, there);
	} else {
		if (choose_number(collecting, &coming->now, err) < 0)
			return -1;
		say_new(collecting, &coming->now);
	}
	if (!changed)
		return 0;
	note_about(collecting, &coming->now.node);
	return proposal_edits_filed(&collecting->edits, collecting->record,
		&coming->now, err);
}

static const struct proposal_stand *
stand_of(const struct coming *coming, const char *party)
{
	const struct proposal *was = coming->was;

	for (size_t i = 0; was && i < was->stands_n; i++)
		if (strcmp(was->stands[i].party, party) == 0)
			return &was->stands[i];
	return NULL;
}

static void
leave_stand(struct collecting *collecting, const struct filed_stand *stand,
	const char *why)
{
	struct buf path = BUF_INIT;

	buf_add_format(&path, "proposals/%s/stands.tsv, line %zu",
		stand->party, stand->line);
	collected_leave(collecting->told, buf_text(&path), why);
	buf_release(&path);
}

/* What the drafters heard later in the room counts more. */
static bool
is_news(const struct proposal_stand *was, const struct filed_stand *stand)
{
	return !was || (was->against != stand->against &&
		strcmp(stand->on, was->on) > 0);
}

static int
plan_stand(struct collecting *collecting, struct filed_stand *stand,
	struct err *err)
{
	struct proposal_stand now = { .party = stand->party,
		.against = stand->against, .on = stand->on,
		.meeting = stand->meeting };
	struct buf name = BUF_INIT, line = BUF_INIT;
	const struct coming *coming;

	buf_add_format(&name, "%s/%u", stand->of, stand->number);
	coming = map_get(&collecting->names, buf_str(&name));
	buf_release(&name);
	if (!coming || strcmp(stand->of, stand->party) == 0) {
		leave_stand(collecting, stand, coming ? "a party is for its "
			"own proposal" : "there is no such proposal");
		return 0;
	}
	if (!is_news(stand_of(coming, stand->party), stand))
		return 0;
	proposal_add_name(&line, &coming->now);
	buf_add_format(&line, ": %s by %s", stand->against ? "opposed"
		: "supported", party_room_name(stand->party));
	collected_take(collecting->told, &line);
	note_about(collecting, &coming->now.node);
	return proposal_edits_stand(&collecting->edits, collecting->record,
		&coming->now, stand->party, &now, err);
}

static void
note_known(struct collecting *collecting)
{
	for (size_t i = 0; i < collecting->all->n; i++) {
		struct proposal *of = (struct proposal *)
			&collecting->all->at[i];

		if (*of->circulated)
			map_put(&collecting->known, str_of(of->circulated),
				of);
	}
}

static int
plan(struct collecting *collecting, struct err *err)
{
	const struct filed *filed = &collecting->filed;
	int rc = record_proposals(collecting->record, &collecting->all, err);

	if (rc == 0)
		note_known(collecting);
	collecting->coming = mem_new(filed->all.n + 1,
		sizeof(*collecting->coming));
	for (size_t i = 0; rc == 0 && i < filed->all.n; i++)
		rc = plan_filed(collecting, &filed->all.at[i], err);
	for (size_t i = 0; rc == 0 && i < filed->stands_n; i++)
		rc = plan_stand(collecting, &filed->stands[i], err);
	return rc;
}

/* `Collected: IND/3, FRA/1 and 4 more`. */
static void
add_subject(struct buf *out, const struct proposal_edits *edits)
{
	buf_add_text(out, "Collected: ");
	for (size_t i = 0; i < edits->names_n && i < NAMED; i++)
		buf_add_format(out, "%s%s", i ? ", " : "", edits->names[i]);
	if (edits->names_n > NAMED)
		buf_add_format(out, " and %zu more", edits->names_n - NAMED);
}

static int
save(struct collecting *collecting, struct err *err)
{
	const struct proposal_edits *edits = &collecting->edits;
	struct buf subject = BUF_INIT;
	struct act act = { .kind = "collect", .files = edits->files,
		.files_n = edits->n, .about = collecting->about,
		.about_n = collecting->about_n,
		.proposals = (const char *const *)edits->names,
		.proposals_n = edits->names_n };
	int rc;

	if (!edits->n)
		return 0;
	add_subject(&subject, edits);
	act.subject = buf_text(&subject);
	rc = record_act(collecting->record, &act, NULL, err);
	buf_release(&subject);
	return rc;
}

static void
release(struct collecting *collecting)
{
	for (size_t i = 0; i < collecting->coming_n; i++)
		proposal_release(&collecting->coming[i].now);
	free(collecting->coming);
	free(collecting->about);
	map_release(&collecting->known);
	map_release(&collecting->names);
	proposal_edits_release(&collecting->edits);
	filed_release(&collecting->filed);
}

static int
collect(struct record *record, struct record *there, struct collected *out,
	struct err *err)
{
	struct collecting collecting = { .record = record, .told = out,
		.known = MAP_INIT, .names = MAP_INIT };
	int rc;

	forget_told(out);
	rc = filed_read(&collecting.filed, there, out, err);
	if (rc == 0)
		rc = plan(&collecting, err);
	if (rc == 0)
		rc = save(&collecting, err);
	release(&collecting);
	return rc;
}

int
record_collect(struct record *record, struct collected *out, struct err *err)
{
	struct record *there = NULL;
	int rc = -1;

	*out = (struct collected){ .from = circulated_place(record) };
	if (!out->from)
		return err_set(err, ERR_REFUSED, "the text is not circulated "
			"yet: adref publish POINT --to DIR does that");
	if (circulated_open(&there, record, out->from, RECORD_READ_ONLY,
		err) < 0)
		return -1;
	/* Somebody else may file here meanwhile. */
	for (int i = 0; rc < 0 && i < TRIES; i++) {
		err_clear(err);
		rc = collect(record, there, out, err);
		if (rc < 0 && err->code != ERR_STALE)
			break;
	}
	record_close(there);
	record_use_parties(record);
	return rc;
}
