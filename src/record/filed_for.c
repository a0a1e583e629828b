/*
 * Filing for the right party what was filed for another. Nothing is taken out:
 * the filing of the wrong party is withdrawn, with the name it has now.
 */
#include "filed_for.h"

#include <stdlib.h>
#include <string.h>

#include "adref/base/mem.h"
#include "adref/doc/party.h"
#include "adref/format/proposal_file.h"
#include "walk.h"

struct plan {
	const struct filed_moving *moving;
	struct proposal_edits *edits;
	struct filed_moved *out;
	const struct proposals *all;
	unsigned next;		/* number of the right party's next one */
	char *now;		/* as in files */
	struct err *err;
};

void
filed_moved_release(struct filed_moved *moved)
{
	buf_release(&moved->names);
	*moved = (struct filed_moved){ .n = 0 };
}

/* The one that an act filed, by the name it has now; or NULL. */
static const struct proposal *
find_now(const struct plan *plan, const char *party, unsigned number)
{
	struct buf name = BUF_INIT;
	const struct proposal *found;

	buf_add_format(&name, "%s/%u", party, number);
	found = proposals_find(plan->all, buf_str(&name));
	/* A hostile chain of names ends some time. */
	for (int i = 0; found && *found->moved && i < 100; i++)
		found = proposals_find(plan->all, str_of(found->moved));
	buf_release(&name);
	return found;
}

/* Who stood with the one stands with the other; the right party itself has no
 * need to. */
static int
move_stands(struct plan *plan, const struct proposal *was,
	struct proposal *now)
{
	struct record *record = plan->moving->record;
	int rc = 0;

	for (size_t i = 0; i < was->stands_n && rc == 0; i++) {
		const struct proposal_stand *stand = &was->stands[i];
		bool own = strcmp(stand->party, now->party) == 0;

		if (own && stand->against)
			return err_set(plan->err, ERR_REFUSED, "%s stands "
				"against %s/%u: that has to be taken back "
				"first", party_room_name(now->party),
				was->party, was->number);
		rc = proposal_edits_stand(plan->edits, record, was,
			stand->party, NULL, plan->err);
		if (rc == 0 && !own)
			rc = proposal_edits_stand(plan->edits, record, now,
				stand->party, stand, plan->err);
	}
	return rc;
}

/* Those it was merged with name it by its new name. */
static int
rename_with(struct plan *plan, struct str was, struct str now)
{
	int rc = 0;

	for (size_t i = 0; i < plan->all->n && rc == 0; i++) {
		const struct proposal *other = &plan->all->at[i];
		struct str rest = str_of(other->with);
		struct buf with = BUF_INIT;
		struct proposal copy;
		bool names = false;

		while (rest.len) {
			size_t comma = str_find(rest, 0, str_of(","));
			struct str name = str_part(rest, 0, comma);
			bool same = str_same(name, was);

			names |= same;
			buf_add_text(&with, with.len ? "," : "");
			buf_add_str(&with, same ? now : name);
			rest = str_from(rest, comma + 1);
		}
		if (names) {
			proposal_copy(&copy, other);
			proposal_set(&copy.with, buf_str(&with));
			rc = proposal_edits_fate(plan->edits,
				plan->moving->record, &copy, plan->err);
			proposal_release(&copy);
		}
		buf_release(&with);
	}
	return rc;
}

/* The filing of the wrong party: withdrawn, and says what it is now. */
static int
withdraw(struct plan *plan, const struct proposal *proposal, struct str name)
{
	struct record *record = plan->moving->record;
	struct proposal was;
	struct buf why = BUF_INIT;
	int rc;

	proposal_copy(&was, proposal);
	proposal_undecide(&was);
	was.fate = FATE_WITHDRAWN;
	proposal_set(&was.note, str_of(""));
	proposal_set(&was.withdrawn, str_of(plan->now));
	buf_add_format(&why, "it was %s's, not %s's, and is %.*s",
		party_room_name(plan->moving->right->party),
		party_room_name(was.party), (int)name.len, name.at);
	proposal_set(&was.withdrawn_reason, buf_str(&why));
	proposal_set(&was.moved, name);
	rc = proposal_edits_filed(plan->edits, record, &was, plan->err);
	if (rc == 0)
		rc = proposal_edits_fate(plan->edits, record, &was,
			plan->err);
	proposal_release(&was);
	buf_release(&why);
	return rc;
}

/* The same under the right party. What was withdrawn is open again: who said
 * that it was not his withdrew nothing of another's. */
static void
make_right(struct plan *plan, const struct proposal *was,
	struct proposal *out)
{
	struct buf name = BUF_INIT;

	proposal_copy(out, was);
	proposal_add_name(&name, was);
	proposal_set(&out->party, str_of(plan->moving->right->party));
	proposal_set(&out->speaker, str_of(plan->moving->right->speaker));
	proposal_set(&out->role, str_of(""));
	out->number = plan->next++;
	if (out->fate == FATE_WITHDRAWN)
		out->fate = FATE_OPEN;
	proposal_set(&out->withdrawn, str_of(""));
	proposal_set(&out->withdrawn_reason, str_of(""));
	proposal_set(&out->circulated, str_of(""));
	proposal_set(&out->filed_as, *was->filed_as ? str_of(was->filed_as)
		: buf_str(&name));
	buf_release(&name);
}

/* Whether a revision's message is of an act that put the proposal into the
 * text, by the name it has or the one it was filed by; by: whose that is. */
