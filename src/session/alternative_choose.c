/*
 * What becomes of wordings that stand side by side: one is chosen and the
 * others go, one goes, or they change places. What went is in the subject.
 */
#include <string.h>

#include "adref/doc/address.h"
#include "adref/doc/party.h"
#include "bracket_inside.h"
#include "wordings.h"

/* `NODE N K`: the K-th wording of the group of the N-th bracket; K may be its
 * words in quotes, as they stand. */
static int
read_wording(struct wordings *out, size_t *k, struct session *session,
	const struct arguments *args, struct err *err)
{
	struct pair pair;
	int rc = 0;

	if (pair_named(&pair, session, args, err) < 0)
		return -1;
	if (!wordings_read(out, &pair))
		return err_set(err, ERR_REFUSED, "these brackets do not open "
			"and close here: they are no wordings side by side");
	if (out->n < 2) {
		rc = err_set(err, ERR_REFUSED, "no other wording stands "
			"beside this one");
	} else if (args->at[2].quoted) {
		*k = wording_find(out, str_of(args->at[2].text));
		if (!*k)
			rc = err_set(err, ERR_REFUSED, "no wording here reads "
				"\"%.200s\"", args->at[2].text);
	} else {
		rc = argument_count(&args->at[2], k, err);
		if (rc == 0 && *k > out->n)
			rc = err_set(err, ERR_REFUSED,
				"there are %zu wordings here", out->n);
	}
	if (rc < 0)
		wordings_release(out);
	return rc;
}

/* `"shall" (Kenya: keep)` */
static void
add_one(struct buf *out, const struct wordings *group, size_t k)
{
	struct buf who = BUF_INIT;

	deed_add_quoted(out, wording_text(group, k));
	party_add_stances(&who, wording_attribution(group, k));
	if (who.len)
		buf_add_format(out, " (%s)", buf_text(&who));
	buf_release(&who);
}

/* What is said of an act on wordings, behind the address. */
struct saying {
	const char *kind, *act, *did;
	struct buf rest;
};

/* Save the group's new text; the cursor stands at its beginning. */
static int
save(struct session *session, const struct wordings *group,
	const struct saying *what, struct str come, struct err *err)
{
	size_t from = wording_from(group, 1);
	struct str gone = str_part(node_str(group->node), from,
		wording_to(group, group->n) - from);
	struct changes changes = { 0 };
	struct buf subject = BUF_INIT, done = BUF_INIT;
	struct deed deed = { .kind = what->kind, .n = 1 };
	node_id id = group->node->id;
	int rc;

	changes_add(&changes, (struct change){ .kind = CHANGE_TEXT,
		.node = id, .off = from, .gone = changes_text(&changes, gone),
		.come = changes_text(&changes, come) });
	address_add(&subject, group->node);
	buf_add_str(&done, buf_str(&subject));
	buf_add_format(&subject, ": %s%s", what->act, buf_text(&what->rest));
	buf_add_format(&done, ": %s%s", what->did, buf_text(&what->rest));
	deed.subject = buf_text(&subject);
	deed.done = buf_text(&done);
	deed.changes = changes.at;
	rc = session_act(session, &deed, err);
	changes_release(&changes);
	buf_release(&subject);
	buf_release(&done);
	if (rc == 0 && node_id_same(&id, &session->place)) {
		selection_clear(session);
		place_go(session, session_place(session), from);
	}
	return rc;
}

static int
choose(struct session *session, const struct wordings *group, size_t chosen,
	struct err *err)
{
	struct saying what = { "alternative-choose", "take ", "took ",
		BUF_INIT };
	size_t n = 0;
	int rc;

	add_one(&what.rest, group, chosen);
	for (size_t k = 1; k <= group->n; k++) {
		if (k == chosen)
			continue;
		buf_add_text(&what.rest, n++ ? ", " : "; gone: ");
		add_one(&what.rest, group, k);
	}
	rc = save(session, group, &what, wording_text(group, chosen), err);
	buf_release(&what.rest);
	return rc;
}