static bool
is_placing(struct str message, const struct proposal *of, char by[13])
{
	struct str act = message_trailer(message, "Act"), value;
	size_t at = str_find(message, 0, str_of("\n\n"));
	struct buf name = BUF_INIT;
	unsigned number;
	bool found = false;

	if (!str_is(act, "proposal-place") && !str_is(act, "proposal-merge"))
		return false;
	proposal_add_name(&name, of);
	while (!found && message_next(message, "Proposal", &at, &value))
		found = (str_same(value, buf_str(&name)) ||
			str_is(value, of->filed_as)) &&
			proposal_name_read(value, by, &number);
	buf_release(&name);
	return found;
}

/* The latest act that put it into the text; none when that is not known. */
static int
find_placing(struct plan *plan, const struct proposal *of, store_id *out,
	char by[13])
{
	struct record *record = plan->moving->record;
	struct store_revision revision = { 0 };
	struct walk walk;
	bool ends = false;
	int rc = 0;

	*out = (store_id){ { 0 } };
	walk_begin(&walk, record, &record->tip, NULL);
	while (!ends && (rc = walk_next(&walk, &revision, plan->err)) > 0) {
		ends = store_id_same(&revision.id,
			&plan->moving->entry->revision);
		if (!ends && is_placing(str_of(revision.message), of, by)) {
			*out = revision.id;
			ends = true;
		}
		store_revision_release(&revision);
	}
	walk_end(&walk);
	return rc < 0 ? -1 : 0;
}

/* Its words in the text have the wrong party's name since that act. */
static int
note_placing(struct plan *plan, const struct proposal *was, struct str name)
{
	struct filed_moved *out = plan->out;
	char by[13] = "";
	store_id at;

	if (was->fate != FATE_PLACED && was->fate != FATE_MERGED)
		return 0;
	if (find_placing(plan, was, &at, by) < 0)
		return -1;
	if (!store_id_is_none(&out->placed) &&
	    !store_id_same(&out->placed, &at))
		return err_set(plan->err, ERR_REFUSED, "several of what %s "
			"filed are in the text: take %.*s out of it first, "
			"then say whose it was", plan->moving->entry->change,
			(int)name.len, name.at);
	out->placed = at;
	memcpy(out->by, by, sizeof(by));
	return 0;
}

static int
move_one(struct plan *plan, const struct proposal *was)
{
	struct buf name = BUF_INIT, new = BUF_INIT;
	struct record *record = plan->moving->record;
	struct proposal now;
	int rc;

	make_right(plan, was, &now);
	proposal_add_name(&name, was);
	proposal_add_name(&new, &now);
	rc = note_placing(plan, was, buf_str(&name));
	if (rc == 0)
		rc = move_stands(plan, was, &now);
	if (rc == 0)
		rc = withdraw(plan, was, buf_str(&new));
	if (rc == 0)
		rc = proposal_edits_filed(plan->edits, record, &now,
			plan->err);
	if (rc == 0)
		rc = proposal_edits_fate(plan->edits, record, &now,
			plan->err);
	if (rc == 0)
		rc = rename_with(plan, buf_str(&name), buf_str(&new));
	buf_add_format(&plan->out->names, "%s%s is %s", plan->out->n++
		? ", " : "", buf_text(&name), buf_text(&new));
	buf_release(&name);
	buf_release(&new);
	proposal_release(&now);
	return rc;
}

static int
refuse_others(const struct filed_moving *moving, struct err *err)
{
	return err_set(err, ERR_REFUSED, "%s is about what %s has filed "
		"before: undo %s takes it back", moving->entry->subject,
		party_room_name(moving->recorded), moving->entry->change);
}

static int
move_file(struct plan *plan, const struct store_difference *acted,
	struct str file)
{
	const struct filed_moving *moving = plan->moving;
	const struct proposal *now;
	unsigned number;

	if (!proposal_file_number(file, &number))
		return 0;
	if (!store_id_is_none(&acted->from))
		return refuse_others(moving, plan->err);
	if (!*moving->right->party)
		return err_set(plan->err, ERR_REFUSED, "the Chair files "
			"nothing: undo %s takes it back",
			moving->entry->change);
	now = find_now(plan, moving->recorded, number);
	if (!now)
		return err_set(plan->err, ERR_REFUSED, "%s/%u is not there any "
			"more", moving->recorded, number);
	if (!plan->now && record_next_proposal(moving->record,
		moving->right->party, &plan->next, plan->err) < 0)
		return -1;
	if (!plan->now)
		plan->now = proposal_time(moving->record);
	return move_one(plan, now);
}

int
filed_plan(const struct filed_moving *moving, struct proposal_edits *edits,
	struct filed_moved *out, struct err *err)
{
	struct plan plan = { .moving = moving, .edits = edits, .out = out,
		.err = err };
	struct buf folder = BUF_INIT;
	int rc = record_proposals(moving->record, &plan.all, err);

	*out = (struct filed_moved){ .n = 0 };
	buf_add_format(&folder, "proposals/%s/", moving->recorded);
	for (size_t i = 0; i < moving->acted->n && rc == 0 &&
	     *moving->recorded; i++) {
		const struct store_difference *acted = &moving->acted->at[i];

		if (str_starts(str_of(acted->path), buf_text(&folder)))
			rc = move_file(&plan, acted, str_from(
				str_of(acted->path), folder.len));
	}
	free(plan.now);
	buf_release(&folder);
	return rc;
}