int
run_alternative_choose(struct session *session,
	const struct arguments *args, struct err *err)
{
	struct wordings group;
	size_t k;
	int rc;

	if (args->n != 3)
		return usage("alternative-choose", err);
	if (read_wording(&group, &k, session, args, err) < 0)
		return -1;
	rc = choose(session, &group, k, err);
	wordings_release(&group);
	return rc;
}

/* A party's wording is dropped by that party, or by the Chair. */
static int
may_drop(struct session *session, const struct wordings *group, size_t k,
	struct err *err)
{
	struct attribution who = ATTRIBUTION_INIT;
	struct buf names = BUF_INIT;
	bool others;
	int rc = 0;

	attribution_read(&who, wording_attribution(group, k));
	others = *session->party && !attribution_has(&who, '+',
		str_of(session->party));
	if (others && names_add(&names, &who, '+'))
		rc = err_set(err, ERR_REFUSED, "%s want%s this wording kept: "
			"it is not %s's to drop", buf_text(&names),
			attribution_count(&who, '+') > 1 ? "" : "s",
			party_room_name(session->party));
	attribution_release(&who);
	buf_release(&names);
	return rc;
}

static struct str
whole(const struct wordings *group, size_t k)
{
	return str_part(node_str(group->node), wording_from(group, k),
		wording_to(group, k) - wording_from(group, k));
}

static int
drop(struct session *session, const struct wordings *group, size_t dropped,
	struct err *err)
{
	struct saying what = { "alternative-drop", "drop the wording ",
		"dropped the wording ", BUF_INIT };
	struct buf come = BUF_INIT;
	int rc;

	add_one(&what.rest, group, dropped);
	for (size_t k = 1; k <= group->n; k++)
		if (k != dropped)
			buf_add_str(&come, whole(group, k));
	if (group->n == 2) {
		buf_add_text(&what.rest, "; ");
		deed_add_quoted(&what.rest, wording_text(group, 3 - dropped));
		buf_add_text(&what.rest, " stays in brackets");
	}
	rc = save(session, group, &what, buf_str(&come), err);
	buf_release(&what.rest);
	buf_release(&come);
	return rc;
}

int
run_alternative_drop(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct wordings group;
	size_t k;
	int rc;

	if (args->n != 3)
		return usage("alternative-drop", err);
	if (read_wording(&group, &k, session, args, err) < 0)
		return -1;
	rc = may_drop(session, &group, k, err);
	if (rc == 0)
		rc = drop(session, &group, k, err);
	wordings_release(&group);
	return rc;
}

static int
move(struct session *session, const struct wordings *group, size_t from,
	size_t to, struct err *err)
{
	struct saying what = { "alternative-move", "wording ", "wording ",
		BUF_INIT };
	struct buf come = BUF_INIT;
	int rc;

	for (size_t k = 1, next = 1; k <= group->n; k++) {
		next += next == from;
		buf_add_str(&come, whole(group, k == to ? from : next++));
	}
	add_one(&what.rest, group, from);
	buf_add_format(&what.rest, " stands as number %zu of %zu", to,
		group->n);
	rc = save(session, group, &what, buf_str(&come), err);
	buf_release(&what.rest);
	buf_release(&come);
	return rc;
}

/* NODE N K TO */
int
run_alternative_move(struct session *session, const struct arguments *args,
	struct err *err)
{
	struct wordings group;
	size_t from, to;
	int rc;

	if (args->n != 4)
		return usage("alternative-move", err);
	if (argument_count(&args->at[3], &to, err) < 0 ||
	    read_wording(&group, &from, session, args, err) < 0)
		return -1;
	if (to > group.n)
		rc = err_set(err, ERR_REFUSED, "there are %zu wordings here",
			group.n);
	else if (from == to)
		rc = err_set(err, ERR_REFUSED, "so it stands already");
	else
		rc = move(session, &group, from, to, err);
	wordings_release(&group);
	return rc;
}
